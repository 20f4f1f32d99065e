"""`python -m bench.torture`: builds disturbed in every way, and what became of the files.

Without options: 1,000 kills, 40 more of builds with a PDF, 200 interrupts, 100 pairs of builds at
once, 50 sizes of full disk, 20 outputs that can't be written. Most builds are forked off a process
that has imported the program; how many is printed. Two scenes are played at once, each with its own
folder and its own row of random moments, which `--seed` begins. Ends with 1 when anything is wrong
or wasn't run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from bench.torture import disks
from bench.torture.playing import PARTS, SCENES, Outcome, Part, play
from bench.torture.scene import KINDS

SHOWN = 5
"""Faults of each kind that are printed in words."""


def main(arguments: Sequence[str]) -> int:
    """Run, print the table, and say by the exit code whether anything is wrong or wasn't run."""
    chosen = _parser().parse_args(arguments)
    parts = [part._replace(times=-(-part.times // chosen.part)) for part in PARTS]
    mounting = disks.may_mount()
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        afresh = get_context("spawn")
        with ProcessPoolExecutor(SCENES, afresh) as pool:
            waiting = [
                pool.submit(play, Path(folder), scene, parts, mounting, chosen.seed)
                for scene in range(SCENES)
            ]
            for future in as_completed(waiting):
                outcomes += future.result()
    print("\n".join(table(parts, outcomes)))
    not_run = [part for part in parts if part.mounts and not mounting]
    if mounting:
        print(f"disks: {disks.kind()}")
    for part in not_run:
        print(f"not run: {part.times} {part.name}; mounting takes root or a user namespace")
    return int(bool(not_run) or any(outcome.faults for outcome in outcomes))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.torture", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="where the random moments begin")
    parser.add_argument(
        "--part", type=int, default=1, metavar="N", help="make one of N of the disturbances only"
    )
    return parser


def table(parts: Sequence[Part], outcomes: Sequence[Outcome]) -> Iterator[str]:
    """For each kind: how many, what they ended with, what was found wrong; then the faults."""
    for part in parts:
        seen = [outcome for outcome in outcomes if outcome.part == part]
        if seen:
            codes = sum((outcome.codes for outcome in seen), Counter[str]())
            ended = ", ".join(f"{count} with {code}" for code, count in sorted(codes.items()))
            yield f"{sum(o.done for o in seen):,} {part.name}: ended {ended}"
            met = sum((outcome.seen for outcome in seen), Counter[str]())
            yield "    " + ", ".join(f"{count:,} {what}" for what, count in sorted(met.items()))
    faults = sum((outcome.faults for outcome in outcomes), Counter[str]())
    yield ", ".join(f"{faults[kind]} {kind}" for kind in KINDS)
    told = [text for outcome in outcomes for text in outcome.told]
    for kind in KINDS:
        yield from [text for text in told if text.startswith(kind)][:SHOWN]


if __name__ == "__main__":
    disks.within_namespace()
    sys.exit(main(sys.argv[1:]))
