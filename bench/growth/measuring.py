"""What one run of briefbuild costs, in a fresh process: CPU time, and the largest process.

CPU time is user and system time of the process and of all that it started and waited for, so that
another program's work on the machine doesn't count. Memory is the peak of resident pages of the
largest single process among them (`wait4`'s `ru_maxrss`, which Linux gives in KiB).
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.growth.stages import TOLD_IN

COMMANDS = ("build", "check")
MB = 1 / 1024
"""Of `ru_maxrss`'s unit."""


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
            cost = _waited(process, limit)
        lines = printed.read_text(encoding="utf-8", errors="replace").splitlines()
        return Cost(*cost, _outcome(lines), _stages(told))


def _waited(process: subprocess.Popen[bytes], limit: float) -> tuple[float, float, float, int]:
    """CPU seconds, seconds by the clock, MB and exit code of a process and all below it."""
    start = time.monotonic()
    stop = threading.Timer(limit, os.killpg, (process.pid, signal.SIGKILL))
    stop.start()
    try:
        _, status, used = os.wait4(process.pid, 0)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    finally:
        stop.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss * MB, process.returncode


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
