"""The correction that splits notes which no page can hold, beside the stock that never does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
import weasyprint
from weasyprint.formatting_structure.boxes import Box, FootnoteAreaBox, LineBox
from weasyprint.layout import block
from weasyprint.text.fonts import FontConfiguration

from briefbuild.house import default_styles
from briefbuild.render.pages.corrections import correct_weasyprint, split_notes
from briefbuild.render.pages.corrections.late_notes import keep_notes_with_their_calls
from tests.render.pages.stock import put_back_stock

FONT = (default_styles() / "fonts" / "SourceSerif4-Regular.ttf").as_uri()
STYLE = """
@font-face {{ font-family: Known; src: url("{font}") }}
@page {{ size: 300px {height}px; margin: 20px;
  @footnote {{ border-top: 1px solid; margin-top: 10px; padding-top: 5px }} }}
body {{ margin: 0; font: 12px/15px Known }}
p, h1 {{ margin: 0; orphans: 2; widows: 2 }}
.note {{ float: footnote; footnote-policy: line; padding-left: 10px; text-indent: -10px }}
a::after {{ content: target-counter(attr(href), page) }}
"""
WORDS = "words that go on for a while and then some more of them "
LONG = {2: 40, 3: 120, 5: 300, 7: 60}
WORD = re.compile(r"\bn\d+w\d+\b")
HEIGHTS = (300, 333, 420)


def text_with(lengths: Sequence[int], references: bool = False) -> str:
    """Paragraphs that call a note each, of so many times five words."""
    paragraphs = []
    for i, length in enumerate(lengths):
        body = " ".join(f"n{i}w{k} words of a note" for k in range(length))
        later = f'<a href="#p{(i + 3) % len(lengths)}"></a> ' if references else ""
        paragraphs.append(
            f"<p id=p{i}>{later}{WORDS * (i % 4 + 1)}<span class=note id=n{i}>{body} end{i}</span>"
            f" {WORDS}</p>"
        )
    return "".join(paragraphs)


@dataclass
class Sheet:
    """What stands on a page."""

    calls: list[str] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    """How many lines of each note."""
    words: list[str] = field(default_factory=list)
    """Of the notes."""
    text_ends: float = 0.0
    first_line: float = 0.0
    """Where the notes begin below the rule."""
    area: tuple[float, float] = (0.0, 0.0)


def laid_out(text: str, height: int) -> list[Sheet]:
    html = f"<style>{STYLE.format(height=height, font=FONT)}</style>{text}"
    document = weasyprint.HTML(string=html).render(font_config=FontConfiguration())
    return [sheet_of(page._page_box) for page in document.pages]


def sheet_of(page: object) -> Sheet:
    made = Sheet()
    root, *areas = page.children  # type: ignore[attr-defined]
    for box in root.descendants():
        if box.footnote:
            made.calls.append(box.element.get("id"))
        if isinstance(box, LineBox):
            made.text_ends = max(made.text_ends, box.position_y + box.height)
    for area in areas:
        if isinstance(area, FootnoteAreaBox):
            made.area = (area.position_y, area.position_y + area.margin_height())
            for note in area.children:
                lines = [box for box in note.descendants() if isinstance(box, LineBox)]
                made.notes[note.element.get("id")] = len(lines)
                for line in lines:
                    made.first_line = made.first_line or line.position_y
                    texts = [getattr(box, "text", "") for box in line.descendants()]
                    made.words += " ".join(texts).split()
    return made


def faults(text: str, height: int) -> list[str]:
    """What is wrong with the notes of a text on pages of this height, in CSS pixels."""
    found = []
    sheets = laid_out(text, height)
    stands: dict[str, list[int]] = {}
    for number, sheet in enumerate(sheets):
        for note in sheet.notes:
            stands.setdefault(note, []).append(number)
        if sheet.notes and (sheet.area[0] < 20 - 1e-6 or sheet.area[1] > height - 20 + 1e-6):
            found.append(f"page {number}: notes off the page")
        if sheet.notes and sheet.text_ends > sheet.area[0] + 1e-6:
            found.append(f"page {number}: text in the notes")
    calls = [(call, number) for number, sheet in enumerate(sheets) for call in sheet.calls]
    for call, number in calls:
        on = stands.get(call, [])
        if on != list(range(number, number + len(on))) or not on:
            found.append(f"{call}: called on {number}, stands on {on}")
    order = [note for sheet in sheets for note in sheet.notes]
    if [n for i, n in enumerate(order) if i == 0 or order[i - 1] != n] != [c for c, _ in calls]:
        found.append("order")
    words = [word for sheet in sheets for word in sheet.words]
    if WORD.findall(" ".join(words)) != WORD.findall(text):
        found.append("words")
    return found


@pytest.fixture(autouse=True)
def corrected() -> None:
    keep_notes_with_their_calls()


MIXED = text_with([LONG.get(i, 3) for i in range(9)])


@pytest.mark.parametrize("height", HEIGHTS)
def test_stock_weasyprint_needs_the_correction(
    height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_back_stock(monkeypatch)
    assert any("notes off the page" in fault for fault in faults(MIXED, height))


@pytest.mark.parametrize("height", HEIGHTS)
def test_a_note_that_no_page_holds_goes_on_over_the_next_ones(height: int) -> None:
    assert faults(MIXED, height) == []
    stands = Counter(note for sheet in laid_out(MIXED, height) for note in sheet.notes)
    assert stands["n0"] == 1
    assert stands["n5"] > 4


@pytest.mark.parametrize("height", range(300, 420, 16))
def test_a_note_that_a_page_can_hold_stays_whole(height: int) -> None:
    text = text_with([(7 * i) % 15 for i in range(24)])
    assert faults(text, height) == []
    stands = Counter(note for sheet in laid_out(text, height) for note in sheet.notes)
    assert set(stands.values()) == {1}


@pytest.mark.parametrize("height", range(300, 420, 16))
def test_no_part_of_a_split_note_is_a_single_line(height: int) -> None:
    text = text_with([LONG.get(i, 20) for i in range(6)])
    assert faults(text, height) == []
    parts: dict[str, list[int]] = {}
    for sheet in laid_out(text, height):
        for note, lines in sheet.notes.items():
            parts.setdefault(note, []).append(lines)
    assert min(lines for found in parts.values() if len(found) > 1 for lines in found) >= 2


def test_the_rule_above_the_notes_stands_above_those_that_go_on() -> None:
    for sheet in laid_out(MIXED, 300):
        if sheet.notes:
            assert sheet.first_line - sheet.area[0] == pytest.approx(16)


def test_a_page_that_notes_fill_has_no_text_and_the_text_goes_on_after() -> None:
    sheets = laid_out(MIXED, 300)
    full = [number for number, sheet in enumerate(sheets) if sheet.notes and not sheet.text_ends]
    assert len(full) > 5
    assert sheets[full[-1] + 1].text_ends > 0


def test_the_last_note_goes_on_behind_the_end_of_the_text() -> None:
    text = text_with([3, 120])
    assert faults(text, 300) == []
    assert list(laid_out(text, 300)[-1].notes) == ["n1"]
    assert not laid_out(text, 300)[-1].text_ends


@pytest.mark.parametrize("height", HEIGHTS)
def test_pages_that_are_made_anew_keep_what_goes_on(height: int) -> None:
    """References to later pages: WeasyPrint makes a page anew when their numbers are known."""
    text = text_with([LONG.get(i, 3) for i in range(9)], references=True)
    assert faults(text, height) == []


def test_a_note_of_a_repeated_head_stands_once_on_pages_that_are_made_anew() -> None:
    head = "<tr><th>Head<span class=note id=n0>n0w0</span></th></tr>"
    rows = [f"<tr><td>{'<a href=#end></a>' if i == 30 else 'Row'}</td></tr>" for i in range(60)]
    text = f"<table><thead>{head}</thead>{''.join(rows)}</table>{'<p>More</p>' * 30}<p id=end>End"
    sheets = laid_out(text, 300)
    assert [sheet.calls for sheet in sheets[:4]] == [["n0"]] * 4
    assert [number for number, sheet in enumerate(sheets) if sheet.notes] == [0]


@pytest.mark.parametrize("height", HEIGHTS)
def test_several_notes_on_one_line(height: int) -> None:
    note = "<span class=note id=n{0}>{1}</span>"
    calls = [note.format(i, f"n{i}w0 and so on " * n) for i, n in enumerate((3, 12, 40))]
    text = f"<p>{WORDS * 3} here {calls[0]}{calls[1]}{calls[2]} {WORDS}</p>"
    assert faults(text, height) == []


def test_a_note_behind_one_that_fills_the_page_comes_late_and_whole() -> None:
    """Nothing else can be done: both are called on one line."""
    note = "<span class=note id=n{0}>{1}</span>"
    text = f"<p>Here{note.format(0, 'words of it ' * 600)}{note.format(1, 'other words')}.</p>"
    sheets = laid_out(text, 300)
    assert sheets[0].calls == ["n0", "n1"]
    assert [list(sheet.notes) for sheet in sheets[-2:]] == [["n0"], ["n0", "n1"]]


TALL = "<span class=note id=n0>" + "n0w0 words of a note " * 27 + "</span>"
"""A note that a page of 300 pixels holds below two lines, and not below three."""


def test_a_note_that_two_lines_leave_room_for_stays_whole() -> None:
    sheets = laid_out(f"<p>Here{TALL} {WORDS}</p>", 300)
    assert len(sheets) == 1


@pytest.mark.parametrize(
    "text",
    [
        f'<p style="break-after: avoid">A heading</p><p>Here{TALL} {WORDS}</p>',
        f'<div style="break-inside: avoid"><p>A title</p><p>Here{TALL} {WORDS}</p></div>',
    ],
    ids=["heading", "box"],
)
def test_a_note_is_split_before_a_page_ends_where_it_must_not(text: str) -> None:
    assert faults(text, 300) == []
    sheets = laid_out(text, 300)
    assert [list(sheet.notes) for sheet in sheets] == [["n0"], ["n0"]]
    assert sheets[0].calls == ["n0"]


@pytest.mark.parametrize("padding", [0, 4], ids=["open", "closed"])
def test_the_space_below_what_a_note_ends_with_is_counted(padding: int) -> None:
    """A table's or a list's lower margin sticks out of its note."""
    last = '<b style="display: block; margin: 9px 0 31px">the last of it</b>'
    style = f"<style>@page {{ @footnote {{ padding-bottom: {padding}px }} }}</style>"
    for height in range(300, 345, 5):
        text = style + text_with([6, 2, 9, 4, 1, 7] * 2).replace("</span>", f"{last}</span>")
        assert faults(text, height) == []


@pytest.mark.parametrize(("rest", "space"), [(4, 6), (2, 16)])
def test_a_note_whose_last_line_just_fits_needs_no_room_below_it(rest: int, space: int) -> None:
    """The space below the notes went over the page's foot: the note was set twice, or late."""
    style = f"<style>.note {{ margin-bottom: {space}px }}</style>"
    for height in range(300, 330, 3):
        text = style + text_with([120 + 3 * rest, 1])
        assert faults(text, height) == []


def test_it_is_put_in_place_once_and_for_all() -> None:
    keep_notes_with_their_calls()
    for (home, name), made in split_notes.CORRECTED.items():
        assert getattr(home, name) is made


def lines_on_pages(text: str) -> list[tuple[int, int]]:
    """The lines of text and of notes on each page of 300 pixels, all of one height."""
    assert faults(text, 300) == []
    style = f"{STYLE.format(height=300, font=FONT)} ::footnote-call {{ line-height: 0 }}"
    html = weasyprint.HTML(string=f"<style>{style}</style>{text}")
    found = []
    for page in html.render(font_config=FontConfiguration()).pages:
        root, *areas = page._page_box.children
        notes = [area for area in areas if isinstance(area, FootnoteAreaBox)]
        found.append((count(root), sum(map(count, notes))))
    return found


def count(box: Box) -> int:
    return sum(isinstance(found, LineBox) for found in box.descendants())


def note_of(lines: int, number: int = 0) -> str:
    words = "<br>".join(f"n{number}w{k}" for k in range(lines))
    return f"<span class=note id=n{number}>{words}</span>"


def below_note(lines: int) -> str:
    """Six lines, a note of so many called in the first one."""
    return f"<p>word{note_of(lines)}{'<br>word' * 5}</p>"


def test_no_line_stands_alone_above_a_note_that_just_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    first = [lines_on_pages(below_note(lines))[0] for lines in (14, 15, 16)]
    assert first == [(2, 14), (3, 13), (2, 14)]
    monkeypatch.setattr(block, "make_room_below", lambda *_: None)
    assert lines_on_pages(below_note(15))[0] == (1, 15)


def test_no_line_stands_alone_above_notes_that_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """They leave room for two lines of text, for one, for none: then the text waits."""
    pages = [lines_on_pages(below_note(14 + rest)) for rest in (14, 15, 16)]
    assert pages == [
        [(2, 14), (2, 14), (2, 0)],
        [(2, 14), (0, 15), (4, 0)],
        [(2, 14), (0, 16), (4, 0)],
    ]
    monkeypatch.setattr(split_notes, "leaves_too_few", lambda *_: False)
    assert lines_on_pages(below_note(29)) == [(2, 14), (1, 15), (3, 0)]


def test_no_line_stands_alone_below_notes_that_go_on() -> None:
    """Three lines are left, and two find room: none may go on alone on the next page."""
    text = f"<p>word{note_of(28)}{'<br>word' * 4}</p>"
    assert lines_on_pages(text) == [(2, 14), (0, 14), (3, 0)]


def test_a_heading_does_not_stand_alone_above_notes_that_go_on() -> None:
    heading = '<p style="break-after: avoid">A heading</p>'
    text = f"<p>word{note_of(28)}<br>word</p>{heading}<p>{'<br>'.join(['word'] * 4)}</p>"
    assert lines_on_pages(text) == [(2, 14), (0, 14), (5, 0)]


@pytest.mark.parametrize(("lines", "first"), [(12, (2, 14)), (13, (2, 14)), (14, (1, 14))])
def test_no_line_stands_alone_above_a_note_of_the_second_line(
    lines: int, first: tuple[int, int]
) -> None:
    """Rather a line of that note does, except where not even one finds room beside the first's."""
    text = f"<p>word{note_of(lines)}<br>word{note_of(4, 1)}{'<br>word' * 4}</p>"
    assert lines_on_pages(text)[0] == first


def test_no_last_line_stands_alone_behind_a_note_of_the_second() -> None:
    text = f"<p>word<br>word{note_of(14)}<br>word</p>"
    assert lines_on_pages(text) == [(3, 12), (0, 2)]


def test_text_below_a_figure_may_end_within_a_paragraph_above_notes_that_go_on() -> None:
    """The first paragraph below a figure is set as a copy, without its indent."""
    correct_weasyprint()
    figure = "<figure style='margin: 0; height: 30px'></figure>"
    first = f"<p>word{note_of(21)}<br>word</p><p>word<br>word</p>"
    text = f"{first}{figure}<p>{'<br>'.join(['word'] * 12)}</p>"
    assert lines_on_pages(text) == [(2, 14), (7, 7), (7, 0)]


def test_no_last_line_stands_alone_above_its_note(monkeypatch: pytest.MonkeyPatch) -> None:
    """The note of a third and last line fits below that line, but not below all three."""
    text = f"<p>{'<br>'.join(['word'] * 5)}</p><p>word<br>word<br>word{note_of(15)}</p>"
    assert lines_on_pages(text) == [(8, 8), (0, 7)]
    monkeypatch.setattr(split_notes, "lines_above", lambda *_: 0)
    assert lines_on_pages(text)[-1] == (1, 15)


def test_a_note_stays_whole_where_its_paragraph_may_go_on_above_it() -> None:
    text = f"<p>{'<br>'.join(['word'] * 5)}</p><p>{'word<br>' * 3}word{note_of(14)}</p>"
    assert lines_on_pages(text) == [(7, 0), (2, 14)]
