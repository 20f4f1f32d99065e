"""Figures, tables and references to them."""

from __future__ import annotations

from typing import Any

import pytest

from briefbuild.transform.components import components
from briefbuild.transform.crossrefs import crossrefs
from briefbuild.transform.figures import figures
from briefbuild.transform.headings import headings, slug
from briefbuild.transform.tables import tables
from briefbuild.tree import Nodes, classes_of, text_of, walk
from tests.reading import codes, context, tree_of


def ledger(**more: Any) -> dict[str, Any]:
    entry = {"alt": "A square.", "rights": {"holder": "A", "permission": "not-needed"}, **more}
    return {
        "fig-a": {"file": "figures/a.svg", **entry},
        "fig-b": {"file": "figures/b.svg", **entry},
    }


def captions(blocks: Nodes) -> list[str]:
    found = [n for n in walk(blocks) if n["t"] in ("Figure", "Table")]
    return [text_of(n["c"][1]).replace("\u00a0", " ") for n in found]


TWO = """\
![One, *with* a note[^n]](../figures/a.svg){#fig-a}

![Two](../figures/b.svg){#fig-b}

[^n]: N.
"""


def test_figures_are_counted_and_labelled() -> None:
    made, problems = figures(tree_of(TWO), context(figures=ledger()))
    assert problems == []
    assert captions(made) == ["Figure 1: One, with a note", "Figure 2: Two"]


def test_an_unnumbered_figure_is_an_image_and_not_counted() -> None:
    text = TWO.replace("{#fig-a}", "{#fig-a .unnumbered}")
    made, _ = figures(tree_of(text), context(figures=ledger()))
    assert captions(made) == ["Image: One, with a note", "Figure 1: Two"]


def test_a_figures_size_is_its_class_and_no_other_elements() -> None:
    text = TWO.replace("{#fig-a}", "{#fig-a .half}").replace("{#fig-b}", "{#fig-b .full-page}")
    made, problems = components(tree_of(text + "\nA [word]{.wide}."), context(figures=ledger()))
    assert [p.message for p in problems] == ["the class “.wide” can’t be given here"]
    made, _ = figures(made, context(figures=ledger()))
    classes = [n["c"][0][1] for n in walk(made) if n["t"] == "Figure"]
    assert classes == [["figure", "half"], ["figure", "full-page"]]


def test_credit_and_source_close_the_caption() -> None:
    made, _ = figures(tree_of(TWO), context(figures=ledger(credit="Jane", source="IMF, 2023.")))
    assert captions(made)[1] == "Figure 2: TwoCredit: Jane. Source: IMF, 2023."


def test_the_picture_has_the_ledgers_alternative_text_and_path() -> None:
    made, _ = figures(tree_of(TWO), context(figures=ledger()))
    images = [n for n in walk(made) if n["t"] == "Image"]
    assert [text_of(n["c"][1]) for n in images] == ["A square.", "A square."]
    assert [n["c"][2][0] for n in images] == ["figures/a.svg", "figures/b.svg"]


def test_draft_warns_and_release_refuses() -> None:
    rights = {"rights": {"holder": "Reuters", "permission": "requested"}}
    for status, code in (
        ("draft", "figure-permission"),
        ("release", "figure-permission-release"),
    ):
        _, problems = figures(tree_of(TWO), context(figures=ledger(**rights), status=status))
        assert codes(problems) == [code, code]


@pytest.mark.parametrize(
    ("date", "expiry", "code"),
    [
        ("2023-05-14", "2023-05-13", ["figure-expired"]),
        ("2023-05-14", "2023-05-14", []),
        ("2023-05-14", "2023-05", []),
        ("2023-05-14", "2023-04", ["figure-expired"]),
        ("2023-05-14", "2022", ["figure-expired"]),
        ("2023", "2023-01-01", []),
        ("2023", "2022-12-31", ["figure-expired"]),
    ],
)
def test_a_permission_must_not_end_before_the_brief_appears(
    date: str, expiry: str, code: list[str]
) -> None:
    rights = {"rights": {"holder": "Reuters", "permission": "granted", "expiry": expiry}}
    _, problems = figures(tree_of(TWO), context(figures=ledger(**rights), date=date))
    assert codes(problems) == code * 2


TABLES = """\
| A | B |
|---|--:|
| 1 | 2 |

: First {#tbl-a}

::: box
| C |
|---|
| 3 |

: Second
:::

| D |
|---|
| 4 |

: Third {#tbl-c}
"""


def table_of(markdown: str) -> Any:
    (table,) = [n for n in walk(tables(tree_of(markdown), context())[0]) if n["t"] == "Table"]
    return table["c"]


def test_columns_have_no_widths_and_those_of_numbers_stand_to_the_right() -> None:
    text = "word " * 20
    _, _, columns, *_ = table_of(f"| A | B | C |\n|--|--|--|\n| {text} | 1 | x |\n| b | 2 | y |\n")
    assert [a["t"] for a, _ in columns] == ["AlignDefault", "AlignRight", "AlignDefault"]
    assert {width["t"] for _, width in columns} == {"ColWidthDefault"}


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ("| | Dollars | % |\n| a | 1 | 2 |\n| b | 1 | 2 |", 2),
        ("| a | Dollars | % |\n| b | 1 | 2 |\n| c | 1 | 2 |", 1),
        ("| | Dollars | |\n| a | 1 | 2 |\n| b | 1 | 2 |", 1),
        ("| | Dollars | % |\n| a | x | y |", 1),
        ("| | Dollars | % |", 1),
    ],
)
def test_a_first_row_of_units_is_a_head(rows: str, heads: int) -> None:
    _, _, _, (_, head), bodies, _ = table_of(f"| A | B | C |\n|--|--|--|\n{rows}\n")
    assert len(head) == heads
    assert len(head) + len(bodies[0][3]) == 2 + rows.count("\n")


def test_tables_are_counted_in_order_wherever_they_stand() -> None:
    made, problems = tables(tree_of(TABLES), context())
    assert problems == []
    assert captions(made) == ["Table 1: First", "Table 2: Second", "Table 3: Third"]
    assert [n["c"][0][0] for n in walk(made) if n["t"] == "Table"] == ["tbl-a", "", "tbl-c"]


def test_references_say_what_they_lead_to() -> None:
    text = (
        "# Past {#sec-past}\n\nSee @fig-b, (@tbl-a) and @sec-past. Mail a@fig-b.org.\n\n"
        + TWO
        + "\n"
        + TABLES
    )
    blocks = tree_of(text)
    for step in (headings, figures, tables):
        blocks, _ = step(blocks, context(figures=ledger()))
    made, problems = crossrefs(blocks, context())
    assert problems == []
    links = [n for n in walk(made) if "cross-reference" in classes_of(n)]
    assert [n["c"][2][0] for n in links] == ["#fig-b", "#tbl-a", "#sec-past"]
    assert [text_of(n).replace("\u00a0", " ") for n in links] == ["Figure 2", "Table 1", "Past"]
    assert "Mail a@fig-b.org." in text_of(made)


def test_reference_to_nothing_names_the_nearest() -> None:
    blocks, _ = figures(tree_of("See @fig-c.\n\n" + TWO), context(figures=ledger()))
    _, problems = crossrefs(blocks, context())
    assert codes(problems) == ["reference-unknown"]
    assert "did you mean “@fig-" in problems[0].hint
    assert str(problems[0].place) == "sections/a.md:1:5"


def test_headings_get_ids_of_their_own() -> None:
    made, problems = headings(
        tree_of("# The Past\n\n## Korea’s Past\n\n## Korea’s Past\n\nT.\n"), context()
    )
    assert problems == []
    ids = [n["c"][1][0] for n in walk(made) if n["t"] == "Header"]
    assert ids == ["sec-the-past", "sec-koreas-past", "sec-koreas-past-2"]


def test_slug_keeps_letters_of_other_scripts() -> None:
    assert slug("Élan vital: 国 2") == "elan-vital-国-2"
