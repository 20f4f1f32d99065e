"""A chart's box holds its lettering: a label that passes an edge is not cut."""

from __future__ import annotations

import pytest
from lxml import etree

from briefbuild.figures.chart_room import with_room
from briefbuild.house import default_styles

FONTS = default_styles() / "fonts"
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">'
    '<rect width="200" height="100" fill="#ffffff"/>'
)
STYLE = 'font-family="\'Source Sans 3\'" font-size="20"'


def box_of(content: str) -> tuple[list[float], str, bytes, bytes]:
    """The box that a chart gets, its ground, and the chart before and after."""
    before = f"{HEAD}{content}</svg>".encode()
    after = with_room(before, FONTS)
    root = etree.fromstring(after)
    ground = root[0]
    place = " ".join(str(ground.get(name, 0)) for name in ("x", "y", "width", "height"))
    return [float(n) for n in str(root.get("viewBox")).split()], place, before, after


@pytest.mark.parametrize(
    ("content", "side"),
    [
        (f'<text x="150" y="50" {STYLE}>Exports</text>', 2),
        (f'<text x="50" y="50" text-anchor="end" {STYLE}>Exports</text>', 0),
        (f'<g transform="translate(50,10)"><text y="-5" {STYLE}>Above</text></g>', 1),
        (f'<text x="20" y="104" {STYLE}>below, g</text>', 3),
    ],
)
def test_the_box_grows_where_a_label_passes_its_edge(content: str, side: int) -> None:
    box, ground, _, after = box_of(content)
    edges = [box[0], box[1], box[0] + box[2], box[1] + box[3]]
    grown = [
        n for n, (new, old) in enumerate(zip(edges, (0, 0, 200, 100), strict=True)) if new != old
    ]
    assert grown == [side]
    assert [float(n) for n in ground.split()] == box
    assert with_room(after, FONTS) == after, "then it has room"


@pytest.mark.parametrize(
    "content",
    [
        f'<text x="50" y="50" {STYLE}>Exports</text>',
        f'<text x="2" y="50" stroke="#fff" stroke-width="12" {STYLE}>Its halo</text>',
        '<path d="M-50 50H400" stroke="#000000"/>',
        "",
    ],
)
def test_a_chart_with_room_is_what_it_was(content: str) -> None:
    _, _, before, after = box_of(content)
    assert after == before
