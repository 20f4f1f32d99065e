"""Work in child processes: side by side, under limits of time and memory, so that no input can hang
or fill the machine, and what crashes in a library's C code is a problem like any other.

A child is a fork: it has all that was read, and gives back only its answer (`child.py`). Where
forks are unsound (macOS's libraries don't bear them) and can't be bound to their parent's life, the
work is done in the process itself, one thing after another and without limits.
"""

from __future__ import annotations

import math
import os
import selectors
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from briefbuild.allowance import BUILD_SECONDS, CLOCK, MEGABYTES
from briefbuild.child import Child, Ended, held
from briefbuild.problems import Place, Problem, problem
from briefbuild.process_limits import OutOfTime, bounded, count, is_starved, megabytes_now

T = TypeVar("T")
Answer = TypeVar("Answer", covariant=True)
Why = Literal["time", "memory", "crash"]
FORKS = sys.platform == "linux"
FULL = 0.6
"""Of the memory allowed: who had that much when it crashed was refused more. Libraries in C, Rust
and JavaScript crash when they are."""
MORE = "make it simpler, or allow more time and memory: --allow 4"
ROOM = 400
"""Megabytes that a process may have besides those that it had before this brief."""
LEAST = 0.5
"""Seconds of work with which something may be begun."""
TOO_LATE = "was not begun: what came before took all the time"
REPORT = "please report this, with the brief"


@dataclass(frozen=True)
class Task(Generic[Answer]):
    """Something to do in a child."""

    do: Callable[[], Answer]
    step: str
    """What it is, as a problem begins that stops it: “drawing the picture”."""
    place: Place | None = None
    """What it is done with; a task may name other places and steps while it goes on (`now_at`)."""
    then: Callable[[Any], Sequence[Task[Any]]] | None = None
    """What is to be done next, given what came of it: its answer, or how it was stopped."""


@dataclass(frozen=True)
class Stopped:
    """Why a task has no answer."""

    why: Why
    reason: str
    """To go on behind what was stopped: “was not done after 40 seconds of work”."""
    step: str
    """What it was doing."""
    place: Place | None
    """With what."""

    def problem(self, more: str = MORE) -> Problem:
        """As a problem; `more` is what can be done where a limit was too low."""
        hint = REPORT if self.why == "crash" else more
        return problem("work-stopped", self.place, step=self.step, reason=self.reason, hint=hint)


class Fault(Exception):
    """A fault of the program in a child; its text is the child's traceback."""


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class Workers:
    """The child processes of one build, which share its allowance of time.

    `jobs` is how many there are at once, at most; with `allow`, they may take that many times the
    usual time and memory.
    """

    def __init__(self, jobs: int | None = None, allow: int = 1) -> None:
        self.jobs = jobs or cores()
        self.allow = allow
        self._had = megabytes_now() if FORKS else 0
        """Megabytes, of earlier work."""
        self._begun = _worked()
        self._spent = 0.0
        """By the children, of those at one place after another."""
        self._forked = 0.0
        """By all children together."""

    def run(
        self,
        tasks: Sequence[Task[T]],
        seconds: float = math.inf,
        reserved: int = 0,
        meanwhile: Callable[[], Sequence[Task[Any]] | None] | None = None,
    ) -> list[T | Stopped]:
        """What each of several tasks gives, in their order; those that follow them are done too.

        Each may do work of so many seconds, and of no more than is left of the allowance, which
        those share that are done one after another on one core. Raises OSError and ValueError as
        the tasks do, and Fault for all else that they raise. `reserved` are megabytes besides those
        that each may have. `meanwhile` is what this process does while the first ones are at work;
        it gives further tasks.
        """
        if not FORKS:
            return _one_by_one(tasks, meanwhile)
        shift = _Shift(self._left(), seconds * self.allow, MEGABYTES * self.allow + reserved)
        shift.add(tasks)
        try:
            shift.start(self.jobs)
            shift.add((meanwhile and meanwhile()) or ())
            shift.start(self.jobs)
            while shift.children:
                shift.wait()
                shift.start(self.jobs)
        finally:
            shift.kill()
        longest = max(shift.used.values(), default=0)
        count(longest)
        self._spent += longest
        self._forked += sum(shift.used.values())
        return [shift.results[number] for number in range(len(tasks))]

    def alone(self, task: Task[T]) -> T | Stopped:
        """What a task gives that this process does itself, under the same limits: one whose answer
        is too large to be handed over. Raises what the task raises."""
        if not FORKS:
            return task.do()
        left, megabytes = self._left(), max(MEGABYTES * self.allow, self._had + ROOM)
        if left < LEAST:
            return Stopped("time", TOO_LATE, task.step, task.place)
        try:
            with bounded(left, megabytes):
                return task.do()
        except OutOfTime:
            reason = f"was not done after {in_seconds(math.ceil(left))} of work"
            return Stopped("time", reason, task.step, task.place)
        except (MemoryError, SystemError) as error:
            if not is_starved(error):
                raise
            reason = f"needed more than {MEGABYTES * self.allow} MB of memory"
            return Stopped("memory", reason, task.step, task.place)

    def _left(self) -> float:
        own = _worked() - self._begun - self._forked
        return max(0, BUILD_SECONDS * self.allow - self._spent - own)


def _worked() -> float:
    """Seconds of work of this process, and of all that it started and waited for."""
    return sum(os.times()[:4])


def in_seconds(number: int) -> str:
    """“1 second”, “2 seconds”."""
    return f"{number} second" + "s" * (number != 1)


def _one_by_one(
    tasks: Sequence[Task[T]], meanwhile: Callable[[], Sequence[Task[Any]] | None] | None
) -> list[T | Stopped]:
    """What tasks give that this process does itself, one after another."""
    more = (meanwhile and meanwhile()) or ()
    waiting = deque[Task[Any]]((*tasks, *more))
    made: list[Any] = []
    while waiting:
        task = waiting.popleft()
        made.append(task.do())
        waiting.extend(task.then(made[-1]) if task.then else ())
    return made[: len(tasks)]


class _Shift:
    """Children at work side by side, each in a place that it leaves to another when it ends."""

    def __init__(self, left: float, seconds: float, megabytes: int) -> None:
        self.left, self.seconds, self.megabytes = left, seconds, megabytes
        """For all who work at one place, and for each; for each."""
        self.children: dict[int, tuple[int, Task[Any], Child]] = {}
        """By their places: the number of the task, the task, and who does it."""
        self.used: dict[int, float] = {}
        """The seconds of work that were done at each place."""
        self.results: dict[int, Any] = {}
        """By the tasks' numbers."""
        self.waiting = deque[tuple[int, Task[Any]]]()
        self.known = 0
        """How many tasks there were."""

    def add(self, tasks: Sequence[Task[Any]]) -> None:
        self.waiting.extend(enumerate(tasks, self.known))
        self.known += len(tasks)

    def start(self, jobs: int) -> None:
        """Begin what waits, as far as there are places."""
        while self.waiting and len(self.children) < jobs:
            self._begin(*self.waiting.popleft())

    def _begin(self, number: int, task: Task[Any]) -> None:
        place = next(n for n in range(len(self.children) + 1) if n not in self.children)
        left = self.left - self.used.get(place, 0)
        seconds = math.ceil(min(self.seconds, left))
        if left < LEAST:
            self._done(number, task, Stopped("time", TOO_LATE, task.step, task.place))
            return
        until = time.monotonic() + seconds * CLOCK
        with held():  # a signal between the two would leave a child that nobody knows
            child = Child(task.do, seconds, self.megabytes, until)
            self.children[place] = (number, task, child)

    def wait(self) -> None:
        """Until a child says something, or has taken too long by the clock."""
        first = min(child.until for *_, child in self.children.values())
        with selectors.DefaultSelector() as selector:
            for place, (*_, child) in self.children.items():
                selector.register(child.pipe, selectors.EVENT_READ, place)
            events = selector.select(max(0, first - time.monotonic()))
        for key, _ in events:
            if not self.children[key.data][2].read():
                self._end(key.data)
        for place, (*_, child) in [*self.children.items()]:
            if child.until <= time.monotonic():
                self._end(place)

    def _end(self, place: int) -> None:
        number, task, child = self.children[place]
        with held():  # who was interrupted between the two would end it twice
            ended = child.end()
            del self.children[place]
        self.used[place] = self.used.get(place, 0) + ended.seconds
        self._done(number, task, self._result(ended, task, child))

    def _done(self, number: int, task: Task[Any], result: Any) -> None:
        self.results[number] = result
        self.add(task.then(result) if task.then else ())

    def _result(self, ended: Ended, task: Task[Any], child: Child) -> Any:
        """A task's answer, or why there is none; what it raised is raised here."""
        if ended.kind == "done":
            return ended.value
        if ended.kind == "refused":
            raise OSError(*ended.value)
        if ended.kind == "invalid":
            error = ValueError(ended.value[0])
            error.add_note(ended.value[1])
            raise error
        if ended.kind == "fault":
            raise Fault(ended.value)
        why, reason = self._why(ended, child)
        place, step = ended.at or (task.place, task.step)
        return Stopped(why, reason, step, place)

    def _why(self, ended: Ended, child: Child) -> tuple[Why, str]:
        late = child.until <= time.monotonic()
        if ended.signal == signal.SIGXCPU or late:
            clock = f"{in_seconds(child.seconds * CLOCK)} by the clock"
            limit = clock if late else f"{in_seconds(child.seconds)} of work"
            return "time", f"was not done after {limit}"
        if ended.kind == "memory" or ended.peak > FULL * self.megabytes:
            return "memory", f"needed more than {self.megabytes} MB of memory"
        # Who has told how it crashed may be killed before it has ended by itself.
        told = ended.kind == "crashed" or not ended.signal
        name = ended.value if told else signal.Signals(ended.signal).name
        return "crash", f"crashed ({name})"

    def kill(self) -> None:
        """End all who are still at work."""
        while self.children:
            _, (*_, child) = self.children.popitem()
            child.end()
