"""The report's list of checks: each that ran, by whom, with what it found; none that didn't."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefbuild.problems import problem
from briefbuild.report import File, Report
from briefbuild.verify.checks import BRIEFBUILD, READ_BACK, made, not_made
from briefbuild.verify.confirm import unasked
from briefbuild.verify.proof import NO_PDF, PAGES, Proof, with_pages
from tests.verify.sample import NAMES, Sample

LOST = problem("proof-lost", format="pdf", expected="springs", found="", before="that")
BROKEN = problem(
    "proof-claim", format="pdf", claim="PDF/UA-1", clause="7.1", reason="a figure has no text"
)
FAINT = problem("proof-contrast", format="docx", text="a", color="#777", ground="#fff", ratio="4.4")
OWN = {
    "pdf": {"PDF/A-3a", "PDF/UA-1"},
    "docx": {"Word’s rules of accessibility"},
    "press": {"PDF/X-4"},
}
OTHERS = {
    "pdf": {"veraPDF"},
    "epub": {"EPUBCheck", "Ace"},
    "docx": {"openxml-audit", "LibreOffice", "pandoc"},
    "html": {"vnu", "axe-core"},
    "press": {"an independent validator"},
}


@pytest.mark.parametrize("format", NAMES)
def test_each_format_names_its_checks_and_who_wasn_t_asked(good: Sample, format: str) -> None:
    (proof,) = unasked([good.proof(format)])
    checks = proof.checks()
    own = [check for check in checks if check.by == BRIEFBUILD]
    assert {check.name for check in own} == {READ_BACK, *OWN.get(format, set())}
    assert {check.result for check in own} == {"passed"}
    assert own[0].covers.startswith(f"{proof.counts['words']} words, 4 notes, ")
    assert all(check.covers for check in own)
    assert {c.by for c in checks if c.result == "not made"} == OTHERS[format]


def test_a_fault_is_told_by_the_check_that_found_it() -> None:
    claims = {
        "PDF/UA-1": "15 rules checked by briefbuild",
        "PDF/A-3a": "12 rules checked by briefbuild",
    }
    proof = Proof(Path("a.pdf"), "pdf", (LOST, BROKEN), {"words": 2}, claims)
    found = {check.name: (check.result, check.found) for check in proof.checks()}
    assert found == {
        READ_BACK: ("failed", (LOST.message,)),
        "PDF/UA-1": ("failed", (BROKEN.message,)),
        "PDF/A-3a": ("passed", ()),
    }


def test_a_claim_that_is_gone_has_failed_its_check() -> None:
    gone = problem("proof-unclaimed", format="pdf", claim="PDF/UA-1")
    checks = Proof(Path("a.pdf"), "pdf", (gone,), {"words": 2}).checks()
    assert [(c.name, c.result) for c in checks] == [(READ_BACK, "passed"), ("PDF/UA-1", "failed")]


def test_warnings_alone_fail_nothing() -> None:
    check = made("a", "b", "", [FAINT])
    assert (check.result, check.found) == ("passed with warnings", (FAINT.message,))
    assert made("a", "b", "", [FAINT, LOST]).result == "failed"


def test_the_page_list_is_checked_where_there_are_pages(good: Sample) -> None:
    proofs = with_pages([good.proof("epub"), good.proof("pdf")])
    (check,) = [check for check in proofs[0].checks() if check.name == PAGES]
    assert (check.result, check.covers) == ("passed", f"{proofs[1].counts['pages']} pages")
    assert PAGES not in [check.name for check in proofs[1].checks()]


def test_without_a_pdf_the_page_list_is_said_to_be_unchecked(good: Sample) -> None:
    (alone,) = with_pages([good.proof("epub")])
    checks = {check.name: check for check in alone.checks()}
    assert checks.keys() == {READ_BACK, PAGES}
    assert (checks[PAGES].result, checks[PAGES].found) == ("not made", (NO_PDF,))


def test_what_was_not_made_says_why_in_the_report(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(b"")
    unchecked = not_made("EPUB 3.3", "EPUBCheck", "no Java")
    proof = Proof(path, "epub", (), {}, further=(unchecked,))
    report = Report("brief", "Title", (), (File.of(proof),))
    assert "not checked by EPUBCheck: no Java" in report.page()
    (file,) = json.loads(json.dumps(report.as_json()))["files"]
    assert file["checks"][-1] == {
        "name": "EPUB 3.3",
        "by": "EPUBCheck",
        "result": "not made",
        "covers": "",
        "found": ["no Java"],
    }
    assert file["claims"] == {}
