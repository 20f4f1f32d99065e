"""Language tags (BCP 47, RFC 5646): which are right, and what is meant by those that aren't."""

from __future__ import annotations

import re
from functools import cache

from babel.core import Locale, get_global

TAG = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:-(?P<script>[A-Z][a-z]{3}))?"
    r"(?:-(?P<region>[A-Z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*"
)
"""Language, script, region and variants as RFC 5646, 2.1.1 writes them."""


def fault_of(tag: str) -> str:
    """What to write instead of a tag that is wrong; "" for a right one.

    Languages, scripts and regions must be ones that the Unicode consortium's CLDR names.
    """
    match = TAG.fullmatch(tag)
    english = _english()
    if match is None:
        meant = _meant(tag, english)
        return meant or "write it as en, en-US or zh-Hant-TW (BCP 47)"
    language, script, region = match["language"], match["script"], match["region"]
    shorter = get_global("language_aliases").get(language)
    if shorter and language not in english.languages:
        return f"write “{tag.replace(language, shorter, 1)}”"
    if language not in english.languages:
        return "the first part is the code of a language: ko is Korean, ja Japanese, de German"
    if script and script not in english.scripts:
        return f"“{script}” is no script; leave it out, or write one like Latn or Hant"
    if region and region not in english.territories:
        return f"“{region}” is no country; leave it out, or write one like US"
    return ""


def _meant(tag: str, english: Locale) -> str:
    """The right spelling of a tag in other letters, or the code of a language by its name."""
    parts = re.split("[-_]", tag)
    cased = [parts[0].lower()]
    for part in parts[1:]:
        cased.append(part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part)
    spelt = "-".join(cased)
    if spelt != tag and TAG.fullmatch(spelt) and not fault_of(spelt):
        return f"write “{spelt}”"
    named = (code for code, name in english.languages.items() if name.lower() == tag.lower())
    code = min(named, key=len, default="")
    return f"write “{code}”" if code else ""


@cache
def _english() -> Locale:
    """CLDR's English names, which are those of all that it knows."""
    return Locale("en")
