"""Front and back matter: the house's templates around the brief's metadata.

A template is HTML with slots. Its plain text (names, dates, fixed words) is escaped by Jinja; the
brief's Markdown never passes through it: a slot is an empty element with a key, and `assemble`
puts the parsed text in its place. So no content is ever read as a template or as HTML.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from markupsafe import Markup

from briefbuild.house import House
from briefbuild.model import Brief
from briefbuild.problems import Problem
from briefbuild.templates import fill
from briefbuild.titles import ends_itself

Shape = Literal["inline", "block"]
FRONT, BACK = "masthead.html.j2", "back-matter.html.j2"


@dataclass
class Slots:
    """The texts that templates may place, by key; each key is a path in the brief or the house."""

    texts: dict[str, tuple[Shape, str]] = field(default_factory=dict)
    portraits: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The authors' photographs: target and alternative text."""

    def inline(self, key: str, text: str | None) -> Markup | None:
        return self._add(key, "inline", text, "span")

    def block(self, key: str, text: str | None) -> Markup | None:
        return self._add(key, "block", text, "div")

    def portrait(self, key: str, target: str | None, alt: str) -> Markup | None:
        if not target:
            return None
        self.portraits[key] = (target, alt)
        return _slot("span", key)

    def _add(self, key: str, shape: Shape, text: str | None, tag: str) -> Markup | None:
        if not text:
            return None
        self.texts[key] = (shape, text)
        return _slot(tag, key)


def _slot(tag: str, key: str) -> Markup:
    return Markup('<{0} data-slot="{1}"></{0}>').format(tag, key)


def printed_date(date: str, language: str) -> str:
    """“2023-05-14” as the language writes it, as exactly as it is known and no more."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return date
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return date
    day = datetime.date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    if len(parts) == 2:
        return str(format_skeleton("yMMMM", day, locale=locale))
    return str(format_date(day, "long", locale=locale))


def render_templates(brief: Brief, house: House) -> tuple[dict[str, str], Slots, list[Problem]]:
    """The templates' HTML by name, the slots they were offered, and what is wrong in them."""
    slots = Slots()
    context = _context(brief, house, slots)
    made: dict[str, str] = {}
    problems: list[Problem] = []
    for name in (FRONT, BACK):
        text, found = fill(house, name, context, trim=True)
        problems += found
        if text is not None:
            made[name] = text
    return made, slots, problems


def _context(brief: Brief, house: House, slots: Slots) -> Mapping[str, Any]:
    file = house.file
    return {
        "institute": file.institute,
        "series": brief.series or file.series,
        "number": brief.number,
        "date": printed_date(brief.date, brief.lang),
        "year": brief.date[:4],
        "doi": brief.doi,
        "licence": brief.licence,
        "version": brief.version,
        "status": brief.status,
        "words": house.words(brief.lang),
        "title": slots.inline("title", brief.title),
        "subtitle": slots.inline("subtitle", brief.subtitle),
        "title_ends": ends_itself(brief.title),
        "line_ends": ends_itself(brief.subtitle or brief.title),
        "summary": slots.block("summary", brief.summary),
        "key_points": [
            slots.inline(f"key_points.{i}", text) for i, text in enumerate(brief.key_points)
        ],
        "acknowledgements": slots.block("acknowledgements", brief.acknowledgements),
        "disclaimer": slots.block("disclaimer", brief.disclaimer)
        or slots.block("house.disclaimer", file.disclaimer),
        "about": slots.block("house.about", file.about),
        "contact": slots.block("house.contact", file.contact),
        "production": slots.block("house.production", file.production),
        "authors": [_author(i, brief, house, slots) for i in range(len(brief.authors))],
    }


def _author(index: int, brief: Brief, house: House, slots: Slots) -> Mapping[str, Any]:
    key, author = f"authors.{index}", brief.authors[index]
    alt = house.words(brief.lang)["photograph_of"].replace("{name}", author.name)
    bio = slots.block(f"{key}.bio", author.bio) if house.file.author.box else None
    said = bool(bio) and (author.bio or "").startswith(author.name)
    return {
        "name": author.name,
        "named": slots.inline(f"{key}.name", author.name),
        "sort_name": author.filed_as,
        "role": author.role,
        "affiliation": author.affiliation,
        "bio": bio,
        "orcid": author.orcid,
        "email": author.email,
        "photo": slots.portrait(f"{key}.photo", author.portrait, alt),
        "headed": not said or bool(author.photo or author.role or author.affiliation),
        "described": bool(bio or author.orcid or author.email or author.photo),
    }
