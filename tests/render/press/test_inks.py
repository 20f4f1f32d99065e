"""From colours to inks: tokens by press.css, greys and blacks as black ink, the rest by profile."""

from __future__ import annotations

import random
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from briefbuild.house import default_styles, load_house
from briefbuild.press_style import PressStyle, read_press_style
from briefbuild.render.press.inks import Printer
from briefbuild.verify.preflight.ink_rules import black_text
from briefbuild.verify.preflight.painting import Colour, Mark
from briefbuild.verify.preflight.sheet import Demands, Sheet


@pytest.fixture(scope="module")
def style() -> PressStyle:
    house, _ = load_house(default_styles(), "styles")
    assert house is not None
    made, _ = read_press_style(house)
    assert made is not None
    return made


def colour(text: str) -> tuple[float, float, float]:
    red, green, blue = (part / 255 for part in bytes.fromhex(text))
    return red, green, blue


def test_a_token_has_the_inks_of_press_css(style: PressStyle) -> None:
    assert Printer(style).of_rgb(*colour("0f3d5e")) == (1, 0.6, 0, 0.5)
    assert Printer(replace(style, tokens={})).of_rgb(*colour("0f3d5e")) != (1, 0.6, 0, 0.5)


@pytest.mark.parametrize(
    "text", ["000000", "1b1f24", "222222", "56606b", "685d54", "808080", "818080", "f0f0f0"]
)
def test_greys_and_blacks_are_black_ink(text: str, style: PressStyle) -> None:
    c, m, y, k = Printer(replace(style, tokens={})).of_rgb(*colour(text))
    assert (c, m, y) == (0, 0, 0)
    assert k > 0


@pytest.mark.parametrize(
    ("text", "full"),
    [("000000", True), ("1b1f24", True), ("26211d", True), ("56606b", False), ("404040", False)],
)
def test_what_is_nearly_black_is_black_in_full(text: str, full: bool, style: PressStyle) -> None:
    *_, k = Printer(replace(style, tokens={})).of_rgb(*colour(text))
    assert (k == 1) is full


def test_black_ink_gets_lighter_with_its_grey_and_paper_has_none(style: PressStyle) -> None:
    tints = [Printer(style).of_grey(grey / 20)[3] for grey in range(21)]
    assert tints[0] == 1
    assert tints[-1] == 0
    assert tints == sorted(tints, reverse=True)
    assert len(set(tints)) == len(tints)


@pytest.mark.parametrize("text", ["8a1538", "00ff00", "334d80", "ff0000", "102a83"])
def test_other_colours_go_through_the_profile(text: str, style: PressStyle) -> None:
    inks = Printer(style).of_rgb(*colour(text))
    assert max(inks[:3]) > 0
    assert sum(inks) <= style.ink_limit + 0.02


def test_a_pictures_own_profile_counts(style: PressStyle) -> None:
    picture = Image.new("RGB", (1, 1), (200, 60, 30))
    printer = Printer(style)
    assert printer.of_picture(picture).mode == "CMYK"
    assert printer.of_picture(picture).tobytes() == printer.of_picture(picture).tobytes()


def test_every_token_of_the_shipped_style_looks_like_its_colour(style: PressStyle) -> None:
    assert Printer(style).unlike == []


def test_inks_of_another_colour_are_not_used(style: PressStyle) -> None:
    """Somebody changed tokens.css and forgot press.css."""
    token = style.tokens[15, 61, 94]
    printer = Printer(replace(style, tokens={**style.tokens, (138, 21, 56): token}))
    assert printer.unlike == [token]
    c, m, y, _ = printer.of_rgb(*colour("8a1538"))
    assert m > c
    assert m > y


def test_no_colour_turns_into_a_black_of_several_inks(style: PressStyle) -> None:
    """What the preflight would take for black text is never made of a colour."""
    pdf = pikepdf.new()
    intent = pikepdf.Dictionary(S=pikepdf.Name.GTS_PDFX)
    intent.DestOutputProfile = pdf.make_stream(style.profile)
    pdf.Root.OutputIntents = pikepdf.Array([intent])
    sheet = Sheet(pdf, Demands())
    printer, draw = Printer(replace(style, tokens={})), random.Random(1)
    for _ in range(400):
        grey, reach = draw.random() ** 2, draw.random() ** 2 / 2
        rgb = [min(1.0, max(0.0, grey + draw.uniform(-reach, reach))) for _ in range(3)]
        inks = printer.of_rgb(*rgb)
        text = Mark(1, "text", Colour("DeviceCMYK", inks))
        sheet.__dict__["marks"] = [text]
        assert list(black_text(sheet)) == [], rgb
