"""What WeasyPrint only logs, as problems: an ignored declaration, a lost anchor, a missing glyph.

WeasyPrint names line and column of a faulty declaration, but not its file; `problems_of` finds the
file by looking for what the message quotes.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from briefbuild.problems import Place, Problem, problem

AT = re.compile(r"^(?P<what>.*?) at (?P<line>\d+):(?P<column>\d+)(?P<why>\W.*)?$", re.DOTALL)
DECLARATION = re.compile(r"`\s*(?P<name>[-\w]+)")


class _Messages(logging.Handler):
    """Keeps what is logged, from warnings on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


@contextmanager
def listening() -> Iterator[list[str]]:
    """The messages that WeasyPrint logs while this is open; they go nowhere else."""
    logger = logging.getLogger("weasyprint")
    handler, propagate = _Messages(), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield handler.texts
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def problems_of(messages: Sequence[str], sheets: Mapping[str, str]) -> list[Problem]:
    """A problem for each message; `sheets` are the style sheets in use, by their shown paths."""
    return [_problem(message, sheets) for message in dict.fromkeys(messages)]


def _problem(message: str, sheets: Mapping[str, str]) -> Problem:
    match = AT.match(message)
    if match:
        line, column = int(match["line"]), int(match["column"])
        name = DECLARATION.search(match["what"])
        file = _file(sheets, line, column, name["name"].lower() if name else "")
        if file:
            why = (match["why"] or "").strip(" ,.:")
            reason = f"{match['what']}: {why}" if why else match["what"]
            return problem("style-css", Place(file, line, column), reason=reason)
    return problem("weasyprint-warning", reason=message)


def _file(sheets: Mapping[str, str], line: int, column: int, name: str) -> str | None:
    """The one sheet that has the property `name` at this place; None when none or several have.

    The place is that of the name, or of the value when a var() had to be put in first.
    """
    for exact in (True, False):
        found = []
        for file, text in sheets.items():
            lines = text.lower().splitlines()
            here = lines[line - 1] if line <= len(lines) else ""
            if here[column - 1 :].startswith(name) if exact else f"{name}:" in here[:column]:
                found.append(file)
        if len(found) == 1:
            return found[0]
    return None
