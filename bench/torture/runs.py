"""One build in a process group of its own, begun at once.

Most are forked off this process, which has imported the program: what runs is `cli.run`, with all
that a build does. The others are started from nothing, as a shell starts them.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefbuild import cli, pipeline, proving
from briefbuild.render.docx import renderer as docx
from briefbuild.render.epub import renderer as epub
from briefbuild.render.pdf import renderer as pdf
from briefbuild.render.web import renderer as web

IMPORTED = (pipeline, proving, docx, epub, pdf, web)
"""What a build imports late is imported here, once for all of them."""
INTERRUPTED = 130
KILLED = -signal.SIGKILL
PATIENCE = 300
"""Seconds after which a build that doesn't end counts as hanging."""
STEP = 0.0005
PR_SET_CHILD_SUBREAPER = 36
"""prctl(2): whoever outlives the build that began it becomes a child of this process."""


@dataclass
class Run:
    """A build under way. Its code is that of its end, negative for the signal that ended it."""

    pid: int

    def wait(self) -> int | None:
        """The code, or None for a build that had to be killed since it hung."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(STEP)
        self.signal(signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return None

    def ended(self) -> bool:
        """Whether it is over; `wait` still gives the code."""
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def signal(self, number: int, *, group: bool = False) -> None:
        """Send a signal to the build, or as a terminal does to all of its group."""
        with suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(self.pid, number)

    def sleep_until(self, seconds: float, reached: Callable[[], bool] = lambda: False) -> None:
        """Wait some seconds, or until something is reached, or until the build is over."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not reached() and not self.ended():
            time.sleep(STEP)


def forked(arguments: Sequence[str], log: Path) -> Run:
    """A build in a copy of this process; returns when it is about to begin."""
    ready, begun = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = cli.MACHINE
        try:
            os.setpgid(0, 0)
            file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            os.dup2(file, 1)
            os.dup2(file, 2)
            sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            signal.signal(signal.SIGINT, signal.default_int_handler)
            os.write(begun, b"1")
            code = cli.run(arguments)
            sys.stdout.flush()
            sys.stderr.flush()
        except KeyboardInterrupt:  # before the first or after the last line of the program
            code = INTERRUPTED
        finally:
            os._exit(code)
    os.close(begun)
    os.read(ready, 1)
    os.close(ready)
    return Run(pid)


def started(arguments: Sequence[str], log: Path) -> Run:
    """A build as a shell starts it."""
    with log.open("a") as file:
        command = [sys.executable, "-m", "briefbuild", *arguments]
        process = subprocess.Popen(command, stdout=file, stderr=file, process_group=0)
    process.returncode = 0  # it is waited for here, and not by Popen
    return Run(process.pid)


def adopt_orphans() -> None:
    """From now on `children` tells of all who outlive a build, in whatever session they are."""
    if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError("prctl: orphans can't be adopted")


def children() -> frozenset[int]:
    """The processes that this one began or adopted, and that still run."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError, ValueError, IndexError):
                state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
                if int(parent) == os.getpid() and state not in "ZX":
                    found.add(int(entry.name))
    return frozenset(found)
