"""Faults in the tables and pictures of a Word file."""

from __future__ import annotations

from random import Random

from lxml import etree

from bench.prove.markup import exchange
from bench.prove.seeding import WORD, Change, Kinds, Unfit, misspelt, pick, two
from bench.prove.word_file import R, W, WordFile, element, properties, said
from briefbuild.verify.read_html import take_out

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ADEC = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"
RELATIONS = "word/_rels/document.xml.rels"


def _cells(file: WordFile) -> list[etree._Element]:
    return [c for c in file.document.iter(f"{W}tc") if said(c).strip()]


def _texts(cell: etree._Element) -> list[etree._Element]:
    return list(cell.iter(f"{W}t"))


def _lost_cell(file: WordFile, rng: Random) -> str:
    cell = pick(rng, _cells(file))
    text = said(cell)
    for holder in _texts(cell):
        holder.text = ""
    return text


def _swapped_cells(file: WordFile, rng: Random) -> str:
    one, other = two(rng, list({said(c): c for c in _cells(file)}.values()))
    exchange(one, other)
    return f"{said(one)} / {said(other)}"


def _moved_to_neighbour(file: WordFile, rng: Random) -> str:
    """A cell's text stands in the next one: no word is lost, and none is out of order."""
    cells = [c for c in _cells(file) if (n := c.getnext()) is not None and _texts(n)]
    cell = pick(rng, cells)
    text, after = said(cell), cell.getnext()
    assert after is not None
    first = _texts(after)[0]
    for holder in _texts(cell):
        holder.text = ""
    first.text = f"{text} {first.text or ''}"
    return text


def _lost_row(file: WordFile, rng: Random) -> str:
    row = pick(rng, list(file.document.iter(f"{W}tr")))
    take_out(row)
    return said(row)[:50]


def _swapped_rows(file: WordFile, rng: Random) -> str:
    rows = {said(r): r for r in file.document.iter(f"{W}tr")}
    one, other = two(rng, list(rows.values()))
    exchange(one, other)
    return f"{said(one)[:30]} / {said(other)[:30]}"


def _row_with(name: str, **attributes: str) -> Change:
    """A row with another property."""

    def change(file: WordFile, rng: Random) -> str:
        row = pick(rng, list(file.document.iter(f"{W}tr")))
        properties(row, "trPr").append(element(name, **attributes))
        return said(row)[:50]

    return change


def _plain_header(file: WordFile, rng: Random) -> str:
    """The table's head is a row like any other."""
    mark = pick(rng, list(file.document.iter(f"{W}tblHeader")))
    take_out(mark)
    return "head"


def _merged_away(file: WordFile, rng: Random) -> str:
    """A cell that goes on with the one above it shows nothing of its own."""
    rows = [r for r in file.document.iter(f"{W}tr") if r.getprevious() is not None]
    cells = [c for r in rows for c in r.findall(f"{W}tc") if said(c).strip()]
    cell = pick(rng, cells)
    properties(cell, "tcPr").append(element("vMerge"))
    return said(cell)


def _drawings(file: WordFile) -> list[etree._Element]:
    return list(file.document.iter(f"{W}drawing"))


def _about(file: WordFile, rng: Random) -> etree._Element:
    return pick(rng, [e for d in _drawings(file) for e in d.iter(f"{WP}docPr")])


def _lost_image(file: WordFile, rng: Random) -> str:
    drawing = pick(rng, _drawings(file))
    take_out(drawing)
    return "a picture"


def _blips(file: WordFile) -> list[etree._Element]:
    found = {e.get(f"{R}embed"): e for d in _drawings(file) for e in d.iter(f"{A}blip")}
    return list(found.values())


def _swapped_images(file: WordFile, rng: Random) -> str:
    one, other = two(rng, _blips(file))
    ids = one.get(f"{R}embed") or "", other.get(f"{R}embed") or ""
    other.set(f"{R}embed", ids[0])
    one.set(f"{R}embed", ids[1])
    return " / ".join(ids)


def _dead_image(file: WordFile, rng: Random) -> str:
    blip = pick(rng, _blips(file))
    blip.set(f"{R}embed", "rId999")
    return "a picture"


def _blank_picture(file: WordFile, rng: Random) -> str:
    """One picture's bytes are another one's."""
    one, other = two(rng, sorted(n for n in file.parts if n.startswith("word/media/")))
    if file.parts[one] == file.parts[other]:
        raise Unfit
    file.parts[one] = file.parts[other]
    return one


def _lost_relation(file: WordFile, rng: Random) -> str:
    root = etree.fromstring(file.parts[RELATIONS])
    relation = pick(rng, [e for e in root if "media/" in (e.get("Target") or "")])
    take_out(relation)
    file.parts[RELATIONS] = etree.tostring(root)
    return relation.get("Target") or ""


def _no_size(file: WordFile, rng: Random) -> str:
    drawing = pick(rng, _drawings(file))
    for extent in drawing.iter(f"{WP}extent", f"{A}ext"):
        if extent.get("cx"):
            extent.set("cx", "0")
            extent.set("cy", "0")
    return "a picture"


def _misspelt_alt(file: WordFile, rng: Random) -> str:
    about = _about(file, rng)
    text = about.get("descr") or ""
    found = pick(rng, list(WORD.finditer(text)))
    about.set("descr", text[: found.start()] + misspelt(found.group(), rng) + text[found.end() :])
    return found.group()


def _lost_alt(file: WordFile, rng: Random) -> str:
    about = _about(file, rng)
    return (about.attrib.pop("descr", None) or "")[:50]


def _swapped_alts(file: WordFile, rng: Random) -> str:
    one, other = two(rng, [e for d in _drawings(file) for e in d.iter(f"{WP}docPr")])
    texts = one.get("descr") or "", other.get("descr") or ""
    other.set("descr", texts[0])
    one.set("descr", texts[1])
    return " / ".join(text[:30] for text in texts)


def _decoration(file: WordFile, rng: Random) -> str:
    about = _about(file, rng)
    etree.SubElement(about, f"{ADEC}decorative", {"val": "1"})
    return (about.get("descr") or "")[:50]


def _hidden_picture(file: WordFile, rng: Random) -> str:
    about = _about(file, rng)
    about.set("hidden", "1")
    return (about.get("descr") or "")[:50]


def _styles(file: WordFile, *names: str) -> list[etree._Element]:
    found = [p.find(f"{W}pPr/{W}pStyle") for p in file.paragraphs()]
    return [s for s in found if s is not None and (s.get(f"{W}val") or "") in names]


def _lost(*names: str) -> Change:
    """A paragraph of one of these styles is gone."""

    def change(file: WordFile, rng: Random) -> str:
        paragraph = next(pick(rng, _styles(file, *names)).iterancestors(f"{W}p"))
        take_out(paragraph)
        return said(paragraph)[:50]

    return change


CAPTIONS = ("FigureCaption", "ImageCaption", "Caption", "TableCaption")


def _swapped_captions(file: WordFile, rng: Random) -> str:
    one, other = two(rng, [next(s.iterancestors(f"{W}p")) for s in _styles(file, *CAPTIONS)])
    exchange(one, other)
    return f"{said(one)[:30]} / {said(other)[:30]}"


def _plain_caption(file: WordFile, rng: Random) -> str:
    style = pick(rng, _styles(file, "FigureCaption", "ImageCaption", "Caption"))
    style.set(f"{W}val", "BodyText")
    return "caption"


KINDS: Kinds = {
    "cell emptied": _lost_cell,
    "cells swapped": _swapped_cells,
    "cell’s text in the next cell": _moved_to_neighbour,
    "row lost": _lost_row,
    "rows swapped": _swapped_rows,
    "row hidden": _row_with("hidden"),
    "row of no height": _row_with("trHeight", val="1", hRule="exact"),
    "row deleted": _row_with("del", id="901", author="Nobody"),
    "head no longer a head": _plain_header,
    "cell merged with the one above": _merged_away,
    "image lost": _lost_image,
    "images swapped": _swapped_images,
    "image leads nowhere": _dead_image,
    "picture’s file changed": _blank_picture,
    "picture’s relation lost": _lost_relation,
    "image of no size": _no_size,
    "image hidden": _hidden_picture,
    "image called decoration": _decoration,
    "alternative text lost": _lost_alt,
    "alternative text misspelt": _misspelt_alt,
    "alternative texts swapped": _swapped_alts,
    "caption lost": _lost(*CAPTIONS),
    "credit lost": _lost("Credit"),
    "captions swapped": _swapped_captions,
    "caption a paragraph": _plain_caption,
}
