"""The print PDF: the tree as one HTML page, set by WeasyPrint, tagged for PDF/UA-1.

    tree → hypertext → pandoc's HTML → print.html.j2 → element tree → notes in their calls
         → pages → tags → file

The element tree goes to WeasyPrint as it is, without being written and parsed again.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

import cssselect2
import tinyhtml5
import weasyprint
from markupsafe import Markup
from weasyprint.formatting_structure.boxes import FootnoteAreaBox
from weasyprint.urls import FatalURLFetchingError

from briefbuild import pandoc
from briefbuild.problems import Place, Problem, problem
from briefbuild.render.edition import Edition, Rendered
from briefbuild.render.hypertext import Lowered, NoteBody, lower
from briefbuild.render.pdf import notes as pdf_notes
from briefbuild.render.pdf import tags as pdf_tags
from briefbuild.render.pdf.faces import missing_faces
from briefbuild.render.pdf.sources import Sources, address, house_fonts_only, target_of
from briefbuild.render.pdf.weasyprint_fix import keep_notes_with_their_calls
from briefbuild.render.pdf.weasyprint_line_fix import fill_lines
from briefbuild.render.pdf.weasyprint_log import listening, problems_of
from briefbuild.render.timestamp import fixed_time
from briefbuild.templates import fill
from briefbuild.tree import Nodes, document, has_class, place_of, text_of, walk

STYLE, TEMPLATE = "print.css", "print.html.j2"
VARIANT = "pdf/ua-1"
PRODUCER = "briefbuild"


class Page(weasyprint.HTML):  # type: ignore[misc]
    """A page that was made as an element tree: WeasyPrint would have it parsed once more."""

    def __init__(self, root: Element, sources: Sources) -> None:
        self.base_url = None
        self.url_fetcher = sources
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def render(edition: Edition, target: Path) -> Rendered:
    """Write the edition as a PDF/UA-1 file at `target`; nothing is written when it can't be made.

    Every message of WeasyPrint's, and every face of a font that isn't declared, is a problem.
    """
    house = edition.house
    page = house.folder / STYLE
    if not page.is_file():
        return Rendered(target, (problem("style-missing", Place(house.shown), file=STYLE),))
    lowered = lower(edition.blocks, image=address, headings=1)
    root, problems = page_of(edition, lowered)
    if root is None:
        return Rendered(target, tuple(problems))
    sources = Sources(house, edition.assets)
    data = b""
    with listening() as messages:
        try:
            data, found = _set_pages(edition, root, lowered.notes, sources)
            problems += found
        except FatalURLFetchingError:
            problems += sources.problems
    problems += problems_of(messages, sources.sheets)
    if data:
        target.write_bytes(data)
    return Rendered(target, tuple(problems))


def page_of(edition: Edition, lowered: Lowered) -> tuple[Element | None, list[Problem]]:
    """The HTML page as an element tree, each note in its call."""
    blocks = [*lowered.blocks, *pdf_notes.bodies(lowered.notes)]
    arguments = ("--wrap=none", "--syntax-highlighting=none")
    html, problems = pandoc.write(document(blocks), "html5", arguments)
    text, found = _fill_template(edition, Markup(html.decode()))
    problems += found
    if not html or text is None:
        return None, problems
    root = tinyhtml5.parse(text, namespace_html_elements=False)
    pdf_notes.place_notes(root, lowered.notes)
    for image in root.iter("img"):
        asset = edition.assets[target_of(image.get("src") or "")]
        image.set("style", f"--aspect: {asset.aspect:.6g}")  # width to height, for the style's use
    return root, problems


def _fill_template(edition: Edition, body: Markup) -> tuple[str | None, list[Problem]]:
    brief, house = edition.brief, edition.house
    facts = {
        "lang": brief.lang,
        "title": words_of(edition.blocks, "title"),
        "institute": house.file.institute,
        "series": brief.series or house.file.series,
        "number": brief.number,
        "status": brief.status,
        "words": house.words(brief.lang),
        "body": body,
    }
    return fill(house, TEMPLATE, facts)


def words_of(blocks: Nodes, part: str) -> str:
    """The words of a part of the front matter, without those of its notes; "" when it has none."""
    found = next((n for n in walk(blocks) if n["t"] == "Div" and has_class(n, part)), None)
    if found is None:
        return ""
    held = [b for b in found["c"][1] if not (b["t"] == "Div" and has_class(b, "component-title"))]
    return " ".join(" ".join(text_of(block) for block in held).split())


def _set_pages(
    edition: Edition, root: Element, notes: Sequence[NoteBody], sources: Sources
) -> tuple[bytes, list[Problem]]:
    """Lay out the page, write it and look at the fonts it asked for."""
    keep_notes_with_their_calls()
    fill_lines()
    house = edition.house
    with house_fonts_only(house, edition.work) as fonts:
        style = (house.folder / STYLE).resolve().as_uri()
        sheets = [
            weasyprint.CSS(url=style, url_fetcher=sources, font_config=fonts),
            weasyprint.CSS(string=pdf_notes.RULES),
        ]
        options = {"pdf_variant": VARIANT, "pdf_identifier": True}
        pages = Page(root, sources).render(font_config=fonts, stylesheets=sheets, **options)
    _describe(pages.metadata, edition)
    painted = pdf_tags.watch(pages)
    finish = pdf_tags.finisher(painted, root, house.words(edition.brief.lang))
    data: bytes = pages.write_pdf(finisher=finish, **options)
    problems = [*_overlong_notes(pages, notes), *missing_faces(pages, house.shown, sources.sheets)]
    return data, problems


def _describe(metadata: weasyprint.document.DocumentMetadata, edition: Edition) -> None:
    """What the file says of itself, in its Info dictionary and as XMP."""
    brief = edition.brief
    metadata.title = words_of(edition.blocks, "title")
    metadata.authors = [author.name for author in brief.authors]
    metadata.description = words_of(edition.blocks, "summary") or words_of(
        edition.blocks, "subtitle"
    )
    metadata.keywords = list(brief.keywords)
    metadata.generator = PRODUCER
    metadata.lang = brief.lang
    moment = fixed_time(brief.date).strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata.created = metadata.modified = moment


def _overlong_notes(pages: weasyprint.Document, notes: Sequence[NoteBody]) -> list[Problem]:
    """The notes that run off the top of their page: WeasyPrint never splits one."""
    known = {note.id: note for note in notes}
    problems = []
    for page in pages.pages:
        top = page._page_box.content_box_y()
        for area in page._page_box.children:
            if isinstance(area, FootnoteAreaBox) and area.position_y < top:
                tallest = max(area.children, key=lambda box: float(box.margin_height()))
                note = known[tallest.element.get("id")]
                place = next(filter(None, map(place_of, walk(note.blocks))), None)
                problems.append(problem("note-too-long", place, mark=note.mark))
    return problems
