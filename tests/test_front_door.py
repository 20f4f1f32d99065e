"""The Makefile: help says all of it, and CI does nothing that a person cannot."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.building import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_help_lists_every_command() -> None:
    run = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    listed = {
        word for line in re.findall(r"^  make (.{18})", run.stdout, re.M) for word in line.split()
    }
    phony = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)", MAKEFILE, re.M)
    assert phony
    assert listed == set(phony[1].replace("\\", " ").split())


def test_the_specimen_is_the_styles_own_where_it_has_one(tmp_path: Path) -> None:
    def built() -> str:
        made = ["make", "--dry-run", "specimen", f"STYLES={tmp_path}"]
        run = subprocess.run(made, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
        found = re.search(r"briefbuild build (\S+) --styles", run.stdout)
        assert found
        return found[1]

    assert built() == "styles/specimen"
    (tmp_path / "specimen").mkdir()
    (tmp_path / "specimen" / "brief.yaml").touch()
    assert built() == f"{tmp_path}/specimen"


def test_ci_runs_make_test_and_nothing_else() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = [line for line in script.splitlines() if not re.match(r"#|set |cd ", line)]
    assert commands == ["make test"]
