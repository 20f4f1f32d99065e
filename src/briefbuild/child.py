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
import mmap
import os
import pickle
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple, NoReturn

from briefbuild.problems import Place
from briefbuild.process_limits import is_starved, limits

CHUNK = 1 << 16
LENGTH = 8
"""Bytes before an answer that say how long it is."""
BOARD = 4096
"""Bytes that a child shares with its parent, for the place where its work is."""
PR_SET_PDEATHSIG = 1  # prctl(2)

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_libc = ctypes.CDLL(None)
_board: mmap.mmap | None = None
_step = ""


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
    global _board
    try:
        os.setsid()
        bound_to_parent(parent)
        for number in (*STOPPING, signal.SIGXCPU):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        os.closerange(3, answers)
        os.closerange(answers + 1, os.sysconf("SC_OPEN_MAX"))
        limits(seconds, megabytes)
        gc.freeze()  # what was there before needs no looking through, which would copy its pages
        _board = board
        answer = _pickled(_outcome(task))
        with os.fdopen(answers, "wb") as pipe:
            pipe.write(len(answer).to_bytes(LENGTH, "big") + answer)
    finally:
        os._exit(0)


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
