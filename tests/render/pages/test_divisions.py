"""Names stay whole; exceptions to hyphenation hold while a page is laid out, then no more."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pyphen

from briefbuild.render.pages.divisions import divided, hold_names

PAGE = fromstring('<html lang="en-US"><body><p>A <span lang="de">B</span></p></body></html>')


def divisions(word: str, language: str) -> str:
    return str(pyphen.Pyphen(lang=pyphen.language_fallback(language)).inserted(word))


def test_an_exception_is_divided_at_its_hyphens_and_nowhere_else() -> None:
    stock = {language: divisions("democracy", language) for language in ("en-US", "de", "fr")}
    assert "demo-cracy" not in stock.values()
    with divided(["demo-cracy"], PAGE, "en-US"):
        assert divisions("democracy", "en-US") == "demo-cracy"
        assert divisions("Democracy", "de") == "Demo-cracy"
        assert divisions("democracy", "fr") == stock["fr"]
    assert {language: divisions("democracy", language) for language in stock} == stock


def test_a_language_without_patterns_is_passed_over() -> None:
    page = fromstring('<html lang="xx"><p>A <span lang="de">B</span></p></html>')
    assert pyphen.language_fallback("xx") is None
    with divided(["demo-cracy"], page, "xx"):
        assert divisions("democracy", "de") == "demo-cracy"
    assert divisions("democracy", "de") != "demo-cracy"


def test_a_name_is_held_at_its_hyphens() -> None:
    page = fromstring('<p>A-b <span class="unbroken"><i>F</i>-16 <b>C-19</b>-d</span> a-b</p>')
    hold_names(page)
    assert "".join(page.itertext()) == "A-b F-\u206016 C-\u206019-\u2060d a-b"
