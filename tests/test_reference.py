"""The generated pages in docs/ are those that the program gives today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefbuild import reference
from briefbuild.model import Brief

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("name", sorted(reference.pages()))
def test_committed_page_is_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == reference.pages()[name], "make reference"


def test_schema_describes_every_field() -> None:
    properties = json.loads(reference.pages()["brief.schema.json"])["properties"]
    assert set(properties) == set(Brief.model_fields)
    assert all(field.get("description") for field in properties.values())


def test_every_command_and_option_is_on_the_page() -> None:
    page = reference.pages()["commands.md"]
    for name in ("build", "check", "verify", "new", "--format", "--out", "--styles", "--strict"):
        assert name in page
