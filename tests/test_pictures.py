"""Pictures as cameras and agencies send them, in every format of one brief, each proved."""

from __future__ import annotations

import json
import zipfile
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms

from briefbuild.cli import run
from tests.building import yaml_with

SECRET = b"Ann at home"


def ramp(mode: str, *colours: Any) -> Image.Image:
    """1600 × 1000 pixels: bands of colours, from above."""
    picture = Image.new(mode, (1600, 1000))
    for number, colour in enumerate(colours):
        picture.paste(colour, (0, 1000 * number // len(colours), 1600, 1000))
    return picture


def profile() -> bytes:
    """An RGB profile with other primaries: red and green change places."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = data.replace(b"rXYZ", b"____").replace(b"gXYZ", b"rXYZ")
    return swapped.replace(b"____", b"gXYZ")


def exif(turn: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[0x0112], made[0x013B] = turn, SECRET.decode()
    return made


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    stream = BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def pictures() -> dict[str, bytes]:
    """One of each kind that formats can't carry as it is, and one that loses its metadata only."""
    side = ramp("RGB", "red", "blue", "white").transpose(Image.Transpose.ROTATE_90)
    inks = ramp("CMYK", (255, 0, 0, 0), (0, 0, 200, 0), (0, 0, 0, 200))
    others = ramp("CMYK", (0, 0, 0, 90), (0, 200, 0, 0))
    within = ramp("CMYK", (90, 0, 90, 0), (0, 0, 0, 10), (0, 90, 0, 0))
    clear = ramp("RGBA", (200, 90, 20, 255), (20, 90, 200, 90))
    coded = b64encode(encoded(within, "JPEG", exif=exif())).decode()
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200"><image width="320" \
height="200" href="data:image/jpeg;base64,{coded}"/></svg>'
    return {
        "turned.jpg": encoded(side, "JPEG", exif=exif(6)),
        "inks.jpg": encoded(inks, "JPEG", exif=exif()),
        "turned-inks.jpg": encoded(
            others.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif(6)
        ),
        "wide.jpg": encoded(ramp("RGB", "lime", "gray"), "JPEG", icc_profile=profile()),
        "clear.png": encoded(clear, "PNG", icc_profile=profile(), exif=exif()),
        "deep.png": encoded(Image.new("I;16", (1600, 1000), 40000), "PNG"),
        "palette.png": encoded(ramp("RGB", "teal", "pink").quantize(4), "PNG", transparency=0),
        "grey.jpg": encoded(ramp("L", 20, 90, 200), "JPEG", exif=exif()),
        "within.svg": svg.encode(),
    }


@pytest.fixture
def brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A brief with all of them, in the current folder."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "brief"
    folder.mkdir()
    ledger, text = {}, "# One\n\nText.\n"
    for file, data in pictures().items():
        (folder / file).write_bytes(data)
        name = file.partition(".")[0]
        ledger[f"fig-{name}"] = file
        text += f"\n![Caption of {name}]({file}){{#fig-{name}}}\n\nMore text.\n"
    (folder / "brief.yaml").write_text(yaml_with(ledger), encoding="utf-8")
    (folder / "a.md").write_text(text, encoding="utf-8")
    return folder


def test_every_format_carries_them(brief: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--format", "pdf,press,epub,docx"]) == 0, capsys.readouterr()
    assert "0 errors, 0 warnings" in capsys.readouterr().out
    made = brief.parent / "build" / "brief"
    files = json.loads((made / "report.json").read_text(encoding="utf-8"))["files"]
    assert len(files) == 4
    with pikepdf.open(made / "brief.pdf") as pdf:
        assert spaces(pdf) == {"/DeviceRGB", "/DeviceGray"}
        assert not any(SECRET in data for data in streams(pdf))
    with pikepdf.open(made / "brief-press.pdf") as pdf:
        assert spaces(pdf) == {"/DeviceCMYK", "/DeviceGray"}
        assert not any(SECRET in data for data in streams(pdf))
    for name in ("brief.epub", "brief.docx"):
        with zipfile.ZipFile(made / name) as archive:
            for part in archive.namelist():
                assert SECRET not in archive.read(part), part


def streams(pdf: pikepdf.Pdf) -> list[bytes]:
    return [i.read_raw_bytes() for i in pdf.objects if isinstance(i, pikepdf.Stream)]


def spaces(pdf: pikepdf.Pdf) -> set[str]:
    return {
        str(item.ColorSpace)
        for item in pdf.objects
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
    }
