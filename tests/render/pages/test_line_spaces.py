"""Lines end with the space at which they were broken: words are parted wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import weasyprint
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.text.fonts import FontConfiguration

from briefbuild.house import default_styles
from briefbuild.render.pages.corrections import correct_weasyprint
from briefbuild.render.pages.line_spaces import end_lines_with_spaces

FONT = (default_styles() / "fonts" / "SourceSerif4-Regular.ttf").as_uri()
STYLE = f"""
@font-face {{ font-family: Known; src: url("{FONT}") }}
@page {{ size: 0WIDTHpx 900px; margin: 0 }}
body {{ margin: 0; font: 13px/18px Known; hyphens: manual }}
p {{ margin: 0; text-align: justify }}
i {{ display: inline-block; font: inherit }}
"""
TEXT = "Some words and/or signs, an em—dash or a high-level <em>word or two</em> of the text. " * 4


def rendered(paragraph: str, width: int) -> Any:
    correct_weasyprint()
    style = STYLE.replace("0WIDTH", str(width))
    html = weasyprint.HTML(string=f"<style>{style}</style><p>{paragraph}</p>")
    return html.render(font_config=FontConfiguration())


def painted(document: Any) -> str:
    """The text as it is painted, run after run."""
    return "".join(box.pango_layout.text for line in _lines(document) for box in _texts(line))


def _lines(document: Any) -> Iterator[Any]:
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, LineBox) and box.element_tag == "p":
                yield box


def _texts(line: Any) -> list[Any]:
    return [box for box in line.descendants() if isinstance(box, TextBox)]


@pytest.mark.parametrize("width", range(120, 400, 20))
def test_the_words_of_the_painted_text_are_parted(width: int) -> None:
    plain = TEXT.replace("<em>", "").replace("</em>", "").strip()
    document = rendered(TEXT.strip(), width)
    assert painted(document) != plain
    end_lines_with_spaces(document)
    assert painted(document) == plain


def test_where_the_text_is_not_measured_signs_tell() -> None:
    words = "One <i>block</i> and then a high-level word, which is so and so and so and so"
    document = rendered(words, 130)
    end_lines_with_spaces(document)
    text = painted(document).replace("block", "")
    assert "high-level" in text
    assert "so and so" in text
