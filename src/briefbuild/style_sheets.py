"""The house's style sheets, read as text: what stands where, and faults that no page maker tells.

WeasyPrint passes over a `var()` that names nothing, and over a block that is never closed, which
swallows the rules below it. Of what it does tell it names line and column, but not the file; so
each sheet is taken apart here, and `pieces` says what stands at which place.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any, Literal, NamedTuple

import tinycss2

from briefbuild.problems import Place, Problem, problem
from briefbuild.tokens import Declared, font_family

GIVEN = frozenset({"--aspect", "--beyond"})
"""Custom properties that the program gives: a picture's width to its height, by how much a list's
numbers are wider than one figure."""
GIVEN_ON_WEB = GIVEN.union(
    ("--anchor", "--call", "--before"),
    (f"--dark-{name}" for name in ("ink", "muted", "accent", "rule", "tint", "paper")),
)
"""On the web page also the names of calls and notes, and the colors for the dark."""
WEB_SHEET = "web.css"
BOOK_SHEET = "epub.css"
GIVEN_IN = {WEB_SHEET: GIVEN_ON_WEB, BOOK_SHEET: GIVEN | {"--tint-veil", "--muted-opacity"}}
"""What is given in one sheet more than in the others; in epub.css what goes with a reader's own
colors."""
MATH = frozenset("calc min max clamp round mod rem abs".split())  # noqa: SIM905
SIGNS = frozenset("+-*/,")

FETCHING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"})
"""The functions of CSS of which a text is an address (CSS Images 4, CSS Values 5)."""
Kind = Literal["rule", "declaration", "value", "address", "error"]


class Piece(NamedTuple):
    """A part of a style sheet: a rule, a declaration, a token of its value, an address in it."""

    kind: Kind
    name: str
    """“@page”; of a declaration and its values, the property; of an address, the address."""
    text: str
    """A rule's selector, a declaration's value, as it is written; of an error what is wrong."""
    place: Place
    node: Any = None
    """tinycss2's own node."""


@lru_cache(maxsize=64)  # each of some thirty sheets is looked through for half a dozen things
def pieces(css: str, file: str) -> tuple[Piece, ...]:
    """All the pieces of a style sheet, in its order."""
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return tuple(_rules(nodes, file))


def _rules(nodes: Sequence[Any], file: str) -> Iterator[Piece]:
    for node in nodes:
        place = Place(file, node.source_line, node.source_column)
        if node.type == "error":
            yield Piece("error", "", node.message, place, node)
        elif node.type == "declaration":
            text = tinycss2.serialize(node.value).strip()
            yield Piece("declaration", node.name, text, place, node)
            yield from _values(node.value, node.name, file)
        else:
            name = f"@{node.lower_at_keyword}" if node.type == "at-rule" else ""
            yield Piece("rule", name, tinycss2.serialize(node.prelude).strip(), place, node)
            yield from _values(node.prelude, name, file)
            if node.content is not None:
                yield from _rules(tinycss2.parse_blocks_contents(node.content, True, True), file)


def _values(nodes: Sequence[Any], name: str, file: str) -> Iterator[Piece]:
    for node in nodes:
        place = Place(file, node.source_line, node.source_column)
        yield Piece("value", name, node.serialize(), place, node)
        if node.type == "url" or (node.type == "string" and name == "@import"):
            yield Piece("address", node.value, name, place, node)
        inner = getattr(node, "arguments", None) or getattr(node, "content", None) or []
        if node.type == "function" and node.lower_name in FETCHING:
            for asked in (part for part in inner if part.type == "string"):
                yield Piece("address", asked.value, name, place, node)
            if node.lower_name == "url":
                continue
        yield from _values(inner, name, file)


def check_sheets(
    sheets: Mapping[str, str], tokens_file: str, tokens: Collection[str]
) -> list[Problem]:
    """Syntax errors, blocks left open, var() of nothing, sums that lack a part.

    `sheets` are style sheets by their shown paths; `tokens` the style's tokens by name, whose own
    var() are looked at when `tokens_file` is read.
    """
    problems: list[Problem] = []
    for file, css in sheets.items():
        found = list(pieces(css, file))
        given = GIVEN_IN.get(PurePosixPath(file).name, GIVEN)
        known = {*tokens, *given, *(p.name for p in found if p.kind == "declaration")}
        problems += _unclosed(css, file)
        for piece in found:
            if piece.kind == "error":
                problems.append(problem("style-css", piece.place, reason=_syntax(piece.text)))
            elif piece.kind == "value" and piece.node.type == "function":
                problems += _incomplete(piece)
                problems += _unknown(piece, known) if file != tokens_file else []
    return problems


def check_families(
    sheets: Mapping[str, str],
    tokens: Mapping[str, str],
    declared: Mapping[str, Declared],
    own: Mapping[str, str],
) -> list[Problem]:
    """The font tokens whose family no @font-face declares, and faces that only a page would find.

    Charts, the EPUB and the Word file take fonts from TrueType files (`fonts/*.ttf`) by the names
    that these have themselves; `own` has the family of each file.
    """
    faces = [face for file, css in sheets.items() for face in _faces(css, file)]
    problems = [fault for face in faces for fault in _face_faults(face, own)]
    families = {face.family for face in faces}
    for name, token in declared.items():
        family = font_family(tokens[name])
        if name.startswith("--font-") and family not in families:
            problems.append(problem("style-font", token.place, family=family))
    return problems


class _Face(NamedTuple):
    """An @font-face: its family, and the files that it names, with their places."""

    family: str
    place: Place
    files: list[tuple[str, Place]]


def _faces(css: str, file: str) -> Iterator[_Face]:
    for rule in pieces(css, file):
        if rule.name != "@font-face" or rule.kind != "rule" or rule.node.content is None:
            continue
        parts = [*_rules(tinycss2.parse_blocks_contents(rule.node.content, True, True), file)]
        files = [(part.name, part.place) for part in parts if part.kind == "address"]
        for part in parts:
            if part.kind == "declaration" and part.name.lower() == "font-family":
                yield _Face(font_family(part.text), part.place, files)


def _face_faults(face: _Face, own: Mapping[str, str]) -> Iterator[Problem]:
    for file, place in face.files:
        name = file.rpartition("/")[2]
        if not name.lower().endswith(".ttf"):
            reason = f"{file} is no TrueType font (.ttf): the other formats need one"
            yield problem("style-css", place, reason=reason)
        elif own.get(name, face.family) != face.family:
            reason = f"{name} is of the family “{own[name]}”, by which the other formats find it"
            yield problem("style-css", face.place, reason=reason)


def _syntax(message: str) -> str:
    """tinycss2's words for a faulty piece, as a designer knows the thing."""
    if "before {} block" in message:
        return "here stands a selector without a block, or a declaration without its colon"
    return f"this is no CSS: {message}"


def _unclosed(css: str, file: str) -> list[Problem]:
    """The last rule or comment, when the sheet ends within it: CSS closes it without a word."""
    nodes = tinycss2.parse_component_value_list(css)
    if place := _open_comment(nodes, css, file):
        reason = "this comment is never closed: a “*/” is missing, and what follows doesn’t apply"
        return [problem("style-css", place, reason=reason, hint="write */ where it ends")]
    written = "".join(node.serialize() for node in nodes)
    if written.count("}") == css.count("}"):
        return []
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    place = Place(file, rules[-1].source_line, rules[-1].source_column)
    reason = "this rule is never closed: a “}” is missing in it"
    return [problem("style-css", place, reason=reason, hint="write the } where the rule ends")]


def _open_comment(nodes: Sequence[Any], css: str, file: str) -> Place | None:
    """Where a comment begins that reaches the sheet's end; in a block only the last can."""
    if not nodes:
        return None
    last = nodes[-1]
    if last.type != "comment":
        inner = getattr(last, "arguments", None) or getattr(last, "content", None) or []
        return _open_comment(inner, css, file)
    lines = css.replace("\r\n", "\n").split("\n")[last.source_line - 1 :]
    text = "\n".join([lines[0][last.source_column + 1 :], *lines[1:]])
    return None if "*/" in text else Place(file, last.source_line, last.source_column)


def _unknown(piece: Piece, known: set[str]) -> list[Problem]:
    """A var() whose name nothing declares, even if it says what stands in for it."""
    words = [a for a in piece.node.arguments if a.type not in ("whitespace", "comment")]
    if piece.node.lower_name != "var" or not words or words[0].value in known:
        return []
    name = words[0].value
    near = difflib.get_close_matches(name, sorted(known), n=1)
    hint = f"did you mean {near[0]}?" if near else "define it in tokens.css"
    return [problem("style-token", piece.place, name=name, hint=hint)]


def _incomplete(piece: Piece) -> list[Problem]:
    """A sum that begins or ends with its sign, or has two: WeasyPrint 70 stops at it."""
    if piece.node.lower_name not in MATH:
        return []
    words = [a for a in piece.node.arguments if a.type not in ("whitespace", "comment")]
    signs = [word.type == "literal" and word.value in SIGNS for word in words]
    if not any(one and other for one, other in pairwise([True, *signs, True])):
        return []
    reason = f"{piece.node.serialize()} lacks a part"
    return [problem("style-css", piece.place, reason=reason)]
