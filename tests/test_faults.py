"""Each faulty brief of tests/faults/ is answered as an editor would: right code, place and hint,
one problem for a mistake, and none for what is no fault.

The inputs on which other tools hang, crash or say nothing are among them; `make golden` writes what
is said anew (tests/fault_cases.py has the format).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fault_cases import as_printed, read_case, said_of

CASES = sorted((Path(__file__).parent / "faults").glob("*.txt"))
PRINTED = re.compile(r"(brief\S*?)(:\d+:\d+)?: (error|warning|query)\[([a-z0-9-]+)\]: (.+)")


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_fault_is_answered(path: Path, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    said, code = said_of(read_case(path).files, tmp_path / "brief")
    golden(path, as_printed(path, said, code))
    for problem in said:
        assert PRINTED.match(problem), problem
        assert "\n  hint: " in problem
