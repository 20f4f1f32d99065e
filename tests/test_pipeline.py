"""What the stages make of each other's results."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefbuild.check import check
from briefbuild.house import load_house
from briefbuild.load import load
from briefbuild.output import Output
from briefbuild.pipeline import build
from briefbuild.problems import Problem, problem
from briefbuild.render.edition import Edition, Rendered
from briefbuild.render.formats import FORMATS, Format
from briefbuild.report import Report
from briefbuild.verify.metadata import NAME
from tests.building import ROOT
from tests.fault_cases import SOUND

EPUB, PDF, WORD = (
    next(format for format in FORMATS if format.name == name) for name in ("epub", "pdf", "docx")
)


def broken_epub(*found: Problem) -> Format:
    """The EPUB's format, but its files are damaged and it finds these problems."""

    def render(edition: Edition, target: Path) -> Rendered:
        target.write_bytes(b"damaged")
        return Rendered(target, found)

    return EPUB._replace(render=render)


def codes_of(format: Format, folder: Path) -> list[str]:
    report = built(format, folder, {})
    assert report.published is None
    return [p.code for p in report.problems]


def built(format: Format, folder: Path, files: Mapping[str, str], *more: Format) -> Report:
    """The report on a sound brief with these files in the place of its own."""
    for name, text in {**SOUND, **files}.items():
        path = folder / "brief" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    house, _ = load_house(ROOT / "styles", "styles")
    assert house is not None
    return build(folder / "brief", "brief", house, [format, *more], Output(folder / "out"))


def test_a_file_rendered_with_errors_is_not_proved(tmp_path: Path) -> None:
    found = problem("table-too-wide", None, over=9)
    assert codes_of(broken_epub(found), tmp_path) == ["table-too-wide"]


def test_a_damaged_file_of_which_nothing_was_told_is_proved(tmp_path: Path) -> None:
    codes = codes_of(broken_epub(), tmp_path)
    assert codes
    assert all(code.startswith("proof-") for code in codes)


def test_a_broken_pdf_hides_nothing_that_is_wrong_in_the_epub(tmp_path: Path) -> None:
    """Which is made after it, from its pages."""
    wrong = problem("table-too-wide", None, over=9)
    pdf = PDF._replace(render=lambda _, target: Rendered(target, (wrong,)))
    report = built(broken_epub(problem("page-list-text", printed=1, found=2)), tmp_path, {}, pdf)
    assert {p.code for p in report.problems} == {"table-too-wide", "page-list-text"}


def test_a_report_names_the_checks_that_others_could_make(tmp_path: Path) -> None:
    report = built(EPUB, tmp_path, {})
    (file,) = report.files
    others = {check.by for check in file.checks if check.result == "not made"}
    assert others >= {"EPUBCheck", "Ace"}


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_a_heading_that_skips_a_level_has_one_answer_in_every_format(
    tmp_path: Path, format: Format
) -> None:
    """The editor's, with its place, before any validator can blame the program for it."""
    text = {"sections/a.md": "# One\n\nText.\n\n### Two\n\nText.\n"}
    report = built(format, tmp_path, text)
    assert report.published is None
    (found,) = report.problems
    assert (found.code, str(found.place)) == ("heading-jump", "brief/sections/a.md:5:1")


TABLES = """# One

Text.[^a]

| Year | Sum |
|:-----|----:|
| 1907 | 118 |

| Year | Sum |
|:-----|----:|
| 1911 |  97 |

[^a]: As told:

    | Month | Days |
    |:------|-----:|
    | May   |   31 |
"""


def test_tables_in_notes_and_right_behind_each_other_can_be_published(tmp_path: Path) -> None:
    """Word’s checker asked titles of those, and took the paragraph that parts these for empty."""
    report = built(WORD, tmp_path, {"sections/a.md": TABLES})
    assert [str(p) for p in report.problems if p.severity == "error"] == []
    assert report.published


def test_a_paragraph_that_is_said_again_and_again_may_be_divided_by_pages(tmp_path: Path) -> None:
    """It then stands whole on other pages, which is no sign of a page's mark in a wrong place."""
    said = (
        "Many laptops have few sockets, so that one thing must be taken out for another.\n\n" * 150
    )
    report = built(EPUB, tmp_path, {"sections/a.md": f"# One\n\n{said}"}, PDF)
    assert [str(p) for p in report.problems if p.severity == "error"] == []
    assert report.published


def test_the_facts_problems_are_in_the_order_of_lines(tmp_path: Path) -> None:
    """Those of the schema come by field, those of YAML before them."""
    yaml = SOUND["brief.yaml"].replace("lang: en", "lang: english").replace("slug: a", "slug: A")
    text = yaml + "title: Again\n"
    (tmp_path / "brief.yaml").write_text(text, encoding="utf-8")
    places = [p.place for p in load(tmp_path, "brief").problems]
    assert [p.line for p in places if p] == sorted(p.line for p in places if p)
    assert len(places) > 2


FAULTY = """# Heading {style="color:red"}

![Caption](a.svg){#fig-a} stands in text, and @fig-b.

![Caption](../b.svg){#fig-b}

A call.[^none]
"""
FIGURES = """figures:
  fig-a: {file: a.svg, alt: A., rights: {holder: A., permission: granted}}
  fig-b: {file: b.svg, alt: B., rights: {holder: B., permission: granted}}
"""


def found_in_texts(yaml: str, folder: Path) -> list[str]:
    """The codes of what is found, the facts' own left out."""
    (folder / "sections").mkdir(parents=True)
    (folder / "brief.yaml").write_text(yaml, encoding="utf-8")
    (folder / "sections/a.md").write_text(FAULTY, encoding="utf-8")
    house, _ = load_house(ROOT / "styles", "styles")
    assert house is not None
    problems = check(folder, "brief", house, Output(folder / "out")).problems
    return [p.code for p in problems if p.place and p.place.file.endswith(".md")]


def test_faults_of_the_texts_are_found_whatever_the_facts_lack(tmp_path: Path) -> None:
    sound = SOUND["brief.yaml"] + FIGURES
    found = found_in_texts(sound, tmp_path / "sound")
    assert found == ["attribute-unknown", "figure-inline", "note-undefined"]
    wrong = sound.replace("lang: en", "lang: english").replace("slug: ", "slgu: ")
    assert found_in_texts(wrong, tmp_path / "wrong") == found


def test_a_ledger_that_cant_be_read_makes_no_fault_of_the_texts(tmp_path: Path) -> None:
    wrong = SOUND["brief.yaml"] + FIGURES.replace("file: b.svg, ", "")
    found = found_in_texts(wrong, tmp_path)
    assert found == ["attribute-unknown", "figure-inline", "note-undefined"]


def test_a_build_has_the_metadata_of_its_files_checked(tmp_path: Path) -> None:
    (file,) = built(EPUB, tmp_path, {}).files
    assert (NAME, "passed") in [(check.name, check.result) for check in file.checks]
