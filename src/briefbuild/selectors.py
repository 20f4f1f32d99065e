"""Selectors of names that no page has: `.keypoint` for `.key-points`, `figre` for `figure`.

CSS takes any class and any element, so that a misspelled one goes unnoticed: the rule applies
nowhere. What a page has is not written down by hand: `written_names.json` holds the names that were
found in finished pages and EPUBs of texts that have everything (tests/test_written_names.py), and
the house's templates add theirs.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from briefbuild.problems import Place, Problem, problem
from briefbuild.style_files import StyleFiles
from briefbuild.style_sheets import pieces

WRITTEN = Path(__file__).with_name("written_names.json")
FORMATS = {"epub.css": ("epub",), "web.css": ("html",)}
"""Whose names a sheet may select; every other sheet is for print and for the web page."""
HOLDING = frozenset({"is", "where", "not", "has"})
"""Pseudo-classes whose arguments are selectors (Selectors 4, §4)."""
CODE = frozenset({"pre", "code"})
"""Elements whose class may be any language that an editor names."""
FRAMES = frozenset({"from", "to"})
"""What looks like an element in @keyframes."""
CLASS = re.compile(r"""class\s*=\s*(["'])(.*?)\1""", re.DOTALL)
ELEMENT = re.compile(r"<([a-zA-Z][\w-]*)")
PUT_IN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


class _Name(NamedTuple):
    """A name in a selector as it is written, a class with its point."""

    text: str
    place: Place


def check_selectors(files: StyleFiles) -> list[Problem]:
    """Each class and element in a selector that stands in no page, in epub.css in no EPUB, in
    web.css in no web page."""
    written = _written(files.templates())
    problems: list[Problem] = []
    for name, (path, shown) in files.named().items():
        formats = FORMATS.get(name, ("print", "html"))
        known = {name for format in formats for name in written[format]}
        for piece in pieces(path.read_text(encoding="utf-8-sig"), shown):
            if piece.kind != "rule" or piece.name or piece.text in FRAMES:
                continue
            for found in _names(piece.node.prelude, shown):
                if found.text not in known:
                    problems.append(_unknown(found, known))
    return problems


def _written(templates: str) -> Mapping[str, Collection[str]]:
    """What selectors may name, for each kind of page: elements, and classes with their points."""
    plain = PUT_IN.sub(" ", templates)
    own = {f".{name}" for match in CLASS.finditer(plain) for name in match[2].split()}
    own.update(name.lower() for name in ELEMENT.findall(plain))
    return {
        kind: {*own, *names["elements"], *(f".{name}" for name in names["classes"])}
        for kind, names in json.loads(WRITTEN.read_text(encoding="utf-8")).items()
    }


def _names(nodes: Sequence[Any], file: str) -> Iterator[_Name]:
    """The classes and elements of a selector, those within :is() and the like too."""
    sign, element = "", ""
    for node in nodes:
        if node.type == "ident" and sign == "." and element in CODE:
            pass
        elif node.type == "ident" and sign == ".":
            yield _Name(f".{node.value}", Place(file, node.source_line, node.source_column - 1))
        elif node.type == "ident" and sign not in (":", "|"):
            yield _Name(node.lower_value, Place(file, node.source_line, node.source_column))
        elif node.type == "function" and node.lower_name in HOLDING:
            yield from _names(node.arguments, file)
        if node.type != "literal":
            element = node.lower_value if node.type == "ident" and sign != "." else ""
        sign = node.value if node.type == "literal" else ""


def _unknown(name: _Name, known: Collection[str]) -> Problem:
    near = difflib.get_close_matches(name.text, sorted(known), n=1)
    hint = f"did you mean {near[0]}?" if near else "delete it, or give the name in a template"
    return problem("style-selector", name.place, name=name.text, hint=hint)
