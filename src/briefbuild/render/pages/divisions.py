"""Where words may be divided at a line's end, when language and hyphens don't say it right.

Words that the house or the brief wants whole are kept so also at their hyphens (`hold_names`). For
the patterns of a language WeasyPrint asks pyphen, which keeps each word's places once
it has found them: exceptions are put there first (`divided`). So they hold wherever words are
divided at all, and the text gets no soft hyphens, which would be copied and hinder a search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

import pyphen

from briefbuild.render.pages.notes import WORD_JOINER


def hold_names(root: Element) -> None:
    """Keep every `.unbroken` on its line also at a hyphen: COVID-19, Dae-Jung."""
    for name in root.iter("span"):
        if "unbroken" in (name.get("class") or "").split():
            for element in name.iter():
                element.text = (element.text or "").replace("-", f"-{WORD_JOINER}")
                if element is not name:
                    element.tail = (element.tail or "").replace("-", f"-{WORD_JOINER}")


@contextmanager
def divided(words: Iterable[str], root: Element, language: str) -> Iterator[None]:
    """While this holds, divide each of the words (“Pyong-yang”) at its hyphens and nowhere else.

    It holds for the page's `language` and for every other one that a part of it is marked with.
    """
    marked = {language, *(element.get("lang") or "" for element in root.iter())}
    known = (pyphen.language_fallback(name) for name in sorted(marked) if name)
    caches = [pyphen.Pyphen(lang=name).hd.cache for name in sorted({n for n in known if n})]
    places = {word.replace("-", "").lower(): _places(word) for word in words}
    kept = [{word: cache[word] for word in places if word in cache} for cache in caches]
    for cache in caches:
        cache.update(places)
    try:
        yield
    finally:
        for cache, earlier in zip(caches, kept, strict=True):
            for word in places:
                del cache[word]
            cache.update(earlier)


def _places(word: str) -> list[pyphen.DataInt]:
    """How many letters stand before each hyphen."""
    parts = word.split("-")
    return [pyphen.DataInt(len("".join(parts[:n]))) for n in range(1, len(parts))]
