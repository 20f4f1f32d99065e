"""One source of truth: each color, family and size of tokens.css shows in every finished file.

The specimen, which shows every component, is built in a style that has another value for each of
these tokens, no two alike; each is looked for where docs/designers.md says that it shows. Beside
it stands the same specimen in the style that ships, in which none of the values may be found.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from briefbuild.verify.judges.axe import browser
from tests.building import ROOT, Built, build
from tests.tokens.changed import COLORS, FAMILIES, PICTURED, SIZES


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The specimen in a style with other tokens."""
    folder = tmp_path_factory.mktemp("tokens") / "style"
    folder.mkdir()
    house = "based_on: default\ninstitute:\n  name: Institute for Examples\n  short_name: IfE\n"
    (folder / "house.yaml").write_text(house, encoding="utf-8")
    tokens = {f"color-{name}": value for name, value in COLORS.items()} | PICTURED
    tokens |= {f"font-{name}": f'"{family}", serif' for name, family in FAMILIES.items()}
    tokens |= {f"size-{name}": f"{size}pt" for name, size in SIZES.items()}
    rules = "".join(f"  --{name}: {value};\n" for name, value in tokens.items())
    (folder / "tokens.css").write_text(f":root {{\n{rules}}}\n", encoding="utf-8")
    return build(ROOT / "styles" / "specimen", folder.parent / "out", styles=folder)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser of one module: a second one can't be begun while it runs."""
    with browser() as running:
        yield running
