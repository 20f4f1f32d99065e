"""Figures that float: random documents on pages of many heights, and the stock that needs it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.text.fonts import FontConfiguration

from briefbuild.house import default_styles
from briefbuild.render.pages.corrections import (
    correct_weasyprint,
    note_area,
    page_floats,
    split_notes,
)
from briefbuild.render.pages.holes import Hole, holes
from briefbuild.render.pdf import renderer as pdf
from briefbuild.tree import Node, rewrite
from tests.render.pdf.printing import File, edition

FONT = (default_styles() / "fonts" / "SourceSerif4-Regular.ttf").as_uri()
LINE = 15
SEEDS = range(30)
STYLE = """
@font-face {{ font-family: Known; src: url("{font}") }}
@page {{ size: 400px {height}px; margin: 20px; @bottom-left {{ content: counter(pages) }} }}
body {{ margin: 0; font: 12px/15px Known }}
h2 {{ margin: 15px 0 0; font: inherit; break-after: avoid }}
p {{ margin: 0; orphans: 2; widows: 2 }}
figure {{ margin: 15px 0; display: flex; break-inside: avoid }}
figure.block {{ display: block }}
figure i {{ display: block; width: 60px }}
section + section {{ break-before: {between} }}
.box {{ break-inside: avoid }}
.end {{ clear: both }}
.note {{ float: footnote; footnote-policy: line }}
.note::footnote-call, .note::footnote-marker {{ content: none; font-size: 1px; line-height: 0 }}
"""


class Draft:
    """The body of a random document: paragraphs, headings, figures here and in boxes, notes."""

    def __init__(self, seed: int, notes: bool = True) -> None:
        self.random = random.Random(seed)
        self.counts = {"figure": 0, "note": 0, "word": 0}
        self.notes = notes
        self.height = self.random.randrange(330, 700)
        self.between = self.random.choice(["auto", "auto", "page", "right"])
        sections = [[self.part() for _ in range(self.random.randrange(4, 20))] for _ in range(3)]
        close = f"<p>{self.words(9)}</p>"
        self.body = "".join(f"<section>{''.join(s)}{close}</section>" for s in sections)
        self.body += f"<div class=end>{self.words(90)}</div>"

    def part(self) -> str:
        choice = self.random.random()
        if choice < 0.25:
            name = self.random.choice(["", "", "block"])
            return self.figure(f" class='{name}'", self.random.randrange(20, 200))
        if choice < 0.35:
            return f"<h2>{self.words(2)}</h2>"
        if choice < 0.4:
            return f"<div class=box><p>{self.words(9)}</p>{self.figure('', LINE * 4)}</div>"
        words = self.random.randrange
        return f"<p>{self.words(words(1, 60))}{self.note(0.4)} {self.words(words(1, 60))}</p>"

    def words(self, count: int) -> str:
        self.counts["word"] += count
        return " ".join(f"w{self.counts['word'] - back}" for back in range(count))

    def figure(self, attributes: str, height: int) -> str:
        self.counts["figure"] += 1
        picture = f"<i style='height: {height}px'></i>"
        caption = f"<figcaption>{self.words(6)}{self.note(0.2)}</figcaption>"
        return f"<figure id=f{self.counts['figure']}{attributes}>{picture}{caption}</figure>"

    def note(self, chance: float) -> str:
        if not self.notes or self.random.random() > chance:
            return ""
        self.counts["note"] += 1
        words = self.words(self.random.randrange(2, 20))
        return f"<span class=note id=n{self.counts['note']}>{words}</span>"

    def laid_out(self) -> weasyprint.Document:
        style = STYLE.format(font=FONT, height=self.height, between=self.between)
        html = weasyprint.HTML(string=f"<style>{style}</style>{self.body}")
        return html.render(font_config=FontConfiguration())


def flow(page: Any) -> list[Any]:
    """The boxes of a page without its margin boxes."""
    return [c for c in page._page_box.children if not isinstance(c, boxes.MarginBox)]


def with_id(document: weasyprint.Document, letter: str, tag: str) -> list[tuple[int, int]]:
    """The numbers of the elements `letter` + number, and the pages of their boxes, as printed."""
    found = []
    for number, page in enumerate(document.pages):
        for top in flow(page):
            for box in top.descendants():
                if box.element_tag == tag and (box.element.get("id") or "").startswith(letter):
                    found.append((int(box.element.get("id")[1:]), number))
    return found


def lines(page: Any) -> Iterator[Any]:
    return (box for box in flow(page)[0].descendants() if isinstance(box, boxes.LineBox))


def words(document: weasyprint.Document) -> list[str]:
    texts = (box for page in document.pages for top in flow(page) for box in top.descendants())
    return [w for t in texts if isinstance(t, boxes.TextBox) for w in re.findall(r"w\d+", t.text)]


def before_figures(document: weasyprint.Document) -> list[Hole]:
    return [hole for hole in holes(document) if hole.element.tag == "figure"]


@pytest.fixture(autouse=True, scope="module")
def corrected() -> None:
    correct_weasyprint()


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_doubled_or_out_of_order(seed: int) -> None:
    draft = Draft(seed)
    document = draft.laid_out()
    assert sorted(words(document)) == sorted(re.findall(r"w\d+", draft.body))
    figures = [number for number, _ in with_id(document, "f", "figure")]
    assert figures == list(range(1, draft.counts["figure"] + 1))
    calls = with_id(document, "n", "span::footnote-call")
    notes = with_id(document, "n", "span")
    assert sorted(set(notes)) == sorted(calls)
    assert [number for number, _ in notes] == sorted(number for number, _ in notes)
    assert set(calls) == set(notes)


@pytest.mark.parametrize("seed", SEEDS)
def test_pages_are_filled_and_lines_keep_their_heights(seed: int) -> None:
    document = Draft(seed, notes=False).laid_out()
    assert before_figures(document) == []
    for page in document.pages:
        last = max(lines(page), key=lambda line: float(line.position_y), default=None)
        assert last is None or last.element_tag != "h2"
        top = page._page_box.content_box_y()
        for line in lines(page):
            if line.element_tag in ("p", "h2", "div"):
                assert (line.position_y - top + 0.01) % LINE < 0.02


def test_stock_leaves_holes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block, "_in_flow_layout", page_floats.STOCK)
    drafts = [Draft(seed, notes=False) for seed in SEEDS[:12]]
    found = [hole for draft in drafts for hole in before_figures(draft.laid_out())]
    assert len(found) > 3
    assert all(1 / 6 < hole.share < 1 for hole in found)


def test_a_forced_break_waits_for_the_figures_of_its_section() -> None:
    for seed in SEEDS:
        draft = Draft(seed, notes=False)
        if draft.between == "page":
            pages = dict(with_id(draft.laid_out(), "f", "figure"))
            first, second = (
                len(re.findall("<figure", s)) for s in draft.body.split("</section>")[:2]
            )
            for number in range(first + 1, first + second + 1):
                assert pages[number] > max([pages[n] for n in range(1, first + 1)], default=-1)


@pytest.mark.parametrize("tag", ["div", "section"])
def test_no_figure_passes_what_clears(tag: str) -> None:
    body = f"<p>{'word ' * 400}</p><figure id=f1><i style='height: 200px'></i></figure>"
    draft = Draft(0)
    draft.body, draft.height = f"{body}<{tag} class=end><p>The end.</p></{tag}>", 380
    document = draft.laid_out()
    last = flow(document.pages[-1])[0]
    tags = [box.element_tag for box in last.descendants() if box.element_tag in ("figure", tag)]
    assert list(dict.fromkeys(tags)) == ["figure", tag]


def alone(rule: str, where: str, height: int) -> list[tuple[set[str], int]]:
    """The figures of each page and how many of its lines are text's; between two figures stands a
    short text, or a long one. Figures of class `own` leave room below them."""
    figure = f"<figure id=f{{0}} class=own><i style='height: {height}px'></i>{{1}}</figure>"
    note = "<span class=note id=n1>note</span>"
    text = {"after": "<p>Short.</p>", "below": f"<p>{'word ' * 300}</p>"}[where]
    draft = Draft(0)
    draft.height = 380
    draft.body = f"<style>.own {{ break-after: {rule} }}</style><p>{'word ' * 150}</p>"
    draft.body += figure.format(1, note) + text + figure.format(2, "") + "<p>Short.</p>"
    made = []
    for page in draft.laid_out().pages:
        boxes_of = list(flow(page)[0].descendants())
        figures = {box.element.get("id") for box in boxes_of if box.element_tag == "figure"}
        made.append((figures, sum(line.element_tag == "p" for line in lines(page))))
    return made


@pytest.mark.parametrize("where", ["after", "below"])
@pytest.mark.parametrize("height", [100, 200, 300])
def test_a_figure_with_a_page_of_its_own_is_alone_there(where: str, height: int) -> None:
    made = alone("page", where, height)
    assert [figures for figures, _ in made if figures] == [{"f1"}, {"f2"}]
    assert all(text == 0 for figures, text in made if figures)


def test_without_its_break_text_follows_on_its_page() -> None:
    assert any(text for figures, text in alone("auto", "below", 100) if figures)


def test_the_caption_of_a_full_page_may_have_a_note(tmp_path: Path) -> None:
    def full(n: Node) -> Node | None:
        id, classes, pairs = n["c"][0] if n["t"] == "Figure" else ("", [], [])
        return {**n, "c": [[id, [*classes, "full-page"], pairs], *n["c"][1:]]} if id else None

    figure = "![Caption[^1]](figures/square.svg){#fig-x .figure}"
    text = f"{'Before it. ' * 40}\n\n{figure}\n\nShort text.\n\n[^1]: The figure's own."
    made = edition(text, tmp_path)
    rendered = pdf.render(replace(made, blocks=rewrite(made.blocks, full)), tmp_path / "t.pdf")
    assert rendered.problems == ()
    (alone,) = (page for page in File(rendered.path).pages if "Caption" in page)
    assert "The figure’s own." in alone
    assert "Short text." not in alone
    assert "Before it." not in alone


def noted() -> list[tuple[int, int]]:
    """A figure with note 1 floats; the text that fills its page calls note 2. The notes' pages."""
    note = "<span class=note id=n{0}>note</span>"
    figure = f"<figure id=f1><i style='height: 200px'></i><b>{note.format(1)}</b></figure>"
    draft = Draft(0)
    draft.height = 380
    draft.body = (
        f"<p>{'word ' * 200}</p>{figure}<p>{'word ' * 20}{note.format(2)} {'word ' * 90}</p>"
    )
    document = draft.laid_out()
    assert with_id(document, "f", "figure") == [(1, 1)]
    return list(dict.fromkeys(with_id(document, "n", "span")))


def test_notes_come_in_order_though_a_figure_floats(monkeypatch: pytest.MonkeyPatch) -> None:
    assert noted() == [(1, 1), (2, 1)]
    for module in (note_area, split_notes):
        monkeypatch.setattr(module, "notes_wait", lambda _: False)
    assert noted() == [(2, 0), (1, 1)]


def indents(words_before: int) -> tuple[bool, list[float]]:
    """Two paragraphs that a figure parts, and a third: whether the figure floated to another page
    than its place, and by how far the first lines of the second and third are indented."""
    draft = Draft(0)
    draft.height = 380
    figure = "<figure id=f1><i style='height: 200px'></i></figure>"
    rule = "p + p, p + figure + p { text-indent: 9px }"
    draft.body = f"<style>{rule}</style><p>{'word ' * words_before}</p>{figure}"
    draft.body += "".join(f"<p id=p{n}>{'word ' * 99}</p>" for n in (2, 3))
    document = draft.laid_out()
    first: dict[str, float] = {}
    for page in document.pages:
        for line in (line for line in lines(page) if line.element.get("id")):
            text = next(b for b in line.descendants() if isinstance(b, boxes.TextBox))
            first.setdefault(line.element.get("id"), text.position_x - 20)
    pages = dict(with_id(document, "f", "figure")), dict(with_id(document, "p", "p")[::-1])
    return pages[0][1] != pages[1][2], [first["p2"], first["p3"]]


def test_a_paragraph_below_a_figure_is_not_indented_unless_it_floated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert indents(20) == (False, [0.0, 9.0])
    assert indents(150) == (True, [9.0, 9.0])
    monkeypatch.setattr(page_floats, "_as_it_begins", lambda child, _: child)
    assert indents(20) == (False, [9.0, 9.0])
