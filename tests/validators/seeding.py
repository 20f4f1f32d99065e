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
        document.save(bad, fix_metadata_version=False)  # it would mend the packet too
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


def drop_from_all(tag: str, *keys: str) -> Callable[[pikepdf.Pdf], None]:
    """Take entries away from every structure element of a type."""

    def change(document: pikepdf.Pdf) -> None:
        for element in structure(document):
            if element.get("/S") == tag:
                for key in keys:
                    if key in element:
                        del element[key]

    return change


def rename_first(tag: str, other: str) -> Callable[[pikepdf.Pdf], None]:
    """Give the first structure element of a type another type."""

    def change(document: pikepdf.Pdf) -> None:
        next(e for e in structure(document) if e.get("/S") == tag).S = pikepdf.Name(other)

    return change


def untag_content(document: pikepdf.Pdf) -> None:
    """Take the first piece of tagged content out of the structure, the text staying on the page."""
    page = document.pages[0]
    made = []
    done = False
    for item in pikepdf.parse_content_stream(page):
        if str(item.operator) == "BDC" and "/MCID" in item.operands[1] and not done:
            operator = pikepdf.Operator("BMC")
            item, done = pikepdf.ContentStreamInstruction([pikepdf.Name("/P")], operator), True
        made.append(item)
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(made))


def mislead_content(document: pikepdf.Pdf) -> None:
    """Let the way from a page's content to its elements lead nowhere."""
    document.Root.StructTreeRoot.ParentTree.Nums[1] = pikepdf.Array()


def change_xmp(old: str, new: str) -> Callable[[pikepdf.Pdf], None]:
    """Replace a text of the XMP packet; raises ValueError when it doesn't stand there."""

    def change(document: pikepdf.Pdf) -> None:
        packet = document.Root.Metadata.read_bytes().decode("utf-8")
        if old not in packet:
            raise ValueError(f"the XMP packet has no {old}")
        document.Root.Metadata.write(packet.replace(old, new).encode("utf-8"))

    return change


def drop_output_intent(document: pikepdf.Pdf) -> None:
    """Take away the profile that says which RGB the colours are."""
    del document.Root["/OutputIntents"]


def drop_relationships(document: pikepdf.Pdf) -> None:
    """Let the embedded files not say how they belong to the document."""
    _drop(document, "/AFRelationship")


def drop_font_files(document: pikepdf.Pdf) -> None:
    """Take the letters out of the file."""
    _drop(document, "/FontFile2", "/FontFile3")


def drop_characters(document: pikepdf.Pdf) -> None:
    """Let the fonts not say which characters their letters are."""
    _drop(document, "/ToUnicode")


def _drop(document: pikepdf.Pdf, *keys: str) -> None:
    """Take keys out of every dictionary that has them."""
    for item in document.objects:
        for key in keys:
            if isinstance(item, pikepdf.Dictionary) and key in item:
                del item[key]


def add_script(document: pikepdf.Pdf) -> None:
    """Let opening the file run a script."""
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    document.Root.OpenAction = document.make_indirect(script)


def smooth_pictures(document: pikepdf.Pdf) -> None:
    """Let readers draw pictures smoother than they are."""
    for item in document.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
            item.Interpolate = True


def change_annotations(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    """Give every annotation other entries."""

    def change(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            for annotation in page.get("/Annots", []):
                for key, value in entries.items():
                    annotation[f"/{key}"] = value

    return change
