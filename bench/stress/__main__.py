"""`python -m bench.stress [BRIEF]`: 200 page geometries of a brief, and how many went wrong.

Without a brief: the commentary, and the dense notes that the bench makes itself. Each geometry is
named by its number, so that one can be looked at alone: `--only 17 --keep folder`. A brief that
can't be built is refused with its problems, before anything is laid out.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.stress.dense import write_dense
from bench.stress.faults import Kind
from bench.stress.geometry import draw
from bench.stress.laying import Result, text_of
from bench.stress.running import lay_out_all

COMMENTARY = Path(__file__).parents[2] / "brief"
COUNT = 200
SHOWN = 5
"""Faults printed of one geometry."""
FIRST = 24
"""The width of the table's first column."""


def main(arguments: Sequence[str]) -> int:
    """Run, print the table, and say by the exit code whether anything is wrong."""
    chosen = _parser().parse_args(arguments)
    numbers = [chosen.only] if chosen.only else list(range(1, chosen.count + 1))
    with tempfile.TemporaryDirectory(prefix="stress-") as scratch:
        work = Path(chosen.keep or scratch)
        work.mkdir(parents=True, exist_ok=True)
        briefs = [Path(chosen.brief)] if chosen.brief else [COMMENTARY, _dense(Path(scratch))]
        refused = [reason for brief in briefs for reason in _refused(brief, Path(scratch))]
        if refused:
            print("\n".join(refused))
            return 1
        tasks = [(brief, number) for number in numbers for brief in briefs]
        results: list[Result] = []
        for result in lay_out_all(tasks, work):
            results.append(result)
            if sys.stderr.isatty():
                print(f"\r{len(results)} of {len(tasks)}", end="", file=sys.stderr, flush=True)
            _print_faults(result)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(table(results))
    return int(any(result.faults for result in results))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.stress", description=__doc__)
    parser.add_argument("brief", nargs="?", help="a brief's folder (default: the two texts)")
    parser.add_argument("--count", type=int, default=COUNT, help="how many geometries")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="one geometry, by its number")
    parser.add_argument("--keep", metavar="FOLDER", help="keep the files there")
    return parser


def _dense(scratch: Path) -> Path:
    return write_dense(scratch / "dense-notes")


def _refused(brief: Path, scratch: Path) -> list[str]:
    """Why a brief can't be laid out in any geometry, and a last line that says so."""
    reasons = text_of(brief, scratch).refusals()
    last = f"{brief.name}: can't be built, so no geometry was laid out: {len(reasons)} error(s)"
    return [*reasons, last] if reasons else []


def _print_faults(result: Result) -> None:
    if result.faults:
        print(f"{result.text}, geometry {result.geometry} ({draw(result.geometry)}):")
        for fault in result.faults[:SHOWN]:
            print(f"  {fault}", flush=True)
        if len(result.faults) > SHOWN:
            print(f"  … and {len(result.faults) - SHOWN} more")


def table(results: Sequence[Result]) -> str:
    """The counts, a column for each text: first what was seen, then what was wrong."""
    texts = sorted({result.text for result in results})
    made = [[result for result in results if result.text == text] for text in texts]
    rows: list[tuple[str, list[int]]] = [
        ("geometries", [len(mine) for mine in made]),
        ("pages", [sum(result.pages for result in mine) for mine in made]),
        ("notes", [sum(result.notes for result in mine) for mine in made]),
        ("notes split over pages", [sum(result.split for result in mine) for mine in made]),
        ("pages with holes", [sum(result.holes for result in mine) for mine in made]),
        *((kind.value, [sum(r.count(kind) for r in mine) for mine in made]) for kind in Kind),
        ("geometries with faults", [sum(bool(r.faults) for r in mine) for mine in made]),
    ]
    width = max(map(len, texts), default=0) + 4
    lines = [" " * FIRST + "".join(f"{text:>{width}}" for text in texts)]
    lines += [f"{name:{FIRST}}" + "".join(f"{n:>{width}}" for n in row) for name, row in rows]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
