"""The house style as the program reads it: house.yaml, the tokens, the templates, the fonts.

A house style is a folder (see docs/designers.md). What is wrong in it is reported with its place
there, like what is wrong in a brief.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from briefbuild.fixed_words import check_words, fallback_of, lacking
from briefbuild.model import Record, Text
from briefbuild.problems import Place, Problem, problem
from briefbuild.style_files import unreadable
from briefbuild.token_kinds import check_tokens
from briefbuild.tokens import declared_in, read_tokens
from briefbuild.yaml_reader import Marked, read_model

DEFAULT_STYLES = (Path(__file__).parent / "styles", Path(__file__).parents[2] / "styles")


class Institute(Record):
    """The publishing institute."""

    name: Text
    """Its full name."""
    short_name: Text | None = None
    """Its abbreviation, as running heads print it."""


class AuthorDisplay(Record):
    """Where an author's bio is shown."""

    note: bool = True
    """As the author's note, called from the name under the title."""
    box: bool = True
    """In the box at the end."""


class HouseFile(Record):
    """house.yaml: what an institute says in every brief."""

    institute: Institute
    """Who publishes."""
    series: Text | None = None
    """The usual series; a brief's own `series` goes before it."""
    author: AuthorDisplay = AuthorDisplay()
    """Where an author's bio is shown."""
    disclaimer: Text | None = None
    """Markdown: printed in the colophon."""
    about: Text | None = None
    """Markdown: about the institute, printed in the colophon."""
    contact: Text | None = None
    """Markdown: the address, printed in the colophon."""
    unbroken: tuple[Text, ...] = ()
    """Names that hyphenation must not break."""
    words: Annotated[dict[str, dict[str, Text]], Field(min_length=1)]
    """The fixed words, per language: “Figure”, “About the author”, …"""


@dataclass(frozen=True)
class House:
    """A house style, read and checked."""

    folder: Path
    shown: str
    """The folder as problems name it."""
    file: HouseFile
    tokens: Mapping[str, str]
    """tokens.css, every var() put in: {"--color-accent": "#0f3d5e", …}."""
    places: Mapping[tuple[str, ...], Place] = field(default_factory=dict)
    """Where house.yaml has its words: of each language, ("de",), and of each word in it."""

    def words(self, language: str) -> Mapping[str, str]:
        """The fixed words in a language; English ones stand in for what a language lacks."""
        tables = self.file.words
        return {
            **tables[fallback_of(tables)],
            **tables.get(language.split("-")[0], {}),
            **tables.get(language, {}),
        }

    def borrowed(self, language: str) -> list[Problem]:
        """A warning when a brief in `language` prints words of another language."""
        names = list(lacking(self.file.words, language))
        if not names:
            return []
        base = language.split("-")[0]
        keys: list[tuple[str, ...]] = [(language,), (base,)]
        own = (self.places[key] for key in keys if key in self.places)
        place = next(own, Place(f"{self.shown}/house.yaml"))
        other = fallback_of(self.file.words)
        facts = {"language": base, "other": other, "names": ", ".join(names)}
        return [problem("style-words", place, **facts)]

    @cached_property
    def fonts(self) -> Path:
        return self.folder / "fonts"

    @cached_property
    def templates(self) -> Path:
        return self.folder / "templates"


def default_styles() -> Path:
    """The house style that comes with the program: in the wheel, or beside the sources."""
    return next(path for path in DEFAULT_STYLES if path.is_dir())


def load_house(folder: Path, shown: str) -> tuple[House | None, list[Problem]]:
    """Read the house style in `folder`; `shown` is how problems name that folder."""
    missing = [name for name in ("house.yaml", "tokens.css") if not (folder / name).is_file()]
    if missing:
        return None, [problem("style-missing", Place(shown), file=name) for name in missing]
    damaged = unreadable(folder, shown)
    if damaged:
        return None, damaged
    read = read_model(HouseFile, folder / "house.yaml", f"{shown}/house.yaml")
    css = (folder / "tokens.css").read_text(encoding="utf-8")
    declared = declared_in(css, f"{shown}/tokens.css")
    tokens, problems = read_tokens(declared)
    problems += check_tokens(tokens, declared, f"{shown}/tokens.css")
    if read.value is None:
        return None, [*read.problems, *problems]
    places = _places(read.marked)
    house = House(folder, shown, read.value, tokens, places)
    found = check_words(read.value.words, places, house.templates)
    return house, [*read.problems, *problems, *found]


def _places(marked: Marked) -> dict[tuple[str, ...], Place]:
    """The places of the languages and words of house.yaml, by their names."""
    return {
        tuple(str(part) for part in path[1:]): place
        for path, place in marked.keys.items()
        if path[0] == "words" and len(path) > 1
    }
