"""What a brief is: the fields of brief.yaml, each with what it means.

The JSON Schema that editors' YAML plug-ins use and docs/fields.md are generated from here. Fields
marked *Markdown* may hold emphasis, links and (in `bio`) paragraphs.
"""

from __future__ import annotations

import datetime
import posixpath
import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Checks = dict[str, Literal["error", "warning", "query", "off"]]
Permission = Literal["not-needed", "not-requested", "requested", "granted", "refused"]


def _date(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        raise ValueError("write a date as 2023, 2023-05 or 2023-05-14")
    try:
        datetime.date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        raise ValueError(f"there is no such day as {text}") from None
    return text


def _divided(text: str) -> str:
    if not re.fullmatch(r"[^\W\d_]+(-[^\W\d_]+)+", text):
        raise ValueError("write one word, with a hyphen wherever it may be divided: Pyong-yang")
    return text


def _language(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?", text):
        raise ValueError("write a language as en, en-US or zh-Hant-TW (BCP 47)")
    return text


def _relative(text: str) -> str:
    if text.startswith(("/", "~")) or "\\" in text or ":" in text:
        raise ValueError("write a path from the brief folder, with / between names")
    return posixpath.normpath(text)  # ./figures/a.svg is figures/a.svg


def _photo(text: str) -> str:
    if not text.lower().endswith((".jpg", ".jpeg", ".png")):
        raise ValueError("write the path of a photograph: .jpg, .jpeg or .png")
    return _relative(text)


def orcid_digits(text: str) -> str:
    """ISO 7064 MOD 11-2, as ORCID's own documentation gives it."""
    digits = text.removeprefix("https://orcid.org/")
    if not re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", digits):
        raise ValueError("write an ORCID as 0000-0002-1825-0097")
    total = 0
    for digit in digits.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[-1] != ("X" if check == 10 else str(check)):
        raise ValueError("the last digit does not fit the others: a digit is mistyped")
    return digits


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.hostname or re.search(r"[\s<>\"]", text):
        raise ValueError("write the whole address of a page: https://example.org/briefs/7")
    if parts.fragment or text.endswith("#"):
        raise ValueError("write the page's address without what follows #")
    return text


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DOI = r"^10\.\d{4,9}/\S+$"  # the DOI handbook, 2.2
FIGURE_ID = r"^fig-[a-z0-9]+(-[a-z0-9]+)*$"
EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
RATIO = r"^[1-9]\d?:[1-9]\d?$"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Date = Annotated[str, AfterValidator(_date)]
Divided = Annotated[str, AfterValidator(_divided)]
Language = Annotated[str, AfterValidator(_language)]
RelativePath = Annotated[str, AfterValidator(_relative)]
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=80)]
Doi = Annotated[str, StringConstraints(pattern=DOI)]
FigureId = Annotated[str, StringConstraints(pattern=FIGURE_ID)]


class Record(BaseModel):
    """What every part of the model has in common: frozen, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Author(Record):
    """One author, in the order in which they are named."""

    name: Text
    """The name as it is printed."""
    sort_name: Text | None = None
    """The name as libraries file it, “Jesmin, Raisha”; derived from `name` when absent."""
    role: Text | None = None
    """What the author is, “Research Intern”."""
    affiliation: Text | None = None
    """Where the author works."""
    bio: Text | None = None
    """Markdown: a few sentences about the author; the author's note and the author box."""
    orcid: Annotated[str, AfterValidator(orcid_digits)] | None = None
    """The author's ORCID iD."""
    email: Annotated[str, StringConstraints(pattern=EMAIL)] | None = None
    """An address to print in the author box."""
    photo: Annotated[str, AfterValidator(_photo)] | None = None
    """A portrait's path from the brief folder, JPEG or PNG, for the author box; printed 25 mm wide
    and cut to 4:5. Whoever puts it there says that the author and the photographer agree."""

    @property
    def portrait(self) -> str | None:
        """The key of the photograph as it is printed; its file may be a figure's as well."""
        return f"{self.photo}#portrait" if self.photo else None

    @property
    def filed_as(self) -> str:
        """The sort name; by default the last word first, as for most Western names."""
        if self.sort_name:
            return self.sort_name
        *given, family = self.name.split()
        return f"{family}, {' '.join(given)}" if given else family


class Rights(Record):
    """Who holds a figure's rights, and whether it may be used."""

    holder: Text
    """The person or body that holds the rights, or “public domain”."""
    licence: Text | None = None
    """The licence, if there is one."""
    permission: Permission = "not-requested"
    """Where the request for permission stands; `not-needed` for own work and the public domain."""
    expiry: Date | None = None
    """The day on which the permission ends."""

    @property
    def usable(self) -> bool:
        return self.permission in ("granted", "not-needed")


class Figure(Record):
    """A picture, map or chart, by the id that its Markdown gives it."""

    file: RelativePath
    """The picture's path from the brief folder; `….vl.json` for a Vega-Lite chart or map."""
    alt: Text
    """What a reader who can't see it would be told: what it shows, not that it is a picture."""
    long_description: Text | None = None
    """Markdown: paragraphs that say in full what `alt` sums up, such as every number of a chart.
    EPUB and web page show them on request; PDF and Word say them after `alt`, to those who listen.
    """
    credit: Text | None = None
    """Markdown: who made it; closes the caption."""
    source: Text | None = None
    """Markdown: where its data or the picture come from; closes the caption."""
    rights: Rights
    """Who holds the rights."""
    placeholder: Annotated[str, StringConstraints(pattern=RATIO)] = "3:2"
    """Width to height of the box that keeps the picture's place, until its file is there."""


class Brief(Record):
    """One publication: brief.yaml."""

    title: Text
    """Markdown: the title."""
    subtitle: Text | None = None
    """Markdown: the subtitle."""
    slug: Slug
    """The name of the finished files: small letters, digits and hyphens."""
    lang: Language
    """The language of the text, `en-US`; sets hyphenation, quotes and the fixed words."""
    date: Date
    """The day, month or year of publication, as exact as it is known."""
    series: Text | None = None
    """The series, when it is not the house's usual one."""
    number: Text | None = None
    """The number within the series."""
    doi: Doi | None = None
    """The DOI, without https://doi.org/."""
    url: Annotated[Text, AfterValidator(_address)] | None = None
    """The https address of the page where this edition is published. The web page names it to
    search engines and social networks; it is not printed."""
    licence: Text | None = None
    """The licence of the text, “CC BY 4.0”."""
    keywords: tuple[Text, ...] = ()
    """Words a library would file it under."""
    unbroken: tuple[Text, ...] = ()
    """Names that hyphenation must not break, besides the house's."""
    hyphenation: tuple[Divided, ...] = ()
    """Words that may be divided at these hyphens only, `Pyong-yang`, besides the house's."""
    summary: Text | None = None
    """Markdown: the summary on the first page."""
    key_points: tuple[Text, ...] = ()
    """Markdown: the key points on the first page."""
    authors: Annotated[tuple[Author, ...], Field(min_length=1)]
    """The authors, in order."""
    author_note: Literal["numbered", "symbol", "none"] = "numbered"
    """How the author's bio stands as a note: as note 1, with `*`, or not at all."""
    sections: Annotated[tuple[RelativePath, ...], Field(min_length=1)]
    """The section files, in order."""
    figures: dict[FigureId, Figure] = {}
    """The rights ledger: each figure by its id."""
    acknowledgements: Text | None = None
    """Markdown: thanks, at the end."""
    disclaimer: Text | None = None
    """Markdown: instead of the house's disclaimer."""
    version: Text | None = None
    """The edition of the text, “1.1”, printed in the colophon."""
    binding: Literal["loose", "saddle-stitch"] = "loose"
    """How the press PDF is bound; `saddle-stitch` adds blank pages at the end, up to a multiple of
    four."""
    status: Literal["draft", "release"] = "draft"
    """`release` refuses what a draft only warns of: a figure without permission."""
    checks: Checks = {}
    """How each rule of the copy-check counts in this brief: before the house's word for it."""

    @property
    def pages_in_a_sheet(self) -> int:
        """How many pages a sheet of the printed brief has: a folded one has four."""
        return 4 if self.binding == "saddle-stitch" else 1
