"""References that lack what would let a reader find the source, and those told twice in full."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbuild.copy_check.citations import (
    ACCESSED,
    BARE_ADDRESS,
    EMPHASIZED,
    LEAD,
    YEAR,
    Reference,
    normal,
    reference,
    references,
    sources,
    without_links,
)
from briefbuild.copy_check.passages import Note
from briefbuild.copy_check.rule import Copy
from briefbuild.problems import Problem, problem

AGENCIES = (
    "reuters newsweek bloomberg politico time bbc cnn npr axios vox forbes guardian economist"
    " telegraph independent spiegel mainichi yonhap"
)
"""Periodicals and agencies whose names alone are no title of a book."""
PAGES = re.compile(r"(?:[\s,.:;()–-]|\b(?:pp?|chap|ch|vol)\.|\b[\divxlc]+\b)*+")
TITLE_WORDS = 3
"""A quotation of fewer words may be a term as well."""
LONGEST_TITLE = 25
SHORT_TITLE = 4
"""Words of a title that a short form repeats (The Chicago Manual of Style 17, 14.33)."""


def incomplete(copy: Copy) -> Iterator[Problem]:
    """Sources of which only an author, only a title or only an address is told."""
    found = references(copy.notes)
    holders = {normal(_held(r)) for r in found if r.title and r.title.kind != "emphasis"}
    for note in copy.notes:
        for begin, end in sources(note):
            lack = _lack(note, begin, end, holders)
            if lack:
                text = note.text[begin:end].strip()
                shown = text if len(text) <= 60 else text[:57].rstrip() + "…"
                yield problem("note-incomplete", note.passage.place(begin), text=shown, lack=lack)


def _held(r: Reference) -> str:
    return r.note.text[r.container.begin : r.container.end] if r.container else ""


def _lack(note: Note, begin: int, end: int, holders: set[str]) -> str:
    """What a source lacks; nothing if it is whole, or no source."""
    if _is_address_alone(note, begin, end):
        return "an address without author and title"
    r = reference(note, begin, end)
    if r and not r.title:
        held = normal(_held(r))
        is_book = held and held not in holders and not set(held.split()) & set(AGENCIES.split())
        return "" if is_book else "an author without a title"
    return "a title without publisher, date or address" if _is_title_alone(note, begin, end) else ""


def _is_address_alone(note: Note, begin: int, end: int) -> bool:
    text = note.text[begin:end]
    bare = BARE_ADDRESS.search(text)
    rest = BARE_ADDRESS.sub("", without_links(note, begin, end))
    rest = LEAD.sub("", rest, count=1) if bare else text
    accessed = ACCESSED.search(rest)
    rest = rest[: accessed.start()] if accessed else rest
    return bool(bare) and not re.search(r"[^\W\d_]", rest)


def _is_title_alone(note: Note, begin: int, end: int) -> bool:
    """[Author,] “Title”[, 5] or *Title*: whose author is none, or has a first name; with a surname
    alone it may be a short form."""
    text = note.text[begin:end]
    if re.search(rf"\b{YEAR}\b|n\.d\.", text) or any(begin <= s.begin < end for s in note.links):
        return False
    marks = [s for s in note.passage.stretches if begin <= s.begin < end]
    titles = [s for s in marks if s.kind in ("quotation", "emphasis")]
    if not titles or titles[0].end > end or titles[-1].end > titles[0].end:
        return False
    title = note.text[titles[0].begin : titles[0].end]
    head = note.text[begin : titles[0].begin].strip()
    named = not head or re.fullmatch(
        r"[^\W\d_]\S*(?: \S+)?, [^\W\d_]\S*(?: [A-Z]\S*){0,2}[.,]", head
    )
    return (
        bool(named)
        and bool(PAGES.fullmatch(note.text[titles[0].end : end]))
        and TITLE_WORDS <= len(title.split()) <= LONGEST_TITLE
        and _looks_like_title(title)
    )


def _looks_like_title(title: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", title) if len(w) > len("from")]
    capitals = sum(w[0].isupper() for w in words)
    return not EMPHASIZED.search(title) and 2 * capitals > len(words)


def repeated(copy: Copy) -> Iterator[Problem]:
    """The same reference in full again, where a short form would do."""
    first: dict[str, Reference] = {}
    for r in references(copy.notes):
        if not r.title or len(r.shown_title.split()) < TITLE_WORDS or not _is_full(r):
            continue
        key = f"{normal(r.authors)}|{normal(r.shown_title)}"
        earlier = first.setdefault(key, r)
        if earlier.note is not r.note:
            same = r.note.text == earlier.note.text and r.note.file == earlier.note.file
            again = f"call the same note again, [^{earlier.note.label}]"
            facts = {
                "text": f"{r.surname}, {r.shown_title}" if r.authors else r.shown_title,
                "first": earlier.note.passage.place(earlier.begin),
                "hint": again if same else f"write a short form, such as {_short(r)}",
            }
            yield problem("note-repeated", r.note.passage.place(r.begin), **facts)


def _is_full(r: Reference) -> bool:
    """Whether there is more than author, title and page."""
    addressed = any(r.begin <= s.begin < r.end for s in r.note.links)
    return bool(r.container or addressed or re.search(rf"\b{YEAR}\b", r.rest))


def _short(r: Reference) -> str:
    words = r.shown_title.strip("“”‘’«»„\"'.,?! ").split(":")[0].split()
    words = words if len(words) <= SHORT_TITLE + 1 else words[:SHORT_TITLE]
    while len(words) > 1 and words[-1].islower() and len(words[-1]) <= len("with"):
        words = words[:-1]
    title = " ".join(words)
    shown = f"“{title.rstrip(' ,.?!')}”" if r.title and r.title.kind == "quotation" else title
    page = re.search(r"[,:] ?((?:pp?\. ?)?\d+(?:[-–]\d+)?)\.?\s*$", r.rest)
    pages = f", {page[1]}" if page else ""
    return f"{r.surname}, {shown}{pages}" if r.authors else f"{shown}{pages}"
