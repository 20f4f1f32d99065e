"""The hyphen of a divided word is soft, and the letters before it stand where they are painted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pydyf
import pytest

from briefbuild.render.pages.soft_hyphens import SOFT_HYPHEN, mark_hyphen
from briefbuild.verify.pdf_ink import unseen
from briefbuild.verify.pdf_text import Character, Pages
from tests.render.pdf.printing import printed

LONG = ("internationally", "a", "considerations", "I", "unquestionably", "a", "much", "livelier")
TEXT = "# Words\n\n" + " ".join(LONG[i % 8] for i in range(400))


@pytest.mark.parametrize(
    ("shown", "before", "hyphen"),
    [
        (b"[<001d>10<0030>0<01f6>0] TJ", b"[<001d>10<0030>0] TJ", b"[<01f6>0] TJ"),
        (b"[<001d00300001>-5.5<002f01f6>] TJ", b"[<001d00300001>-5.5<002f>] TJ", b"[<01f6>] TJ"),
    ],
)
def test_the_last_glyph_is_marked_alone(shown: bytes, before: bytes, hyphen: bytes) -> None:
    content: list[Any] = [b"BT", shown, b"ET"]
    mark_hyphen(content)
    properties = content.pop(3)
    assert content == [b"BT", before, "/Span", b"BDC", hyphen, b"EMC", b"ET"]
    assert properties.data == pydyf.Dictionary({"ActualText": pydyf.String(SOFT_HYPHEN)}).data


def test_a_hyphen_that_is_shown_alone_leaves_nothing_before_it() -> None:
    content: list[Any] = [b"BT", b"[<01f6>0] TJ", b"ET"]
    mark_hyphen(content)
    assert content[:2] == [b"BT", "/Span"]


def test_content_without_glyphs_has_no_hyphen() -> None:
    with pytest.raises(ValueError, match="shows no glyph"):
        mark_hyphen([b"BT", b"ET"])


def divided_lines(pages: Pages) -> list[list[Character]]:
    """The lines of the first page that end with a hyphen."""
    lines = pages.pages[0].content.values()
    return [line for line in lines if len(line) > 9 and line[-1].text == "-"]


def test_letters_of_a_divided_line_have_their_own_widths(tmp_path: Path) -> None:
    pages = Pages(printed(TEXT, tmp_path).path)
    lines = divided_lines(pages)
    assert len(lines) > 9
    for line in lines:
        width = {c.text: c.box.right - c.box.left for c in line}
        assert width["i"] < 0.7 * width["n"]
    pages.close()


def test_a_covered_word_of_a_divided_line_is_missed(tmp_path: Path) -> None:
    file = printed(TEXT, tmp_path)
    pages = Pages(file.path)
    line = next(line for line in divided_lines(pages) if " a " in "".join(c.text for c in line))
    box = line["".join(c.text for c in line).index(" a ") + 1].box
    assert list(unseen(pages, 0)) == []
    pages.close()
    with pikepdf.open(file.path) as pdf:
        page = pdf.pages[0]
        below = float(page.mediabox[3]) - box.top  # WeasyPrint counts down from the page's top
        edges = f"{box.left} {below} {box.right - box.left} {box.height}"
        page.contents_add(pdf.make_stream(f"/Artifact BMC 1 g {edges} re f EMC".encode()))
        pdf.save(tmp_path / "covered.pdf")
    pages = Pages(tmp_path / "covered.pdf")
    assert [word.text for word in unseen(pages, 0)] == ["a"]
    pages.close()
