"""`python -m bench.stress [BRIEF]`: 200 page geometries of a brief, and how many went wrong.

Without a brief: the commentary, and the dense notes that the bench makes itself. Each geometry is
named by its number, so that one can be looked at alone: `--only 17 --keep folder`.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from bench.stress.dense import write_dense
from bench.stress.geometry import draw
from bench.stress.laying import Result, lay_out

COMMENTARY = Path(__file__).parents[2] / "brief"
COUNT = 200
SHOWN = 5
"""Faults printed of one geometry."""


def main(arguments: Sequence[str]) -> int:
    """Run, print the table, and say by the exit code whether anything is wrong."""
    chosen = _parser().parse_args(arguments)
    numbers = [chosen.only] if chosen.only else list(range(1, chosen.count + 1))
    with tempfile.TemporaryDirectory(prefix="stress-") as scratch:
        work = Path(chosen.keep or scratch)
        work.mkdir(parents=True, exist_ok=True)
        briefs = [Path(chosen.brief)] if chosen.brief else [COMMENTARY, _dense(Path(scratch))]
        tasks = [(brief, number) for number in numbers for brief in briefs]
        results: list[Result] = []
        for result in _all(tasks, work):
            results.append(result)
            _print_faults(result)
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


def _all(tasks: Sequence[tuple[Path, int]], work: Path) -> Iterator[Result]:
    """Each task in a process of its own kind: fontconfig is set up by the environment.

    Garbage is collected between geometries only: WeasyPrint's boxes live as long as their pages.
    """
    with ProcessPoolExecutor(os.cpu_count(), initializer=gc.disable) as pool:
        waiting = [pool.submit(_one, brief, number, work) for brief, number in tasks]
        for done, future in enumerate(as_completed(waiting), start=1):
            if sys.stderr.isatty():
                print(f"\r{done} of {len(tasks)}", end="", file=sys.stderr, flush=True)
            yield future.result()
    if sys.stderr.isatty():
        print(file=sys.stderr)


def _one(brief: Path, number: int, work: Path) -> Result:
    own = work / str(os.getpid())
    own.mkdir(exist_ok=True)
    try:
        return lay_out(brief, number, own)
    except Exception as error:  # whatever the page maker trips over is what is sought here
        return Result(brief.name, number, faults=(f"{type(error).__name__}: {error}",))
    finally:
        gc.collect()


def _print_faults(result: Result) -> None:
    if result.faults:
        print(f"{result.text}, geometry {result.geometry} ({draw(result.geometry)}):")
        for fault in result.faults[:SHOWN]:
            print(f"  {fault}", flush=True)
        if len(result.faults) > SHOWN:
            print(f"  … and {len(result.faults) - SHOWN} more")


def table(results: Sequence[Result]) -> str:
    """The counts, a line for each text."""
    heads = ("geometries", "pages", "notes", "split", "holes", "with faults")
    lines: list[tuple[str, ...]] = [("text", *heads)]
    for text in sorted({result.text for result in results}):
        mine = [result for result in results if result.text == text]
        counts = [sum(getattr(result, name) for result in mine) for name in heads[1:5]]
        wrong = sum(bool(result.faults) for result in mine)
        lines.append((text, *map(str, (len(mine), *counts, wrong))))
    return "\n".join(f"{first:24}" + "".join(f"{c:>13}" for c in rest) for first, *rest in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
