"""Colors, sizes and families of tokens.css on the web page."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.building import Built
from tests.tokens.changed import (
    COLORS,
    FAMILIES,
    IN_BOOK,
    PICTURED,
    SANS,
    SERIF,
    SIZES,
    Looks,
    in_browser,
    rgb,
)

ON_WEB = {
    **IN_BOOK,
    "title": "h1",
    "heading": "main > h2",
    "subheading": "main > h3",
    "text": "main > p",
}


@pytest.fixture(scope="module")
def webs(changed: Built, specimen: Built, chromium: Browser) -> tuple[Looks, ...]:
    """How the two web pages look."""
    asked = [*ON_WEB.values(), "html", ".box", ".masthead > .date"]
    return tuple(in_browser(chromium, [page.html], asked) for page in (changed, specimen))


@pytest.mark.parametrize(
    ("name", "selector", "property"),
    [
        ("ink", "main > p", "color"),
        ("muted", ".masthead > .date", "color"),
        ("accent", "h1", "color"),
        ("rule", ".masthead", "borderBottomColor"),
        ("tint", ".box", "backgroundColor"),
        ("paper", "html", "backgroundColor"),
    ],
)
def test_a_color_is_the_web_page_s(
    name: str, selector: str, property: str, webs: tuple[Looks, ...]
) -> None:
    now, before = webs
    assert now.screen[selector][property] == rgb(COLORS[name])
    assert before.screen[selector][property] != rgb(COLORS[name])


@pytest.mark.parametrize("value", PICTURED.values())
def test_a_color_is_drawn_in_the_web_page_s_pictures(
    value: str, changed: Built, specimen: Built
) -> None:
    def drawings(file: Path) -> str:
        data = re.findall(r"data:image/svg\+xml;base64,([\w+/=]+)", file.read_text("utf-8"))
        return "".join(b64decode(d).decode() for d in data)

    assert value in drawings(changed.html)
    assert value not in drawings(specimen.html)


@pytest.mark.parametrize("name", ON_WEB)
def test_a_size_is_the_web_page_s_on_paper_alone(name: str, webs: tuple[Looks, ...]) -> None:
    """On screens web.css has sizes of its own."""
    now, before = webs
    selector = ON_WEB[name]
    assert pixels(now.paper[selector]) == pytest.approx(SIZES[name] * 4 / 3, abs=0.01)
    assert pixels(before.paper[selector]) != pytest.approx(SIZES[name] * 4 / 3, abs=0.01)
    assert now.screen[selector]["fontSize"] == before.screen[selector]["fontSize"]


def pixels(look: Mapping[str, str]) -> float:
    return float(look["fontSize"].removesuffix("px"))


@pytest.mark.parametrize(
    ("name", "selector", "before"),
    [
        ("text", "main > p", SERIF),
        ("display", "h1", "Source Serif 4 Display"),
        ("sans", "main > h2", SANS),
        ("text", ".note", SERIF),  # larger than in print: --font-note isn't for it
    ],
)
def test_a_family_sets_its_text_on_the_web_page(
    name: str, selector: str, before: str, webs: tuple[Looks, ...]
) -> None:
    families = [look.screen[selector]["fontFamily"].split(",")[0].strip('"') for look in webs]
    assert families == [FAMILIES[name], before]
