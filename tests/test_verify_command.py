"""`briefbuild verify`: what the published files claim, confirmed by others or said not to be."""

from __future__ import annotations

import datetime
import html
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefbuild.new import start_brief
from briefbuild.problems import Place, problem
from tests.building import BRIEFBUILD, ROOT, Built, build
from tests.validators import seeding

NO_JAVA = {"PATH": str(Path(sys.executable).parent), "JAVA_HOME": ""}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short brief, whose files are soon read: brief/, with a warning, and what is built of it."""
    folder = tmp_path_factory.mktemp("small")
    start_brief(folder / "brief", datetime.date(2026, 1, 1))
    facts = folder / "brief" / "brief.yaml"
    asked = facts.read_text(encoding="utf-8").replace(
        "permission: not-needed", "permission: requested"
    )
    facts.write_text(asked, encoding="utf-8")
    build(folder / "brief", folder / "built")
    return folder


@pytest.fixture
def out(small: Path, tmp_path: Path) -> Path:
    """A folder with the built files, to be verified and spoilt."""
    shutil.copytree(small / "built" / "brief", tmp_path / "brief")
    return tmp_path


def verify(
    brief: Path, out: Path, *options: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BRIEFBUILD, "verify", brief, "--out", out, *options],
        env=os.environ | (environment or {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def claims_in_report(folder: Path) -> dict[str, str]:
    """What a report says bears out each claim of the PDF."""
    text = (folder / "report.json").read_text(encoding="utf-8")
    (file,) = (file for file in json.loads(text)["files"] if file["format"] == "pdf")
    return dict(file["claims"])


def test_claims_are_confirmed_and_the_report_says_by_whom(
    commentary: Built, tmp_path: Path
) -> None:
    folder = tmp_path / commentary.pdf.parent.name
    shutil.copytree(commentary.pdf.parent, folder)
    built = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert all("checked by briefbuild" in how for how in claims_in_report(folder).values())
    run = verify(ROOT / "brief", tmp_path)
    assert run.returncode == 0, run.stderr
    for claim in ("PDF/A-3a", "PDF/UA-1"):
        assert f"{claim}, confirmed by veraPDF 1." in run.stdout
        assert claims_in_report(folder)[claim].startswith("confirmed by veraPDF 1.")
    page = (folder / "report.html").read_text(encoding="utf-8")
    office = ("openxml-audit 0.", "LibreOffice ", "pandoc 3.")
    for judge in ("veraPDF 1.", "EPUBCheck 5.", "Ace 1.", *office, "vnu ", "axe-core 4."):
        assert f"confirmed by {judge}" in run.stdout
        assert f"<td>{judge}" in page
    assert "not checked by" not in page
    after = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert after["made_from"] == built["made_from"]


def rows(out: Path, name: str) -> dict[tuple[str, str], str]:
    """What report.json says came of each check of a file, by its name and who made it."""
    text = (out / "brief" / "report.json").read_text(encoding="utf-8")
    (file,) = (file for file in json.loads(text)["files"] if file["file"].endswith(name))
    return {(c["name"], c["by"].split()[0]): c["result"] for c in file["checks"]}


def test_the_report_of_a_failed_verification_says_what_each_checker_found(
    out: Path, small: Path
) -> None:
    folder = out / "brief"
    path, digests = (
        folder / "report.json",
        json.loads((folder / "report.json").read_bytes())["built"],
    )
    book, kept = folder / f"{folder.name}.epub", out / "kept.epub"
    book.rename(kept)
    seeding.with_changed_parts(
        kept,
        book,
        r".*/text/ch.*\.xhtml",
        lambda text: text.replace("</body>", "<p><nonsense/></p></body>"),
    )
    (folder / f"{folder.name}.docx").unlink()
    run = verify(small / "brief", out)
    assert run.returncode == 1
    for code in ("proof-refuted", "output-changed", "output-missing"):
        assert f"error[{code}]" in run.stderr
    assert f"what was found wrong is in {folder / 'report.html'}" in run.stdout
    assert rows(out, ".epub")["EPUB 3.3", "EPUBCheck"] == "failed"
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert 'element "nonsense" not allowed' in html.unescape(page)
    assert '<td class="error">failed</td>' in page
    assert json.loads(path.read_text(encoding="utf-8"))["built"] == digests
    # What was built isn't forgotten by looking at it.
    assert "error[output-missing]" in verify(small / "brief", out, environment=NO_JAVA).stderr
    kept.replace(book)
    assert "output-changed" not in verify(small / "brief", out, environment=NO_JAVA).stderr


def test_what_the_build_warned_of_stays_in_the_report(out: Path, small: Path) -> None:
    """A page with a hole is found while it is set, and can't be found in the finished file."""
    path = out / "brief" / "report.json"
    report = json.loads(path.read_text(encoding="utf-8"))
    facts = {"id": "fig-x", "page": 3, "percent": 34}
    place = Place("elsewhere/text.md", 20, 1)
    stale = problem("proof-unconfirmed", format="pdf", claims="PDF/X-9", reason="", hint="none")
    told = [problem("figure-hole", place, **facts).as_json(), stale.as_json()]
    report["problems"] += told
    path.write_text(json.dumps(report), encoding="utf-8")
    for _ in range(2):  # the report of a verification is one to be verified, too
        run = verify(small / "brief", out, environment=NO_JAVA)
        assert run.stderr.count("warning[figure-hole]: page 3 ends with 34 % of it empty") == 1
        assert run.stderr.count("warning[figure-permission]") == 1
        assert "PDF/X-9" not in run.stderr
        assert "figure-hole" in path.with_suffix(".html").read_text(encoding="utf-8")


def test_a_report_of_an_older_program_is_read_without_its_problems(out: Path, small: Path) -> None:
    path = out / "brief" / "report.json"
    report = json.loads(path.read_text(encoding="utf-8"))
    report["problems"] = [{"code": "gone", "file": "a.md", "line": 1, "column": 1}]
    path.write_text(json.dumps(report), encoding="utf-8")
    run = verify(small / "brief", out, environment=NO_JAVA)
    assert run.returncode == 0, run.stderr
    assert "gone" not in run.stderr


def test_without_java_the_claims_are_unconfirmed_and_what_is_needed_is_named(
    out: Path, small: Path
) -> None:
    run = verify(small / "brief", out, environment=NO_JAVA)
    assert run.returncode == 0, run.stderr
    assert "warning[proof-unconfirmed]" in run.stderr
    assert "default-jre-headless" in run.stderr
    assert "confirmed by veraPDF" not in run.stdout
    page = (out / "brief" / "report.html").read_text(encoding="utf-8")
    assert "not checked by veraPDF: veraPDF can’t run without default-jre-headless" in page
    for judge in ("EPUBCheck", "Ace", "LibreOffice", "vnu", "axe-core"):
        assert f"not checked by {judge}: " in page
    assert "confirmed by pandoc 3." in run.stdout  # which comes with the program
    assert verify(small / "brief", out, "--strict", environment=NO_JAVA).returncode == 1
