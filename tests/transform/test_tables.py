"""Captions find their table wherever both stand."""

from __future__ import annotations

import pytest

from briefbuild.transform import transform
from briefbuild.tree import text_of
from tests.reading import context, tree_of


@pytest.mark.parametrize("begin", ["> ", "- ", "1. ", "::: box\n", "- > "])
def test_a_caption_within_a_list_or_quotation_is_attached(begin: str) -> None:
    indent = begin if begin == "> " else "" if begin.endswith("\n") else " " * len(begin)
    if begin == "- > ":
        indent = "  > "
    lines = ["| A |", "|---|", "| 1 |", "", ": Costs {#tbl-cost}", "", "Then @tbl-cost."]
    text = begin + f"\n{indent}".join(lines) + ("\n:::\n" if begin.startswith(":") else "\n")
    made, problems = transform(tree_of(f"# H\n\n{text}"), context())
    assert problems == []
    assert text_of(made).endswith("Table\u00a01: CostsA1Then Table\u00a01.")


def test_a_caption_without_a_table_in_a_quotation_is_reported() -> None:
    texts = ("> # H\n>\n> : Costs {#tbl-a}\n", "- Text.\n\n  : Costs {#tbl-a}\n")
    for text, place in zip(texts, ("5:3", "5:10"), strict=True):
        _, problems = transform(tree_of(f"# H\n\n{text}"), context())
        assert [(p.code, str(p.place)) for p in problems] == [
            ("table-caption", f"sections/a.md:{place}")
        ]
