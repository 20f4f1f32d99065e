"""vnu, the W3C's checker of HTML, CSS and SVG (validator.github.io/validator), from npm."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from briefbuild.verify.judges.npm import MODULES, lacking_modules, version_of
from briefbuild.verify.judges.running import java, lacking_java, run
from briefbuild.verify.judges.verdict import Case, Failure, Verdict

CLAIM = "HTML, CSS and SVG"
PACKAGE = "vnu-jar"
JAR = MODULES / PACKAGE / "build" / "dist" / "vnu.jar"


def lacking() -> list[str]:
    """The packages to install before vnu can run, Debian's names and npm's; none is best."""
    return [*lacking_java(), *lacking_modules(PACKAGE)]


def verdicts_on(cases: Sequence[Case]) -> list[Verdict]:
    """The verdict on each (file, claim), from one run. Raises RuntimeError when there is none."""
    command: list[str | Path] = [java() or "java", "-Xss8m", "-XX:TieredStopAtLevel=1", "-jar", JAR]
    options = ["--stdout", "--exit-zero-always", "--format", "json"]
    ran = run([*command, *options, *(case.path.resolve() for case in cases)])
    try:
        messages: list[dict[str, Any]] = json.loads(ran.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(ran.stderr.strip() or "vnu gave no report") from error
    found: dict[Path, list[Failure]] = {case.path.resolve(): [] for case in cases}
    for message in messages:
        path = Path(unquote(urlsplit(message.get("url", "")).path))
        if path not in found:
            raise RuntimeError(f"vnu says of no file that it was given: {message['message']}")
        found[path] += _failures(message)
    judge = f"vnu {version_of(PACKAGE)}"
    return [
        Verdict(path, claim, judge, "", tuple(found[path.resolve()])) for path, claim, _ in cases
    ]


def _failures(message: dict[str, Any]) -> Iterator[Failure]:
    """What a message holds against its file: an error or a warning. What is only told isn't."""
    kind = str(message.get("subType", message["type"]))
    if kind != "info":
        severity: Literal["error", "warning"] = "warning" if kind == "warning" else "error"
        yield Failure(kind, message["message"], _place(message), severity)


def _place(message: dict[str, Any]) -> str:
    """The place of a message as line:column."""
    return f"{message.get('lastLine', '')}:{message.get('firstColumn', '')}"
