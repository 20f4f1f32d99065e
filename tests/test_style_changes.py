"""A proof's problem that a rule of the house style may cause says where to look."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefbuild.house import default_styles
from briefbuild.problems import Problem, problem
from briefbuild.style_changes import blamed, changed_sheets
from briefbuild.style_files import StyleFiles

DEFAULT = default_styles()
LOST = problem("proof-lost", None, format="pdf", expected="a", found="", before="b")


def style(folder: Path, **sheets: str) -> StyleFiles:
    """A style based on the default one, each sheet with more CSS at its end."""
    for name, css in sheets.items():
        text = (DEFAULT / f"{name}.css").read_text(encoding="utf-8")
        (folder / f"{name}.css").write_text(f"{text.rstrip()}\n{css}", encoding="utf-8")
    return StyleFiles(folder, "mine", DEFAULT)


def added(found: str, expected: str = "") -> Problem:
    code = "proof-words" if expected else "proof-added"
    return problem(code, None, format="pdf", expected=expected, found=found, before="b")


def test_the_programs_own_style_is_to_blame_for_nothing(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(DEFAULT, copy)
    for files in (StyleFiles(DEFAULT, "styles"), StyleFiles(copy, "copy"), style(tmp_path)):
        assert changed_sheets(files, DEFAULT) == []
        assert blamed([LOST], files, DEFAULT) == [LOST]


def test_a_changed_sheet_is_named(tmp_path: Path) -> None:
    (found,) = blamed([LOST], style(tmp_path, base="p { display: none }", page=""), DEFAULT)
    assert "mine/base.css" in found.hint
    assert "please report this" in found.hint
    assert found.message == LOST.message


@pytest.mark.parametrize(
    ("content", "found", "expected"),
    [
        ('"§ "', "PUBLICATION DETAILS §", "Publication details"),
        ("counter(part)", "7", ""),
        ('counter(part) " "', "12 PUBLICATION DETAILS", "Publication details"),
        ('"Part "', "Part", ""),
    ],
)
def test_text_that_content_puts_in_has_the_rules_place(
    content: str, found: str, expected: str, tmp_path: Path
) -> None:
    files = style(tmp_path, base=f"h2::before {{ content: {content} }}")
    line = (tmp_path / "base.css").read_text(encoding="utf-8").count("\n") + 1
    (told,) = blamed([added(found, expected)], files, DEFAULT)
    assert f"“content: {content}” at mine/base.css:{line}:14" in told.hint


def test_other_words_are_no_contents(tmp_path: Path) -> None:
    files = style(tmp_path, base='h2::before { content: "Part" }')
    (told,) = blamed([added("something else")], files, DEFAULT)
    assert "at mine/base.css" not in told.hint


@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        ("can’t be seen on the page", "color"),
        ("cut by the page’s edge", "margin"),
        ("is too small to be read", "font-size"),
    ],
)
def test_what_a_problem_says_tells_the_properties(reason: str, cause: str, tmp_path: Path) -> None:
    facts = {"format": "pdf", "kind": "item", "item": "1", "reason": reason}
    (told,) = blamed([problem("proof-item", None, **facts)], style(tmp_path, base="p {}"), DEFAULT)
    assert cause in told.hint


def test_the_declaration_that_may_do_it_is_named(tmp_path: Path) -> None:
    facts = {"format": "pdf", "kind": "item", "item": "a heading", "reason": "is mirrored (page 1)"}
    files = style(tmp_path, base="p { transform: scaleX(-1); color: red }")
    (told,) = blamed([problem("proof-item", None, **facts)], files, DEFAULT)
    line = (tmp_path / "base.css").read_text(encoding="utf-8").count("\n") + 1
    assert f"“transform: scaleX(-1)” at mine/base.css:{line}:5" in told.hint


def test_a_warning_of_another_kind_is_left_as_it_is(tmp_path: Path) -> None:
    found = problem("proof-nothing", None, folder="x")
    assert blamed([LOST, found], style(tmp_path, base="p {}"), DEFAULT)[1] == found


@pytest.mark.parametrize(
    ("sheet", "css", "selector", "said", "at"),
    [
        ("web", "p {\n  opacity: 0 }", "p", "opacity: 0", (2, 3)),
        (
            "web",
            ".x { & > p {\n color: hsl(0 0%  90%) } }",
            "& > p",
            "color: hsl(0 0%  90%)",
            (2, 2),
        ),
        # The EPUB has values where the style has tokens.
        ("epub", "p.x { color: var(--color-paper) }", "p.x", "color: #ffffff", (1, 7)),
        ("web", "@scope (main) { p { color: red } }", "@scope", "@scope", (1, 1)),
    ],
)
def test_a_declaration_that_hides_text_has_its_place(
    sheet: str, css: str, selector: str, said: str, at: tuple[int, int], tmp_path: Path
) -> None:
    files = style(tmp_path, **{sheet: css})
    before = (tmp_path / f"{sheet}.css").read_text(encoding="utf-8").count("\n") - css.count("\n")
    facts = {"format": "html", "selector": selector, "declaration": said, "text": "a"}
    lost = problem("proof-lost", None, format="html, note 1", expected="a", found="", before="b")
    found = problem("proof-style", None, reason="hides text", **facts)
    placed, missing = blamed([found, lost], files, DEFAULT)
    assert str(placed.place) == f"mine/{sheet}.css:{before + at[0]}:{at[1]}"
    assert str(placed.place) in missing.hint
