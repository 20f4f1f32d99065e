"""The stress of the pages: few geometries, a small text, and faults that it must count."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from bench.stress import __main__ as program
from bench.stress import running
from bench.stress.dense import SECTIONS, WORDS, write_dense
from bench.stress.faults import Fault, Kind, examine
from bench.stress.geometry import LOWEST, NARROWEST, draw, write_style
from bench.stress.laying import Result, lay_out
from briefbuild.load import load
from briefbuild.render.pages.corrections import correct_weasyprint, late_notes
from tests.render.pages.stock import put_back_stock

ROOT = Path(__file__).parents[1]
ALONE = f" [{Kind.ALONE.value}]"
GEOMETRIES = (2, 7, 11, 31)
"""The last has margins that are narrow for running heads."""


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small text of notes, with everything that the large one has."""
    return write_dense(tmp_path_factory.mktemp("dense") / "dense-notes", notes=41, sections=1)


@pytest.mark.parametrize("number", GEOMETRIES)
def test_a_text_of_notes_stands_whole_in_a_geometry(
    number: int, dense: Path, tmp_path: Path
) -> None:
    found = lay_out(dense, number, tmp_path)
    assert found.faults == ()
    assert found.notes == 41
    assert found.pages > 3


def test_a_note_taller_than_a_small_page_is_among_them(dense: Path, tmp_path: Path) -> None:
    assert lay_out(dense, 2, tmp_path).split >= 1


def test_without_the_corrections_it_finds_notes_lost_or_late(
    dense: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct_weasyprint()
    put_back_stock(monkeypatch)
    monkeypatch.setattr("briefbuild.render.pages.typeset.correct_weasyprint", lambda: None)
    assert lay_out(dense, 2, tmp_path).faults
    assert block._linebox_layout is late_notes.STOCK


def test_what_the_program_refuses_is_a_fault_with_its_reason(tmp_path: Path) -> None:
    brief = write_dense(tmp_path / "broken", notes=41, sections=1)
    with (brief / "sections" / "01.md").open("a", encoding="utf-8") as file:
        file.write("\nA call without a body.[^none]\n")
    (fault,) = lay_out(brief, 2, tmp_path / "work").faults
    assert fault.kind == Kind.OTHER
    assert "note-undefined" in fault.text


def test_the_whole_text_has_300_notes_and_is_always_the_same(tmp_path: Path) -> None:
    one, two = write_dense(tmp_path / "one"), write_dense(tmp_path / "two")
    texts = [
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in (one, two)
    ]
    assert texts[0] == texts[1]
    bodies = sum(text.count(b"\n[^") for text in texts[0].values())
    assert bodies + 1 == 300  # the author's note is the first
    assert len(list((one / "sections").iterdir())) == SECTIONS
    assert load(one, "one").problems == ()
    assert WORDS.split()[0] == "the"


def test_geometries_are_drawn_the_same_and_leave_room_for_text() -> None:
    drawn = [draw(number) for number in range(1, 201)]
    assert drawn == [draw(number) for number in range(1, 201)]
    assert len({str(geometry) for geometry in drawn}) == 200
    assert len({(geometry.width, geometry.height) for geometry in drawn}) == 10
    assert min(geometry.measure for geometry in drawn) >= NARROWEST
    assert min(g.height - g.top - g.bottom for g in drawn) >= LOWEST


def test_a_geometry_is_written_as_tokens(tmp_path: Path) -> None:
    geometry = draw(3)
    for number in (4, 3):
        write_style(draw(number), tmp_path / "styles")
    css = (tmp_path / "styles" / "tokens.css").read_text(encoding="utf-8")
    assert f"--size-text: {geometry.text:g}pt;" in css
    assert f"--page-width: {geometry.width:g}mm;" in css


# ── the check of the boxes, and its controls ─────────────────────────────────────────────────────

PAGE = """
<style>
  @page {{ size: 300px 200px; margin: 20px }}
  body {{ margin: 0; font: 12px/15px serif }}
  p {{ margin: 0 }}
  .note {{ float: footnote }}
  {css}
</style>
<p>Some words<span class=note id=a>{one}</span> and others<span class=note id=b>Two</span>.</p>
<p>{more}</p>
"""


def faults_of(css: str = "", one: str = "One", more: str = "") -> str:
    correct_weasyprint()
    document = weasyprint.HTML(string=PAGE.format(css=css, one=one, more=more)).render()
    return "; ".join(f"{fault} [{fault.kind.value}]" for fault in examine(document).faults)


def test_a_sound_page_has_no_fault() -> None:
    assert faults_of() == ""


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (
            "p { position: relative; top: 110px }",
            "stands in the notes (15",
        ),
        ("p { position: relative; top: 160px }", "stands off the page"),
        ("p { position: relative; top: 190px }", "stands off the sheet"),
        ("p { position: relative; left: -60px }", "runs off the side of the sheet"),
        ("p { white-space: nowrap; word-spacing: 200px }", "runs off the side of the sheet"),
        ("#a { margin-top: 200px }", "notes run off the page [notes cut]"),
        ("@page { @top-left { content: 'Head'; padding-bottom: 19px } }", "“Head” stands off"),
        ("@page { @bottom-left { content: 'Foot'; padding-top: 19px } }", "“Foot” stands off"),
    ],
)
def test_what_stands_where_nothing_may_is_found(css: str, expected: str) -> None:
    assert expected in faults_of(css)


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("", ""),
        ("p { orphans: 1 } p + p { margin-top: 75px }", "page 1: “word” is alone at its foot"),
        ("p { widows: 1 }", "page 2: “word” is alone at its head"),
    ],
)
def test_lines_alone_at_a_pages_head_or_foot_are_found(css: str, expected: str) -> None:
    assert expected == faults_of(css, more="<br>".join(["word"] * 7)).removesuffix(ALONE)


def test_words_divided_between_pages_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    css = "p { hyphens: auto; text-align: justify; width: 180px }"
    more = f"<span lang=en>{'internationalisation and a few more of the words ' * 20}</span>"
    assert faults_of(css, more=more) == ""
    for home in (late_notes, block):
        monkeypatch.setattr(home, "ends_within_a_word", lambda *_: False)
    assert "a word is divided at its end" in faults_of(css, more=more)


def test_a_note_behind_one_that_fills_the_page_is_late() -> None:
    found = faults_of(one="words of it " * 400)
    assert "b: is called on page 1, and begins on page" in found
    assert "[notes late]" in found


def test_notes_lost_early_and_out_of_order_are_found() -> None:
    correct_weasyprint()
    document = weasyprint.HTML(string=PAGE.format(css="", one="One", more="")).render()
    area = area_of(document.pages[0])
    whole = list(area.children)
    area.children = whole[::-1]
    assert [fault.kind for fault in examine(document).faults] == [Kind.ORDER]
    area.children = whole[:1]
    lost, order = examine(document).faults
    assert (lost.kind, order.kind) == (Kind.LOST, Kind.ORDER)
    assert str(lost) == "b: is called on page 1, and stands nowhere"


def test_a_note_that_skips_a_page_is_cut() -> None:
    correct_weasyprint()
    document = weasyprint.HTML(string=PAGE.format(css="", one="One", more="word " * 900)).render()
    area, third = area_of(document.pages[0]), document.pages[2]._page_box
    third.children = [*third.children, area.copy_with_children(area.children[-1:])]
    found = [str(fault) for fault in examine(document).faults if fault.kind == Kind.CUT]
    assert found == ["b: stands on pages 1, 3"]


def area_of(page: weasyprint.Page) -> Any:
    """The area of a page's notes."""
    found = [c for c in page._page_box.children if isinstance(c, boxes.FootnoteAreaBox)]
    return found[0]


# ── the program ──────────────────────────────────────────────────────────────────────────────────


def test_the_table_counts_what_was_seen_and_what_went_wrong() -> None:
    off, lost = Fault(Kind.OFF, "page 2: bad"), Fault(Kind.LOST, "worse")
    results = [
        Result("a", 1, 10, 5, 1),
        Result("a", 2, 11, 5, 0, 3, (off, off, lost)),
        Result("b", 1, 3, 2),
    ]
    head, *lines = program.table(results).splitlines()
    assert head.split() == ["a", "b"]
    assert {line[:24].strip(): line[24:].split() for line in lines} == {
        "geometries": ["2", "1"],
        "pages": ["21", "3"],
        "notes": ["10", "2"],
        "notes split over pages": ["1", "0"],
        "pages with holes": ["3", "0"],
        "notes lost": ["1", "0"],
        "notes late": ["0", "0"],
        "notes cut": ["0", "0"],
        "notes out of order": ["0", "0"],
        "off the page": ["2", "0"],
        "single lines": ["0", "0"],
        "words divided": ["0", "0"],
        "other faults": ["0", "0"],
        "geometries with faults": ["1", "0"],
    }


def test_a_crash_is_a_fault_of_its_geometry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip(*arguments: object) -> Result:
        raise LookupError("no such box")

    monkeypatch.setattr(running, "lay_out", trip)
    found = running.attempt(Path("a-text"), 7, tmp_path)
    assert (found.text, found.geometry) == ("a-text", 7)
    assert found.faults == (Fault(Kind.OTHER, "LookupError: no such box"),)


def test_it_says_by_its_exit_code_whether_anything_is_wrong(
    dense: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for faults, code in (((), 0), ((Fault(Kind.LOST, "something stands nowhere"),), 1)):
        made = [Result("dense-notes", 2, 9, 41, 1, 0, faults)]
        monkeypatch.setattr(program, "lay_out_all", lambda tasks, work, made=made: iter(made))
        assert program.main([str(dense), "--only", "2"]) == code
    printed = capsys.readouterr().out
    assert "dense-notes, geometry 2 (105 × 148 mm" in printed
    assert "something stands nowhere" in printed


def test_the_whole_program_lays_out_a_text_with_charts() -> None:
    """Charts are drawn before, too, and leave threads behind."""
    command = [sys.executable, "-m", "bench.stress", "brief", "--only", "94"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert run.stderr == ""
    assert run.stdout.splitlines()[-1].split() == ["geometries", "with", "faults", "0"]
    assert run.returncode == 0


def test_a_text_that_can_not_be_built_is_refused_once_with_its_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = write_dense(tmp_path / "broken", notes=41, sections=1)
    with (brief / "sections" / "01.md").open("a", encoding="utf-8") as file:
        file.write("\nA call without a body.[^none]\n")
    monkeypatch.setattr(program, "lay_out_all", lambda tasks, work: pytest.fail("laid out"))
    assert program.main([str(brief)]) == 1
    *problems, last = capsys.readouterr().out.splitlines()
    assert "note-undefined" in "".join(problems)
    assert last == "broken: can't be built, so no geometry was laid out: 1 error(s)"
