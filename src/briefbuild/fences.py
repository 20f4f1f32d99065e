"""Code between lines of ``` or ~~~, as the source alone tells it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

FENCE = re.compile(r"^ {0,3}(```|~~~)(`*~*[ \t]*$)?", re.MULTILINE)
SIGNS = ("```", "~~~")


def fenced(text: str) -> Iterator[tuple[int, int]]:
    """Where code stands between lines of ``` or ~~~; what nothing closes is none."""
    fences = list(FENCE.finditer(text))
    closing = {sign: [m for m in fences if m[1] == sign and m[2] is not None] for sign in SIGNS}
    starts = {sign: [m.start() for m in found] for sign, found in closing.items()}
    done = -1
    for fence in fences:
        if fence.start() < done:
            continue
        at = bisect_right(starts[fence[1]], fence.start())
        if at < len(starts[fence[1]]):
            done = closing[fence[1]][at].end()
            yield fence.start(), done
