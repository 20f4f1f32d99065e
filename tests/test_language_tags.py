"""Language tags: right ones pass, wrong ones get a hint that helps."""

from __future__ import annotations

import pytest

from briefbuild.language_tags import fault_of


@pytest.mark.parametrize(
    "tag", ["ko", "grc", "ko-Latn", "zh-Hant-TW", "es-419", "de-CH", "de-1996", "sr-Latn-RS"]
)
def test_a_right_tag_has_no_fault(tag: str) -> None:
    assert fault_of(tag) == ""


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("jp", "the code of a language"),
        ("Korean", "write “ko”"),
        ("ger", "write “de”"),
        ("jpn", "write “ja”"),
        ("EN_us", "write “en-US”"),
        ("zh-hant", "write “zh-Hant”"),
        ("de-XQ", "“XQ” is no country"),
        ("ko-Abcd", "“Abcd” is no script"),
        ("", "write it as en"),
        ("de DE", "write it as en"),
        ("x-own", "write it as en"),
    ],
)
def test_a_wrong_one_has_a_hint(tag: str, hint: str) -> None:
    assert hint in fault_of(tag)
