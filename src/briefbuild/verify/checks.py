"""Each check that was made of a finished file, by whom, and what it found: for the report.

Only a check that ran is said to have been made. One that wasn't is named too, with the reason, so
that nobody takes silence for a pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Literal

from briefbuild.problems import Problem

Result = Literal["passed", "passed with warnings", "failed", "not made"]
BRIEFBUILD = f"briefbuild {version('briefbuild')}"
READ_BACK = "Read back and compared with the source: words, notes, headings, figures, links, order"
OF_CLAIMS = frozenset({"proof-claim", "proof-unclaimed"})
OF_OTHERS = {
    "proof-access": "Word’s rules of accessibility",
    "proof-access-text": "Word’s rules of accessibility",
    "proof-contrast": "Word’s rules of accessibility",
    "proof-preflight": "PDF/X-4",
}
"""The check that each problem comes of which isn't one of reading back."""


@dataclass(frozen=True)
class Check:
    """One check of one file."""

    name: str
    """What was looked for: “PDF/UA-1”."""
    by: str
    """Who looked, with the version: “veraPDF 1.31.50”."""
    result: Result
    covers: str = ""
    """How much was looked at: “106 rules”, “2,885 words, 21 notes”."""
    found: tuple[str, ...] = ()
    """Each fault, as it is told; of a check that wasn't made, why."""


def made(name: str, by: str, covers: str, problems: Sequence[Problem]) -> Check:
    """A check that ran, with what it found."""
    severities = {problem.severity for problem in problems}
    result: Result = "failed" if "error" in severities else "passed"
    if severities == {"warning"}:
        result = "passed with warnings"
    return Check(name, by, result, covers, tuple(problem.message for problem in problems))


def not_made(name: str, by: str, reason: str) -> Check:
    """A check that didn't run, and why."""
    return Check(name, by, "not made", "", (reason,))


def own_checks(
    problems: Sequence[Problem], counts: Mapping[str, int], claims: Mapping[str, str]
) -> Iterator[Check]:
    """The checks that briefbuild itself made of a file, from what its proof found.

    `claims` has what each standard, or set of rules, was held to: “17 rules checked by briefbuild”.
    """
    others = [p for p in problems if p.code in OF_CLAIMS or p.code in OF_OTHERS]
    yield made(READ_BACK, BRIEFBUILD, worded(counts), [p for p in problems if p not in others])
    names = dict.fromkeys([*claims, *(_check_of(p) for p in others)])
    for name in names:
        covers = claims.get(name, "").removesuffix(" checked by briefbuild")
        yield made(name, BRIEFBUILD, covers, [p for p in others if _check_of(p) == name])


def _check_of(problem: Problem) -> str:
    return OF_OTHERS.get(problem.code) or str(problem.facts.get("claim", ""))


def worded(counts: Mapping[str, int]) -> str:
    """“21 notes, 1 image”: the counts in words, singular where it is one."""
    return ", ".join(
        f"{n} {name.removesuffix('s') if n == 1 else name}" for name, n in counts.items()
    )
