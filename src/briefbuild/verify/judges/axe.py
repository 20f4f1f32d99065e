"""axe-core, Deque's accessibility rules, in Chromium: a page as readers would see it.

Playwright steers the browser from a process of its own (`python -m briefbuild.verify.judges.axe
FILE …`), since its loop of events would take over that of the program.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from briefbuild.verify.judges.npm import MODULES, lacking_modules
from briefbuild.verify.judges.running import lacking_commands, run
from briefbuild.verify.judges.verdict import Case, Failure, Verdict

if TYPE_CHECKING:  # it may not be installed
    from playwright.sync_api import Browser, Page

CLAIM = "Accessibility on screens of 390, 820 and 1440 px, light and dark"
PACKAGE = "axe-core"
SCRIPT = MODULES / PACKAGE / "axe.min.js"
WIDTHS = (390, 820, 1440)
SCHEMES = ("light", "dark")
LONGEST = 200
"""Letters of an element's markup that are shown."""


class Screen(NamedTuple):
    """What a page is shown on."""

    width: int
    scheme: str


SCREENS = tuple(Screen(width, scheme) for width in WIDTHS for scheme in SCHEMES)


def lacking() -> list[str]:
    """The packages to install before it can run, Debian's, PyPI's and npm's; none is best."""
    driver = [] if find_spec("playwright") else ["playwright"]
    return [*lacking_commands(chromium="chromium"), *driver, *lacking_modules(PACKAGE)]


def verdicts_on(cases: Sequence[Case]) -> list[Verdict]:
    """The verdict on each (file, claim), on every screen; one browser for all.

    Raises RuntimeError when the browser can't run, with its own words.
    """
    ran = run([sys.executable, "-m", __name__, *(case.path.resolve() for case in cases)])
    if ran.returncode:
        raise RuntimeError(ran.stderr.strip() or "the browser could not run")
    answers: list[dict[str, Any]] = json.loads(ran.stdout.splitlines()[-1])
    return [
        Verdict(
            path,
            claim,
            answer["judge"],
            answer["covers"],
            tuple(Failure(*failure) for failure in answer["failures"]),
        )
        for (path, claim, _), answer in zip(cases, answers, strict=True)
    ]


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = shutil.which("chromium") or "chromium"
        running = playwright.chromium.launch(executable_path=path)
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


def examined(running: Browser, file: Path, screen: Screen) -> dict[str, Any]:
    """axe's result on one page: its version, its rules by what came of them."""
    with shown(running, file, screen) as page:
        page.add_script_tag(path=SCRIPT)
        result: dict[str, Any] = page.evaluate("axe.run({resultTypes: ['violations']})")
    return result


def violations(result: dict[str, Any], screen: Screen) -> list[Failure]:
    """Each rule that a result says is broken, with the first element that it was seen on."""
    where = f"{screen.width} px, {screen.scheme}"
    return [
        Failure(
            found["id"],
            f"{found['help']} ({where}): {found['nodes'][0]['html'][:LONGEST]}",
            where,
        )
        for found in result["violations"]
    ]


def _answer(running: Browser, file: Path) -> dict[str, object]:
    """What comes of one file on every screen; in the child process only."""
    results = [(screen, examined(running, file, screen)) for screen in SCREENS]
    first = results[0][1]
    outcomes = ("passes", "violations", "incomplete", "inapplicable")
    rules = {rule["id"] for outcome in outcomes for rule in first[outcome]}
    judge = f"axe-core {first['testEngine']['version']} in Chromium {running.version}"
    covers = f"{len(rules)} rules on {len(SCREENS)} screens"
    failures = [
        (failure.rule, failure.message, failure.place)
        for screen, result in results
        for failure in violations(result, screen)
    ]
    return {"judge": judge, "covers": covers, "failures": failures}


if __name__ == "__main__":
    with browser() as chromium:
        print(json.dumps([_answer(chromium, Path(file)) for file in sys.argv[1:]]))
