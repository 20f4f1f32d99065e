"""Independent judges of the finished files: each finds the good ones faultless, the seeded not.

The validators are other people's programs, slow to start, so each runs once over all its files.
`make test` installs them; a missing one fails these tests.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.building import Built
from tests.validators import seeding
from tests.validators.epubcheck import container, epubcheck
from tests.validators.finding import Finding, wording
from tests.validators.libreoffice import libreoffice, note_bodies
from tests.validators.openxml import openxml
from tests.validators.verapdf import verapdf

BRIEFS = ["commentary", "specimen"]

Findings = dict[str, list[Finding]]


def by_name(files: dict[str, Path], findings: list[Finding]) -> Findings:
    """Return the findings of each file under the file's name in these tests."""
    return {name: [f for f in findings if f.file == file] for name, file in files.items()}


def rules(findings: list[Finding]) -> set[str]:
    """Return the rules that the findings break."""
    return {finding.rule for finding in findings}


# --- EPUB


@pytest.fixture(scope="module")
def epubs(commentary: Built, specimen: Built, tmp_path_factory: pytest.TempPathFactory) -> Findings:
    folder = tmp_path_factory.mktemp("epub")
    files = {
        "commentary": commentary.epub,
        "specimen": specimen.epub,
        "a link to nowhere": seeding.with_changed_parts(
            commentary.epub,
            folder / "link.epub",
            r".*\.xhtml",
            lambda text: text.replace("</body>", '<p><a href="gone.xhtml">gone</a></p></body>'),
        ),
        "a missing manifest item": seeding.with_changed_parts(
            commentary.epub,
            folder / "manifest.epub",
            r".*\.opf",
            lambda text: re.sub(r"<item [^>]*image/(png|jpeg|svg\+xml)[^>]*>", "", text),
        ),
    }
    return by_name(files, epubcheck(list(files.values())))


@pytest.mark.parametrize("brief", BRIEFS)
def test_epubcheck_finds_neither_error_nor_warning(brief: str, epubs: Findings) -> None:
    assert not epubs[brief], wording(epubs[brief])


@pytest.mark.parametrize(
    ("defect", "rule"),
    [("a link to nowhere", "RSC-007"), ("a missing manifest item", "RSC-008")],
)
def test_epubcheck_catches(defect: str, rule: str, epubs: Findings) -> None:
    assert rule in rules(epubs[defect]), wording(epubs[defect])


def test_a_misplaced_mimetype_is_caught(commentary: Built, tmp_path: Path) -> None:
    late = seeding.with_late_mimetype(commentary.epub, tmp_path / "late.epub")
    deflated = seeding.with_deflated_mimetype(commentary.epub, tmp_path / "deflated.epub")
    assert rules(container(late)) == {"OCF-first"}
    assert rules(container(deflated)) == {"OCF-stored"}


# --- PDF


@pytest.fixture(scope="module")
def pdfs(commentary: Built, specimen: Built, tmp_path_factory: pytest.TempPathFactory) -> Findings:
    folder = tmp_path_factory.mktemp("pdf")
    defects = {
        "no language": seeding.drop_language,
        "no tags": seeding.drop_tags,
        "no alternative text": seeding.drop_alternatives,
    }
    files = {"commentary": commentary.pdf, "specimen": specimen.pdf} | {
        name: seeding.with_changed_pdf(commentary.pdf, folder / f"{name}.pdf", change)
        for name, change in defects.items()
    }
    return by_name(files, verapdf(list(files.values())))


@pytest.mark.parametrize("brief", BRIEFS)
def test_verapdf_finds_no_failed_rule_of_pdf_ua_1(brief: str, pdfs: Findings) -> None:
    assert not pdfs[brief], wording(pdfs[brief])


@pytest.mark.parametrize(
    ("defect", "rule"),
    [("no language", "7.2-34"), ("no tags", "7.1-11"), ("no alternative text", "7.3-1")],
)
def test_verapdf_catches(defect: str, rule: str, pdfs: Findings) -> None:
    assert rule in rules(pdfs[defect]), wording(pdfs[defect])


# --- Word


@pytest.mark.parametrize("brief", BRIEFS)
def test_openxml_audit_finds_no_fault(brief: str, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(brief)
    found = openxml([built.docx])
    assert not found, wording(found)


def test_openxml_audit_catches_an_element_that_word_does_not_know(
    commentary: Built, tmp_path: Path
) -> None:
    bad = seeding.with_changed_parts(
        commentary.docx,
        tmp_path / "element.docx",
        r"word/document\.xml",
        lambda text: text.replace("</w:body>", "<w:nonsense/></w:body>"),
    )
    assert any("nonsense" in finding.message for finding in openxml([bad]))


@pytest.fixture(scope="module")
def docxs(commentary: Built, specimen: Built, tmp_path_factory: pytest.TempPathFactory) -> Findings:
    folder = tmp_path_factory.mktemp("docx")
    files = {
        "commentary": commentary.docx,
        "specimen": specimen.docx,
        "notes restarted": seeding.with_changed_parts(
            commentary.docx,
            folder / "restarted.docx",
            r"word/document\.xml",
            restart_notes,
        ),
    }
    return by_name(files, libreoffice(list(files.values()), folder))


def restart_notes(document: str) -> str:
    """Let the notes begin again on every page, as some templates do."""
    restart = '<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>'
    references = r"(?:\s*<w:(?:header|footer)Reference[^>]*/>)*"
    document = re.sub(r"<w:footnotePr>.*?</w:footnotePr>", "", document, flags=re.DOTALL)
    return re.sub(rf"(<w:sectPr[^>/]*>{references})", rf"\1{restart}", document)


@pytest.mark.parametrize("brief", BRIEFS)
def test_libreoffice_numbers_the_notes_through(brief: str, docxs: Findings) -> None:
    assert not docxs[brief], wording(docxs[brief])


def test_the_commentary_has_21_notes(commentary: Built) -> None:
    assert len(note_bodies(commentary.docx)) == 21


def test_libreoffice_shows_restarted_notes(docxs: Findings) -> None:
    assert rules(docxs["notes restarted"]) == {"note-number"}
