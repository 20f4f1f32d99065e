"""Where lines may end in an address, on the pages of EPUB and web page.

Browsers, which reading systems are too, break an address anywhere once it is wider than its line,
and before that behind each hyphen. So an address is given places by `wbr`, which isn't copied.
"""

from __future__ import annotations

import re
from typing import Any

from briefbuild.render.pages.notes import WORD_JOINER, ZERO_WIDTH_SPACE, breakable

Element = Any  # of lxml or of the standard library: both have text, tail, tag and get
ORCID_ID = re.compile(r"(?:\d{4}-){3}\d{3}[\dX]")


def open_addresses(root: Element) -> None:
    """Let the addresses below an element break where no reader takes the break for a part of them,
    as in print; hyphens are left to browsers. An ORCID iD is `span.unbroken`, as a whole."""
    for link in root.iter():
        if not link.text or str(link.tag).rpartition("}")[2] != "a":
            continue
        if "uri" in (link.get("class") or "").split():
            text = breakable(link.text).replace(WORD_JOINER, "")
            first, *rest = text.replace(f"{ZERO_WIDTH_SPACE}-", "-").split(ZERO_WIDTH_SPACE)
            link.text = first
            link[:0] = [part for piece in rest for part in _parts(link, piece)]


def _parts(link: Element, piece: str) -> list[Element]:
    """A place where the line may end, and what follows it."""
    namespace = link.tag[: -len("a")]
    place = link.makeelement(f"{namespace}wbr", {})
    if not ORCID_ID.fullmatch(piece):
        place.tail = piece
        return [place]
    whole = link.makeelement(f"{namespace}span", {"class": "unbroken"})
    whole.text = piece
    return [place, whole]
