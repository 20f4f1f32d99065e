"""What a house's style sheets ask for: other sheets, fonts, pictures; and sheets nobody asks for.

The page maker would go round in a circle of imports for ever, and tells of a file that isn't there
only when it comes to it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from briefbuild.inside import STYLE, find_inside
from briefbuild.problems import Place, Problem, problem
from briefbuild.style_files import StyleFiles
from briefbuild.style_sheets import pieces
from briefbuild.svg.read import read_svg

ENTRIES = ("print.css", "press.css", "one-column.css", "epub.css", "web.css")
"""The sheets that the program itself opens."""
WITHIN = re.compile(r"#|data:image/(?!svg)")
"""Addresses of no file: a part of the same one, a picture of pixels written out."""
SHOWN = 80
"""The characters of an address that a problem has room for."""


class Link(NamedTuple):
    """An address in a style sheet."""

    address: str
    """As it is written."""
    target: str | None
    """The file's path in the style; None where it leads out of it."""
    imported: bool
    place: Place


def check_links(files: StyleFiles) -> list[Problem]:
    """Addresses that lead nowhere or out of the style, drawings that aren't as they may be, circles
    of imports, sheets without use."""
    named = files.named()
    links = {
        name: list(_links(name, path.read_text(encoding="utf-8-sig"), shown))
        for name, (path, shown) in named.items()
    }
    problems = [p for found in links.values() for link in found for p in _lost(link, files)]
    problems += [] if problems else _refused_drawings(links.values(), files)
    imports = {
        name: {link.target: link.place for link in found if link.imported and link.target}
        for name, found in links.items()
    }
    used: set[str] = set()
    for entry in ENTRIES:
        problems += _follow(entry, imports, (), used)
    for name, (_, shown) in named.items():
        if name not in used and shown == f"{files.shown}/{name}":
            problems.append(problem("style-unused", Place(shown), file=name))
    return problems


def _links(name: str, css: str, shown: str) -> Iterator[Link]:
    """The addresses of files in a sheet."""
    for piece in pieces(css, shown):
        if piece.kind == "address" and not WITHIN.match(piece.name):
            parts = urlsplit(piece.name)
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            outside = parts.scheme or parts.netloc or path.startswith(("/", ".."))
            target = None if outside else path
            yield Link(piece.name, target, piece.text == "@import", piece.place)


def _lost(link: Link, files: StyleFiles) -> list[Problem]:
    if link.target is None:
        address = link.address[:SHOWN] + ("…" if len(link.address) > SHOWN else "")
        return [problem("style-address", link.place, address=address)]
    path, shown = files.find(link.target)
    folder = next(folder for folder in files.folders if path.is_relative_to(folder))
    found, wrong = find_inside(folder, path, link.place, whole=STYLE)
    if wrong and wrong.code != "file-missing":
        return [wrong]
    return [] if found else [problem("style-missing", link.place, file=shown)]


def _refused_drawings(links: Iterable[Iterable[Link]], files: StyleFiles) -> list[Problem]:
    targets = {link.target for found in links for link in found if link.target}
    fonts, _ = files.find("fonts")
    problems = []
    for name in sorted(name for name in targets if name.lower().endswith(".svg")):
        path, shown = files.find(name)
        problems += read_svg(path.read_bytes(), shown, fonts)[1]
    return problems


def _follow(
    name: str, imports: Mapping[str, Mapping[str, Place]], way: tuple[str, ...], used: set[str]
) -> list[Problem]:
    """Put a sheet and all that it imports into `used`; `way` are the sheets that led here."""
    if name in used or name not in imports:
        return []
    problems = []
    way = (*way, name)
    for target, place in imports[name].items():
        if target in way:
            circle = " → ".join([*way[way.index(target) :], target])
            reason = f"style sheets import each other in a circle: {circle}"
            hint = "take one of these imports out"
            problems.append(problem("style-css", place, reason=reason, hint=hint))
        else:
            problems += _follow(target, imports, way, used)
    used.add(name)
    return problems
