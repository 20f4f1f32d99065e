"""Figures that don't say whose they are."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuild.copy_check.rule import Copy
from briefbuild.problems import Place, Problem, problem

CHART = ".vl.json"


def without_credit(copy: Copy) -> Iterator[Problem]:
    """A picture of another's rights whose caption says neither who made it nor whence it comes."""
    for id, place in copy.figures.items():
        figure = copy.brief.figures[id]
        own = figure.rights.permission == "not-needed"
        if not (figure.credit or figure.source or own):
            yield _missing("figure-credit", id, place)


def without_source(copy: Copy) -> Iterator[Problem]:
    """A chart or map of which the caption doesn't say where its data come from."""
    for id, place in copy.figures.items():
        figure = copy.brief.figures[id]
        if figure.file.endswith(CHART) and not figure.source:
            yield _missing("figure-source", id, place)


def _missing(code: str, id: str, place: Place) -> Problem:
    return problem(code, place, id=id)
