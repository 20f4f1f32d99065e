"""What is mended in the Word package that pandoc wrote.

pandoc writes a sound document that lacks some of what Word offers, and copies what it doesn't know
from its reference document. Each mend below says what it is for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from briefbuild.render.docx_look import Look, twips
from briefbuild.render.docx_properties import Counts, Properties, app_xml, core_xml, settings_xml
from briefbuild.render.docx_zip import Parts, pack, unpack, without
from briefbuild.render.reference_docx import W_NS

W = f"{{{W_NS}}}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
STALE = ("docProps/custom.xml", "word/comments.xml")
"""Parts of pandoc's reference document that say nothing here."""

Element = Any  # lxml's elements have no public type


def mend(
    package: bytes, look: Look, styles: bytes, facts: Properties, marks: Sequence[str]
) -> bytes:
    """The finished package.

    `marks` are the marks of the notes in the order of their calls: a number for those that Word
    counts, something else (“*”) for those that carry their own.
    """
    parts = without(unpack(package), STALE)
    document = etree.fromstring(parts["word/document.xml"])
    notes = etree.fromstring(parts["word/footnotes.xml"])
    _number_notes(document, notes, marks)
    _separate_notes(notes, look)
    _describe_pictures(document)
    _settle_tables(document)
    _number_bookmarks([document, notes])
    _join_runs([document, notes])
    _indent_lists(parts, look)
    parts["word/document.xml"] = _written(document)
    parts["word/footnotes.xml"] = _written(notes)
    # pandoc adds styles for the colours of program code, which a brief has none of.
    parts["word/styles.xml"] = styles
    parts["word/settings.xml"] = settings_xml(facts.language)
    parts["docProps/core.xml"] = core_xml(facts)
    parts["docProps/app.xml"] = app_xml(facts, _counts([document, notes]))
    return pack(parts, facts.time)


def _written(root: Element) -> bytes:
    etree.cleanup_namespaces(root, keep_ns_prefixes=["r"])
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _number_notes(document: Element, notes: Element, marks: Sequence[str]) -> None:
    """Ids from 1 in the order of the calls; a mark of its own stands in for a counted number; the
    text hangs from its mark by a tab."""
    bodies = {body.get(f"{W}id"): body for body in notes}
    calls = list(document.iter(f"{W}footnoteReference"))
    for number, (call, mark) in enumerate(zip(calls, marks, strict=True), 1):
        body = bodies[call.get(f"{W}id")]
        for element in (call, body):
            element.set(f"{W}id", str(number))
        own = next(body.iter(f"{W}footnoteRef"))
        _style_mark(own.getparent())
        _tab_after(own.getparent())
        if not mark.isdecimal():
            call.set(f"{W}customMarkFollows", "1")
            call.addnext(_text(mark))
            own.getparent().replace(own, _text(mark))


def _text(text: str) -> Element:
    made = etree.Element(f"{W}t")
    made.text = text
    return made


def _style_mark(run: Element) -> None:
    for style in run.iter(f"{W}rStyle"):
        style.set(f"{W}val", "NoteMark")


def _tab_after(run: Element) -> None:
    """pandoc parts a note's mark from its text by a space."""
    following = run.getnext()
    text = following.find(f"{W}t") if following is not None else None
    if text is not None and text.text == " ":
        following.replace(text, etree.Element(f"{W}tab"))


def _separate_notes(notes: Element, look: Look) -> None:
    """The rule above the notes begins where they do, in the house's colour."""
    for kind in ("separator", "continuationSeparator"):
        for rule in notes.iter(f"{W}{kind}"):
            run, paragraph = rule.getparent(), rule.getparent().getparent()
            properties = etree.Element(f"{W}pPr")
            after = str(twips(look.length("line-note") / 2))
            etree.SubElement(properties, f"{W}spacing", {f"{W}before": after, f"{W}after": after})
            etree.SubElement(properties, f"{W}ind", {f"{W}left": str(twips(-look.hang))})
            paragraph.insert(0, properties)
            letters = etree.Element(f"{W}rPr")
            etree.SubElement(letters, f"{W}color", {f"{W}val": look.color("accent")})
            run.insert(0, letters)


def _describe_pictures(document: Element) -> None:
    """The alternative text once, where Word keeps it; no file's name; no distance from the text,
    without which LibreOffice moves the picture by 3 mm."""
    for number, inline in enumerate(document.iter(f"{WP}inline"), 1):
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        alt = inline.find(f"{WP}docPr").get("descr", "")
        inline.find(f"{WP}docPr").attrib.clear()
        about = {"id": str(number), "name": f"Picture {number}", "descr": alt}
        inline.find(f"{WP}docPr").attrib.update(about)
        for inner in inline.iter(f"{PIC}cNvPr"):
            inner.attrib.clear()
            inner.attrib.update({"id": str(number), "name": f"Picture {number}"})


def _settle_tables(document: Element) -> None:
    """As wide as the text; no row is parted; the caption serves as the table's description."""
    for table in document.iter(f"{W}tbl"):
        properties = table.find(f"{W}tblPr")
        width = properties.find(f"{W}tblW")
        width.attrib.update({f"{W}type": "pct", f"{W}w": "5000"})
        for row in table.iter(f"{W}tr"):
            settings = row.find(f"{W}trPr")
            if settings is None:
                settings = etree.Element(f"{W}trPr")
                row.insert(0, settings)
            settings.insert(0, etree.Element(f"{W}cantSplit"))
        above = table.getprevious()
        style = above.find(f"{W}pPr/{W}pStyle") if above is not None else None
        if style is not None and style.get(f"{W}val") == "TableCaption":
            text = "".join(t.text or "" for t in above.iter(f"{W}t"))
            etree.SubElement(properties, f"{W}tblCaption", {f"{W}val": text})


def _number_bookmarks(roots: Sequence[Element]) -> None:
    """Each bookmark its own number, through text and notes, from 1."""
    numbers: dict[str, str] = {}
    for root in roots:
        for end in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            id = end.get(f"{W}id")
            end.set(f"{W}id", numbers.setdefault(id, str(len(numbers) + 1)))


def _join_runs(roots: Sequence[Element]) -> None:
    """pandoc writes a run for each word and each space; Word's users edit sentences."""
    for root in roots:
        for run in list(root.iter(f"{W}r")):
            before = run.getprevious()
            if before is None or before.tag != run.tag or _look(before) != _look(run):
                continue
            ours, theirs = _only_text(before), _only_text(run)
            if ours is not None and theirs is not None:
                theirs.text = (ours.text or "") + (theirs.text or "")
                theirs.set(SPACE, "preserve")
                before.getparent().remove(before)


def _look(run: Element) -> bytes:
    properties = run.find(f"{W}rPr")
    return b"" if properties is None else etree.tostring(properties, with_tail=False)


def _only_text(run: Element) -> Element:
    """A run's text when it holds nothing else."""
    content = [child for child in run if child.tag != f"{W}rPr"]
    return content[0] if len(content) == 1 and content[0].tag == f"{W}t" else None


def _indent_lists(parts: Parts, look: Look) -> None:
    """Lists hang by the house's measure, a step for each level."""
    numbering = etree.fromstring(parts["word/numbering.xml"])
    step = look.length("line")
    for level in numbering.iter(f"{W}lvl"):
        depth = int(level.get(f"{W}ilvl")) + 1
        for stops in list(level.iter(f"{W}tabs")):
            stops.getparent().remove(stops)
        for indent in level.iter(f"{W}ind"):
            hang = {f"{W}left": str(twips(depth * step)), f"{W}hanging": str(twips(step))}
            indent.attrib.update(hang)
    parts["word/numbering.xml"] = _written(numbering)


def _counts(roots: Sequence[Element]) -> Counts:
    """As Word counts: what stands between spaces is a word; tabs and breaks part words."""
    texts = ["".join(_letters(p)) for root in roots for p in root.iter(f"{W}p")]
    filled = [text for text in texts if text.strip()]
    return Counts(
        words=sum(len(text.split()) for text in filled),
        characters=sum(len("".join(text.split())) for text in filled),
        with_spaces=sum(len(text) for text in filled),
        paragraphs=len(filled),
    )


def _letters(paragraph: Element) -> list[str]:
    return [
        (part.text or "") if part.tag == f"{W}t" else " "
        for part in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br")
    ]
