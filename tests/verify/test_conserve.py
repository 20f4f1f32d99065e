"""What transforms may do to words, and what they may not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefbuild.assemble import Assembled, assemble
from briefbuild.transform import transform
from briefbuild.tree import Node, Nodes, rewrite, text_of
from briefbuild.verify.conserve import conserved
from tests.reading import context, tree_of
from tests.verify import sample
from tests.verify.sample import said


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> tuple[Nodes, Nodes]:
    """The sample's tree before and after the transforms."""
    kept: list[Assembled] = []
    with pytest.MonkeyPatch.context() as patch:

        def keep(*arguments: Any) -> Assembled:
            kept.append(assemble(*arguments))
            return kept[-1]

        patch.setattr("briefbuild.prepare.assemble", keep)
        made = sample.make(tmp_path_factory.mktemp("trees"))
    return kept[0].blocks, made.edition.blocks


def test_transforms_keep_every_word(trees: tuple[Nodes, Nodes]) -> None:
    assert said(conserved(*trees)) == ""


def swapped_blocks(blocks: Nodes) -> Nodes:
    headers = [i for i, b in enumerate(blocks) if b["t"] == "Header"]
    made = list(blocks)
    first, last = headers[0] + 1, headers[1] + 1
    made[first], made[last] = made[last], made[first]
    return made


def other_reference(n: Node) -> Node | None:
    target = n["c"][2][0]
    changed = ["#tbl-flow", ""] if target == "#fig-delta" else None
    return {**n, "c": [n["c"][0], n["c"][1], changed]} if changed else None


@pytest.mark.parametrize(
    ("fault", "wording"),
    [
        (sample.word("springs", ""), "“springs” is missing"),
        (sample.word("springs", "swamps"), "found “swamps”"),
        (sample.word("carry", ""), "“carry” is missing"),
        (sample.word("surveyed", ""), "“surveyed” is missing"),
        (sample.word("measured", ""), "note 4: “measured” is missing"),
        (sample.unnoted("3"), "calls were written"),
        (sample.on_notes(lambda notes, mark, body: notes["2"]["c"]), "note 3"),
        (sample.moved_call("3"), "its call has moved"),
        (sample.as_paragraph("fords"), "heading “Of fords”: is lost"),
        (sample.unlinked("https://example.org/register?x=1&y=2"), "is lost on the way"),
        (swapped_blocks, "is missing"),
        (sample.each("Link", other_reference), "@fig-delta"),
        (lambda blocks: blocks[:-2], "is missing"),
    ],
)
def test_loss_is_caught(
    trees: tuple[Nodes, Nodes], fault: Callable[[Nodes], Nodes], wording: str
) -> None:
    before, after = trees
    assert wording in said(conserved(before, fault(after)))


def test_words_from_nowhere_are_caught(trees: tuple[Nodes, Nodes]) -> None:
    before, after = trees
    more = rewrite(after, lambda n: {**n, "c": "twice twice"} if n.get("c") == "twice." else None)
    assert "“twice” stands after" in said(conserved(before, more))


REFERRING = """\
# What @tbl-cost costs {#sec-cost}

As @sec-cost says.

::: box
### Of @tbl-cost

Text.
:::

| A |
|---|
| 1 |

: Costs {#tbl-cost}
"""


def test_a_reference_in_a_heading_is_no_loss() -> None:
    before = tree_of(REFERRING)
    after, problems = transform(before, context())
    assert [*problems, *conserved(before, after)] == []
    assert "As “What Table\u00a01 costs” says." in text_of(after)
    lost = sample.as_paragraph("What")(after)
    assert "heading “What" in said(conserved(before, lost))
