"""Ace by DAISY, the checker of an EPUB's accessibility: each page in Chromium, and the metadata."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefbuild.verify.judges.npm import MODULES, lacking_modules
from briefbuild.verify.judges.running import lacking_commands, run
from briefbuild.verify.judges.verdict import Case, Failure, Verdict

CLAIM = "EPUB accessibility"
PACKAGE = "@daisy/ace-cli"
COMMAND = MODULES / ".bin" / "ace-cli"
PATIENCE = "120000"  # ms that its browser may take to start on a busy machine


def lacking() -> list[str]:
    """The packages to install before Ace can run, Debian's names and npm's; none is best."""
    return [*lacking_commands(node="nodejs", chromium="chromium"), *lacking_modules(PACKAGE)]


def verdicts_on(cases: Sequence[Case]) -> list[Verdict]:
    """The verdict on each (file, claim): every violation, of whatever impact.

    Raises RuntimeError when Ace gives no report.
    """
    with ThreadPoolExecutor(max_workers=2) as pool:  # it takes one file a run, and starts slowly
        return list(pool.map(lambda case: _verdict(case.path, case.claim), cases))


def _verdict(path: Path, claim: str) -> Verdict:
    with TemporaryDirectory(prefix="briefbuild-") as folder:
        report = _report(path, Path(folder))
    version = report["earl:assertedBy"]["doap:release"]["doap:revision"]
    return Verdict(path, claim, f"Ace {version}", "", tuple(_failures(report)))


def _report(path: Path, folder: Path) -> dict[str, Any]:
    """Ace's report on one file; `folder` takes what it writes."""
    browser = shutil.which("chromium") or "chromium"
    settings = {"PUPPETEER_EXECUTABLE_PATH": browser, "ACE_TIMEOUT_INITIAL": PATIENCE}
    ran = run([COMMAND, "--force", "--outdir", folder, path.resolve()], settings)
    try:
        report: dict[str, Any] = json.loads((folder / "report.json").read_bytes())
    except (OSError, ValueError) as error:
        said = (ran.stderr or ran.stdout).strip()
        raise RuntimeError(said or "Ace gave no report") from error
    return report


def _failures(report: dict[str, Any]) -> Iterator[Failure]:
    for page in report["assertions"]:
        for found in page["assertions"]:
            test, result = found["earl:test"], found["earl:result"]
            place = page["earl:testSubject"]["url"]
            yield Failure(test["dct:title"], result["dct:description"], place)
