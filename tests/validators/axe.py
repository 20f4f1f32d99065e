"""axe-core, Deque's accessibility rules, in Debian's Chromium: a page as readers would see it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from tests.validators.finding import Finding
from tests.validators.vnu import NPM

CHROMIUM = shutil.which("chromium") or "chromium"
AXE = NPM / "axe-core" / "axe.min.js"
WIDTHS = (390, 820, 1440)
SCHEMES = ("light", "dark")


class Screen(NamedTuple):
    """What a page is shown on."""

    width: int
    scheme: str


SCREENS = tuple(Screen(width, scheme) for width in WIDTHS for scheme in SCHEMES)


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM)
        yield running
        running.close()


@contextmanager
def shown(running: Browser, file: Path, screen: Screen) -> Iterator[Page]:
    """A page on a screen, its fonts loaded."""
    size: Any = {"width": screen.width, "height": 900}
    scheme: Any = screen.scheme
    page = running.new_page(viewport=size, color_scheme=scheme)
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready.then(() => null)")
    yield page
    page.close()


def axe(
    running: Browser, files: Sequence[Path], screens: Sequence[Screen] = SCREENS
) -> list[Finding]:
    """Return axe's violations on each file, on every screen; the place says which."""
    return [
        finding
        for file in files
        for screen in screens
        for finding in violations(running, file, screen)
    ]


def violations(running: Browser, file: Path, screen: Screen) -> list[Finding]:
    """Return axe's violations on one file, each with the first element that it was seen on."""
    with shown(running, file, screen) as page:
        page.add_script_tag(path=AXE)
        result: dict[str, Any] = page.evaluate("axe.run({resultTypes: ['violations']})")
    where = f"{screen.width} px, {screen.scheme}"
    return [
        Finding(file, found["id"], f"{found['help']}: {found['nodes'][0]['html'][:200]}", where)
        for found in result["violations"]
    ]
