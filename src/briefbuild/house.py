"""The house style as the program reads it: house.yaml, the tokens, the templates, the fonts.

A house style is a folder (see docs/designers.md): a whole one, or one that holds what differs from
the style that comes with the program. What is wrong in it is reported with its place there, like
what is wrong in a brief.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from briefbuild.cache import contents, fingerprint, kept
from briefbuild.custom_properties import asked_in, check_custom
from briefbuild.fixed_words import check_words, fallback_of, lacking
from briefbuild.inside import STYLE
from briefbuild.legibility import check_contrast, check_lines
from briefbuild.model import Checks, Divided, Record, Text
from briefbuild.press_limits import check_press
from briefbuild.problems import Place, Problem, problem
from briefbuild.selectors import check_selectors
from briefbuild.style_files import TOKENS, StyleFiles, own_families, strays, unreadable
from briefbuild.style_links import check_links
from briefbuild.style_sheets import check_families, check_sheets
from briefbuild.token_kinds import NEEDED, check_page, check_tokens, misspelt, without_column
from briefbuild.tokens import read_tokens, root_of
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


class Contents(Record):
    """When a printed brief gets a table of contents."""

    over: Annotated[int, Field(ge=0)] = 8
    """In a brief of more pages than this; 0: in every brief."""


class HouseFile(Record):
    """house.yaml: what an institute says in every brief."""

    based_on: Literal["default"] | None = None
    """`default`: files and fixed words that the folder lacks come from the program's own style."""
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
    production: Text | None = None
    """Markdown: how the editions are made (types, programs, printer), printed in the colophon."""
    unbroken: tuple[Text, ...] = ()
    """Names that hyphenation must not break."""
    hyphenation: tuple[Divided, ...] = ()
    """Words that may be divided at these hyphens only: `Pyong-yang`."""
    contents: Contents = Contents()
    """When a printed brief gets a table of contents."""
    checks: Checks = Field(default_factory=dict)
    """How each rule of the copy-check counts: docs/editors.md lists them."""
    words: dict[str, dict[str, Text]] = Field(default_factory=dict)
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
    """Where house.yaml has its words: of each language, ("de",), and of each word in it; and its
    rules of the copy-check, ("checks", "word-doubled")."""
    base: Path | None = None
    """The folder of the style that has what this one lacks."""
    digest: str = ""
    """What its files held, before any of them was read."""
    cache: Path | None = None
    """Where what was found in it is kept, if anywhere."""

    def found(self, name: str, look: Callable[[], Sequence[Problem]]) -> list[Problem]:
        """What `look` finds wrong in the style, of which its files alone decide: kept, by what
        these held, until one of them changes."""
        return _found(self.cache, name, self.digest, look, self.files)

    @cached_property
    def files(self) -> StyleFiles:
        return StyleFiles(self.folder, self.shown, self.base)

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
    def one_column(self) -> bool:
        """Whether printed pages have no outer column."""
        return without_column(self.tokens)

    @cached_property
    def fonts(self) -> Path:
        return self.files.find("fonts/fonts.css")[0].parent

    @cached_property
    def templates(self) -> Path:
        """The folder of the house's own templates."""
        return self.folder / "templates"


def default_styles() -> Path:
    """The house style that comes with the program: in the wheel, or beside the sources."""
    return next(path for path in DEFAULT_STYLES if path.is_dir())


def load_house(
    folder: Path, shown: str, cache: Path | None = None
) -> tuple[House | None, list[Problem]]:
    """Read the house style in `folder`; `shown` is how problems name that folder, `cache` where
    what is found in it is kept."""
    if not (folder / "house.yaml").is_file():
        return None, [problem("style-missing", Place(shown), file="house.yaml")]
    # The program's own style is trusted: an installer may have linked its files from elsewhere.
    own = folder.resolve() == default_styles().resolve()
    if damaged := ([] if own else strays(folder, shown)) or unreadable(folder, shown):
        return None, damaged
    digest = _digest(folder)
    read = read_model(HouseFile, folder / "house.yaml", f"{shown}/house.yaml", STYLE)
    base = _base(folder, read.value, read.marked)
    files = StyleFiles(folder, shown, base)
    tokens, problems = _tokens(files, digest, cache)
    problems = [*read.problems, *problems]
    if read.value is None or tokens is None:
        return None, problems
    tables = _words(read.value, base)
    if not tables:
        facts = {"parent": "house.yaml", "key": "words"}
        return None, [*problems, problem("yaml-required", read.marked.place(()), **facts)]
    file = read.value.model_copy(update={"words": tables})
    places = _places(read.marked, tables)
    house = House(folder, shown, file, tokens, places, base, digest, cache)
    return house, [*problems, *check_words(tables, house.places, *files.all("templates"))]


def _base(folder: Path, file: HouseFile | None, marked: Marked) -> Path | None:
    """The folder of the style that a house is based on; none is based on itself.

    While house.yaml is broken, one that says so, or has no tokens, is taken to be: else each file
    that it means to inherit would be told as missing.
    """
    default = default_styles()
    if file is None:
        based = ("based_on",) in marked.keys or not (folder / TOKENS).is_file()
    else:
        based = file.based_on is not None
    return default if based and default.resolve() != folder.resolve() else None


def _digest(folder: Path) -> str:
    """One name for all files of a style, and of the one that comes with the program, on which it
    may be based."""
    roots = dict.fromkeys(path.resolve() for path in (folder, default_styles()))
    return fingerprint(*(part for root in roots for part in contents(root)))


def _found(
    cache: Path | None,
    name: str,
    digest: str,
    look: Callable[[], Sequence[Problem]],
    files: StyleFiles,
) -> list[Problem]:
    """What `look` finds wrong in a style's files, or found when they were the same."""
    key = fingerprint(name, digest, files.shown, str(files.base))

    def make() -> bytes:
        return json.dumps([found.as_json() for found in look()]).encode()

    told = kept(cache, key, make, lambda: _digest(files.folder) == digest)
    return [Problem.from_json(found) for found in json.loads(told)]


def _tokens(
    files: StyleFiles, digest: str, cache: Path | None
) -> tuple[dict[str, str] | None, list[Problem]]:
    """The tokens' values, and what is wrong in them and in the style sheets that name them."""
    path, shown = files.find(TOKENS)
    if not path.is_file():
        return None, [problem("style-missing", Place(files.shown), file=TOKENS)]
    declared = files.tokens()
    tokens, wrong = read_tokens(declared)
    wrong += check_tokens(tokens, declared, root_of(files.sheets()[shown], shown))
    if not wrong and without_column(tokens):
        tokens["--gutter"] = "0mm"  # there is nothing to part
    look = partial(_in_sheets, files, tokens, wrong)
    return tokens, _found(cache, "tokens and style sheets", digest, look, files)


def _in_sheets(
    files: StyleFiles, tokens: Mapping[str, str], wrong: Sequence[Problem]
) -> list[Problem]:
    """What is wrong in the tokens, `wrong` included, and in the style sheets that name them."""
    shown = files.find(TOKENS)[1]
    sheets, fonts = files.sheets(), files.find("fonts/fonts.css")[0].parent
    declared = files.tokens()
    problems = misspelt(declared, files.inherited(), asked_in(sheets.values(), files.templates()))
    problems += wrong or check_page(tokens, declared)
    problems += check_sheets(sheets, shown, {*declared, *NEEDED})
    problems += check_links(files)
    problems += check_press(files)
    problems += check_custom(sheets, shown, NEEDED, files.templates())
    problems = problems or check_families(sheets, tokens, declared, own_families(fonts))
    if not wrong:
        problems += check_contrast(tokens, declared)
        problems += check_lines(sheets, tokens, declared, shown)
    return [*problems, *check_selectors(files)]


def _words(file: HouseFile, base: Path | None) -> dict[str, dict[str, str]]:
    """The house's fixed words over those of the style that it is based on."""
    tables = {language: dict(words) for language, words in file.words.items()}
    if base:
        below = read_model(HouseFile, base / "house.yaml", f"{base}/house.yaml").value
        for language, words in (below.words if below else {}).items():
            tables[language] = words | tables.get(language, {})
    return tables


def _places(marked: Marked, tables: Mapping[str, object]) -> dict[tuple[str, ...], Place]:
    """The places of the languages and words of house.yaml, by their names.

    A language that the house takes whole from its base stands for the file.
    """
    inherited = {(language,): Place(marked.place(()).file) for language in tables}
    return (
        inherited
        | {
            tuple(str(part) for part in path[1:]): place
            for path, place in marked.keys.items()
            if path[0] == "words" and len(path) > 1
        }
        | {
            ("checks", str(path[1])): place
            for path, place in marked.keys.items()
            if path[0] == "checks" and len(path) > 1
        }
    )
