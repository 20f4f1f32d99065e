"""One forked child process: what it may take, what it gives back, and that it ends.

A child is in a session of its own, so that Ctrl-C reaches its parent alone, who kills it; if the
parent dies, the system does. It has none of the parent's open files but the standard ones, and so
can't hold the lock of an output folder.
"""

from __future__ import annotations

import ctypes
import gc
import io
import json
import math
import mmap
import os
import pickle
import resource
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple, NoReturn

from briefbuild.problems import Place

CHUNK = 1 << 16
LENGTH = 8
"""Bytes before an answer that say how long it is."""
BOARD = 4096
"""Bytes that a child shares with its parent, for the place where its work is."""
GRACE = 2
"""Seconds of work after which the system kills who heeds no signal."""
PR_SET_PDEATHSIG = 1  # prctl(2)

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_libc = ctypes.CDLL(None)
_board: mmap.mmap | None = None
_step = ""
_may = math.inf
"""Seconds of its own work after which the system stops this process."""


def now_at(place: Place, step: str = "") -> None:
    """Say with what the work is, in case that it is stopped, and what it does if that is new."""
    global _step
    _step = step or _step
    told = json.dumps([place.file, place.line, place.column, _step]).encode() + b"\0"
    if _board is not None and len(told) <= BOARD:
        _board[: len(told)] = told


def is_child() -> bool:
    """Whether this process is such a child."""
    return _board is not None


@contextmanager
def held() -> Iterator[None]:
    """Have the signals that stop a program wait meanwhile."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def bound_to_parent(parent: int) -> None:
    """Have the system kill this process when `parent`, which started it, dies."""
    if sys.platform == "linux":
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before it was asked for
            os.kill(os.getpid(), signal.SIGKILL)


class Ended(NamedTuple):
    """How a child ended."""

    kind: str
    """What `value` is: “done”, the answer; “refused”, the arguments of an OSError; “invalid”, text
    and traceback of a ValueError; “fault”, the traceback of another exception; “crashed” or “died”,
    what is known of it; “memory”, nothing."""
    value: Any
    signal: int
    """That ended it, or 0."""
    seconds: float
    """Of work that it did, those of its own children too."""
    peak: float
    """Megabytes that it had at once, at most."""
    at: tuple[Place, str] | tuple[()]
    """Where its work was, and what, as it last said; nothing if it never did."""


class Child:
    """A child at work on a task, as its parent sees it."""

    def __init__(self, task: Callable[[], Any], seconds: int, megabytes: int, until: float) -> None:
        """Raises OSError when the machine has no room for a further process."""
        self.seconds, self.until = seconds, until
        """The work that it may do, and the end of its time by the monotonic clock."""
        self._board = mmap.mmap(-1, BOARD)
        self._told = bytearray()
        self.pipe, answers = os.pipe()
        parent = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _work(task, seconds, megabytes, answers, self._board, parent)
        os.close(answers)

    def read(self) -> bool:
        """Take what it has to say; False when that was all. Waits where there is nothing yet."""
        part = os.read(self.pipe, CHUNK)
        self._told += part
        return bool(part)

    def end(self) -> Ended:
        """Have it end, if it hasn't yet, and say how."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.close(self.pipe)
        _, status, used = os.wait4(self.pid, 0)
        kind, value = self._answer()
        number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        seconds = used.ru_utime + used.ru_stime
        return Ended(kind, value, number, seconds, used.ru_maxrss / 1024, self._at())

    def _answer(self) -> tuple[str, Any]:
        """Its answer, and not what it had said of one when it died."""
        length, answer = self._told[:LENGTH], self._told[LENGTH:]
        if len(length) < LENGTH or int.from_bytes(length, "big") != len(answer):
            return "died", "without a word"
        kind, value = pickle.loads(answer)
        return kind, value

    def _at(self) -> tuple[Place, str] | tuple[()]:
        told, end, _ = self._board[:].partition(b"\0")
        with suppress(ValueError):  # it was killed while it wrote
            if end and told:
                file, line, column, step = json.loads(told)
                return Place(file, line, column), step
        return ()


def _work(
    task: Callable[[], Any],
    seconds: int,
    megabytes: int,
    answers: int,
    board: mmap.mmap,
    parent: int,
) -> NoReturn:
    """Be the child: do the task, say what came of it, and end."""
    global _board, _may
    try:
        os.setsid()
        bound_to_parent(parent)
        for number in (*STOPPING, signal.SIGXCPU):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        os.closerange(3, answers)
        os.closerange(answers + 1, os.sysconf("SC_OPEN_MAX"))
        limits(seconds, megabytes)
        _may = _granted()
        gc.freeze()  # what was there before needs no looking through, which would copy its pages
        _board = board
        answer = _pickled(_outcome(task))
        with os.fdopen(answers, "wb") as pipe:
            pipe.write(len(answer).to_bytes(LENGTH, "big") + answer)
    finally:
        os._exit(0)


def limits(seconds: int, megabytes: int) -> None:
    """Limit this process: by RLIMIT_DATA, and not by addresses (RLIMIT_AS), of which pandoc and V8
    reserve terabytes that they don't use; getrlimit(2)."""
    for kind, soft, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_CPU, seconds, seconds + GRACE),
        (resource.RLIMIT_DATA, megabytes << 20, resource.RLIM_INFINITY),
    ):
        _, most = resource.getrlimit(kind)  # who isn't root can't raise it
        resource.setrlimit(kind, (_least(soft, most), _least(hard, most)))


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

    def back() -> None:
        global _may
        for kind, limit in before.items():
            resource.setrlimit(kind, limit)
        _may = outside

    def stop(_number: int, _frame: FrameType | None) -> None:
        back()  # the system would say it again each second
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
        back()
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


def _outcome(task: Callable[[], Any]) -> tuple[str, Any]:
    try:
        return "done", task()
    except (MemoryError, SystemError) as error:
        if not is_starved(error):
            return "fault", traceback.format_exc()
        return "memory", None
    except OSError as error:
        named = (error.errno, error.strerror, error.filename)
        return "refused", error.args if error.errno is None else named
    except ValueError as error:
        return "invalid", (str(error), traceback.format_exc())
    except Exception:
        return "fault", traceback.format_exc()
    except BaseException as error:  # so libraries in Rust tell that they crashed
        return "crashed", f"{type(error).__name__}: {error}".split("\n")[0]


class _Pickler(pickle.Pickler):
    """Writes exceptions and texts of libraries' own kinds, which problems quote, as plain texts."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, (BaseException, str)):
            return str, (str(value),)
        return NotImplemented


def _pickled(outcome: tuple[str, Any]) -> bytes:
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))  # room to say what came of it
    written = io.BytesIO()
    _Pickler(written, pickle.HIGHEST_PROTOCOL).dump(outcome)
    return written.getvalue()
