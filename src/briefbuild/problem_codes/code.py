"""One row of the table of codes."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Code(NamedTuple):
    """A row of the table."""

    severity: Literal["error", "warning", "query"]
    message: str
    hint: str = ""
