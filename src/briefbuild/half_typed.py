"""Links and emphasis of which one sign is missing, or stands behind a blank: they are printed as
they were typed, and the links lead nowhere.

Nothing of them is lost, so `coverage` has nothing to say. What is told of stands in the tree as
text, not in code and not behind a backslash.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from briefbuild.positions import Origin
from briefbuild.problems import Problem, problem

LINK = re.compile(
    r"(?P<words>!?\[(?!\^)[^\]\[\n]*)?(?P<close>\])(?P<blank>[ \t]*)\([ \t]*"
    r"(?:https?://|www\.|mailto:|\.{0,2}/|#)[^\s)]*(?P<more>[^)\n]*)(?P<end>\)?)"
)
UNPARTED = re.compile(r"(?<!!)\[(?!\^)[^\]\[\n()]*\((?:https?://|www\.|mailto:)[^\s()]*\)")
ANGLE = re.compile(r"<(?:(?:https?://|mailto:)[^\s<>]*(?=\s|\Z)|www\.[^\s<>]*>?)")
SIGNS = re.compile(r"(?<![*_])(?:\*{1,3}|_{1,3})(?![*_])")
BLANKS = re.compile(r"(?<![*_])(\*\*|__)[ \t]+(?=[^\s*_])[^*_\n]*[^\s*_][ \t]+\1(?![*_])")
BEFORE = " \t\n([{“‘„«\"'–—-/>|"
"""What may stand before emphasis, besides the text’s begin."""
OPENS = "“‘„«\"'(@#§$€£"
"""What emphasised words may begin with, besides letters and digits."""
ENDS = " \t\n.,;:!?)]}”’»\"'–—-/|["
PARAGRAPH = re.compile(r"\n[ \t>]*\n")
SHOWN = 60


def half_typed(origin: Origin) -> list[Problem]:
    """What is told of one text."""
    return [*_links(origin), *_unparted(origin), *_angles(origin), *_emphasis(origin)]


def _is_text(origin: Origin, at: int) -> bool:
    return origin.is_printed(at) and origin.is_read(at)


def _links(origin: Origin) -> Iterator[Problem]:
    """Any ](address that is printed is half of a link."""
    for match in LINK.finditer(origin.text):
        words = match["words"] or ""
        typed = _is_text(origin, match.start("close")) and origin.is_read(match.start())
        if words.startswith("!") or not typed:
            continue  # `leftovers` tells of pictures
        if match["blank"]:
            hint = "take out the blank between ] and (; to print it, write \\["
        elif not words:
            hint = "write [ before the link’s words: [words](https://…)"
        else:
            hint = "write ) right behind the address; for a blank within it write %20"
        text = match[0].strip()[:SHOWN]
        yield problem("link-broken", origin.place(match.start()), text=text, hint=hint)


def _unparted(origin: Origin) -> Iterator[Problem]:
    """[words(https://…) without the ] between them; in [words (https://…)] it stands behind."""
    breaks = [m.start() for m in PARAGRAPH.finditer(origin.text)]
    for match in UNPARTED.finditer(origin.text):
        at = bisect_right(breaks, match.end())
        end = breaks[at] if at < len(breaks) else len(origin.text)
        closed = origin.text.find("]", match.end(), end) >= 0
        if not closed and _is_text(origin, match.start()):
            hint = "write ] behind the link’s words: [words](https://…); to print [, write \\["
            text = match[0][:SHOWN]
            yield problem("link-broken", origin.place(match.start()), text=text, hint=hint)


def _angles(origin: Origin) -> Iterator[Problem]:
    for match in ANGLE.finditer(origin.text):
        if _is_text(origin, match.start()):
            hint = "write the whole address, and > right behind it: <https://…>"
            text = match[0][:SHOWN]
            yield problem("link-broken", origin.place(match.start()), text=text, hint=hint)


def _emphasis(origin: Origin) -> Iterator[Problem]:
    """Signs that open or close emphasis, and that are printed; of each kind the first in a
    paragraph. A star behind a word calls a remark by hand, and one before a paragraph opens it."""
    text = origin.text
    found = {m.start(): m[1] for m in BLANKS.finditer(text) if _is_typed(origin, m)}
    around = [(m, _opens(text, m), _closes(text, m)) for m in SIGNS.finditer(text)]
    runs = [(m, opens, closes) for m, opens, closes in around if opens or closes]
    runs = [(m, opens, closes) for m, opens, closes in runs if _is_typed(origin, m)]
    starred = any(m[0] == "*" and closes for m, _, closes in runs)
    for m, opens, closes in runs:
        star = starred and m[0] == "*" and text[max(0, m.start() - 1) : m.start()] in ("", "\n")
        if (opens and not star) or (closes and len(m[0]) > 1):
            found.setdefault(m.start(), m[0])
    breaks = [m.start() for m in PARAGRAPH.finditer(text)]
    told: set[tuple[str, int]] = set()
    for at, signs in sorted(found.items()):
        key = (signs, bisect_right(breaks, at))
        if key in told:
            continue
        told.add(key)
        shown, escaped = _shown(text, at, signs), f"\\{signs[0]}" * len(signs)
        facts = {"text": shown, "signs": signs, "escaped": escaped}
        yield problem("emphasis-broken", origin.place(at), **facts)


def _shown(text: str, at: int, signs: str) -> str:
    """The words behind signs that open, before those that close; none of another line."""
    behind = text[at : at + SHOWN].split("\n", 1)[0].strip()
    if behind[len(signs) : len(signs) + 1].strip(ENDS) or behind[len(signs) :][:1] == " ":
        return behind
    end = at + len(signs)
    return text[max(0, end - SHOWN) : end].rsplit("\n", 1)[-1].strip()


def _is_typed(origin: Origin, match: re.Match[str]) -> bool:
    """Whether one of the signs at its begin is printed: of **words* the first is."""
    at = match.start()
    width = len(match[0]) - len(match[0].lstrip("*_"))
    return origin.is_read(at) and any(origin.is_printed(i) for i in range(at, at + width))


def _opens(text: str, signs: re.Match[str]) -> bool:
    """Whether words are meant to begin here: “*2020” and “5 *3” are hardly emphasis."""
    before = text[max(0, signs.start() - 1) : signs.start()]
    after = text[signs.end() : signs.end() + 1]
    begins = after.isalpha() or (after.isdigit() and len(signs[0]) > 1) or after in OPENS
    return bool(after) and (before in BEFORE) and begins


def _closes(text: str, signs: re.Match[str]) -> bool:
    before = text[max(0, signs.start() - 1) : signs.start()]
    after = text[signs.end() : signs.end() + 1]
    return bool(before.strip()) and before not in BEFORE and after in ENDS
