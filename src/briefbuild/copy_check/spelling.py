"""Spellings: of the brief's own English, and one for each word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from briefbuild.copy_check.forms import FEW, Use, times, unusual, usual
from briefbuild.copy_check.rule import Copy
from briefbuild.copy_check.variants import AMBIGUOUS, ISE, LL, NO_U, OUR, PAIRS, RE
from briefbuild.problems import Problem, problem


def _any(stems: str) -> str:
    return stems.replace(" ", "|")


WORD = re.compile(r"(?<![\w’.@/-])[a-zà-ÿ]+(?:-[a-zà-ÿ]+)*(?![\w@/-]|[’.]\w)")
SMALL = re.compile(r"(?<![\w’-])[a-z]{3,}(?![\w’])")
AMERICAN = ("en-US", "en-PH", "en-LR")
IZE = re.compile(rf"((?:\w*-)?(?:un|re|de|dis|mis)?(?:{_any(ISE)}))i([sz])(?=e|a|i)(\w+)")
APART = (
    " coop co-op recover recreate recreation reform represent resent reserve resign resort"
    " restrain remark release relay repress reprove react resound recount prose predate overall"
    " everyday anytime maybe someday anyone everyone altogether already "
)
"""Words that a hyphen makes another word of: to re-sign is not to resign."""
MOST = 5
"""So many words of the other English are slips; of more, only the first is told, unless those of
the brief's own are many times as many: then the language in brief.yaml is wrong, or the habit."""
LEAST = 5
"""Letters of a word that is compared with its hyphenated form."""


@cache
def _american() -> Mapping[str, str]:
    """British forms by their American ones, but for those that British English has too."""
    return {american: british for british, american in _british(AMBIGUOUS).items()}


@cache
def _british(but: frozenset[str] = frozenset()) -> Mapping[str, str]:
    """American forms by their British ones, for the words of PAIRS with their endings; not for
    those whose American form is in `but`."""
    made: dict[str, str] = {}
    for british, american in PAIRS.items():
        if american in but:
            continue
        for ending in ("", "s", "d", "r", "ment", "ness", "ly"):
            made[british + ending] = american + ending
        stem, other = british.removesuffix("e"), american.removesuffix("e")
        made |= {stem + e: other + e for e in ("ing", "ed") if british.endswith("e")}
    return made


PATTERNS = (
    (re.compile(rf"((?:\w*-)?(?:dis|un|mis)?(?:{_any(OUR)}))ur(\w*)"), r"\1r\2"),
    (re.compile(rf"((?:\w*-)?(?:{_any(RE)}))re(s|d)?"), r"\1er\2"),
    (re.compile(rf"((?:\w*-)?(?:un|re|out|mis)?(?:{_any(LL)}))l(ed|ing|er|ers)"), r"\1\2"),
)
BACK = (
    (re.compile(rf"((?:\w*-)?(?:dis|un|mis)?(?:{_any(OUR)}))r(\w*)"), r"\1ur\2"),
    (re.compile(rf"((?:\w*-)?(?:{_any(RE)}))er(s|ed)?"), r"\1re\2"),
    (re.compile(rf"((?:\w*-)?(?:un|re|out|mis)?(?:{_any(LL)}))(ed|ing|er|ers)"), r"\1l\2"),
)
SAME = ("coloration", "honorary", "humorous", "vigorous", "rigorous", "laborious", "valorous",
        "rancorous", "odorous", "clamorous", "vaporous", "invigorate", "elaborate", "savory",
        "coloratura", "deodorant", "fulfiling", "signalise", "honorific", "humorist",
        "armory", "harborage", "analyses", "paralyses", "catalyses")  # fmt: skip
"""Words that have no u in British English either (New Hart's Rules 2, 21.2.1), or that differ."""


@cache
def american(word: str) -> str:
    """The American form of a British word; the word itself if it is none."""
    if word.startswith(NO_U) or word in SAME:
        return word
    for pattern, made in PATTERNS:
        if match := pattern.fullmatch(word):
            return match.expand(made)
    return _british().get(word, word)


@cache
def british(word: str) -> str:
    """The British form of an American word; the word itself if it is none."""
    if word.startswith(NO_U) or word.startswith(SAME):
        return word
    for pattern, made in BACK:
        if match := pattern.fullmatch(word):
            return match.expand(made)
    return _american().get(word, word)


def foreign_forms(copy: Copy) -> Iterator[Problem]:
    """“colour” in American English, “color” in British; -ise in American English only, since
    British publishers have both. Names and quotations keep what they have."""
    if copy.base != "en" or "-" not in copy.language:
        return
    to_american = copy.language in AMERICAN
    found: list[tuple[Use, str]] = []
    right = 0
    for passage, text in copy.written():
        for match in SMALL.finditer(text):
            word = match[0]
            other, back = (american(word), british(word))[:: 1 if to_american else -1]
            if to_american and other == word and (ised := IZE.fullmatch(word)):
                other = f"{ised[1]}iz{ised[3]}"
            right += back != word
            if other != word:
                found.append((Use(passage, match.start(), word), other))
    few = len(found) <= MOST or len(found) * FEW <= right
    for use, other in found if few else found[:1]:
        more = "" if few else f" (and {len(found) - 1} more words like it)"
        facts = {"text": use.text, "more": more, "other": other, "language": copy.language}
        yield problem("spelling-variant", use.passage.place(use.index), **facts)


def several(copy: Copy) -> Iterator[Problem]:
    """One word in several spellings: co-operation and cooperation, naïve and naive, -ise and -ize,
    and, where the brief says only `en`, colour and color."""
    words: dict[str, dict[str, list[Use]]] = {}
    endings: dict[str, list[Use]] = {}
    for passage, text in copy.written():
        for match in WORD.finditer(text):
            word, use = match[0], Use(passage, match.start(), match[0])
            if len(word) >= LEAST:
                key = _key(word, copy)
                words.setdefault(key, {}).setdefault(word, []).append(use)
            if copy.base == "en" and (ised := IZE.fullmatch(word)):
                endings.setdefault(f"-i{ised[2]}e", []).append(use)
    for forms in words.values():
        for use, count in unusual(forms) if len(forms) > 1 else ():
            most = usual(forms)
            yield _several(use, count, most, len(forms[most]))
    if copy.language not in AMERICAN:
        for use, count in unusual(endings) if len(endings) > 1 else ():
            most = usual(endings)
            yield _several(use, count, f"{endings[most][0].text}”, “{most}", len(endings[most]))


def _key(word: str, copy: Copy) -> str:
    """What the spellings of one word have in common."""
    closed = word.replace("-", "")
    closed = word if f" {closed} " in APART else closed
    bare = unicodedata.normalize("NFD", closed)
    if copy.base == "en":
        closed = "".join(c for c in bare if not unicodedata.combining(c))
        closed = closed if "-" in copy.language else american(closed)
    return closed


def _several(use: Use, count: int, other: str, others: int) -> Problem:
    more = f" and {times(count - 1)} more" if count > 1 else ""
    facts = {"text": use.text, "more": more, "other": other, "times": times(others)}
    return problem("spelling-mixed", use.passage.place(use.index), **facts)
