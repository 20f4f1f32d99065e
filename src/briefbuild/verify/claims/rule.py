"""One rule that a claim rests on, and that can be looked for in the finished file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from briefbuild.verify.claims.opened import Opened

UA, ARCHIVE = "PDF/UA-1", "PDF/A-3a"


class Rule(NamedTuple):
    """A row of the tables in `tagging`, `description` and `archive`."""

    clauses: Mapping[str, str]
    """The clause of ISO 14289-1 for PDF/UA-1, of ISO 19005-3 for PDF/A-3a."""
    faults: Callable[[Opened], Iterator[str]]
    """What breaks the rule in a file, in words."""
