"""Tint and muted ink look on the house's paper as its tokens do, and can be read on any other."""

from __future__ import annotations

import re

import pytest

from briefbuild.house import default_styles, load_house
from briefbuild.legibility import contrast
from briefbuild.render.epub.shades import LEAST, opacity, veil

COLORS = {"--color-ink": "#1b1f24", "--color-muted": "#56606b", "--color-paper": "#fff"}
PAGES = {
    "day": ("#000000", "#ffffff"),
    "night": ("#ffffff", "#000000"),
    "soft night": ("#dddddd", "#1b1b1b"),
    "sepia": ("#4f321c", "#f8f1e3"),
    "pale sepia": ("#5f4b32", "#f8f1e3"),
    "green": ("#3a4b43", "#c7edcc"),
}
"""Inks and papers of reading systems."""


def over(layer: str, ground: tuple[int, ...]) -> tuple[int, ...]:
    """What a translucent color looks like on a ground."""
    *color, alpha = map(float, re.findall(r"[\d.]+", layer))
    return tuple(round(c * alpha + g * (1 - alpha)) for c, g in zip(color, ground, strict=True))


@pytest.mark.parametrize(
    ("tint", "paper"),
    [("#eef2f5", "#ffffff"), ("#f8f2ea", "#fffdf5"), ("#102030", "#000"), ("#fed", "#fff")],
)
def test_a_veil_is_the_tint_on_the_paper(tint: str, paper: str) -> None:
    digits = [c if len(c) == 6 else "".join(d * 2 for d in c) for c in (tint[1:], paper[1:])]
    wanted, ground = (tuple(bytes.fromhex(d)) for d in digits)
    seen = over(veil({"--color-tint": tint, "--color-paper": paper}), ground)
    assert max(abs(a - b) for a, b in zip(seen, wanted, strict=True)) <= 1


def test_no_tint_is_no_veil() -> None:
    assert veil({"--color-tint": "#fff", "--color-paper": "#ffffff"}) == "transparent"


def test_opacity_is_never_so_little_that_type_is_lost() -> None:
    assert opacity(COLORS | {"--color-muted": "#333333"}) == "0.91"
    assert float(opacity(COLORS)) == LEAST
    assert opacity(COLORS | {"--color-muted": "#000000"}) == "1.00"
    assert opacity(dict.fromkeys(COLORS, "#fff")) == "1.00"


@pytest.mark.parametrize("page", PAGES)
def test_the_house_s_own_can_be_read_on_pages_of_any_color(page: str) -> None:
    house, _ = load_house(default_styles(), "styles")
    assert house
    ink, paper = (tuple(bytes.fromhex(color[1:])) for color in PAGES[page])
    ground = over(veil(house.tokens), paper)
    red, green, blue = ink
    muted = over(f"rgba({red}, {green}, {blue}, {opacity(house.tokens)})", paper)
    reader_s = contrast(*PAGES[page])
    assert contrast(hexadecimal(ink), hexadecimal(ground)) >= min(7, 0.85 * reader_s)
    assert contrast(hexadecimal(muted), hexadecimal(paper)) >= 4.5


def hexadecimal(color: tuple[int, ...]) -> str:
    return "#" + bytes(color).hex()
