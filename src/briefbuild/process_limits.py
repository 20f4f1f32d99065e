"""How much work and memory this process may take, by the system's limits; getrlimit(2).

Work is counted in seconds of CPU time, memory in megabytes of data.
"""

from __future__ import annotations

import math
import resource
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

GRACE = 2
"""Seconds of work after which the system kills who heeds no signal."""

_may = math.inf
"""Seconds of its own work after which the system stops this process."""


def limits(seconds: int, megabytes: int) -> None:
    """Limit this process: by RLIMIT_DATA, and not by addresses (RLIMIT_AS), of which pandoc and V8
    reserve terabytes that they don't use."""
    global _may
    for kind, soft, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_CPU, seconds, seconds + GRACE),
        (resource.RLIMIT_DATA, megabytes << 20, resource.RLIM_INFINITY),
    ):
        _, most = resource.getrlimit(kind)  # who isn't root can't raise it
        resource.setrlimit(kind, (_least(soft, most), _least(hard, most)))
    _may = _granted()


def seconds_left() -> float:
    """Of work that this process may do; infinite where that isn't limited."""
    return _may - time.process_time()


def _granted() -> float:
    """The seconds of work that this process may do by the system's limit: a user's may be lower."""
    soft, _ = resource.getrlimit(resource.RLIMIT_CPU)
    return math.inf if soft == resource.RLIM_INFINITY else soft


def count(seconds: float) -> None:
    """Have work that another process did for this one count towards what this one may do."""
    global _may
    _may -= seconds
    if _may < math.inf:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (max(1, math.ceil(_may)), hard))


class OutOfTime(BaseException):
    """This process has done the work that it may do; no `except Exception` is to hold it up."""


@contextmanager
def bounded(seconds: float, megabytes: int) -> Iterator[None]:
    """Limit this process itself meanwhile, for what can't be done in a child.

    Raises OutOfTime, within a second after so many seconds of work, or MemoryError. Only Python's
    main thread hears signals, so that in others only memory is limited.
    """
    global _may
    kinds = (resource.RLIMIT_CPU, resource.RLIMIT_DATA)
    before = {kind: resource.getrlimit(kind) for kind in kinds}
    outside = _may
    ended = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        """Again after some seconds: where Python lets no exception out (`__del__`, hooks of a
        fork), one is lost."""
        if not ended:
            _, hard = resource.getrlimit(resource.RLIMIT_CPU)
            later = math.ceil(time.process_time()) + GRACE
            resource.setrlimit(resource.RLIMIT_CPU, (_least(later, hard), hard))
            raise OutOfTime

    heard = threading.current_thread() is threading.main_thread()
    usual = signal.signal(signal.SIGXCPU, stop) if heard else None
    until = math.ceil(time.process_time() + seconds) if heard else resource.RLIM_INFINITY
    try:
        for kind, limit in zip(kinds, (until, megabytes << 20), strict=True):
            soft, hard = before[kind]
            resource.setrlimit(kind, (_least(limit, _least(soft, hard)), hard))
        _may = min(outside, _granted()) if heard else outside
        yield
    finally:
        ended = True
        for kind, earlier in before.items():
            resource.setrlimit(kind, earlier)
        _may = outside
        if heard:
            signal.signal(signal.SIGXCPU, usual)


def megabytes_now() -> int:
    """Of data that this process has now, as RLIMIT_DATA counts them; proc(5)."""
    pages = int(Path("/proc/self/statm").read_text().split()[5])
    return pages * resource.getpagesize() >> 20


def _least(one: int, other: int) -> int:
    """The lower one of two limits, of which “none” is the highest, whatever its number."""
    known = [limit for limit in (one, other) if limit != resource.RLIM_INFINITY]
    return min(known, default=resource.RLIM_INFINITY)


def is_starved(error: Exception) -> bool:
    """Whether there was no memory left: where CPython can't even make a MemoryError, it ends a call
    with none, and tells of a SystemError instead."""
    return isinstance(error, MemoryError) or "without exception set" in str(error)
