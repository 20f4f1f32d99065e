"""What a command costs, its processes together.

CPU time is user and system time of the process and of all that it started and waited for, so that
another program's work on the machine doesn't count. Memory is the peak of resident pages of the
largest single process among them (`wait4`'s `ru_maxrss`, which Linux gives in KiB).
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from typing import NamedTuple

MB = 1 / 1024
"""Of `ru_maxrss`'s unit."""


class Spent(NamedTuple):
    """Seconds of CPU, seconds by the clock, MB (2²⁰ bytes), the exit code; negative: the signal."""

    cpu: float
    wall: float
    memory: float
    code: int


def waited(process: subprocess.Popen[bytes], limit: float) -> Spent:
    """What a process that was begun in a session of its own costs until its end; after `limit`
    seconds by the clock it is ended by SIGKILL."""
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
    return Spent(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * MB, process.returncode)
