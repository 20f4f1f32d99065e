"""Each rule of the preflight fails on a fault that is seeded for it, and on no other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from briefbuild.verify.preflight.rules import RULES, Result, preflight
from briefbuild.verify.preflight.sheet import Demands
from tests.render.press.pressing import drawing, photograph, pressed

TEXT = """
::: title-block
::: title
A title
:::
:::

# First {#sec-first}

Some words.[^1]

![Caption](figures/a.svg){.figure}

![Caption](figures/b.png){.figure}

[^1]: A note with a [link](https://example.org).
"""
Seed = Callable[[pikepdf.Pdf], None]
NAME = pikepdf.Name


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A press PDF with text, a note, a drawing and a photograph; four pages with a binding."""
    photo = photograph(
        "figures/b.png", Image.radial_gradient("L").convert("RGB").resize((1600, 900))
    )
    shade = (
        '<linearGradient id="g"><stop stop-color="#0f3d5e"/><stop offset="1" stop-opacity="0.2"/>'
    )
    svg = (
        f'<defs>{shade}</linearGradient></defs><rect width="90" height="90" fill="url(#g)"/>'
        '<text y="150" font-family="\'Source Sans 3\'" opacity="0.6">Words</text>'
    )
    work = tmp_path_factory.mktemp("good")
    return pressed(TEXT, work, drawing("figures/a.svg", svg), photo, binding="saddle-stitch")


def seeded(good: Path, to: Path, seed: Seed, **options: Any) -> Path:
    """A copy of the good file with a fault."""
    with pikepdf.open(good) as pdf:
        seed(pdf)
        pdf.save(to, **{"deterministic_id": True, **options})
    return to


def broken(results: tuple[Result, ...]) -> set[str]:
    return {result.rule for result in results if result.found}


def paint(content: str, first: bool = False) -> Seed:
    """Paint something more on the first page, in its own coordinates."""

    def seed(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(content.encode(), prepend=first)

    return seed


def page(key: str, value: Any, number: int = 0) -> Seed:
    def seed(pdf: pikepdf.Pdf) -> None:
        pdf.pages[number].obj[key] = value(pdf) if callable(value) else value

    return seed


def root(key: str, value: Any) -> Seed:
    def seed(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = value

    return seed


def without_root(key: str) -> Seed:
    def seed(pdf: pikepdf.Pdf) -> None:
        del pdf.Root[key]

    return seed


def xmp(old: str, new: str) -> Seed:
    """Change the XMP packet."""

    def seed(pdf: pikepdf.Pdf) -> None:
        before = pdf.Root.Metadata.read_bytes()
        assert old.encode() in before
        pdf.Root.Metadata.write(before.replace(old.encode(), new.encode()))

    return seed


def content(old: str, new: str) -> Seed:
    """Change what the first page paints."""

    def seed(pdf: pikepdf.Pdf) -> None:
        before = pdf.pages[0].Contents.read_bytes()
        assert old.encode() in before
        pdf.pages[0].Contents = pdf.make_stream(before.replace(old.encode(), new.encode()))

    return seed


def state(entries: Mapping[str, Any]) -> Seed:
    """Give the first page one more graphics state."""

    def seed(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources.ExtGState["/Seeded"] = pikepdf.Dictionary(entries)

    return seed


def picture(pdf: pikepdf.Pdf, pixels: bytes, space: str, side: int = 2) -> Any:
    made = pdf.make_stream(pixels)
    made.Type, made.Subtype, made.ColorSpace = NAME.XObject, NAME.Image, NAME(space)
    made.Width, made.Height, made.BitsPerComponent = side, side, 8
    return made


def place(pixels: bytes, space: str, points: float, side: int = 2) -> Seed:
    """Print a picture on the first page, so many points wide."""

    def seed(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources.XObject["/Seeded"] = picture(pdf, pixels, space, side)
        pdf.pages[0].contents_add(f"q {points} 0 0 {points} 99 99 cm /Seeded Do Q".encode())

    return seed


def unembed(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]
            return
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile3" in item:
            del item["/FontFile3"]
            return
    raise AssertionError("the file has no font to take out")


def screen_profile(pdf: pikepdf.Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    data = bytearray(profile.read_bytes())
    data[12:16] = b"mntr"
    profile.write(bytes(data))


def annotate(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=NAME.Annot, Subtype=NAME.Square, Rect=[0, 0, 9, 9])
    pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])


def act(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=NAME.JavaScript, JS="1"))


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"text"


def another_filter(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"")
    stream.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter=NAME.LZWDecode)
    pdf.pages[0].Resources.XObject["/Seeded"] = pdf.make_indirect(stream)


def from_outside(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"")
    stream["/F"] = pikepdf.Dictionary(Type=NAME.Filespec, F="other.jpg")
    pdf.pages[0].Resources.XObject["/Seeded"] = stream


def group(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and "/Group" in item:
            item.Group.CS = NAME.DeviceRGB
            return
    raise AssertionError("the file has no group")


def drop_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def narrower(pdf: pikepdf.Pdf) -> None:
    """A page of another size, with its own marks in their place."""
    pages = pdf.pages
    last = pages[-1]
    before = last.Contents.read_bytes().decode()
    right = float(last.obj.TrimBox[2])
    for edge in (right, right + 11.339, right + 25.512, right + 8.504):
        before = before.replace(f"{edge:.3f}", f"{edge - 72:.3f}")
    last.Contents = pdf.make_stream(before.encode())
    for key in ("/TrimBox", "/BleedBox", "/MediaBox"):
        edges = [float(edge) for edge in last.obj[key]]
        last.obj[key] = pikepdf.Array([*edges[:2], round(edges[2] - 72, 3), edges[3]])


INTENT = "/OutputIntents"
BLACK_SQUARE = b"\xff\xff\xff\xff" * 4
SEEDS: Mapping[str, Seed] = {
    "standard": xmp("PDF/X-4", "PDF/X-3:2003"),
    "identity": xmp("xmpMM:VersionID", "xmpMM:Version"),
    "description": xmp("A title", "Another title"),
    "trapped": xmp(">False<", ">Unknown<"),
    "output-intent": lambda pdf: pdf.Root.OutputIntents[0].__setitem__("/RegistryName", ""),
    "output-profile": screen_profile,
    "boxes": page("/ArtBox", [0, 0, 100, 100]),
    "format": narrower,
    "bleed": page("/BleedBox", lambda pdf: [-2, -2, 597.276, 843.89]),
    "crop-marks": content("-11.339 0.000 l S", "-11.339 50.000 l S"),
    "edges": paint("0.2 0 0 0 k 0 100 50 50 re f"),
    "page-count": drop_page,
    "colour-spaces": paint("1 0 0 rg 100 100 50 50 re f"),
    "blending": group,
    "registration": paint("/Registration cs 1 scn 100 100 50 50 re f"),
    "black-text": paint("BT 0.7 0.6 0.6 0.9 k (x) Tj ET"),
    "overprint": paint("BT 0 0 0 1 k (x) Tj ET"),
    "ink-limit": place(BLACK_SQUARE, "/DeviceCMYK", 0.4),
    "hairlines": paint("0 0 0 1 K 0.1 w 100 100 m 200 100 l S"),
    "resolution": place(b"\x00" * 4, "/DeviceGray", 1),
    "fonts": unembed,
    "annotations": annotate,
    "actions": act,
    "forms": root("/AcroForm", pikepdf.Dictionary(Fields=pikepdf.Array())),
    "navigation": root("/Outlines", pikepdf.Dictionary(Type=NAME.Outlines)),
    "attachments": attach,
    "layers": root("/OCProperties", pikepdf.Dictionary(OCGs=pikepdf.Array())),
    "filters": another_filter,
    "outside": from_outside,
    "device-settings": state({"/Type": NAME.ExtGState, "/TR": NAME.Identity}),
}
KEEP_STREAMS = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}


def test_a_press_pdf_keeps_every_rule(good: Path) -> None:
    assert broken(preflight(good, Demands(multiple=4))) == set()


@pytest.mark.parametrize("rule", [rule.id for rule in RULES if rule.id != "encryption"])
def test_each_rule_fails_on_its_fault_and_on_no_other(
    rule: str, good: Path, tmp_path: Path
) -> None:
    bad = seeded(good, tmp_path / "bad.pdf", SEEDS[rule], **KEEP_STREAMS)
    assert broken(preflight(bad, Demands(multiple=4))) == {rule}


def test_an_encrypted_file_fails(good: Path, tmp_path: Path) -> None:
    locks = pikepdf.Encryption(user="", owner="owner", R=4)
    locked = {"encryption": locks, "deterministic_id": False}
    bad = seeded(good, tmp_path / "bad.pdf", lambda pdf: None, **locked)
    assert broken(preflight(bad, Demands(multiple=4))) == {"encryption"}


OTHER_SEEDS: Mapping[str, tuple[str, Seed]] = {
    "no output intent": ("output-intent", without_root(INTENT)),
    "a condition without a name": (
        "output-intent",
        lambda pdf: pdf.Root.OutputIntents[0].__setitem__("/OutputConditionIdentifier", "Custom"),
    ),
    "a stroke in grey calibrated": (
        "colour-spaces",
        paint("/Pattern cs 0 0 1 RG 100 100 m 200 100 l S"),
    ),
    "a picture in RGB": ("colour-spaces", place(b"\x00" * 12, "/DeviceRGB", 0.4)),
    "text in RGB": ("colour-spaces", paint("BT 0 0 1 rg (x) Tj ET")),
    "text in four inks without black": ("black-text", paint("BT 0.9 0.8 0.8 0 k (x) Tj ET")),
    "grey text of three inks": ("black-text", paint("BT 0.28 0.21 0.21 0 k (x) Tj ET")),
    "white that overprints": ("overprint", paint("/BlackOverprints gs 0 0 0 0 k 9 9 9 9 re f")),
    "too much ink in a fill": ("ink-limit", paint("1 1 0.8 0.9 k 100 100 9 9 re f")),
    "registration black in text": ("registration", paint("BT /Registration cs 1 scn (x) Tj ET")),
    "a fill that ends in the bleed": ("edges", paint("0.2 0 0 0 k -3 100 50 50 re f")),
    "a page that is turned": ("format", page("/Rotate", 90)),
    "a BleedBox beyond the sheet": ("boxes", page("/BleedBox", [-90, -90, 700, 900])),
    "a picture that isn't there": ("colour-spaces", paint("/Nowhere Do")),
}


@pytest.mark.parametrize("fault", OTHER_SEEDS)
def test_other_faults(fault: str, good: Path, tmp_path: Path) -> None:
    rule, seed = OTHER_SEEDS[fault]
    bad = seeded(good, tmp_path / "bad.pdf", seed, **KEEP_STREAMS)
    assert rule in broken(preflight(bad, Demands(multiple=4)))


def test_what_breaks_no_rule(good: Path, tmp_path: Path) -> None:
    """Blue text, a tint that fills the bleed, white up to the edge, ink outside of a clip."""
    fine = (
        "BT 1 0.6 0 0.5 k (x) Tj ET 0.2 0 0 0 k -8.504 100 50 50 re f 0 0 0 0 k 0 200 50 50 re f "
        "q 50 300 50 50 re W n 0.2 0 0 0 k 0 300 90 50 re f Q"
    )
    changed = seeded(good, tmp_path / "good.pdf", paint(fine), **KEEP_STREAMS)
    assert broken(preflight(changed, Demands(multiple=4))) == set()


def test_the_trimmed_page_is_the_styles(good: Path) -> None:
    a4, a5 = (595.276, 841.89), (419.528, 595.276)
    assert broken(preflight(good, Demands(page=a4))) == set()
    assert broken(preflight(good, Demands(page=a5))) == {"format"}


def test_the_ink_limit_is_the_printers(good: Path) -> None:
    assert broken(preflight(good, Demands(ink_limit=0.5))) == {"ink-limit"}
