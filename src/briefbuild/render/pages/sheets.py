"""The style sheets of the pages, parsed as for a page but without one: for `briefbuild check`.

WeasyPrint parses a value with a var() in it only when it comes to an element that has it; such
values are parsed here with the tokens put in, each on a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import weasyprint
from weasyprint.urls import FatalURLFetchingError

from briefbuild.house import House
from briefbuild.press_style import SHEET as PRESS
from briefbuild.problems import Place, Problem, in_order
from briefbuild.render.pages.log import listening, problems_of
from briefbuild.render.pages.sources import Sources
from briefbuild.style_sheets import pieces
from briefbuild.tokens import VAR

PRINT, ONE_COLUMN = "print.css", "one-column.css"
ASIDE = "values of tokens"
"""Stands for a file in the problems of values that were parsed apart."""


def sheet_problems(house: House) -> list[Problem]:
    """What a page maker doesn't understand in the printed pages' sheets and their imports."""
    sources = Sources(house, {})
    with listening() as messages:
        for name in (PRINT, PRESS, ONE_COLUMN):
            path = house.files.find(name)[0]
            try:
                if path.is_file():
                    weasyprint.CSS(url=path.resolve().as_uri(), url_fetcher=sources)
            except FatalURLFetchingError:
                pass  # a problem of `sources`
    told = problems_of(messages, sources.sheets)
    places = {problem.place for problem in told}  # an unknown property is one with any value
    values = _value_problems(sources.sheets, house.tokens)
    values = (problem for problem in values if problem.place not in places)
    return in_order([*sources.problems, *told, *values])


def _value_problems(sheets: Mapping[str, str], tokens: Mapping[str, str]) -> Iterator[Problem]:
    """Problems of the values that ask for tokens, and for nothing else, at their places."""
    written: list[tuple[Place, str]] = []
    for file, css in sheets.items():
        for piece in pieces(css, file):
            if piece.kind != "declaration" or piece.name.startswith("--"):
                continue
            value = VAR.sub(lambda match: tokens.get(match[1], match[0]), piece.text)
            if value != piece.text and "var(" not in value:
                written.append((piece.place, f"{piece.name}: {value}"))
    yield from misunderstood(written)


def _refuse(url: str) -> None:
    """In the place of WeasyPrint's own fetcher, which takes any address."""
    raise FatalURLFetchingError(url)


def misunderstood(declarations: Sequence[tuple[Place, str]]) -> Iterator[Problem]:
    """What a page maker doesn't understand in declarations, at the place that each has."""
    css = "\n".join(f"p {{ {' '.join(text.split())} }}" for _, text in declarations)
    with listening() as messages:
        weasyprint.CSS(string=css, url_fetcher=_refuse)
    for problem in problems_of(messages, {ASIDE: css}):
        at = problem.place
        yield replace(problem, place=declarations[at.line - 1][0]) if at else problem
