"""The notes of a Word file: pandoc makes them native footnotes, this gives them their marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from briefbuild.render.docx.look import Look, twips
from briefbuild.render.docx.xml import W_NS

W = f"{{{W_NS}}}"
Element = Any  # lxml's elements have no public type


def written(root: Element) -> bytes:
    etree.cleanup_namespaces(root, keep_ns_prefixes=["r"])
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def style_of(paragraph: Element) -> str:
    """The id of a paragraph's style; nothing for what has none."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def mend_notes(document: Element, notes: Element, marks: Sequence[str], look: Look) -> None:
    """Number the notes, give them the marks in the order of their calls, and set them."""
    _number(document, notes, marks, look)
    _separate(notes, look)


def _number(document: Element, notes: Element, marks: Sequence[str], look: Look) -> None:
    """Ids from 1 in the order of the calls; a mark of its own stands in for a counted number; the
    text hangs from its mark by a tab."""
    bodies = {body.get(f"{W}id"): body for body in notes}
    calls = list(document.iter(f"{W}footnoteReference"))
    for number, (call, mark) in enumerate(zip(calls, marks, strict=True), 1):
        body = bodies[call.get(f"{W}id")]
        for element in (call, body):
            element.set(f"{W}id", str(number))
        own = next(body.iter(f"{W}footnoteRef"))
        _tab_after(own.getparent())
        _continue(body)
        if not mark.isdecimal():
            runs = (call.getparent(), own.getparent())
            call.set(f"{W}customMarkFollows", "1")
            runs[0].extend(_symbols(mark, look))
            runs[1].remove(own)
            runs[1].extend(_symbols(mark, look))
            if set(mark) == {"*"}:
                _lower(runs)
        else:
            _lower([own.getparent()])  # before its note a number stands on the line, at full size


def _lower(runs: Sequence[Element]) -> None:
    """An asterisk is drawn high and small already: raised again it would be a speck."""
    for run in runs:
        etree.SubElement(run.find(f"{W}rPr"), f"{W}vertAlign", {f"{W}val": "baseline"})


def _symbols(mark: str, look: Look) -> list[Element]:
    """A mark as symbols (ISO 29500-1, 17.3.3.30), as Word writes one that is chosen from its list.

    LibreOffice (seen in 7.4) prints a mark that is text twice before every such note but the first.
    """
    family = look.strong("sans")[0]  # that of the style Footnote Reference
    names = (f"{W}font", f"{W}char")
    return [
        etree.Element(f"{W}sym", dict(zip(names, (family, f"{ord(sign):04X}"), strict=True)))
        for sign in mark
    ]


def _tab_after(run: Element) -> None:
    """pandoc parts a note's mark from its text by a space."""
    following = run.getnext()
    text = following.find(f"{W}t") if following is not None else None
    if text is not None and text.text == " ":
        following.replace(text, etree.Element(f"{W}tab"))


def _continue(body: Element) -> None:
    """A note's further paragraphs don't hang."""
    for paragraph in body.findall(f"{W}p")[1:]:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") == "FootnoteText":
            style.set(f"{W}val", "FootnoteContinued")


def _separate(notes: Element, look: Look) -> None:
    """The rule above the notes begins where they do, in the house's colour."""
    for kind in ("separator", "continuationSeparator"):
        for rule in notes.iter(f"{W}{kind}"):
            run, paragraph = rule.getparent(), rule.getparent().getparent()
            properties = etree.Element(f"{W}pPr")
            line = look.length("line-note")
            space = {f"{W}before": str(twips(line)), f"{W}after": str(twips(line / 2))}
            etree.SubElement(properties, f"{W}spacing", space)
            etree.SubElement(properties, f"{W}ind", {f"{W}left": str(twips(-look.hang))})
            paragraph.insert(0, properties)
            letters = etree.Element(f"{W}rPr")
            etree.SubElement(letters, f"{W}color", {f"{W}val": look.color("accent")})
            run.insert(0, letters)
