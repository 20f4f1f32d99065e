"""What docs/designers.md tells a designer to write does what its pictures show."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefbuild.house import default_styles
from scripts.wishes import Wish, fulfil, specimen, wishes
from tests.building import ROOT

PAGE = (ROOT / "docs" / "designers.md").read_text(encoding="utf-8")
WISHES = wishes(PAGE)


def test_each_picture_of_the_page_belongs_to_a_wish() -> None:
    assert PAGE.count("](pictures/designers/") == len(WISHES) >= 4
    assert all((ROOT / "docs" / wish.picture).is_file() for wish in WISHES)


def test_one_wish_is_a_components() -> None:
    assert {wish.file.split("/")[0] for wish in WISHES} == {"tokens.css", "components"}


@pytest.mark.parametrize("wish", WISHES, ids=[wish.name for wish in WISHES])
def test_the_change_applies_without_a_problem(wish: Wish, tmp_path: Path) -> None:
    style = fulfil(wish, tmp_path)
    changed = (style / wish.file).read_text(encoding="utf-8")
    assert changed != (default_styles() / wish.file).read_text(encoding="utf-8")
    pdf, problems = specimen(style, tmp_path)
    assert problems == []
    assert pdf.is_file()


def test_a_token_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="--no-such"):
        fulfil(Wish("", "tokens.css", "--no-such: 1pt;", "", ""), tmp_path)
