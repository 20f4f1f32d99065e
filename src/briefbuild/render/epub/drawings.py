"""Figures that are drawings: as SVG that stays sharp at any size, with the pixels for old readers.

    <picture><source type="image/svg+xml" srcset="map.svg"/><img src="map.png" alt="…"/></picture>

A reader that doesn't know `picture`, or can't draw SVG, shows the `img`. A drawing within `picture`
is a document of its own: it gets the letters it needs, and its name and description, for readers
that open it by itself. All its other bytes are those that were built.
"""

from __future__ import annotations

from posixpath import dirname, join, normpath

from briefbuild.render.edition import Edition
from briefbuild.render.epub.accessibility import XHTML, heading_text
from briefbuild.render.epub.package import Package, Page, prefer_drawing
from briefbuild.render.lettered import described, with_letters


def put_drawings(package: Package, edition: Edition) -> None:
    """Give each figure that has a vector form its SVG, in place."""
    drawn = {asset.raster: asset for asset in edition.assets.values() if asset.vector}
    for name, page in package.pages.items():
        for image in list(page.iter(f"{XHTML}img")):
            file = normpath(join(dirname(name), str(image.get("src"))))
            asset = drawn.get(package.files[file])
            if asset and asset.vector:
                drawing = file.rpartition(".")[0] + ".svg"
                package.files[drawing] = _drawing(asset.vector, image, edition)
                prefer_drawing(image, str(image.get("src")).rpartition(".")[0] + ".svg")


def _drawing(vector: bytes, image: Page, edition: Edition) -> bytes:
    """The SVG with its letters, its caption as name, and its alternative text as description."""
    caption = next(image.iterancestors(f"{XHTML}figure")).find(".//*[@class='caption-text']")
    title = heading_text(caption) if caption is not None else ""
    lettered = with_letters(vector, edition.house)
    return described(lettered, title, str(image.get("alt")))
