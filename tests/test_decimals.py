"""Numbers are known by their language's marks, and cut at the decimal one."""

from __future__ import annotations

import pytest

from briefbuild.decimals import Number, column, decimal_mark, number


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en-GB", "162.62", Number("162", ".62")),
        ("en", "1,150.5%", Number("1,150", ".5", "%")),
        ("en", "US$162.62", Number("US$162", ".62")),
        ("en", "–3.25", Number("–3", ".25")),
        ("en", "c.\u00a0110", Number("c.\u00a0110")),
        ("en", "12,34,567", Number("12,34,567")),
        ("en", "5\u00a0km", Number("5", "", "\u00a0km")),
        ("en", "(4.5)*", None),
        ("en", "4.5*", Number("4", ".5", "*")),
        ("en", "–", Number("–")),
        ("en", "n/a", Number("n/a")),
        ("en", "2023-05-14", None),
        ("en", "10–12", None),
        ("en", "G7", None),
        ("en", "1.234.567", None),
        ("de", "1.234,5", Number("1.234", ",5")),
        ("de", "1.234", Number("1.234")),
        ("de-CH", "1’234.5", Number("1’234", ".5")),
        ("fr", "1\u202f234,5\u202f%", Number("1\u202f234", ",5", "\u202f%")),
        ("bn", "১২.৫", Number("১২", ".৫")),
    ],
)
def test_a_number_is_cut_at_its_mark(language: str, text: str, expected: Number | None) -> None:
    assert number(text, language) == expected


def test_a_column_is_one_of_numbers_if_most_cells_that_say_something_are() -> None:
    assert column(["1", "", "–", "2.5"], "en") == [
        Number("1"), Number(""), Number("–"), Number("2", ".5"),
    ]  # fmt: skip
    assert column(["Dollars", "1", "", "2"], "en") == [None, Number("1"), Number(""), Number("2")]
    assert column(["1", "two"], "en") is None
    assert column(["1", "two", "–"], "en") is None
    assert column(["–", ""], "en") is None
    assert column([], "en") is None


def test_marks() -> None:
    assert [decimal_mark(language) for language in ("en-US", "de", "de-CH", "fr", "zh")] == list(
        ".,.,."
    )
