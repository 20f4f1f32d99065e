"""A PDF's tags for PDF/UA-1, made anew from what WeasyPrint painted.

WeasyPrint 70's own tags fail in places that matter: no Note, notes at the page's end, one part per
line, running heads tagged as content, several annotations where a link holds an element
(ISO 14289-1, 7.18.5), list items without LBody, no Figure around picture and caption. So its tree
is emptied and another one written in its place, from the same boxes (`pdf_structure` has the
types). What a reader of the file can rely on:

- Parts stand in reading order; an element that runs over two pages is one part, and pieces on
  another page than the part's `Pg` are MCR dictionaries with a `Pg` of their own.
- Each note is a `Note` whose `ID` is the string `note-<key>`, right behind the `Reference` of its
  first call; it begins with `Lbl` [ `Link` ], the mark. A further call is a `Reference` [ `Link` ]
  too. Links lead both ways, by named destinations `note-<key>` and `call-<key>`.
- A link has one annotation on a page, over however many lines it runs; one for each line where
  two such links meet in a line.
- Each `Figure` has `Alt` and `BBox`; its `Caption`, where it has one, follows it in their `Div`.
- Running heads, page numbers and table heads repeated on a further page are artifacts of type
  Pagination, rules, backgrounds and leaders of type Layout.
- A hyphen that divides a word at a line's end is a soft hyphen, by its glyph's `ActualText`; every
  other one is U+002D, so that “Korea-Japan” is found when it is searched for.
- A glyph that stands for another text than the font says of it has its `ActualText`
  (`corrections/shared_glyphs.py`).
- A space between two elements, which WeasyPrint leaves without a glyph, is there as `ActualText`.

Use: `watch` a document before it is written, then hand `finisher` to `write_pdf`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.replaced import replacedbox_layout

from briefbuild.render.pages.link_lines import cover_lines, edges_of, hull, overlap
from briefbuild.render.pages.soft_hyphens import SOFT_HYPHEN, mark_hyphen
from briefbuild.render.pages.structure import (
    NOTE_CALLS,
    Annotation,
    Content,
    Structure,
    has_name,
    names,
)
from briefbuild.render.pages.tag_tree import number_of, pages_of, write_tree

SCALE = 0.75  # points per CSS pixel
HYPHEN = "\u2010"
SPACES = " \u00a0\u200b"  # WeasyPrint puts the last one behind a space that it stretches
CELLS = frozenset({"td", "th"})
PRINTED = 4  # an annotation's flag: it is there on paper as well (ISO 32000-1, table 165)
Box = Any


@dataclass
class Painted:
    """What was painted on each page: its boxes, by their marked-content number."""

    pages: list[dict[Box, int]] = field(default_factory=list)


@dataclass
class Walk:
    """What a walk over the pages finds."""

    structure: Structure
    painted: Painted
    heights: list[float]
    """Of the pages, in CSS pixels."""
    artifacts: list[dict[int, str]]
    """Per page, the numbers of content that is no part of the text, with its PDF properties."""
    texts: list[dict[int, str]]
    """Per page, what glyphs don't say: that content is a lone space or ends with a soft hyphen."""
    links: dict[int, Element] = field(default_factory=dict)
    """The element of each annotation, by its object's number."""
    stray: set[int] = field(default_factory=set)
    """The object numbers of annotations that double another one."""
    first: dict[tuple[Element, int], int] = field(default_factory=dict)
    """The annotation of each link on each page."""
    further: dict[int, list[int]] = field(default_factory=dict)
    """The annotations for the further lines of a link, by its own one's."""
    heads: dict[Element, int] = field(default_factory=dict)
    """The page on which each table head stood first."""


def watch(document: Document) -> Painted:
    """Keep what WeasyPrint forgets after writing: which box was painted under which number."""
    painted = Painted()
    for page in document.pages:
        page.paint = partial(_paint, page.paint, painted)
    return painted


def _paint(paint: Callable[..., None], painted: Painted, stream: Any, scale: float = 1) -> None:
    """Paint a page as WeasyPrint does, and keep its marks."""
    paint(stream, scale)
    painted.pages.append({box: mark["mcid"] for box, mark in (stream._tags or {}).items()})


def finisher(
    painted: Painted, root: Element, words: Mapping[str, str]
) -> Callable[[Document, pydyf.PDF], None]:
    """What `write_pdf` calls before it writes: puts the tags in place.

    `root` is the page's HTML element; `words` has the fixed words `note` and `back_to_text`.
    """

    def finish(document: Document, pdf: pydyf.PDF) -> None:
        heights = [page.height for page in document.pages]
        walk = Walk(Structure(root), painted, heights, [{} for _ in heights], [{} for _ in heights])
        for number, page in enumerate(document.pages):
            _walk(walk, page._page_box, number)
        _finish_links(walk, pdf, words)
        _finish_content(walk, pdf)
        slots = [len(numbers) for numbers in painted.pages]
        write_tree(pdf, walk.structure.document, slots)
        arabic = pydyf.Dictionary({"S": "/D"})
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, arabic])})

    return finish


# ── from boxes to parts ──────────────────────────────────────────────────────────────────────────


def _walk(walk: Walk, box: Box, page: int, artifact: str = "", linked: bool = False) -> None:
    """Put what a box painted, and the boxes in it, into the structure or among the artifacts.

    `artifact` has the properties of the artifact that the box is in; `linked` says that an
    annotation already covers it.
    """
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    artifact = artifact or _artifact(walk, box, page)
    if isinstance(box, boxes.TableCellBox) and box.element_tag in CELLS and not artifact:
        walk.structure.part(box.element)  # an empty cell counts
    if box.link_annotation:
        linked = _take_annotation(walk, box, page, stray=bool(artifact) or linked)
    mcid = walk.painted.pages[page].get(box)
    if mcid is not None and artifact:
        walk.artifacts[page][mcid] = artifact
    elif mcid is not None:
        marker = box.element_tag.endswith("::marker")
        part = walk.structure.content(box.element, marker)
        if isinstance(box, boxes.TextBox) and box.text.endswith(HYPHEN):
            walk.texts[page][mcid] = SOFT_HYPHEN
        elif isinstance(box, boxes.TextBox) and not box.text.strip(SPACES):
            walk.texts[page][mcid] = " "
        part.kids.append(Content(page, mcid))
        if part.tag == "Figure":
            part.attributes = _placement(walk.heights[page], box)
    for child in getattr(box, "children", ()):
        _walk(walk, child, page, artifact, linked)


def _artifact(walk: Walk, box: Box, page: int) -> str:
    """The properties of an artifact, for a box that holds no text of the document."""
    if isinstance(box, boxes.MarginBox):
        if box.at_keyword.startswith("@top"):
            return "/Type /Pagination /Subtype /Header /Attached [/Top]"
        if box.at_keyword.startswith("@bottom"):
            return "/Type /Pagination /Subtype /Footer /Attached [/Bottom]"
        return "/Type /Pagination"
    if box.is_leader:
        return "/Type /Layout"  # its dots lead the eye and aren't read
    if isinstance(box, boxes.TableRowGroupBox) and box.is_header and box.element is not None:
        first = walk.heads.setdefault(box.element, page)
        return "" if first == page else "/Type /Pagination"
    return ""


def _placement(height: float, box: Box) -> dict[str, object]:
    """The layout attributes of a picture, as it is drawn in its box (`object-fit`); `height` is the
    page's, in CSS pixels."""
    drawn_width, drawn_height, left, top = replacedbox_layout(box)
    edges = (left, height - top - drawn_height, left + drawn_width, height - top)
    box_in_points = pydyf.Array([round(edge * SCALE, 2) for edge in edges])
    return {"O": "/Layout", "Placement": "/Block", "BBox": box_in_points}


def _take_annotation(walk: Walk, box: Box, page: int, *, stray: bool) -> bool:
    """Give a link's annotation to its part, or leave it out when it doubles another one.

    WeasyPrint makes one for each line of a link: the first on a page stands for all of them.
    """
    number = box.link_annotation.number
    first = walk.first.setdefault((box.element, page), number) if not stray else number
    if stray:
        walk.stray.add(number)
    elif first != number:
        walk.further.setdefault(first, []).append(number)
    else:
        walk.links[number] = box.element
        walk.structure.part(box.element).kids.append(Annotation(page, number))
    return True


# ── annotations and content ────────────────────────────────────────────────────────────────────


def _finish_links(walk: Walk, pdf: pydyf.PDF, words: Mapping[str, str]) -> None:
    """Say where each link leads, and take out the annotations that double another one.

    Links of several lines go below the others: some readers (PDFium 2026, so Chrome) don't heed
    their `QuadPoints` and let the whole rectangle be clicked, which may hold other links.
    """
    _part_meeting_links(walk, pdf)
    walk.stray.update(number for further in walk.further.values() for number in further)
    for number, element in walk.links.items():
        annotation = pdf.objects[number]
        annotation["F"] = PRINTED
        if "Dest" in annotation:
            annotation["Contents"] = pydyf.String(_destination(element, words))
    for number, further in walk.further.items():
        cover_lines(pdf.objects[number], [pdf.objects[n]["Rect"] for n in further])
    for page in pages_of(pdf):
        if "Annots" in page:
            kept = [r for r in page["Annots"] if number_of(r) not in walk.stray]
            page["Annots"][:] = sorted(kept, key=lambda r: number_of(r) not in walk.further)
    for number in walk.stray:
        pdf.objects[number].clear()


def _part_meeting_links(walk: Walk, pdf: pydyf.PDF) -> None:
    """Leave an annotation to each line of a link whose rectangle holds a line of another link of
    several lines: whichever of the two lay above would be opened instead of the other."""
    homes = {number: home for home, number in walk.first.items()}
    lines = {
        number: [edges_of(pdf.objects[n]["Rect"]) for n in (number, *further)]
        for number, further in walk.further.items()
    }
    for number, own in lines.items():
        element, page = homes[number]
        others = (n for n in lines if n != number and homes[n][1] == page)
        if any(overlap(hull(own), line) for n in others for line in lines[n]):
            for further in walk.further.pop(number):
                walk.links[further] = element
                walk.structure.part(element).kids.append(Annotation(page, further))


def _destination(element: Element, words: Mapping[str, str]) -> str:
    """What a link within the document leads to, in words."""
    if names(element) & NOTE_CALLS:
        return f"{words['note']} {(element.text or '').strip()}"
    if has_name(element, "note-mark"):
        return words["back_to_text"]
    return " ".join("".join(element.itertext()).split())


def _finish_content(walk: Walk, pdf: pydyf.PDF) -> None:
    """Say in the pages' content what is no part of the text, and what glyphs don't say."""
    for page, numbers, texts in zip(pages_of(pdf), walk.artifacts, walk.texts, strict=True):
        stream = pdf.objects[number_of(page["Contents"])].stream
        made: list[Any] = []
        divided = within = False
        for item in stream:
            if item == b"BMC" and made[-1] == "/Artifact":
                made += [b"<</Type /Layout>>", b"BDC"]
                continue
            if item == b"BDC" and made[-1].get("MCID") in numbers:
                made[-2:] = ["/Artifact", f"<<{numbers[made[-1]['MCID']]}>>".encode()]
            elif item == b"BDC" and made[-1].get("MCID") in texts:
                said = texts[made[-1]["MCID"]]
                divided = said == SOFT_HYPHEN
                if not divided:
                    made[-1]["ActualText"] = pydyf.String(said)
            elif item == b"BDC" and "MCID" not in made[-1]:
                within = True  # a glyph that says its own text
            elif item == b"EMC" and within:
                within = False
            elif item == b"EMC" and divided:
                mark_hyphen(made)
                divided = False
            made.append(item)
        stream[:] = made
