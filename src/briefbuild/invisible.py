"""Characters that nobody sees and that change what readers see: told at their place in a file."""

from __future__ import annotations

import re
import unicodedata

from briefbuild.problems import Place, Problem, problem

# Unicode TR 36 and TR 9: controls other than tab and line feed, bidirectional overrides and
# isolates, which print text in another order than it is read, and the characters that are none.
# U+2028 and U+2029 end a line or paragraph (Unicode, 5.8), for some programs and not for others.
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe]")
SEPARATORS = "\u2028\u2029"


def invisible_characters(text: str, file: str) -> list[Problem]:
    """Control and bidirectional characters, and line breaks that are no line feeds."""
    found = []
    for match in INVISIBLE.finditer(text):
        before = text[: match.start()]
        place = Place(file, before.count("\n") + 1, match.start() - before.rfind("\n"))
        code = f"U+{ord(match[0]):04X}"
        facts = {"name": f"{code} {unicodedata.name(match[0], '')}".strip()}
        if match[0] in SEPARATORS:
            facts["hint"] = "Word and InDesign break a line with it: put a blank in its place, or "
            facts["hint"] += "an empty line where a paragraph begins"
        found.append(problem("text-control", place, **facts))
    return found


def visible(text: str) -> str:
    """The text with a blank for each of them, so that all else is still found in its place."""
    return INVISIBLE.sub(" ", text)
