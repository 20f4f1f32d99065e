"""Every field of brief.yaml that is text reaches the tree, and so, by the proof, every format.

A field that the program accepts and prints nowhere would be text lost without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from briefbuild.house import load_house
from briefbuild.load import load
from briefbuild.model import Author, Brief, Figure, Rights
from briefbuild.pipeline import prepare
from briefbuild.tree import text_of, walk

ROOT = Path(__file__).parents[1]

# What guides the build or goes into the files' metadata, and is not printed.
NOT_PRINTED = {
    "slug", "lang", "keywords", "author_note", "sections", "figures", "status", "authors",
    "file", "rights", "placeholder", "holder", "permission", "expiry", "sort_name",
}  # fmt: skip

FULL: dict[str, Any] = {
    "title": "Titleword",
    "subtitle": "Subtitleword",
    "slug": "full",
    "lang": "en",
    "date": "1999",
    "series": "Seriesword",
    "number": "77",
    "doi": "10.5555/doiword",
    "licence": "Licenceword",
    "keywords": ["kept in metadata"],
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
        }
    ],
    "sections": ["a.md"],
    "figures": {
        "fig-a": {
            "file": "a.svg",
            "alt": "Altword",
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
                yield from printed(value) if key != "keywords" else ()
    elif isinstance(values, list):
        for value in values:
            yield from printed(value)
    elif values not in FULL["sections"]:
        yield str(values)


def test_the_example_has_every_field() -> None:
    assert set(Brief.model_fields) - set(FULL) == {"author_note", "status"}
    assert set(Author.model_fields) - set(FULL["authors"][0]) == {"sort_name"}
    figure = FULL["figures"]["fig-a"]
    assert set(Figure.model_fields) - set(figure) == {"placeholder"}
    assert set(Rights.model_fields) - set(figure["rights"]) == {"expiry"}


def test_every_printed_field_is_in_the_tree(tmp_path: Path) -> None:
    (tmp_path / "brief.yaml").write_text(yaml.safe_dump(FULL), encoding="utf-8")
    (tmp_path / "a.md").write_text("# One\n\n![Caption](a.svg){#fig-a}\n", encoding="utf-8")
    (tmp_path / "a.svg").write_text(SVG, encoding="utf-8")
    house, _ = load_house(ROOT / "styles", "styles")
    source = load(tmp_path, "brief")
    assert house is not None
    assert source.brief is not None
    made = prepare(source, source.brief, house, tmp_path / "cache")
    assert made.edition is not None, [str(p) for p in made.problems]
    blocks = made.edition.blocks
    targets = [n["c"][2][0] for n in walk(blocks) if n["t"] == "Link"]
    text = text_of(blocks, notes=True) + " ".join(targets)
    missing = [value for value in printed(FULL) if value.rstrip(".") not in text]
    assert missing == []
