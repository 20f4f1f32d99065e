"""The before-and-after pictures of docs/designers.md, made of the very changes that it shows.

    python -m scripts.wishes docs/designers.md

A wish is a heading of the third level with a block of CSS, whose first line names its file, and a
picture. What the block says is done to a copy of the style that comes with the program: a token's
declaration takes the place of the one that is there, anything else is added at the file's end. The
pictures are the specimen's page before and after.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image

from briefbuild.house import default_styles, load_house
from briefbuild.load import load
from briefbuild.prepare import prepare
from briefbuild.problems import Problem
from briefbuild.render.pdf.renderer import render
from scripts.pictures import side_by_side

SCALE = 0.8  # about 58 dpi: two pages are 990 pixels wide
TOKEN = re.compile(r"(--[\w-]+):\s*([^;]+);")
WISH = re.compile(
    r"^### (?P<name>.+?)\n(?:(?!^#).)*?"
    r"^```css\n/\* (?P<file>[\w./-]+) \*/\n(?P<css>.*?)^```\n(?:(?!^#).)*?"
    r"^!\[[^\]]*\]\((?P<picture>[^)]+)\)<!-- page: (?P<page>.+?) -->",
    re.MULTILINE | re.DOTALL,
)


class Wish(NamedTuple):
    """A designer's wish, and what fulfils it."""

    name: str
    file: str
    """The one file that changes, from the style's folder."""
    css: str
    picture: str
    """The picture's file, from the page's folder."""
    page: str
    """Words by which the specimen's page is found that shows it best."""


def wishes(page: str) -> list[Wish]:
    """The wishes of docs/designers.md."""
    return [
        Wish(m["name"], m["file"], m["css"], m["picture"], m["page"]) for m in WISH.finditer(page)
    ]


def fulfil(wish: Wish, folder: Path) -> Path:
    """A copy of the style in `folder`, with the wish's change; ValueError for an unknown token."""
    style = Path(shutil.copytree(default_styles(), folder / "styles"))
    sheet = style / wish.file
    css = sheet.read_text(encoding="utf-8")
    if wish.file != "tokens.css":
        sheet.write_text(f"{css}\n{wish.css}", encoding="utf-8")
        return style
    for name, value in TOKEN.findall(wish.css):
        css, count = re.subn(rf"(?<={name}: )[^;]+", value, css)
        if count != 1:
            raise ValueError(f"{name} is no token")
    sheet.write_text(css, encoding="utf-8")
    return style


def specimen(style: Path, folder: Path) -> tuple[Path, list[Problem]]:
    """The specimen's PDF in a style, and what is wrong with it."""
    house, problems = load_house(style, "styles")
    source = load(default_styles() / "specimen", "specimen")
    if house is None or source.brief is None:
        return folder, problems
    prepared = prepare(source, source.brief, house, folder)
    if prepared.edition is None:
        return folder, [*problems, *prepared.problems]
    rendered = render(prepared.edition, folder / "specimen.pdf")
    return rendered.path, [*problems, *prepared.problems, *rendered.problems]


def _page(pdf: Path, words: str) -> Image.Image:
    """The page of a PDF that has these words."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        if words in " ".join(page.get_textpage().get_text_bounded().split()):
            picture: Image.Image = page.render(scale=SCALE).to_pil().convert("RGB")
            return picture
    raise ValueError(f"no page has “{words}”")


def _drawn(page: str) -> Iterator[tuple[Wish, Image.Image]]:
    with tempfile.TemporaryDirectory() as work:
        before, _ = specimen(default_styles(), Path(work))
        for wish in wishes(page):
            with tempfile.TemporaryDirectory() as other:
                after, _ = specimen(fulfil(wish, Path(other)), Path(other))
                yield wish, side_by_side([_page(before, wish.page), _page(after, wish.page)])


def main() -> None:
    """Draw the pictures that a page of the documentation shows."""
    page = Path(sys.argv[1])
    for wish, picture in _drawn(page.read_text(encoding="utf-8")):
        target = page.parent / wish.picture
        target.parent.mkdir(parents=True, exist_ok=True)
        picture.save(target, optimize=True)


if __name__ == "__main__":
    main()
