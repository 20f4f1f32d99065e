"""Figures at the foot of a page: neither their picture nor their caption stands in the notes."""

from __future__ import annotations

import pytest
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from bench.stress.faults import examine
from briefbuild.house import default_styles
from briefbuild.render.pages.corrections import correct_weasyprint

FONT = (default_styles() / "fonts" / "SourceSerif4-Regular.ttf").as_uri()
PICTURE = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"
STYLE = """
<style>
  @font-face {{ font-family: Known; src: url("{font}") }}
  @page {{ size: 400px {height}px; margin: 20px }}
  body {{ margin: 0; font: 12px/15px Known }}
  p {{ margin: 0 }}
  figure {{ display: flex; margin: 15px 0; break-inside: avoid }}
  img {{ display: block; width: 90px; height: {picture}px }}
  figcaption {{ width: 90px; margin-bottom: -15px; font-size: 9px; line-height: 11px }}
  .note {{ float: footnote }}
</style>
"""
NOTE = "<span class=note id=a>One</span>"


def pages(body: str, height: int, picture: int, caption: int) -> weasyprint.Document:
    """The body's `FIGURE`s with a picture so high, in pixels, and a caption of so many lines."""
    correct_weasyprint()
    lines = "<br>".join(["words"] * caption)
    figure = f'<figure><img src="{PICTURE}"><figcaption>{lines}</figcaption></figure>'
    style = STYLE.format(font=FONT, height=height, picture=picture)
    text = style + body.replace("FIGURE", figure)
    return weasyprint.HTML(string=text).render(font_config=FontConfiguration())


@pytest.mark.parametrize("note", ["", NOTE])
@pytest.mark.parametrize(
    ("picture", "caption"), [(217, 1), (40, 19)], ids=["broken line", "long caption"]
)
def test_no_figure_stands_lower_than_its_page_ends(picture: int, caption: int, note: str) -> None:
    body = f"<p>Some words{note}.</p>FIGURE<p>{'word ' * 60}</p>"
    for height in range(270, 315, 2):  # in which the figure finds no room at first, much at last
        assert examine(pages(body, height, picture, caption)).faults == []


def test_nor_do_figures_at_a_pages_top() -> None:
    for height in range(225, 255, 2):
        document = pages(f"<p>{'word ' * 120}</p>FIGURE FIGURE", height, 40, 9)
        assert examine(document).faults == []
        on = [[b.element_tag for b in page._page_box.descendants()] for page in document.pages]
        assert [tags.count("img") for tags in on] in ([0, 2], [0, 1, 1])
