"""The pages of the print PDF in the EPUB: a mark where each begins, and a list that leads to them.

    <span id="page-4" role="doc-pagebreak" epub:type="pagebreak" aria-label="page 4"></span>

A mark stands before the first word of its page, also within a paragraph, but never within a link,
an emphasis or a heading that it would begin: who goes from heading to heading would hear it.
EPUB 3.3, 5.4.2.3 (page-list); DPUB-ARIA 1.1, doc-pagebreak, which wants a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from posixpath import relpath

from lxml import etree

from briefbuild.problems import Problem, problem
from briefbuild.render.epub.accessibility import EPUB, XHTML
from briefbuild.render.epub.package import ROOT, Package, Page
from briefbuild.render.running_text import PageStarts, Piece, Spot, letters_in, pieces

# What begins where its first word does: a mark stands before these, not within them.
THIN = frozenset({"a", "code", "em", "q", "small", "span", "strong", "sub", "sup"})
HEADINGS = frozenset({f"h{level}" for level in range(1, 7)})
DIVIDERS = "-\u2010\u2013\u2014/"  # a page may begin behind one of these, within a compound


def put_page_list(package: Package, starts: PageStarts, words: Mapping[str, str]) -> list[Problem]:
    """Mark where the printed pages begin, and list the marks in the navigation; in place.

    `words` has the fixed word `page`. Nothing is marked when the printed text is another one.
    """
    found: list[tuple[str, Piece]] = []
    end = Spot(0, 0)
    for name, page in package.pages.items():
        body = page.find(f"{XHTML}body")
        more, end = pieces(body, end) if body is not None else ([], end)
        found += [(name, piece) for piece in more]
    if end != starts.end:
        return [problem("page-list-text", printed=starts.end.letters, found=end.letters)]
    placed = list(_placed(found, starts.spots))
    for number, (_, piece, letters) in reversed([*enumerate(placed, 1)]):
        _insert(_mark(number, words["page"]), piece, letters)
    _list(package.nav, [name for name, _, _ in placed])
    return []


def _placed(
    found: Sequence[tuple[str, Piece]], spots: Sequence[Spot]
) -> Iterator[tuple[str, Piece, int]]:
    """For each page its file, the piece that it begins in, and the letters of that before it."""
    waiting = list(spots)
    last = found[-1]
    for name, piece in found:
        behind = piece.spot.letters + letters_in(piece.text)
        while waiting and (
            waiting[0] <= piece.spot if piece.is_figure else waiting[0].letters < behind
        ):
            yield name, piece, waiting.pop(0).letters - piece.spot.letters
    for spot in waiting:  # pages without text behind the last word
        yield *last, max(0, spot.letters - last[1].spot.letters)


def _mark(number: int, page: str) -> Page:
    made = etree.Element(f"{XHTML}span", id=f"page-{number}", role="doc-pagebreak")
    made.set(f"{EPUB}type", "pagebreak")
    made.set("aria-label", f"{page} {number}")
    made.text = ""  # written with an end tag: some readers take XHTML for HTML
    return made


def _insert(mark: Page, piece: Piece, letters: int) -> None:
    """Put a mark before a figure, or into a text, before the word behind so many letters."""
    home, behind, at = piece.home, piece.behind, 0
    if piece.is_figure:
        _insert_before(mark, home)
        return
    text = (home.text if behind is None else behind.tail) or ""
    at = _word_at(text, letters)
    if behind is None and not text[:at].strip() and _name(home) in THIN | HEADINGS:
        while _opens(home):
            home = home.getparent()
        _insert_before(mark, home)
        return
    mark.tail = text[at:]
    if behind is None:
        home.text = text[:at]
        home.insert(0, mark)
    else:
        behind.tail = text[:at]
        home.insert(home.index(behind) + 1, mark)


def _opens(element: Page) -> bool:
    """Whether a thin element or heading begins with this element."""
    parent = element.getparent()
    return (
        parent is not None
        and _name(parent) in THIN | HEADINGS
        and parent[0] is element
        and not (parent.text or "").strip()
    )


def _insert_before(mark: Page, element: Page) -> None:
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    while before is not None and before.get("role") == "doc-pagebreak" and not before.tail:
        element, before = before, before.getprevious()  # of a later page, which begins here too
    parent.insert(parent.index(element), mark)


def _word_at(text: str, letters: int) -> int:
    """Where the word begins that follows so many letters, with the signs that open it."""
    places = [place for place, character in enumerate(text) if character.isalnum()]
    if letters >= len(places):
        return len(text)
    at = places[letters]
    while at and not (text[at - 1].isspace() or text[at - 1].isalnum() or text[at - 1] in DIVIDERS):
        at -= 1
    return at


def _list(nav: Page, files: Sequence[str]) -> None:
    """The page list, which reading systems show in their own way; it isn't seen on a page."""
    body = next(nav.iter(f"{XHTML}body"))
    made = etree.SubElement(body, f"{XHTML}nav", id="page-list", role="doc-pagelist", hidden="")
    made.set(f"{EPUB}type", "page-list")
    ordered = etree.SubElement(made, f"{XHTML}ol")
    for number, file in enumerate(files, 1):
        item = etree.SubElement(ordered, f"{XHTML}li")
        entry = etree.SubElement(item, f"{XHTML}a", href=f"{relpath(file, ROOT)}#page-{number}")
        entry.text = str(number)
    etree.indent(made)


def _name(element: Page) -> str:
    return str(element.tag).removeprefix(XHTML)
