"""One way to cite through the brief: each kind of mixture is told once, at the rarer way's first
place, with its other places and the usual way.

What counts are the notes that are references; what they quote, and addresses, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefbuild.copy_check.citations import (
    ACCESSED,
    YEAR,
    references,
)
from briefbuild.copy_check.forms import times
from briefbuild.copy_check.passages import LEFT_OUT, Note
from briefbuild.copy_check.rule import Copy
from briefbuild.problems import Problem, problem

MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
DATE_FORMS: Mapping[str, re.Pattern[str]] = {
    "month before day (May 14, 2021)": re.compile(rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {YEAR}"),
    "day before month (14 May 2021)": re.compile(
        rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH},? {YEAR}"
    ),
    "numbers from the year on (2021-05-14)": re.compile(rf"(?<![\w/-]){YEAR}-\d\d-\d\d(?![\w/-])"),
    "numbers from the day on (14.5.2021)": re.compile(rf"(?<![\w./])\d\d?\. ?\d\d?\. ?{YEAR}"),
    "numbers with slashes (5/14/2021)": re.compile(rf"(?<![\w/])\d\d?/\d\d?/{YEAR}(?![\w/])"),
}
NUMBER = r"\d{1,4}(?:[-–]\d{1,4})?"
PAGE_FORMS: Mapping[str, re.Pattern[str]] = {
    "pages with “p.” or “pp.”": re.compile(rf"\bpp?\. ?{NUMBER}"),
    "pages with “page”": re.compile(rf"\bpages? {NUMBER}"),
    "pages behind a comma alone": re.compile(rf"(?<=[)\w”’]), (?!{YEAR}\b)({NUMBER})\.?\s*$"),
    "pages behind a colon": re.compile(rf"(?<=[)\d]): ?({NUMBER})\b"),
}
P_FOR_SEVERAL = re.compile(r"\bp\. ?\d+[-–]\d+")
PP_FOR_ONE = re.compile(r"\bpp\. ?\d+(?![\d\w]|[-–,]|f| and)")
PLACES_TOLD = 4
MOST_OF_REST = 300
"""Characters behind a title in which place, publisher and year are looked for."""


class _Use(NamedTuple):
    note: Note
    at: int


class _Forms:
    """The ways that are in use, each with its uses, in reading order."""

    def __init__(self) -> None:
        self.uses: dict[str, list[_Use]] = {}

    def add(self, form: str, note: Note, index: int) -> None:
        self.uses.setdefault(form, []).append(_Use(note, index))

    def told(self, code: str) -> Iterator[Problem]:
        """One problem for each way but the usual one, the most used and the first of several."""
        usual = max(self.uses, key=lambda form: len(self.uses[form]), default="")
        for form, uses in self.uses.items():
            if form != usual:
                places = [use.note.passage.place(use.at) for use in uses]
                facts = {"form": form, "usual": usual, "more": _more([str(p) for p in places[1:]])}
                yield problem(code, places[0], **facts, times=times(len(self.uses[usual])))


def _more(places: list[str]) -> str:
    """Where else, in parentheses."""
    shown = ", ".join(places[:PLACES_TOLD])
    left = len(places) - PLACES_TOLD
    return f" (and {shown}{f' and {left} more' if left > 0 else ''})" if places else ""


def _own(note: Note) -> str:
    """A note's text without what it quotes and links to: indexes hold."""
    return note.passage.plain("quotation", "link")


def dates(copy: Copy) -> Iterator[Problem]:
    """Days in notes written in several ways."""
    forms = _Forms()
    for note in copy.notes:
        for form, pattern in DATE_FORMS.items():
            for match in pattern.finditer(_own(note)):
                forms.add(form, note, match.start())
    yield from forms.told("note-dates")


def pages(copy: Copy) -> Iterator[Problem]:
    """Pages with and without “p.”; and “p. 5–6”, “pp. 5”, which are slips in every style."""
    forms = _Forms()
    for note in copy.notes:
        text = _own(note)
        for pattern, mark in ((P_FOR_SEVERAL, "p."), (PP_FOR_ONE, "pp.")):
            for match in pattern.finditer(text):
                use = "one page" if mark == "p." else "several pages"
                facts = {"form": f"“{match[0]}”", "usual": f"“{mark}” is for {use}", "more": ""}
                yield problem("note-pages", note.passage.place(match.start()), **facts, times="")
    for r in references(copy.notes):
        for form, pattern in PAGE_FORMS.items():
            found = pattern.search(_own(r.note)[: r.end], r.title.end if r.title else r.begin)
            if found:
                forms.add(form, r.note, found.start(found.lastindex or 0))
                break
    yield from forms.told("note-pages")


def names(copy: Copy) -> Iterator[Problem]:
    """First authors as “Kim, Yuna” and as “Yuna Kim”; names in capitals among others."""
    forms = _Forms()
    for r in references(copy.notes):
        if r.order not in ("inverted", "straight"):
            continue
        if r.authors.isupper():
            forms.add("a name in capitals", r.note, r.begin)
        else:
            first = "surname first" if r.order == "inverted" else "given name first"
            forms.add(f"an author’s {first}", r.note, r.begin)
    yield from forms.told("note-names")


def titles(copy: Copy) -> Iterator[Problem]:
    """Titles of the same kind, those of articles and those of books, marked in several ways."""
    shown = {
        "quotation": "in quotation marks",
        "emphasis": "in italics",
        "plain": "without quotation marks or italics",
    }
    kinds = {True: _Forms(), False: _Forms()}
    for r in references(copy.notes):
        in_book = re.search(
            rf"\((?:[^()]+: )?[^()\d]+, {YEAR}\)|[.,] [^.,:]+: [^.,:]+, {YEAR}",
            r.rest[:MOST_OF_REST],
        )
        if r.title and (r.container or (in_book and r.order != "nobody")):
            kind = "an article’s title" if r.container else "a book’s title"
            form = f"{kind} {shown[r.title.kind]}"
            kinds[bool(r.container)].add(form, r.note, r.title.begin)
    for forms in kinds.values():
        yield from forms.told("note-titles")


def years(copy: Copy) -> Iterator[Problem]:
    """The year behind the author in some references, at the end of others."""
    forms = _Forms()
    for r in references(copy.notes):
        if r.authors and r.title and r.order != "institution":
            if r.year_first:
                forms.add("the year behind the author", r.note, r.begin)
            elif re.search(rf"\b{YEAR}\b", r.rest):
                forms.add("the year at the end", r.note, r.begin)
    yield from forms.told("note-years")


def accessed(copy: Copy) -> Iterator[Problem]:
    """“accessed”, “Accessed on”, “retrieved”."""
    forms = _Forms()
    for note in copy.notes:
        for match in ACCESSED.finditer(_own(note)):
            forms.add(f"“{match[1]}”", note, match.start(1))
    yield from forms.told("note-accessed")


def ends(copy: Copy) -> Iterator[Problem]:
    """Notes with and without a full stop at their end."""
    forms = _Forms()
    for note in copy.notes:
        text = note.text.rstrip()
        if "\n" in text or not text or text.endswith((LEFT_OUT, ":", ";")):
            continue
        closed = bool(re.search(r"[.!?…][”’»)\]]*$", text))
        form = "a full stop at a note’s end" if closed else "no full stop at a note’s end"
        forms.add(form, note, len(text) - 1)
    yield from forms.told("note-ends")
