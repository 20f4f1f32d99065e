"""Which declarations count for each element of a page on a screen: the cascade (CSS Cascading 5).

Custom properties are followed from the elements that give them. Elements under the same rules below
the same parent look the same, so each look is worked out once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

import cssselect2
import tinycss2
from lxml import etree

from briefbuild.verify.visibility.screens import Screen, holds
from briefbuild.verify.visibility.sheet_rules import Condition, Held, held_in, selectors_of
from briefbuild.verify.visibility.shorthands import written_out

DEEPEST = 16
"""Custom properties that name each other."""
MOST = 1000
"""Parts of a value with its custom properties put in."""
NAME = re.compile(r"--[\w-]+")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
NOWHERE = "unknown"
"""The value of a custom property that nothing gives."""


class Said(NamedTuple):
    """A declaration as it is written."""

    name: str
    value: str
    important: bool
    selector: str
    """Of its rule, as it is written; "" in a style attribute."""


class Rule(NamedTuple):
    """A rule for elements, with what it stands under."""

    number: int
    conditions: tuple[Condition, ...]
    declarations: tuple[Said, ...]

    @property
    def layered(self) -> bool:
        return any(condition.name == "layer" for condition in self.conditions)


class Matched(NamedTuple):
    """A rule that an element is under, by its place in the cascade."""

    specificity: tuple[int, ...]
    order: int
    rule: Rule


Properties = dict[str, tuple[str, Said]]
"""What counts, by the property: its value with custom properties put in, where it is said."""
Customs = Mapping[str, str]


class Scope(NamedTuple):
    """Custom properties, and what was found to count where they are the same: on most screens most
    elements are under the same rules."""

    customs: Customs
    won: dict[Any, Any]
    """What `winning` gave, by the rules that hold and the style attribute."""
    within: dict[Any, Any]
    """All scopes of a page by their custom properties."""


def outermost() -> Scope:
    """That of a page, which has no custom properties."""
    return Scope({}, {}, {})


class Sheets:
    """The rules of style sheets, ready to be matched."""

    def __init__(self, sheets: Sequence[str]) -> None:
        self.matcher = cssselect2.Matcher()
        self.conditions: set[Condition] = set()
        self.unread: list[Rule] = []
        """Rules whose selectors the proof can't read."""
        self.dark = False
        """Whether a declaration asks for the color scheme."""
        self.unknown: list[Held] = []
        """At-rules that it doesn't know, and rules nested too deep."""
        held = [one for sheet in sheets for one in held_in(sheet)]
        for number, one in enumerate(held):
            self.conditions.update(one.conditions)
            if not one.known:
                self.unknown.append(one)
            elif one.node.type == "qualified-rule":
                self._add(number, one)

    def _add(self, number: int, held: Held) -> None:
        rule = Rule(number, held.conditions, said_in(held.node.content, held.written))
        if not rule.declarations:
            return
        self.dark |= any(
            s.name == "color-scheme" or "light-dark" in s.value for s in rule.declarations
        )
        selectors = selectors_of(held.node)
        for selector in selectors:
            self.matcher.add_selector(selector, rule)
        if not selectors and not _browsers_own(held.written):
            self.unread.append(rule)

    def matches(
        self, wrapped: cssselect2.ElementWrapper
    ) -> tuple[tuple[Matched, ...], Mapping[str, tuple[Matched, ...]]]:
        """The rules of an element, and those of its pseudo-elements by their names."""
        own: list[Matched] = []
        others: dict[str, tuple[Matched, ...]] = {}
        for specificity, order, pseudo, rule in self.matcher.match(wrapped):
            matched = Matched(tuple(specificity), order, rule)
            if pseudo is None:
                own.append(matched)
            else:
                others[pseudo] = (*others.get(pseudo, ()), matched)
        return tuple(own), others


def _browsers_own(selector: str) -> bool:
    """Whether a selector names a part of a browser's own making, never an element of the text."""
    return all(
        "::-webkit-" in part or "::-moz-" in part or "::backdrop" in part
        for part in selector.split(",")
    )


@lru_cache(maxsize=4096)
def _said_in_attribute(style: str) -> tuple[Said, ...]:
    return said_in(style, "")


def said_in(content: Any, selector: str) -> tuple[Said, ...]:
    return tuple(
        Said(
            item.name if item.name.startswith("--") else item.lower_name,
            tinycss2.serialize(item.value).strip(),
            item.important,
            selector,
        )
        for item in tinycss2.parse_blocks_contents(content, True, True)
        if item.type == "declaration"
    )


def winning(
    matched: Sequence[Matched], style: Sequence[Said], screen: Screen, above: Scope
) -> tuple[Properties, Scope]:
    """What counts of an element's rules and its style attribute, and its custom properties."""
    holding = [one for one in matched if holds(one.rule.conditions, screen)]
    key = (tuple((m.specificity, m.order, m.rule.number) for m in holding), tuple(style))
    if key not in above.won:
        above.won[key] = _won(holding, style, above)
    won: tuple[Properties, Scope] = above.won[key]
    return won


def _won(
    holding: Sequence[Matched], style: Sequence[Said], above: Scope
) -> tuple[Properties, Scope]:
    ranked: list[tuple[Any, Said]] = []
    for one in holding:
        for at, said in enumerate(one.rule.declarations):
            rank = (said.important, False, not one.rule.layered, one.specificity, one.order, at)
            ranked.append((rank, said))
    ranked += [((s.important, True, True, (), 0, at), s) for at, s in enumerate(style)]
    ranked.sort(key=lambda pair: pair[0])
    scope = _scope([said for _, said in ranked], above)
    found: Properties = {}
    for _, said in ranked:
        if not said.name.startswith("--"):
            value = put_in(said.value, scope.customs)
            found |= {name: (part, said) for name, part in _written(said.name, value)}
    return found, scope


@lru_cache(maxsize=8192)
def _written(name: str, value: str) -> tuple[tuple[str, str], ...]:
    return tuple(written_out(name, value))


def _scope(ranked: Sequence[Said], above: Scope) -> Scope:
    own = {said.name: said.value for said in ranked if said.name.startswith("--")}
    own = {name: value for name, value in own.items() if value.lower() not in ("inherit", "unset")}
    if not own:
        return above
    both = {**above.customs, **own}
    put = {name: put_in(value, {**both, name: NOWHERE}) for name, value in own.items()}
    key = frozenset({**above.customs, **put}.items())
    if key not in above.within:
        above.within[key] = Scope(dict(key), {}, above.within)
    scope: Scope = above.within[key]
    return scope


def put_in(value: str, customs: Customs) -> str:
    """A value with its custom properties put in, as long as it may be."""
    if "var(" not in value.lower():
        return value
    return "".join(islice(_resolved(_tokens(value), customs, 0), MOST)).strip()


@lru_cache(maxsize=4096)
def _tokens(value: str) -> list[Any]:
    return list(tinycss2.parse_component_value_list(value, skip_comments=True))


def _resolved(tokens: Sequence[Any], customs: Customs, depth: int) -> Iterator[str]:
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            yield from _variable(token.arguments, customs, depth)
        elif token.type in ("function", "() block"):
            yield f"{token.name}(" if token.type == "function" else "("
            inner = token.arguments if token.type == "function" else token.content
            yield from _resolved(inner, customs, depth)
            yield ")"
        else:
            yield token.serialize()


def _variable(arguments: Sequence[Any], customs: Customs, depth: int) -> Iterator[str]:
    name = next((token.value for token in arguments if token.type == "ident"), "")
    comma = next((i for i, token in enumerate(arguments) if token == ","), len(arguments))
    given = customs.get(name, NOWHERE)
    if depth > DEEPEST or (given == NOWHERE and comma == len(arguments)):
        yield NOWHERE
    elif given == NOWHERE:
        yield from _resolved(arguments[comma + 1 :], customs, depth + 1)
    elif "var(" in given.lower():
        yield from _resolved(_tokens(given), customs, depth + 1)
    else:
        yield given


def styled(element: etree._Element) -> tuple[Said, ...]:
    """The declarations of an element's style attribute. The names and numbers that it gives to be
    asked for are rounded, or each note and picture would look otherwise."""
    style = element.get("style")
    return tuple(map(_rounded, _said_in_attribute(style))) if style else ()


def _rounded(said: Said) -> Said:
    if not said.name.startswith("--"):
        return said
    if NAME.fullmatch(said.value):
        return said._replace(value="--name")
    number = NUMBER.fullmatch(said.value)
    return said._replace(value=f"{float(number[0]):.0e}") if number else said
