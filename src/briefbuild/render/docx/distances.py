"""The distance that the text keeps from a component above it.

It belongs to what follows, and there to a style where that is text: direct spacing on a component's
last paragraph would be copied by whoever goes on typing in it, and leave a hole in the tint.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from briefbuild.render.docx.look import Look, twips
from briefbuild.render.docx.notes import Element, W, style_of
from briefbuild.render.docx.style_sheet import AFTER, style_sheet
from briefbuild.render.docx.styles import Style, style_id

BEFORE_SPACING = {f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines", "numPr")}
FIRST = "FirstParagraph"


def part_components(document: Element, look: Look) -> None:
    """Give what follows a component its distance, unless its style keeps as much already."""
    styles = {style.id: style for style in style_sheet(look)}
    ended = {style_id(name): style_id(after) for name, after in AFTER.items()}
    for paragraph in list(document.iter(f"{W}p")):
        after = ended.get(style_of(paragraph))
        following = _following(paragraph)
        if after is None or following is None or style_of(following) in ended:
            continue
        wanted = _before(after, styles)
        if following.tag == f"{W}tbl":
            _space(paragraph, "after", wanted)  # a table has no distance of its own
        elif style_of(following) == FIRST:
            following.find(f"{W}pPr/{W}pStyle").set(f"{W}val", after)
        elif _before(style_of(following), styles) < wanted:
            _space(following, "before", wanted)


def _following(paragraph: Element) -> Element:
    """The next paragraph or table; None at the end."""
    return next(paragraph.itersiblings(f"{W}p", f"{W}tbl"), None)


def _before(id: str, styles: Mapping[str, Style]) -> float:
    """The space above a style's paragraphs, of its own or of the style it is based on."""
    style = styles.get(id)
    while style is not None:
        if style.before is not None:
            return style.before
        style = styles.get(style_id(style.based_on))
    return 0.0


def _space(paragraph: Element, side: str, distance: float) -> None:
    properties = paragraph.find(f"{W}pPr")
    spacing = properties.find(f"{W}spacing")
    if spacing is None:
        spacing = etree.Element(f"{W}spacing")
        earlier = [e for e in properties if e.tag in BEFORE_SPACING]
        earlier[-1].addnext(spacing)
    spacing.set(f"{W}{side}", str(twips(distance)))
