"""One source of truth: a changed token changes the EPUB's style, its cover and its fonts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefbuild.render.epub.renderer import render
from tests.render.sample_edition import edition, opened

STYLE, COVER = "EPUB/styles/stylesheet1.css", "EPUB/media/cover.svg"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    made = edition(tmp_path_factory.mktemp("tokens"))
    return opened(render(made, made.work / "book.epub").path).files


@pytest.mark.parametrize(
    ("token", "value", "changed"),
    [
        ("--color-accent", "#7a1f1f", {STYLE, COVER, "EPUB/media/cover.png"}),
        ("--color-rule", "#7a1f1f", {STYLE}),
        ("--color-paper", "#fffbe6", {STYLE, COVER, "EPUB/media/cover.png"}),
        ("--font-display", '"Source Sans 3", sans-serif', {COVER, "EPUB/media/cover.png"}),
        (
            "--font-text",
            '"Source Sans 3", Georgia, serif',
            {f"EPUB/fonts/EditionText-{face}.ttf" for face in ("Regular", "Italic", "Semibold")},
        ),
    ],
)
def test_a_token_changes_what_it_is_for_and_nothing_else(
    token: str, value: str, changed: set[str], files: dict[str, bytes], tmp_path: Path
) -> None:
    made = edition(tmp_path)
    house = replace(made.house, tokens={**made.house.tokens, token: value})
    rendered = render(replace(made, house=house), tmp_path / "book.epub")
    assert [p for p in rendered.problems if p.severity == "error"] == []
    other = opened(rendered.path).files
    found = {name for name in files.keys() & other.keys() if files[name] != other[name]}
    found |= files.keys() ^ other.keys()
    assert found == changed
