"""Short forms, *ibid.* and *op. cit.*: whether what they point to is there.

The Chicago Manual of Style 17, 14.29–14.36; New Hart's Rules 2, 17.2.5.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Set

from briefbuild.copy_check.citations import LEAD, YEAR, U, normal, sources
from briefbuild.copy_check.passages import Note, Passage, Stretch
from briefbuild.copy_check.rule import Copy
from briefbuild.nearest import nearest
from briefbuild.problems import Problem, problem

NAME = rf"[{U}][\w’'-]+(?<!’s)"
NAMES = rf"(?P<name>{NAME})(?:(?:, {NAME})?,? (?:and|&) {NAME})?(?:,? et al\.?)?"
PAGE = r"(?:(?:pp?|S)\. ?)?\d{1,4}(?:[-–]\d+)?(?:f{1,2}\.)?"
TITLE = rf"(?P<title>[“‘«][^“”]{{3,80}}?[”’»]|[{U}][\w’'-]+(?: [\w’'-]+){{0,5}})"
BY_TITLE = re.compile(rf"{NAMES}, {TITLE},? (?:at )?(?P<page>{PAGE})\.?")
BY_YEAR = re.compile(rf"{NAMES},? \(?(?P<year>{YEAR})[a-z]?\)?(?:[,:] ?{PAGE})?\)?\.?")
BY_PAGE = re.compile(rf"{NAMES}, pp?\. ?{PAGE}\.?")
IBID = re.compile(r"(?:[Ii]bid(?:em)?|[Ee]bd|[Ee]benda)\b\.?")
CITED = re.compile(r"\b(?:(?:[Oo]p|[Ll]oc)\. ?cit\b|[Aa]\. ?a\. ?O)\.?")
BEFORE_CITED = re.compile(rf"({NAME})(?:,? et al\.)?(?:’s|,)?[ (]*$")
NO_NAMES = (
    "january february march april may june july august september october november december jan feb"
    " mar apr jun jul aug sept oct nov dec spring summer autumn fall winter since in by before"
    " after until from between art article section chapter table figure part annex appendix note"
    " page see vol volume title clause rule box map paragraph committee resolution directive"
    " regulation public law act treaty session congress on during version"
)
"""Words before a number that name no author."""
LISTS = re.compile(r"references|bibliography|works cited|sources|literature|further reading", re.I)
MOST_OF_NAME = 100
MOST_OF_SOURCE = 1000
"""Characters in which a source names its author and title: notes may tell whole stories."""
SIGNS = re.compile(
    rf"[“”«»]|\b{YEAR}\b|https?://|www\.|\bpp?\. ?\d|\b[Aa]rts?\. ?\d|§|\bNo\. ?\d|\d"
)
"""What hardly any source is without."""


class _Earlier:
    """What the notes so far, and a list of references, name."""

    def __init__(self) -> None:
        self.words: dict[str, set[str]] = defaultdict(set)
        """For each word with a capital, all words of the sources that have it."""

    def add(self, text: str) -> None:
        head = text[:MOST_OF_SOURCE]
        said = set(normal(head).split())
        for word in set(re.findall(rf"[{U}][\w’'-]+", head)):
            self.words[normal(word.removesuffix("’s"))] |= said

    def has(self, name: str, words: Set[str] = frozenset()) -> bool:
        """Whether a source has this name and, if there are any, one of these words."""
        known = normal(name)
        return known in self.words and (not words or bool(words & self.words[known]))


def unmatched(copy: Copy) -> Iterator[Problem]:
    """“Kim, Korea, p. 5” and “Smith 2019, 12” where nothing before is by that author."""
    earlier, told = _listed(copy), 0
    for note in copy.notes:
        for begin, end in sources(note):
            short = _short_form(note.text[begin:end])
            if short is None:
                earlier.add(note.text[begin:end])
            elif not earlier.has(short["name"], _words_of(short)):
                hint, told = _hint(short, earlier, told), told + 1
                place = note.passage.place(begin)
                yield problem("note-short", place, text=short[0].rstrip("."), hint=hint)


def _listed(copy: Copy) -> _Earlier:
    """The sources of a list of references, if there is one."""
    earlier, listing = _Earlier(), False
    for passage in copy.passages:
        if passage.kind == "heading":
            listing = bool(LISTS.match(passage.text))
        elif listing and passage.kind == "paragraph":
            earlier.add(passage.text)
    return earlier


def _short_form(text: str) -> re.Match[str] | None:
    """A whole source as a short form."""
    lead = LEAD.match(text)
    shown = text[lead.end() if lead else 0 :].strip()
    for pattern in (BY_PAGE, BY_YEAR, BY_TITLE):
        found = pattern.fullmatch(shown)
        if found and found["name"].casefold() not in NO_NAMES.split():
            words = found.groupdict()
            year = words.get("page") and re.fullmatch(YEAR, str(words["page"]))
            return None if year else found
    return None


def _words_of(short: re.Match[str]) -> set[str]:
    """What besides the name must be in the earlier note: the year, or a word of the title."""
    parts = short.groupdict()
    if parts.get("year"):
        return {parts["year"]}
    words = normal(parts.get("title") or "").split()
    return {w for w in words if len(w) >= len("four")} or set(words)


def _hint(short: re.Match[str], earlier: _Earlier, told: int) -> str:
    name = short["name"]
    if earlier.has(name):
        return f"an earlier note names {name}, but not this; is another work meant, or a slip?"
    close = nearest(normal(name), earlier.words, told, cutoff=0.75)
    if close:
        return f"an earlier note has “{close.title()}”; else give the source in full"
    return "give the source in full where it is first cited"


def ibid(copy: Copy) -> Iterator[Problem]:
    """*Ibid.* where the note before names no source, several, or stands in another section."""
    before: Note | None = None
    count = 0
    for note in copy.notes:
        own = [note.text[b:e].strip() for b, e in sources(note)]
        called = next((i for i, text in enumerate(own) if IBID.match(_led(text))), None)
        if called == 0:
            why = _no_ibid(before, note, count)
            if why:
                yield problem("note-ibid", note.passage.place(0), why=why)
            count = (count if not why else 1) if len(own) == 1 else _count(note)
        else:
            count = _count(note)
        before = note


def _led(text: str) -> str:
    lead = LEAD.match(text)
    return text[lead.end() :] if lead else text


def _no_ibid(before: Note | None, note: Note, count: int) -> str:
    if before is None:
        return "this is the first note"
    if before.file != note.file:
        return "the note before stands in another section"
    if not count:
        return "the note before names no source"
    return f"the note before names {count} sources" if count > 1 else ""


def _count(note: Note) -> int:
    """How many sources a note names: parts that have what sources have. One is told by any sign of
    it; several only where each has a title, an address or the form of a short form."""
    spans = list(sources(note))
    titled = [
        (b, e)
        for b, e in spans
        if _short_form(note.text[b:e]) or any(b <= s.begin < e for s in _titles(note.passage))
    ]
    return max(len(titled), bool(SIGNS.search(note.text)) or bool(titled))


def _titles(passage: Passage) -> Iterator[Stretch]:
    return (s for s in passage.stretches if s.kind in ("quotation", "emphasis", "link"))


def cited_before(copy: Copy) -> Iterator[Problem]:
    """*Op. cit.* and *loc. cit.* where nobody is named, or nothing before is by that author."""
    earlier = _listed(copy)
    for note in copy.notes:
        for begin, end in sources(note):
            text = note.text[begin:end]
            for match in CITED.finditer(text):
                name = BEFORE_CITED.search(
                    text, max(0, match.start() - MOST_OF_NAME), match.start()
                )
                if name and earlier.has(name[1]):
                    continue
                if not name and match[0][0] in "lL":
                    continue  # said of the note right before
                why = f"no earlier note names {name[1]}" if name else "nothing says whose work"
                place = note.passage.place(begin + match.start())
                yield problem("note-op-cit", place, text=match[0], why=why)
            if not CITED.search(text):
                earlier.add(text)
