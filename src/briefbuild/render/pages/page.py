"""The print page as an element tree: the HTML in the house's frame, each note in its call."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import tinyhtml5
from markupsafe import Markup

from briefbuild import pandoc
from briefbuild.problems import Problem
from briefbuild.render.edition import Edition
from briefbuild.render.front_words import words_of
from briefbuild.render.hypertext import Lowered, name_lists
from briefbuild.render.pages.divisions import hold_names
from briefbuild.render.pages.notes import bodies, place_notes
from briefbuild.render.pages.sources import target_of
from briefbuild.render.pages.tables import prepare_tables
from briefbuild.templates import fill
from briefbuild.tree import document

TEMPLATE = "print.html.j2"
RUNNING = 72
"""Characters that a running head has room for."""


def page_of(edition: Edition, lowered: Lowered) -> tuple[Element | None, list[Problem]]:
    """The HTML page as an element tree, each note in its call."""
    blocks = [*lowered.blocks, *bodies(lowered.notes)]
    arguments = ("--wrap=none", "--syntax-highlighting=none")
    html, problems = pandoc.write(document(blocks), "html5", arguments)
    text, found = fill_template(edition, Markup(html.decode()))
    problems += found
    if not html or text is None:
        return None, problems
    root = tinyhtml5.parse(text, namespace_html_elements=False)
    prepare_tables(root, edition.house.tokens)
    name_lists(root)
    number_lists(root)
    hold_names(root)
    place_notes(root, lowered.notes)
    for image in root.iter("img"):
        asset = edition.assets[target_of(image.get("src") or "")]
        image.set("style", f"--aspect: {asset.aspect:.6g}")  # width to height, for the style's use
    return root, problems


def number_lists(root: Element) -> None:
    """Let lists begin with their first item's number; WeasyPrint doesn't heed `start`."""
    for numbered in root.iter("ol"):
        if start := numbered.get("start"):
            said = [numbered.get("style"), f"counter-reset: list-item {int(start) - 1}"]
            numbered.set("style", "; ".join(filter(None, said)))


def fill_template(edition: Edition, body: Markup) -> tuple[str | None, list[Problem]]:
    brief, house = edition.brief, edition.house
    facts = {
        "lang": brief.lang,
        "title": words_of(edition.blocks, "title"),
        "running_title": running_title(words_of(edition.blocks, "title")),
        "institute": house.file.institute,
        "series": brief.series or house.file.series,
        "number": brief.number,
        "status": brief.status,
        "words": house.words(brief.lang),
        "body": body,
    }
    return fill(house, TEMPLATE, facts)


def running_title(title: str) -> str:
    """The title for the head of the pages: a long one without what follows its first colon."""
    main, colon, _ = title.partition(":")
    return main if colon and len(title) > RUNNING else title
