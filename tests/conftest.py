"""Shared fixtures: the briefs that ship, each built once, and golden files.

`--refresh-golden` writes the expected files anew instead of comparing with them.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.building import OTHER_STYLES, ROOT, Built, build_once

# No test is timed: a slow machine is no fault of the program, nor of how a test draws its examples.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# Who runs the tests in the background (`make test &`) has the shell ignore Ctrl-C for them, and so
# for what they start; builds that are interrupted couldn't be tested.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run of the tests, the same one in each process that takes part in it."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def commentary(shared: Path) -> Built:
    """The commentary that ships in brief/, built once; who changes its files copies them."""
    return build_once(ROOT / "brief", shared / "commentary")


@pytest.fixture(scope="session")
def specimen(shared: Path) -> Built:
    """The house style's specimen, built once."""
    return build_once(ROOT / "styles" / "specimen", shared / "specimen")


@pytest.fixture(scope="session")
def publications(commentary: Built, specimen: Built, shared: Path) -> dict[str, Built]:
    """All that the project publishes: the commentary, and the specimen in every house style."""
    others = {
        style.name: build_once(ROOT / "styles" / "specimen", shared / style.name, styles=style)
        for style in OTHER_STYLES
    }
    return {"commentary": commentary, "specimen": specimen, **others}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write expected files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Return a function that holds a text to the expected file at a path."""
    refresh = bool(request.config.getoption("--refresh-golden"))

    def compare(expected: Path, text: str) -> None:
        if refresh:
            expected.parent.mkdir(parents=True, exist_ok=True)
            expected.write_text(text, encoding="utf-8", newline="\n")
        assert expected.is_file(), f"{expected} is missing: make golden writes it"
        assert text == expected.read_text(encoding="utf-8")

    return compare
