"""Acronyms: words of three capitals or more become Span.acronym, so that a style can set them in
small capitals.

Only the capitals are marked, with what joins them (DPRK, US-ROK, NATO/EU, COVID-19): a plural's s
and a genitive's stay outside (NGO|s, DPRK|’s). Two capitals (US, UN) stay as they are, as Roman
numerals do; so do letters of a code (KF21). R. Bringhurst, The Elements of Typographic Style 4,
3.2.2.

Words in a row that are all in capitals are a name, a heading or said with force, when they are more
than two (GERMANY AND JAPAN), or when the text has one of them in small letters too (SHALL NOT, but
DPRK ICBM). They stay capitals, and so do the same words elsewhere: SHALL beside SHALL NOT.

A name whose hyphen is followed by figures, or preceded by them, is one word to a reader (COVID-19,
F-16, 3-D) and becomes Span.unbroken.
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Any

from briefbuild.transform.context import Context, Outcome
from briefbuild.tree import Node, Nodes, has_class, node, span, text_of, walk

ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
JOINED = re.compile(r"[^\W_]+(?:[-/‐‑–][^\W_]+)*")
PAIR = 2
LEAST = 3
"""Letters of an acronym; two are a country's, and read better as capitals."""
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
NUMBERED = re.compile(r"(?<![\w-])(?:[A-Z][A-Za-z]{0,9}-\d{1,3}[A-Za-z]?|\d{1,2}-[A-Z])(?![\w-])")
SKIPPED = frozenset({"title-block", "masthead", "component-title", "caption-label"})


def acronyms(blocks: Nodes, context: Context) -> Outcome:
    """Mark acronyms, and names that a hyphen joins with figures, in the running text."""
    return _marked(blocks, _shouted(blocks)), []


def _marked(tree: Any, shouted: Set[str], whole: bool = False) -> Any:
    """`shouted` are the words to leave; `whole` says that they are marked as unbroken already."""
    if isinstance(tree, list):
        made: list[Any] = []
        for item in tree:
            if isinstance(item, dict) and item.get("t") == "Str":
                made.extend([item] if _bare(item["c"]) in shouted else _split(item, whole))
            else:
                made.append(_marked(item, shouted, whole))
        return made
    if not isinstance(tree, dict) or "c" not in tree or _is_left(tree):
        return tree
    return {**tree, "c": _marked(tree["c"], shouted, whole or has_class(tree, "unbroken"))}


def _is_left(n: Node) -> bool:
    """Headings have faces of their own; code and addresses are no text."""
    if n["t"] in ("Header", "Code", "CodeBlock", "Str"):
        return True
    if n["t"] == "Link" and "://" in text_of(n):
        return True
    return n["t"] in ("Div", "Span") and any(has_class(n, name) for name in SKIPPED)


def _shouted(blocks: Nodes) -> set[str]:
    """The words that stand in capitals without being acronyms."""
    texts = (n["c"] for n in walk(blocks) if n["t"] == "Str")
    words = (word for text in texts for word in JOINED.findall(text))
    small = {word.lower() for word in words if not word.isupper()}
    return {
        word
        for row in _rows(blocks)
        if len(row) > PAIR or any(word.lower() in small for word in row)
        for word in row
    }


def _rows(tree: Any) -> list[list[str]]:
    """The words in a row that are all in capitals, two or more, wherever they are marked."""
    if isinstance(tree, dict):
        return [] if "c" not in tree or _is_left(tree) else _rows(tree["c"])
    if not isinstance(tree, list):
        return []
    found: list[list[str]] = []
    row: list[str] = []
    for item in tree:
        found += _rows(item)
        if not isinstance(item, dict) or item.get("t") == "Space":
            continue
        if item.get("t") == "Str" and not item["c"].strip():
            continue
        if item.get("t") == "Str" and _is_capital(item["c"]):
            row.append(_bare(item["c"]))
            if item["c"][-1:].isalnum():
                continue
        # A comma or full stop ends the row.
        found += [row] if len(row) >= PAIR else []
        row = []
    return [*found, row] if len(row) >= PAIR else found


def _bare(word: str) -> str:
    """A word without the signs around it."""
    return EDGES.sub("", word)


def _is_capital(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return len(letters) >= LEAST and all(c.isupper() for c in letters)


def _split(n: Node, inside: bool) -> Nodes:
    """A word as its parts, each with the word's place."""
    text, pos = n["c"], n.get("pos")
    if "://" in text or "@" in text or text.startswith("www."):
        return [n]
    made: Nodes = []
    done = 0
    for match in JOINED.finditer(text):
        whole = not inside and NUMBERED.fullmatch(match.group()) is not None
        size = _length(match.group())
        if not whole and not size:
            continue
        made += _text(text[done : match.start()], pos)
        done = match.start() + (len(match.group()) if whole else size)
        made.append(
            _name(match.group(), size, pos) if whole else _acronym(match.group()[:size], pos)
        )
    return [*made, *_text(text[done:], pos)] if made else [n]


def _length(word: str) -> int:
    """How much of a word is an acronym: all but a plural's s; 0 if it is none."""
    stem = word[:-1] if word.endswith("s") and word[:-1].isupper() else word
    parts = re.split(r"[-/‐‑–]", stem)
    letters = [part for part in parts if not part.isdecimal()]
    if not all(part.isalpha() and part.isupper() for part in letters):
        return 0
    if not any(len(p) >= LEAST and not ROMAN.fullmatch(p) for p in letters):
        return 0
    return len(stem)


def _name(word: str, size: int, pos: Any) -> Node:
    """A name of letters and figures, whole: in small capitals if its letters are an acronym."""
    held = [_acronym(word, pos)] if size else _text(word, pos)
    return {**span(held, classes=["unbroken"]), "pos": pos}


def _acronym(text: str, pos: Any) -> Node:
    return {**span(_text(text, pos), classes=["acronym"]), "pos": pos}


def _text(text: str, pos: Any) -> Nodes:
    return [node("Str", text, pos)] if text else []
