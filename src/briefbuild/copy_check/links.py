"""Links and addresses: those that can't be right, and what contradicts them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from briefbuild.copy_check.addresses import (
    Dated,
    date_in,
    fault_of,
    mailbox_fault,
    same_page,
)
from briefbuild.copy_check.citations import (
    ACCESSED,
    BARE_ADDRESS,
    YEAR,
    Reference,
    normal,
    references,
    sources,
    without_links,
)
from briefbuild.copy_check.note_styles import MONTH
from briefbuild.copy_check.passages import LEFT_OUT, Note, Passage
from briefbuild.copy_check.rule import Copy
from briefbuild.problems import Problem, problem

MISTYPED = re.compile(r"\bhttps?(?:[;,.]//?|//|:/(?!/))[\w.-]+\S*|\bhttps?://https?[:/]\S*", re.I)
MAILBOX = re.compile(r"(?<![\w@/.+%-])(?=[\d_.+%-]*[^\W\d_])[\w.+%-]+@[\w.@-]*\w(?![/\w])")
SHOWN_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[a-z\d-]+(?:\.[a-z\d-]+)+(?:/\S*)?")
SHOWN_DOI = re.compile(r"(?:doi:\s*)?(10\.\d{4,9}/\S+)", re.I)
ENDS = "com org net edu gov int eu uk de fr kr jp cn au ca us info ch at nl be it es se"
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
FULL_DATE = re.compile(rf"\b({MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? ({YEAR})")
DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({MONTH}),? ({YEAR})")
MONTH_YEAR = re.compile(rf"\b({MONTH}),? ({YEAR})")
ISO = re.compile(rf"(?<![\d/-])({YEAR})-(\d\d)-(\d\d)(?![\d/-])")
MOST_DATES = 50
"""A part of a note that tells more of them is no one source."""
YEAR_ALONE = re.compile(rf"(?<![\d/–-])({YEAR})(?![\d/]|[–-]\d)")


class Shown(NamedTuple):
    """An address of the copy."""

    passage: Passage
    at: int
    text: str
    """What readers see of it."""
    target: str


def shown_in(passage: Passage) -> Iterator[Shown]:
    """The links of a passage, and the addresses in it that are no links."""
    for link in passage.within("link"):
        yield Shown(passage, link.begin, passage.text[link.begin : link.end], link.value)
    for match in BARE_ADDRESS.finditer(passage.plain("link")):
        text = match[0].rstrip(".,;:!?’\"')]}" + LEFT_OUT)
        target = text if text.startswith("http") else f"https://{text}"
        yield Shown(passage, match.start(), text, target)


def _web(copy: Copy) -> Iterator[Shown]:
    for passage in copy.passages:
        for shown in shown_in(passage):
            if shown.target.casefold().startswith(("http://", "https://")):
                yield shown


def addresses(copy: Copy) -> Iterator[Problem]:
    """Addresses that can't be right, whatever is on the net."""
    for shown in _web(copy):
        why = fault_of(shown.target)
        if why:
            place = shown.passage.place(shown.at)
            yield problem("link-address", place, address=shown.target, why=why)
    for passage in copy.passages:
        for match in MISTYPED.finditer(passage.plain("link")):
            if not match[0].casefold().startswith(("http://h", "https://h")):
                place = passage.place(match.start())
                why = "“://” is mistyped"
                yield problem("link-address", place, address=match[0].rstrip(".,"), why=why)


def emails(copy: Copy) -> Iterator[Problem]:
    """E-mail addresses that can't be right, or that aren't those that their link leads to."""
    for passage in copy.passages:
        for link in passage.within("link"):
            if link.value.casefold().startswith("mailto:"):
                mailbox = unquote(link.value[len("mailto:") :].split("?")[0])
                shown = passage.text[link.begin : link.end]
                why = mailbox_fault(mailbox)
                if not why and "@" in shown and shown.casefold() != mailbox.casefold():
                    why = f"its link leads to {mailbox}"
                    mailbox = shown
                if why:
                    place = passage.place(link.begin)
                    yield problem("link-email", place, address=mailbox, why=why)
        for match in MAILBOX.finditer(passage.plain("link")):
            why = mailbox_fault(match[0])
            if why:
                yield problem("link-email", passage.place(match.start()), address=match[0], why=why)


def texts(copy: Copy) -> Iterator[Problem]:
    """An address as the text of a link that leads to another one."""
    for shown in _web(copy):
        if _is_other(shown.text.strip(), shown.target):
            facts = {"text": shown.text.strip(), "address": shown.target}
            yield problem("link-text", shown.passage.place(shown.at), **facts)


def _is_other(text: str, target: str) -> bool:
    """Whether a link's text is another address than its target: none that is only shortened."""
    if text == target:
        return False
    leads = same_page(target).casefold()
    doi = SHOWN_DOI.fullmatch(text)
    if doi:
        return doi[1].casefold() not in unquote(target).casefold()
    if not SHOWN_ADDRESS.fullmatch(text):
        return False
    schemed = text.startswith(("http", "www."))
    if not schemed and text.split("/")[0].split(".")[-1] not in ENDS.split():
        return False
    cut = text.rstrip("….,")
    address = cut if cut.startswith("http") else f"https://{cut}"
    said = same_page(address).casefold().rstrip("#?").rstrip("/")
    head, behind = leads[: len(said)], leads[len(said) : len(said) + 1]
    is_host = "/" not in said and leads.split("/")[0].split("?")[0].endswith(f".{said}")
    shortened = head == said and (text.endswith("…") or behind in ("", "/", "?", "#", "&"))
    return not shortened and not is_host


def written(copy: Copy) -> Iterator[Problem]:
    """The address of one page written in two ways."""
    first: dict[str, Shown] = {}
    told: set[tuple[str, str]] = set()
    for shown in _web(copy):
        key = same_page(shown.target)
        earlier = first.setdefault(key, shown)
        if earlier.target != shown.target and (key, shown.target) not in told:
            told.add((key, shown.target))
            where = earlier.passage.place(earlier.at)
            facts = {"address": shown.target, "other": earlier.target, "where": where}
            yield problem("link-forms", shown.passage.place(shown.at), **facts)


def twice(copy: Copy) -> Iterator[Problem]:
    """One address for two sources, in notes or as the links of two names."""
    first: dict[str, tuple[Reference, str]] = {}
    for r in references(copy.notes):
        for link in r.note.links:
            if r.begin <= link.begin < r.end and link.value.startswith("http") and r.title:
                key, title = same_page(link.value), normal(r.shown_title)
                earlier, other = first.setdefault(key, (r, title))
                if not title.startswith(other) and not other.startswith(title):
                    place = r.note.passage.place(link.begin)
                    where = earlier.note.passage.place(earlier.begin)
                    facts = {"address": link.value, "where": where, "other": earlier.shown_title}
                    yield problem("link-twice", place, **facts)
    yield from _two_names(copy)


def _two_names(copy: Copy) -> Iterator[Problem]:
    first: dict[str, tuple[Shown, set[str]]] = {}
    for shown in _web(copy):
        named = _names(shown.text)
        if shown.passage.kind == "note" or not named or SHOWN_ADDRESS.fullmatch(shown.text):
            continue
        earlier, others = first.setdefault(same_page(shown.target), (shown, named))
        if not named & others:
            where = earlier.passage.place(earlier.at)
            facts = {"address": shown.target, "where": where, "other": f"“{earlier.text}”"}
            yield problem("link-twice", shown.passage.place(shown.at), **facts)


def _names(text: str) -> set[str]:
    """What a link's text names: its words with a capital, but for the first, and its numbers; none
    if they are fewer than two."""
    words = re.findall(r"[\w-]+", text)
    named = {w.casefold() for i, w in enumerate(words) if w[0].isdigit() or (i and w[0].isupper())}
    return named if len(words) > 1 else set()


def contradicted(copy: Copy) -> Iterator[Problem]:
    """A source's date that its address contradicts."""
    for note in copy.notes:
        spans = list(sources(note))
        said: dict[int, list[tuple[str, Dated]]] = {}
        for link in shown_in(note.passage):
            dated = date_in(link.target)
            if not dated:
                continue
            which = bisect_right(spans, link.at, key=lambda span: span[0]) - 1
            if which not in said:
                said[which] = _said(note, *spans[which])
            dates = said[which]
            if dates and not any(date.agrees(dated) for _, date in dates):
                place = note.passage.place(link.at)
                yield problem("link-date", place, said=dates[0][0], dated=str(dated))


def _said(note: Note, begin: int, end: int) -> list[tuple[str, Dated]]:
    """The dates that a source tells of itself: not those in its title, nor when it was read."""
    text = BARE_ADDRESS.sub("", without_links(note, begin, end))
    accessed = ACCESSED.search(text)
    text = text[: accessed.start()] if accessed else text
    text = re.sub(r"[“‘«„][^“”‘’«»„]*[”’»“]", "", text)
    undated = re.search(r"\bn\. ?d\.|\bno date\b", text)
    found = [(undated[0], Dated(0))] if undated else _dates(text)
    return found if len(found) <= MOST_DATES else []


def _dates(text: str) -> list[tuple[str, Dated]]:
    """The most exact dates of a text, as they are written and as they are."""
    days = [(m[0], Dated(int(m[3]), _month(m[1]), int(m[2]))) for m in FULL_DATE.finditer(text)]
    days += [(m[0], Dated(int(m[3]), _month(m[2]), int(m[1]))) for m in DAY_FIRST.finditer(text)]
    days += [(m[0], Dated(int(m[1]), int(m[2]), int(m[3]))) for m in ISO.finditer(text)]
    months = [(m[0], Dated(int(m[2]), _month(m[1]))) for m in MONTH_YEAR.finditer(text)]
    return days or months or [(m[0], Dated(int(m[1]))) for m in YEAR_ALONE.finditer(text)]


def _month(name: str) -> int:
    return MONTHS.split().index(name[:3].casefold()) + 1
