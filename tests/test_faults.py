"""Each faulty brief of tests/faults/ is answered as an editor would: right code, place and hint,
one problem for a mistake, and none for what is no fault. The copy-check has tests of its own.

The inputs on which other tools hang, crash or say nothing are among them; `make golden` writes what
is said anew (tests/fault_cases.py has the format).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefbuild.cli import run
from briefbuild.problem_codes.copy import COPY
from briefbuild.problems import is_broken
from tests.fault_cases import as_printed, found_in, house_style, lay_out, read_case

CASES = sorted((Path(__file__).parent / "faults").glob("*.txt"))
PRINTED = re.compile(r"(brief\S*?)(:\d+:\d+)?: (error|warning|query)\[([a-z0-9-]+)\]: (.+)")


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_fault_is_answered(path: Path, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    found = [p for p in found_in(read_case(path).files, tmp_path / "brief") if p.code not in COPY]
    said = [str(p) for p in found]
    golden(path, as_printed(path, said, int(is_broken(found))))
    for problem in said:
        assert PRINTED.match(problem), problem
        assert "\n  hint: " in problem


def test_all_mistakes_of_one_brief_are_found_in_one_run(tmp_path: Path) -> None:
    case = read_case(Path(__file__).parent / "faults" / "twenty-mistakes.txt")
    assert len({p.code for p in found_in(case.files, tmp_path / "brief")} - set(COPY)) >= 20


def test_there_are_two_hundred_cases() -> None:
    problems = (Path(__file__).parent / "problems").glob("*.txt")
    assert len([*CASES, *problems]) >= 200


@pytest.mark.parametrize("name", ["lt", "fn-in-heading", "comment-editor", "sec-fifo", "latin1"])
def test_the_command_ends_with_the_code_that_is_expected(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(__file__).parent / "faults" / f"{name}.txt"
    lay_out(read_case(path).files, tmp_path / "brief")
    (expected,) = re.findall(r"^== problems \(exit (\d)\)", path.read_text("utf-8"), re.MULTILINE)
    where = ["--out", str(tmp_path / "out"), "--styles", str(house_style().files.folders[0])]
    assert run(["check", str(tmp_path / "brief"), *where]) == int(expected)
    said = capsys.readouterr().err
    for printed in PRINTED.finditer(path.read_text("utf-8")):
        assert printed[0].removeprefix("brief") in said
