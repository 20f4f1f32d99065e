"""What one run of briefbuild costs, in a fresh process, and each of its stages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.costs import waited
from bench.growth.stages import TOLD_IN

COMMANDS = ("build", "check")


@dataclass(frozen=True)
class Cost:
    """What a run took: seconds of CPU, seconds by the clock, MB (2²⁰ bytes), its exit code."""

    cpu: float
    wall: float
    memory: float
    code: int
    """The program's exit code; negative: the signal that ended it."""
    said: str
    """The first error, or the last line that it printed."""
    stages: Mapping[str, float] = field(default_factory=dict)
    """Seconds of CPU of each stage."""


def run(command: str, brief: Path, *options: str, limit: float = 3600) -> Cost:
    """Run `briefbuild build` or `check` on a brief, with nothing kept from an earlier run.

    A run that takes longer than `limit` seconds by the clock is ended by SIGKILL.
    """
    with tempfile.TemporaryDirectory(prefix="growth-") as scratch:
        told, printed = Path(scratch, "stages"), Path(scratch, "printed")
        out = Path(scratch, "out")
        arguments = [command, str(brief), "--out", str(out), *options]
        with printed.open("wb") as to:
            process = subprocess.Popen(
                [sys.executable, "-m", "bench.growth.stages", *arguments],
                stdout=to,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env={**os.environ, TOLD_IN: str(told)},
            )
            cost = waited(process, limit)
        lines = printed.read_text(encoding="utf-8", errors="replace").splitlines()
        return Cost(*cost, _outcome(lines), _stages(told))


def _outcome(lines: list[str]) -> str:
    """The first error that was printed, else the last line."""
    errors = [line for line in lines if "error" in line]
    return (errors or lines or [""])[0 if errors else -1]


def _stages(told: Path) -> dict[str, float]:
    """The CPU seconds of each stage, added up where one ran several times."""
    found: dict[str, float] = {}
    for line in told.read_text(encoding="utf-8").splitlines() if told.exists() else []:
        stage, seconds = json.loads(line)
        found[stage] = found.get(stage, 0.0) + seconds
    return found
