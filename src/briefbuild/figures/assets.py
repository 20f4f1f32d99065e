"""Each figure's picture, ready for every edition.

Print takes the vector form where there is one; readers that can't draw SVG take the pixels. A
picture that may not be shown has a “for position only” box in its place, whether its file is there
or not, so that pages can be made up while permission is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import resvg_py

from briefbuild.allowance import PICTURE_SECONDS, RESERVED_MEGABYTES
from briefbuild.cache import fingerprint, kept
from briefbuild.figures.charts import Studio, digest, draw_chart
from briefbuild.figures.embedded import with_plain_pictures
from briefbuild.figures.portraits import cut_portrait
from briefbuild.figures.position_only import draw_box
from briefbuild.figures.print_size import printed_width
from briefbuild.figures.raster import RASTER_ENDINGS, draw_png, read_raster
from briefbuild.figures.screen import for_screen
from briefbuild.house import House
from briefbuild.inside import read_inside
from briefbuild.limits import CHART_BYTES, FILE_BYTES
from briefbuild.load import Source
from briefbuild.model import Brief, Figure
from briefbuild.problems import Place, Problem, problem
from briefbuild.svg.read import SvgPicture, read_svg
from briefbuild.workers import Stopped, Task, Workers

PRINTED_MM = 160  # the widest a figure is printed: both columns of an A4 page
PIXELS = round(PRINTED_MM / 25.4 * 300)  # 300 dpi, what offset printing asks of pictures
CHART = ".vl.json"
DRAWING = "making the picture"
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
    brief: Brief,
    source: Source,
    house: House,
    cache: Path | None,
    sizes: Mapping[str, Sequence[str]],
    workers: Workers | None = None,
) -> tuple[dict[str, Asset], list[Problem]]:
    """The picture of each figure in the brief's ledger, by its `file`.

    `cache` is a folder that keeps drawn charts between builds, or None; `sizes` has the size
    classes under which each file is printed (`print_size.sizes_in`). A figure with a problem has no
    asset. Each picture is made in a process of its own, with a limit of time and memory.
    """
    studio = Studio(house.tokens, house.fonts, cache)
    words = house.words(brief.lang)
    digest(house.fonts)  # once, and not in each process
    tasks: dict[str, Task[Result]] = {}
    for id, figure in brief.figures.items():
        if figure.file not in tasks:
            ledger = source.marked.place(("figures", id, "file"))
            make = partial(_asset, figure, source, ledger, house, studio, words, sizes)
            tasks[figure.file] = Task(make, DRAWING, Place(source.file(figure.file)))
    for index, author in enumerate(brief.authors):
        if author.photo and author.portrait and author.portrait not in tasks:
            place = source.marked.place(("authors", index, "photo"))
            cut = partial(_portrait, author.photo, source, place, house)
            tasks[author.portrait] = Task(cut, DRAWING, Place(source.file(author.photo)))
    made = (workers or Workers()).run([*tasks.values()], PICTURE_SECONDS, RESERVED_MEGABYTES)
    assets: dict[str, Asset] = {}
    problems: list[Problem] = []
    for key, result in zip(tasks, made, strict=True):
        asset, found = (None, [result.problem()]) if isinstance(result, Stopped) else result
        problems += found
        if asset:
            assets[key] = asset
    return assets, problems


def _portrait(photo: str, source: Source, place: Place, house: House) -> Result:
    """An author's photograph, cut to shape."""
    data, wrong = read_inside(source.folder, source.folder / photo, place)
    if data is None:
        return None, [wrong] if wrong else []
    cut, problems = cut_portrait(data, photo, place, house)
    if cut is None:
        return None, problems
    facts = ("image/jpeg", cut.width, cut.height, cut.width / cut.height)
    return Asset(photo, "portrait", None, cut.data, *facts), problems


def _asset(
    figure: Figure,
    source: Source,
    ledger: Place,
    house: House,
    studio: Studio,
    words: Mapping[str, str],
    sizes: Mapping[str, Sequence[str]],
) -> Result:
    file, folder = source.file(figure.file), source.folder
    path = folder / figure.file
    limit = CHART_BYTES if figure.file.lower().endswith(CHART) else FILE_BYTES
    data, found = read_inside(folder, path, ledger, limit)
    if not figure.rights.usable and (found is None or found.code == "file-missing"):
        # What is wrong with the file is told when it may be shown; until then it gives its shape.
        real = _shown(figure, data, source, ledger, house, studio)[0] if data is not None else None
        aspect = real.aspect if real else _ratio(figure.placeholder)
        widths = [printed_width(s, aspect, house) for s in sizes.get(figure.file, ("",))]
        picture, problems = draw_box(figure, max(widths), aspect, house, words)
        return _from_vector(figure.file, "placeholder", picture, problems, file, studio)
    if data is None:
        return None, [found] if found else []
    return _shown(figure, data, source, ledger, house, studio)


def _ratio(written: str) -> float:
    wide, high = (int(part) for part in written.split(":"))
    return wide / high


def _shown(
    figure: Figure, data: bytes, source: Source, ledger: Place, house: House, studio: Studio
) -> Result:
    """The picture of a figure's file, which holds `data`."""
    name, file = figure.file.lower(), source.file(figure.file)
    if name.endswith(CHART):
        path = source.folder / figure.file
        picture, problems = draw_chart(data, path, source.folder, file, studio)
        return _from_vector(figure.file, "chart", picture, problems, file, studio)
    if name.endswith(".svg"):
        picture, problems = read_svg(data, file, studio.fonts)
        if picture:
            picture, problems = with_plain_pictures(picture, file, house)
        return _from_vector(figure.file, "svg", picture, problems, file, studio)
    if name.endswith(tuple(RASTER_ENDINGS)):
        return _from_pixels(figure.file, data, Place(file), house)
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
