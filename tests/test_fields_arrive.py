"""Every field of brief.yaml that is text reaches the tree, and so, by the proof, every format.

A field that the program accepts and prints nowhere would be text lost without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from briefbuild.house import AuthorDisplay, load_house
from briefbuild.load import load
from briefbuild.model import Author, Brief, Figure, Rights
from briefbuild.prepare import prepare
from briefbuild.problems import Problem
from briefbuild.tree import has_class, text_of, walk

ROOT = Path(__file__).parents[1]

# What guides the build or goes into the files' metadata, and is not printed.
NOT_PRINTED = {
    "slug", "lang", "keywords", "unbroken", "hyphenation", "author_note", "sections", "figures",
    "status", "authors", "binding", "file", "rights", "placeholder", "holder", "permission",
    "expiry", "sort_name", "photo", "url",
}  # fmt: skip
UNSEEN = {"keywords", "unbroken", "hyphenation"}

FULL: dict[str, Any] = {
    "title": "Titleword",
    "subtitle": "Subtitleword",
    "slug": "full",
    "lang": "en",
    "date": "1999",
    "series": "Seriesword",
    "number": "77",
    "doi": "10.5555/doiword",
    "url": "https://example.org/kept-in-metadata",
    "licence": "Licenceword",
    "keywords": ["kept in metadata"],
    "unbroken": ["kept whole where it stands"],
    "hyphenation": ["di-vided"],
    "summary": "Summaryword.",
    "key_points": ["Pointword one", "Pointword two"],
    "authors": [
        {
            "name": "Nameword",
            "role": "Roleword",
            "affiliation": "Affiliationword",
            "bio": "Bioword.",
            "orcid": "0000-0002-1825-0097",
            "email": "mailword@example.org",
            "photo": "a.png",
        }
    ],
    "sections": ["a.md"],
    "figures": {
        "fig-a": {
            "file": "a.svg",
            "alt": "Altword",
            "long_description": "Longword.",
            "credit": "Creditword",
            "source": "Sourceword",
            "rights": {"holder": "A", "licence": "CC0word", "permission": "not-needed"},
        }
    },
    "acknowledgements": "Thanksword.",
    "disclaimer": "Disclaimerword.",
    "version": "9.87",
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


def printed(values: Any) -> Iterator[str]:
    """Every text in the brief whose field is printed."""
    if isinstance(values, dict):
        for key, value in values.items():
            if not isinstance(value, str) or key not in NOT_PRINTED:
                yield from printed(value) if key not in UNSEEN else ()
    elif isinstance(values, list):
        for value in values:
            yield from printed(value)
    elif values not in FULL["sections"]:
        yield str(values)


def test_the_example_has_every_field() -> None:
    assert set(Brief.model_fields) - set(FULL) == {
        *("author_note", "binding", "checks", "status"),
    }
    assert set(Author.model_fields) - set(FULL["authors"][0]) == {"sort_name"}
    figure = FULL["figures"]["fig-a"]
    assert set(Figure.model_fields) - set(figure) == {"placeholder"}
    assert set(Rights.model_fields) - set(figure["rights"]) == {"expiry"}


def made(folder: Path, brief: dict[str, Any], **author: bool) -> tuple[str, str, list[Problem]]:
    """The text of the brief's tree with its links' targets, the author box's text, the problems."""
    (folder / "brief.yaml").write_text(yaml.safe_dump(brief), encoding="utf-8")
    (folder / "a.md").write_text("# One\n\n![Caption](a.svg){#fig-a}\n", encoding="utf-8")
    (folder / "a.svg").write_text(SVG, encoding="utf-8")
    Image.new("RGB", (400, 500)).save(folder / "a.png")
    house, _ = load_house(ROOT / "styles", "styles")
    source = load(folder, "brief")
    assert house is not None
    assert source.brief is not None
    file = house.file.model_copy(update={"author": AuthorDisplay(**author)})
    prepared = prepare(source, source.brief, replace(house, file=file), folder / "cache")
    assert prepared.edition is not None, [str(p) for p in prepared.problems]
    blocks = prepared.edition.blocks
    targets = [n["c"][2][0] for n in walk(blocks) if n["t"] == "Link"]
    box = [n for n in walk(blocks) if has_class(n, "about-authors")]
    text = text_of(blocks, notes=True) + " ".join(targets)
    return text.replace("\u00a0", " "), text_of(box).replace("\u00a0", " "), list(prepared.problems)


def test_every_printed_field_is_in_the_tree(tmp_path: Path) -> None:
    text, _, problems = made(tmp_path, FULL)
    assert [value for value in printed(FULL) if value.rstrip(".") not in text] == []
    assert problems == []


def test_the_photograph_is_in_the_author_box(tmp_path: Path) -> None:
    """Without its words: it is a picture, and its alternative text is no text of the brief."""
    _, box, _ = made(tmp_path, with_author(photo="a.png"), box=False)
    assert "Nameword" in box
    assert "Photograph of Nameword" in box  # `text_of` goes into a picture's alternative text


def with_author(**author: str) -> dict[str, Any]:
    return {**FULL, "author_note": "none", "authors": [{"name": "Nameword", **author}]}


@pytest.mark.parametrize(
    "author", [{"email": "mailword@example.org"}, {"orcid": "0000-0002-1825-0097"}]
)
@pytest.mark.parametrize("box", [True, False])
def test_an_author_without_a_bio_is_in_the_box_by_name(
    tmp_path: Path, author: dict[str, str], box: bool
) -> None:
    _, found, problems = made(tmp_path, with_author(**author), box=box)
    assert "Nameword" in found
    assert next(iter(author.values())) in found
    assert problems == []


def test_an_author_of_whom_nothing_is_said_has_no_box(tmp_path: Path) -> None:
    _, found, _ = made(tmp_path, with_author())
    assert found == ""


def test_of_several_authors_those_described_are_in_the_box(tmp_path: Path) -> None:
    authors = [{"name": "First", "bio": "First is."}, {"name": "Next"}]
    authors.append({"name": "Last", "email": "last@example.org"})
    _, found, _ = made(tmp_path, {**FULL, "authors": authors})
    assert "First is." in found
    assert "Last" in found
    assert "Next" not in found


@pytest.mark.parametrize(
    ("author_note", "shown", "printed_somewhere"),
    [
        ("none", {"box": True}, True),
        ("none", {"box": False}, False),
        ("symbol", {"box": False}, True),
        ("numbered", {"box": False, "note": False}, False),
        ("numbered", {"box": True, "note": False}, True),
    ],
)
def test_a_bio_that_stands_nowhere_is_a_warning(
    tmp_path: Path, author_note: str, shown: dict[str, bool], printed_somewhere: bool
) -> None:
    text, _, problems = made(tmp_path, {**FULL, "author_note": author_note}, **shown)
    assert ("Bioword" in text) == printed_somewhere
    assert [p.code for p in problems] == ["author-bio-unused"] * (not printed_somewhere)
    assert [p.severity for p in problems] == ["warning"] * len(problems)


@pytest.mark.parametrize("field", ["disclaimer", "about", "contact", "production"])
def test_what_the_house_says_of_itself_is_in_the_colophon(tmp_path: Path, field: str) -> None:
    brief = {key: value for key, value in FULL.items() if key != "disclaimer"}
    _, text = colophon(tmp_path, brief, **{field: "Houseword *set*."})
    assert "Houseword set." in text


@pytest.mark.parametrize(("date", "said"), [("1999", False), ("1999-05", True)])
def test_the_colophon_says_the_date_where_the_citation_s_year_is_not_all(
    tmp_path: Path, date: str, said: bool
) -> None:
    words, text = colophon(tmp_path, {**FULL, "date": date})
    assert (words["published"] in text) == said
    assert ("May 1999" in text) == said


def colophon(folder: Path, brief: dict[str, Any], **house_file: str) -> tuple[Any, str]:
    """The fixed words, and the text of the colophon; `house_file` are fields of house.yaml."""
    made(folder, brief)
    house, _ = load_house(ROOT / "styles", "styles")
    source = load(folder, "brief")
    assert house is not None
    assert source.brief is not None
    file = house.file.model_copy(update=house_file)
    prepared = prepare(source, source.brief, replace(house, file=file), folder / "cache")
    assert prepared.edition is not None, [str(p) for p in prepared.problems]
    box = [n for n in walk(prepared.edition.blocks) if has_class(n, "colophon")]
    return house.words("en"), text_of(box).replace("\u00a0", " ")


def test_names_of_the_brief_and_of_the_house_are_kept_whole(tmp_path: Path) -> None:
    house, _ = load_house(ROOT / "styles", "styles")
    assert house is not None
    of_house = house.file.unbroken[-1]
    (tmp_path / "brief.yaml").write_text(
        "title: T\nslug: t\nlang: en\ndate: '1999'\nauthors:\n  - name: A\n"
        "sections:\n  - a.md\nunbroken:\n  - Briefname\n",
        encoding="utf-8",
    )
    text = f"# One\n\nOf Briefname and {of_house} and Othername.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    source = load(tmp_path, "brief")
    assert source.brief is not None
    made = prepare(source, source.brief, house, tmp_path / "cache")
    assert made.edition is not None, [str(p) for p in made.problems]
    kept = {text_of(n) for n in walk(made.edition.blocks) if has_class(n, "unbroken")}
    assert {"Briefname", of_house} <= kept
    assert "Othername" not in kept
