"""The lists of a Word file: Word's own, in the house's look.

pandoc makes them so; their indents, dashes and distances are set here.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from briefbuild.render.docx.look import Look, twips
from briefbuild.render.docx.notes import Element, W, style_of, written
from briefbuild.render.docx.style_sheet import BOXED, PADDING
from briefbuild.render.docx.styles import style_ids
from briefbuild.render.docx.xml import W_NS

BULLET = "–"
TAB = f'<w:r xmlns:w="{W_NS}"><w:tab/></w:r>'
CONTINUES = "1000"
"""pandoc's numbering for the further paragraphs of a list's item."""


def settle_lists(document: Element, look: Look) -> None:
    """A list's own indent goes before its style's: in a box it must count from the box's edge. An
    item's further paragraphs, which pandoc gives a blank bullet, are indented without one.

    In a box, where the tint begins with a paragraph's first line, all of them begin at its edge.
    """
    step, boxed = look.length("indent"), style_ids(BOXED)
    for numbered in list(document.iter(f"{W}numPr")):
        properties = numbered.getparent()
        edge = PADDING if style_of(properties.getparent()) in boxed else 0.0
        depth = int(numbered.find(f"{W}ilvl").get(f"{W}val")) + 1
        indent = etree.Element(f"{W}ind", {f"{W}left": str(twips(edge + depth * step))})
        if edge:
            indent.set(f"{W}hanging", str(twips(depth * step)))
            numbered.addnext(indent)
        if numbered.find(f"{W}numId").get(f"{W}val") == CONTINUES:
            properties.replace(numbered, indent)
            if edge:
                properties.addnext(etree.fromstring(TAB))
            else:
                indent.set(f"{W}firstLine", "0")
    _part_lists(document)


def _part_lists(document: Element) -> None:
    """A list that follows another keeps its distance, which paragraphs of one style don't keep; in
    a box all paragraphs do."""
    boxed = style_ids(BOXED)
    for numbered in document.iter(f"{W}numPr"):
        paragraph = numbered.getparent().getparent()
        if style_of(paragraph) in boxed:
            continue
        before = paragraph.getprevious()
        earlier = _outermost(before) if before is not None else None
        if earlier and _outermost(paragraph) not in (None, earlier):
            apart = etree.Element(f"{W}contextualSpacing", {f"{W}val": "0"})
            indent = numbered.getparent().find(f"{W}ind")
            (numbered if indent is None else indent).addnext(apart)
            following = paragraph.getnext()
            if following is not None and following.find(f"{W}pPr/{W}numPr") is not None:
                numbered.addnext(etree.Element(f"{W}spacing", {f"{W}after": "0"}))


def _outermost(paragraph: Element) -> str | None:
    """The number of the list that an item of the first level belongs to, or the item before it."""
    numbered = paragraph.find(f"{W}pPr/{W}numPr")
    if numbered is None:
        return None
    if numbered.find(f"{W}ilvl").get(f"{W}val") == "0":
        return str(numbered.find(f"{W}numId").get(f"{W}val"))
    before = paragraph.getprevious()
    return None if before is None else _outermost(before)


def numbering(part: bytes, texts: Sequence[Element], look: Look) -> bytes:
    """The part word/numbering.xml, with what the texts use of it: each level hangs by the house's
    indent; dashes and numbers are in its accent colour."""
    root: Element = etree.fromstring(part)
    _drop_unused(root, {n.get(f"{W}val") for text in texts for n in text.iter(f"{W}numId")})
    step = look.length("indent")
    for level in root.iter(f"{W}lvl"):
        depth = int(level.get(f"{W}ilvl", "0"))
        for stale in level.findall(f"{W}pPr/{W}tabs") + level.findall(f"{W}rPr"):
            stale.getparent().remove(stale)
        for indent in level.iter(f"{W}ind"):
            hang = {f"{W}left": str(twips((depth + 1) * step)), f"{W}hanging": str(twips(step))}
            indent.attrib.update(hang)
        sign = level.find(f"{W}lvlText")
        if level.find(f"{W}numFmt").get(f"{W}val") == "bullet" and sign.get(f"{W}val").strip():
            sign.set(f"{W}val", BULLET)
        letters = etree.SubElement(level, f"{W}rPr")
        etree.SubElement(letters, f"{W}color", {f"{W}val": look.color("accent")})
    return written(root)


def _drop_unused(root: Element, used: set[str]) -> None:
    """What pandoc defines beforehand: the lists of no paragraph, and their kinds."""
    for number in root.findall(f"{W}num"):
        if number.get(f"{W}numId") not in used:
            root.remove(number)
    kinds = {e.get(f"{W}val") for e in root.iterfind(f"{W}num/{W}abstractNumId")}
    for kind in root.findall(f"{W}abstractNum"):
        if kind.get(f"{W}abstractNumId") not in kinds:
            root.remove(kind)
