"""The generated pages in docs/ are those that the program gives today."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from briefbuild import reference
from briefbuild.model import Brief
from briefbuild.problem_codes import CODES
from briefbuild.problem_page import read_example

DOCS = Path(__file__).parents[1] / "docs"
PROBLEMS = Path(__file__).parent / "problems"


@pytest.mark.parametrize("name", sorted(reference.pages()))
def test_committed_page_is_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == reference.pages()[name], "make reference"


def test_schema_describes_every_field() -> None:
    properties = json.loads(reference.pages()["brief.schema.json"])["properties"]
    assert set(properties) == set(Brief.model_fields)
    assert all(field.get("description") for field in properties.values())


def test_every_command_and_option_is_on_the_page() -> None:
    page = reference.pages()["commands.md"]
    for name in (
        "build",
        "check",
        "verify",
        "new",
        "--format",
        "--out",
        "--styles",
        "--strict",
        "--output-format",
    ):
        assert name in page


def test_every_problem_has_cause_remedy_and_its_fixture_s_example() -> None:
    page = reference.pages()["problems.md"]
    entries = dict(re.findall(r"\n### (\S+)\n(.*?)(?=\n##|\Z)", page, re.DOTALL))
    assert set(entries) == set(CODES)
    for code, entry in entries.items():
        fixture = PROBLEMS / f"{code}.txt"
        assert "**Remedy.** " in entry, code
        assert "**Cause.** " in entry, code
        assert ("**Example.**" in entry) == fixture.is_file(), code
        if fixture.is_file():
            assert f"[{code}]: " in entry, code


def test_an_example_shows_the_line_that_its_problem_names() -> None:
    text = (
        "# Why\n== a.md (escapes)\nOne.\n\nTwo.\n== problems (exit 1)\n"
        "brief/a.md:1:1: error[other]: x\n  hint: y\n"
        "brief/a.md:3:1: error[mine]: z\n  hint: w\n"
    )
    example = read_example(text, "mine")
    assert example is not None
    assert (example.title, example.lines) == ("Why", {3: "Two."})
    assert example.printed == "brief/a.md:3:1: error[mine]: z\n  hint: w"
    assert read_example(text, "none") is None
