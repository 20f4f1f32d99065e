"""A command loads what it needs and no more: an editor waits for every library."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefbuild import cli
from briefbuild.new import start_brief

LOADED = """
import json, sys
from briefbuild import cli
try:
    cli.run(sys.argv[1:])
except SystemExit:
    pass
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""
LAYING_OUT = {"weasyprint", "pydyf"}
READING_BACK = {"pikepdf", "pypdfium2"}
DRAWING = {"vl_convert"}
USUAL = {"fontTools", "jinja2", "lxml", "PIL", "pydantic", "resvg_py", "tinycss2", "yaml"}


def loaded(*arguments: str | Path) -> set[str]:
    """The libraries that the process of a command has loaded in the end."""
    command = [sys.executable, "-c", LOADED, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_help_loads_no_library() -> None:
    assert loaded("--help") & (LAYING_OUT | READING_BACK | DRAWING | USUAL) == set()


def test_check_loads_nothing_that_makes_or_reads_files(tmp_path: Path) -> None:
    start_brief(tmp_path / "brief", datetime.date(2026, 1, 1))
    command = ("check", tmp_path / "brief", "--out", tmp_path / "build")
    assert loaded(*command) & LAYING_OUT, "a style that is new is looked at as pages are laid out"
    again = loaded(*command)
    assert again & (LAYING_OUT | READING_BACK | DRAWING) == set()
    assert again >= {"pydantic", "yaml"}, "else nothing was looked at"


@pytest.mark.parametrize(("format", "lays_out"), [("html", False), ("docx", False), ("pdf", True)])
def test_build_loads_what_its_formats_need(tmp_path: Path, format: str, lays_out: bool) -> None:
    """While another process reads the text, and once for all that make and read files."""
    start_brief(tmp_path / "brief", datetime.date(2026, 1, 1))
    command = ("build", tmp_path / "brief", "--out", tmp_path / "build", "--format", format)
    assert cli.run([*map(str, command), "--force"]) == cli.DONE  # so that the style is known
    found = loaded(*command, "--force")
    assert bool(found & LAYING_OUT) == lays_out
    assert found >= {"lxml", "pikepdf"}
    assert list((tmp_path / "build").glob(f"*/*.{format}"))
