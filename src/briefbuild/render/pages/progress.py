"""Which heading the page maker has come to, in case that it is stopped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import page

from briefbuild.child import now_at
from briefbuild.tree import Nodes, place_of, walk


@contextmanager
def telling(blocks: Nodes) -> Iterator[None]:
    """While this holds, say after each page which heading of the tree was the last on it."""
    headings = {n["c"][1][0]: place_of(n) for n in walk(blocks) if n["t"] == "Header"}
    stock = page.make_page

    def make_page(*arguments: Any) -> Any:
        made = stock(*arguments)
        ids = [box.element.get("id") for box in made[0].descendants() if box.element is not None]
        for id in reversed(ids):
            if place := headings.get(id):
                now_at(place)
                break
        return made

    page.make_page = make_page
    try:
        yield
    finally:
        page.make_page = stock
