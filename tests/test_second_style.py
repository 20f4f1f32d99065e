"""Another institute's look takes other tokens, a house.yaml and at most one component.

The specimen, which holds to no value, prints under other tokens in a copy of the style; the style
in examples/ shows a whole other house, of which only what differs has a file.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from briefbuild.house import default_styles, load_house
from briefbuild.problems import Problem
from briefbuild.render.pages.sources import Sources
from briefbuild.render.pdf.renderer import render
from briefbuild.tokens import declared_in
from briefbuild.verify.inventory import take
from briefbuild.verify.proof import verify
from tests.building import ROOT, build, prepared

EXAMPLE = ROOT / "examples" / "example-institute"
SWAPPED = '"Source Sans 3", Arial, sans-serif'
OTHER = {
    "a narrow column, small pages": {
        "--color-accent": "#7a1f2b",
        "--color-tint": "#f6eeee",
        "--column-outer": "28mm",
        "--size-text": "10.8pt",
        "--page-width": "148mm",
        "--page-height": "210mm",
        "--margin-outer": "12mm",
        "--margin-inner": "12mm",
    },
    "a wide column, larger type, one family": {
        "--column-outer": "45mm",
        "--size-text": "11.5pt",
        "--font-text": SWAPPED,
        "--font-note": SWAPPED,
        "--font-display": SWAPPED,
    },
}


def printed_with(tokens: dict[str, str], folder: Path) -> list[Problem]:
    """What is wrong with the specimen's PDF under other tokens."""
    styles = folder / "styles"
    shutil.copytree(default_styles(), styles)
    sheet = styles / "tokens.css"
    css = sheet.read_text(encoding="utf-8")
    for name, value in tokens.items():
        css, count = re.subn(rf"(?<={name}: )[^;]+", value, css)
        assert count == 1, name
    sheet.write_text(css, encoding="utf-8")
    return printed(styles / "specimen", styles, folder)


def printed(brief: Path, styles: Path, folder: Path) -> list[Problem]:
    """What is wrong with a brief's PDF in a house style."""
    made = prepared(brief, styles, folder)
    if made.edition is None:
        return list(made.problems)
    rendered = render(made.edition, folder / "brief.pdf")
    proof = verify(rendered.path, "pdf", take(made.edition.blocks, made.edition.assets))
    return [*made.problems, *rendered.problems, *proof.problems]


@pytest.mark.parametrize("tokens", OTHER.values(), ids=list(OTHER))
def test_the_specimen_prints_in_another_house(tokens: dict[str, str], tmp_path: Path) -> None:
    assert "\n".join(map(str, printed_with(tokens, tmp_path))) == ""


def test_a_family_that_the_house_does_not_have_is_found(tmp_path: Path) -> None:
    found = printed_with({"--font-sans": '"No Such Font", sans-serif'}, tmp_path)
    assert "svg-font" in {problem.code for problem in found}


def test_no_figure_of_the_specimen_names_a_value_of_the_style() -> None:
    figures = sorted((default_styles() / "specimen" / "figures").iterdir())
    assert {path.suffix for path in figures} == {".json"}
    named = {
        path.name: re.findall(r"#[0-9a-fA-F]{6}\b|Source [A-Z]\w+", path.read_text("utf-8"))
        for path in figures
    }
    assert named == {name: [] for name in named}


def test_the_example_changes_tokens_house_and_at_most_one_component() -> None:
    files = {p.relative_to(EXAMPLE).as_posix() for p in EXAMPLE.rglob("*") if p.is_file()}
    components = {name for name in files if name.startswith("components/")}
    assert files - components == {"house.yaml", "tokens.css"}
    assert len(components) <= 1
    assert all((default_styles() / name).is_file() for name in components)


def test_the_example_has_only_tokens_of_other_values_than_the_style_that_ships() -> None:
    ours, theirs = (
        declared_in((folder / "tokens.css").read_text(encoding="utf-8"), "tokens.css")
        for folder in (default_styles(), EXAMPLE)
    )
    assert [name for name in ours if name in theirs] == list(theirs)
    assert [name for name in theirs if theirs[name].value == ours[name].value] == []
    assert len(theirs) > len(ours) / 2


def test_pages_get_the_tokens_that_the_example_leaves_out() -> None:
    """A style sheet's var() of an absent token would make its declaration ineffective, unsaid."""
    house, _ = load_house(EXAMPLE, "mine")
    assert house is not None
    url = (EXAMPLE / "tokens.css").resolve().as_uri()
    printed = Sources(house, {}).fetch(url).read().decode()
    for css in (printed, house.files.text("tokens.css")):
        given = declared_in(css, "tokens.css")
        assert given.keys() == house.tokens.keys()
        assert given["--rule-thin"].value == "0.5pt"
        assert given["--rule-thick"].value == "2pt"


@pytest.mark.parametrize("brief", [ROOT / "brief", default_styles() / "specimen"])
def test_every_format_is_built_and_proved_in_the_example(brief: Path, tmp_path: Path) -> None:
    files = build(brief, tmp_path / "out", styles=EXAMPLE).files()
    assert all(file.stat().st_size > 0 for file in files)


def test_a_partial_style_takes_the_rest_from_the_one_that_ships() -> None:
    house, problems = load_house(EXAMPLE, "mine")
    assert problems == []
    assert house is not None
    assert house.fonts == default_styles() / "fonts"
    assert house.files.find("components/pull-quote.css")[1] == "mine/components/pull-quote.css"
    assert house.files.find("components/box.css")[0] == default_styles() / "components" / "box.css"
    assert house.words("en")["colophon"] == "About this paper"
    assert house.words("en")["summary"] == "Summary"
    assert house.words("de")["summary"] == "Zusammenfassung"
    assert house.file.unbroken  # names, disclaimer and the like are the house's own or none's
    assert house.file.contact is None


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("components/pull-quote.css", ".pull-quote { colour: red }", "style-css"),
        ("components/box.css", ".box { color: var(--color-acent) }", "style-token"),
        ("templates/masthead.html.j2", "{{ nothing }}", "style-template"),
        ("base.css", 'p { background: url("no.svg") }', "style-missing"),
    ],
)
def test_a_fault_in_a_partial_style_has_its_file_there(
    file: str, text: str, code: str, tmp_path: Path
) -> None:
    style = Path(shutil.copytree(EXAMPLE, tmp_path / "style"))
    (style / file).parent.mkdir(exist_ok=True)
    (style / file).write_text(text, encoding="utf-8")
    found = [p for p in printed(ROOT / "styles" / "specimen", style, tmp_path) if p.code == code]
    assert {str(p.place).split(":")[:2][0] for p in found} == {f"styles/{file}"}
    assert all(p.place and p.place.line == 1 for p in found)


def test_a_house_without_words_that_is_based_on_none_is_told(tmp_path: Path) -> None:
    style = Path(shutil.copytree(default_styles(), tmp_path / "style"))
    (style / "house.yaml").write_text("institute: {name: X}\n", encoding="utf-8")
    house, (problem,) = load_house(style, "style")
    assert house is None
    assert (problem.code, problem.facts["key"]) == ("yaml-required", "words")
