"""The lettering of a drawing: what an SVG writes, and whether a page that shows it has it too.

A figure's looks are compared as thumbnails, in which an axis's numbers are a few grey points. So
each text's letters are looked for among those that stand on the page. What is there more than once
counts for nothing, since a drawing may use its parts again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from briefbuild.verify.words import letters_in

UNDRAWN = frozenset(
    "defs symbol marker clipPath mask pattern title desc metadata style script switch".split()  # noqa: SIM905
)
"""Elements that draw nothing by themselves, or not all that they hold."""
HIDING = re.compile(r"(?:display|visibility)\s*:\s*(?:none|hidden|collapse)")


def lettering_of(svg: bytes | None) -> tuple[str, ...]:
    """The texts that a drawing shows, in its order; none of one whose style sheet hides parts, nor
    where there is no drawing."""
    if svg is None:
        return ()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(svg, parser)  # its pictures may be larger than as they came
    sheets = "".join("".join(map(str, sheet.itertext())) for sheet in root.iter("{*}style"))
    if HIDING.search(sheets):
        return ()
    texts = (" ".join("".join(_pieces(text)).split()) for text in _texts(root))
    return tuple(filter(None, texts))


def _texts(element: Any) -> Iterator[Any]:
    """The text elements that are drawn."""
    if not isinstance(element.tag, str) or _is_hidden(element):
        return
    if etree.QName(element).localname == "text":
        yield element
        return
    for child in element:
        yield from _texts(child)


def _pieces(element: Any) -> Iterator[str]:
    """The text of a text element, without what is hidden in it."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not _is_hidden(child):
            yield from _pieces(child)
        yield child.tail or ""


def _is_hidden(element: Any) -> bool:
    said = ";".join(f"{name}:{element.get(name, '')}" for name in ("display", "visibility"))
    hidden = HIDING.search(f"{said};{element.get('style', '')}")
    return hidden is not None or etree.QName(element).localname in UNDRAWN


def lost_lettering(texts: Sequence[str], drawn: Sequence[str]) -> list[str]:
    """The texts that aren't among the pieces that are drawn, in whatever order: as one of them,
    or, since a text may be drawn in several, with all its letters among those of the others."""
    pieces = Counter(map(letters_in, drawn))
    open_texts: list[str] = []
    for text in texts:
        if pieces[letters_in(text)] > 0:
            pieces[letters_in(text)] -= 1
        else:
            open_texts.append(text)
    letters = Counter(letter for piece in pieces.elements() for letter in piece)
    lost: list[str] = []
    for text in open_texts:
        own = Counter(letters_in(text))
        if own <= letters:
            letters -= own
        else:
            lost.append(text)
    return lost
