"""press.css as the program reads it: the printer's settings, and the tokens' colours as inks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefbuild.house import House, default_styles, load_house
from briefbuild.press_style import read_press_style

SHEET = "press.css"


def house(folder: Path) -> House:
    read, problems = load_house(folder, "styles")
    assert read is not None, problems
    return read


@pytest.fixture
def style(tmp_path: Path) -> Path:
    """A copy of the house style to change."""
    return Path(shutil.copytree(default_styles(), tmp_path / "styles"))


def change(style: Path, old: str, new: str, file: str = SHEET) -> None:
    text = (style / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (style / file).write_text(text.replace(old, new), encoding="utf-8")


def test_the_shipped_style_has_inks_for_every_colour() -> None:
    shipped = house(default_styles())
    made, problems = read_press_style(shipped)
    assert problems == []
    assert made is not None
    assert made.condition == "FOGRA39"
    assert made.ink_limit == 3
    assert made.bleed == pytest.approx(3 * 72 / 25.4)
    colours = {value for value in shipped.tokens.values() if value.startswith("#")}
    assert len(made.tokens) == len(colours)
    assert made.tokens[27, 31, 36].inks == (0, 0, 0, 1), "text is black ink alone"
    assert all(sum(inks) <= made.ink_limit for _, inks, _ in made.tokens.values())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('--press-condition: "FOGRA39"', "--press-condition: FOGRA39"),
        ("--press-ink-limit: 300%", "--press-ink-limit: much"),
        ("--press-bleed: 3mm", "--press-bleed: 2mm"),
        ("--press-bleed: 3mm", "--press-bleed: calc(1mm + 2mm)"),
        ('--press-profile: "press/ISOcoated_v2_300_bas.icc"', "--press-profile: none"),
        ("device-cmyk(0% 0% 0% 100%)", "#000000"),
        ("device-cmyk(0% 0% 0% 100%)", "device-cmyk(0% 0% 0% 120%)"),
        ('--press-condition: "FOGRA39"', '--press-condition: "FOGRA51"'),
    ],
)
def test_a_setting_that_is_not_right_has_its_line(style: Path, old: str, new: str) -> None:
    line = (style / SHEET).read_text(encoding="utf-8").split(old)[0].count("\n") + 1
    change(style, old, new)
    made, (found,) = read_press_style(house(style))
    assert made is None
    assert found.code == "press-setting"
    assert found.place is not None
    assert (found.place.file, found.place.line) == (f"styles/{SHEET}", line)
    assert found.hint.startswith("write ")


def test_a_missing_setting_is_named(style: Path) -> None:
    change(style, "--press-ink-limit:", "--press-limit:")
    made, (found,) = read_press_style(house(style))
    assert made is None
    assert (found.code, found.facts["name"]) == ("press-setting", "--press-ink-limit")


def test_a_missing_style_sheet_or_profile_is_named(style: Path) -> None:
    (style / "press" / "ISOcoated_v2_300_bas.icc").unlink()
    made, (found,) = read_press_style(house(style))
    assert made is None
    assert found.code == "style-missing"
    (style / SHEET).unlink()
    made, (found,) = read_press_style(house(style))
    assert made is None
    assert (found.code, found.facts["file"]) == ("style-missing", SHEET)


def test_a_screens_profile_is_refused(style: Path) -> None:
    profile = style / "press" / "ISOcoated_v2_300_bas.icc"
    data = profile.read_bytes()
    profile.unlink()
    profile.write_bytes(data[:12] + b"mntrRGB " + data[20:])
    made, (found,) = read_press_style(house(style))
    assert made is None
    assert found.code == "press-profile"


def test_a_damaged_profile_is_told_at_its_line(style: Path) -> None:
    profile = style / "press" / "ISOcoated_v2_300_bas.icc"
    data = profile.read_bytes()
    profile.unlink()
    profile.write_bytes(data[:4000])
    made, (found,) = read_press_style(house(style))
    assert made is None
    assert found.code == "press-profile"
    assert str(found.place) == "styles/press.css:7:3"


def test_a_profile_that_names_no_condition_may_be_of_any(style: Path) -> None:
    profile = style / "press" / "ISOcoated_v2_300_bas.icc"
    data = profile.read_bytes()
    profile.unlink()
    profile.write_bytes(data.replace(b"ISO Coated v2", b"A Press's Own"))
    change(style, '--press-condition: "FOGRA39"', '--press-condition: "OWN1"')
    assert read_press_style(house(style))[1] == []


def test_two_tokens_of_one_colour_have_the_same_inks(style: Path) -> None:
    change(style, "--chart-3: #b4652b", "--chart-3: #0f3d5e", "tokens.css")
    made, (found,) = read_press_style(house(style))
    assert made is None
    assert (found.code, found.facts["colour"]) == ("press-token", "#0f3d5e")


def test_a_token_that_is_another_has_its_inks(style: Path) -> None:
    change(style, "--chart-3: #b4652b", "--chart-3: var(--color-accent)", "tokens.css")
    change(style, "  --chart-3: device-cmyk(10% 65% 85% 10%);", "")
    made, problems = read_press_style(house(style))
    assert problems == []
    assert made is not None
    assert made.tokens[15, 61, 94].inks == (1, 0.6, 0, 0.5)


def test_the_inks_of_the_style_below_are_not_those_of_other_tokens(tmp_path: Path) -> None:
    """A house with colours of its own and no press.css is printed through the profile."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "house.yaml").write_text("based_on: default\ninstitute:\n  name: Own\n")
    shipped = (default_styles() / "tokens.css").read_text(encoding="utf-8")
    made, problems = read_press_style(house(own))
    assert problems == []
    assert made is not None
    assert made.tokens
    (own / "tokens.css").write_text(shipped.replace("#0f3d5e", "#8a1538"), encoding="utf-8")
    made, problems = read_press_style(house(own))
    assert problems == []
    assert made is not None
    assert made.tokens == {}
    assert made.condition == "FOGRA39"
