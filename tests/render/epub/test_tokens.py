"""One source of truth: a changed token changes the EPUB's style, its cover and its fonts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefbuild.render.epub.renderer import render
from tests.render.sample_edition import edition, opened

STYLE, OPF = "EPUB/styles/stylesheet1.css", "EPUB/content.opf"
COVERS = ("EPUB/media/cover.svg", "EPUB/media/cover.png")
SIZES = (
    *("text", "note", "caption", "small", "table"),
    *("title", "subtitle", "quote", "heading", "subheading"),
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    made = edition(tmp_path_factory.mktemp("tokens"))
    return opened(render(made, made.work / "book.epub").path).files


def fonts(role: str, *faces: str) -> set[str]:
    return {f"EPUB/fonts/Edition{role}-{face}.ttf" for face in faces}


ALL = ("Regular", "Italic", "Semibold")
SANS = '"Source Sans 3", Georgia, serif'


@pytest.mark.parametrize(
    ("token", "value", "changed"),
    [
        ("--color-accent", "#7a1f1f", {STYLE, *COVERS}),
        ("--color-rule", "#7a1f1f", {STYLE}),
        ("--color-tint", "#f7f0ee", {STYLE}),
        ("--color-muted", "#444444", {STYLE}),
        ("--color-paper", "#fffbe6", {STYLE, *COVERS}),
        # A family that two roles have is put in once.
        ("--font-display", SANS, {STYLE, OPF, *COVERS, *fonts("Display", "Regular", "Semibold")}),
        ("--font-note", SANS, {STYLE, OPF, *fonts("Note", "Regular", "Italic")}),
        ("--font-text", SANS, {STYLE, OPF, *fonts("Text", *ALL), *fonts("Sans", *ALL)}),
        *((f"--size-{name}", "9.3pt", {STYLE}) for name in SIZES),
        ("--line", "15pt", set()),
        ("--page-width", "200mm", set()),
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
