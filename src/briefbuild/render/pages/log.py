"""What WeasyPrint only logs, as problems: an ignored declaration, a lost anchor, a missing glyph.

WeasyPrint names line and column of a faulty declaration, but not its file, and of a faulty selector
neither; `problems_of` looks in the style sheets for what the message quotes.
"""

from __future__ import annotations

import difflib
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from weasyprint.css.validation.expanders import EXPANDERS
from weasyprint.css.validation.properties import PROPERTIES

from briefbuild.custom_properties import VALUES as OWN_PROPERTIES
from briefbuild.glyphs import missing
from briefbuild.problems import Place, Problem, problem
from briefbuild.style_sheets import Piece, pieces

AT = re.compile(r"^(?P<what>.*?) at (?P<line>\d+):(?P<column>\d+)(?P<why>\W.*)?$", re.DOTALL)
PROPERTY, RULE = re.compile(r"`\s*([-\w]+)"), re.compile(r"@[-\w]+")
SELECTOR = re.compile(r"^(?P<what>Invalid or unsupported selector, )'(?P<selector>.*)'$", re.DOTALL)
QUOTED = re.compile(r"([`'])\s*(.*?)\s*\1")
GLYPH = re.compile(r'^\.notdef glyph .*"(.)" \(U\+[0-9A-F]+\)$', re.DOTALL)
LATE = re.compile(r"^@import rule '(?P<import>.*)' not at the beginning", re.DOTALL)
PAGE = re.compile(r"^Unsupported @page selector '(?P<page>.*?)', the whole", re.DOTALL)
PAGES = (":first", ":left", ":right", ":blank")
"""CSS Paged Media 3, §4.3: a house may have named pages besides."""
PROPERTY_NAMES = sorted({*PROPERTIES, *EXPANDERS, *OWN_PROPERTIES})
IGNORED = "Ignored `"
OWN = re.compile(r"^Ignored `.*(does not apply for the print media|prefixed selectors are ignored)")
"""Of a declaration in none of the house's sheets: it stands in WeasyPrint's own."""
TWICE = "Expected a media type"
"""WeasyPrint says so first, and then with the place that it left the rule out."""


class _Messages(logging.Handler):
    """Keeps warnings, and what is said in a lower voice of a declaration that is ignored."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.levelno >= logging.WARNING or message.startswith(IGNORED):
            self.texts.append(message)


@contextmanager
def listening() -> Iterator[list[str]]:
    """The messages that WeasyPrint logs while this is open; they go nowhere else."""
    logger = logging.getLogger("weasyprint")
    handler, propagate, level = _Messages(), logger.propagate, logger.level
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    try:
        yield handler.texts
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
        logger.setLevel(level)


def problems_of(messages: Sequence[str], sheets: Mapping[str, str]) -> list[Problem]:
    """A problem for each message; `sheets` are the style sheets in use, by their shown paths."""
    told = [text for text in dict.fromkeys(messages) if not text.startswith(TWICE)]
    parts = [piece for file, css in sheets.items() for piece in pieces(css, file)] if told else []
    return [found for message in told for found in _problems(message, parts)]


def _problems(message: str, parts: Sequence[Piece]) -> list[Problem]:
    """What a message says, at each place that it may mean: what stands twice is wrong twice."""
    at, selector = AT.match(message), SELECTOR.match(message)
    places: list[Place] = []
    reason = message
    if at:
        places = _places(at, parts)
        what, why = (
            QUOTED.sub(r"\1\2\1", " ".join(at["what"].split())),
            (at["why"] or "").strip(" ,.:"),
        )
        reason = _plainly(f"{what}: {why}" if why else what)
    elif selector:
        wanted = selector["selector"].strip()
        places = [part.place for part in parts if part.kind == "rule" and part.text == wanted]
    if places:
        facts = {"reason": reason, **_meant(message)}
        return [problem("style-css", place, **facts) for place in dict.fromkeys(places)]
    if glyph := GLYPH.search(message):
        return [missing([glyph[1]], None)]
    return [] if OWN.search(message) else [problem("weasyprint-warning", reason=message)]


def _plainly(reason: str) -> str:
    """Two messages of WeasyPrint's that are garbled, in words; any other as it is."""
    if late := LATE.match(reason):
        return f"“@import {late['import']}” stands behind a rule, where it has no effect"
    if page := PAGE.match(reason):
        return f"“@page {page['page']}” names no page, so that the rule applies nowhere"
    return reason


def _meant(message: str) -> dict[str, str]:
    """A hint at the place that an import belongs to, or at the name that an unknown one may be a
    misspelling of."""
    if LATE.match(message):
        return {"hint": "put it above all other rules of the sheet"}
    if page := PAGE.match(message):
        near = difflib.get_close_matches(page["page"].strip(), PAGES, n=1)
        known = f"the pages are {', '.join(PAGES)}"
        return {"hint": f"did you mean {near[0]}?" if near else known}
    name = PROPERTY.search(message)
    if name is None or "unknown property" not in message:
        return {}
    near = difflib.get_close_matches(name[1], PROPERTY_NAMES, n=1, cutoff=0.75)
    return {"hint": f"did you mean {near[0]}?"} if near else {}


def _places(at: re.Match[str], parts: Sequence[Piece]) -> list[Place]:
    """The places in any sheet at the message's line and column, of what has the name it quotes.

    The place is that of the declaration, or of its value when a var() had to be put in first.
    """
    spot = (int(at["line"]), int(at["column"]))
    here = [part for part in parts if (part.place.line, part.place.column) == spot]
    names = PROPERTY.findall(at["what"])[:1] or RULE.findall(at["what"])[-1:]
    named = [part for part in here if part.name.lower() == names[0].lower()] if names else here
    quoted = [part for part in named if part.text and part.text in at["what"]]
    return [part.place for part in quoted or named]
