"""The names that a designer may select: what stands in finished pages, EPUBs and web pages."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import tinyhtml5
from lxml import etree

from briefbuild.house import House, default_styles, load_house
from briefbuild.load import load
from briefbuild.prepare import prepare
from briefbuild.render.edition import Edition
from briefbuild.render.epub.renderer import render
from briefbuild.render.pages.contents import put_contents
from briefbuild.render.pages.typeset import typeset
from briefbuild.render.web import renderer as web
from briefbuild.selectors import WRITTEN
from tests.building import ROOT

BRIEFS = (ROOT / "styles" / "specimen", ROOT / "tests" / "written")
"""Each component by its name; and what the specimen leaves out."""


def edition(brief: Path, house: House, work: Path) -> Edition:
    source = load(brief, brief.name)
    assert source.brief is not None, source.problems
    made = prepare(source, source.brief, house, work / "cache")
    assert made.edition is not None, made.problems
    return replace(made.edition, work=work)


def names_in(elements: Iterable[Any]) -> dict[str, set[str]]:
    """The elements and the classes of pages."""
    found = [e for e in elements if isinstance(e.tag, str)]
    return {
        "elements": {str(e.tag).rpartition("}")[2] for e in found},
        "classes": {name for e in found for name in (e.get("class") or "").split()},
    }


def pages_of(epub: Path) -> Iterable[Any]:
    with zipfile.ZipFile(epub) as book:
        for name in book.namelist():
            if name.endswith(".xhtml"):
                yield from etree.fromstring(book.read(name)).iter()


def test_the_names_are_those_that_are_written(
    tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    house, _ = load_house(default_styles(), "styles")
    assert house is not None
    found: dict[str, dict[str, set[str]]] = {}
    for brief in BRIEFS:
        work = tmp_path / brief.name
        work.mkdir()
        made = edition(brief, house, work)
        root = typeset(made, "print.css").root
        assert root is not None
        put_contents(root, "Contents")
        render(made, work / "a.epub")
        web.render(made, work / "a.html")
        page = tinyhtml5.parse((work / "a.html").read_text("utf-8"), namespace_html_elements=False)
        pages = {"print": root.iter(), "epub": pages_of(work / "a.epub"), "html": page.iter()}
        for format, elements in pages.items():
            for kind, names in names_in(elements).items():
                found.setdefault(format, {}).setdefault(kind, set()).update(names)
    lists = {
        f: {kind: sorted(names) for kind, names in kinds.items()} for f, kinds in found.items()
    }
    golden(WRITTEN, json.dumps(lists, indent=1) + "\n")
