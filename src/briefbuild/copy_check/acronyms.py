"""Acronyms: letters swapped, and never said what they stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from briefbuild.copy_check.forms import times
from briefbuild.copy_check.passages import Passage
from briefbuild.copy_check.rule import Copy
from briefbuild.problems import Problem, problem
from briefbuild.transform.acronyms import ROMAN

ACRONYM = re.compile(r"(?<![\w.’&-])[A-Z]{3,6}(?=s?(?![\w&]|-\d|\.[A-Z]))")
INSIDE = re.compile(r"(?<![A-Za-z])[A-Z]{3,8}(?=s?(?![A-Za-z]))")
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
KNOWN = (
    " AIDS ASCII BBC CEO CNN COVID DNA DVD EPUB GDP GPS HIV HTML HTTP HTTPS IBM ISBN ISO NASA NATO"
    " OPEC ORCID PDF RNA SMS UFO UNESCO UNICEF URL USA USB USD USSR "
)
"""Those that dictionaries have as words, which nobody spells out (Chicago 10.3; New Hart's Rules,
10.2.4: “such as NATO and BBC”). A house adds its own under `unbroken`."""
NUMBERED = re.compile(r"s?[ \u00a0/-]*(?:[A-Z]+ )?\d")
"""What follows the name of a standard, “RFC 20”."""
BRACKETS = re.compile(r"\(([^()\n]{3,200})\)")
BEFORE = re.compile(r"(?<!\w)([A-Z]{3,6}s?) ?\(")
SIZES = range(3, 7)
NEAR = 40
PART = frozenset({"of", "for", "and", "the", "on", "in", "to", "a", "de", "la", "et", "und"})


def swapped(copy: Copy) -> Iterator[Problem]:
    """“DRPK” where “DPRK” is used more often."""
    counts = _counts(copy)
    for passage in copy.passages:
        for match in INSIDE.finditer(passage.text):
            other = _swap(match[0], counts)
            if other and not _said(match[0], passage):
                facts = {"text": match[0], "other": other, "times": times(counts[other])}
                yield problem("acronym-swapped", passage.place(match.start()), **facts)


def _counts(copy: Copy) -> Counter[str]:
    return Counter(word for p in copy.passages for word in INSIDE.findall(p.text))


def _said(word: str, passage: Passage) -> bool:
    """Whether a passage says itself what the letters stand for."""
    return f"({word}" in passage.text or f"{word} (" in passage.text


def _swap(word: str, counts: Counter[str]) -> str | None:
    """The acronym, used more often, that a word is with two neighbouring letters swapped, or with
    one of its letters in another's place (THADD for THAAD)."""
    pairs = range(len(word) - 1)
    others = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in pairs}
    if len(word) > len("ABCD"):
        others |= {word[:i] + c + word[i + 1 :] for i in range(len(word)) for c in set(word)}
    alike = [o for o in others - {word} if set(o) == set(word) and counts[o]]
    other = max(alike, key=lambda o: (counts[o], o), default="")
    rare = 2 * counts[word] <= counts[other]
    return other if rare and (len(word) > len("ABC") or counts[word] == 1) else None


def unspelled(copy: Copy) -> Iterator[Problem]:
    """The first use of an acronym that the text nowhere says in full: neither in brackets nor by
    words with its initials. Words in capitals that are also written in small letters are none."""
    whole = "\n".join(passage.text for passage in copy.passages)
    small = {word.upper() for word in WORD.findall(whole) if not word.isupper()}
    known = (
        set(KNOWN.split()) | {part for name in copy.names for part in WORD.findall(name)} | small
    )
    explained = _explained(whole)
    counts = _counts(copy)
    for passage, text in copy.written():
        if passage.kind not in ("paragraph", "caption", "cell") or text.upper() == text:
            continue
        for match in ACRONYM.finditer(text):
            word = match[0]
            numbered = NUMBERED.match(text, match.end())
            if word in known or numbered or ROMAN.fullmatch(word) or _in_capitals(text, match):
                continue
            known.add(word)
            if word not in explained and not _swap(word, counts):
                yield problem("acronym-unspelled", passage.place(match.start()), text=word)


def _in_capitals(text: str, match: re.Match[str]) -> bool:
    """Whether the words around are in capitals too: said with force."""
    above, below = max(0, match.start() - NEAR), match.end() + NEAR
    before = text[above : match.start()].rstrip().rsplit(" ", 1)[-1].strip(",.;:“”")
    after = text[match.end() : below].lstrip().split(" ", 1)[0].strip(",.;:“”")
    return any(len(word) > 1 and word.isalpha() and word.isupper() for word in (before, after))


def _explained(text: str) -> set[str]:
    """The acronyms of which a text says what they stand for: those in brackets or before them, and
    the initials of words in a row, in “the International Monetary Fund” IMF."""
    found = {word for inside in BRACKETS.findall(text) for word in INSIDE.findall(inside)}
    found |= {word.removesuffix("s") for word in BEFORE.findall(text)}
    words = (word[0] for word in WORD.findall(text) if word.lower() not in PART)
    initials = "".join(words)
    rows = (initials[i : i + size] for size in SIZES for i in range(len(initials)))
    return found | {row for row in rows if row.isupper()}
