"""One thing in several forms: which of their uses an editor is asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefbuild.copy_check.passages import Passage

FEW = 3
"""A form is rare when the usual one is used that many times as often; then each use is told of,
else only the first: a text that is half and half has one habit too many, not fifty slips."""


@dataclass(frozen=True)
class Use:
    """A form where it stands: the character `index` of the passage."""

    passage: Passage
    index: int
    text: str


Uses = Mapping[str, Sequence[Use]]


def times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def usual(forms: Uses) -> str:
    """The form with the most uses; the first one of several."""
    return max(forms, key=lambda form: len(forms[form]))


def unusual(forms: Uses) -> Iterator[tuple[Use, int]]:
    """The uses of the other forms that are told of, each with how many uses it stands for."""
    most = usual(forms)
    for form, uses in forms.items():
        if form == most:
            continue
        if len(uses) * FEW <= len(forms[most]):
            yield from ((use, 1) for use in uses)
        else:
            yield uses[0], len(uses)
