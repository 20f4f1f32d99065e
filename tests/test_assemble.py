"""The tree of a whole brief: front matter, sections, back matter, each node with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefbuild.assemble import Assembled, assemble
from briefbuild.front_matter import printed_date
from briefbuild.house import load_house
from briefbuild.load import load
from briefbuild.tree import Nodes, classes_of, place_of, text_of, walk

ROOT = Path(__file__).parents[1]
BRIEF = """\
title: Trade & *Power* {{{{ evil }}}} <b>
slug: a-title
lang: en
date: 2023-05
doi: 10.1000/x
authors:
  - name: Ann Author
    bio: |
      First paragraph.

      Second *paragraph*.
author_note: {note}
summary: "A summary."
sections:
  - a.md
"""


def assembled(
    folder: Path, note: str = "numbered", extra: str = "", styles: Path = ROOT / "styles"
) -> Assembled:
    (folder / "brief.yaml").write_text(BRIEF.format(note=note) + extra, encoding="utf-8")
    (folder / "a.md").write_text("# One\n\nText *here*.\n", encoding="utf-8")
    house, _ = load_house(styles, "styles")
    source = load(folder, "brief")
    assert house is not None
    assert source.brief is not None, [str(p) for p in source.problems]
    return assemble(source, source.brief, house)


def part(blocks: Nodes, name: str) -> str:
    return next(text_of(n, notes=True) for n in walk(blocks) if name in classes_of(n))


def test_parts_stand_in_order_around_the_sections(tmp_path: Path) -> None:
    made = assembled(tmp_path)
    assert made.problems == ()
    names = [(classes_of(b) or [b["t"]])[0] for b in made.blocks]
    assert names == [
        "masthead",
        "title-block",
        "summary",
        "Header",
        "Para",
        "about-authors",
        "colophon",
    ]


def test_metadata_is_text_and_never_a_template_or_html(tmp_path: Path) -> None:
    blocks = assembled(tmp_path).blocks
    assert part(blocks, "title").startswith("Trade & Power {{ evil }}")
    raw = [n["c"] for n in walk(blocks) if n["t"] == "RawInline"]
    assert raw[0] == ["html", "<b>"], "kept as it is, for `transform.markup` to refuse"


def test_date_is_as_exact_as_it_is_known(tmp_path: Path) -> None:
    assert part(assembled(tmp_path).blocks, "date") == "May 2023"


@pytest.mark.parametrize(
    ("date", "language", "expected"),
    [
        ("2023", "en-US", "2023"),
        ("2023-05", "de", "Mai 2023"),
        ("2023-05-14", "en-US", "May 14, 2023"),
        ("2023-05-14", "en-GB", "14 May 2023"),
        ("2023-05-14", "fr", "14 mai 2023"),
        ("2023-05-14", "xx", "2023-05-14"),
    ],
)
def test_printed_date(date: str, language: str, expected: str) -> None:
    assert printed_date(date, language) == expected


def test_bio_stands_as_note_and_in_the_box(tmp_path: Path) -> None:
    made = assembled(tmp_path)
    bios = [n for n in walk(made.blocks) if n["t"] == "Note"]
    assert [text_of(n["c"]) for n in bios] == ["First paragraph.Second paragraph."]
    assert "First paragraph." in part(made.blocks, "about-authors")


def test_no_author_note_when_the_brief_wants_none(tmp_path: Path) -> None:
    made = assembled(tmp_path, note="none")
    assert [n for n in walk(made.blocks) if n["t"] == "Note"] == []
    assert "First paragraph." in part(made.blocks, "about-authors")


def test_every_node_of_a_section_has_its_place(tmp_path: Path) -> None:
    blocks = assembled(tmp_path).blocks
    here = next(n for n in walk(blocks) if n["t"] == "Str" and n["c"] == "here")
    assert str(place_of(here)) == "brief/a.md:3:7"
    inner = list(walk([b for b in blocks if b["t"] in ("Para", "Header")]))
    assert all(n.get("pos") for n in inner)


def test_a_text_that_no_template_places_is_a_problem(tmp_path: Path) -> None:
    style = Path(shutil.copytree(ROOT / "styles", tmp_path / "styles"))
    template = style / "templates" / "masthead.html.j2"
    template.write_text(template.read_text().replace("{{ summary }}", ""))
    (tmp_path / "brief").mkdir()
    made = assembled(tmp_path / "brief", styles=style)
    assert [(p.code, str(p.place)) for p in made.problems] == [
        ("text-lost", "brief/brief.yaml:13:10")
    ]
    assert "A summary." in made.problems[0].message


def test_a_field_of_one_line_may_not_hold_two_paragraphs(tmp_path: Path) -> None:
    made = assembled(tmp_path, extra='subtitle: "One\\n\\nTwo"\n')
    assert [str(p.place) for p in made.problems] == ["brief/brief.yaml:16:11"]
