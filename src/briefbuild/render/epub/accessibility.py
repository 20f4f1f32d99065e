"""What an EPUB may claim of its accessibility: read off the finished pages, never assumed.

The terms are those of the Schema.org Accessibility Properties for Discoverability Vocabulary
(https://www.w3.org/community/reports/a11y-discov-vocab/). Nothing is said of conformance to a
standard: that takes an evaluation which no program here makes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from briefbuild.motion import moves_in_file, moves_in_page, moving_lines
from briefbuild.render.fixed_type import FIXED_TYPE

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"
DEEPEST_LISTED = 2
"""The contents lead to headings down to this level."""


@dataclass(frozen=True)
class Claims:
    """The metadata of EPUB Accessibility 1.1, §2; each list in the order in which it is written."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    """Empty where harmlessness doesn't follow: then nothing is claimed."""
    summary: str


def derive(
    pages: Sequence[etree._Element], nav: etree._Element, css: str, files: Mapping[str, bytes]
) -> Claims:
    """The claims that hold for these pages, in reading order, with this style and these files."""
    images = [e for page in pages for e in page.iter(f"{XHTML}img", "{*}svg", "{*}image")]
    described = bool(images) and all(_alternative(e) for e in images)
    modes = ("textual", "visual") if images else ("textual",)
    sufficient = ["textual"] if described or not images else []
    if images:
        sufficient.append("textual,visual")
    marks = [_id(e) for page in pages for e in page.iter(f"{XHTML}span") if _is_page_break(e)]
    listed, headings = _listed_headings(nav), _headings(pages)
    toc = bool(listed) and not Counter(headings) - Counter(listed)
    structured = all(_levels_in_order(page) for page in pages)
    features = {
        "alternativeText": described,
        "displayTransformability": not any(map(FIXED_TYPE.search, [css, *_styles(pages)])),
        "longDescription": any(_long_description(page) for page in pages),
        "pageBreakMarkers": bool(marks),
        "pageNavigation": bool(marks) and _listed_pages(nav) == marks,
        "readingOrder": toc and listed == headings,
        "structuralNavigation": toc and structured,
        "tableOfContents": toc,
    }
    kept = tuple(name for name, holds in features.items() if holds)
    still = not _moves(pages, css, files)
    summary = _summary(bool(images), described, kept, still)
    return Claims(modes, tuple(sufficient), kept, ("none",) if still else (), summary)


def _is_page_break(element: etree._Element) -> bool:
    """Whether an element marks where a printed page begins, and says which."""
    return element.get("role") == "doc-pagebreak" and bool(element.get("aria-label"))


def _id(element: etree._Element) -> str:
    return str(element.get("id"))


def _listed_pages(nav: etree._Element) -> list[str]:
    """The ids to which the page list leads, in order."""
    lists = [n for n in nav.iter(f"{XHTML}nav") if n.get(f"{EPUB}type") == "page-list"]
    return [str(a.get("href")).partition("#")[2] for n in lists for a in n.iter(f"{XHTML}a")]


def _alternative(image: etree._Element) -> str:
    """The words that stand for a picture; an SVG within a page has them in aria-label."""
    if str(image.tag).endswith("}image"):
        return _alternative(owner) if (owner := image.getparent()) is not None else ""
    return str(image.get("alt") or image.get("aria-label") or "").strip()


def _long_description(page: etree._Element) -> bool:
    """Whether a picture of the page points to a description that stands there."""
    asked = {e.get("aria-details") for e in page.iter(f"{XHTML}img")} - {None}
    return any(e.get("id") in asked and "".join(e.itertext()).strip() for e in page.iter("{*}*"))


def _levels_in_order(page: etree._Element) -> bool:
    """Whether headings begin at level 1 and never skip one on the way down."""
    tags = [str(e.tag).removeprefix(XHTML) for e in page.iter(etree.Element)]
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    return all(now <= before + 1 for before, now in zip([0, *levels], levels, strict=False))


def _headings(pages: Sequence[etree._Element]) -> list[str]:
    """The headings that contents are to list, in the order of the spine."""
    levels = [f"{XHTML}h{level}" for level in range(1, DEEPEST_LISTED + 1)]
    return [heading_text(e) for page in pages for e in page.iter(*levels)]


def _listed_headings(nav: etree._Element) -> list[str]:
    """The headings that the contents list, in order."""
    tocs = [n for n in nav.iter(f"{XHTML}nav") if n.get(f"{EPUB}type") == "toc"]
    return [heading_text(a) for toc in tocs for a in toc.iter(f"{XHTML}a")]


def _styles(pages: Sequence[etree._Element]) -> Iterator[str]:
    """What pages say of their look beside the style sheet; pictures within them don't count."""
    for element in (e for page in pages for e in page.iter(f"{XHTML}*")):
        yield str(element.get("style") or "")
        if element.tag == f"{XHTML}style":
            yield "".join(map(str, element.itertext()))


def heading_text(element: etree._Element) -> str:
    """A heading's words, without the marks of notes called in it."""
    spoken = "descendant::text()[not(ancestor::x:a[@role='doc-noteref'])]"
    pieces = element.xpath(spoken, namespaces={"x": XHTML.strip("{}")})
    return " ".join("".join(map(str, pieces)).split())


def _moves(pages: Sequence[etree._Element], css: str, files: Mapping[str, bytes]) -> bool:
    """Whether anything can flash, move or sound: pages, style, or another file of the book."""
    return (
        any(moves_in_page(page) for page in pages)
        or bool(moving_lines(css))
        or any(moves_in_file(name, data) for name, data in files.items())
    )


def _summary(images: bool, described: bool, features: Sequence[str], still: bool) -> str:
    """The facts as sentences, for people."""
    said = ["The text can be read by screen readers and on braille displays."]
    if images:
        whether = "Every picture has" if described else "Not every picture has"
        said.append(f"{whether} a text alternative.")
    if "longDescription" in features:
        said.append("Longer descriptions stand below pictures that need them.")
    if "structuralNavigation" in features:
        said.append("Headings in order and a table of contents lead through it.")
    if "pageNavigation" in features:
        said.append("A page list leads to the pages of the print edition.")
    if "displayTransformability" in features:
        said.append("Size and look of the text can be changed.")
    if still:
        said.append("Nothing in it flashes, moves or sounds.")
    return " ".join(said)
