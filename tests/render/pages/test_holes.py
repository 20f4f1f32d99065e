"""Holes: pages that end empty although text follows that could fill them, and pages that may."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from weasyprint.layout import block

from briefbuild.problems import Place, Problem
from briefbuild.render.pages.corrections import correct_weasyprint, page_floats
from briefbuild.render.pages.holes import Hole, holes
from briefbuild.render.pdf import renderer as pdf
from tests.render.pages.test_page_floats import Draft
from tests.render.pdf.printing import edition

LINES = 20
"""Lines of a page."""
NOTE = "<span class=note>note</span>"
STYLE = """<style>
.whole { break-inside: avoid; margin: 15px 0 }
.framed { border: 15px solid; border-width: 15px 0; margin: 0 }
</style>"""


@pytest.fixture(autouse=True, scope="module")
def corrected() -> None:
    correct_weasyprint()


@pytest.fixture
def _no_floats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures break the page, as in WeasyPrint."""
    monkeypatch.setattr(block, "_in_flow_layout", page_floats.STOCK)
    monkeypatch.setattr(page_floats, "lay_out_child", page_floats.STOCK)  # it is put in place anew


def lines(count: int) -> str:
    return f"<p>{'<br>'.join(['word'] * count)}</p>" if count else ""


def found(above: int, body: str) -> list[Hole]:
    """The holes of a page with so many lines above a body."""
    draft = Draft(0)
    draft.height = 40 + LINES * 15
    draft.body = STYLE + lines(above) + body
    return holes(draft.laid_out())


def figure(caption: str = "") -> str:
    return f"<figure><i style='height: 150px'></i><figcaption>{caption}</figcaption></figure>"


def whole(inner: str, name: str = "whole") -> str:
    return f"<div class='{name}'>{inner}</div>"


@pytest.mark.usefixtures("_no_floats")
@pytest.mark.parametrize(
    ("caption", "text", "is_hole"),
    [
        ("", lines(9), True),
        (NOTE, lines(9), True),
        ("", f"<p>word{NOTE}<br>word</p>", True),
        (NOTE, f"<p>word{NOTE}<br>word</p>", False),
        (NOTE, f"<p>word<br>word{NOTE}<br>{'word<br>' * 9}</p>", False),
        (NOTE, f"<p>word<br>word<br>word{NOTE}<br>{'word<br>' * 9}</p>", True),
        (NOTE, f"<h2>word</h2><p>word{NOTE}<br>word</p>", False),
        (NOTE, f"{lines(2)}<p>word{NOTE}<br>word</p>", True),
    ],
)
def test_text_whose_notes_would_come_before_the_captions_fills_no_page(
    caption: str, text: str, is_hole: bool
) -> None:
    assert bool(found(13, figure(caption) + text)) is is_hole


@pytest.mark.usefixtures("_no_floats")
def test_a_page_that_is_hardly_empty_has_no_hole() -> None:
    assert found(17, figure() + lines(9)) == []
    assert [round(hole.share, 2) for hole in found(16, figure() + lines(9))] == [0.2]


@pytest.mark.usefixtures("_no_floats")
@pytest.mark.parametrize(
    ("text", "needs"),
    [
        (lines(3), 3),
        (lines(5), 2),
        (f"<h2>word</h2>{lines(5)}", 4),  # with the space above, which a page's top swallows
        (whole(lines(4)), 5),
        (whole(lines(4), "whole framed"), 6),  # with its frame
        (f"<ul style='margin: 0'><li class=whole style='margin: 0'>{lines(4)}<li>word</ul>", 4),
        (f"<p>word{'<br>word' * 4}{NOTE}</p>", 2),
        (f"<p>word{NOTE}{'<br>word' * 4}</p>", 5),  # with the notes' area
    ],
)
def test_the_least_of_a_text_is_measured_to_the_line(text: str, needs: int) -> None:
    body = figure() + text + lines(9)
    assert len(found(LINES - max(needs, 4), body)) == 1  # four lines are more than a sixth
    assert found(LINES - max(needs, 4) + 1, body) == []


@pytest.mark.parametrize(
    "block", [whole(lines(8)), f"<table class=whole><tr><td>{lines(8)}</table>"]
)
@pytest.mark.parametrize(
    ("above", "behind", "is_hole"),
    [
        (14, lines(9), True),
        (14, figure() + lines(9), True),
        (14, f"<h2>word</h2>{lines(9)}", False),  # another section
        (14, f"<div class=end>{lines(9)}</div>", False),
        (14, f"<div class=whole>{lines(2)}</div>", False),
        (14, "", False),
        (5, lines(9), False),  # it fits
    ],
)
def test_what_is_kept_whole_leaves_a_hole_before_text(
    block: str, above: int, behind: str, is_hole: bool
) -> None:
    assert bool(found(above, block + behind)) is is_hole
    assert bool(found(above - 3, f"<h2>word</h2>{block}{behind}")) is is_hole


def test_running_text_leaves_none() -> None:
    assert found(14, f"<p style='break-inside: avoid'>{'word<br>' * 8}</p>{lines(9)}") == []
    assert found(14, f"<div class=whole>word{NOTE}<br>{'word<br>' * 7}</div><p>a{NOTE}</p>") == []


def problems(text: str, folder: Path) -> list[Problem]:
    """What is wrong with 58 lines, a text, and further lines; places are those of the text."""
    before, after = "Before it. " * 290, "Words go on. " * 60
    made = edition(f"{before}\n\n{text}\n\n{after}", folder)
    placed = [{**n, "pos": ["a.md", number, 1]} for number, n in enumerate(made.blocks)]
    return list(pdf.render(replace(made, blocks=placed), folder / "t.pdf").problems)


@pytest.mark.usefixtures("_no_floats")
def test_a_hole_before_a_figure_is_told_at_the_figure(tmp_path: Path) -> None:
    (told,) = problems("![Caption](figures/square.svg){#fig-x .figure}", tmp_path)
    assert (told.code, told.place) == ("figure-hole", Place("a.md", 1, 1))
    assert "before figure “fig-x”" in told.message


def test_a_figure_that_floats_leaves_none(tmp_path: Path) -> None:
    assert problems("![Caption](figures/square.svg){#fig-x .figure}", tmp_path) == []


def test_a_hole_before_a_component_is_told_at_the_component(tmp_path: Path) -> None:
    points = "\n".join(f"- {'A point that fills some lines. ' * 6}" for _ in range(6))
    (told,) = problems(f"::: key-points\n{points}\n:::", tmp_path)
    assert (told.code, told.place) == ("block-hole", Place("a.md", 1, 1))
    assert "before this component, key-points" in told.message
