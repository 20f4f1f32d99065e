"""Independent judges of the finished files: each finds the good ones faultless, the seeded not.

The validators are other people's programs, slow to start, so each runs once over all its files.
`make test` installs them; a missing one fails these tests.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.building import OTHER_STYLES, Built
from tests.validators import seeding
from tests.validators.finding import Finding, wording
from tests.validators.judges import openxml_says, verapdf_says

PUBLICATIONS = ["commentary", "specimen", *(style.name for style in OTHER_STYLES)]

Findings = dict[str, list[Finding]]


def by_name(files: dict[str, Path], findings: list[Finding]) -> Findings:
    """Return the findings of each file under the file's name in these tests."""
    return {name: [f for f in findings if f.file == file] for name, file in files.items()}


def rules(findings: list[Finding]) -> set[str]:
    """Return the rules that the findings break."""
    return {finding.rule for finding in findings}


# --- PDF


DEFECTS: dict[str, tuple[Callable[[pikepdf.Pdf], object], set[str]]] = {
    "no language": (seeding.drop_language, {"PDF/UA-1 7.2-34"}),
    "no tags": (seeding.drop_tags, {"PDF/UA-1 7.1-11", "PDF/A-3a 6.7.3.3-1"}),
    "no alternative text": (seeding.drop_alternatives, {"PDF/UA-1 7.3-1"}),
    "untagged content": (seeding.untag_content, {"PDF/UA-1 7.1-3"}),
    "notes without ID": (seeding.drop_from_all("/Note", "/ID"), {"PDF/UA-1 7.9-1"}),
    "links without description": (
        seeding.change_annotations(Contents=""),
        {"PDF/UA-1 7.18.5-2"},
    ),
    "no claim of accessibility": (
        seeding.change_xmp("pdfuaid:part", "pdfuaid:other"),
        {"PDF/UA-1 5-2", "PDF/A-3a 6.6.2.3.1-1"},
    ),
    "no output intent": (seeding.drop_output_intent, {"PDF/A-3a 6.2.4.3-2"}),
    "no relationship": (seeding.drop_relationships, {"PDF/A-3a 6.8-3"}),
    "no fonts": (
        seeding.drop_font_files,
        {"PDF/UA-1 7.21.4.1-1", "PDF/A-3a 6.2.11.4.1-1"},
    ),
    "a script": (seeding.add_script, {"PDF/A-3a 6.5.1-1"}),
}
"""What is broken on purpose, with the rules that must be found broken by it."""


@pytest.fixture(scope="module")
def pdfs(
    commentary: Built, publications: dict[str, Built], tmp_path_factory: pytest.TempPathFactory
) -> Findings:
    folder = tmp_path_factory.mktemp("pdf")
    files = {name: built.pdf for name, built in publications.items()} | {
        name: seeding.with_changed_pdf(commentary.pdf, folder / f"{name}.pdf", change)
        for name, (change, _) in DEFECTS.items()
    }
    return by_name(files, verapdf_says(list(files.values())))


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_verapdf_finds_no_failed_rule_of_pdf_ua_1_and_pdf_a_3a(name: str, pdfs: Findings) -> None:
    assert not pdfs[name], wording(pdfs[name])


@pytest.mark.parametrize("defect", DEFECTS)
def test_verapdf_catches(defect: str, pdfs: Findings) -> None:
    assert DEFECTS[defect][1] <= rules(pdfs[defect]), wording(pdfs[defect])


# --- Word


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_openxml_audit_finds_no_fault(name: str, publications: dict[str, Built]) -> None:
    found = openxml_says([publications[name].docx])
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
    assert any("nonsense" in finding.message for finding in openxml_says([bad]))
