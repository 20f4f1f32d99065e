"""One brief put before the program: does it end well, and is every word there or told of?"""

from __future__ import annotations

import signal
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from unittest import mock
from zlib import crc32

from lxml import html

from briefbuild import check, pipeline, prepare
from briefbuild.allowance import CLOCK
from briefbuild.assemble import Assembled, assemble
from briefbuild.house import House
from briefbuild.output import Output
from briefbuild.problems import Problem, is_broken
from briefbuild.render.formats import FORMATS
from briefbuild.tree import text_of

SECTION, METADATA = "sections/a.md", "brief.yaml"
PICTURE = "figures/a.svg"
FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0h4v2z"/></svg>\n'
PRINTED = ("title:", "subtitle:", "summary:", "key_points:", "  - ", "  ")
"""How the lines of brief.yaml begin that are a part of the tree, before any other key."""
STEMS = ("treaty", "harbor", "policy", "regime", "border", "summit", "market", "vessel")
LETTERS = "bcdfghjklmnpqrstvwxz"
SECONDS = 10
"""Of work, in this process; pandoc's are limited by the program."""
OWN_FAULTS = ("proof-", "work-stopped", "pandoc-", "report-")
"""How the codes begin that name no fault of a brief's."""
EVERY = {"html": 10, "docx": 20, "epub": 50, "pdf": 50}
"""One of so many briefs without errors is built in a format: which, its text decides."""


class Failure(AssertionError):
    """What no input may bring about."""


@dataclass
class Tally:
    """What became of the briefs so far."""

    examples: int = 0
    sound: int = 0
    """Without an error, so that they could be published."""
    words: int = 0
    missing: int = 0
    """Words of them that aren't in the tree, and are told of at their place."""
    elsewhere: int = 0
    """… that aren't, in a brief that is refused for an error at another place of the file."""
    codes: Counter[str] = field(default_factory=Counter)
    built: Counter[str] = field(default_factory=Counter)


def worded(text: str, first: int = 0) -> str:
    """The text with another word for each `¤`: none is a part of another one."""
    parts = text.split("¤")
    words = (word(first + n) for n in range(len(parts) - 1))
    return parts[0] + "".join(w + part for w, part in zip(words, parts[1:], strict=True))


def word(number: int) -> str:
    size = len(LETTERS)
    digits = (number // size**2 % size, number // size % size, number % size)
    return STEMS[number % len(STEMS)] + "".join(LETTERS[d] for d in digits)


def judge(metadata: str, section: str, house: House, out: Path, tally: Tally) -> None:
    """Put a brief before the program, with its output folder. Raises Failure, or whatever the
    program raises."""
    files = {SECTION: worded(section), METADATA: worded(metadata, section.count("¤"))}
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name, _limited():
        folder = Path(name)
        for path, text in (files | {PICTURE: FIGURE}).items():
            (folder / "brief" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "brief" / path).write_bytes(text.encode())
        problems, tree = _checked(folder / "brief", house, out)
        tally.examples += 1
        tally.codes.update(p.code for p in problems)
        if own := [p for p in problems if p.code.startswith(OWN_FAULTS)]:
            raise Failure(f"told of no fault of the brief's: {own[0]}")
        if tree is not None:
            _hold(files, tree, problems, tally)
        if not is_broken(problems):
            tally.sound += 1
            _build(folder / "brief", house, out, tree or "", files, tally)


@contextmanager
def _limited() -> Iterator[None]:
    """Ten seconds of work, or a minute by the clock for who waits; then Failure."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Failure(f"not done after {SECONDS} seconds")

    timers = (
        (signal.SIGPROF, signal.ITIMER_PROF, SECONDS),
        (signal.SIGALRM, signal.ITIMER_REAL, SECONDS * CLOCK),
    )
    usual = [signal.signal(number, stop) for number, *_ in timers]
    for _, timer, seconds in timers:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for (number, timer, _), handler in zip(timers, usual, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


def _checked(brief: Path, house: House, out: Path) -> tuple[Sequence[Problem], str | None]:
    """What `check` says, and the words of the tree that was read; None where none was."""
    read: list[Assembled] = []

    def record(*arguments: object) -> Assembled:
        read.append(assemble(*arguments))  # type: ignore[arg-type]
        return read[-1]

    with mock.patch.object(prepare, "assemble", record):
        report = check.check_brief(brief, "brief", house, Output(out))
    return report.problems, text_of(read[-1].blocks, notes=True) if read else None


def _hold(files: dict[str, str], tree: str, problems: Sequence[Problem], tally: Tally) -> None:
    """Every word is in the tree, or a problem is told at its place."""
    for path, text in files.items():
        told = {p.place.line for p in problems if p.place and p.place.file == f"brief/{path}"}
        lines = text.replace("\r\n", "\n").split("\n")
        printed = True
        for number, line in enumerate(lines, 1):
            if path == METADATA:
                opens = line[:1].strip() or line.startswith("-")
                printed = line.startswith(PRINTED) if opens else printed
            words = _words_of(line) if printed else []
            tally.words += len(words)
            for missing in (w for w in words if w not in tree):
                if told & set(_block(lines, number)):
                    tally.missing += 1
                elif is_broken(problems):
                    tally.elsewhere += 1
                else:
                    raise Failure(f"{path}:{number}: “{missing}” is nowhere, and nothing is told")


def _words_of(line: str) -> list[str]:
    found = []
    for stem in STEMS:
        at = line.find(stem)
        while at >= 0:
            end = at + len(stem) + 3
            found.append(line[at:end])
            at = line.find(stem, end)
    return found


def _block(lines: Sequence[str], number: int) -> range:
    """The lines of the block that a line is in, and one line around it."""
    first = last = number
    while first > 1 and lines[first - 2].strip():
        first -= 1
    while last < len(lines) and lines[last].strip():
        last += 1
    return range(first - 1, last + 2)


def _build(
    brief: Path, house: House, out: Path, tree: str, files: dict[str, str], tally: Tally
) -> None:
    """Build some of the sound briefs; the proof finds nothing, and the words stand in the page."""
    draw = crc32("".join(files.values()).encode())
    formats = [f for f in FORMATS if f.name in EVERY and draw % EVERY[f.name] == 0]
    if not formats:
        return
    report = pipeline.build(brief, "brief", house, formats, Output(out))
    tally.built.update(f.name for f in formats)
    if errors := [p for p in report.problems if p.severity == "error"]:
        raise Failure(f"no error is found, and no file is made: {errors[0]}")
    page = out / "fuzzed" / "fuzzed.html"
    if "html" in [f.name for f in formats]:
        text = html.fromstring(page.read_bytes()).text_content()
        words = [w for line in "\n".join(files.values()).split("\n") for w in _words_of(line)]
        gone = [w for w in words if w in tree and w not in text]
        if gone:
            raise Failure(f"“{gone[0]}” is in the tree, and not in the page")
