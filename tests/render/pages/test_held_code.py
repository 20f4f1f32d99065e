"""Code in running text isn't divided at its hyphens."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import fromstring

from weasyprint.formatting_structure.boxes import LineBox, TextBox

from briefbuild.render.pages.notes import hold_code
from briefbuild.render.pages.typeset import typeset
from tests.render.pdf.printing import edition

HYPHEN = "-"
LINES = " ".join(f"{'word ' * n}`--a-name-of-more-words`, and" for n in range(1, 30))


def ends(markdown: str, work: Path) -> str:
    """The last sign of each line."""
    work.mkdir()
    made = typeset(edition(markdown, work), "print.css")
    assert made.document
    lines = (
        "".join(part.text for part in box.descendants() if isinstance(part, TextBox)).strip()
        for page in made.document.pages
        for box in page._page_box.descendants()
        if isinstance(box, LineBox)
    )
    return "".join(line[-1:] for line in lines)


def test_no_line_ends_in_the_hyphen_of_code(tmp_path: Path) -> None:
    assert HYPHEN not in ends(LINES, tmp_path / "code")
    assert HYPHEN in ends(LINES.replace("`", ""), tmp_path / "words")


def test_code_of_its_own_and_words_are_left_alone() -> None:
    page = fromstring("<body><p>a-b <code>--c/d-</code></p><pre><code>e-f</code></pre></body>")
    hold_code(page)
    assert "".join(page.itertext()).replace("\u2060", "~") == "a-b -~-~c/d-e-f"
