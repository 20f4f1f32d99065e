"""Tables and nesting beyond any page are told at their place; what comes near isn't."""

from __future__ import annotations

import pytest

from briefbuild.coverage import swallowed
from briefbuild.pandoc import MARKDOWN, read_all
from briefbuild.positions import Origin, placed
from briefbuild.text_limits import shallow, too_large

LEVELS = "levels of lists, quotations, components and emphasis"


def said(text: str) -> list[str]:
    origin = Origin("a.md", text)
    documents, _ = read_all([(MARKDOWN, text)], [origin])
    blocks, deep = shallow(documents[0]["blocks"], origin)
    problems = [*deep, *too_large(placed(blocks, origin)), *swallowed(origin)]
    return [f"{p.place}: {p.message}" for p in problems]


def table(columns: int, rows: int) -> str:
    row = "| a " * columns + "|\n"
    return f"Words.\n\n{row}{'|---' * columns}|\n{row * (rows - 1)}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (table(61, 3), "a.md:3:1: a table has 61 columns, more than the 60 that are read"),
        (table(2, 2001), "a.md:3:1: a table has 2001 rows, more than the 2000 that are read"),
        (table(6, 1700), "a.md:3:1: a table has 10200 cells, more than the 10000 that are read"),
        (
            "> " * 21 + "Words.\n",
            f"a.md:1:1: a block has 21 {LEVELS}, more than the 20 that are read",
        ),
        (
            "Words.\n\n" + "".join(f"{'  ' * n}- a{n}\n" for n in range(120)),
            f"a.md:3:1: a block has 120 {LEVELS}, more than the 20 that are read",
        ),
        (
            "1. " * 10 + "Words.\n",
            "a.md:1:1: a list has 10 levels of lists, more than the 9 that are read",
        ),
        (
            "::: box\n\n" * 40 + "Words.\n\n" + ":::\n\n" * 40,
            f"a.md:1:1: a block has 40 {LEVELS}, more than the 20 that are read",
        ),
    ],
)
def test_more_than_a_page_can_show_is_told_at_its_place(text: str, message: str) -> None:
    assert said(text) == [message]


@pytest.mark.parametrize(
    "text",
    [
        table(60, 100),
        table(5, 2000),
        "> " * 20 + "Words.\n",
        "> " * 11 + "- " * 9 + "Words.\n",
        "Words.\n\n" + "- " * 60 + "\n",  # a ruler, which pandoc reads as lists
        "> " + "* " * 60 + "\n",
    ],
)
def test_the_most_is_no_problem(text: str) -> None:
    assert said(text) == []
