"""The web page: the tree as HTML in the house's frame, with style, fonts and pictures in it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import tinyhtml5
from markupsafe import Markup

from briefbuild.house import House, default_styles
from briefbuild.problems import Problem
from briefbuild.render.edition import Edition, Rendered
from briefbuild.render.web.metadata import facts_of, head_of
from briefbuild.render.web.page import Parts, parts_of
from briefbuild.render.web.pictures import picture_address
from briefbuild.render.web.style import style_of
from briefbuild.style_sheets import WEB_SHEET
from briefbuild.templates import fill

TEMPLATE = "web.html.j2"
STYLE = "<!-- style -->"
"""Stands in the page until it is known what the page is set in."""
SOURCE = re.compile(r'\bsrc="([^"]*)"')


def render(edition: Edition, target: Path) -> Rendered:
    """Write the edition as one HTML file at `target`; nothing is written when it can't be made."""
    edition = replace(edition, house=_whole(edition.house))
    parts, problems = parts_of(edition)
    page, found = _fill_template(edition, parts) if parts else (None, [])
    problems += [*found, *edition.house.found(WEB_SHEET, partial(_unheeded, edition.house))]
    if parts is None or page is None:
        return Rendered(target, tuple(problems))
    root = tinyhtml5.parse(page, namespace_html_elements=False)
    page = page.replace(STYLE, style_of(edition.house, root), 1)
    page = SOURCE.sub(lambda source: _picture(source[1], parts, edition), page)
    target.write_text(page, encoding="utf-8", newline="\n")
    return Rendered(target, tuple(problems))


def _unheeded(house: House) -> list[Problem]:
    """What no browser heeds in web.css."""
    from briefbuild.render.declarations import page_style_problems  # slow to import

    return page_style_problems(house)


def _picture(address: str, parts: Parts, edition: Edition) -> str:
    """The attribute that holds a picture of this address, or names it if it is none of ours."""
    if name := parts.pictures.get(address):
        address = picture_address(edition.assets[name], edition.house)
    return f'src="{address}"'


def _whole(house: House) -> House:
    """The house with the program's own style below it: one that was copied before there was a web
    page has no web.css and no frame for it."""
    return house if house.base else replace(house, base=default_styles())


def _fill_template(edition: Edition, parts: Parts) -> tuple[str | None, list[Problem]]:
    """The page in the house's frame, with a mark for its style and addresses for its pictures."""
    brief, house = edition.brief, edition.house
    facts = facts_of(edition)
    slots = {
        "lang": brief.lang,
        "title": facts.title,
        "institute": house.file.institute,
        "status": brief.status,
        "words": house.words(brief.lang),
        "head": Markup(head_of(facts)),
        "style": Markup(STYLE),
        "masthead": Markup(parts.masthead),
        "body": Markup(parts.body),
        "colophon": Markup(parts.colophon),
    }
    return fill(house, TEMPLATE, slots, trim=True)
