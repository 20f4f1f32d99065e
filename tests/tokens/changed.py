"""Other values for tokens.css, no two alike, and where a screen shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser

from briefbuild.verify.judges.axe import Screen, shown

COLORS = {
    "ink": "#2a1020",
    "muted": "#4a5a10",
    "accent": "#6a1050",
    "rule": "#c0a080",
    "tint": "#f0e8d0",
    "paper": "#fffdf5",
}
PICTURED = {
    "chart-1": "#a01010",
    "chart-2": "#10a0a0",
    "chart-3": "#b0a010",
    "chart-4": "#6060f0",
    "map-land": "#e0c0e0",
    "map-land-focus": "#a0d090",
    "map-sea": "#d0f0f8",
}
SERIF, SANS = "Source Serif 4", "Source Sans 3"
FAMILIES = {"text": SANS, "note": SANS, "display": SERIF, "sans": SERIF}
SIZES = {
    "text": 10.0,
    "note": 9.0,
    "caption": 8.5,
    "small": 7.0,
    "table": 9.5,
    "title": 24.0,
    "subtitle": 14.5,
    "quote": 16.5,
    "heading": 11.5,
    "subheading": 11.0,
}
"""Points. Word knows half points only."""
SCREEN = Screen(1440, "light")
FIRST = """selectors => Object.fromEntries(selectors
  .map(selector => [selector, document.querySelector(selector)])
  .filter(([, element]) => element)
  .map(([selector, element]) => [selector, {...getComputedStyle(element)}]))"""
"""A script: the computed style of the first element of each selector that finds one."""
IN_BOOK = {
    "note": ".note",
    "caption": "figcaption",
    "small": ".masthead",
    "table": "table",
    "title": "h1.title",
    "subtitle": ".subtitle",
    "quote": ".pull-quote",
    "heading": "h1:not(.title)",
    "subheading": "h2",
}
"""The element of a page that shows each size."""


class Looks(NamedTuple):
    """What a browser makes of the first element of each selector: its computed style."""

    screen: Mapping[str, Mapping[str, str]]
    paper: Mapping[str, Mapping[str, str]]


def in_browser(running: Browser, files: Sequence[Path], selectors: Sequence[str]) -> Looks:
    """How the first element of each selector looks, on a screen and on paper."""
    screen: dict[str, Mapping[str, str]] = {}
    paper: dict[str, Mapping[str, str]] = {}
    for file in files:
        with shown(running, file, SCREEN) as page:
            screen = page.evaluate(FIRST, selectors) | screen
            page.emulate_media(media="print")
            paper = page.evaluate(FIRST, selectors) | paper
    return Looks(screen, paper)


def rgb(color: str) -> str:
    return f"rgb({', '.join(map(str, bytes.fromhex(color[1:])))})"
