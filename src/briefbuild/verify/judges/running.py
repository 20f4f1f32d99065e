"""Another program, run to its end: with a limit of time, after which nothing of it goes on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

SECONDS = 600
"""No validator takes a minute; one that hangs must not hang its caller."""


def run(
    command: Sequence[str | Path], environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command and what it starts in turn; its exit code and what it printed.

    Raises RuntimeError when it can't be started or doesn't end.
    """
    name = Path(command[0]).name
    pipe = subprocess.PIPE
    settings = {**os.environ, **(environment or {})}
    try:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=pipe,
            stderr=pipe,
            encoding="utf-8",
            errors="replace",
            env=settings,
            start_new_session=True,
        )
    except OSError as error:
        raise RuntimeError(f"{name} can’t be started: {error.strerror}") from error
    with process:
        try:
            out, err = process.communicate(timeout=SECONDS)
        except BaseException as error:
            with suppress(ProcessLookupError):  # it may have ended by now
                os.killpg(process.pid, signal.SIGKILL)
            if not isinstance(error, subprocess.TimeoutExpired):
                raise
            raise RuntimeError(f"{name} gave no answer within {SECONDS} seconds") from error
    return subprocess.CompletedProcess(list(command), process.returncode, out, err)


def java() -> str | None:
    """The path of Java, by JAVA_HOME or from PATH; None where there is none."""
    home = os.environ.get("JAVA_HOME")
    return str(Path(home, "bin", "java")) if home else shutil.which("java")


def lacking_java() -> list[str]:
    """Debian's name of the package that brings Java, where it isn't there."""
    return [] if java() else ["default-jre-headless"]


def lacking_commands(**packages: str) -> list[str]:
    """Debian's names of the packages whose commands aren't there: `chromium="chromium"`."""
    return [package for command, package in packages.items() if not shutil.which(command)]
