"""What is mended in the Word package that pandoc wrote.

pandoc writes a sound document that lacks some of what Word offers, and copies what it doesn't know
from its reference document. Each mend below says what it is for.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from briefbuild.render.docx.archive import Parts, pack, unpack, without
from briefbuild.render.docx.columns import align_numbers, end_with_text
from briefbuild.render.docx.distances import part_components
from briefbuild.render.docx.fonts import font_parts
from briefbuild.render.docx.lists import numbering, settle_lists
from briefbuild.render.docx.look import Look, twips
from briefbuild.render.docx.notes import Element, W, mend_notes, style_of, written
from briefbuild.render.docx.properties import Counts, Properties, app_xml, core_xml, settings_xml
from briefbuild.render.docx.widths import share_width

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NUMBERING = "word/numbering.xml"
STALE = ("docProps/custom.xml", "word/comments.xml", "word/webSettings.xml")
"""Parts of pandoc's reference document that say nothing here."""

SCRIPTS = dict.fromkeys(("ja", "ko", "zh"), "eastAsia") | dict.fromkeys(
    ("ar", "fa", "he", "ps", "ur", "yi"), "bidi"
)
"""Where Word looks for the language of words in scripts of other kinds (ISO 29500-1, 17.3.2.20)."""
SHORT_TABLE = 12
"""Up to so many rows stay on one page."""


def mend(
    package: bytes, look: Look, styles: bytes, facts: Properties, marks: Sequence[str]
) -> bytes:
    """The finished package.

    `styles` is the part that pandoc was given: it adds some for the colours of program code.
    `marks` are the marks of the notes in the order of their calls: a number for those that Word
    counts, something else (“*”) for those that carry their own.
    """
    parts = without(unpack(package), STALE)
    document = etree.fromstring(parts["word/document.xml"])
    notes = etree.fromstring(parts["word/footnotes.xml"])
    mend_notes(document, notes, marks, look)
    for margins in document.iter(f"{W}pgMar"):
        margins.set(
            f"{W}left", str(twips(look.margin_left))
        )  # pictures were fitted in a wider page
    _describe_pictures(document)
    for root in (document, notes):
        _settle_tables(root, look, facts.language)
    settle_lists(document, look)
    part_components(document, look)
    _number_bookmarks([document, notes])
    _join_runs([document, notes])
    _name_scripts(document)
    _name_scripts(notes)
    parts["word/document.xml"] = written(document)
    parts["word/footnotes.xml"] = written(notes)
    parts[NUMBERING] = numbering(parts[NUMBERING], [document, notes], look)
    parts["word/styles.xml"] = styles
    parts["word/settings.xml"] = settings_xml(facts.language)
    parts["docProps/core.xml"] = core_xml(facts)
    parts["docProps/app.xml"] = app_xml(facts, _counts([document, notes]))
    parts |= font_parts(look.faces, look.stacks)
    listed = any(next(root.iter(f"{W}numPr"), None) is not None for root in (document, notes))
    return pack(_with_own_links(parts if listed else without(parts, (NUMBERING,))), facts.time)


def _with_own_links(parts: Parts) -> Parts:
    """pandoc writes all links and pictures of text and notes into the lists of both."""
    made = dict(parts)
    for part in ("document", "footnotes"):
        text, name = made[f"word/{part}.xml"].decode(), f"word/_rels/{part}.xml.rels"
        links: Element = etree.fromstring(made[name])
        for link in links:
            kind = link.get("Type").rpartition("/")[2]
            if kind in ("hyperlink", "image") and f'"{link.get("Id")}"' not in text:
                links.remove(link)
        made[name] = written(links)
    return made


def _describe_pictures(document: Element) -> None:
    """The alternative text once, where Word keeps it; no file's name; no distance from the text,
    without which LibreOffice moves the picture by 3 mm. No picture is marked as decoration: each
    has a text, and one that lost it must not pass for one that never needed it."""
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


def _name_scripts(part: Element) -> None:
    """Words of a language that isn't written in Latin letters: Word looks for it elsewhere."""
    for language in part.iter(f"{W}lang"):
        tag = str(language.get(f"{W}val"))
        kind = SCRIPTS.get(tag.split("-")[0])
        if kind and "Latn" not in tag.split("-"):
            language.set(f"{W}{kind}", tag)


def _settle_tables(root: Element, look: Look, language: str) -> None:
    """As wide as the text; the caption serves as the table's title; rows stay whole, and those of
    a short table, its caption and its note together; numbers stand at their decimal marks."""
    for table in root.iter(f"{W}tbl"):
        properties = table.find(f"{W}tblPr")
        properties.find(f"{W}tblW").attrib.update({f"{W}type": "pct", f"{W}w": "5000"})
        align_numbers(table, look, language)
        share_width(table, look)
        end_with_text(table)
        _keep_rows(table)
        etree.SubElement(properties, f"{W}tblCaption", {f"{W}val": _title(table)})


def _title(table: Element) -> str:
    """A table's caption; the names of its columns, or what else begins it, where it has none."""
    above = table.getprevious()
    captioned = above is not None and style_of(above) == "TableCaption"
    for named in [above] if captioned else table.findall(f"{W}tr"):
        texts = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in named.iter(f"{W}p")]
        if any(text.strip() for text in texts):
            return ", ".join(text for text in texts if text.strip())
    return ""


def _keep_rows(table: Element) -> None:
    rows, following = table.findall(f"{W}tr"), table.getnext()
    noted = following is not None and style_of(following) == "TableNote"
    for index, row in enumerate(rows, 1):
        settings = row.find(f"{W}trPr")
        if settings is None:
            settings = etree.Element(f"{W}trPr")
            row.insert(0, settings)
        settings.insert(0, etree.Element(f"{W}cantSplit"))
        within = index < len(rows) and (len(rows) <= SHORT_TABLE or index in (1, len(rows) - 1))
        if within or (noted and index == len(rows)):
            for style in row.iter(f"{W}pStyle"):
                style.addnext(etree.Element(f"{W}keepNext"))


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
