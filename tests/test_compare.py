"""The comparison's own measures: each sees the fault that it counts."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
import weasyprint

from bench.lines import Letter, Line, lines_of, set_paragraphs, setting, unfigured
from bench.measures import caption_fields, numbers, same
from bench.notes import Book, Note, letters, lost, notes_of, on_call_page, read_book
from bench.pictures import figure_pages

BODY = "Kim, Sun. “A Review of Relations.” Journal of the Region 12 (2019), 4."
CALLED = "The two states signed their agreement in the year 2022"


def words(text: str) -> list[dict[str, Any]]:
    return [{"t": "Str", "c": word} for word in text.split()]


@pytest.fixture
def note() -> Note:
    called = {"t": "Note", "c": [{"t": "Para", "c": words(BODY)}]}
    paragraph = {"t": "Para", "c": [*words(CALLED), called, *words("and kept it for many years.")]}
    (found,) = notes_of({"meta": {}, "blocks": [paragraph]})
    return found


def pages(*texts: str) -> list[str]:
    return [letters(text) for text in texts]


def test_a_note_on_its_calls_page_counts(note: Note) -> None:
    here = pages("Before.", f"{CALLED}.17 and kept it for many years. 17 {BODY}")
    hyphenated = pages(f"{CALLED.replace('agree', 'agree-')} and kept it for many years. {BODY}")
    assert on_call_page([note], here) == on_call_page([note], hyphenated) == 1


def test_the_call_is_found_at_a_pages_beginning(note: Note) -> None:
    head, tail = CALLED[:40], CALLED[40:]
    assert on_call_page([note], pages(head, f"{tail}17 and kept it for many years. {BODY}")) == 1


@pytest.mark.parametrize(
    "texts",
    [(CALLED, BODY), (f"{CALLED} {BODY[:40]}", BODY[40:]), (CALLED,), (BODY, "Other words.")],
    ids=["a page late", "over two pages", "lost", "without its call"],
)
def test_a_note_elsewhere_does_not_count(note: Note, texts: tuple[str, ...]) -> None:
    assert on_call_page([note], pages(*texts)) == 0


def test_a_call_is_not_taken_for_another_after_the_same_words(note: Note) -> None:
    """The call's word runs over to its page; elsewhere the same words stand undivided."""
    head, tail = CALLED[:-6], CALLED[-6:]
    others = f"They signed their agreement in the year 2022.18 {'Other words. ' * 9}"
    here = f"{tail}17 and kept it for many years. {BODY}"
    assert on_call_page([note], pages(head, here, others)) == 1


def test_a_cut_note_is_lost(note: Note) -> None:
    assert lost([note], letters(BODY)) == 0
    assert lost([note], letters(BODY[:-12])) == 1


def test_numbers_that_begin_again_are_counted() -> None:
    assert numbers(Book("", ("1", "2", "3"), ())) == "1–3"
    assert numbers(Book("", ("1", "2", "1", "1"), ())) == "4 calls, from 1 again 2 times"


def test_a_call_that_leads_nowhere_is_seen(tmp_path: Path) -> None:
    epub = tmp_path / "book.epub"
    call = '<a role="doc-noteref" href="{}">1</a>'
    with zipfile.ZipFile(epub, "w") as package:
        package.writestr(
            "book/book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><item id="a" href="a.xhtml"/>'
            '<itemref idref="a"/></package>',
        )
        page = f'<p id="n">Body.</p><p>{call.format("#n")}{call.format("b.xhtml#n")}</p>'
        package.writestr("book/a.xhtml", f"<html>{page}</html>")
    assert read_book(epub).led_to == ("body", "")


def test_only_sequence_fields_are_caption_fields(tmp_path: Path) -> None:
    docx = tmp_path / "brief.docx"
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    codes = "".join(f"<w:instrText>{c}</w:instrText>" for c in (" SEQ Figure ", " PAGE "))
    with zipfile.ZipFile(docx, "w") as package:
        package.writestr("word/document.xml", f'<w:p xmlns:w="{name}">{codes}</w:p>')
    assert caption_fields(docx) == 1


def test_changed_bytes_are_seen() -> None:
    assert same({"pdf": "a", "epub": "b"}, {"pdf": "a", "epub": "c"}) == "pdf"
    assert same({"pdf": "a"}, {"pdf": "b"}) == "none"


TALE = (
    "Many years ago a king of the far island sent out ships to find the passage to the north, and "
)
TEXT = TALE * 6 + "none came back."
PAGE = """<style>@page {{ size: 300px 160px; margin: 20px; @bottom-left {{ content: "Foot" }} }}
p {{ margin: 0; font: 12px/16px serif; {style} }}</style><p lang=en>{text}</p>"""


def read_back(folder: Path, style: str, text: str = TEXT) -> list[Line]:
    """The lines of a paragraph, as they are found in a PDF of several pages."""
    pdf = folder / "page.pdf"
    weasyprint.HTML(string=PAGE.format(style=style, text=text)).write_pdf(pdf)
    (made,) = set_paragraphs([unfigured(letters(text))], lines_of(pdf))
    return made


def test_a_paragraphs_lines_are_found_over_pages(tmp_path: Path) -> None:
    made = read_back(tmp_path, "orphans: 2; widows: 2")
    assert "".join(line.key for line in made) == letters(TEXT)
    assert len({line.page for line in made}) > 1
    assert not any("Foot" in line.text for line in made)
    found = setting([made])
    assert (found.widest, found.divided, found.single) == (None, 0, 0)


def test_a_paragraph_that_lost_a_word_is_not_found(tmp_path: Path) -> None:
    pdf = tmp_path / "page.pdf"
    short = TEXT.replace("passage", "way", 1)
    weasyprint.HTML(string=PAGE.format(style="", text=short)).write_pdf(pdf)
    assert set_paragraphs([letters(TEXT)], lines_of(pdf)) == []


def test_hyphens_and_wide_spaces_are_seen(tmp_path: Path) -> None:
    close = setting([read_back(tmp_path, "text-align: justify; hyphens: auto")])
    loose = setting([read_back(tmp_path, "text-align: justify; width: 170px")])
    assert close.divided > 0 == loose.divided
    assert close.widest is not None
    assert loose.widest is not None
    assert loose.widest > close.widest > 0.1


def test_single_lines_are_seen(tmp_path: Path) -> None:
    single = [
        setting([read_back(tmp_path, "orphans: 1; widows: 1", TALE * n + "none came back.")]).single
        for n in range(3, 9)
    ]
    kept = [
        setting([read_back(tmp_path, "orphans: 2; widows: 2", TALE * n + "none came back.")]).single
        for n in range(3, 9)
    ]
    assert max(single) > 0 == max(kept)


def typed(text: str, page: int = 0) -> Line:
    return Line(page, tuple(Letter(c, 5.0 * i, 5.0 * i + 5, 0, 10) for i, c in enumerate(text)))


def test_stacks_and_crumbs_are_counted() -> None:
    stacked = ["The first di-", "vides and the sec-", "ond and the thi-", "rd ends", "on."]
    found = setting([[typed(line) for line in stacked[:-1]]])
    assert (found.divided, found.stack, found.crumbs) == (3, 3, 0)
    assert setting([[typed(line) for line in [*stacked[:-1], "on"]]]).crumbs == 1


def test_the_figure_that_is_shown_has_notes_beside_it(note: Note) -> None:
    body = letters(BODY)
    texts = {"one": ["bare map", f"chart {body}"], "other": ["start", f"bare map chart {body}"]}
    assert figure_pages(texts, ["map", "chart"], [note]) == {"one": 1, "other": 1}
