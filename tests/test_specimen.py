"""The specimen shows what the style is: every component by name, and the tokens as they are."""

from __future__ import annotations

import json
import re
from pathlib import Path

from briefbuild.token_kinds import kind_of
from briefbuild.tokens import declared_in, read_tokens
from briefbuild.transform.components import COMPONENTS

STYLES = Path(__file__).parents[1] / "styles"
SPECIMEN = STYLES / "specimen"
FILES = [*sorted(SPECIMEN.glob("sections/*.md")), SPECIMEN / "brief.yaml"]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
CSS = (STYLES / "tokens.css").read_text(encoding="utf-8")
TOKENS, PROBLEMS = read_tokens(declared_in(CSS, "tokens.css"))
HEADINGS = re.findall(r"^#+ (.+?)(?: *\{.*\})?$", TEXT, re.MULTILINE)
COMPONENT_FILES = sorted(path.stem for path in (STYLES / "components").glob("*.css"))


def test_every_component_file_is_imported_in_print() -> None:
    css = (STYLES / "print.css").read_text(encoding="utf-8")
    assert [name for name in COMPONENT_FILES if f"components/{name}.css" not in css] == []


def test_every_component_file_has_a_heading_of_its_name() -> None:
    """The file, the class and the heading are one name, so that a designer finds each from each."""
    assert [name for name in COMPONENT_FILES if name not in HEADINGS] == []


def test_every_component_an_editor_may_write_has_a_heading_of_its_name() -> None:
    assert [name for name in COMPONENTS if name not in HEADINGS] == []


def test_every_component_file_styles_the_class_of_its_name() -> None:
    elements, shared = {"figure", "table"}, {"back-matter"}
    for name in sorted(set(COMPONENT_FILES) - shared):
        css = (STYLES / "components" / f"{name}.css").read_text(encoding="utf-8")
        assert f".{name}" in css or (name in elements and re.search(rf"^{name}\b", css, re.M)), name


def test_every_component_an_editor_may_write_is_in_the_specimen() -> None:
    assert [name for name in COMPONENTS if not re.search(rf"^:{{3,}} *{name}$", TEXT, re.M)] == []


def named_in(chart: str) -> set[str]:
    """The tokens that a chart of the specimen takes its values from."""
    spec = json.loads((SPECIMEN / "figures" / chart).read_text(encoding="utf-8"))
    (values,) = (p["value"] for p in spec["params"] if isinstance(p["value"], dict))
    assert all(value == f"var({name})" for name, value in values.items())
    assert set(values) == {row["token"] for row in spec["data"]["values"]}
    return set(values)


def test_the_palette_shows_every_color() -> None:
    assert named_in("palette.vl.json") == {name for name in TOKENS if kind_of(name) == "color"}


def test_the_type_scale_shows_every_size() -> None:
    assert named_in("scale.vl.json") == {name for name in TOKENS if name.startswith("--size-")}


def test_the_measure_counts_its_characters() -> None:
    (line,) = re.findall(r"^Counted .+$", TEXT, re.MULTILINE)
    numbers = [(int(m[0]), m.end()) for m in re.finditer(r"\d+", line)]
    assert numbers == [(n, n) for n in range(10, 101, 10)]


def test_every_level_of_heading_is_shown() -> None:
    assert {len(m) for m in re.findall(r"^(#+) ", TEXT, re.MULTILINE)} == {1, 2, 3, 4, 5}


def test_colors_in_the_specimens_table_are_the_tokens() -> None:
    rows = re.findall(r"`?(--color-[a-z]+)`?\s*\|\s*`?(#[0-9a-f]{6})", TEXT)
    assert rows
    assert rows == [(name, TOKENS[name]) for name, _ in rows]
