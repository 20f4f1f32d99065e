"""The print PDF: pages set under print.css, tagged for PDF/UA-1, described, written."""

from __future__ import annotations

from pathlib import Path

import weasyprint

from briefbuild.render.edition import Edition, Rendered
from briefbuild.render.pages.page import words_of
from briefbuild.render.pages.typeset import typeset
from briefbuild.render.pages.tags import finisher, watch
from briefbuild.render.timestamp import fixed_time

STYLE = "print.css"
VARIANT = "pdf/ua-1"
PRODUCER = "briefbuild"


def render(edition: Edition, target: Path) -> Rendered:
    """Write the edition as a PDF/UA-1 file at `target`; nothing is written when it can't be made.

    What `typeset` finds wrong is a problem.
    """
    options = {"pdf_variant": VARIANT, "pdf_identifier": True}
    made = typeset(edition, STYLE, **options)
    if made.document is None or made.root is None:
        return Rendered(target, tuple(made.problems))
    _describe(made.document.metadata, edition)
    painted = watch(made.document)
    words = edition.house.words(edition.brief.lang)
    data = made.write(finisher=finisher(painted, made.root, words), **options)
    target.write_bytes(data)
    return Rendered(target, tuple(made.problems))


def _describe(metadata: weasyprint.document.DocumentMetadata, edition: Edition) -> None:
    """What the file says of itself, in its Info dictionary and as XMP."""
    brief = edition.brief
    metadata.title = words_of(edition.blocks, "title")
    metadata.authors = [author.name for author in brief.authors]
    metadata.description = words_of(edition.blocks, "summary") or words_of(
        edition.blocks, "subtitle"
    )
    metadata.keywords = list(brief.keywords)
    metadata.generator = PRODUCER
    metadata.lang = brief.lang
    moment = fixed_time(brief.date).strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata.created = metadata.modified = moment
