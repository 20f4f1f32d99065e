"""What a page's style takes out of sight, or puts in: text that isn't in the book, and text of
which the manuscript knows nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import cssselect2
import tinycss2
from lxml import etree

from briefbuild.verify.inks import Inks
from briefbuild.verify.out_of_sight import covers, declared, hides, tiny
from briefbuild.verify.sheet_rules import rules_in, selectors_of
from briefbuild.verify.words import words_in

PICTURES = frozenset({"img", "svg", "picture"})
SAID = ("before", "after")


class Style(NamedTuple):
    """What a page's style does to its text."""

    hidden: set[etree._Element]
    """The elements that it takes out of sight."""
    added: list[str]
    """The words that it puts in."""


def style_of(root: etree._Element, sheets: Sequence[str]) -> Style:
    """What the style sheets and the style attributes of a page do to its text."""
    matcher = cssselect2.Matcher()
    for sheet in sheets:
        for rule in rules_in(sheet):
            if rule.type == "qualified-rule":
                _add(matcher, rule)
    hidden: set[etree._Element] = set()
    added: list[str] = []
    for wrapped in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        element = wrapped.etree_element
        matched = matcher.match(wrapped)
        said = [content for _, _, pseudo, content in matched if pseudo is None]
        if element.get("style"):
            said.append(declared(element.get("style")))
        hidden.update(_hidden(element, said))
        added += [text for _, _, pseudo, text in matched if pseudo in SAID]
    hidden.update(Inks(sheets).pale(root))
    return Style(hidden, added)


def _add(matcher: cssselect2.Matcher, rule: Any) -> None:
    """Note a rule that hides what it stands for, or says something before or after it."""
    said = declared(rule.content)
    takes_away = hides(said) or covers(said) or tiny(said) or "content" in said
    for selector in selectors_of(rule):
        if selector.pseudo_element in SAID:
            words = _words(rule.content) if not hides(said) else ""
            if words:
                matcher.add_selector(selector, words)
        elif selector.pseudo_element is None and takes_away:
            matcher.add_selector(selector, said)


def _words(content: object) -> str:
    """The words that a `content` has in quotation marks."""
    return " ".join(
        token.value
        for item in tinycss2.parse_blocks_contents(content, True, True)
        if item.type == "declaration" and item.lower_name == "content"
        for token in item.value
        if token.type == "string" and words_in(token.value)
    )


def _hidden(element: etree._Element, said: Sequence[dict[str, str]]) -> Iterator[etree._Element]:
    """What declarations for an element hide: itself, or what it lies over."""
    if any(map(hides, said)):
        yield element
    above = element.getparent()
    if any(map(covers, said)) and above is not None and not "".join(element.itertext()).strip():
        yield above
    if etree.QName(element).localname in PICTURES and any(
        tiny(one) or one.get("content", "normal") != "normal" for one in said
    ):
        yield element
