"""A brief whose facts are wrong, as far as its texts need it: so that theirs are told as well.

What is unsound in brief.yaml is replaced by something that is sound and says nothing; what is found
then in brief.yaml is no finding, and what is found elsewhere is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from briefbuild.load import Source
from briefbuild.model import Brief, Figure, Rights
from briefbuild.problems import Problem

FACTS: Mapping[str, Any] = {
    "title": "Title",
    "slug": "brief",
    "lang": "en",
    "date": "2000",
    "authors": [{"name": "Name"}],
}
BY_IDS = frozenset({"figure-unknown", "reference-unknown"})
"""Codes of what depends on the ids that the ledger has."""


def stand_in(source: Source) -> Brief | None:
    """A brief with the sections that could be read and each figure that is entered, or None."""
    value = source.marked.value
    if not isinstance(value, dict) or not source.texts:
        return None
    facts = {**FACTS, "sections": list(source.texts)}
    if _is_sound(Brief, {**facts, "lang": value.get("lang")}):
        facts["lang"] = value["lang"]
    figures = {id: _figure(entry) for id, entry in _ledger(value).items()}
    return Brief.model_validate(facts).model_copy(update={"figures": figures})


def founded(problems: Iterable[Problem], source: Source) -> list[Problem]:
    """Those of the problems found with a stand-in that hold for the brief itself."""
    facts, ledger = source.file("brief.yaml"), _ledger(source.marked.value)
    unsound = not all(_is_sound(Figure, entry) for entry in ledger.values())
    doubtful = (frozenset() if ledger else BY_IDS) | ({"figure-file"} if unsound else set())
    return [p for p in problems if p.place and p.place.file != facts and p.code not in doubtful]


def _ledger(value: Any) -> dict[str, Any]:
    entries = value.get("figures") if isinstance(value, dict) else None
    return entries if isinstance(entries, dict) else {}


def _figure(entry: Any) -> Figure:
    if _is_sound(Figure, entry):
        return Figure.model_validate(entry)
    return Figure(file="unknown.svg", alt="Unknown", rights=Rights(holder="Unknown"))


def _is_sound(model: type[BaseModel], value: Any) -> bool:
    try:
        model.model_validate(value)
    except ValidationError:
        return False
    return True
