"""Build a brief as an editor does, and find its finished files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OTHER_STYLES = sorted(file.parent for file in (ROOT / "examples").glob("*/house.yaml"))
"""The house styles that show what a designer can change."""
BRIEFBUILD = Path(sys.executable).with_name("briefbuild")
PROBLEM = re.compile(r"\S.*:\d+:\d+: warning\[[a-z-]+\]: |  hint: ")


@dataclass(frozen=True)
class Built:
    """The finished files of one brief."""

    pdf: Path
    epub: Path
    docx: Path

    def files(self) -> tuple[Path, Path, Path]:
        return self.pdf, self.epub, self.docx


def build(
    brief: Path,
    out: Path,
    environment: dict[str, str] | None = None,
    styles: Path | None = None,
) -> Built:
    """Build a brief as an editor does, with the command, and return its files.

    `environment` is added to this process's own; `styles` is another house style. Fails the test
    when the build does, or when a library speaks past the program: what it warns of must become a
    problem, or be mended.
    """
    chosen: list[str | Path] = ["--styles", styles] if styles else []
    run = subprocess.run(
        [BRIEFBUILD, "build", brief, "--out", out, *chosen],
        env=os.environ | (environment or {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, f"the build of {brief} failed:\n{run.stdout}{run.stderr}"
    strays = [line for line in run.stderr.splitlines() if not PROBLEM.match(line)]
    assert strays == []
    (folder,) = [entry for entry in out.iterdir() if not entry.name.startswith(".")]
    return Built(*(folder / f"{folder.name}.{suffix}" for suffix in ("pdf", "epub", "docx")))
