"""What an independent validator says of one claim of one file: one shape for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Failure:
    """A rule that a file breaks, by the name that the validator documents it under: 7.1-10."""

    rule: str
    message: str
    place: str


@dataclass(frozen=True)
class Verdict:
    """What a validator says of one claim of one file; no failure means that it is confirmed."""

    path: Path
    claim: str
    judge: str
    """“veraPDF 1.31.50”."""
    rules: int
    """How many rules the standard has; 0 where the validator doesn't count them."""
    failures: tuple[Failure, ...]
