"""Characters that nobody sees and that change what readers see: told at their place in a file."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter

from briefbuild.problems import Place, Problem, problem

# Unicode TR 36 and TR 9: controls other than tab and line feed, bidirectional overrides and
# isolates, which print text in another order than it is read, and the characters that are none.
# U+2028 and U+2029 end a line or paragraph (Unicode, 5.8), for some programs and not for others.
# Those without width (U+200B, U+2061 and following, U+FEFF, the tags) part words that look whole;
# U+2060, the word joiner, keeps them whole (The Unicode Standard, 23.2), and is text.
# U+200C and U+200D are letters' own in Persian and in the scripts of India.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2061-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
SEPARATORS = "\u2028\u2029"
MOST = 100
"""Of one character in a file, each told at its place: a file with more of them is broken as a
whole, and half a million problems can't be read."""


def invisible_characters(text: str, file: str) -> list[Problem]:
    """Control and bidirectional characters, and line breaks that are no line feeds. Where a
    file is full of one of them, the last that is told says how many more there are."""
    found = []
    counted = Counter(INVISIBLE.findall(text))
    told: Counter[str] = Counter()
    line, begin, seen = 1, 0, 0  # of the line, where it begins, how far lines were counted
    for match in INVISIBLE.finditer(text):
        sign, at = match[0], match.start()
        if told[sign] == MOST:
            continue
        line += text.count("\n", seen, at)
        begin = text.rfind("\n", seen, at) + 1 or begin
        seen = at
        told[sign] += 1
        more = counted[sign] - MOST if told[sign] == MOST else 0
        found.append(named(sign, Place(file, line, at - begin + 1), more))
    return found


def in_entity(entity: str) -> str:
    """The invisible character that an entity of HTML stands for, “&#8238;”; nothing for others."""
    sign = html.unescape(entity)
    return sign if INVISIBLE.fullmatch(sign) else ""


def named(sign: str, place: Place, more: int = 0) -> Problem:
    """That an invisible character stands at a place, with its name, what to do, and how many more
    there are behind it."""
    code = f"U+{ord(sign):04X}"
    facts = {"name": f"{code} {unicodedata.name(sign, '')}".strip()}
    if more:
        facts["name"] += f" (and {more:,} more behind it in this file)"
    meant = _meant(sign)
    if sign in SEPARATORS:
        facts["hint"] = "Word and InDesign break a line with it: put a blank in its place, or "
        facts["hint"] += "an empty line where a paragraph begins"
    elif meant:
        facts["hint"] = f"it is “{meant}” in Windows-1252: write that"
    return problem("text-control", place, **facts)


def _meant(sign: str) -> str:
    """What a control character of the second set is in Windows-1252; nothing for others."""
    if not "\x80" <= sign <= "\x9f":
        return ""
    return bytes([ord(sign)]).decode("cp1252", "ignore")


def visible(text: str) -> str:
    """The text with a blank for each of them, so that all else is still found in its place."""
    return INVISIBLE.sub(" ", text)
