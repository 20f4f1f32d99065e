"""Nodes as the manuscript means them, where pandoc reads something else."""

from __future__ import annotations

import pytest

from briefbuild import pandoc
from briefbuild.positions import Origin, placed


def kinds(text: str) -> list[str]:
    documents, _ = pandoc.read_all([(pandoc.MARKDOWN, text)])
    return [n["t"] for n in placed(documents[0]["blocks"], Origin("a.md", text))]


@pytest.mark.parametrize("rule", ["* * *", "- - -", "-  - - -", "***", "---", "___", "_ _ _"])
def test_a_break_is_a_break_however_it_is_written(rule: str) -> None:
    assert kinds(f"One.\n\n{rule}\n\nTwo.\n") == ["Para", "HorizontalRule", "Para"]


@pytest.mark.parametrize("text", ["* a", "- - a", "* *\n", "* * *\n* a", "* - *"])
def test_a_list_stays_a_list(text: str) -> None:
    assert kinds(f"One.\n\n{text}\n") == ["Para", "BulletList"]
