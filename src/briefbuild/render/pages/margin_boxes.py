"""What a house style asks for in the margins of its pages: running heads and page numbers.

It is read from the style sheets alone, without a layout, so that a finished file can be held to it.
The boxes at a page's sides are left out: the tags don't tell them from repeated heads of tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import tinyhtml5
import weasyprint
from markupsafe import Markup
from weasyprint.css import PageSelectorType, StyleFor
from weasyprint.layout.page import PageType

from briefbuild.render.edition import Edition
from briefbuild.render.pages.page import fill_template
from briefbuild.render.pages.sheets import ONE_COLUMN
from briefbuild.render.pages.sources import Sources
from briefbuild.style_sheets import Piece, pieces

ABOVE_AND_BELOW = ("@top", "@bottom")
UNSEEN = {"visibility": ("hidden", "collapse"), "display": ("none", ("none",))}
ATTRIBUTE = re.compile(r"([\w-]+)\s+attr\((data-[\w-]+)\)")
COUNTING = frozenset({"counter-reset", "counter-set", "counter-increment"})
NAMED = re.compile("counter-|string-set", re.IGNORECASE)
"""What a sheet without escapes holds that counts pages or names a running head."""
BODY = frozenset({"body", "html", ":root"})


class Part(NamedTuple):
    """A part of a margin box's content."""

    kind: str
    """“text”, “page” (its number), “pages” (their number); of what only a layout knows, “words” for
    words of the document, else “any”."""
    text: str = ""


@dataclass(frozen=True)
class Rule:
    """A declaration for a margin box, of the pages that its selector names."""

    at: str
    selector: PageSelectorType
    weight: tuple[bool, Sequence[int]]
    name: str
    value: Any


@dataclass(frozen=True)
class MarginBoxes:
    """What the boxes above and below the text hold, by the kind of page."""

    rules: tuple[Rule, ...]
    strings: Mapping[str, str]
    """The running heads that are the same on all pages."""
    counted: bool
    """Whether pages are counted from 1, one by one."""

    @property
    def names(self) -> list[str]:
        """Of kinds of pages, the one without a name first."""
        return sorted({"", *(rule.selector.name or "" for rule in self.rules)})

    def on(self, index: int, side: str, blank: bool, name: str) -> list[list[Part]]:
        """The contents on a page, counted from 0."""
        page = PageType(side, blank, name, index, ())
        boxes: dict[str, dict[str, Rule]] = {}
        for rule in self.rules:
            said = boxes.setdefault(rule.at, {})
            old = said.get(rule.name)
            if StyleFor._page_type_match(rule.selector, page) and (
                old is None or old.weight <= rule.weight
            ):
                said[rule.name] = rule
        return [self._parts(said, index) for said in boxes.values()]

    def _parts(self, said: Mapping[str, Rule], index: int) -> list[Part]:
        if "content" not in said or any(
            said[name].value in values for name, values in UNSEEN.items() if name in said
        ):
            return []
        value = said["content"].value
        if not isinstance(value, list):
            return [Part("any")] if not isinstance(value, (tuple, str)) else []
        return [self._part(item, index) for item in value]

    def _part(self, item: Any, index: int) -> Part:
        kind, value = item if isinstance(item, tuple) and len(item) == 2 else ("", "")
        if kind == "string":
            return Part("text", str(value))
        if kind == "counter()" and value[1] == "decimal" and self.counted:
            return Part(value[0] if value[0] in ("page", "pages") else "any")
        if kind == "string()":
            if value[0] not in self.strings:
                return Part("words")
            late = value[1] == "first-except" and index == 0
            return Part("text", "" if late else self.strings[value[0]])
        return Part("any")


def margin_boxes(edition: Edition, sheet: str) -> MarginBoxes | None:
    """What a style sheet of the edition's house asks for; None where sheets are in layers."""
    house = edition.house
    sources = Sources(house, {})
    rules: list[Rule] = []
    for name in (sheet, *([ONE_COLUMN] if house.one_column else [])):
        address = house.files.find(name)[0].resolve().as_uri()
        css = weasyprint.CSS(url=address, url_fetcher=sources)
        if css.layers:
            return None
        rules += _rules(css)
    some = {f: css for f, css in sources.sheets.items() if "\\" in css or NAMED.search(css)}
    written = [p for file, css in some.items() for p in pieces(css, file)]
    counted = not any(
        p.kind == "declaration" and p.name in COUNTING and "page" in p.text.split() for p in written
    )
    return MarginBoxes(tuple(rules), _strings(edition, written), counted)


def _rules(css: Any) -> Iterator[Rule]:
    for _, selectors, declarations in css.page_rules:
        for specificity, at, selector in selectors:
            if at and at.startswith(ABOVE_AND_BELOW):
                for name, value, important in declarations:
                    if name == "content" or name in UNSEEN:
                        weight = bool(important), tuple(specificity)
                        yield Rule(at, selector, weight, name, value)


def _strings(edition: Edition, written: Sequence[Piece]) -> dict[str, str]:
    """The running heads that only the body sets, from its attributes."""
    text, _ = fill_template(edition, Markup(""))
    body = tinyhtml5.parse(text or "", namespace_html_elements=False).find("body")
    found: dict[str, set[str]] = {}
    selector = ""
    for piece in written:
        if piece.kind == "rule":
            selector = piece.text
        elif piece.kind == "declaration" and piece.name == "string-set":
            for part in piece.text.split(","):
                match = ATTRIBUTE.fullmatch(part.strip())
                fixed = match and selector in BODY and body is not None
                name = part.split()[0] if part.split() else ""
                found.setdefault(name, set()).add(match[2] if fixed and match else "")
    return {
        name: str(body.get(attributes.pop()) or "")
        for name, attributes in found.items()
        if len(attributes) == 1 and "" not in attributes and body is not None
    }
