"""Notes as references: what in them is the author, the title, what holds it, and the date.

A note is parted into sources at its semicolons. Only what looks like a reference from its first
word on is taken for one: notes that tell something, and cite by the way, are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from briefbuild.copy_check.passages import Note, Stretch

U = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪİŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽ"
WORD = rf"(?:[{U}]\.(?:[ -]?[{U}]\.)*|[{U}][\w’'-]*(?<!’s)(?<!'s))"
PARTICLE = r"(?:(?:de|van|von|der|den|del|della|di|da|du|la|le|al|bin|ten|ter) )"
SURNAME = rf"{PARTICLE}*{WORD}(?: {WORD})?"
PERSON = rf"{WORD}(?: {PARTICLE}*{WORD}){{1,3}}"
INVERTED = rf"{SURNAME}, {WORD}(?: {WORD}){{0,2}}"
OTHERS = rf"(?:(?:,? and|,? &|;|,) (?:{INVERTED}|{PERSON}))*(?:,? (?:et al\.|and others))?"
ROLE = r"(?:,? \(?(?:eds?\.|editors?|trans\.|translators?)\)?)?"
AUTHORS = re.compile(
    rf"(?:(?P<inverted>{INVERTED})|(?P<straight>{PERSON}))(?P<others>{OTHERS}){ROLE}"
    r"(?=[.,:]? |[.,:]?$)"
)
BODY = re.compile(
    rf"[{U}][\w’'&-]*(?: (?:of|for|the|and|on|in|to|&|[{U}][\w’'&-]*))*(?=[.,:] |\.$)"
)
"""An institution as the author."""
INSTITUTIONS = re.compile(
    r"\b(?:House|Council|Cent(?:er|re)|Institut\w+|Ministry|Department|Office|Bank|Fund|Union|"
    r"University|Group|Agency|Commission|Committee|Foundation|Association|Network|News|Times|Post|"
    r"Press|Nations|Organi[sz]ation|Party|Government|Embassy|Bureau|Service|Board|Court|Parliament|"
    r"Congress|Senate|Society|School|College|Forum|Initiative|Program(?:me)?|Project|States|Kingdom|"
    r"International|National|World|European|Global|Rights|Corporation|Company|Review|Journal|"
    r"Treaty|Act|Law|Report|Article|Chapter|Table|Figure|Part|Section|Annex|Army|Force|Forces)\b"
)
YEAR = r"(?:1[5-9]|20)\d\d"
DATE_HERE = re.compile(
    rf"[.,:]? ?(?:\((?P<a>{YEAR}[a-z]?|n\.d\.)\)|(?P<b>{YEAR}[a-z]?\b|n\.d))[.,:]* ?"
)
LEAD = re.compile(
    r"(?:For [^.“]{1,60}?,? )?(?:(?:[Ss]ee|[Cc]f\.|[Cc]ompare|e\.g\.|[Qq]uoted in|[Cc]ited in|"
    r"[Ff]rom)(?: also| for example| e\.g\.)?[,:]? )"
)
BARE_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>“”]+")
ACCESSED = re.compile(
    r"[\[(]?\b((?:[Ll]ast )?(?:[Aa]ccessed|[Rr]etrieved|[Vv]isited|[Vv]iewed)(?: (?:on|at))?)"
    r"(?=:? (?:\d|[A-Z]\w+\.? \d))"
)
EMPHASIZED = re.compile(r"(?:emphasis|italics|my|our|translation|added|mine|ours|original)\b", re.I)
MOST_OF_NOTE, MOST_SOURCES = 20_000, 20
"""Longer notes, and what follows so many sources, are not parted: that keeps the work in proportion
to the text."""
MOST_OF_HEAD = 400
"""No list of authors is read further than that: prose has commas without end."""


@dataclass(frozen=True)
class Reference:
    """One source that a note names in full: where it stands in the note's text."""

    note: Note
    begin: int
    end: int
    authors: str
    order: Literal["inverted", "straight", "institution", "nobody"]
    year_first: bool
    """Whether the year stands right behind the authors."""
    title: Stretch | None
    """Its kind is `quotation`, `emphasis` or, for a title without marks, `plain`."""
    container: Stretch | None
    """The periodical, publisher or site in italics behind the title."""

    @property
    def text(self) -> str:
        return self.note.text[self.begin : self.end]

    @property
    def shown_title(self) -> str:
        return self.note.text[self.title.begin : self.title.end] if self.title else ""

    @property
    def rest(self) -> str:
        """What stands behind the title, without addresses."""
        begin = self.title.end if self.title else self.begin + len(self.authors)
        text = without_links(self.note, begin, self.end)
        return BARE_ADDRESS.sub("", text)

    @property
    def surname(self) -> str:
        """The first author's, or the institution."""
        if self.order == "straight":
            return re.split(r",| and | & ", self.authors)[0].split()[-1]
        return self.authors.split(",")[0]


def sources(note: Note) -> Iterator[tuple[int, int]]:
    """Where the parts of a note between its semicolons and line ends begin and end; semicolons in
    quotations, brackets, titles and addresses part nothing."""
    if len(note.text) > MOST_OF_NOTE:
        yield 0, len(note.text)
        return
    closed = [(s.begin, s.end) for s in note.passage.stretches if s.kind != "call"]
    closed += [m.span() for m in re.finditer(r"\([^()]*\)", note.text)]
    closed.sort()
    begin, at, left = 0, 0, MOST_SOURCES
    for match in re.finditer(r"; |\n", note.text):
        while at < len(closed) and closed[at][1] <= match.start():
            at += 1
        inside = any(b <= match.start() for b, _ in closed[at : at + 1])
        if left and (match[0] == "\n" or not inside):
            left -= 1
            yield begin, match.start()
            begin = match.end()
    yield begin, len(note.text)


def references(notes: Iterable[Note]) -> list[Reference]:
    """All that look like references, in the notes' order."""
    found = (reference(note, *span) for note in notes for span in sources(note))
    return [r for r in found if r]


def reference(note: Note, begin: int, end: int) -> Reference | None:
    """A part of a note as a reference; None if it is something else."""
    text = note.text
    lead = LEAD.match(text, begin, end)
    start = lead.end() if lead else begin
    marks = [
        s
        for s in note.passage.stretches
        if start <= s.begin < end and s.kind in ("quotation", "emphasis") and s.end > s.begin
    ]
    authors, order = _authors(text, start, min(end, start + MOST_OF_HEAD))
    at = start + len(authors)
    year = DATE_HERE.match(text, at, end) if authors else None
    if year:
        at = year.end()
    at = _skip(text, at, end)
    title, behind = _title(text, at, end, marks)
    if not title and not (year and _is_untitled(text, start + len(authors), end, marks)):
        return None
    if title and order == "nobody" and not re.search(rf"{YEAR}|n\.d\.|https?://", text[behind:end]):
        return None
    after = title.end if title else at
    held = (s for s in marks if s.kind == "emphasis" and s.begin >= after)
    return Reference(note, start, end, authors, order, bool(year), title, next(held, None))


def _authors(
    text: str, start: int, end: int
) -> tuple[str, Literal["inverted", "straight", "institution", "nobody"]]:
    found = AUTHORS.match(text, start, end)
    if found and not INSTITUTIONS.search(found["inverted"] or found["straight"]):
        return found[0], "inverted" if found["inverted"] else "straight"
    body = BODY.match(text, start, end)
    if body and (" " in body[0] or DATE_HERE.match(text, body.end(), end)):
        return body[0], "institution"
    return "", "nobody"


def _is_untitled(text: str, at: int, end: int, marks: list[Stretch]) -> bool:
    """Whether behind the authors there is nothing but a date, one name in italics and an address:
    “Choi, Soo-Hyang. 2023. *Reuters*”, but not “Smith 2019, 12”, which is a short form."""
    rest = BARE_ADDRESS.sub("", text[at:end])
    for mark in marks[:1]:
        if mark.kind == "emphasis" and mark.begin >= at:
            rest = BARE_ADDRESS.sub("", text[at : mark.begin] + text[mark.end : end])
    return bool(re.fullmatch(rf"[.,:] ?\(?(?:{YEAR}[a-z]?|n\.d\.?)\)?[., ]*", rest))


def _skip(text: str, at: int, end: int) -> int:
    """Past what parts authors and title."""
    while at < end and text[at] in " .,:":
        at += 1
    return at


def _title(text: str, at: int, end: int, marks: list[Stretch]) -> tuple[Stretch | None, int]:
    """The title that begins there, and where it ends."""
    for mark in marks:
        if mark.begin == at and len(text[mark.begin : mark.end].split()) > 1:
            return mark, mark.end
    held = next((s for s in marks if s.kind == "emphasis" and s.begin > at), None)
    plain = text[at : held.begin].rstrip() if held else ""
    unmarked = len(plain.split()) > 2 and plain[0].isupper() and plain[-1] in ".,?!"
    if held and unmarked and not re.search(r"[.;“”] ", plain):
        return Stretch("plain", at, at + len(plain)), held.begin
    return None, at


def without_links(note: Note, begin: int, end: int) -> str:
    """A part of a note's text, less the texts of its links that are addresses."""
    parts, at = [], begin
    for link in note.links:
        shown = note.text[link.begin : link.end]
        if at <= link.begin < end and BARE_ADDRESS.match(shown):
            parts.append(note.text[at : link.begin])
            at = link.end
    return "".join([*parts, note.text[at:end]])


def normal(text: str) -> str:
    """Letters and digits alone: what is the same in all ways to write a title."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
