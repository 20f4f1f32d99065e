"""The result of a run as SARIF 2.1.0 (OASIS, 2020), which code hosts show beside the lines.

Paths are relative to the folder in which the program was run, as the user gave them; columns count
characters, which is said by `columnKind`. A query is a “note”, SARIF's word for an opinion.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from briefbuild.problem_codes import CODES
from briefbuild.problems import Problem

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {"error": "error", "warning": "warning", "query": "note"}
ROOT = "SRCROOT"


def sarif(problems: Sequence[Problem], code: int, stopped: str = "") -> dict[str, Any]:
    """One log of one run: its problems, its exit code, and why it stopped, if it did."""
    rules = sorted({p.code for p in problems})
    invocation: dict[str, Any] = {"executionSuccessful": not stopped, "exitCode": code}
    if stopped:
        notice = {"level": "error", "message": {"text": stopped}}
        invocation["toolExecutionNotifications"] = [notice]
    driver = {
        "name": "briefbuild",
        "semanticVersion": version("briefbuild"),
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            ROOT: {"description": {"text": "the folder in which briefbuild was run"}}
        },
        "results": [_result(p, rules.index(p.code)) for p in problems],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(name: str) -> dict[str, Any]:
    """A code of the table, with its wording; the blanks of it are filled in each result."""
    severity, message, hint = CODES[name][:3]
    said = hint if hint and hint != "{hint}" else message
    return {
        "id": name,
        "shortDescription": {"text": _plain(message)},
        "help": {"text": _plain(said)},
        "defaultConfiguration": {"level": LEVELS[severity]},
    }


def _plain(wording: str) -> str:
    return wording.replace("{{", "{").replace("}}", "}")


def _result(p: Problem, rule: int) -> dict[str, Any]:
    told = "\n".join([p.message, *([f"hint: {p.hint}"] if p.hint else [])])
    file = p.place.file if p.place else ""
    known = "\0".join([p.code, file, p.message])  # the same when lines are added above it
    return {
        "ruleId": p.code,
        "ruleIndex": rule,
        "level": LEVELS[p.severity],
        "message": {"text": told},
        "locations": [_location(p)] if file else [],
        "partialFingerprints": {"problem/v1": hashlib.sha256(known.encode()).hexdigest()},
    }


def _location(p: Problem) -> dict[str, Any]:
    assert p.place is not None
    path = Path(p.place.file)
    if path.is_absolute():
        artifact = {"uri": path.as_uri()}
    else:
        artifact = {"uri": quote(path.as_posix()), "uriBaseId": ROOT}
    physical: dict[str, Any] = {"artifactLocation": artifact}
    if p.place.line:
        column = {"startColumn": p.place.column} if p.place.column else {}
        physical["region"] = {"startLine": p.place.line, **column}
    return {"physicalLocation": physical}
