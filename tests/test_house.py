"""What is wrong in a house style is found when it is read, with its line there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefbuild.fixed_words import WORDS, asked
from briefbuild.house import House, default_styles, load_house
from briefbuild.problems import Place, Problem, problem
from tests.building import ROOT


def read(folder: Path, file: str, old: str, new: str) -> tuple[House | None, list[Problem]]:
    """The house style with one change in one file, and its problems."""
    style = folder / "style"
    shutil.copytree(default_styles(), style)
    text = (style / file).read_text(encoding="utf-8")
    assert old in text
    (style / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_house(style, "style")


def line_of(file: str, start: str) -> int:
    lines = (default_styles() / file).read_text(encoding="utf-8").split("\n")
    return 1 + next(i for i, line in enumerate(lines) if line.strip().startswith(start))


def test_the_style_that_ships_has_no_problem() -> None:
    house, problems = load_house(default_styles(), "styles")
    assert problems == []
    assert house is not None
    assert [house.borrowed(language) for language in ("en", "en-US", "de", "de-AT")] == [[]] * 4


def test_what_is_found_in_a_style_is_kept_until_a_file_of_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    style, cache = tmp_path / "style", tmp_path / "cache"
    shutil.copytree(default_styles(), style)
    looks: list[str] = []

    def look(*_: object) -> list[Problem]:
        looks.append("once more")
        return [problem("style-css", Place("style/base.css", 3, 1), reason="odd", hint="mend it")]

    monkeypatch.setattr("briefbuild.house.check_links", look)
    first = load_house(style, "style", cache)[1]
    assert [p.code for p in first] == ["style-css"]
    assert load_house(style, "style", cache)[1] == first
    assert len(looks) == 1
    for changed in (style / "fonts" / "fonts.css", style / "templates" / "colophon.html.j2"):
        with changed.open("a", encoding="utf-8") as file:
            file.write(" ")
        assert load_house(style, "style", cache)[1] == first
    assert len(looks) == 3
    assert load_house(style, "mine", cache)[1] == first
    assert load_house(style, "style")[1] == first
    assert len(looks) == 5, (
        "another name of the folder is another place; without a cache all is new"
    )


def test_what_changes_while_it_is_looked_at_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    style, cache = tmp_path / "style", tmp_path / "cache"
    shutil.copytree(default_styles(), style)
    good = (style / "base.css").read_text(encoding="utf-8")

    def look(*_: object) -> list[Problem]:
        (style / "base.css").write_text(good + " ", encoding="utf-8")
        return [problem("style-css", None, reason="odd", hint="mend it")]

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("briefbuild.house.check_links", look)
        assert [p.code for p in load_house(style, "style", cache)[1]] == ["style-css"]
    (style / "base.css").write_text(good, encoding="utf-8")
    assert load_house(style, "style", cache)[1] == []


@pytest.mark.parametrize("word", ["draft", "figure"])
def test_a_word_that_no_language_has_is_an_error_at_its_language(word: str, tmp_path: Path) -> None:
    table = (default_styles() / "house.yaml").read_text(encoding="utf-8")
    line = next(one for one in table.split("\n") if one.strip().startswith(f"{word}: "))
    _, found = read(tmp_path, "house.yaml", f"{line}\n", "")
    (problem,) = found
    assert (problem.code, problem.severity) == ("style-word-missing", "error")
    assert str(problem.place) == f"style/house.yaml:{line_of('house.yaml', 'en:')}:3"
    assert f"“{word}”" in problem.message


def test_a_misspelt_word_is_an_error_at_its_line(tmp_path: Path) -> None:
    _, found = read(tmp_path, "house.yaml", "    summary: Z", "    summry: Z")
    (problem,) = found
    line = line_of("house.yaml", "summary: Z")
    assert (problem.code, problem.severity) == ("style-word", "error")
    assert str(problem.place) == f"style/house.yaml:{line}:5"
    assert problem.hint == "did you mean “summary”?"


def test_a_word_may_be_added_that_a_template_prints(tmp_path: Path) -> None:
    style = tmp_path / "style"
    shutil.copytree(default_styles(), style)
    with (style / "templates" / "masthead.html.j2").open("a", encoding="utf-8") as template:
        template.write("<div>{{ words.edited_by }}</div>\n")
    text = (style / "house.yaml").read_text(encoding="utf-8")
    changed = text.replace("    draft: Draft\n", "    draft: Draft\n    edited_by: Edited by\n")
    (style / "house.yaml").write_text(changed, encoding="utf-8")
    assert load_house(style, "style")[1] == []


def test_words_borrowed_from_another_language_are_named(tmp_path: Path) -> None:
    house, found = read(tmp_path, "house.yaml", "    contact: Kontakt\n", "")
    assert found == []
    assert house is not None
    (problem,) = house.borrowed("de-AT")
    assert problem.code == "style-words"
    assert str(problem.place) == f"style/house.yaml:{line_of('house.yaml', 'de:')}:3"
    assert "“en”: contact" in problem.message
    assert house.borrowed("en-US") == []


def test_a_language_without_words_is_told_of() -> None:
    house, _ = load_house(default_styles(), "styles")
    assert house is not None
    (problem,) = house.borrowed("fr")
    assert problem.code == "style-words"
    assert all(word in problem.message for word in WORDS)


def test_the_closed_set_is_what_program_and_templates_print() -> None:
    """A word nobody prints would be asked of designers for nothing."""
    sources = [p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py")]
    program = "\n".join(text for text in sources if '"""The fixed words: ' not in text)
    used = asked(default_styles() / "templates")
    assert used <= WORDS
    assert [word for word in sorted(WORDS - used) if f'"{word}"' not in program] == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("--color-accent", "darkblue", "#rrggbb"),
        ("--chart-2", "rgb(0 0 0)", "#rrggbb"),
        ("--gutter", "calc(2 * 2mm)", "a plain length"),
        ("--size-text", "large", "a plain length"),
        ("--line", "1.4em", "a plain length"),
        ("--indent", "-3pt", "a plain length"),
        ("--line", "0pt", "a plain length"),
        ("--font-sans", "Source Sans 3, Arial", "quotation marks"),
        ("--font-text", "", "font families"),
    ],
)
def test_a_token_of_the_wrong_kind_is_told_once_at_its_line(
    name: str, value: str, expected: str, tmp_path: Path
) -> None:
    line = line_of("tokens.css", f"{name}:")
    text = (default_styles() / "tokens.css").read_text(encoding="utf-8").split("\n")[line - 1]
    old = text.split(";")[0].strip()
    _, found = read(tmp_path, "tokens.css", old, f"{name}: {value}")
    (problem,) = found
    assert (problem.code, problem.severity) == ("style-token-value", "error")
    assert str(problem.place) == f"style/tokens.css:{line}:3"
    assert f"“{name}: {value}”" in problem.message
    assert expected in problem.hint


@pytest.mark.parametrize("value", ["Georgia, serif", "'A 2', B-C D", "var(--font-text)"])
def test_these_are_font_families(value: str, tmp_path: Path) -> None:
    line = line_of("tokens.css", "--font-sans:")
    text = (default_styles() / "tokens.css").read_text(encoding="utf-8").split("\n")[line - 1]
    old = text.split(";")[0].strip()
    found = read(tmp_path, "tokens.css", old, f"--font-sans: {value}")[1]
    assert {p.code for p in found} <= {"style-font"}  # it is well written; whether it is there…


@pytest.mark.parametrize(
    ("old", "new", "name", "room"),
    [
        ("--page-height: 297mm", "--page-height: 40mm", "--page-height", "-10 mm"),
        ("--margin-top: 26mm", "--margin-top: 260mm", "--page-height", "13 mm"),
        ("--column-outer: 28mm", "--column-outer: 140mm", "--page-width", "16 mm"),
    ],
)
def test_a_page_without_room_for_text_is_told_before_it_is_made(
    old: str, new: str, name: str, room: str, tmp_path: Path
) -> None:
    """WeasyPrint never comes to an end with a page of no height."""
    _, found = read(tmp_path, "tokens.css", old, new)
    (problem,) = found
    assert problem.code == "style-page"
    assert str(problem.place) == f"style/tokens.css:{line_of('tokens.css', f'{name}:')}:3"
    assert f"leaves {room} " in problem.message


def test_a_small_page_with_room_for_text_is_no_problem(tmp_path: Path) -> None:
    small = "--page-height: 75mm"
    assert read(tmp_path, "tokens.css", "--page-height: 297mm", small)[1] == []


def test_a_token_that_is_missing_is_told_at_the_rule_of_tokens(tmp_path: Path) -> None:
    _, found = read(tmp_path, "tokens.css", "--gutter: 4mm;", "")
    (problem,) = found
    line = line_of("tokens.css", ":root {")
    assert (problem.code, str(problem.place)) == ("style-token", f"style/tokens.css:{line}:1")
    assert "--gutter" in problem.message


def test_a_token_that_is_misspelt_is_told_at_its_line(tmp_path: Path) -> None:
    _, found = read(tmp_path, "tokens.css", "--color-muted:", "--colour-muted:")
    (problem,) = found
    assert problem.code == "style-token"
    assert str(problem.place) == f"style/tokens.css:{line_of('tokens.css', '--color-muted')}:3"
    assert "--color-muted" in problem.message
    assert "--colour-muted" in problem.hint


def test_a_circle_of_tokens_is_told_as_one(tmp_path: Path) -> None:
    _, found = read(
        tmp_path, "tokens.css", "--color-accent: #0f3d5e", "--color-accent: var(--chart-1)"
    )
    names = ("--color-accent", "--chart-1")
    lines = [f"style/tokens.css:{line_of('tokens.css', f'{name}:')}:3" for name in names]
    assert [(p.code, str(p.place)) for p in found] == [("style-css", line) for line in lines]
    assert found[0].message.endswith("which takes its own from --color-accent")


def test_what_a_token_takes_from_another_is_looked_at_too(tmp_path: Path) -> None:
    _, found = read(tmp_path, "tokens.css", "--gutter: 4mm", "--own: 2em; --gutter: var(--own)")
    (problem,) = found
    assert problem.code == "style-token-value"
    assert "“--gutter: var(--own)”" in problem.message


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("based_on: default\ninstitute: {}\n", "yaml-required"),
        ("based-on: default\ninstitute:\n  name: A\n", "yaml-unknown-key"),
        ("based_on: default\ninstitute:\n  name: A\ntown: Dhaka\n", "yaml-unknown-key"),
    ],
)
def test_no_file_is_missed_while_house_yaml_is_broken(yaml: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text(yaml, encoding="utf-8")
    (found,) = load_house(tmp_path, "mine")[1]
    assert found.code == code


def test_other_faults_are_told_besides_those_of_house_yaml(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text("based_on: default\ninstitute: {}\n", encoding="utf-8")
    tokens = (default_styles() / "tokens.css").read_text(encoding="utf-8")
    wrong = tokens.replace("--gutter: 4mm", "--gutter: wide")
    (tmp_path / "tokens.css").write_text(wrong, encoding="utf-8")
    found = load_house(tmp_path, "mine")[1]
    assert [p.code for p in found] == ["yaml-required", "style-token-value"]


def test_a_circle_of_lengths_is_told(tmp_path: Path) -> None:
    _, found = read(tmp_path, "tokens.css", "--column-outer: 28mm", "--column-outer: var(--gutter)")
    assert found == []
    text = (tmp_path / "style" / "tokens.css").read_text(encoding="utf-8")
    circle = text.replace("--gutter: 4mm", "--gutter: var(--column-outer)")
    (tmp_path / "style" / "tokens.css").write_text(circle, encoding="utf-8")
    found = load_house(tmp_path / "style", "style")[1]
    assert {p.code for p in found} == {"style-css"}


def based(folder: Path, tokens: str) -> tuple[House | None, list[Problem]]:
    """A house that is based on the program's style, with these tokens of its own."""
    (folder / "house.yaml").write_text(
        "based_on: default\ninstitute:\n  name: A\n", encoding="utf-8"
    )
    (folder / "tokens.css").write_text(tokens, encoding="utf-8")
    return load_house(folder, "mine")


def test_tokens_that_a_house_leaves_out_are_those_of_its_base(tmp_path: Path) -> None:
    house, found = based(tmp_path, ":root { --color-accent: #93311f; --gutter: 6mm }")
    assert found == []
    assert house is not None
    below, _ = load_house(default_styles(), "styles")
    assert below is not None
    changed = {"--color-accent": "#93311f", "--chart-1": "#93311f", "--gutter": "6mm"}
    assert house.tokens == {**below.tokens, **changed}


def test_a_whole_style_inherits_no_token(tmp_path: Path) -> None:
    _, found = read(tmp_path, "tokens.css", "  --gutter: 4mm;", "")
    assert [(p.code, p.facts["name"]) for p in found] == [("style-token", "--gutter")]


def test_a_misspelt_token_is_told_though_the_right_one_is_inherited(tmp_path: Path) -> None:
    _, (found,) = based(tmp_path, ":root {\n  --colour-accent: #93311f; }")
    assert found.code == "style-token-unknown"
    assert str(found.place) == "mine/tokens.css:2:3"
    assert found.hint == "did you mean --color-accent?"


def test_a_token_of_ones_own_that_is_asked_for_is_none_misspelt(tmp_path: Path) -> None:
    tokens = ":root { --color-accent-2: #93311f; --chart-3: var(--color-accent-2) }"
    house, found = based(tmp_path, tokens)
    assert found == []
    assert house is not None
    assert house.tokens["--chart-3"] == "#93311f"
