"""What a run says at its end: lines for people, one document for machines, in which colors."""

from __future__ import annotations

import json
import tempfile
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefbuild.problems import Problem

if TYPE_CHECKING:  # slow to import, and usage errors are to be instant
    from briefbuild.report import Report

FORMS = ("text", "json", "sarif")
BOLD, DIM, PLAIN = "\033[1m", "\033[2m", "\033[0m"
COLORS = {"error": "\033[1;31m", "warning": "\033[1;35m", "query": "\033[1;36m"}


@dataclass
class Outcome:
    """What came of the briefs of one run."""

    reports: list[Report] = field(default_factory=list)
    code: int = 0
    stopped: str = ""
    """Why the run ended before its end: what the machine refused, or who stopped it."""
    stopped_at: str = ""
    """The brief that it was at."""

    def document(self, form: str) -> str:
        """The whole run as one document, also when it was stopped."""
        made: Any
        if form == "sarif":
            from briefbuild.sarif import sarif

            problems = [p for report in self.reports for p in report.problems]
            made = sarif(problems, self.code, self.stopped)
        else:
            made = [report.as_json() for report in self.reports]
            if self.stopped:
                from briefbuild.report import Report

                empty = Report(self.stopped_at, self.stopped_at, ())
                made.append(empty.as_json() | {"stopped": self.stopped})
        return json.dumps(made, ensure_ascii=False, indent=2)


def shows_color(terminal: bool, environment: Mapping[str, str]) -> bool:
    """Whether to print in colors: on a terminal, unless NO_COLOR is set (no-color.org)."""
    return terminal and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def lines(problems: Sequence[Problem], *, color: bool) -> Iterator[str]:
    """Each problem as compilers print it."""
    for p in problems:
        yield _colored(p) if color else str(p)


def _colored(p: Problem) -> str:
    place = f"{BOLD}{p.place}:{PLAIN} " if p.place else ""
    said = [f"{place}{COLORS[p.severity]}{p.severity}[{p.code}]:{PLAIN} {p.message}"]
    return "\n".join([*said, *([f"{DIM}  hint: {p.hint}{PLAIN}"] if p.hint else [])])


def summary(report: Report) -> Iterator[str]:
    """What was made of a brief, and how many problems were found."""
    from briefbuild.verify.checks import worded

    for file in report.files:
        if report.published and file.passed:
            yield f"{report.published / file.file}: {worded(file.proved)}"
            for claim, confirmed in file.claims.items():
                yield f"{report.published / file.file}: {claim}, {confirmed}"
    if report.published and report.dropped:
        names = ", ".join(report.dropped)
        yield f"taken away, since the brief has changed since they were made: {names}"
    if report.published and report.errors and report.files:
        yield f"what was found wrong is in {report.published / 'report.html'}"
    if report.failure:
        yield f"nothing was published; the report is {report.failure}"
    counts = [_count(report.errors, "error", "errors")]
    counts.append(_count(report.warnings, "warning", "warnings"))
    counts += [_count(report.queries, "query", "queries")] * bool(report.queries)
    yield f"{report.brief}: {', '.join(counts)}"


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def refused(error: OSError) -> str:
    """What the machine refused, in words."""
    if "cannot load library" in str(error):
        library = str(error).split("'")[1] if "'" in str(error) else "a library"
        return f"the library {library} is missing; `make` installs it (Debian: libpango-1.0-0)"
    where = f": {error.filename}" if error.filename else ""
    return f"{error.strerror or error}{where}"


def logged(error: BaseException) -> str:
    """Where a fault of the program itself is told in full, for its makers."""
    with tempfile.NamedTemporaryFile("w", prefix="briefbuild-", suffix=".log", delete=False) as log:
        log.write("".join(traceback.format_exception(error)))
    return f"error: a fault in briefbuild itself; please report it with the file {log.name}"
