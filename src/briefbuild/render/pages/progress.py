"""While pages are made: which heading has been come to, and when there are too many of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import page

from briefbuild.child import now_at
from briefbuild.tree import Nodes, place_of, walk


class TooManyPages(Exception):
    """More pages were made than may be."""


@contextmanager
def telling(blocks: Nodes) -> Iterator[None]:
    """While this holds, say after each page which heading of the tree was the last on it."""
    headings = {n["c"][1][0]: place_of(n) for n in walk(blocks) if n["t"] == "Header"}

    def tell(made: Any, number: int) -> None:
        ids = [box.element.get("id") for box in made.descendants() if box.element is not None]
        for id in reversed(ids):
            if place := headings.get(id):
                now_at(place)
                break

    with _after_each_page(tell):
        yield


@contextmanager
def at_most(pages: float) -> Iterator[None]:
    """While this holds, one page more raises TooManyPages."""

    def count(made: Any, number: int) -> None:
        if number > pages:
            raise TooManyPages

    with _after_each_page(count):
        yield


@contextmanager
def _after_each_page(do: Callable[[Any, int], None]) -> Iterator[None]:
    """Have something done with each page that WeasyPrint has made, and its number, from 1."""
    stock = page.make_page

    def make_page(*arguments: Any) -> Any:
        made = stock(*arguments)
        do(made[0], arguments[4])
        return made

    page.make_page = make_page
    try:
        yield
    finally:
        page.make_page = stock
