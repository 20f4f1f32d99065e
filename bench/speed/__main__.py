"""`python -m bench.speed`: the commentary in four formats, against pandoc and against Typst.

The ways take turns, so that a slow minute of the machine falls on all of them; medians count. The
table goes to docs/performance.md. `--short` runs each way once, without Typst, and writes nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.costs import Spent
from bench.install import once, with_pip
from bench.manuscript import write_manuscript
from bench.speed.page import page, table
from bench.speed.ways import Way, spent, ways
from bench.tools import PINS, ROOT

PAGE = ROOT / "docs" / "performance.md"
ROUNDS = 9


def main(arguments: Sequence[str]) -> int:
    """Print the table, and write the page of a whole run."""
    chosen = _parser().parse_args(arguments)
    peers = None if chosen.short else ROOT / ".cache" / "speed"
    if peers:
        once(peers, PINS / "requirements.txt", with_pip)
    with tempfile.TemporaryDirectory(prefix="speed-") as scratch:
        write_manuscript(ROOT / "brief", ROOT / "styles", Path(scratch, "manuscript"))
        turns = ways(Path(scratch, "manuscript"), Path(scratch, "pictures"), peers)
        costs = measured(turns, Path(scratch), 1 if chosen.short else chosen.rounds)
    print("\n".join(table(turns, costs)))
    if not chosen.short:
        PAGE.write_text(page(turns, costs), encoding="utf-8")
        print(f"{PAGE.relative_to(ROOT)} written")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument("--short", action="store_true", help="each way once, and no page")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="runs of each")
    return parser


def measured(turns: Sequence[Way], scratch: Path, rounds: int) -> list[list[Spent]]:
    """What each way costs in each round; one round before these isn't counted."""
    costs: list[list[Spent]] = [[] for _ in turns]
    for number in range(rounds + (rounds > 1)):
        for at, way in enumerate(turns):
            folder = scratch / str(at)
            way.before(folder, number)
            cost = spent(way, folder)
            if number or rounds == 1:
                costs[at].append(cost)
    return costs


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
