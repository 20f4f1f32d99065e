"""The screen PDF's pages, and where they begin: for the PDF and for the EPUB's page list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefbuild.render.edition import Edition
from briefbuild.render.pages.page_starts import page_starts
from briefbuild.render.pages.typeset import Typeset, typeset
from briefbuild.render.running_text import PageStarts

STYLE = "print.css"
VARIANT = "pdf/a-3a"
OPTIONS: Mapping[str, Any] = {"pdf_variant": VARIANT, "pdf_identifier": True, "pdf_tags": True}
"""WeasyPrint's, for laying out as well as for writing."""


@dataclass(frozen=True)
class Printed:
    """The pages of the screen PDF, and where each begins in the running text."""

    pages: Typeset
    starts: PageStarts | None
    """None when the pages can't be made."""


def printed(edition: Edition) -> Printed:
    """Lay the edition's pages out."""
    pages = typeset(edition, STYLE, **OPTIONS)
    if pages.document is None or pages.root is None:
        return Printed(pages, None)
    return Printed(pages, page_starts(pages.document, pages.root))
