"""The lettering of a drawing, and what of it is lost on a page."""

from __future__ import annotations

import pytest

from briefbuild.verify.drawn_text import lettering_of, lost_lettering

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg">{style}
<defs><text>unused</text></defs><title>spoken</title>
<g><text>Exports <tspan>of 2019</tspan></text><text display="none">never</text></g>
<text style="visibility: hidden">nor this</text><text>102.7</text></svg>"""


@pytest.mark.parametrize(
    ("style", "texts"),
    [
        ("", ("Exports of 2019", "102.7")),
        ("<style>text { fill: red }</style>", ("Exports of 2019", "102.7")),
        ("<style>.a { display: none }</style>", ()),
    ],
)
def test_what_a_drawing_writes(style: str, texts: tuple[str, ...]) -> None:
    assert lettering_of(DRAWING.format(style=style).encode()) == texts


@pytest.mark.parametrize(
    ("drawn", "lost"),
    [
        (("2019", "102.7", "EXPORTS"), []),
        (("Ex", "ports", "2019", "102.7"), []),
        (("Exports", "2019"), ["102.7"]),
        (("Exports", "2019", "2019", "102.7"), []),
        (("Exports", "2018", "102.7"), ["2019"]),
        ((), ["Exports", "2019", "102.7"]),
    ],
)
def test_lost_lettering(drawn: tuple[str, ...], lost: list[str]) -> None:
    assert lost_lettering(("Exports", "2019", "102.7"), drawn) == lost
