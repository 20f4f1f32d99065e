"""What an independent validator says of one claim of one file: one shape for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from briefbuild.verify.items import Inventory


class Case(NamedTuple):
    """What a validator is asked: whether a file is what it is said to be."""

    path: Path
    claim: str
    holds: Inventory = Inventory(())
    """What must be in it, for those who compare it with the source."""


@dataclass(frozen=True)
class Failure:
    """A rule that a file breaks, by the name that the validator documents it under: 7.1-10."""

    rule: str
    message: str
    place: str
    severity: Literal["error", "warning"] = "error"
    """A warning is what the validator itself holds to be less than a fault."""


@dataclass(frozen=True)
class Verdict:
    """What a validator says of one claim of one file; no failure means that it is confirmed."""

    path: Path
    claim: str
    judge: str
    """“veraPDF 1.31.50”."""
    covers: str
    """How much it looked at, where it says so: “106 rules”."""
    failures: tuple[Failure, ...]
