"""What a page's style takes out of sight, or puts in: text that isn't in the book, and text of
which the manuscript knows nothing.

Each screen is looked at on which a style sheet makes the page look otherwise; no state that passes
(`:hover`, `:target`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import cssselect2
import tinycss2
from lxml import etree

from briefbuild.verify.reasons import UNSURE
from briefbuild.verify.visibility.boxes import covering, covering_picture, cut_off
from briefbuild.verify.visibility.cascade import Matched, Said, Sheets, outermost, styled
from briefbuild.verify.visibility.in_sight import Fault, faults_of
from briefbuild.verify.visibility.inks import lettering
from briefbuild.verify.visibility.screens import Screen, screens_for
from briefbuild.verify.visibility.seen import Look, look_of, paper
from briefbuild.verify.visibility.values import INLINE
from briefbuild.verify.words import words_in

PICTURES = frozenset({"img", "svg", "picture"})
SAID = ("before", "after")
APART = frozenset({"script", "style", "template", "head", "title", "noscript", "object"})
LETTERS = frozenset({"first-line", "first-letter", "marker"})
"""Pseudo-elements that are letters of the text."""
SMALLEST = 16 / 3
"""Pixels of a picture's side: smaller ones aren't seen."""
SHOWN = 60
"""Characters of a text, or a declaration, by which it is named."""
Matches = tuple[tuple[Matched, ...], Mapping[str, tuple[Matched, ...]]]


class Style(NamedTuple):
    """What a page's style does to its text."""

    hidden: set[etree._Element]
    """The elements that it takes out of sight."""
    added: list[str]
    """The words that it puts in."""
    faults: list[dict[str, str]]
    """The declarations that hide text or may, each once."""


def style_of(root: etree._Element, sheets: Sequence[str]) -> Style:
    """What the style sheets and the style attributes of a page do to its text."""
    page = _Page(root, _read(tuple(sheets)))
    page.judge()
    return Style(page.hidden, list(page.added()), [*page.faults.values()])


@lru_cache(maxsize=4)  # the pages of an EPUB have the same
def _read(sheets: tuple[str, ...]) -> Sheets:
    return Sheets(sheets)


class _Item(NamedTuple):
    """An element of a page with what doesn't depend on the screen."""

    element: etree._Element
    tag: str
    above: int
    """The number of the one that it stands in; -1 for the root."""
    matches: Matches
    numbers: tuple[int, ...]
    """Those of its rules."""
    style: tuple[Said, ...]
    own: bool
    """Whether letters stand in the element itself, not in what it holds."""
    letters: int
    """As many as it holds."""


class _Page:
    """A page on all its screens."""

    def __init__(self, root: etree._Element, sheets: Sheets) -> None:
        self.sheets = sheets
        self.items = list(_items(root, sheets))
        self.hidden: set[etree._Element] = set()
        self.faults: dict[Said, dict[str, str]] = {}
        self.judged: dict[tuple[Look, bool, int], tuple[Fault, ...]] = {}
        self.beside: dict[tuple[Look, str, tuple[int, ...]], tuple[Fault, ...]] = {}
        self.scope = outermost()

    def judge(self) -> None:
        screens = screens_for(sorted(self.sheets.conditions), self.sheets.dark)
        for screen in screens:
            self._on(screen)
        for held in self.sheets.unknown:
            self._tell(Fault(Said("", "", False, held.written), UNSURE), "")
        for rule in self.sheets.unread:
            look = look_of(paper(screens[-1]), "p", (Matched((), 0, rule),), ())
            for fault in (*faults_of(look), *cut_off(look, 1, inline=False)):
                self._tell(fault, "")

    def _on(self, screen: Screen) -> None:
        """The whole page on one screen; elements under the same rules look the same."""
        looks: list[Look] = []
        known: dict[object, Look] = {}
        ground = paper(screen, self.scope)
        for item in self.items:
            above = looks[item.above] if item.above >= 0 else ground
            own = item.matches[0]
            key = (above, item.tag, item.numbers, item.style)
            if key not in known:
                known[key] = look_of(above, item.tag, own, item.style)
            look = known[key]
            looks.append(look)
            self._look_at(item, look)

    def _look_at(self, item: _Item, look: Look) -> None:
        picture = item.tag in PICTURES
        key = (look, item.own, item.letters.bit_length())
        if key not in self.judged:
            self.judged[key] = tuple(_faults(item, look, picture))
        for fault in self.judged[key]:
            self._tell(fault, "".join(item.element.itertext()))
            if fault.certain:
                self.hidden.add(item.element)
        for name, matched in item.matches[1].items():
            beside = (look, name, _numbers(matched))
            if beside not in self.beside:
                self.beside[beside] = tuple(_of_pseudo(name, look, matched))
            for fault in self.beside[beside]:
                self._tell(fault, "".join(item.element.itertext()))

    def _tell(self, fault: Fault, text: str) -> None:
        said = fault.said
        code = "proof-pale" if fault.weak else "proof-style"
        if said not in self.faults or self.faults[said]["code"] < code:
            self.faults[said] = {
                "code": code,
                "selector": said.selector,
                "declaration": _short(f"{said.name}: {said.value}" if said.name else said.selector),
                "reason": fault.reason,
                "text": f"“{_short(text)}”" if text.strip() else "a picture, or any text",
            }

    def added(self) -> Iterator[str]:
        """The words that `content` has in quotation marks."""
        for item in self.items:
            for name, matched in item.matches[1].items():
                for one in matched if name in SAID else ():
                    said = one.rule.declarations
                    if not any(s.value.lower() in ("none", "hidden") for s in said):
                        yield from (words for s in said if (words := _words(s)))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words[:SHOWN] + ("…" if len(words) > SHOWN else "")


def _numbers(matched: Sequence[Matched]) -> tuple[int, ...]:
    return tuple(one.rule.number for one in matched)


def _words(said: Said) -> str:
    if said.name != "content":
        return ""
    tokens = tinycss2.parse_component_value_list(said.value)
    return " ".join(t.value for t in tokens if t.type == "string" and words_in(t.value))


def _items(root: etree._Element, sheets: Sheets) -> Iterator[_Item]:
    """The elements of a page that may be seen, in its order."""
    numbers: dict[etree._Element, int] = {}
    letters = _letters(root)
    for wrapped in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        element = wrapped.etree_element
        above = element.getparent()
        tag = etree.QName(element).localname
        if tag in APART or (above is not None and above not in numbers):
            continue
        if above is not None and etree.QName(above).localname == "svg":
            continue
        own = any(map(str.isalnum, _own(element)))
        at = numbers[above] if above is not None else -1
        numbers[element] = len(numbers)
        matches = sheets.matches(wrapped)
        style = styled(element)
        count = letters[element]
        yield _Item(element, tag, at, matches, _numbers(matches[0]), style, own, count)


def _own(element: etree._Element) -> str:
    return "".join([element.text or "", *(child.tail or "" for child in element)])


def _letters(root: etree._Element) -> dict[etree._Element, int]:
    """How many letters and figures each element holds."""
    found: dict[etree._Element, int] = {}
    for element in reversed([*root.iter(etree.Element)]):
        own = sum(map(str.isalnum, _own(element)))
        found[element] = own + sum(found.get(child, 0) for child in element)
    return found


def _faults(item: _Item, look: Look, picture: bool) -> Iterator[Fault]:
    """What is wrong with how an element looks."""
    if item.letters or picture:
        yield from faults_of(look)
        yield from cut_off(look, item.letters, item.tag in INLINE)
    if item.own:
        yield from lettering(look)
    if picture:
        yield from covering_picture(look)
        yield from _small(look)
    elif item.tag not in ("html", "body"):
        yield from covering(look, empty=not item.letters)


def _small(look: Look) -> Iterator[Fault]:
    """A picture of hardly any size."""
    for name in ("width", "height", "max-width", "max-height"):
        if 0 <= look.length(name, -1.0) < SMALLEST:
            yield Fault(look.own[name][1], "leaves nothing of a picture", certain=True)


def _of_pseudo(name: str, above: Look, matched: Sequence[Matched]) -> Iterator[Fault]:
    """A box before or after the text that covers it; letters that look otherwise than the rest."""
    if name not in (*SAID, *LETTERS):
        return
    look = look_of(above, "span", matched, ())
    if name in LETTERS:
        yield from (f for f in faults_of(look) if f.said.name != "content")
        yield from lettering(look)
        return
    made = look.value("content", "none") not in ("none", "normal")
    if made and look.value("display") != "none" and look.value("visibility") != "hidden":
        yield from covering(look, empty=True)
