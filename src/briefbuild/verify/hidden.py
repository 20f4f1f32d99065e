"""What a page's style takes out of sight: text that isn't in the book for who reads it."""

from __future__ import annotations

from collections.abc import Sequence

import cssselect2
import tinycss2
from lxml import etree

from briefbuild.verify.sheet_rules import rules_in, selectors_of


def hidden_by_style(root: etree._Element, sheets: Sequence[str]) -> set[etree._Element]:
    """The elements that the page's style sheets or style attributes take out of sight."""
    matcher = cssselect2.Matcher()
    for sheet in sheets:
        for rule in rules_in(sheet):
            if rule.type == "qualified-rule" and _hides(rule.content):
                for selector in selectors_of(rule):
                    if selector.pseudo_element is None:
                        matcher.add_selector(selector, None)
    found = {e for e in root.iter() if isinstance(e.tag, str) and _hides(e.get("style") or "")}
    for wrapped in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        if matcher.match(wrapped):
            found.add(wrapped.etree_element)
    return found


def _hides(declarations: object) -> bool:
    """Whether declarations take what they stand for out of sight."""
    unseen = {
        "display": ("none",),
        "visibility": ("hidden", "collapse"),
        "opacity": ("0",),
        "font-size": ("0", "0px", "0pt", "0em"),
    }
    for item in tinycss2.parse_blocks_contents(declarations):
        if item.type == "declaration":
            value = tinycss2.serialize(item.value).strip().lower()
            if value in unseen.get(item.lower_name, ()):
                return True
    return False
