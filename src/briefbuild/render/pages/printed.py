"""The screen PDF's pages, laid out once in a build for every format that asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefbuild.render.edition import Edition
from briefbuild.render.pages.page_starts import PageStarts, page_starts
from briefbuild.render.pages.typeset import Typeset, typeset

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
    """The edition's pages: laid out now, or earlier in the same build (`Edition.shared`)."""
    shared = edition.shared
    if shared:
        return shared[0]
    pages = typeset(edition, STYLE, **OPTIONS)
    if pages.document is None or pages.root is None:
        made = Printed(pages, None)
    else:
        made = Printed(pages, page_starts(pages.document, pages.root))
    if shared is not None:
        shared.append(made)
    return made
