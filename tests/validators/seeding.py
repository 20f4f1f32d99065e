"""Copies of good files with one defect put in: what each validator must be seen to catch."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf

Change = Callable[[str], str]


def with_changed_parts(good: Path, bad: Path, part: str, change: Change) -> Path:
    """Copy a ZIP package, changing the text of each part whose name the pattern `part` matches.

    Raises ValueError when the change changes nothing, as the control would then prove nothing.
    """
    changed = False
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            if re.fullmatch(part, item.filename):
                text = change(content.decode("utf-8"))
                changed |= text.encode("utf-8") != content
                content = text.encode("utf-8")
            target.writestr(item, content)
    if not changed:
        raise ValueError(f"nothing in {good.name} to change: {part}")
    return bad


def with_late_mimetype(good: Path, bad: Path) -> Path:
    """Copy an EPUB with `mimetype` as its last entry."""
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for item in [*source.infolist()[1:], source.infolist()[0]]:
            target.writestr(item, source.read(item))
    return bad


def with_deflated_mimetype(good: Path, bad: Path) -> Path:
    """Copy an EPUB with a compressed `mimetype`."""
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            item.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(item, content)
    return bad


def with_changed_pdf(good: Path, bad: Path, change: Callable[[pikepdf.Pdf], object]) -> Path:
    """Copy a PDF after a change to its objects."""
    with pikepdf.open(good) as document:
        change(document)
        document.save(bad)
    return bad


def drop_language(document: pikepdf.Pdf) -> None:
    """Take away the language of the document and of all its parts."""
    for holder in [document.Root, *structure(document)]:
        if "/Lang" in holder:
            del holder["/Lang"]


def drop_tags(document: pikepdf.Pdf) -> None:
    """Take away the structure tree."""
    del document.Root["/StructTreeRoot"]


def drop_alternatives(document: pikepdf.Pdf) -> None:
    """Take away the alternative text of every figure."""
    for element in structure(document):
        if element.get("/S") == "/Figure":
            for key in ("/Alt", "/ActualText"):
                if key in element:
                    del element[key]


def structure(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Return the elements of the structure tree."""
    return [
        item
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/P" in item
    ]
