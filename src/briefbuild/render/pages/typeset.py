"""From an edition to laid-out pages, under one of the house's style sheets.

    tree → hypertext → pandoc's HTML → print.html.j2 → element tree → notes in their calls → pages

The element tree goes to WeasyPrint as it is, without being written and parsed again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import inf
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2
import weasyprint
from weasyprint.css.counters import CounterStyle
from weasyprint.formatting_structure.boxes import FootnoteAreaBox
from weasyprint.urls import FatalURLFetchingError

from briefbuild.house import default_styles
from briefbuild.problems import Place, Problem, problem
from briefbuild.render.descriptions import told_at_once
from briefbuild.render.edition import Edition
from briefbuild.render.hypertext import Lowered, NoteBody, lower
from briefbuild.render.number_columns import with_filled_numbers
from briefbuild.render.pages.contents import put_contents
from briefbuild.render.pages.corrections import correct_weasyprint
from briefbuild.render.pages.divisions import divided
from briefbuild.render.pages.faces import missing_faces
from briefbuild.render.pages.failures import failing_rule, failure, is_weasyprints
from briefbuild.render.pages.holes import hole_problems
from briefbuild.render.pages.line_spaces import end_lines_with_spaces
from briefbuild.render.pages.log import listening, problems_of
from briefbuild.render.pages.notes import RULES
from briefbuild.render.pages.outer_column import column_problems
from briefbuild.render.pages.page import page_of
from briefbuild.render.pages.progress import TooManyPages, watched
from briefbuild.render.pages.sheets import ONE_COLUMN
from briefbuild.render.pages.sources import Sources, address, house_fonts_only
from briefbuild.render.pages.tables import RULES as TABLE_RULES
from briefbuild.render.pages.tables import too_wide
from briefbuild.style_changes import changed_sheets
from briefbuild.tree import place_of, walk


class Page(weasyprint.HTML):  # type: ignore[misc]
    """A page that was made as an element tree: WeasyPrint would have it parsed once more."""

    def __init__(self, root: Element, sources: Sources) -> None:
        self.base_url = None
        self.url_fetcher = sources
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


@dataclass
class Typeset:
    """An edition's pages, or None when they can't be made, and every problem on the way."""

    document: weasyprint.Document | None = None
    root: Element | None = None
    """The page's HTML element, to which the boxes of the pages belong."""
    problems: list[Problem] = field(default_factory=list)
    sheets: Mapping[str, str] = field(default_factory=dict)
    """The style sheets that were read, by their shown paths."""

    def write(self, **options: Any) -> bytes:
        """The pages as a PDF; what WeasyPrint says while it writes becomes a problem too."""
        if self.document is None:
            return b""
        data = b""
        with listening() as messages:
            try:
                data = self.document.write_pdf(**options)
            except Exception as error:
                if not is_weasyprints(error):
                    raise
                self.problems.append(failure(error))
        self.problems += problems_of(messages, self.sheets)
        return data


def typeset(
    edition: Edition, sheet: str, over: str = "", *, contents: bool = False, **options: Any
) -> Typeset:
    """Lay out an edition under the style sheet `sheet` of its house; `options` are WeasyPrint's.
    `over` is CSS that goes over it. With `contents`, a table of contents is put at once, as into a
    text that is known to be long: others are begun anew with one when they prove so.

    Every message of WeasyPrint's, every face of a font that isn't declared, and every note that
    begins late is a problem.
    """
    house = edition.house
    if not house.files.find(sheet)[0].is_file():
        return Typeset(problems=[problem("style-missing", Place(house.shown), file=sheet)])
    blocks = with_filled_numbers(told_at_once(edition.blocks), edition.brief.lang)
    lowered = lower(blocks, image=address, headings=1)
    root, problems = page_of(edition, lowered)
    if root is None:
        return Typeset(problems=problems)
    sources = Sources(house, edition.assets)
    made = Typeset(None, root, problems, sources.sheets)
    lay_out = partial(_lay_out, edition, sheet, over, root, sources, options)
    title = house.words(edition.brief.lang)["contents"]
    most = 0 if contents else house.file.contents.over
    with listening() as messages:
        try:
            pages = made.document = _paginated(lay_out, root, title, most)
            end_lines_with_spaces(pages)
            problems += _page_problems(pages, edition, root, lowered, made.sheets)
        except FatalURLFetchingError:
            problems += sources.problems
        except Exception as error:
            if not is_weasyprints(error):
                raise
            made.document = None

            def fails(others: Mapping[str, str]) -> bool:
                return _fails(edition, sheet, over, root, others, options)

            changed = changed_sheets(house.files, default_styles())
            problems.append(failure(error, failing_rule(sources.sheets, fails, changed)))
    problems += problems_of(messages, sources.sheets)
    return made


def _page_problems(
    pages: weasyprint.Document,
    edition: Edition,
    root: Element,
    lowered: Lowered,
    sheets: Mapping[str, str],
) -> list[Problem]:
    """What is wrong with pages that could be made."""
    house = edition.house
    return [
        *_late_notes(pages, lowered.notes),
        *too_wide(pages, lowered),
        *column_problems(pages, house),
        *hole_problems(pages, root, edition.blocks),
        *missing_faces(pages, house.shown, sheets, edition.blocks),
    ]


def _paginated(
    lay_out: Callable[[float], weasyprint.Document], root: Element, title: str, most: int
) -> weasyprint.Document:
    """Lay out the pages, of which there may be so many; once they are more than `most`, begin anew
    with a table of contents of this title."""
    try:
        if most:
            return lay_out(most)
    except TooManyPages:
        pass
    put_contents(root, title)
    return lay_out(inf)


def _lay_out(
    edition: Edition,
    sheet: str,
    over: str,
    root: Element,
    sources: Sources,
    options: Mapping[str, Any],
    most: float,
) -> weasyprint.Document:
    correct_weasyprint()
    house = edition.house
    with house_fonts_only(house, edition.work) as fonts:
        names = [sheet, *([ONE_COLUMN] if house.one_column else [])]
        styles = [house.files.find(name)[0].resolve().as_uri() for name in names]
        given = {"font_config": fonts, "counter_style": CounterStyle()}
        sheets = [
            *(weasyprint.CSS(url=style, url_fetcher=sources, **given) for style in styles),
            weasyprint.CSS(string=RULES + TABLE_RULES),
            weasyprint.CSS(string=over),
        ]
        words = (*house.file.hyphenation, *edition.brief.hyphenation)
        with divided(words, root, edition.brief.lang), watched(edition.blocks, most):
            return Page(root, sources).render(stylesheets=sheets, **given, **options)


def _fails(
    edition: Edition,
    sheet: str,
    over: str,
    root: Element,
    others: Mapping[str, str],
    options: Mapping[str, Any],
) -> bool:
    """Whether WeasyPrint fails to lay out a page, with other texts in the place of style sheets."""
    sources = Sources(edition.house, edition.assets, others)
    try:
        _lay_out(edition, sheet, over, root, sources, options, inf)
    except Exception as error:
        return is_weasyprints(error)
    return False


def _late_notes(pages: weasyprint.Document, notes: Sequence[NoteBody]) -> list[Problem]:
    """The notes that don't begin on their call's page: a note before them, called on the same line,
    fills it."""
    known = {note.id: note for note in notes}
    called: set[str] = set()
    begun: set[str] = set()
    problems = []
    for page in pages.pages:
        for box in page._page_box.descendants():
            if box.footnote:
                called.add(box.footnote.element.get("id"))
            if isinstance(box, FootnoteAreaBox):
                begun.update(note.element.get("id") for note in box.children)
        for id in sorted(called - begun):
            place = next(filter(None, map(place_of, walk(known[id].blocks))), None)
            problems.append(problem("note-too-long", place, mark=known[id].mark))
        called.clear()
    return problems
