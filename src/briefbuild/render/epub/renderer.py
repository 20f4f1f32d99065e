"""The EPUB 3: the tree through pandoc, mended, with the house's cover, style and fonts."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from lxml import etree

from briefbuild import pandoc
from briefbuild.house import House
from briefbuild.problems import Place, Problem, problem
from briefbuild.render.edition import Edition, Rendered
from briefbuild.render.epub.accessibility import derive
from briefbuild.render.epub.cover import draw_cover
from briefbuild.render.epub.drawings import put_drawings
from briefbuild.render.epub.fonts import edition_tokens, faces
from briefbuild.render.epub.mends import mend
from briefbuild.render.epub.metadata import Book, book_of, metadata_element
from briefbuild.render.epub.ncx import put_ncx
from briefbuild.render.epub.package import (
    ROOT,
    Package,
    add_cover,
    pack,
    package_document,
    unpack,
)
from briefbuild.render.epub.page_list import put_page_list
from briefbuild.render.epub.parts import parts
from briefbuild.render.epub.shades import shades
from briefbuild.render.epub.tables import prepare_tables
from briefbuild.render.hypertext import lower
from briefbuild.render.running_text import PageStarts
from briefbuild.render.screens import for_screens
from briefbuild.render.sums import plain
from briefbuild.style_sheets import BOOK_SHEET as STYLE
from briefbuild.tokens import VAR
from briefbuild.tree import document, node, string

STYLE_IN_BOOK = f"{ROOT}/styles/stylesheet1.css"  # where pandoc puts its own, and links to it
ARGUMENTS = (
    "--epub-title-page=false",
    "--split-level=1",
    "--toc-depth=2",
)


def render(edition: Edition, target: Path) -> Rendered:
    """Write the edition as EPUB 3 at `target`; nothing is written when a problem forbids it."""
    words = edition.house.words(edition.brief.lang)
    book = book_of(edition)
    style, problems = _style(edition)
    cover, found = draw_cover(book, edition.house)
    problems += found
    written, found = _through_pandoc(edition, book, words)
    problems += found
    if not written or cover is None or style is None:
        return Rendered(target, tuple(problems))
    starts, found = _page_starts(edition)
    problems += found
    if starts is None:
        return Rendered(target, tuple(problems))
    package = add_cover(unpack(written), cover, words["cover"], book.language)
    mend(package, words)
    put_drawings(package, edition)
    prepare_tables(package)
    problems += put_page_list(package, starts, words)
    put_ncx(package, book.title, book.identifier)
    _dress(package, style, edition)
    css = package.files[STYLE_IN_BOOK].decode()
    claims = derive(list(package.pages.values()), package.nav, css, package.files)
    opf = package_document(package, metadata_element(book, claims), book.language)
    target.write_bytes(pack(package, opf))
    return Rendered(target, tuple(problems))


def _page_starts(edition: Edition) -> tuple[PageStarts | None, list[Problem]]:
    """Where the printed pages begin; or the errors for which there are none."""
    if edition.starts:
        return edition.starts, []
    from briefbuild.render.pages.printed import printed  # slow to import, and most know it already

    made = printed(edition)
    return made.starts, [p for p in made.pages.problems if p.severity == "error"]


def _through_pandoc(
    edition: Edition, book: Book, words: Mapping[str, str]
) -> tuple[bytes, list[Problem]]:
    """What pandoc makes of the tree: pages, navigation and pictures."""

    def image(target: str) -> str:
        # Within the tree: pandoc can't find files in folders named with %, # or ?.
        asset = edition.assets[target]
        return f"data:{asset.media_type};base64,{b64encode(asset.raster).decode()}"

    lowered = lower(for_screens(edition), image=image)
    blocks = [b for part in parts(lowered, words) for b in part]
    meta = {
        "title": node("MetaInlines", [string(book.title)]),
        "lang": node("MetaInlines", [string(book.language)]),
        "identifier": node("MetaInlines", [string(book.identifier)]),
    }
    return pandoc.write(document(blocks, meta), "epub3", ARGUMENTS)


def _style(edition: Edition) -> tuple[str | None, list[Problem]]:
    """epub.css with the tokens' values put in: many readers know no custom properties, and no sums.

    What stands here for tint and muted ink is asked for as the house's own tokens are.
    """
    house = edition.house
    path, shown = house.files.find(STYLE)
    place = Place(shown)
    if not path.is_file():
        return None, [problem("style-missing", place, file=STYLE)]
    css = path.read_text(encoding="utf-8")
    tokens = edition_tokens(house.tokens, house.fonts) | shades(house.tokens)
    unknown = [match for match in VAR.finditer(css) if match[1] not in tokens]
    if unknown:
        return None, [_unknown(match, place.file) for match in unknown]
    bare = re.sub(r"/\*.*?\*/\n*", "", css, flags=re.S)
    return plain(bare, tokens), house.found(STYLE, partial(_unheeded, house))


def _unheeded(house: House) -> list[Problem]:
    """What no reading system heeds in epub.css."""
    from briefbuild.render.declarations import book_style_problems  # slow to import

    return book_style_problems(house)


def _unknown(match: re.Match[str], file: str) -> Problem:
    """A var() that names no token, at its line."""
    before = match.string[: match.start()]
    place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return problem("style-token", place, name=match[1], hint="define it in tokens.css")


def _dress(package: Package, style: str, edition: Edition) -> None:
    """Put in the style, the fonts cut to the letters in use, and the fonts' licences."""
    house = edition.house
    trees = [*package.pages.values(), package.nav]
    text = "".join(str(t) for tree in trees for t in tree.itertext(etree.Element))
    cut = faces(house.tokens, house.fonts, text.upper() + text)
    rules = [face.rule for face in cut]
    package.files[STYLE_IN_BOOK] = ("\n".join(rules) + "\n\n" + style).encode()
    for face in cut:
        package.files[f"{ROOT}/fonts/{face.name}"] = face.data
    licences = [p for p in house.fonts.iterdir() if p.suffix in (".md", ".txt")]
    for licence in licences if cut else []:
        package.files[f"{ROOT}/fonts/{licence.stem}.txt"] = licence.read_bytes()
