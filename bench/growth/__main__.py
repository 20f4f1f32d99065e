"""`python -m bench.growth`: how time and memory grow with the text; `inputs`: what 1 MB costs.

The commentary ×1, ×4, ×16 and ×64 is built in all default formats, each time in a fresh process
with nothing kept from before. What an all but empty brief costs is the fixed cost of starting, and
taken off; the rest may grow 1.15 times as fast as the words at most, from each size to the next.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.growth.inputs import FOLDERS, SECTIONS, write_section
from bench.growth.measuring import COMMANDS, Cost, run
from bench.growth.texts import write_copies, write_empty

SIZES = {1: 3, 4: 3, 16: 1, 64: 1}
"""Copies of the commentary, and how often each is built: the median counts."""
STEEPEST = 1.15
ALLOWED = ("--allow", "16")
"""The limits of time and memory are meant for texts of up to 1 MB: ×64 is longer."""
SECONDS, MEGABYTES = 60, 1024
"""What an input of 1 MB may take: so long by the clock, or so much work on all cores together."""
PATIENCE = 10 * SECONDS
"""Seconds by the clock after which a run is ended."""


def main(arguments: Sequence[str]) -> int:
    """Print the table that was asked for; 1 if anything in it is too much."""
    chosen = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="growth-") as scratch:
        if chosen.table == "inputs":
            return inputs(Path(scratch), chosen.command, chosen.only or [*SECTIONS, *FOLDERS])
        return growth(Path(scratch), [n for n in SIZES if n <= chosen.most])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    parser.add_argument("table", nargs="?", choices=("growth", "inputs"), default="growth")
    parser.add_argument("--most", type=int, default=max(SIZES), help="the largest number of copies")
    parser.add_argument("--command", choices=COMMANDS, default="check", help="for inputs")
    parser.add_argument("--only", action="append", metavar="NAME", help="one input, by its name")
    return parser


def growth(scratch: Path, sizes: Sequence[int]) -> int:
    """Print cost and growth of each size; 1 where a size can't be built or costs too much."""
    write_empty(scratch / "empty")
    start = _median(scratch / "empty", max(SIZES.values()))
    print(f"fixed: {start.cpu:.1f} s of CPU, {start.memory:.0f} MB (an all but empty brief)")
    steep = False
    before: tuple[int, Cost] | None = None
    for copies in sizes:
        words = write_copies(scratch / str(copies), copies)
        cost = _median(scratch / str(copies), SIZES[copies])
        print(f"×{copies}: {words:,} words, {_worded(cost)}")
        print("".join(f"    {name} {spent:.1f} s\n" for name, spent in cost.stages.items()), end="")
        if cost.code:
            return 1
        if before:
            work = words / before[0]
            time = (cost.cpu - start.cpu) / (before[1].cpu - start.cpu) / work
            memory = (cost.memory - start.memory) / (before[1].memory - start.memory) / work
            print(f"    growth to growth of words: time {time:.2f}, memory {memory:.2f}")
            steep |= max(time, memory) > STEEPEST
        before = words, cost
    return int(steep)


def inputs(scratch: Path, command: str, names: Sequence[str]) -> int:
    """Print what each input costs; 1 where one takes too long, too much, or crashes."""
    failed = []
    for name in names:
        folder = scratch / name.replace(" ", "-").replace(":", "")
        if name in SECTIONS:
            write_section(folder, SECTIONS[name]())
        else:
            FOLDERS[name](folder)
        cost = run(command, folder, limit=PATIENCE)
        # Files are made on all cores at once, and on a busy machine all takes longer by the clock.
        in_time = min(cost.cpu, cost.wall) <= SECONDS
        good = in_time and cost.memory <= MEGABYTES and cost.code in (0, 1)
        failed += [] if good else [name]
        print(f"{'' if good else '! '}{name}: {_worded(cost)}", flush=True)
    print(f"{len(failed)} of {len(names)} beyond {SECONDS} s or {MEGABYTES} MB, or crashed")
    return int(bool(failed))


def _median(brief: Path, times: int) -> Cost:
    """The run of which the CPU time is the median."""
    runs = sorted((run("build", brief, *ALLOWED) for _ in range(times)), key=lambda cost: cost.cpu)
    middle = median(cost.cpu for cost in runs)
    return min(runs, key=lambda cost: abs(cost.cpu - middle))


def _worded(cost: Cost) -> str:
    spent = f"{cost.cpu:.1f} s of CPU, {cost.wall:.1f} s by the clock, {cost.memory:.0f} MB"
    return f"{spent}, exit code {cost.code}" + (f": {cost.said[:160]}" if cost.code else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
