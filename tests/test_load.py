"""A brief's folder is read safely, and every fault in it is found."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefbuild.load import load
from tests.reading import codes

BRIEF = """\
title: A Title
slug: a-title
lang: en
date: "2023"
authors:
  - name: A. Author
sections:
  - {section}
"""


def brief(folder: Path, section: str = "a.md", text: bytes | None = b"# A\n\nText.\n") -> Path:
    (folder / "brief.yaml").write_text(BRIEF.format(section=section), encoding="utf-8")
    if text is not None:
        (folder / "a.md").write_bytes(text)
    return folder


def test_sections_are_read_in_order_with_line_ends_made_one(tmp_path: Path) -> None:
    source = load(brief(tmp_path, text=b"\xef\xbb\xbf# A\r\n\r\nText.\r"), "brief")
    assert source.problems == ()
    assert dict(source.texts) == {"a.md": "# A\n\nText.\n"}
    assert source.file("a.md") == "brief/a.md"


def test_names_are_shown_as_typed(tmp_path: Path) -> None:
    source = load(brief(tmp_path, text=b"\xff"), ".")
    assert [str(p.place) for p in source.problems] == ["a.md:1:1"]


@pytest.mark.parametrize("name", ["../secret.md", "link.md"])
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n")
    folder = tmp_path / "brief"
    folder.mkdir()
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    source = load(brief(folder, name), "brief")
    assert codes(list(source.problems)) == ["file-outside"]
    assert dict(source.texts) == {}


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    source = load(brief(tmp_path, "pipe.md"), "brief")
    assert codes(list(source.problems)) == ["file-not-regular"]


def test_faults_of_brief_and_sections_are_found_in_one_run(tmp_path: Path) -> None:
    folder = brief(tmp_path, text=b"# A\n\nText \xe9.\n")
    (folder / "brief.yaml").write_text(BRIEF.format(section="a.md") + "lang: fr\nnope: 1\n  - b")
    assert load(folder, "brief").brief is None
    text = BRIEF.format(section="a.md").replace("lang: en", "lang: english")
    (folder / "brief.yaml").write_text(text + "  - b.md\n  - a.md\n")
    found = codes(list(load(folder, "brief").problems))
    assert found == ["file-not-utf8", "yaml-value", "file-missing", "section-twice"]
