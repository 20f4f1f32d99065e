"""What the tokens must be: their names, and the kind of value each holds.

CSS alone would take any colour and any calc(). The Word file, charts and the cover are made from
the same tokens and take plain values only, so each is looked at once, when the house is read.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping

from briefbuild.problems import Place, Problem, problem
from briefbuild.tokens import VAR, Declared, points

NEEDED = tuple(
    f"--{name}"
    for name in """
        color-ink color-muted color-accent color-rule color-tint color-paper
        chart-1 chart-2 chart-3 chart-4 map-land map-land-focus map-sea
        font-text font-note font-display font-sans
        size-text size-note size-caption size-small size-table size-title size-subtitle
        size-quote size-heading size-subheading
        line line-note line-caption line-title
        space-heading space-after-heading space-figure space-title indent
        page-width page-height margin-top margin-bottom margin-inner margin-outer
        column-outer gutter rule-thin rule-thick
    """.split()  # noqa: SIM905 -- a list of fifty quoted words is no easier to read
)
"""The tokens that Word files, charts, maps or the cover are made from."""
COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
# CSS Fonts 4, §2.1: a family is a string or a row of identifiers, and none begins with a figure.
_FAMILY = r"""(?:"[^"]+"|'[^']+'|-?[^\W\d][\w-]*(?:\s+-?[^\W\d][\w-]*)*)"""
FAMILIES = re.compile(rf"{_FAMILY}(?:\s*,\s*{_FAMILY})*")
BESIDE = ("--margin-inner", "--margin-outer", "--column-outer", "--gutter")
LEAST_WIDTH = 20 * 72 / 25.4
"""Points: a column of text narrower than this holds no long word."""
LEAST_LINES = 5
"""On a page too low for text and a note, the page maker begins new pages for ever."""
EXPECTED = {
    "color": "a color as #rrggbb, like #0f3d5e",
    "font": "a list of font families; one with a figure in its name needs quotation marks, like "
    '"Source Sans 3", Arial, sans-serif',
    "length": "a plain length in pt, mm, cm, in or px, like 14pt",
}


def kind_of(name: str) -> str:
    """ "color", "font" or "length": what a token's name says it holds."""
    group = name.split("-")[2]
    return (
        "color" if group in ("color", "chart", "map") else "font" if group == "font" else "length"
    )


def check_tokens(
    tokens: Mapping[str, str], declared: Mapping[str, Declared], root: Place
) -> list[Problem]:
    """The needed tokens that the rule at `root` lacks or that are not of their kind.

    `tokens` has every var() put in, `declared` what was written, and where.
    """
    problems = []
    for name in NEEDED:
        kind = kind_of(name)
        if name not in tokens:
            problems.append(_missing(name, declared, root))
        elif not _is(kind, tokens[name], name) and not _told_elsewhere(name, declared):
            facts = {"name": name, "value": declared[name].value, "expected": EXPECTED[kind]}
            problems.append(problem("style-token-value", declared[name].place, **facts))
    return problems


def misspelt(
    declared: Mapping[str, Declared], inherited: Collection[str], asked: Collection[str]
) -> list[Problem]:
    """The tokens of a house's own that no var() asks for and that look like one it inherits: that
    one keeps the base's value, and nothing would tell."""
    problems = []
    for name, token in declared.items():
        if name in NEEDED or name in inherited or name in asked:
            continue
        for near in difflib.get_close_matches(name, sorted(inherited), n=1, cutoff=0.8):
            facts = {"name": name, "hint": f"did you mean {near}?"}
            problems.append(problem("style-token-unknown", token.place, **facts))
    return problems


def without_column(tokens: Mapping[str, str]) -> bool:
    """Whether a page has no outer column: labels and captions stand in the column of text then."""
    return points(tokens["--column-outer"]) == 0


def check_page(tokens: Mapping[str, str], declared: Mapping[str, Declared]) -> list[Problem]:
    """A page whose margins leave no room for the text: the tokens are there, and of their kind."""
    size = {name: points(tokens[name]) for name in NEEDED if kind_of(name) == "length"}
    width = size["--page-width"] - sum(size[name] for name in BESIDE)
    height = size["--page-height"] - size["--margin-top"] - size["--margin-bottom"]
    problems = []
    for name, room, least, what in (
        ("--page-width", width, LEAST_WIDTH, "between margins and outer column"),
        ("--page-height", height, LEAST_LINES * size["--line"], "between the margins"),
    ):
        if room < least:
            facts = {"name": name, "what": what, "room": _mm(room), "least": _mm(least)}
            problems.append(problem("style-page", declared[name].place, **facts))
    return problems


def _mm(length: float) -> str:
    return f"{length * 25.4 / 72:.0f} mm"


def _missing(name: str, declared: Mapping[str, Declared], root: Place) -> Problem:
    """A needed token that is absent, at the one that looks like it misspelled."""
    strange = sorted(set(declared) - set(NEEDED))
    for near in difflib.get_close_matches(name, strange, n=1, cutoff=0.8):
        return problem("style-token", declared[near].place, name=name, hint=f"is {near} meant?")
    hint = f"give it a value: {EXPECTED[kind_of(name)]}"
    return problem("style-token", root, name=name, hint=hint)


def _is(kind: str, value: str, name: str) -> bool:
    """Whether a value is of its kind; type of no size, and lines of no height, are none."""
    drawn = name.startswith(("--size-", "--line"))
    if kind == "color":
        return COLOR.fullmatch(value) is not None
    if kind == "font":
        return FAMILIES.fullmatch(value) is not None
    try:
        return points(value) > 0 if drawn else points(value) >= 0
    except ValueError:
        return False


def _told_elsewhere(name: str, declared: Mapping[str, Declared]) -> bool:
    """Whether what is wrong with a token is wrong, or missing, where its var() points."""
    match = VAR.fullmatch(declared[name].value)
    if match is None:
        return False
    inner = match[1]
    return inner not in declared or (inner in NEEDED and kind_of(inner) == kind_of(name))
