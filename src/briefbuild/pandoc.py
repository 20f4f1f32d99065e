"""The only caller of the pandoc binary, which comes with pypandoc_binary.

Each call runs in a process group of its own with limits of time and memory, so that no input can
hang or fill the machine. Every warning of pandoc's becomes a problem.
"""

from __future__ import annotations

import json
import math
import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pypandoc

from briefbuild.allowance import (
    CLOCK,
    PANDOC_HEAP,
    PANDOC_MEGABYTES,
    PANDOC_SECONDS,
    PANDOC_SECONDS_FOR_MB,
)
from briefbuild.child import STOPPING, bound_to_parent, held
from briefbuild.positions import Origin
from briefbuild.problems import Place, Problem, is_broken, problem
from briefbuild.process_limits import count, limits, seconds_left
from briefbuild.unreadable import without_braces, without_depths
from briefbuild.workers import Stopped, Why, in_seconds

STOPPED = "work-stopped"
HEAP_EXHAUSTED = 251
"""The exit code of GHC's programs that want more memory than -M allows."""
NO_MEMORY = (b"Unable to commit", b"not enough memory")
"""What pandoc, and the Lua in it, say where the system gives them no more."""
DEPTH = 10_000
"""Levels of JSON that are read; a list within a list takes seven. What is too deep for the program
is told at its place (`text_limits.shallow`)."""
READING = "reading the texts with pandoc"
ROUNDS = 20  # of reading texts again; whoever has more such faults in one is told of these first

# A user’s own pandoc folder (~/.pandoc, ~/.local/share/pandoc) would change the files.
ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "HOME": os.devnull,
    "XDG_DATA_HOME": os.devnull,
}

# pandoc has words of its own for “Abstract” and the like; ours come from the house style.
HARMLESS = re.compile(r"Could not load translations for|The term \w+ has no translation defined")

MARKDOWN = (
    "commonmark_x+sourcepos"
    # A dollar is a currency here, `---` never opens metadata within a section, and text between
    # colons or brackets stays what was written.
    "-tex_math_dollars-yaml_metadata_block-emoji-task_lists"
    # Ids are ours to give: unique through the brief, and the same in every format.
    "-gfm_auto_identifiers-implicit_header_references"
)
HTML = "html+smart"  # names and dates in templates get the same quotation marks as the text


@cache
def binary() -> str:
    """The path of pypandoc_binary's pandoc, never another one from PATH."""
    return str(Path(pypandoc.__file__).parent / "files" / "pandoc")


def _run(arguments: Sequence[str], stdin: bytes, step: str) -> tuple[bytes, list[Problem]]:
    """Run pandoc; its output, and a problem for each warning, or for what stopped it at `step`."""
    command = [binary(), "+RTS", f"-M{PANDOC_HEAP}M", "-RTS", *arguments]
    usual = PANDOC_SECONDS + PANDOC_SECONDS_FOR_MB * len(stdin) // 1_000_000
    seconds = max(1, math.ceil(min(usual, seconds_left())))
    before = _seconds_of_others()
    try:
        code, out, err = _ended(command, stdin, seconds)
    except subprocess.TimeoutExpired:
        reason = f"was not done after {in_seconds(seconds * CLOCK)} by the clock"
        return b"", [_stopped("time", reason, step)]
    finally:
        count(_seconds_of_others() - before)
    if stopped := _why(code, err, seconds):
        return b"", [_stopped(*stopped, step)]
    messages = [line for line in err.decode("utf-8", "replace").splitlines() if line.strip()]
    if code:
        reason = " ".join(messages) or f"exit code {code}"
        return b"", [problem("pandoc-failed", reason=reason, hint="please report this")]
    warnings = [text for text in _warnings(messages) if not HARMLESS.match(text)]
    return out, [problem("pandoc-warning", reason=text) for text in warnings]


def _ended(command: Sequence[str], stdin: bytes, seconds: int) -> tuple[int, bytes, bytes]:
    """A command's exit code, output and messages, after so many seconds of work at most; negative:
    the signal that ended it. Raises TimeoutExpired."""
    parent = os.getpid()

    def bounds() -> None:
        bound_to_parent(parent)
        limits(seconds, PANDOC_MEGABYTES)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)

    with held():  # Python would print an interrupt that falls into what it does about a fork
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=bounds,
            env=os.environ | ENVIRONMENT,
        )
    with process:
        try:
            out, err = process.communicate(stdin, timeout=seconds * CLOCK)
        except BaseException:
            with suppress(ProcessLookupError):  # it may have ended by now
                os.killpg(process.pid, signal.SIGKILL)
            raise
    return process.returncode, out, err


def _seconds_of_others() -> float:
    """Of work that programs did for this process which it has waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _why(code: int, err: bytes, seconds: int) -> tuple[Why, str] | None:
    """What stopped a pandoc that ended with this code and these words, as for `_stopped`; None if
    nothing did."""
    if code == -signal.SIGXCPU:
        return "time", f"was not done after {in_seconds(seconds)} of work"
    if code == HEAP_EXHAUSTED:
        return "memory", f"needed more than {PANDOC_HEAP} MB of memory"
    if code and any(said in err for said in NO_MEMORY):
        return "memory", f"needed more than {PANDOC_MEGABYTES} MB of memory"
    if code < 0:  # GHC’s programs crash where the system gives them no more memory for their stack
        name = signal.Signals(-code).name
        most = PANDOC_MEGABYTES
        return "memory", f"crashed ({name}), as when it needs more than {most} MB of memory"
    return None


def _stopped(why: Why, reason: str, step: str) -> Problem:
    return Stopped(why, reason, step, None).problem("make the text simpler, or divide it")


def _warnings(lines: Sequence[str]) -> list[str]:
    """pandoc's messages, each with its continuation lines."""
    joined: list[str] = []
    for line in lines:
        if line.startswith("[") or not joined:
            joined.append(line.removeprefix("[WARNING] "))
        else:
            joined[-1] += " " + line.strip()
    return joined


def read_all(
    inputs: Sequence[tuple[str, str]], origins: Sequence[Origin] = ()
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Read (format, text) pairs in one process into pandoc documents, in the same order.

    `origins` say where the first of the texts come from, for the places of problems. A text that
    pandoc refuses is a problem, and is read without the braces that stop it; an empty list when a
    text can't be read at all, or not within the limits of time and memory.
    """
    texts = list(inputs)
    documents, problems = _read(texts)
    if not documents:
        culprits = _culprits(texts, origins)
        deep: list[Problem] = []
        for index in culprits:
            texts[index], depths = without_depths(texts[index], origins[index])
            deep += depths
        documents, again = _read(texts) if deep else ([], [])
        if not documents:
            alone = [p for found in culprits.values() for p in found]
            return [], deep or alone or problems
        problems = [*deep, *again]
    for _ in range(ROUNDS):
        refused = [i for i, document in enumerate(documents) if "error" in document]
        if not refused:
            return documents, problems
        for i in refused:
            origin = origins[i] if i < len(origins) else None
            text, found = without_braces(texts[i][1], documents[i]["error"], origin)
            texts[i] = (texts[i][0], text)
            problems.append(found)
        reread, warnings = _read([texts[i] for i in refused if texts[i][1]])
        problems += warnings
        if len(reread) < len(refused):
            return [], problems
        for i, document in zip(refused, reread, strict=True):
            documents[i] = document
    return [], problems


def _culprits(
    inputs: Sequence[tuple[str, str]], origins: Sequence[Origin]
) -> dict[int, list[Problem]]:
    """By their numbers, the texts that can't be read when they are read alone, with what is said of
    them; of those that go beyond the limits, which takes long, the first one."""
    culprits: dict[int, list[Problem]] = {}
    for index, (origin, text) in enumerate(zip(origins, inputs, strict=False)):
        _, problems = _read([text])
        if broken := [replace(p, place=Place(origin.file)) for p in problems if is_broken([p])]:
            culprits[index] = broken
        if any(p.code == STOPPED for p in broken):
            break
    return culprits


def _read(inputs: Sequence[tuple[str, str]]) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The documents of one run, `{"error": reason}` for what pandoc refuses; none if it fails."""
    script = str(Path(__file__).parent / "read_all.lua")
    request = json.dumps([{"format": f, "text": t} for f, t in inputs]).encode()
    out, problems = _run(["lua", script], request, READING)
    if is_broken(p for p in problems if p.code != "pandoc-warning"):
        return [], problems
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(DEPTH)
    try:
        documents: list[dict[str, Any]] = json.loads(out)
    except RecursionError:
        reason = "lists, quotations or emphasis are nested more than a hundred deep"
        hint = "look for a long run of >, -, * or [ signs"
        return [], [*problems, problem("pandoc-failed", reason=reason, hint=hint)]
    finally:
        sys.setrecursionlimit(usual)
    return documents, problems


def write(
    document: dict[str, Any], to: str, args: Sequence[str] = ()
) -> tuple[bytes, list[Problem]]:
    """Write a pandoc document in format `to`; the bytes, and what pandoc warned of.

    Formats that pandoc only writes to a file (docx, epub) come back as bytes all the same.
    """
    arguments = ["--from=json", f"--to={to}", "--output=-", *args]
    step = f"writing {to} with pandoc"
    return _run(arguments, json.dumps(document, ensure_ascii=False).encode(), step)


def data_file(name: str) -> bytes:
    """One of pandoc's own data files, such as reference.docx."""
    out, problems = _run(["--print-default-data-file", name], b"", f"printing pandoc’s {name}")
    if problems:
        raise RuntimeError(f"pandoc has no data file {name}: {problems[0].message}")
    return out


def read_file(path: Path, format: str) -> tuple[dict[str, Any], list[Problem]]:
    """What pandoc's own reader makes of a file, such as a finished Word file; `{}` if it fails."""
    out, problems = _run([f"--from={format}", "--to=json", str(path)], b"", READING)
    document: dict[str, Any] = json.loads(out) if out else {}
    return document, problems


def version() -> str:
    """“pandoc 3.9”."""
    out, _ = _run(["--version"], b"", "asking pandoc’s version")
    return out.decode().partition("\n")[0]
