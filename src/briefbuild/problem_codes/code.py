"""One row of the table of codes."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Code(NamedTuple):
    """A row of the table."""

    severity: Literal["error", "warning", "query"]
    message: str
    hint: str = ""
    cause: str = ""
    """Why it is one, for docs/problems.md; without it, what its fixture says."""
