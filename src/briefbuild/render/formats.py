"""The table of formats: a format is one row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from briefbuild.render.docx import renderer as docx
from briefbuild.render.edition import Edition, Rendered
from briefbuild.render.epub import renderer as epub
from briefbuild.render.pdf import renderer as pdf
from briefbuild.render.press import renderer as press
from briefbuild.render.web import renderer as web


class Format(NamedTuple):
    """One kind of output."""

    name: str
    suffix: str
    """What follows the slug in the file's name."""
    render: Callable[[Edition, Path], Rendered]
    printed: bool = False
    """Whether it is made from the screen PDF's pages (`Edition.shared`)."""


FORMATS: tuple[Format, ...] = (
    Format("pdf", ".pdf", pdf.render, printed=True),
    Format("epub", ".epub", epub.render, printed=True),
    Format("docx", ".docx", docx.render),
    Format("html", ".html", web.render),
    Format("press", "-press.pdf", press.render),
)
