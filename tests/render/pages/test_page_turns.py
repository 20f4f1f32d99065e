"""Words divided between pages, with and without the correction."""

from __future__ import annotations

from typing import Any

import pytest
import weasyprint
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout import block
from weasyprint.text.fonts import FontConfiguration

from briefbuild.house import default_styles
from briefbuild.render.pages.corrections import correct_weasyprint

FONT = (default_styles() / "fonts" / "SourceSerif4-Regular.ttf").as_uri()
STYLE = f"""
@font-face {{ font-family: Known; src: url("{FONT}") }}
@page {{ size: 420px 0HEIGHTpx; margin: 0 }}
body {{ margin: 0; font: 13px/18px Known; hyphens: auto; hyphenate-limit-chars: 6 3 3 }}
p {{ margin: 0; text-align: justify; orphans: 2; widows: 2 }}
.note {{ float: footnote; footnote-policy: line }}
.note::footnote-call, .note::footnote-marker {{ content: none }}
"""
TEXT = """Conservative Yoon Suk Yeol entered the Blue House in 2022 after one of the most tightly
fought elections in recent memory. He has vowed to assume a new foreign policy approach that would
seek a comprehensive strategic alliance,<span class=note>Noted.</span> sustain the rules-based order
in the Indo-Pacific, upscale the contribution in facilitating economic progress and democratization
in other countries, and notably, repair ties with Japan. It is important that both stop looking back
and once again gear for a future-oriented relationship. Relations suffered a major blow between 2015
and 2019, with implications on economic, military, and cultural ties, in response to threats. """
COPIES = 2
HEIGHTS = range(100, 260, 6)  # CSS pixels


def pages(height: int) -> list[list[str]]:
    """The lines of each page, those of its notes last."""
    style = STYLE.replace("0HEIGHT", str(height))
    html = weasyprint.HTML(string=f"<style>{style}</style><p lang=en>{TEXT * COPIES}</p>")
    found = []
    for page in html.render(font_config=FontConfiguration()).pages:
        lines = [box for box in page._page_box.descendants() if isinstance(box, LineBox)]
        found.append([_text(line) for line in lines])
    return found


def _text(line: Any) -> str:
    return "".join(box.text for box in line.descendants() if isinstance(box, TextBox))


def ends() -> list[str]:
    """The last line of text of every page that another one follows, over all heights."""
    found = []
    for height in HEIGHTS:
        for lines in pages(height)[:-1]:
            found.append([line for line in lines if line != "Noted."][-1])
    return found


def test_no_page_ends_within_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    correct_weasyprint()
    assert not any(end.endswith("‐") for end in ends())
    monkeypatch.setattr(block, "ends_within_a_word", lambda *_: False)
    assert any(end.endswith("‐") for end in ends())


def test_nothing_is_lost_or_doubled_and_notes_stay_with_their_calls() -> None:
    correct_weasyprint()
    expected = _solid(TEXT.replace("<span class=note>Noted.</span>", "") * COPIES)
    for height in HEIGHTS:
        made = pages(height)
        texts = [_solid("".join(x for x in lines if x != "Noted.")) for lines in made]
        assert "".join(texts) == expected, height
        calls = [text.count("alliance,") for text in texts]
        assert calls == [lines.count("Noted.") for lines in made], height


def _solid(text: str) -> str:
    """A text without what a line's end may change."""
    return "".join(text.replace("‐", "").split())
