"""The fixed words: the words that the program and the templates print around a brief's text.

Their names are a closed set, since nothing prints a word under any other name: the program's own,
and those that a house's templates ask for as `words.…`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefbuild.problems import Place, Problem, problem

WORDS = frozenset(
    """
    figure table image page of caption_end and number note notes back_to_text back_to_text_from
    skip_to_text about_the_author about_the_authors suggested_citation colophon contents summary
    key_points acknowledgements version licence disclaimer about_the_institute contact published
    production credit source draft
    for_position_only rights_held_by permission permission_not_requested permission_requested
    permission_refused until file for_print pixels_wide
    photograph_of description cover title_page
    """.split()  # noqa: SIM905 -- a list of quoted words is no easier to read
)
"""What the fallback language must have: whatever the program and its own templates print."""
ASKED = re.compile(r"\bwords\.([a-z_]+)")

Tables = Mapping[str, Mapping[str, str]]


def fallback_of(tables: Tables) -> str:
    """The language that stands in for what another lacks: English, or else the first."""
    return "en" if "en" in tables else next(iter(tables))


def check_words(
    tables: Tables, places: Mapping[tuple[str, ...], Place], *templates: Path
) -> list[Problem]:
    """The names nothing prints, and the words that no language has; `templates` are their folders.

    `places` has the place of each language, ("de",), and of each word, ("de", "figure").
    """
    known = WORDS.union(*map(asked, templates))
    fallback = fallback_of(tables)
    unknown = [
        problem("style-word", places[language, name], name=name, hint=_near(name, known))
        for language, table in tables.items()
        for name in table
        if name not in known and (language, name) in places
    ]
    missing = [
        problem("style-word-missing", places[(fallback,)], name=name, language=fallback)
        for name in sorted(WORDS - set(tables[fallback]))
    ]
    return [*unknown, *missing]


def asked(templates: Path) -> frozenset[str]:
    """The words that a house's templates ask for."""
    files = templates.glob("*.j2") if templates.is_dir() else []
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files]
    return frozenset(name for text in texts for name in ASKED.findall(text))


def lacking(tables: Tables, language: str) -> Iterator[str]:
    """The words that a brief in `language` borrows from the fallback language, by name."""
    base, fallback = language.split("-")[0], fallback_of(tables)
    if fallback not in (base, language):
        own = {*tables.get(language, {}), *tables.get(base, {})}
        yield from sorted(WORDS - own)


def _near(name: str, known: frozenset[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    if close:
        return f"did you mean “{close[0]}”?"
    return f"the words are {', '.join(sorted(known))}"
