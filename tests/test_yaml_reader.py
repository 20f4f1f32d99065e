"""YAML is read as YAML 1.2 text, and each fault has its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuild.limits import YAML_BYTES
from briefbuild.model import Brief
from briefbuild.problems import Place
from briefbuild.yaml_reader import mark, read_model

SOUND = """\
title: NO
slug: a-title
lang: en
date: 2023-05
version: 1.10
number: 12:30:45
authors:
  - name: A. Author
sections:
  - sections/a.md
"""


def read(tmp_path: Path, text: str) -> tuple[Brief | None, list[str]]:
    path = tmp_path / "brief.yaml"
    path.write_text(text, encoding="utf-8")
    result = read_model(Brief, path, "brief.yaml")
    return result.value, [str(p) for p in result.problems]


def test_scalars_stay_as_written(tmp_path: Path) -> None:
    brief, problems = read(tmp_path, SOUND)
    assert problems == []
    assert brief is not None
    assert (brief.title, brief.version, brief.number) == ("NO", "1.10", "12:30:45")
    assert brief.date == "2023-05"


def test_every_fault_is_reported_at_once_with_its_place(tmp_path: Path) -> None:
    text = SOUND.replace("lang: en", "lang: English").replace("slug: a-title", "slug: A Title")
    _, problems = read(tmp_path, text + "titel: x\ntitle: Again\n")
    places = [p.split(": ")[0] for p in problems]
    assert places == ["brief.yaml:12:1", "brief.yaml:2:7", "brief.yaml:3:7", "brief.yaml:11:1"]
    assert "did you mean “title”?" in problems[-1]


def test_unknown_key_in_a_nested_record_names_the_nearest(tmp_path: Path) -> None:
    _, problems = read(tmp_path, SOUND.replace("  - name: A. Author", "  - name: A\n    emial: x"))
    assert problems[0].startswith("brief.yaml:9:5: error[yaml-unknown-key]")
    assert "did you mean “email”?" in problems[0]


def test_figure_id_of_the_wrong_form_is_at_its_key(tmp_path: Path) -> None:
    figure = "figures:\n  map:\n    file: a.svg\n    alt: A\n    rights:\n      holder: A\n"
    _, problems = read(tmp_path, SOUND + figure)
    assert problems[0].startswith("brief.yaml:12:3: error[yaml-value]")


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"title: caf\xe9\n", "brief.yaml:1:11"), (b"a: b\ntitle: \x93x\x94\n", "brief.yaml:2:8")],
)
def test_wrong_encoding_names_the_byte(tmp_path: Path, data: bytes, place: str) -> None:
    path = tmp_path / "brief.yaml"
    path.write_bytes(data)
    (found,) = read_model(Brief, path, "brief.yaml").problems
    assert found.code == "file-not-utf8"
    assert str(found.place) == place


def test_a_file_of_more_bytes_than_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "brief.yaml"
    path.write_text("#" * (YAML_BYTES.most + 1), encoding="utf-8")
    assert [p.code for p in read_model(Brief, path, "b").problems] == ["too-much"]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"])
def test_a_fault_after_any_end_of_a_line_has_its_place(end: str) -> None:
    (found,) = mark(f"{end}:", "brief.yaml").problems
    assert (found.code, str(found.place)) == ("yaml-syntax", "brief.yaml:2:1")


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    marked = mark(text, "brief.yaml")
    assert marked.place(("anything", 3)) is not None


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.integers(0, 99)))
def test_every_key_and_value_has_its_line(values: dict[str, int]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in values.items())
    marked = mark(text, "f")
    for line, key in enumerate(values, 1):
        assert marked.keys[(key,)] == Place("f", line, 1)
        assert marked.values[(key,)] == Place("f", line, len(key) + 3)


def test_invisible_characters_are_told_beside_all_else(tmp_path: Path) -> None:
    text = SOUND.replace("NO", "N\u2028O\x07").replace("lang: en", "lang: English")
    _, problems = read(tmp_path, text)
    assert [p.split(": ")[:2] for p in problems] == [
        ["brief.yaml:1:9", "error[text-control]"],
        ["brief.yaml:1:11", "error[text-control]"],
        ["brief.yaml:3:7", "error[yaml-value]"],
    ]


@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        ("title: NO", 'title: "NO', "1:8", 'the " that is opened here is never closed'),
        ("title: NO", "title: 'Korea's'", "1:8", "the value ends at its second '"),
        ("title: NO", "title: Korea: a title", "1:13", "in quotation marks"),
        ("title: NO", "title:NO", "1:6", "write a blank behind the colon: “title: …”"),
        ("title: NO", "title: %NO", "1:8", "it begins with %"),
        ("lang: en", "lang = en", "3:1", "write “lang: …”"),
        ("date: 2023", "  date: 2023", "4:7", "in the same column"),
        ("  - name", "\t- name", "8:1", "indent with spaces"),
        ("title: NO", "title: |\n  - \"NO\n  a: 'b\nslug", "4:1", "“slug: …”"),
    ],
)
def test_what_is_no_yaml_is_told_where_it_is_to_be_mended(
    old: str, new: str, place: str, told: str
) -> None:
    (found,) = mark(SOUND.replace(old, new), "b").problems
    assert str(found.place) == f"b:{place}"
    assert told in f"{found.message} {found.hint}"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("title: NO", "Title: NO", "yaml-unknown-key"),
        ("sections:", "section:", "yaml-unknown-key"),
        ("- name: A. Author", "- nam: A. Author", "yaml-unknown-key"),
        ("- name: A. Author", "- name: A. Author\n    orcid: 1234", "yaml-value"),
        ("- sections/a.md", "- sections/a.md: x", "yaml-value"),
    ],
)
def test_what_follows_from_a_mistake_is_not_told(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    _, problems = read(tmp_path, SOUND.replace(old, new))
    assert len(problems) == 1
    assert f"error[{code}]" in problems[0]
