"""Which words and code no line of an EPUB or a web page breaks, and what readers see of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from briefbuild.render.whole_words import with_whole_words
from briefbuild.tree import Nodes, attr, has_class, node, para, text_of, walk, words
from briefbuild.verify.judges.axe import Screen, browser, shown
from tests.render.sample_edition import X
from tests.render.sample_edition import make as make_epub
from tests.render.web.webpage import make as make_page

SHORT, LONG = "author-note", "--space-after-heading"


def held(blocks: Nodes) -> list[str]:
    return [text_of(n) for n in walk(with_whole_words(blocks)) if has_class(n, "unbroken")]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("by e-mail, or", ["e-mail"]),
        ("“E-Mail” and X-ray/U-Boot", ["E-Mail", "X-ray", "U-Boot"]),
        ("a co-op, up-to-date", ["co-op", "up-to-date"]),
        ("well-known and face-to-face", []),
        ("pre-industrialisation is e-administration", []),
        ("at ana@e-mail.org, https://e-mail.org or www.e-mail.org/x", []),
        ("a -e and e- and -", []),
    ],
)
def test_short_compounds_with_a_stub_are_held(text: str, whole: list[str]) -> None:
    blocks = [para(words(text))]
    assert held(blocks) == whole
    assert text_of(with_whole_words(blocks)) == text_of(blocks)


@pytest.mark.parametrize(("code", "whole"), [(SHORT, [SHORT]), (LONG, [])])
def test_short_code_is_held(code: str, whole: list[str]) -> None:
    blocks = [para([node("Code", [attr("", ["css"]), code])])]
    assert held(blocks) == whole


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


def text() -> Nodes:
    """Words of which nearly every line's end falls into another one."""
    row = words("An e-mail tells " * 40)
    code = [n for _ in range(40) for n in (node("Code", [attr(), SHORT]), node("Space"))]
    return [node("Header", [1, attr("a"), words("A")]), para([*row, node("Space"), *code])]


BROKEN = """() => [...document.querySelectorAll('.unbroken')]
  .filter(e => e.getClientRects().length > 1).length"""
FREED = (
    "() => {for (const e of document.querySelectorAll('.unbroken')) e.style.whiteSpace='normal'}"
)


@pytest.mark.parametrize("width", [320, 390])
def test_no_line_of_the_web_page_ends_in_such_a_word(
    chromium: Browser, tmp_path: Path, width: int
) -> None:
    make_page(tmp_path, text())
    with shown(chromium, tmp_path / "page.html", Screen(width, "light")) as page:
        assert page.locator(".unbroken").count() == 80
        assert page.evaluate(BROKEN) == 0
        page.evaluate(FREED)
        assert page.evaluate(BROKEN) > 3  # what is held back


def test_no_line_of_the_epub_ends_in_such_a_word(chromium: Browser, tmp_path: Path) -> None:
    book = make_epub(tmp_path / "work", text())
    for name, data in book.files.items():
        file = tmp_path / "book" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    (home,) = [n for n, p in book.pages.items() if p.xpath("//x:code", namespaces=X)]
    with shown(chromium, tmp_path / "book" / "EPUB" / home, Screen(320, "light")) as page:
        assert page.evaluate(BROKEN) == 0
        page.evaluate(FREED)
        assert page.evaluate(BROKEN) > 3
