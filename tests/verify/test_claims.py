"""What a PDF claims, and that each rule a claim rests on is broken by a file that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from briefbuild.verify.claims import RULES, check_claims
from tests.validators import seeding
from tests.validators.seeding import change_annotations, change_xmp, drop_from_all, rename_first
from tests.verify.sample import Sample, said


@pytest.fixture(scope="module")
def printed(good: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("claims") / "good.pdf"
    path.write_bytes(good.file("pdf").read_bytes())
    return path


def drop_marking(document: pikepdf.Pdf) -> None:
    del document.Root["/MarkInfo"]


def drop_tab_order(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        del page["/Tabs"]


def hide_title(document: pikepdf.Pdf) -> None:
    del document.Root["/ViewerPreferences"]


def change_info(document: pikepdf.Pdf) -> None:
    document.docinfo["/Title"] = "Another title"


def point_outside(document: pikepdf.Pdf) -> None:
    document.Root.Outside = document.make_stream(b"", F=pikepdf.String("elsewhere.bin"))


CONTROLS: dict[str, tuple[Callable[[pikepdf.Pdf], object], str]] = {
    "marked": (drop_marking, "isn’t marked as tagged"),
    "content": (seeding.untag_content, "content on page 1 is neither tagged nor an artifact"),
    "parents": (seeding.mislead_content, "isn’t found from its content"),
    "types": (rename_first("/LBody", "/LText"), "“LText” is no standard structure type"),
    "languages": (seeding.drop_language, "the document has no language"),
    "alternatives": (seeding.drop_alternatives, "a Figure has no alternative text"),
    "headings": (rename_first("/H3", "/H5"), "a heading H5 follows H2"),
    "heads": (drop_from_all("/TH", "/A"), "header cell has no scope"),
    "notes": (drop_from_all("/Note", "/ID"), "notes have the ID “”"),
    "links": (change_annotations(Contents=""), "has no description"),
    "order": (drop_tab_order, "the tab key doesn’t follow the structure on page 1"),
    "title": (hide_title, "the window doesn’t show the title"),
    "agreement": (change_info, "Title is “Another title” in Info"),
    "schemas": (
        change_xmp("<dc:format>", "<prism:doi>10.1/x</prism:doi><dc:format>"),
        "is described by no schema",
    ),
    "embedded": (seeding.drop_relationships, "doesn’t say how it belongs to the document"),
    "fonts": (seeding.drop_font_files, "isn’t embedded"),
    "letters": (seeding.drop_characters, "doesn’t say which characters its letters are"),
    "colours": (seeding.drop_output_intent, "there is no output intent with an RGB profile"),
    "pictures": (seeding.smooth_pictures, "a picture is smoothed"),
    "actions": (seeding.add_script, "there is an entry JS"),
    "flags": (change_annotations(F=2), "isn’t printed or is hidden"),
    "openness": (point_outside, "a stream lies in another file"),
}


def test_the_file_claims_both_standards_and_breaks_no_rule(printed: Path) -> None:
    claimed = check_claims(printed, "pdf")
    assert said(claimed.problems) == ""
    assert list(claimed.claims) == ["PDF/A-3a", "PDF/UA-1"]
    assert all("rules checked by briefbuild" in how for how in claimed.claims.values())


def test_every_rule_has_a_control() -> None:
    assert sorted(rule.faults.__name__ for rule in RULES) == sorted(CONTROLS)


@pytest.mark.parametrize("rule", CONTROLS)
def test_a_broken_rule_is_found(rule: str, printed: Path, tmp_path: Path) -> None:
    change, wording = CONTROLS[rule]
    bad = seeding.with_changed_pdf(printed, tmp_path / "bad.pdf", change)
    problems = check_claims(bad, "pdf").problems
    assert {problem.code for problem in problems} == {"proof-claim"}
    assert wording in said(problems)


def test_a_claim_that_no_rule_covers_is_refused(printed: Path, tmp_path: Path) -> None:
    claim = change_xmp("<pdfaid:conformance>A", "<pdfaid:conformance>U")
    bad = seeding.with_changed_pdf(printed, tmp_path / "bad.pdf", claim)
    assert "claims PDF/A-3u" in said(check_claims(bad, "pdf").problems)


@pytest.mark.parametrize(
    ("change", "wording"),
    [
        (change_xmp("</rdf:RDF>", "</rdf:RDF><rdf:RDF xmlns:rdf='x'>"), "can’t be read"),
        (change_xmp("<rdf:Description", "<rdf:RDF/><rdf:Description"), "has not one rdf:RDF"),
    ],
)
def test_a_packet_that_readers_would_not_understand_is_found(
    change: Callable[[pikepdf.Pdf], None], wording: str, printed: Path, tmp_path: Path
) -> None:
    bad = seeding.with_changed_pdf(printed, tmp_path / "bad.pdf", change)
    assert wording in said(check_claims(bad, "pdf").problems)


@pytest.mark.parametrize(("lost", "claim"), [("pdfaid", "PDF/A-3a"), ("pdfuaid", "PDF/UA-1")])
def test_a_file_that_lost_a_claim_is_found(
    lost: str, claim: str, printed: Path, tmp_path: Path
) -> None:
    bare = seeding.with_changed_pdf(
        printed, tmp_path / "bare.pdf", change_xmp(f"{lost}:part", "dc:source")
    )
    claimed = check_claims(bare, "pdf")
    assert claim not in claimed.claims
    found = [p.facts["claim"] for p in claimed.problems if p.code == "proof-unclaimed"]
    assert found == [claim]
