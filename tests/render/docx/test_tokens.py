"""One source of truth for colors, type and measures: a changed token changes the Word file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefbuild import pandoc
from briefbuild.render.docx.fonts import faces
from briefbuild.render.docx.look import Look
from briefbuild.render.docx.reference import Running, reference_docx
from briefbuild.render.edition import Edition
from briefbuild.render.timestamp import fixed_time
from briefbuild.tokens import points, read_tokens
from tests.render.docx.test_package import TOKENS, full, with_tokens
from tests.render.docx.word_file import Word, make

ALL = read_tokens(TOKENS)[0]
PICTURES = re.compile(r"--chart-.*|--map-.*|--color-paper")
"""What only charts, maps and the EPUB's cover are drawn with; Word has no color of paper."""
RUNNING = Running("Series", "Title", "", "page", "of")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return full(tmp_path_factory.mktemp("tokens"))


@pytest.fixture(scope="module")
def word(made: Edition) -> Word:
    return make(made, "tokens.docx")


def other(value: str) -> str:
    """Another value of the same kind."""
    if value.startswith("#"):
        return "#123456"
    if "," in value:
        return "Fell, serif"
    return f"{points(value) * 1.25 + 1:.2f}pt"


def reference(edition: Edition) -> bytes:
    look = Look(edition.house.tokens, faces(edition.house.fonts))
    default = pandoc.data_file("reference.docx")
    return reference_docx(default, look, "en", RUNNING, fixed_time("2024"))


@pytest.mark.parametrize("token", [name for name in ALL if not PICTURES.fullmatch(name)])
def test_a_changed_token_changes_the_file(made: Edition, word: Word, token: str) -> None:
    changed = with_tokens(made, **{token.removeprefix("--").replace("-", "_"): other(ALL[token])})
    if reference(changed) == reference(made):  # not in styles and pages: then in what is mended
        assert make(changed, "changed.docx").parts != word.parts


def test_a_token_that_nothing_reads_changes_nothing(made: Edition) -> None:
    assert reference(with_tokens(made, unheard_of="3pt")) == reference(made)


def test_the_look_is_that_of_the_finished_file(made: Edition, word: Word, tmp_path: Path) -> None:
    """What the reference document says is what the file says that pandoc makes with it."""
    changed = with_tokens(made, color_accent="#123456", page_width="200mm")
    other_file = make(replace(changed, work=tmp_path), "changed.docx")
    assert b"123456" in other_file.parts["word/styles.xml"]
    assert b"123456" not in word.parts["word/styles.xml"]
    assert b'w:w="11339"' in other_file.parts["word/document.xml"]
