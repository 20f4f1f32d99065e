"""Numbers of a table stand below each other at the decimal mark in EPUB and web page."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from briefbuild.house import default_styles
from briefbuild.render.edition import Edition
from briefbuild.render.formats import FORMATS
from briefbuild.render.number_columns import with_filled_numbers
from briefbuild.tree import classes_of, has_class, pairs_of, text_of, walk
from briefbuild.verify.inventory import take
from briefbuild.verify.judges.axe import Screen, browser, shown
from briefbuild.verify.proof import verify
from tests.building import prepared

BRIEF = """\
title: T
slug: t
lang: {lang}
date: "2024"
status: release
authors:
  - name: Ana Able
sections: [a.md]
"""
TABLE = """\
# One

| Land  | Share     | Words |
|-------|----------:|------:|
| Korea | 1.25[^c]  | one   |
| Japan | 10 %      | two   |
| China | 103.5     | 3.25  |
| Iran  | –         | four  |

: Caption {#tbl-a}

[^c]: A note.
"""
UNITS = """cells => cells.map(cell => {
  const text = [...cell.childNodes].find(n => n.nodeType == 3), range = document.createRange()
  range.setStart(text, text.data.match(/^[\\d–]+/)[0].length - 1)
  range.setEnd(text, text.data.match(/^[\\d–]+/)[0].length)
  return range.getBoundingClientRect().right
})"""
"""Where the units of each number end."""
CELLS = "tbody tr:nth-child(-n+3) td:nth-child(2)"


def edition(folder: Path, lang: str = "en", table: str = TABLE) -> Edition:
    brief = folder / "brief"
    brief.mkdir(parents=True)
    (brief / "brief.yaml").write_text(BRIEF.format(lang=lang), encoding="utf-8")
    (brief / "a.md").write_text(table, encoding="utf-8")
    made = prepared(brief, default_styles(), folder)
    assert made.edition, [str(p) for p in made.problems]
    return replace(made.edition, work=folder / "work")


def fills(made: Edition) -> list[tuple[str, str]]:
    """What follows each number, by its class."""
    blocks = with_filled_numbers(made.blocks, made.brief.lang)
    assert text_of(blocks) == text_of(made.blocks)
    return [
        (classes_of(n)[0], pairs_of(n)["data-fill"])
        for n in walk(blocks)
        if has_class(n, "fill") or has_class(n, "fill-mark")
    ]


def test_a_number_is_filled_up_to_the_longest_of_its_column(tmp_path: Path) -> None:
    assert fills(edition(tmp_path)) == [
        ("fill", "\u00a0%"),
        *[("fill-mark", "1"), ("fill", ".25")],
        *[("fill-mark", "1"), ("fill", "5\u00a0%")],
        *[("fill-mark", "1"), ("fill", ".25\u00a0%")],
    ]


def test_the_mark_is_the_language_s(tmp_path: Path) -> None:
    table = "# A\n\n| A | B |\n|---|--:|\n| C | 1,5 |\n| D | 2.000 |\n| E | 3 |\n\n: T {#tbl-a}\n"
    assert fills(edition(tmp_path, "de", table)) == [("fill", ",5"), ("fill", ",5")]


def test_columns_of_words_are_left(tmp_path: Path) -> None:
    table = "# A\n\n| A | B |\n|:--|:--|\n| C | 1.5 |\n| D | 2 |\n\n: T {#tbl-a}\n"
    assert fills(edition(tmp_path, "en", table)) == []


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture(params=["html", "epub"])
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The page that has the table, of a file that is proved."""
    made = edition(tmp_path)
    (row,) = [f for f in FORMATS if f.name == request.param]
    made.work.mkdir()
    rendered = row.render(made, tmp_path / f"t{row.suffix}")
    assert rendered.problems == ()
    proof = verify(rendered.path, row.name, take(made.blocks, made.assets))
    assert proof.problems == ()
    if row.name == "html":
        return rendered.path
    with zipfile.ZipFile(rendered.path) as book:
        book.extractall(tmp_path / "book")
    shutil.rmtree(tmp_path / "book" / "META-INF")
    (home,) = [p for p in (tmp_path / "book").rglob("ch*.xhtml") if "<table" in p.read_text()]
    return home


def test_units_stand_below_each_other(chromium: Browser, page: Path) -> None:
    with shown(chromium, page, Screen(900, "light")) as opened:
        places = opened.locator(CELLS).evaluate_all(UNITS)
        assert len(places) == 3
        assert max(places) - min(places) < 0.5
        opened.add_style_tag(content=".fill::after, .fill-mark::after { content: none !important }")
        loose = opened.locator(CELLS).evaluate_all(UNITS)
        assert max(loose) - min(loose) > 5
