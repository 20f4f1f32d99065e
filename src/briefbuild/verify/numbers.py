"""The numbers of lists' items in a file, held to those of the manuscript.

A list's number is no word of the text: it is made anew in every format, and a wrong one refers
readers to another item. So each number is compared with its signs, and where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefbuild.problems import Place, Problem, problem
from briefbuild.verify.align import Difference, counterpart, differences
from briefbuild.verify.items import Number
from briefbuild.verify.reading import ReadNumber

SHOWN = 4
"""Words of an item by which it is named."""


def number_problems(
    numbers: Sequence[Number],
    found: Sequence[ReadNumber],
    words: Sequence[str],
    drift: Sequence[Difference],
    format: str,
) -> Iterator[Problem]:
    """One problem for each item that has another number in the file than in the manuscript, or
    none; `words` and `drift` are those of the text that the lists stand in."""

    ends = [*(number.after for number in numbers[1:]), len(words)]

    def wrong(index: int, reason: str) -> Problem:
        number = numbers[index]
        end = min(ends[index], number.after + SHOWN)
        item = " ".join([number.text, *words[number.after : end]])
        return _item(format, item, reason, number.place)

    if len(numbers) == len(found):
        for index, (number, other) in enumerate(zip(numbers, found, strict=True)):
            if number.text != other.text:
                yield wrong(index, f"has the number “{other.text}” in the file")
            elif other.after not in counterpart(drift, number.after):
                yield wrong(index, "has its number before other words in the file")
        return
    for d in differences([n.text for n in numbers], [n.text for n in found]):
        for index in range(d.a0, d.a1):
            yield wrong(index, "has no such number in the file")
        for other in found[d.b0 : d.b1]:
            reason = "is a number of the file but not of the source"
            yield _item(format, other.text, reason, None)


def _item(format: str, item: str, reason: str, place: Place | None) -> Problem:
    return problem("proof-item", place, format=format, kind="list item", item=item, reason=reason)
