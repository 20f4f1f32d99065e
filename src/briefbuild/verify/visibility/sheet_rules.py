"""The rules of a page's style sheets, as the proof reads them: those for some screens too, and
those within other rules (CSS Nesting 1), each with the selector that it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import cssselect2
import tinycss2

CONDITIONAL = frozenset({"media", "supports", "container", "layer"})
"""At-rules that hold rules which apply under some condition, or in some order."""
APART = frozenset(
    {"page", "charset", "import", "namespace", "keyframes", "-webkit-keyframes", "starting-style"}
    | {"font-feature-values", "font-palette-values", "view-transition"}
)
"""At-rules that hold no rules for elements, or none that stay."""
FACE = frozenset(
    {"font-family", "src", "font-style", "font-weight", "font-stretch", "font-display"}
    | {"unicode-range"}
)
"""What a @font-face may say without making letters smaller, or nothing of them."""
DEEPEST = 8
"""Rules within each other, beyond which a selector isn't put together."""


class Condition(NamedTuple):
    """What a conditional at-rule asks for: `media`, `screen and (width < 30em)`."""

    name: str
    text: str


class Held(NamedTuple):
    """A rule with all that it stands under."""

    node: Any
    """tinycss2's rule; of a nested one with the whole selector as its prelude."""
    conditions: tuple[Condition, ...]
    written: str
    """Its selector as it is written; of an at-rule that isn't known, its name."""
    known: bool = True


@lru_cache(maxsize=8)  # the parts of an EPUB have the same, and several of the proof ask
def held_in(sheet: str) -> tuple[Held, ...]:
    """The rules and counter styles of a sheet, with those that only some screens, paper or a
    narrow column show; what isn't known to the proof is marked."""
    return tuple(_within(tinycss2.parse_stylesheet(sheet, True, True), (), "", 0))


def rules_in(sheet: str) -> Iterator[Any]:
    """The same as tinycss2's nodes."""
    yield from (held.node for held in held_in(sheet) if held.known)


def _within(
    nodes: Sequence[Any], conditions: tuple[Condition, ...], parent: str, depth: int
) -> Iterator[Held]:
    """`parent` is the selector of the rule that these stand in; "" outside of rules."""
    for node in nodes:
        name = node.lower_at_keyword if node.type == "at-rule" else ""
        if node.type == "qualified-rule":
            yield from _rule(node, conditions, parent, depth)
        elif name == "counter-style":
            yield Held(node, conditions, "@counter-style")
        elif name in CONDITIONAL and node.content:
            more = (*conditions, Condition(name, tinycss2.serialize(node.prelude).strip()))
            inner = tinycss2.parse_blocks_contents(node.content, True, True)
            if parent and any(item.type == "declaration" for item in inner):
                yield Held(_as_rule(node, parent), more, parent)
            yield from _within(inner, more, parent, depth)
        elif name == "font-face" and FACE.issuperset(_names(node.content)):
            continue
        elif name and name not in APART and node.content is not None:
            yield Held(node, conditions, f"@{name}", known=False)


def _names(content: Any) -> set[str]:
    inner = tinycss2.parse_blocks_contents(content or [], True, True)
    return {item.lower_name for item in inner if item.type == "declaration"}


def _rule(node: Any, conditions: tuple[Condition, ...], parent: str, depth: int) -> Iterator[Held]:
    written = tinycss2.serialize(node.prelude).strip()
    if depth > DEEPEST:
        yield Held(node, conditions, written, known=False)
        return
    whole = _whole(node.prelude, parent) if parent else written
    yield Held(_as_rule(node, whole) if parent else node, conditions, written)
    inner = tinycss2.parse_blocks_contents(node.content, True, True)
    rules = [item for item in inner if item.type in ("qualified-rule", "at-rule")]
    yield from _within(rules, conditions, whole, depth + 1)


def _as_rule(node: Any, selector: str) -> Any:
    prelude = tinycss2.parse_component_value_list(selector)
    return tinycss2.ast.QualifiedRule(node.source_line, node.source_column, prelude, node.content)


def _whole(prelude: Sequence[Any], parent: str) -> str:
    """The selector of a nested rule, “&” put in or understood (CSS Nesting 1, 3.1)."""
    parts: list[list[Any]] = [[]]
    for node in prelude:
        if node == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    within = f":is({parent})"
    texts = [tinycss2.serialize(part).strip() for part in parts]
    return ", ".join(
        text.replace("&", within) if "&" in text else f"{within} {text}" for text in texts
    )


def selectors_of(rule: Any) -> list[Any]:
    """A rule's selectors; none where they name what isn't known, such as ::-webkit-…."""
    try:
        return list(cssselect2.compile_selector_list(rule.prelude))
    except cssselect2.SelectorError:
        return []
