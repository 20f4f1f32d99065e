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
    after: str = ""
    """The format that tells it where the pages begin (`Edition.starts`), when both are made."""


def _by(package: str) -> Callable[[Edition, Path], Rendered]:
    """The renderer in a package of `render`: imported when it is first asked, since each takes long
    to import, and is asked in a process of its own."""

    def render(edition: Edition, target: Path) -> Rendered:
        module = import_module(f"briefbuild.render.{package}.renderer")
        return cast("Rendered", module.render(edition, target))

    return render


FORMATS: tuple[Format, ...] = (
    Format("pdf", ".pdf", _by("pdf")),
    Format("epub", ".epub", _by("epub"), after="pdf"),
    Format("docx", ".docx", _by("docx")),
    Format("html", ".html", _by("web")),
    Format("press", "-press.pdf", _by("press")),
)
