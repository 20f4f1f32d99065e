"""Where the HTML comments of a text are (CommonMark 0.31, 6.6).

They are sought sign by sign: a pattern looks through the whole rest of a text at each `<!--` that
nothing closes, and a text of many would keep it busy for hours.
"""

from __future__ import annotations

from collections.abc import Iterator

OPENING, CLOSING = "<!--", "-->"


def comments(text: str) -> Iterator[tuple[int, int]]:
    """The begin and the end of each closed comment, in characters, its signs included."""
    begin = text.find(OPENING)
    while begin >= 0:
        close = text.find(CLOSING, begin + len(OPENING))
        if close < 0:
            return
        yield begin, close + len(CLOSING)
        begin = text.find(OPENING, close + len(CLOSING))


def without_comments(text: str) -> str:
    """What is left of a text without its comments."""
    kept, last = [], 0
    for begin, end in comments(text):
        kept.append(text[last:begin])
        last = end
    return "".join([*kept, text[last:]])
