"""Each figure of a ledger becomes a picture, a placeholder or a problem at its place."""

from __future__ import annotations

import logging
import os
import re
import shutil
from base64 import b64encode
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import weasyprint
from lxml import etree
from PIL import Image, ImageFont

from briefbuild.figures.assets import PIXELS, Asset, build_assets
from briefbuild.figures.print_size import printed_width
from briefbuild.house import House, load_house
from briefbuild.load import Source
from briefbuild.model import Brief, Figure
from briefbuild.problems import Place, Problem
from briefbuild.yaml_reader import Marked
from tests.building import ROOT

OWN = {"holder": "us", "permission": "not-needed"}
THEIRS = {"holder": "Reuters"}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="9" height="9"/></svg>'
)
BAR = '{"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a"}}}'


@pytest.fixture(scope="module")
def house() -> House:
    house, problems = load_house(ROOT / "styles", "styles")
    assert house
    assert not problems
    return house


def assets(
    house: House,
    folder: Path,
    cache: Path | None = None,
    *,
    lang: str = "en",
    sizes: dict[str, tuple[str, ...]] | None = None,
    **figures: dict[str, Any],
) -> tuple[dict[str, Asset], list[Problem]]:
    """Build the figures of a brief in `folder`; each is its ledger entry without its alt."""
    ledger = {f"fig-{id}": Figure(alt="x", **entry) for id, entry in figures.items()}
    brief = Brief.model_construct(lang=lang, figures=ledger, authors=())
    places: dict[tuple[str | int, ...], Place] = {
        (): Place("b/brief.yaml", 1, 1),
        ("figures", "fig-a", "file"): Place("b/y", 7, 11),
    }
    source = Source(folder, "b", brief, Marked(None, places, {}), {}, ())
    return build_assets(brief, source, house, cache, sizes or {})


def one(house: House, folder: Path, **entry: Any) -> tuple[Asset | None, list[Problem]]:
    built, problems = assets(house, folder, a={"rights": OWN, **entry})
    return built.get(entry["file"]), problems


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A brief with a picture of each kind, and a secret beside it."""
    figures = tmp_path / "brief" / "figures"
    figures.mkdir(parents=True)
    (figures / "a.svg").write_text(SVG)
    (figures / "a.vl.json").write_text(BAR)
    Image.new("RGB", (30, 20), "red").save(figures / "a.png")
    Image.new("RGB", (30, 20), "red").save(figures / "a.jpg")
    (tmp_path / "secret.svg").write_text(SVG)
    return tmp_path / "brief"


@pytest.mark.parametrize(
    ("file", "kind", "vector", "media"),
    [
        ("figures/a.svg", "svg", True, "image/png"),
        ("figures/a.vl.json", "chart", True, "image/png"),
        ("figures/a.png", "png", False, "image/png"),
        ("figures/a.jpg", "jpeg", False, "image/jpeg"),
    ],
)
def test_each_kind_is_built(
    house: House, folder: Path, file: str, kind: str, vector: bool, media: str
) -> None:
    asset, problems = one(house, folder, file=file)
    assert not problems
    assert asset
    assert (asset.source, asset.kind, asset.media_type) == (file, kind, media)
    assert (asset.vector is not None) == vector
    with Image.open(BytesIO(asset.raster)) as image:
        assert image.size == (asset.width_px, asset.height_px)
    assert asset.width_px == (PIXELS if vector else 30)
    assert asset.aspect == pytest.approx(asset.width_px / asset.height_px, rel=0.01)


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("figures/none.png", "file-missing"),
        ("../secret.svg", "file-outside"),
        ("figures/link.svg", "file-outside"),
        ("figures", "file-not-regular"),
        ("figures/pipe.png", "file-not-regular"),
        ("figures/a.txt", "picture-kind"),
    ],
)
def test_a_file_that_may_not_be_read_is_a_problem_in_the_ledger(
    house: House, folder: Path, file: str, code: str
) -> None:
    (folder / "figures" / "link.svg").symlink_to(folder.parent / "secret.svg")
    (folder / "figures" / "a.txt").write_text("text")
    os.mkfifo(folder / "figures" / "pipe.png")
    asset, problems = one(house, folder, file=file)
    assert asset is None
    assert [(p.code, str(p.place)) for p in problems] == [(code, "b/y:7:11")]


def test_a_link_within_the_brief_is_followed(house: House, folder: Path) -> None:
    (folder / "figures" / "link.svg").symlink_to("a.svg")
    asset, problems = one(house, folder, file="figures/link.svg")
    assert asset
    assert not problems


def test_one_broken_figure_leaves_the_others(house: House, folder: Path) -> None:
    (folder / "figures" / "b.svg").write_text("<svg")
    built, problems = assets(
        house,
        folder,
        a={"file": "figures/a.svg", "rights": OWN},
        b={"file": "figures/b.svg", "rights": OWN},
    )
    assert list(built) == ["figures/a.svg"]
    assert [(p.code, p.place.file if p.place else "") for p in problems] == [
        ("svg-syntax", "b/figures/b.svg")
    ]


# ── for position only ────────────────────────────────────────────────────────────────────────


def placeholder_lines(asset: Asset | None) -> list[str]:
    assert asset
    assert asset.kind == "placeholder"
    assert asset.vector
    return ["".join(map(str, e.itertext())) for e in etree.fromstring(asset.vector).iter("{*}text")]


def test_a_picture_without_permission_has_a_box_that_says_what_the_ledger_knows(
    house: House, folder: Path
) -> None:
    rights = {"holder": "Reuters & <sons>", "permission": "not-requested"}
    credit = "*Reuters*, [wire](https://example.org)"
    asset, problems = one(house, folder, file="figures/no.jpg", credit=credit, rights=rights)
    assert not problems
    assert placeholder_lines(asset) == [
        "For position only",
        *("Credit", "Reuters, wire"),
        *("Rights held by", "Reuters & <sons>"),
        *("Permission", "not requested"),
        *("File", "figures/no.jpg"),
        *("For print", "at least 1512 pixels wide"),
    ]
    assert asset
    assert asset.aspect == pytest.approx(1.5, rel=0.001)


@pytest.mark.parametrize("permission", ["not-requested", "requested", "refused"])
@pytest.mark.parametrize("file", ["figures/a.svg", "figures/a.vl.json", "figures/a.png"])
def test_a_picture_that_may_not_be_shown_has_a_box_though_its_file_is_there(
    house: House, folder: Path, file: str, permission: str
) -> None:
    rights = {"holder": "Reuters", "permission": permission}
    asset, problems = one(house, folder, file=file, rights=rights)
    assert not problems
    assert file in placeholder_lines(asset)
    shown, _ = one(house, folder, file=file, rights={"holder": "R", "permission": "granted"})
    assert shown
    assert shown.kind != "placeholder"


def test_a_file_outside_the_brief_is_a_problem_though_a_box_stands_for_it(
    house: House, folder: Path
) -> None:
    asset, problems = one(house, folder, file="../secret.svg", rights=THEIRS)
    assert asset is None
    assert [p.code for p in problems] == ["file-outside"]


def test_the_box_speaks_the_briefs_language(house: House, folder: Path) -> None:
    entry = {"file": "figures/no.jpg", "credit": "R", "rights": THEIRS}
    built, _ = assets(house, folder, lang="de", a=entry)
    assert placeholder_lines(built["figures/no.jpg"]) == [
        "Platzhalter",
        *("Bildnachweis", "R"),
        *("Rechte bei", "Reuters"),
        *("Genehmigung", "nicht angefragt"),
        *("Datei", "figures/no.jpg"),
        *("Für den Druck", "mindestens 1512 Pixel breit"),
    ]


def test_the_box_has_the_shape_the_ledger_asks_for(house: House, folder: Path) -> None:
    asset, _ = one(house, folder, file="figures/no.jpg", placeholder="4:5", rights=THEIRS)
    assert asset
    assert asset.aspect == pytest.approx(0.8, rel=0.001)


def test_the_box_has_the_shape_of_the_picture_where_its_file_is_there(
    house: House, folder: Path
) -> None:
    Image.new("RGB", (30, 60), "red").save(folder / "figures" / "high.png")
    shapes = {"figures/high.png": 0.5, "figures/a.svg": 2.0, "figures/a.jpg": 1.5}
    for file, aspect in shapes.items():
        asset, problems = one(house, folder, file=file, placeholder="4:5", rights=THEIRS)
        assert not problems
        assert asset
        assert asset.kind == "placeholder"
        assert asset.aspect == pytest.approx(aspect, rel=0.001)
    (folder / "figures" / "a.jpg").write_bytes(b"no picture")
    asset, problems = one(house, folder, file="figures/a.jpg", placeholder="4:5", rights=THEIRS)
    assert asset
    assert asset.aspect == pytest.approx(0.8, rel=0.001)
    assert not problems


@pytest.mark.parametrize(
    ("sizes", "pixels"),
    [((), 1512), (("half",), 733), (("wide",), 1890), (("full-page",), 1890), (("half", ""), 1512)],
)
def test_the_box_says_how_many_pixels_its_place_needs(
    house: House, folder: Path, sizes: tuple[str, ...], pixels: int
) -> None:
    file = "figures/no.jpg"
    given = {file: sizes} if sizes else {}
    built, _ = assets(house, folder, sizes=given, a={"file": file, "rights": THEIRS})
    assert f"at least {pixels} pixels wide" in placeholder_lines(built[file])


@pytest.mark.parametrize("shape", ["3:2", "4:5", "3:1", "8:1", "1:4"])
@pytest.mark.parametrize("size", ["half", "", "wide"])
@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_boxs_letters_are_large_enough_and_nothing_crosses_them(
    house: House, folder: Path, lang: str, size: str, shape: str
) -> None:
    file = "figures/a-name-of-some-length.jpg"
    credit = "Reuters / Somebody Somewhere, by way of the archive"
    entry = {"file": file, "rights": THEIRS, "placeholder": shape, "credit": credit}
    built, _ = assets(house, folder, lang=lang, sizes={file: (size,)}, a=entry)
    asset = built[file]
    assert asset.vector
    root = etree.fromstring(asset.vector)
    wide, high = (float(n) for n in (root.get("viewBox") or "").split()[2:])
    width = printed_width(size, asset.aspect, house)
    if shape in ("3:2", "4:5"):
        assert 2.8 / wide * width >= 5.5  # points
    frame = next(e for e in root.iter("{*}path") if "stroke-dasharray" not in e.attrib)
    ends = [float(n) for n in re.findall(r"L([\d.]+)", frame.get("d") or "")]
    tops = [float(n) for n in re.findall(r"L[\d.]+ ([\d.]+)", frame.get("d") or "")]
    for text in root.iter("{*}text"):
        font = 4.2 if text.get("font-size") else 2.8
        face = "Semibold" if text.get("font-size") else "Regular"
        drawn = ImageFont.truetype(str(house.fonts / f"SourceSans3-{face}.ttf"), 1000)
        length = drawn.getlength(text.text or "") * font / 1000
        x, y = float(text.get("x") or 0), float(text.get("y") or 0)
        left = x - length if text.get("text-anchor") == "end" else x
        assert left > 0
        assert left + length < wide
        assert font < y < high
        beside = min(ends) <= left and left + length <= max(ends)
        assert beside or (min(tops) <= y - font and y + font / 3 <= max(tops))


def test_a_picture_that_may_be_used_has_no_box(house: House, folder: Path) -> None:
    asset, problems = one(house, folder, file="figures/no.jpg", rights=OWN)
    assert asset is None
    assert [p.code for p in problems] == ["file-missing"]


def test_the_box_takes_its_colours_from_the_tokens(house: House, folder: Path) -> None:
    other = replace(house, tokens={**house.tokens, "--color-accent": "#123456"})
    asset, _ = one(other, folder, file="figures/no.jpg", rights=THEIRS)
    assert asset
    assert asset.vector
    assert b"#123456" in asset.vector
    text = (house.templates / "for-position-only.svg.j2").read_text()
    assert not re.search(r"#[0-9a-fA-F]{3,6}\b", text)


@pytest.mark.parametrize(
    ("template", "code"),
    [(None, "style-missing"), ("{{ no_such }}", "style-template"), ("{% if", "style-template")],
)
def test_a_template_that_is_not_right_is_a_problem(
    house: House, folder: Path, tmp_path: Path, template: str | None, code: str
) -> None:
    style = tmp_path / "style"
    shutil.copytree(house.templates, style / "templates")
    (style / "fonts").symlink_to(house.fonts)
    path = style / "templates" / "for-position-only.svg.j2"
    path.unlink()
    if template is not None:
        path.write_text(template)
    asset, problems = one(
        House(style, "styles", house.file, house.tokens), folder, file="f/no.jpg", rights=THEIRS
    )
    assert asset is None
    assert [p.code for p in problems] == [code]


# ── kept between builds, and set on a page ───────────────────────────────────────────────────


def test_what_is_kept_is_the_same_and_a_new_look_is_drawn_anew(
    house: House, folder: Path, tmp_path: Path
) -> None:
    entry = {"file": "figures/a.vl.json", "rights": OWN}
    cache = tmp_path / "cache"
    fresh = assets(house, folder, None, a=entry)
    assert assets(house, folder, cache, a=entry) == fresh
    assert assets(house, folder, cache, a=entry) == fresh
    for path in cache.iterdir():
        path.write_bytes(b"damaged" * 20)
    assert assets(house, folder, cache, a=entry) == fresh
    other = replace(house, tokens={**house.tokens, "--chart-1": "#123456"})
    built, _ = assets(other, folder, cache, a=entry)
    assert b"#123456" in (built["figures/a.vl.json"].vector or b"")


def test_shipped_figures_keep_their_letters_as_text_on_a_page(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """WeasyPrint sets them with the page's own fonts, every line whole and nothing ignored."""
    built, problems = assets(
        house,
        ROOT / "brief",
        map={"file": "figures/korea-japan-map.vl.json", "rights": OWN},
        exports={"file": "figures/china-exports.vl.json", "rights": OWN},
        photograph={"file": "figures/not-there.jpg", "rights": THEIRS},
    )
    assert not problems
    vectors = [b64encode(asset.vector or b"").decode() for asset in built.values()]
    faces = "".join(
        f'@font-face {{font-family: "Source Sans 3"; font-weight: {weight}; font-style: {style};'
        f" src: url({(house.fonts / f'SourceSans3-{name}.ttf').as_uri()})}}"
        for name, weight, style in [
            ("Regular", 400, "normal"),
            ("Semibold", 600, "normal"),
            ("It", 400, "italic"),
        ]
    )
    pictures = "".join(
        f'<img style="width: 128mm" src="data:image/svg+xml;base64,{v}">' for v in vectors
    )
    with caplog.at_level(logging.WARNING):
        page = weasyprint.HTML(string=f"<style>{faces}</style>{pictures}")
        pdf = pypdfium2.PdfDocument(page.write_pdf())
    assert not caplog.records
    found = " ".join("".join(p.get_textpage().get_text_range() for p in pdf).split())
    for line in (
        "Dokdo/Takeshima — administered by South Korea; claimed by Japan",
        "Sea of Japan (East Sea)",
        "KITA, citing China Customs UN Comtrade via Trading Economics",
        "Rights held by Reuters",
    ):
        assert line in found
