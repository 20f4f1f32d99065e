"""Words divided between pages, with and without the correction."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
import weasyprint
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout import block
from weasyprint.text.fonts import FontConfiguration

from briefbuild.house import default_styles
from briefbuild.render.pages.corrections import correct_weasyprint, page_turns

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


def test_no_page_ends_within_a_word_when_lines_follow_what_must_not_be_parted_from_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The break is then moved up into a paragraph whose lines stood already."""
    correct_weasyprint()
    assert not any(end.endswith("‐") for end in earlier_ends())
    monkeypatch.setattr(block, "is_divided", lambda *_: False)
    assert any(end.endswith("‐") for end in earlier_ends())


def earlier_ends() -> list[str]:
    """The last line of a page that ends above lines kept with a block of the next page."""
    found = []
    for width in range(380, 440, 6):
        style = STYLE.replace("0HEIGHT", "230").replace("420", str(width))
        kept = "<div style='break-before: avoid; height: 54px'></div>"
        text = f"<style>{style}</style><p lang=en>{TEXT}</p>{kept}"
        first, *more = weasyprint.HTML(string=text).render().pages
        assert more
        lines = [box for box in first._page_box.descendants() if isinstance(box, LineBox)]
        found.append([_text(line) for line in lines if _text(line) != "Noted."][-1])
    return found


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


def test_a_long_word_is_taken_over_whole_however_often_it_may_be_divided() -> None:
    """It has more places for a hyphen than a paragraph is composed anew."""
    correct_weasyprint()
    words = "internationalisation and a few more of the words " * 20
    html = STYLE.replace("0HEIGHT", "108").replace("420px", "180px")
    document = weasyprint.HTML(string=f"<style>{html}</style><p lang=en>{words}</p>").render()
    pages = [
        [b for b in p._page_box.descendants() if isinstance(b, LineBox)] for p in document.pages
    ]
    assert len(pages) > 3
    assert not any(_text(lines[-1]).endswith("‐") for lines in pages)


def test_no_verse_is_divided_between_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines with ends of their own aren't measured."""
    correct_weasyprint()
    assert not any(end.endswith("‐") for end in verse_ends())
    monkeypatch.setattr(page_turns, "_leave_words_whole", lambda _: False)
    assert any(end.endswith("‐") for end in verse_ends())


def verse_ends() -> list[str]:
    found = []
    verse = f"{TEXT[150:400]}<br>" * 5
    for width in range(180, 300, 8):
        style = STYLE.replace("0HEIGHT", "108").replace("420px", f"{width}px")
        html = f"<style>{style} p {{ text-align: left }}</style><p lang=en>{verse}</p>"
        for page in weasyprint.HTML(string=html).render().pages[:-1]:
            lines = [box for box in page._page_box.descendants() if isinstance(box, LineBox)]
            found.append([_text(line) for line in lines if _text(line) != "Noted."][-1])
    return found


def test_on_another_page_its_words_may_be_divided_again() -> None:
    """What is forbidden at one page's end makes no line loose on the next."""
    line = SimpleNamespace()
    let, context = page_turns.let_words_be_divided, SimpleNamespace()
    context.current_page = 2
    line.turn, line.plans = (2, ["all", "of", "them"], 1), {"a": "plan"}
    line.measured = SimpleNamespace()
    line.measured.breaks = ["all"]
    let(context, line)
    assert line.measured.breaks == ["all"]
    context.current_page = 3
    let(context, line)
    assert line.measured.breaks == ["all", "of", "them"]
    assert line.plans == {}
