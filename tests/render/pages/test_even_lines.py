"""Paragraphs composed as a whole, beside WeasyPrint's line after line."""

from __future__ import annotations

from types import FunctionType
from typing import Any

import pytest
import weasyprint
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout import inline
from weasyprint.text.fonts import FontConfiguration

from briefbuild.house import default_styles
from briefbuild.render.pages.corrections import even_lines
from briefbuild.render.pages.corrections.even_lines import CORRECTED, STOCK, set_lines_evenly
from briefbuild.render.pages.corrections.short_lines import fill_lines

FONTS = default_styles() / "fonts"
ROMAN, ITALIC = ((FONTS / f"SourceSerif4-{name}.ttf").as_uri() for name in ("Regular", "It"))
STYLE = f"""
@font-face {{ font-family: Known; src: url("{ROMAN}") }}
@font-face {{ font-family: Known; font-style: italic; src: url("{ITALIC}") }}
@page {{ size: 0WIDTHpx 900px; margin: 0 }}
body {{ margin: 0; font: 13px/18px Known; hyphens: auto; hyphenate-limit-chars: 6 3 3 }}
p {{ margin: 0; text-align: justify }}
.ragged {{ text-align: left; hyphens: manual; padding-left: 20px; text-indent: -20px }}
b {{ display: inline-block; width: 20px; text-indent: 0; font-weight: inherit }}
"""
TEXT = """<p lang=en>Conservative <em>Yoon Suk Yeol</em> entered the Blue House in 2022 after one of
the most tightly fought elections in recent memory. He has vowed to assume a new foreign policy
approach that would seek a comprehensive strategic alliance, sustain the rules-based order in the
Indo-Pacific, upscale the contribution in facilitating economic progress and democratization in
other <em>Asian</em> countries, and notably, repair ties with Japan. It is important that both stop
looking back and once again gear for a future-oriented relationship, as they declared.</p>
<p lang=en class=ragged><b>7</b>Smith, Josh. 2023. Analysis of the two countries, which loom large
as they try to make amends. <em>Reuters</em>, March 15, 2023. It is so.</p>"""
WIDTHS = range(300, 460, 8)  # CSS pixels


def use(functions: tuple[FunctionType, FunctionType], monkeypatch: pytest.MonkeyPatch) -> None:
    fill_lines()  # WeasyPrint doesn't fill the width it is given without this other correction
    monkeypatch.setattr(inline, "even_width", even_lines.even_width, raising=False)
    monkeypatch.setattr(inline, "get_next_linebox", functions[0])
    monkeypatch.setattr(inline, "text_align", functions[1])


def set_lines(width: int) -> list[Any]:
    style = STYLE.replace("0WIDTH", str(width))
    html = weasyprint.HTML(string=f"<style>{style}</style>{TEXT}")
    document = html.render(font_config=FontConfiguration())
    boxes = (box for page in document.pages for box in page._page_box.descendants())
    return [b for b in boxes if isinstance(b, LineBox) and b.element_tag == "p"]


def text_of(line: Any) -> str:
    return "".join(box.text for box in line.descendants() if isinstance(box, TextBox))


def stretch(line: Any) -> float:
    """By how many CSS pixels a line's spaces are widened."""
    boxes = (box for box in line.descendants() if isinstance(box, TextBox))
    return max((box.justification_spacing for box in boxes), default=0.0)


def measured() -> tuple[float, int, int]:
    """Over all widths: the squares of stretch, stacks of three hyphens, crumbs at the end."""
    squares, stacks, crumbs = 0.0, 0, 0
    for width in WIDTHS:
        lines = set_lines(width)
        squares += sum(stretch(line) ** 2 for line in lines)
        ends = "".join("-" if text_of(line).endswith("‐") else "." for line in lines)
        stacks += ends.count("---")
        crumbs += sum(len(text_of(line)) < 5 for line in lines)
    return squares, stacks, crumbs


def test_lines_are_alike_and_neither_stacks_nor_crumbs_are_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use(STOCK, monkeypatch)
    stock = measured()
    use(CORRECTED, monkeypatch)
    corrected = measured()
    assert stock[1] + stock[2] > 0
    assert corrected[1:] == (0, 0)
    assert corrected[0] < stock[0] * 0.7


def test_every_line_breaks_where_it_was_planned(monkeypatch: pytest.MonkeyPatch) -> None:
    use(CORRECTED, monkeypatch)
    given: list[tuple[float, float]] = []

    def watched(context: Any, line: Any, skip: Any, available: float) -> float:
        found = even_lines.even_width(context, line, skip, available)
        if line.element_tag == "b":
            return found
        given.append((found, available))
        assert line.measured is not None
        return found

    monkeypatch.setattr(inline, "even_width", watched)
    for width in WIDTHS:
        given.clear()
        lines = set_lines(width)
        assert len(given) == len(lines)
        assert all(found != available for found, available in given)


def test_no_word_is_lost_or_doubled(monkeypatch: pytest.MonkeyPatch) -> None:
    use(CORRECTED, monkeypatch)
    texts = {
        "".join(text_of(line).replace("‐", "").replace(" ", "") for line in set_lines(width))
        for width in WIDTHS
    }
    assert len(texts) == 1


def test_no_line_is_wider_than_its_column(monkeypatch: pytest.MonkeyPatch) -> None:
    use(CORRECTED, monkeypatch)
    for width in WIDTHS:
        for line in set_lines(width):
            last = [box for box in line.descendants() if isinstance(box, TextBox)][-1]
            overhang = 4 if text_of(line)[-1] in "-‐.,;:" else 0
            assert last.position_x + last.width <= width + 0.5 + overhang


def test_lines_are_balanced_where_the_style_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    use(CORRECTED, monkeypatch)
    words = "One title of several words that is a little too long"

    def last_of(style: str) -> float:
        css = "@page { size: 300px 200px; margin: 0 } body { margin: 0 } h1 { font-size: 16px }"
        html = weasyprint.HTML(string=f"<style>{css} h1 {{ {style} }}</style><h1>{words}</h1>")
        page = html.render().pages[0]._page_box
        lines = [box for box in page.descendants() if isinstance(box, LineBox)]
        assert len(lines) == 2
        return float(lines[1].width / lines[0].width)

    assert last_of("") < 0.6
    assert last_of("--text-wrap: balance") > 0.7
    assert last_of("text-align: center") < 0.6
    assert last_of("text-align: center; --text-wrap: balance") > 0.7


def test_an_items_number_takes_no_place_in_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    use(CORRECTED, monkeypatch)
    css = "@page { size: 300px 200px; margin: 0 } body { margin: 0 } li { --text-wrap: balance }"
    words = "One item of several words that is a little too long for it"
    html = f"<style>{css}</style><ol><li>{words}</ol>"
    page = weasyprint.HTML(string=html).render().pages[0]._page_box
    found = [box for box in page.descendants() if isinstance(box, LineBox)]
    lines = [line for line in found if text_of(line) != "1. "]
    assert "".join(text_of(line) for line in lines).replace(" ", "") == words.replace(" ", "")
    assert len(lines) == 2
    assert lines[1].width / lines[0].width > 0.7


def test_a_hyphen_at_a_lines_end_hangs_over_the_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    use(CORRECTED, monkeypatch)
    ends: dict[bool, set[float]] = {True: set(), False: set()}
    for width in WIDTHS:
        for line in set_lines(width):
            last = [box for box in line.descendants() if isinstance(box, TextBox)][-1]
            if line.resume_at and line.style["text_align_all"] == "justify":
                hyphen = last.text.endswith("‐")
                if hyphen or last.text[-1].isalpha():
                    ends[hyphen].add(round(last.position_x + last.width - width, 1))
    assert ends[False] == {0.0}
    assert len(ends[True]) == 1
    assert 1 < ends[True].pop() < 3


def test_what_cannot_be_measured_is_set_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    block = "<span style='display: inline-block'>in a block</span>"
    html = f"<style>@page {{ size: 90px 900px }}</style><p>Words {block} and a few more of them</p>"

    def texts() -> list[str]:
        page = weasyprint.HTML(string=html).render().pages[0]._page_box
        return [text_of(box) for box in page.descendants() if isinstance(box, LineBox)]

    use(STOCK, monkeypatch)
    stock = texts()
    use(CORRECTED, monkeypatch)
    assert texts() == stock


def test_it_is_put_in_place_once_and_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    use(STOCK, monkeypatch)
    set_lines_evenly()
    set_lines_evenly()
    assert (inline.get_next_linebox, inline.text_align) == CORRECTED
