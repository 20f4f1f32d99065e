"""What a browser or reading system shows before the items of numbered lists.

Their values come from `start`, `reversed` and `value` (HTML, 4.4.5), how they look from `type`, and
over it from the style sheets: `list-style`, `@counter-style` and the content of `::marker` (CSS
Lists 3, CSS Counter Styles 3). Where styles count in a way that isn't followed here, the number
says so, and is then another one than the manuscript's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cssselect2
import tinycss2
from lxml import etree

from briefbuild.numerals import (
    FIGURES,
    LETTERS,
    ROMAN,
    SMALL_LETTERS,
    SMALL_ROMAN,
    numeral,
)
from briefbuild.verify.visibility.sheet_rules import rules_in, selectors_of

PREDEFINED = {
    "decimal": FIGURES,
    "lower-alpha": SMALL_LETTERS,
    "lower-latin": SMALL_LETTERS,
    "upper-alpha": LETTERS,
    "upper-latin": LETTERS,
    "lower-roman": SMALL_ROMAN,
    "upper-roman": ROMAN,
}
OF_TYPE = {kind: name for name, kind in reversed(PREDEFINED.items())}
POSITIONS = ("inside", "outside")
COUNTING = ("counter-reset", "counter-increment", "counter-set")
DEEPEST = 8  # styles that extend each other


@dataclass(frozen=True)
class _Style:
    """A counter style: a kind of numeral and its signs, or what it extends."""

    kind: str = ""
    extends: str = ""
    before: str | None = None
    after: str | None = None


class ListMarks:
    """The marks of a page's lists under its style sheets."""

    def __init__(self, root: etree._Element, sheets: Sequence[str]) -> None:
        self.said: dict[tuple[etree._Element, str], dict[str, Any]] = {}
        matcher, self.styles = _rules(tuple(sheets))
        for wrapped in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
            element = wrapped.etree_element
            matched = [(pseudo or "", said) for _, _, pseudo, said in matcher.match(wrapped)]
            if style := element.get("style"):
                matched.append(("", _declarations(style)))
            for important in (False, True):
                for pseudo, said in matched:
                    self.said.setdefault((element, pseudo), {}).update(said[important])

    def of(self, item: etree._Element) -> str | None:
        """The number before an item, with its signs; None for one of no numbered list."""
        ordered = item.getparent()
        if ordered is None or not str(ordered.tag).endswith("}ol"):
            return None
        value = _value(ordered, item)
        counted = [
            f"{name}: {' '.join(token.serialize() for token in said[name])}"
            for said in (self.said.get((e, ""), {}) for e in (ordered, item))
            for name in COUNTING
            if "list-item" in tinycss2.serialize(said.get(name, ()))
        ]
        shown = self._marker(item, value)
        if shown is None:
            shown = self._mark(self._style_of(item, ordered), value)
        return " ".join([shown, *counted])

    def _marker(self, item: etree._Element, value: int) -> str | None:
        """What `::marker` has as its content; None when that is as usual."""
        content = self.said.get((item, "marker"), {}).get("content")
        if content is None or _ident(content) == "normal":
            return None
        parts = []
        for token in content:
            if token.type == "string":
                parts.append(token.value)
            elif token.type == "function" and token.lower_name == "counter":
                names = [t.value for t in token.arguments if t.type == "ident"]
                style = self._resolved(names[-1] if len(names) > 1 else "decimal")
                counts = names[:1] == ["list-item"] and style is not None
                parts.append(numeral(value, style[0]) if counts and style else token.serialize())
            elif token.type not in ("whitespace", "comment") and _ident([token]) != "none":
                parts.append(token.serialize())
        return "".join(parts)

    def _style_of(self, item: etree._Element, ordered: etree._Element) -> Any:
        """The token of the item's list-style-type; its name where `type` alone gives it."""
        for element in (item, *item.iterancestors()):
            said = self.said.get((element, ""), {})
            if "list-style-type" in said:
                return said["list-style-type"]
            kind = element.get("type") if element in (item, ordered) else None
            if kind:
                return OF_TYPE.get(kind, kind)
            if element is ordered:
                break
        return "decimal"

    def _mark(self, style: Any, value: int) -> str:
        if not isinstance(style, str) and style.type == "string":
            return str(style.value)
        name = style if isinstance(style, str) else style.serialize()
        if name == "none":
            return ""
        resolved = self._resolved(name)
        if resolved is None:
            return f"{value} ({name})"
        kind, before, after = resolved
        return f"{before}{numeral(value, kind)}{after}"

    def _resolved(self, name: str) -> tuple[str, str, str] | None:
        """A counter style's kind of numeral and signs; None when it isn't known or counts by its
        own symbols. A name that nothing defines counts in figures (CSS Counter Styles 3, 3)."""
        before = after = None
        for _ in range(DEEPEST):
            style = self.styles.get(name, self.styles["decimal"])
            before = style.before if before is None else before
            after = style.after if after is None else after
            if style.kind:
                return style.kind, before or "", "." if after is None else after
            if not style.extends:
                return None
            name = style.extends
        return None


def _value(ordered: etree._Element, item: etree._Element) -> int:
    items = [e for e in ordered if str(e.tag).endswith("}li")]
    down = ordered.get("reversed") is not None
    value = _whole(ordered.get("start"), len(items) if down else 1)
    for index, other in enumerate(items):
        value = _whole(other.get("value"), value if index == 0 else value + (-1 if down else 1))
        if other is item:
            break
    return value


def _whole(text: str | None, otherwise: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return otherwise


@lru_cache(maxsize=4)  # the parts of an EPUB have the same
def _rules(sheets: tuple[str, ...]) -> tuple[cssselect2.Matcher, dict[str, _Style]]:
    """What style sheets say of lists' marks, by their selectors, and their counter styles."""
    matcher = cssselect2.Matcher()
    styles = {name: _Style(kind, "", "", ".") for name, kind in PREDEFINED.items()}
    for rule in (rule for sheet in sheets for rule in rules_in(sheet)):
        if rule.type != "qualified-rule":
            styles[_ident(rule.prelude)] = _counter_style(rule.content)
        elif any(said := _declarations(rule.content)):
            for selector in selectors_of(rule):
                matcher.add_selector(selector, said)
    return matcher, styles


def _declarations(content: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is said of lists' marks, by the property's name; without `!important`, and with it."""
    found: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    for item in tinycss2.parse_blocks_contents(content, True, True):
        if item.type != "declaration":
            continue
        said = found[item.important]
        value = [t for t in item.value if t.type not in ("whitespace", "comment")]
        if item.lower_name in ("list-style", "list-style-type"):
            types = [t for t in value if t.type == "string" or t.serialize() not in POSITIONS]
            said["list-style-type"] = next((t for t in types if t.type != "url"), "disc")
        elif item.lower_name in ("content", *COUNTING):
            said[item.lower_name] = value
    return found


def _counter_style(content: object) -> _Style:
    said: Mapping[str, Any] = {
        item.lower_name: [t for t in item.value if t.type not in ("whitespace", "comment")]
        for item in tinycss2.parse_blocks_contents(content, True, True)
        if item.type == "declaration"
    }
    system = [t.value for t in said.get("system", ()) if t.type == "ident"]
    extends = system[1] if system[:1] == ["extends"] and len(system) > 1 else ""
    return _Style("", extends, _sign(said.get("prefix")), _sign(said.get("suffix")))


def _sign(tokens: Sequence[Any] | None) -> str | None:
    return None if tokens is None else "".join(str(t.value) for t in tokens)


def _ident(tokens: Sequence[Any]) -> str:
    return next((str(t.value) for t in tokens if t.type == "ident"), "")
