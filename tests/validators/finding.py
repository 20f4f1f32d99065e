"""What every independent validator reports, in one shape."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Finding(NamedTuple):
    """One thing a validator holds against a file, in the validator's own words."""

    file: Path
    rule: str
    message: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.file.name}{self.place and f' ({self.place})'}: {self.rule}: {self.message}"


def wording(findings: list[Finding]) -> str:
    """Return the findings as lines, for the message of a failed assertion."""
    return "\n".join(map(str, findings))
