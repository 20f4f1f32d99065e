"""Which faces a page is set in, and which letters in each: nothing else of a font is put into it.

For each element the declarations that reach it are read as a browser does, by specificity and
order, with what it inherits. A declaration that holds on some screens only, or on paper, is added
to what holds else: so what is found may be too much, and is never too little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, TypeVar
from xml.etree.ElementTree import Element

import cssselect2
import tinycss2

from briefbuild.render.cut_faces import NAMED_WEIGHTS, DeclaredFace, weight_of
from briefbuild.tokens import VAR, font_family

BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
ITALIC = frozenset({"em", "i", "cite", "dfn", "var", "address"})
SILENT = frozenset({"head", "script", "style", "title"})
CONDITIONAL = frozenset({"media", "supports", "container"})
SIZES = frozenset({"dimension", "percentage", "function"})
T = TypeVar("T")


@dataclass(frozen=True)
class Look:
    """The families, weights and slants that a text may be set in; of a rule, those it declares."""

    families: frozenset[str] = frozenset()
    weights: frozenset[int] = frozenset()
    italic: frozenset[bool] = frozenset()
    always: bool = True
    """Whether it holds on every screen and on paper."""

    def under(self, rule: Look) -> Look:
        """This look after a rule: replaced where that always holds, else added to."""
        return Look(
            _after(self.families, rule.families, rule.always),
            _after(self.weights, rule.weights, rule.always),
            _after(self.italic, rule.italic, rule.always),
        )


def _after(before: frozenset[T], declared: frozenset[T], always: bool) -> frozenset[T]:
    if not declared:
        return before
    return declared if always else before | declared


def letters_of(
    root: Element, css: str, faces: Sequence[DeclaredFace]
) -> dict[DeclaredFace, set[str]]:
    """The letters of a page by face, in the order of `faces`; of a face that isn't declared, those
    of the nearest one go to it. `css` has all rules of the page."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    tokens = _tokens(rules)
    matcher = cssselect2.Matcher()
    for prelude, look in _looks(rules, tokens, always=True):
        for selector in cssselect2.compile_selector_list(prelude):
            pseudo = selector.pseudo_element is not None
            matcher.add_selector(selector, replace(look, always=look.always and not pseudo))
    found: dict[DeclaredFace, set[str]] = {face: set() for face in faces}
    plain = Look(frozenset(), frozenset({400}), frozenset({False}))
    page = cssselect2.ElementWrapper.from_html_root(root)
    for look, text in _texts(page, plain, matcher):
        for family, weight, italic in product(look.families, look.weights, look.italic):
            face = _nearest(faces, family, weight, italic)
            if face:
                found[face].update(text)
    return {face: letters for face, letters in found.items() if letters}


def _texts(element: Any, outer: Look, matcher: cssselect2.Matcher) -> Iterator[tuple[Look, str]]:
    """Each stretch of text with the look that it has."""
    tag = element.local_name
    if tag in SILENT:
        return
    look = outer
    if tag in BOLD:
        look = look.under(Look(weights=frozenset({700})))
    if tag in ITALIC:
        look = look.under(Look(italic=frozenset({True})))
    for *_, rule in matcher.match(element):  # the strongest last
        look = look.under(rule)
    yield look, element.etree_element.text or ""
    for child in element.iter_children():
        yield from _texts(child, look, matcher)
        yield look, child.etree_element.tail or ""


def _nearest(
    faces: Sequence[DeclaredFace], family: str, weight: int, italic: bool
) -> DeclaredFace | None:
    """The declared face that a browser takes for one that is asked for."""
    same = [face for face in faces if face.family == family]
    slant = "italic" if italic else "normal"
    order = ((face.style != slant, abs(weight_of(face.weight) - weight), face) for face in same)
    return min(order)[-1] if same else None


Tokens = Mapping[str, frozenset[str]]


def _tokens(rules: Sequence[Any]) -> dict[str, frozenset[str]]:
    """The values that each `--font-…` may have."""
    found: dict[str, frozenset[str]] = {}
    for _, declarations, always in _declared(rules, True):
        for item in declarations:
            if item.name.startswith("--font-"):
                value = frozenset({tinycss2.serialize(item.value).strip()})
                found[item.name] = _after(found.get(item.name, frozenset()), value, always)
    return found


def _looks(rules: Sequence[Any], tokens: Tokens, always: bool) -> Iterator[tuple[list[Any], Look]]:
    """The selectors of each rule that says something of the face, and what it says."""
    for prelude, declarations, holds in _declared(rules, always):
        look = Look()
        for item in declarations:
            look = look.under(_declares(item, tokens))
        if look != Look():
            yield prelude, replace(look, always=holds)


def _declared(rules: Sequence[Any], always: bool) -> Iterator[tuple[list[Any], list[Any], bool]]:
    """The selectors of each rule, its declarations, and whether it always holds."""
    for rule in rules:
        if rule.type == "qualified-rule":
            inside = tinycss2.parse_blocks_contents(rule.content, True, True)
            yield rule.prelude, [item for item in inside if item.type == "declaration"], always
        elif rule.type == "at-rule" and rule.lower_at_keyword in CONDITIONAL:
            yield from _declared(tinycss2.parse_rule_list(rule.content, True, True), False)


def _declares(item: Any, tokens: Tokens) -> Look:
    """What one declaration says of the face."""
    values = [v for v in item.value if v.type not in ("whitespace", "comment")]
    if item.lower_name == "font":
        size = next((i for i, v in enumerate(values) if v.type in SIZES), len(values))
        if size == len(values):
            return Look()  # “inherit” and system fonts
        rest = size + 3 if len(values) > size + 1 and values[size + 1] == "/" else size + 1
        before = values[:size]
        weights = frozenset(_weights(before)) or frozenset({400})
        slant = frozenset({any(v.type == "ident" and v.lower_value == "italic" for v in before)})
        return Look(_families(values[rest:], tokens), weights, slant)
    if item.lower_name == "font-family":
        return Look(_families(values, tokens))
    if item.lower_name == "font-weight":
        return Look(weights=frozenset(_weights(values)))
    if item.lower_name == "font-style":
        return Look(italic=frozenset({values[0].serialize().lower() != "normal"}))
    return Look()


def _weights(values: Sequence[Any]) -> Iterator[int]:
    for value in values:
        if value.type == "number":
            yield int(value.value)
        elif value.type == "ident" and value.lower_value in NAMED_WEIGHTS:
            yield NAMED_WEIGHTS[value.lower_value]


def _families(values: Sequence[Any], tokens: Tokens) -> frozenset[str]:
    """The first family of a value, for each that its tokens may have."""
    text = tinycss2.serialize(values)
    match = VAR.search(text)
    if match is None:
        return frozenset({font_family(text)}) - {"inherit"}
    inner = (tinycss2.parse_component_value_list(v) for v in tokens.get(match[1], ()))
    return frozenset().union(*(_families(value, tokens) for value in inner))
