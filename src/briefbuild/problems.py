"""What can be wrong with a brief: every problem's code, severity, wording and hint, in one table.

A problem is a value. It travels beside the result until `cli` prints it; no stage words one
itself, and none is thrown. Adding a check means adding a row to `CODES`, and a fixture that
triggers it (`tests/test_problem_codes.py` holds both to it).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from briefbuild.problem_codes import CODES

Severity = Literal["error", "warning", "query"]
"""A query is an editor's: it asks whether the text is meant so, and never stops a build."""


@dataclass(frozen=True, order=True)
class Place:
    """Where something is: a file as the user wrote its path, line and column counted from 1."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.file, *numbers])


@dataclass(frozen=True)
class Problem:
    """One thing found wrong. `facts` fill the blanks of the code's wording.

    Raises KeyError when the code is not in `CODES`, so that a misspelt code cannot be reported.
    """

    code: str
    place: Place | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    rank: Severity | None = None
    """The severity, where house or brief gave its code another one (`checks:`)."""

    def __post_init__(self) -> None:
        CODES[self.code].message.format_map(self.facts)

    @property
    def severity(self) -> Severity:
        return self.rank or CODES[self.code].severity

    @property
    def message(self) -> str:
        return CODES[self.code].message.format_map(self.facts)

    @property
    def hint(self) -> str:
        """What to do about it; a code may have a hint that needs a fact this problem lacks."""
        hint = self.facts.get("hint")
        return str(hint) if hint else CODES[self.code].hint.format_map(self.facts)

    def __str__(self) -> str:
        """As compilers print, so that editors can jump to it."""
        place = f"{self.place}: " if self.place else ""
        lines = [f"{place}{self.severity}[{self.code}]: {self.message}"]
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)

    def as_json(self) -> dict[str, object]:
        """For machines: the same, in named fields."""
        place = self.place or Place("")
        return {
            "code": self.code,
            "severity": self.severity,
            "file": place.file or None,
            "line": place.line or None,
            "column": place.column or None,
            "message": self.message,
            "hint": self.hint,
            "facts": {
                name: fact if isinstance(fact, int | float) else str(fact)
                for name, fact in self.facts.items()
            },
        }

    @classmethod
    def from_json(cls, made: Mapping[str, Any]) -> Problem:
        """The problem that `as_json` told of. Raises LookupError, TypeError or AttributeError for
        anything else."""
        place = Place(made["file"], made["line"] or 0, made["column"] or 0)
        rank = made["severity"] if made["severity"] != CODES[made["code"]].severity else None
        return cls(made["code"], place if place.file else None, dict(made["facts"]), rank)


def problem(code: str, place: Place | None = None, /, **facts: object) -> Problem:
    """A problem with the facts its wording asks for."""
    return Problem(code, place, facts)


def is_broken(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether these stop a build: an error always, under `strict` a warning too, a
    query never."""
    stopping = ("error", "warning") if strict else ("error",)
    return any(p.severity in stopping for p in problems)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line and column; those without a place last."""
    unique = {str(p): p for p in problems}
    return sorted(
        unique.values(),
        key=lambda p: (p.place is None, p.place or Place(""), p.severity, p.code, p.message),
    )
