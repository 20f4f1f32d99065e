"""The name that was probably meant."""

from __future__ import annotations

import pytest

from briefbuild.fences import fenced
from briefbuild.nearest import MOST_NAMES, MOST_TOLD, nearest


def test_most_similar_name() -> None:
    assert nearest("sec-backgruond", {"sec-background", "sec-introduction"}, 0) == "sec-background"
    assert nearest("sec-x", {"fig-map"}, 0) == ""


def test_compares_only_for_the_first_and_among_few(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []

    def compare(name: str, *_: object, **__: object) -> list[str]:
        compared.append(name)
        return []

    monkeypatch.setattr("difflib.get_close_matches", compare)
    for told in range(10 * MOST_TOLD):
        nearest("a", ["b"], told)
    assert len(compared) == MOST_TOLD
    nearest("a", [str(number) for number in range(MOST_NAMES + 1)], 0)
    assert len(compared) == MOST_TOLD


def test_fences_that_nothing_closes_are_no_code() -> None:
    text = "```a\n```b\nx\n```\ntext\n~~~\nopen\n"
    assert [text[begin:end] for begin, end in fenced(text)] == ["```a\n```b\nx\n```"]
