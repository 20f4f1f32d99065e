"""press.css as the program reads it: how the press PDF is printed, and the tokens' colours as inks.

The style sheet redefines tokens of tokens.css with `device-cmyk()` and sets four properties of its
own. Pages, charts and maps are painted in the tokens' RGB values; `PressStyle.tokens` leads
from these to the inks that press.css gives them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple

from PIL import ImageCms

from briefbuild.house import House
from briefbuild.inside import STYLE, read_inside
from briefbuild.limits import PROFILE_BYTES
from briefbuild.problems import Place, Problem, problem
from briefbuild.style_files import TOKENS
from briefbuild.tokens import Declared, declared_in, points, read_tokens, root_of

SHEET = "press.css"
PROFILE, CONDITION = "--press-profile", "--press-condition"
INK_LIMIT, BLEED = "--press-ink-limit", "--press-bleed"
COLOUR = re.compile(r"#([0-9a-fA-F]{6})")
SHORT_COLOUR = re.compile(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])")
_INK = r"\s*(\d*\.?\d+)%"
INKS = re.compile(rf"device-cmyk\({_INK}{_INK}{_INK}{_INK}\s*\)")
TEXT = re.compile(r"""(["'])(.+)\1""")
PERCENT = re.compile(r"(\d*\.?\d+)%")
# The European Color Initiative's profiles, by their descriptions (eci.org, “Downloads”), and the
# conditions that they are of; other profiles may name theirs.
CONDITIONS = {
    "ISO Coated v2": "FOGRA39",
    "PSO Uncoated ISO12647": "FOGRA47",
    "PSO Coated v3": "FOGRA51",
    "PSO Uncoated v3": "FOGRA52",
}
NAMED = re.compile(r"FOGRA ?(\d+)", re.IGNORECASE)
CMYK_OUTPUT = (b"prtr", b"CMYK")
LEAST_BLEED = 3 * 72 / 25.4
"""Points: what sheets may shift under the knife."""
EXPECTED = {
    PROFILE: 'the profile’s file in this folder, like "press/printer.icc"',
    CONDITION: 'the name of the printing condition in the ICC’s registry, like "FOGRA39"',
    INK_LIMIT: "a percentage, like 300%",
    BLEED: "a length of 3mm or more",
}

RGB = tuple[int, int, int]
"""0 to 255 each."""
Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black: 0 to 1 each."""


class Token(NamedTuple):
    """A token's inks."""

    name: str
    inks: Inks
    place: Place
    """In press.css."""


@dataclass(frozen=True)
class PressStyle:
    """How a house has its briefs printed."""

    profile: bytes
    """An ICC profile of class “prtr” and colour space CMYK."""
    condition: str
    """Its printing condition's name in the ICC's characterization data registry."""
    ink_limit: float
    """The most ink at one spot: 3.0 is three inks in full."""
    bleed: float
    """Points."""
    tokens: Mapping[RGB, Token]
    """The tokens' colours of tokens.css, each with the inks that press.css gives it."""


def read_press_style(house: House) -> tuple[PressStyle | None, list[Problem]]:
    """The house's press.css, read; every setting or colour that isn't right is a problem."""
    path, shown = house.files.find(SHEET)
    if not path.is_file():
        return None, [problem("style-missing", Place(house.shown), file=SHEET)]
    css = path.read_text(encoding="utf-8-sig")
    declared = declared_in(css, shown)
    missing = [name for name in EXPECTED if name not in declared]
    if missing:
        place = root_of(css, shown)
        hints = {name: f"write {EXPECTED[name]}" for name in missing}
        return None, [problem("press-setting", place, name=n, hint=hints[n]) for n in missing]
    problems: list[Problem] = []
    profile = _profile(house, declared[PROFILE], problems)
    condition = TEXT.fullmatch(declared[CONDITION].value)
    limit = PERCENT.fullmatch(declared[INK_LIMIT].value)
    bleed = _bleed(declared[BLEED].value)
    for name, value in ((CONDITION, condition), (INK_LIMIT, limit), (BLEED, bleed)):
        if value is None:
            problems.append(_wrong(name, declared[name]))
    if profile and condition:
        problems += _other_condition(profile, condition[2], declared[CONDITION])
    tokens, found = _tokens(house, declared)
    problems += found
    if problems or profile is None or not condition or not limit or bleed is None:
        return None, problems
    return PressStyle(profile, condition[2], float(limit[1]) / 100, bleed, tokens), problems


def _wrong(name: str, declared: Declared) -> Problem:
    hint = f"write {EXPECTED[name]}"
    return problem("press-setting", declared.place, name=name, hint=hint)


def _bleed(value: str) -> float | None:
    try:
        length = points(value)
    except ValueError:
        return None
    return length if length >= LEAST_BLEED - 0.01 else None


def _profile(house: House, declared: Declared, problems: list[Problem]) -> bytes | None:
    """The profile's bytes. ICC.1:2010, 7.2: class and colour space stand in the header."""
    named = TEXT.fullmatch(declared.value)
    if named is None:
        problems.append(_wrong(PROFILE, declared))
        return None
    file = house.files.find(named[2])[0]
    folder = next(folder for folder in house.files.folders if file.is_relative_to(folder))
    data, wrong = read_inside(folder, file, declared.place, PROFILE_BYTES, STYLE)
    if wrong or data is None:
        missing = problem("style-missing", declared.place, file=named[2])
        problems.append(missing if wrong is None or wrong.code == "file-missing" else wrong)
        return None
    kind = (data[12:16], data[16:20])
    if kind != CMYK_OUTPUT or data[36:40] != b"acsp" or not _usable(data):
        problems.append(problem("press-profile", declared.place, file=named[2]))
        return None
    return data


def _usable(profile: bytes) -> bool:
    """Whether colours can be turned into its inks: a profile may be cut off."""
    try:
        made = ImageCms.ImageCmsProfile(BytesIO(profile))
        ImageCms.buildTransform(ImageCms.createProfile("sRGB"), made, "RGB", "CMYK")
    except (ImageCms.PyCMSError, OSError):
        return False
    return True


def _other_condition(profile: bytes, condition: str, declared: Declared) -> list[Problem]:
    """A condition's name that is not the one that the profile names itself, if it names one."""
    description = ImageCms.ImageCmsProfile(BytesIO(profile)).profile.profile_description or ""
    match = NAMED.search(description)
    own = next((name for known, name in CONDITIONS.items() if known in description), None)
    own = f"FOGRA{match[1]}" if match else own
    if own is None or own == condition:
        return []
    hint = f'write "{own}": the profile “{description}” is of that condition'
    return [problem("press-setting", declared.place, name=CONDITION, hint=hint)]


def _tokens(
    house: House, declared: Mapping[str, Declared]
) -> tuple[dict[RGB, Token], list[Problem]]:
    """What each token's colour is printed with; var() leads to the inks of the other token.

    A house with tokens of its own and the press.css of the style below it has none: those inks are
    of other colours.
    """
    path, sheet = house.files.find(TOKENS)[0], house.files.find(SHEET)[0]
    if path.parent == house.folder != sheet.parent:
        return {}, []
    problems: list[Problem] = []
    tokens = house.files.tokens()
    printed, _ = read_tokens({**tokens, **declared})
    made: dict[RGB, Token] = {}
    for name, value in house.tokens.items():
        colour = rgb_of(value)
        match = INKS.fullmatch(printed[name])
        if colour is None:
            continue
        if match is None or max(map(float, match.groups())) > 100:
            if name in declared:
                problems.append(_no_inks(name, declared[name]))
            continue
        c, m, y, k = (float(part) / 100 for part in match.groups())
        place = declared[name].place if name in declared else Place(f"{house.shown}/{SHEET}")
        token = Token(name, (c, m, y, k), place)
        if made.setdefault(colour, token).inks != token.inks:
            problems.append(problem("press-token", place, name=name, colour=value))
    return made, problems


def _no_inks(name: str, declared: Declared) -> Problem:
    hint = "write device-cmyk(100% 60% 0% 50%): cyan, magenta, yellow, black, 0% to 100% each"
    return problem("press-setting", declared.place, name=name, hint=hint)


def rgb_of(value: str) -> RGB | None:
    """A colour written as #rrggbb or #rgb."""
    if match := COLOUR.fullmatch(value):
        red, green, blue = bytes.fromhex(match[1])
        return red, green, blue
    if match := SHORT_COLOUR.fullmatch(value):
        red, green, blue = (int(part * 2, 16) for part in match.groups())
        return red, green, blue
    return None
