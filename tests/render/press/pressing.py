"""Small editions as press PDFs, and pictures to put in them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from PIL import Image

from briefbuild.figures.assets import Asset
from briefbuild.render.edition import Edition, Rendered
from briefbuild.render.press import renderer as press
from tests.render.pdf.printing import edition

SVG_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200">'


def drawing(name: str, inside: str) -> Asset:
    """A drawing, 300 px wide and 200 high."""
    svg = f"{SVG_HEAD}{inside}</svg>".encode()
    return Asset(name, "svg", svg, b"", "image/png", 300, 200, 1.5)


def photograph(name: str, picture: Image.Image, **options: Any) -> Asset:
    """A picture of pixels, as PNG or, when its name says so, as JPEG."""
    data = BytesIO()
    jpeg = name.endswith(".jpg")
    picture.save(data, "JPEG" if jpeg else "PNG", **options)
    width, height = picture.size
    media = "image/jpeg" if jpeg else "image/png"
    kind: Literal["jpeg", "png"] = "jpeg" if jpeg else "png"
    return Asset(name, kind, None, data.getvalue(), media, width, height, width / height)


def with_pictures(made: Edition, *pictures: Asset) -> Edition:
    return replace(made, assets={picture.source: picture for picture in pictures})


def attempt(markdown: str, work: Path, *pictures: Asset, **how: Any) -> Rendered:
    """A text as a press PDF, with figures by their sources."""
    made = edition(markdown, work, **how)
    if pictures:
        made = with_pictures(made, *pictures)
    return press.render(made, work / "t-press.pdf")


def pressed(markdown: str, work: Path, *pictures: Asset, **how: Any) -> Path:
    """The same; fails when anything was found wrong."""
    rendered = attempt(markdown, work, *pictures, **how)
    assert [str(p) for p in rendered.problems] == []
    return rendered.path
