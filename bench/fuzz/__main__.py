"""`python -m bench.fuzz`: 20,000 briefs put together at random, and what became of them.

They are made in rounds of 500, each from a seed of its own, by as many processes as there are
cores. What fails is made as small as it can be, printed, and kept as tests/faults/fuzz-….txt: from
then on `make test` judges it again, and holds the program to what it says of it (`make golden`
writes that down).
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from bench.fuzz.rounds import Result, play
from bench.fuzz.trial import FIGURE, METADATA, PICTURE, SECTION, Tally

ROUND = 500
KEPT = Path(__file__).parents[2] / "tests" / "faults"
SHOWN = 30


def main(arguments: Sequence[str]) -> int:
    """Run, print the counts, keep what failed; 1 when anything did."""
    chosen = _parser().parse_args(arguments)
    rounds = range(-(-chosen.examples // ROUND))
    results: list[Result] = []
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        size = min(ROUND, chosen.examples)
        waiting = [pool.submit(play, chosen.seed * 100_000 + n, size) for n in rounds]
        for future in as_completed(waiting):
            results.append(future.result())
            if sys.stderr.isatty():
                print(f"\r{len(results)} of {len(rounds)} rounds", end="", file=sys.stderr)
    print("\n".join(told(results)))
    for result in results:
        if result.failed:
            print(f"kept as {keep(result)}")
    return int(any(result.failed for result in results))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--examples", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1, help="where the rounds' seeds begin")
    return parser


def told(results: Sequence[Result]) -> Iterator[str]:
    """The counts of all rounds, and each failure with its brief."""
    tallies = [result.tally for result in results]
    yield (
        f"{_sum(tallies, 'examples'):,} briefs, {_sum(tallies, 'sound'):,} of them without errors; "
        f"{_sum(tallies, 'words'):,} words"
    )
    yield (
        f"words that are no text, told at their place: {_sum(tallies, 'missing'):,}; in briefs "
        f"that another error of the file stops: {_sum(tallies, 'elsewhere'):,}"
    )
    built = sum((tally.built for tally in tallies), Counter[str]())
    yield "built and proved: " + ", ".join(f"{n:,} {name}" for name, n in sorted(built.items()))
    codes = sum((tally.codes for tally in tallies), Counter[str]())
    most = ", ".join(f"{code} {n:,}" for code, n in codes.most_common(SHOWN))
    yield f"{codes.total():,} problems of {len(codes)} codes: {most}"
    failed = [result for result in results if result.failed]
    for result in failed:
        brief = f"{result.metadata}\n----\n{result.section}\n----"
        yield f"round {result.seed}: {result.failed}\n{brief}"
    yield f"{len(failed)} rounds failed: tracebacks, hangs, words lost without a word"


def _sum(tallies: Sequence[Tally], name: str) -> int:
    return sum(getattr(tally, name) for tally in tallies)


def keep(result: Result) -> Path:
    """Write a failure down as a case of tests/faults/, whose answer is yet to be given."""
    name = hashlib.sha256((result.metadata + result.section).encode()).hexdigest()[:8]
    path = KEPT / f"fuzz-{name}.txt"
    files = {METADATA: result.metadata, SECTION: result.section, PICTURE: FIGURE}
    parts = "".join(f"== {name} (escapes)\n{escaped(text)}" for name, text in files.items())
    path.write_text(f"# Found by make fuzz: {result.failed[:60]}\n{parts}", encoding="utf-8")
    return path


def escaped(text: str) -> str:
    """As tests/fault_cases.py reads it: backslashes and what can't be seen, by their numbers."""

    def shown(character: str) -> str:
        if character == "\n" or (character.isprintable() and character != "\\"):
            return character
        return f"\\U{ord(character):08x}"

    return "".join(map(shown, text))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
