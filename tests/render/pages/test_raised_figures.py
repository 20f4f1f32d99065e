"""A figure whose caption calls a note goes up where its page would else end empty."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import weasyprint
from weasyprint.formatting_structure.boxes import LineBox

from briefbuild.render.pages.corrections import correct_weasyprint, page_tops, split_notes
from briefbuild.render.pdf import renderer as pdf
from briefbuild.verify.inventory import take
from briefbuild.verify.proof import verify
from tests.render.pages.test_page_floats import Draft, flow, with_id
from tests.render.pdf.printing import File, edition

LINES = 30
"""Lines of a page."""
CALLS = "<span class=note id=n{0}>note</span>"
FIGURE = "<figure id=f{0}><i style='height: 200px'></i><figcaption>{1}</figcaption></figure>"


@pytest.fixture(autouse=True, scope="module")
def corrected() -> None:
    correct_weasyprint()


def paragraph(lines: int, call: str = "") -> str:
    return f"<p>{call}{'<br>'.join(['word'] * lines)}</p>"


def laid_out(*parts: str) -> weasyprint.Document:
    """Parts, below a paragraph that calls note 1 and above one that calls note 3."""
    draft = Draft(0)
    draft.height = 40 + LINES * 15
    ends = paragraph(8, CALLS.format(1)), paragraph(50, CALLS.format(3))
    draft.body = "".join([ends[0], *parts, ends[1]])
    return draft.laid_out()


CALM = paragraph(4)
NOTED = FIGURE.format(1, CALLS.format(2))


def figure_page(document: weasyprint.Document) -> int:
    ((_, page),) = set(with_id(document, "f", "figure"))
    return page


def filled(document: weasyprint.Document) -> float:
    """How far down the first page its text and its figures reach, in lines."""
    inner = flow(document.pages[0])[0].descendants()
    kept = [b for b in inner if isinstance(b, LineBox) or b.element_tag == "figure"]
    return max(float(b.position_y + b.height) - 20 for b in kept) / 15


def test_it_stands_above_text_that_calls_no_note() -> None:
    document = laid_out(CALM, CALM, CALM, NOTED)
    assert figure_page(document) == 0
    assert filled(document) > LINES * 5 / 6 - 2  # the notes take two lines
    assert list(dict.fromkeys(with_id(document, "n", "span"))) == [(1, 0), (2, 0), (3, 1)]


def test_without_the_correction_the_page_ends_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(split_notes, "lay_out_page", page_tops.lay_out_page)
    document = laid_out(CALM, CALM, CALM, NOTED)
    assert figure_page(document) == 1
    assert filled(document) == 20


@pytest.mark.parametrize(
    "above",
    [
        [CALM, CALM, paragraph(4, CALLS.format(5))],
        [CALM, CALM, f"<h2>word</h2>{paragraph(3)}"],
        [CALM, CALM, f"<div class=box>{FIGURE.format(2, '')}</div>"],
    ],
    ids=["calls", "heading", "figure"],
)
def test_it_passes_no_call_no_heading_and_no_figure(above: list[str]) -> None:
    document = laid_out(*above, NOTED)
    texts = [
        box.element.get("id") or box.element_tag
        for page in document.pages
        for box in flow(page)[0].descendants()
        if box.element_tag in ("figure", "h2") and not isinstance(box, LineBox)
    ]
    assert list(dict.fromkeys(texts)) in (["f1"], ["h2", "f1"], ["f2", "f1"])
    order = [number for number, _ in dict.fromkeys(with_id(document, "n", "span"))]
    assert order in ([1, 2, 3], [1, 5, 2, 3])


def test_one_that_calls_no_note_goes_down() -> None:
    document = laid_out(CALM, CALM, CALM, FIGURE.format(1, ""))
    assert figure_page(document) == 1
    assert filled(document) > LINES * 5 / 6 - 2


@pytest.mark.parametrize("above", [[paragraph(14)], [CALM, paragraph(10)]], ids=["one", "two"])
def test_one_whose_place_comes_on_the_next_page_is_printed_once(above: list[str]) -> None:
    """The text that it passed runs over its page's end: it is not printed again at its place."""
    document = laid_out(*above, NOTED)
    assert [page for _, page in with_id(document, "f", "figure")] == [0]
    assert list(dict.fromkeys(with_id(document, "n", "span")))[:2] == [(1, 0), (2, 0)]


def test_every_word_and_note_is_proved_in_its_place(tmp_path: Path) -> None:
    figure = "![Caption[^2]](figures/square.svg){#fig-x .figure}"
    calm = [f"Calm words, {n}, go on and on. {'They fill some lines. ' * 12}" for n in range(7)]
    above = "\n\n".join(["Before it[^1] is a note.", *calm])
    text = f"{above}\n\n{figure}\n\nAt once[^3] a call. {'Words go on. ' * 200}"
    notes = "\n\n".join(f"[^{n}]: Note {n}." for n in (1, 2, 3))
    made = edition(f"{text}\n\n{notes}", tmp_path)
    rendered = pdf.render(made, tmp_path / "t.pdf")
    assert rendered.problems == ()
    order = re.findall(r"Calm words, \d|Caption", " ".join(File(rendered.path).pages))
    assert order == [*(f"Calm words, {n}" for n in range(6)), "Caption", "Calm words, 6"]
    found = verify(rendered.path, "pdf", take(made.blocks, made.assets)).problems
    assert {p.facts.get("kind", p.code) for p in found} == {"image", "proof-claim"}  # no real file
