"""The numbers that Word makes: those before lists' items, and what could change those of footnotes.

A number isn't in the file: it is counted here as Word counts it (ECMA-376, part 1, 17.9). All lists
of one w:abstractNum count on together, unless a w:num has a start of its own; a level begins anew
below each number of a higher one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from briefbuild.numerals import FIGURES, LETTERS, ROMAN, SMALL_LETTERS, SMALL_ROMAN, numeral
from briefbuild.verify.ooxml import Package, W, style_chain, switched_on, value

NUMBERING = "word/numbering.xml"
FORMATS = {
    "decimal": FIGURES,
    "lowerLetter": SMALL_LETTERS,
    "upperLetter": LETTERS,
    "lowerRoman": SMALL_ROMAN,
    "upperRoman": ROMAN,
}
LEVEL = re.compile(r"%([1-9])")
ALPHABET = 26


class ListNumbers:
    """Counts the items of a file's lists, in the order of their paragraphs."""

    def __init__(self, package: Package) -> None:
        root = package.xml(NUMBERING)
        parts = [] if root is None else [*root]
        styles = package.xml("word/styles.xml")
        self.styles = {
            style.get(f"{W}styleId", ""): style
            for style in (styles.iter(f"{W}style") if styles is not None else ())
        }
        self.lists = {e.get(f"{W}numId", ""): e for e in parts if e.tag == f"{W}num"}
        self.kinds = {
            e.get(f"{W}abstractNumId", ""): e for e in parts if e.tag == f"{W}abstractNum"
        }
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[str, int]] = set()

    def of(self, paragraph: etree._Element) -> str | None:
        """The number before a paragraph, with its signs; None before one that is no item of a
        numbered list, such as one with a bullet."""
        numbered, level = self._list_of(paragraph)
        own = self.lists.get(numbered)
        if own is None:
            return None
        kind = value(own.find(f"{W}abstractNumId"))
        self._count(numbered, kind, level)
        levels = self._levels(own, kind)
        shown = levels.get(level)
        if shown is None or value(shown.find(f"{W}numFmt")) in ("bullet", "none"):
            return None
        if switched_on(shown.find(f"{W}rPr/{W}vanish")):
            return ""

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            count = self.counts[kind].get(at, _start(levels.get(at)))
            return _written(count, value(levels[at].find(f"{W}numFmt")) if at in levels else "")

        return LEVEL.sub(number, value(shown.find(f"{W}lvlText")))

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int]:
        """A paragraph's w:numId and level, its own or its style's; "0" takes it out of any list."""
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        for holder in (paragraph, *style_chain(style, self.styles)):
            found = holder.find(f"{W}pPr/{W}numPr/{W}numId")
            if found is not None:
                level = value(holder.find(f"{W}pPr/{W}numPr/{W}ilvl"))
                return value(found), int(level or 0)
        return "", 0

    def _levels(self, own: etree._Element, kind: str) -> Mapping[int, etree._Element]:
        """The levels of a list, those that it has of its own in the place of its kind's."""
        holder = self.kinds.get(kind)
        shared = [] if holder is None else holder.findall(f"{W}lvl")
        levels = [*shared, *own.findall(f"{W}lvlOverride/{W}lvl")]
        return {int(level.get(f"{W}ilvl", "0")): level for level in levels}

    def _count(self, numbered: str, kind: str, level: int) -> None:
        own = self.lists[numbered]
        counts = self.counts.setdefault(kind, {})
        path = f"{W}lvlOverride[@{W}ilvl='{level}']/{W}startOverride"
        start = own.find(path)
        if start is not None and (numbered, level) not in self.begun:
            counts[level] = int(value(start))
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = _start(self._levels(own, kind).get(level))
        self.begun.add((numbered, level))
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]


def _start(level: etree._Element | None) -> int:
    """Where a level begins; at 0 when it doesn't say (17.9.25)."""
    return int(value(level.find(f"{W}start")) or 0) if level is not None else 0


def _written(count: int, format: str) -> str:
    """A number as Word writes it: after z come aa, bb, cc; what isn't known here is named."""
    kind = FORMATS.get(format)
    if kind is None:
        return f"{count} ({format})"
    if kind in (SMALL_LETTERS, LETTERS) and count > ALPHABET:
        times, rest = divmod(count - 1, ALPHABET)
        return numeral(rest + 1, kind) * (times + 1)
    return numeral(count, kind)


def note_numbering(package: Package, root: etree._Element) -> list[dict[str, str]]:
    """Settings under which Word numbers the footnotes otherwise than the reader counts them."""
    settings = package.xml("word/settings.xml")
    roots = [root] if settings is None else [root, settings]
    plain = {"numRestart": "continuous", "numFmt": "decimal", "numStart": "1"}
    return [
        {"item": f"{name} {value(e)}", "reason": "changes the numbers of the notes"}
        for part in roots
        for properties in part.iter(f"{W}footnotePr")
        for name, usual in plain.items()
        for e in properties.iter(f"{W}{name}")
        if value(e) != usual
    ]
