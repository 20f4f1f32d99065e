"""The copy-check's frame: places, severities, switches, ignores."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefbuild.problems import Problem, is_broken
from tests.copy_text import asked
from tests.fault_cases import house_style

DOUBLED = "He saw the the sea."


def test_places_are_those_of_the_characters(tmp_path: Path) -> None:
    """Whatever stands before them: markup, entities, escapes, signs that become one."""
    text = 'A -- *b* \\* &amp; "c"... d’e [f](https://a.org) `g` and and the rest.'
    at = text.index("and and") + len("and ") + 1
    assert asked(text, tmp_path) == [f"3:{at} query word-doubled"]


def test_notes_are_read_where_they_stand(tmp_path: Path) -> None:
    text = "Text.[^a]\n\nNext next.[^a]\n\n[^a]: Note.\n\n    See see it.\n\n    - in in a list"
    found = ["5:6", "9:9", "11:10"]
    assert asked(text, tmp_path) == [f"{at} query word-doubled" for at in found]


def test_fields_are_read(tmp_path: Path) -> None:
    yaml = "summary: We saw the the sea.\n"
    assert asked("Text.", tmp_path, yaml=yaml) == ["9:10 query word-doubled"]


def test_code_is_left_out(tmp_path: Path) -> None:
    assert asked("A `the the` b.\n\n```\nthe the\n```", tmp_path) == []


def test_the_briefs_switch_goes_before_the_houses(tmp_path: Path) -> None:
    style = house_style()
    checks = {"word-doubled": "error"}
    house = replace(style, file=style.file.model_copy(update={"checks": checks}))
    assert asked(DOUBLED, tmp_path, house=house) == ["3:12 error word-doubled"]
    yaml = "checks:\n  word-doubled: off\n"
    assert asked(DOUBLED, tmp_path, yaml=yaml, house=house) == []
    yaml = "checks:\n  word-doubled: warning\n"
    assert asked(DOUBLED, tmp_path, yaml=yaml, house=house) == ["3:12 warning word-doubled"]


def test_only_rules_can_be_switched(tmp_path: Path) -> None:
    yaml = "checks:\n  text-lost: off\n  word-doubld: off\n"
    found = ["10:3 error check-unknown", "11:3 error check-unknown"]
    assert asked("Text.", tmp_path, yaml=yaml) == found


def test_a_query_never_stops_a_build() -> None:
    query = Problem("word-doubled", None, {"word": "the the"})
    assert not is_broken([query], strict=True)
    ranked = replace(query, rank="error")
    assert is_broken([ranked])
    told = Problem.from_json(ranked.as_json())
    assert told.severity == "error"


def test_ignored_in_and_above_its_paragraph(tmp_path: Path) -> None:
    ignore = "<!-- check: ignore word-doubled because he stammers -->"
    assert asked(f"{DOUBLED} {ignore}", tmp_path) == []
    assert asked(f"{ignore}\n{DOUBLED}", tmp_path) == []
    assert asked(f"{ignore}\n\n{DOUBLED}\nAnd so so on.", tmp_path) == []
    assert asked(f"T.[^a]\n\n[^a]: {ignore} {DOUBLED}", tmp_path) == []


def test_an_ignore_holds_for_one_paragraph(tmp_path: Path) -> None:
    ignore = "<!-- check: ignore word-doubled because he stammers -->"
    text = f"{DOUBLED} {ignore}\n\n{DOUBLED}"
    assert asked(text, tmp_path) == ["5:12 query word-doubled"]
    text = f"{DOUBLED}\n\n{ignore}\n\n{DOUBLED}"
    assert asked(text, tmp_path) == ["3:12 query word-doubled"]


def test_an_ignore_without_effect_is_told(tmp_path: Path) -> None:
    ignore = "Text. <!-- check: ignore word-doubled because he stammers -->"
    assert asked(ignore, tmp_path) == ["3:7 warning ignore-unneeded"]
    assert asked(ignore, tmp_path, yaml="checks:\n  word-doubled: off\n") == []
    bare = f"{DOUBLED} <!-- check: ignore word-doubled -->"
    assert asked(bare, tmp_path) == ["3:12 query word-doubled", "3:21 warning ignore-reason"]
    unknown = "Text. <!-- check: ignore word-dubled because -->"
    assert asked(unknown, tmp_path) == ["3:7 warning ignore-unknown"]


def test_an_ignore_in_code_is_text(tmp_path: Path) -> None:
    text = "```\n<!-- check: ignore nothing -->\n```\n\nOther <!-- comment --> text."
    assert asked(text, tmp_path) == []
