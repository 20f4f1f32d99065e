"""The table of formats: a format is one row."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

from briefbuild.render.edition import Edition, Rendered


class Format(NamedTuple):
    """One kind of output."""

    name: str
    suffix: str
    """What follows the slug in the file's name."""
    render: Callable[[Edition, Path], Rendered]
    """Writes the file of an edition."""
    module: str
    """Where that is; it is imported late, since each takes long to import."""
    after: str = ""
    """The format that tells it where the pages begin (`Edition.starts`), when both are made."""


def _format(name: str, suffix: str, package: str, after: str = "") -> Format:
    """The format that a package of `render` makes."""
    module = f"briefbuild.render.{package}.renderer"

    def render(edition: Edition, target: Path) -> Rendered:
        return cast("Rendered", import_module(module).render(edition, target))

    return Format(name, suffix, render, module, after)


FORMATS: tuple[Format, ...] = (
    _format("pdf", ".pdf", "pdf"),
    _format("epub", ".epub", "epub", after="pdf"),
    _format("docx", ".docx", "docx"),
    _format("html", ".html", "web"),
    _format("press", "-press.pdf", "press"),
)
