"""A paragraph after a paragraph is indented, whatever their languages; any other isn't."""

from __future__ import annotations

import pytest
import weasyprint
from weasyprint.formatting_structure.boxes import BlockBox

from briefbuild.house import default_styles

SHEETS = [default_styles() / name for name in ("tokens.css", "base.css")]
GERMAN = '<div lang="de"><p>Ein Absatz</p></div>'


@pytest.mark.parametrize(
    ("body", "indented"),
    [
        ("<p>One</p><p>Two</p>", [False, True]),
        (f"<p>One</p>{GERMAN}<p>Two</p>", [False, True, True]),
        (f"{GERMAN}{GERMAN}<p>Two</p>", [False, True, True]),
        (f"<ul><li>One</li></ul>{GERMAN}", [False]),
        ('<p>One</p><div class="box" lang="de"><p>Zwei</p></div><p>Three</p>', [False] * 3),
    ],
)
def test_indents_see_through_passages_in_another_language(body: str, indented: list[bool]) -> None:
    sheets = [weasyprint.CSS(filename=path) for path in SHEETS]
    page = weasyprint.HTML(string=body).render(stylesheets=sheets).pages[0]
    blocks = [b for b in page._page_box.descendants() if isinstance(b, BlockBox)]
    paragraphs = [b for b in blocks if b.element_tag == "p"]
    assert [bool(b.style["text_indent"].value) for b in paragraphs] == indented
