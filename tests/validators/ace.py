"""Ace by DAISY, the checker of an EPUB's accessibility: each page in Chromium, and the metadata."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.validators.finding import Finding

ACE = Path(sys.prefix, "npm", "node_modules", ".bin", "ace-cli")
CHROMIUM = "/usr/bin/chromium"
PATIENCE = "120000"  # ms that its browser may take to start on a busy machine


def ace(files: Sequence[Path], folder: Path) -> list[Finding]:
    """Return Ace's violations, of whatever impact, in EPUB files; `folder` takes its reports.

    The files' names must differ. Raises FileNotFoundError where Ace isn't installed, and
    RuntimeError when it gives no report.
    """
    with ThreadPoolExecutor(max_workers=2) as pool:  # it takes one file a run, and starts slowly
        reports = list(pool.map(lambda file: report(file, folder / file.stem), files))
    return [found for file, made in zip(files, reports, strict=True) for found in _of(file, made)]


def report(file: Path, folder: Path) -> dict[str, Any]:
    """Return Ace's report on one file."""
    settings = {"PUPPETEER_EXECUTABLE_PATH": CHROMIUM, "ACE_TIMEOUT_INITIAL": PATIENCE}
    run = subprocess.run(
        [ACE, "--force", "--outdir", folder, file],
        env=os.environ | settings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if not (folder / "report.json").exists():
        raise RuntimeError(f"Ace gave no report on {file}:\n{run.stdout}{run.stderr}")
    made: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return made


def _of(file: Path, made: dict[str, Any]) -> Iterator[Finding]:
    for page in made["assertions"]:
        for found in page["assertions"]:
            test, result = found["earl:test"], found["earl:result"]
            place = page["earl:testSubject"]["url"]
            yield Finding(file, test["dct:title"], result["dct:description"], place)
