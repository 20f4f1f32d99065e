"""The screen PDF: pages set under print.css, tagged, described, with the source in it, written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pydyf
import weasyprint

from briefbuild.render.edition import Edition, Rendered
from briefbuild.render.pages.printed import OPTIONS, printed
from briefbuild.render.pages.tag_tree import number_of
from briefbuild.render.pages.tags import finisher, watch
from briefbuild.render.pages.typeset import Typeset
from briefbuild.render.pdf.attachments import attach
from briefbuild.render.pdf.metadata import describe, facts_of, packet


def render(edition: Edition, target: Path) -> Rendered:
    """Write the edition as one file that is both PDF/UA-1 and PDF/A-3a at `target`.

    Nothing is written when it can't be made. What `typeset` finds wrong is a problem.
    """
    made = printed(edition)
    return replace(write(made.pages, edition, target), starts=made.starts)


def write(made: Typeset, edition: Edition, target: Path) -> Rendered:
    """Write an edition's pages, laid out under a style sheet with `OPTIONS`, as `render` does."""
    if made.document is None or made.root is None:
        return Rendered(target, tuple(made.problems))
    facts = facts_of(edition)
    describe(made.document.metadata, facts)
    painted = watch(made.document)
    words = edition.house.words(edition.brief.lang)
    tag = finisher(painted, made.root, words)

    def finish(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
        tag(document, pdf)
        attach(pdf, edition.sources, f"{words['source']}: {facts.title}", facts.moment)
        _keep_pictures(pdf)
        stream = pdf.objects[number_of(pdf.catalog["Metadata"])]
        stream.stream, stream.compress = [packet(facts)], False  # to be found in the bare file

    data = made.write(finisher=finish, **OPTIONS)
    target.write_bytes(data)
    return Rendered(target, tuple(made.problems))


def _keep_pictures(pdf: pydyf.PDF) -> None:
    """Show pictures with the points that they have, as ISO 19005-3, 6.2.8 wants."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and "Interpolate" in item.extra:
            item.extra["Interpolate"] = "false"
