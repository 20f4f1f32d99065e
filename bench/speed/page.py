"""docs/performance.md: every number in it comes from the run that writes it."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from bench.costs import Spent
from bench.speed.ways import AGAIN, BASE, COLD, EDITED, TOKEN, UNPROVED, Way
from briefbuild.process_limits import megabytes_now
from briefbuild.workers import cores

GOALS = {COLD: 0.60, UNPROVED: 0.48, EDITED: 0.60, AGAIN: 0.02}
"""Times the baseline, by the clock: what the project means to reach."""
HEAD = ("| way | × baseline | goal | seconds | of CPU | MB |", "|---|---|---|---|---|---|")
ABOUT = f"""# How long a brief takes

The commentary in `brief/` in four formats (PDF, EPUB, Word, web page), timed against a Makefile
that calls pandoc four times, one after another, with WeasyPrint for the PDF
(`bench/peers/four.mk`), and against pandoc with Typst. Those prove nothing, and WeasyPrint's notes
stand at the document's end. briefbuild reads every file back, but for the row that says otherwise.
The figures are drawn beforehand for all.

- **{COLD}**: no earlier files, nothing kept but the drawn figures.
- **{EDITED}**, **{TOKEN}**, **{AGAIN}**: after a build, by a new process.

The ways take turns; each number is the median of the runs, but for MB, the most that one process
had. Seconds are by the clock, those of CPU of all processes together. `make bench` makes the table
anew. How time grows with the text: `make growth`.
"""


def table(turns: Sequence[Way], costs: Sequence[Sequence[Spent]]) -> Iterator[str]:
    """The rows, the baseline's first."""
    base = median(cost.wall for cost in costs[[way.name for way in turns].index(BASE)])
    yield from HEAD
    for way, found in zip(turns, costs, strict=True):
        wall, cpu = (median(getattr(cost, name) for cost in found) for name in ("wall", "cpu"))
        name = f"briefbuild, {way.name}" if way.name in (*GOALS, TOKEN) else way.name
        goal = f"{GOALS[way.name]:.2f}" if way.name in GOALS else ""
        memory = _told(max(cost.memory for cost in found))
        yield f"| {name} | {wall / base:.2f} | {goal} | {wall:.2f} | {cpu:.2f} | {memory} |"


def _told(memory: float) -> str:
    """MB; a process counts what it shared with this one before it began its own program."""
    own = megabytes_now()
    return f"{memory:.0f}" if memory > 1.1 * own else f"less than {1.1 * own:.0f}"


def page(turns: Sequence[Way], costs: Sequence[Sequence[Spent]]) -> str:
    """The whole page."""
    rows = "\n".join(table(turns, costs))
    runs = f"{len(costs[0])} runs of each, on {cores()} cores ({_processor()}), Python"
    return f"{ABOUT}\n{rows}\n\n{runs} {platform.python_version()}, {platform.system()}.\n"


def _processor() -> str:
    """The processor's name, as Linux has it."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text(encoding="utf-8").splitlines() if information.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
