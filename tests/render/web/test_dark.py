"""Both schemes are readable: WCAG 2.2, 1.4.3, computed from the tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuild.house import default_styles, load_house
from briefbuild.render.web.dark import dark_colors
from tests.building import OTHER_STYLES

STYLES = [default_styles(), *OTHER_STYLES]
TEXT = ("ink", "muted", "accent")
COLOR = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def luminance(color: str) -> float:
    """WCAG 2.2's relative luminance of #rrggbb."""
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_faint(colors: dict[str, str]) -> dict[tuple[str, str], float]:
    """The contrasts below 4.5, of each text on each ground."""
    pairs = {(t, g): contrast(colors[t], colors[g]) for t in TEXT for g in ("paper", "tint")}
    return {pair: ratio for pair, ratio in pairs.items() if ratio < 4.5}


@pytest.mark.parametrize("styles", STYLES, ids=lambda folder: folder.name)
def test_each_style_is_readable_in_the_light_and_in_the_dark(styles: object) -> None:
    house, _ = load_house(styles, "styles")  # type: ignore[arg-type]
    assert house is not None
    names = (*TEXT, "paper", "tint")
    assert too_faint({name: house.tokens[f"--color-{name}"] for name in names}) == {}
    dark = dark_colors(house.tokens)
    assert too_faint({name: dark[f"--dark-{name}"] for name in names}) == {}


@given(st.fixed_dictionaries({f"--color-{name}": COLOR for name in (*TEXT, "rule", "paper")}))
def test_any_house_is_readable_in_the_dark(tokens: dict[str, str]) -> None:
    dark = {name[7:]: color for name, color in dark_colors(tokens).items()}
    assert too_faint(dark) == {}


def test_a_faint_color_is_found() -> None:
    colors = dict.fromkeys((*TEXT, "tint"), "#0f3d5e") | {"paper": "#101418"}
    assert ("accent", "paper") in too_faint(colors)


def test_hues_are_kept() -> None:
    tokens = dict.fromkeys((f"--color-{n}" for n in (*TEXT, "rule")), "#7a1f2b")
    accent = dark_colors(tokens)["--dark-accent"]
    red, green, blue = (int(accent[n : n + 2], 16) for n in (1, 3, 5))
    assert red > blue > green
    assert dark_colors(tokens | {"--color-accent": "#abc"})["--dark-accent"] != accent
