"""`python -m bench.prove [FOLDER]`: what the proof of finished files catches, and what it invents.

Recall: the commentary and the specimen are made in every format, faults of every kind are put into
the files (and into the tree before it is rendered), and each is proved. False alarms: real texts
are made and proved as they are: the two, the notes upon notes of `bench.stress`, and the briefs
of FOLDER, each in a folder of its own. What can't be made is told with the places of its faults.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.prove.alarms import measure
from bench.prove.kinds import faults
from bench.prove.recall import Outcome, controls, outcomes
from bench.prove.tables import alarm_table, recall_table
from bench.prove.texts import NAMES, Text, text_of
from bench.stress.dense import write_dense

ROOT = Path(__file__).parents[2]
TEXTS = (ROOT / "brief", ROOT / "styles" / "specimen")
LEAST = 0.99
"""The part of the faults that must be caught."""
MOST = 1.0
"""False alarms in 10,000 words."""


def main(arguments: Sequence[str]) -> int:
    """Run both, print both; 1 when fewer are caught, or more invented, than may be."""
    chosen = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="prove-") as folder:
        scratch = Path(folder)
        sound = chosen.only == "alarms" or _recall(chosen, scratch)
        if chosen.only != "recall":
            briefs = _briefs(chosen.corpus, scratch)
            alarms = measure(briefs, scratch / "alarms")
            print(alarm_table(alarms))
            words = sum(alarm.words for alarm in alarms)
            invented = sum(len(alarm.found) for alarm in alarms)
            refused = any(alarm.refused for alarm in alarms)
            sound = sound and not refused and 10_000 * invented <= MOST * words
    return 0 if sound else 1


def _recall(chosen: argparse.Namespace, scratch: Path) -> bool:
    texts = [_made(brief, scratch / brief.name) for brief in TEXTS]
    for name, found in controls(texts, scratch):
        if found:
            print(f"{name}: the file without a fault isn't proved: {found[0]}")
            return False
    wanted = [
        fault
        for fault in faults([text.name for text in texts], chosen.rounds)
        if chosen.kind in fault.name
    ]
    made: list[Outcome] = []
    for outcome in outcomes(wanted, texts, scratch):
        made.append(outcome)
        if chosen.tell:
            print(outcome.fault.name, "|", outcome.did, "|", *outcome.found[:1], flush=True)
        if sys.stderr.isatty():
            print(f"\r{len(made)} of {len(wanted)}", end="", file=sys.stderr, flush=True)
    print(recall_table(made))
    return sum(bool(o.found) for o in made) >= LEAST * len(made)


def _made(brief: Path, scratch: Path) -> Text:
    """A brief in every format."""
    text = text_of(brief, brief.name, scratch)
    for format in NAMES:
        text.render(format, scratch)
    return text


def _briefs(corpus: str | None, scratch: Path) -> list[Path]:
    """The texts that are measured for false alarms."""
    given = sorted(Path(corpus).glob("*/brief.yaml")) if corpus else []
    return [*TEXTS, write_dense(scratch / "dense-notes"), *(path.parent for path in given)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.prove", description=__doc__)
    parser.add_argument("corpus", nargs="?", help="a folder of briefs")
    parser.add_argument("--only", choices=("recall", "alarms"), help="one of the two measurements")
    parser.add_argument("--kind", default="", help="only faults whose name has this in it")
    parser.add_argument("--rounds", type=int, default=1, help="how often each kind in each text")
    parser.add_argument("--tell", action="store_true", help="print each fault as it is proved")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
