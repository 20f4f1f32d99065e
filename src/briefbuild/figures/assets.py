"""Each figure's picture, ready for every edition.

Print takes the vector form where there is one; readers that can't draw SVG take the pixels. A
picture that may not be shown has a “for position only” box in its place, whether its file is there
or not, so that pages can be made up while permission is asked for.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import resvg_py

from briefbuild.cache import fingerprint, kept
from briefbuild.figures.charts import Studio, digest, draw_chart
from briefbuild.figures.embedded import with_plain_pictures
from briefbuild.figures.portraits import cut_portrait
from briefbuild.figures.raster import RASTER_ENDINGS, draw_png, read_raster
from briefbuild.figures.screen import for_screen
from briefbuild.figures.svg import SvgPicture, read_svg
from briefbuild.house import House
from briefbuild.inside import find_inside
from briefbuild.load import Source
from briefbuild.model import Brief, Figure
from briefbuild.problems import Place, Problem, problem
from briefbuild.templates import fill

PRINTED_MM = 160  # the widest a figure is printed: both columns of an A4 page
PIXELS = round(PRINTED_MM / 25.4 * 300)  # 300 dpi, what offset printing asks of pictures
_BOX_MM = 128  # the text column, so that the box's letters are as large as a caption's
_STATES = {  # of a picture that may not be shown, each with its word
    "not-requested": "permission_not_requested",
    "requested": "permission_requested",
    "refused": "permission_refused",
}
_TEMPLATE = "for-position-only.svg.j2"

Kind = Literal["chart", "svg", "png", "jpeg", "placeholder", "portrait"]
Result = tuple["Asset | None", list[Problem]]


@dataclass(frozen=True)
class Asset:
    """A figure's picture, built."""

    source: str
    """The ledger's `file`, a path from the brief folder: the key by which editions find it. That of
    an author's portrait has an ending of its own (`model.Author.portrait`)."""
    kind: Kind
    vector: bytes | None
    """SVG; None for photographs."""
    raster: bytes
    """PNG or JPEG, upright and in sRGB: the file, or the vector form, 160 mm wide at 300 dpi."""
    media_type: str
    """Of `raster`: image/png or image/jpeg."""
    width_px: int
    height_px: int
    aspect: float
    """Width to height, of the vector form where there is one."""
    original: bytes | None = None
    """A file with other colours than `raster`, or turned, as it came: a press makes more of it."""

    @property
    def for_press(self) -> bytes:
        """PNG or JPEG with the colours that it came with, maybe lying on its side."""
        return self.original or self.raster


def build_assets(
    brief: Brief, source: Source, house: House, cache: Path | None
) -> tuple[dict[str, Asset], list[Problem]]:
    """The picture of each figure in the brief's ledger, by its `file`.

    `cache` is a folder that keeps drawn charts between builds, or None. A figure with a problem
    has no asset.
    """
    studio = Studio(house.tokens, house.fonts, cache)
    words = house.words(brief.lang)
    assets: dict[str, Asset] = {}
    problems: list[Problem] = []
    for id, figure in brief.figures.items():
        if figure.file not in assets:
            ledger = source.marked.place(("figures", id, "file"))
            asset, found = _asset(figure, source, ledger, house, studio, words)
            problems += found
            if asset:
                assets[figure.file] = asset
    portraits, found = _portraits(brief, source, house)
    return assets | portraits, problems + found


def _portraits(
    brief: Brief, source: Source, house: House
) -> tuple[dict[str, Asset], list[Problem]]:
    """Each author's photograph, cut to shape, by the key that the tree has for it."""
    assets: dict[str, Asset] = {}
    problems: list[Problem] = []
    for index, author in enumerate(brief.authors):
        if author.photo and author.portrait:
            place = source.marked.place(("authors", index, "photo"))
            path, wrong = find_inside(source.folder, source.folder / author.photo, place)
            if path is None:
                problems += [wrong] if wrong else []
                continue
            cut, found = cut_portrait(path.read_bytes(), author.photo, place, house)
            problems += found
            if cut:
                facts = ("image/jpeg", cut.width, cut.height, cut.width / cut.height)
                assets[author.portrait] = Asset(author.photo, "portrait", None, cut.data, *facts)
    return assets, problems


def _asset(
    figure: Figure,
    source: Source,
    ledger: Place,
    house: House,
    studio: Studio,
    words: Mapping[str, str],
) -> Result:
    file, folder = source.file(figure.file), source.folder
    path, found = find_inside(folder, folder / figure.file, ledger)
    if not figure.rights.usable and (found is None or found.code == "file-missing"):
        picture, problems = _placeholder(figure, house, words)
        return _from_vector(figure.file, "placeholder", picture, problems, file, studio)
    if found or path is None:
        return None, [found] if found else []
    name = figure.file.lower()
    if name.endswith(".vl.json"):
        picture, problems = draw_chart(path, folder, file, studio)
        return _from_vector(figure.file, "chart", picture, problems, file, studio)
    if name.endswith(".svg"):
        picture, problems = read_svg(path.read_bytes(), file, studio.fonts)
        if picture:
            picture, problems = with_plain_pictures(picture, file, house)
        return _from_vector(figure.file, "svg", picture, problems, file, studio)
    if name.endswith(tuple(RASTER_ENDINGS)):
        return _from_pixels(figure.file, path.read_bytes(), Place(file), house)
    return None, [problem("picture-kind", ledger, file=figure.file)]


def _from_pixels(source: str, data: bytes, place: Place, house: House) -> Result:
    shown, problems = for_screen(data, source, place, house)
    if shown is None:
        return None, problems
    made = shown.raster
    facts = (f"image/{made.kind}", made.width, made.height, made.width / made.height)
    asset = Asset(source, made.kind, None, made.data, *facts, original=shown.original)
    return asset, problems


def _from_vector(
    source: str,
    kind: Kind,
    picture: SvgPicture | None,
    problems: list[Problem],
    file: str,
    studio: Studio,
) -> Result:
    if picture is None:
        return None, problems
    # The first part names the way of drawing: it changes with draw_png.
    name = fingerprint(
        "png 2", resvg_py.__version__, str(PIXELS), picture.text, digest(studio.fonts)
    )
    try:
        png = kept(studio.cache, name, lambda: draw_png(picture, PIXELS, studio.fonts))
    except ValueError as error:
        return None, [*problems, problem("svg-syntax", Place(file), reason=error)]
    raster, found = read_raster(png, f"{source}.png", Place(file))
    if raster is None:
        return None, [*problems, *found]
    size = (raster.width, raster.height)
    svg = picture.text.encode()
    return Asset(source, kind, svg, png, "image/png", *size, picture.aspect), problems


def _placeholder(
    figure: Figure, house: House, words: Mapping[str, str]
) -> tuple[SvgPicture | None, list[Problem]]:
    """The “for position only” box: what the ledger knows, and nothing else."""
    wide, high = (int(part) for part in figure.placeholder.split(":"))
    height = round(_BOX_MM * high / wide, 2)
    facts = {
        "width": _BOX_MM,
        "height": height,
        "facts": _facts(figure, words),
        "words": words,
        "tokens": house.tokens,
    }
    text, problems = fill(house, _TEMPLATE, facts)
    if text is None:
        return None, problems
    return read_svg(text.encode(), house.files.find(f"templates/{_TEMPLATE}")[1], house.fonts)


def _facts(figure: Figure, words: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the box says, line by line: a label, or nothing where a line goes on, and text."""
    rights = figure.rights
    facts = [
        ("credit", _plain(figure.credit or "")),
        ("rights_held_by", rights.holder),
        ("permission", words[_STATES[rights.permission]]),
        ("until", rights.expiry or ""),
        ("file", figure.file),
        ("for_print", words["pixels_wide"].replace("{pixels}", str(PIXELS))),
    ]
    lines: list[tuple[str, str]] = []
    for name, text in facts:
        wrapped = textwrap.wrap(text, 42)
        lines += zip([words[name]] + [""] * len(wrapped), wrapped, strict=False)
    return lines


def _plain(markdown: str) -> str:
    """A line of the ledger without its marks of emphasis and the addresses of its links."""
    return re.sub(r"[*_]|\[([^\]]*)\]\([^)]*\)", lambda m: m[1] or "", markdown)
