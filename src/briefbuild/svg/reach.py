"""How much an SVG holds and what it asks for: limits of size, and addresses outside the file.

CSS is read as browsers read it (tinycss2), since `u\\72l(…)` and `@\\69mport` ask for files too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import tinycss2
from lxml import etree

from briefbuild.limits import SVG_CHARACTERS, SVG_DEPTH, SVG_DRAWN, SVG_ELEMENTS, beyond
from briefbuild.problems import Place, Problem, problem
from briefbuild.style_sheets import FETCHING

_DOUBTFUL = re.compile(r"url|src|image|cross-fade|\\|@", re.IGNORECASE)
_WITHIN = re.compile(r"#([^\s\"')]+)")
_EMBEDDED = re.compile(r"data:[\w/+.-]+;base64,[\w+/=\s]+")
_NAMES = "{http://www.w3.org/1999/xlink}href", "href"
_REPEATED = ("pattern", "marker", "clipPath", "symbol")
_SHEET = "xml-stylesheet"
_MANY = 10**9


def reaches_out(css: str) -> bool:
    """Whether a style sheet, a declaration or a value asks for anything but a part of its file."""
    if not _DOUBTFUL.search(css):
        return False
    return any(_asks(tinycss2.parse_component_value_list(css, skip_comments=True)))


def _asks(tokens: Iterable[Any]) -> Iterator[bool]:
    for token in tokens:
        inner = getattr(token, "arguments", None) or getattr(token, "content", None) or []
        if token.type == "at-keyword":
            yield token.lower_value == "import"
        elif token.type == "url":
            yield not token.value.startswith("#")
        elif token.type == "function" and token.lower_name in FETCHING:
            asked = [part.value for part in inner if part.type == "string"]
            yield not asked or not all(address.startswith("#") for address in asked)
        yield from _asks(inner)


def sheets_of(root: etree._Element) -> list[int]:
    """The lines of instructions before the drawing that ask for a style sheet."""
    asked = root.getroottree().xpath(f"/processing-instruction('{_SHEET}')")
    return [getattr(found, "sourceline", 0) or 0 for found in asked]


def too_large(root: etree._Element, data: bytes, file: str) -> list[Problem]:
    """The limits that a drawing goes beyond: characters, elements, nesting."""
    place, name = Place(file), file.rpartition("/")[2]
    bare = len(data)
    if bare > SVG_CHARACTERS.most:
        bare -= sum(len(match[0]) for match in _EMBEDDED.finditer(data.decode("latin-1")))
    depth, deepest = 0, 0
    for event, _ in etree.iterwalk(root, ("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    elements = sum(1 for _ in root.iter("{*}*"))
    return [
        *beyond(SVG_CHARACTERS, bare, place, name),
        *beyond(SVG_ELEMENTS, elements, place, name),
        *beyond(SVG_DEPTH, deepest, place, name),
    ]


def unfolded(root: etree._Element, file: str) -> list[Problem]:
    """Whether what `use`, patterns, markers and clips repeat makes a drawing too large: a kilobyte
    can unfold to gigabytes. A part that leads back to itself never ends."""
    every = list(root.iter("{*}*"))  # held: lxml makes another object for one that is let go
    known = {str(e.get("id")): e for e in every if e.get("id")}
    weights: dict[etree._Element, int] = {}
    open_: set[etree._Element] = set()
    order = [(root, False)]
    while order:  # depth first, without recursion: a chain may be as long as the file
        element, done = order.pop()
        parts = _parts(element, known)
        if done:
            if any(part not in weights for part in parts):
                facts = {"what": "a part that repeats itself", "hint": "export it again"}
                return [problem("svg-content", Place(file, element.sourceline or 0), **facts)]
            weights[element] = min(1 + sum(weights[part] for part in parts), _MANY)
            open_.discard(element)
        elif element not in weights and element not in open_:
            open_.add(element)
            order += [(element, True), *((part, False) for part in parts if part not in weights)]
    sheets = "".join("".join(map(str, e.itertext())) for e in root.iter("{*}style"))
    repeated = [known[name] for name in _WITHIN.findall(sheets) if name in known]
    each = sum(weights.get(e, 0) for e in repeated if etree.QName(e).localname in _REPEATED)
    drawn = weights[root] + each * len(every)
    return beyond(SVG_DRAWN, drawn, Place(file), file.rpartition("/")[2])


def _parts(element: etree._Element, known: Mapping[str, etree._Element]) -> list[etree._Element]:
    """An element's own elements, and those that it asks for by their ids."""
    texts = [str(element.get(name) or "") for name in _NAMES]
    texts += [str(value) for value in element.attrib.values() if "url(" in str(value)]
    ids = [name for text in texts for name in _WITHIN.findall(text)]
    return [*element.iterchildren("{*}*"), *(known[name] for name in ids if name in known)]
