"""Links within a document: each leads to the figure, table or section that the source names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefbuild.problems import Problem, problem
from briefbuild.verify.align import differences
from briefbuild.verify.items import Link

LONGEST = 40
"""Characters of a bookmark's name in Word, which may hold letters, figures and underscores only."""


def reference_problems(
    references: Sequence[Link], found: Sequence[str], format: str
) -> Iterator[Problem]:
    """Each reference in its order, by the id that it leads to."""
    ids = [_plain(reference.target) for reference in references]
    for d in differences(ids, [*map(_plain, found)]):
        there = ", ".join(f"“{id}”" for id in found[d.b0 : d.b1]) or "nothing"
        if d.a0 == d.a1:
            reason = "is led to in the file but not in the source"
            yield problem("proof-item", None, format=format, kind="link", item=there, reason=reason)
        for reference in references[d.a0 : d.a1]:
            facts = {"item": f"#{reference.target}", "reason": f"leads to {there} in the file"}
            yield problem("proof-item", reference.place, format=format, kind="link", **facts)


def _plain(id: str) -> str:
    return re.sub(r"\W", "_", id)[:LONGEST]
