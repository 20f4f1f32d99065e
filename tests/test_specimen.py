"""The specimen shows what the style is: every component by name, and the tokens as they are."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from briefbuild.tokens import declared_in, read_tokens
from briefbuild.transform.components import COMPONENTS

STYLES = Path(__file__).parents[1] / "styles"
SPECIMEN = STYLES / "specimen"
FILES = [*sorted(SPECIMEN.glob("sections/*.md")), SPECIMEN / "brief.yaml"]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
CSS = (STYLES / "tokens.css").read_text(encoding="utf-8")
TOKENS, PROBLEMS = read_tokens(declared_in(CSS, "tokens.css"))
COMPONENT_FILES = sorted(path.stem for path in (STYLES / "components").glob("*.css"))


def test_every_component_file_is_imported_in_print() -> None:
    css = (STYLES / "print.css").read_text(encoding="utf-8")
    assert [name for name in COMPONENT_FILES if f"components/{name}.css" not in css] == []


def test_every_component_file_is_named_in_the_specimen() -> None:
    assert [name for name in COMPONENT_FILES if name not in TEXT] == []


def test_every_component_file_styles_the_class_of_its_name() -> None:
    elements, shared = {"figure", "table"}, {"back-matter"}
    for name in sorted(set(COMPONENT_FILES) - shared):
        css = (STYLES / "components" / f"{name}.css").read_text(encoding="utf-8")
        assert f".{name}" in css or (name in elements and re.search(rf"^{name}\b", css, re.M)), name


def test_every_component_an_editor_may_write_is_in_the_specimen() -> None:
    assert [name for name in COMPONENTS if not re.search(rf"^:{{3,}} *{name}$", TEXT, re.M)] == []


def test_sizes_in_the_specimens_chart_are_the_tokens() -> None:
    with (SPECIMEN / "figures" / "sizes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert [(r["token"], f"{r['size']}pt") for r in rows] == [
        (r["token"], TOKENS[r["token"]]) for r in rows
    ]


def test_colors_in_the_specimens_table_are_the_tokens() -> None:
    rows = re.findall(r"`?(--color-[a-z]+)`?\s*\|\s*`?(#[0-9a-f]{6})", TEXT)
    assert rows
    assert rows == [(name, TOKENS[name]) for name, _ in rows]


def test_size_of_text_in_words_is_the_token() -> None:
    (size,) = re.findall(r"at ([\d.]+).points on a line", TEXT)
    assert f"{size}pt" == TOKENS["--size-text"]
