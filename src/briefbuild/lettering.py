"""Characters that no font has, in letters that are not the text's: the style's words, and pictures.

A style prints words of its own: fixed words, the institute's name, what a template says, what a
style sheet puts in (`content: "→"`). A chart has lettering of its own. Each is found before a file
is made, and at its place: a character that no font has is rare enough to be looked for by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from lxml import etree

from briefbuild.figures.assets import Asset
from briefbuild.glyphs import missing_in, printable_in
from briefbuild.house import House
from briefbuild.load import Source
from briefbuild.problems import Place, Problem
from briefbuild.style_sheets import pieces

PRINTED = frozenset({"content", "list-style", "list-style-type", "quotes", "hyphenate-character"})
DATA = re.compile(r'"url"\s*:\s*"([^"]+)"')


def missing_in_style(house: House, language: str) -> list[Problem]:
    """Each character of the fixed words and of the style sheets that no font of the house has.

    Those of the words have no place yet: see `placed`.
    """
    printable = printable_in(house)
    if not printable:
        return []
    words = ((text, None) for text in house.words(language).values())
    strings: list[tuple[str, Place | None]] = [*words, *_generated(house)]
    return [p for text, place in strings for p in missing_in(text, printable, place, set())]


def _generated(house: House) -> Iterator[tuple[str, Place]]:
    """What style sheets print: the strings of `content`, of lists' markers, of quotation marks."""
    for file, css in house.files.sheets().items():
        for piece in pieces(css, file):
            if piece.kind == "value" and piece.node.type == "string" and piece.name in PRINTED:
                yield piece.node.value, piece.place


def missing_in_pictures(assets: Mapping[str, Asset], source: Source, house: House) -> list[Problem]:
    """Each character of a vector picture's lettering that no font of the house has."""
    printable = printable_in(house)
    problems: list[Problem] = []
    for asset in assets.values() if printable else ():
        if asset.vector is None:
            continue
        for found in missing_in(_lettering(asset.vector), printable, None, set()):
            place = _in_files(str(found.facts["first"]), _picture_files(asset, source))
            problems.append(replace(found, place=place or Place(source.file(asset.source))))
    return problems


def _lettering(svg: bytes) -> str:
    texts = etree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return " ".join("".join(map(str, text.itertext())) for text in texts)


def _picture_files(asset: Asset, source: Source) -> Iterator[tuple[str, str]]:
    """A picture's file and the data files that a chart names; of a kept place the brief's facts."""
    if asset.kind == "placeholder":
        yield source.file("brief.yaml"), _read(source.folder / "brief.yaml")
        return
    text = _read(source.folder / asset.source)
    yield source.file(asset.source), text
    folder = Path(asset.source).parent
    for name in DATA.findall(text):
        yield source.file((folder / name).as_posix()), _read(source.folder / folder / name)


def placed(problems: Iterable[Problem], source: Source, house: House) -> list[Problem]:
    """Problems of characters in text that has no place of its own, with the place they come from.

    Such text is the brief's facts (names, series, number), house.yaml or a template.
    """
    names = [
        f"templates/{path.name}"
        for folder in house.files.all("templates")
        for path in sorted(folder.glob("*.j2"))
    ]
    found = [house.files.find(name) for name in ["house.yaml", *names]]
    files = [(source.folder / "brief.yaml", source.file("brief.yaml")), *found]
    texts = [(shown, path) for path, shown in files]
    return [
        p
        if p.place or p.code != "text-glyph"
        else replace(p, place=_in_files(str(p.facts["first"]), ((s, _read(f)) for s, f in texts)))
        for p in problems
    ]


def _in_files(character: str, files: Iterable[tuple[str, str]]) -> Place | None:
    """The first place of a character in some texts, by their shown paths."""
    for shown, text in files:
        at = text.find(character)
        if at >= 0:
            return Place(shown, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    return None


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else ""
