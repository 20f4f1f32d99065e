"""While pages are made: which heading has been come to, and when there are too many of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

from weasyprint.layout import page

from briefbuild.child import now_at
from briefbuild.tree import Nodes, place_of, walk


class TooManyPages(Exception):
    """More pages were made than may be."""


@contextmanager
def watched(blocks: Nodes, most: float = inf) -> Iterator[None]:
    """While this holds, say after each page which heading of the tree was the last on it, in case
    that the page maker is stopped. Raises TooManyPages when there is one page more than `most`.

    The corrections of WeasyPrint, which set the same function, must be in place before.
    """
    headings = {n["c"][1][0]: place_of(n) for n in walk(blocks) if n["t"] == "Header"}
    stock = page.make_page

    def make_page(*arguments: Any) -> Any:
        made = stock(*arguments)
        ids = [box.element.get("id") for box in made[0].descendants() if box.element is not None]
        for id in reversed(ids):
            if place := headings.get(id):
                now_at(place)
                break
        if arguments[4] > most:  # the page's number, from 1
            raise TooManyPages
        return made

    page.make_page = make_page
    try:
        yield
    finally:
        page.make_page = stock
