"""The print PDF: what stands on its pages, what it says of itself, what it refuses."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefbuild.house import default_styles
from briefbuild.model import Author
from briefbuild.problems import Place
from tests.render.pdf.printing import File, attempt, printed

TEXT = """
::: title-block
::: title
A title with *emphasis* and a dash – here[^t]
:::
::: subtitle
And a subtitle
:::
:::

# First {#sec-first}

Some words.[^1]

[^t]: On the title.
[^1]: A note.
"""


@pytest.fixture(scope="module")
def change_style(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """A copy of the house style with some CSS at the end of a file."""

    def change(file: str, css: str) -> Path:
        folder = tmp_path_factory.mktemp("house") / "styles"
        shutil.copytree(default_styles(), folder)
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8") + css, encoding="utf-8")
        return folder

    return change


def test_it_says_what_it_is(tmp_path: Path) -> None:
    authors = (Author(name="Ann Author"), Author(name="Bo Écrivain"))
    file = printed(TEXT, tmp_path, authors=authors, keywords=("One", "Two"), date="2023-05")
    assert file.info == {
        "/Title": "A title with emphasis and a dash – here",
        "/Author": "Ann Author, Bo Écrivain",
        "/Subject": "And a subtitle",
        "/Keywords": "One, Two",
        "/Creator": "briefbuild",
        "/Producer": "WeasyPrint 70.0",
        "/CreationDate": "D:20230501000000Z",
        "/ModDate": "D:20230501000000Z",
    }
    root = file.pdf.Root
    assert str(root.Lang) == "en-US"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert bool(root.MarkInfo.Marked)
    assert str(root.PageLabels.Nums[1].S) == "/D"
    with file.pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert list(metadata["dc:creator"]) == ["Ann Author", "Bo Écrivain"]


def test_source_date_epoch_goes_before_the_briefs_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert printed(TEXT, tmp_path).info["/CreationDate"] == "D:19700102000000Z"


def test_the_same_bytes_in_any_folder_and_time_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = printed(TEXT, tmp_path / "one").path.read_bytes()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    second = printed(TEXT, tmp_path / "two" / "deeper").path.read_bytes()
    monkeypatch.undo()
    time.tzset()
    assert first == second
    assert printed(TEXT + "\nOne more.\n", tmp_path / "three").path.read_bytes() != first


def test_the_outline_has_the_words_of_headings_without_their_notes(tmp_path: Path) -> None:
    file = printed(TEXT + "\n## Within[^2] *it*\n\nText.\n\n[^2]: Note.\n", tmp_path)
    with file.pdf.open_outline() as outline:
        titles = [(item.title, [kid.title for kid in item.children]) for item in outline.root]
        below = [
            kid.title for item in outline.root for part in item.children for kid in part.children
        ]
    assert titles == [("A title with emphasis and a dash – here", ["First"])]
    assert below == ["Within it"]


def test_an_unknown_property_is_found_with_its_place(
    tmp_path: Path, change_style: Callable[[str, str], Path]
) -> None:
    style = change_style("components/box.css", "\n.box {\n  colour: red;\n}\n")
    lines = (style / "components/box.css").read_text(encoding="utf-8").splitlines()
    rendered = attempt(TEXT, tmp_path, style=style)
    (found,) = rendered.problems
    assert found.code == "style-css"
    assert found.place == Place("styles/components/box.css", lines.index("  colour: red;") + 1, 3)
    assert "colour" in found.message


def test_a_font_that_is_not_the_houses_is_found_and_never_taken(
    tmp_path: Path, change_style: Callable[[str, str], Path]
) -> None:
    style = change_style("base.css", '\np { font-family: "DejaVu Sans" }\n')
    rendered = attempt(TEXT, tmp_path, style=style)
    (found,) = rendered.problems
    assert (found.code, found.facts["family"]) == ("style-font", "DejaVu Sans")
    line = (style / "base.css").read_text(encoding="utf-8").count("\n")
    assert str(found.place) == f"styles/base.css:{line}:5"
    assert all(name.startswith("Source-") for name in File(rendered.path).fonts)


def test_a_face_that_is_not_declared_is_found_with_where_it_is_used(tmp_path: Path) -> None:
    style = tmp_path / "styles"
    shutil.copytree(default_styles(), style)
    sheet = style / "fonts" / "fonts.css"
    lines = sheet.read_text(encoding="utf-8").splitlines(keepends=True)
    sheet.write_text("".join(line for line in lines if "Serif4-It" not in line), encoding="utf-8")
    first = next(n for n, line in enumerate(lines, start=1) if '"Source Serif 4"' in line)
    rendered = attempt(TEXT + "\nOne *word*.\n\nAnd *more*.\n", tmp_path, style=style)
    (found,) = rendered.problems
    assert (found.code, found.place) == ("style-face", Place("styles/fonts/fonts.css", first, 1))
    assert found.severity == "error"
    assert "“Source Serif 4” has no italic face, but em is set in it: “" in found.message


def test_emphasis_has_its_face_in_title_and_notes_too(tmp_path: Path) -> None:
    notes = "\n[^5]: A **strong** and *slanted* note.\n"
    quote = "\n::: pull-quote\nSaid *so* and **so**.\n:::\n\nA word.[^5]\n"
    assert attempt(TEXT + quote + notes, tmp_path).problems == ()


def test_only_the_houses_fonts_are_embedded(tmp_path: Path) -> None:
    fonts = printed(TEXT, tmp_path).fonts
    assert fonts
    assert all(name.startswith("Source-S") for name in fonts)


def test_a_letter_that_no_font_has_is_found(tmp_path: Path) -> None:
    rendered = attempt(TEXT + "\nThe islands 독도.\n", tmp_path)
    assert {p.code for p in rendered.problems} == {"text-glyph"}
    assert any("U+B3C5" in p.message for p in rendered.problems)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.css", "file:///etc/passwd", "../../outside.css"]
)
def test_nothing_is_read_from_elsewhere(
    address: str, tmp_path: Path, change_style: Callable[[str, str], Path]
) -> None:
    style = change_style("base.css", f'\np {{ background: url("{address}") }}\n')
    (style.parent.parent / "outside.css").write_text("p { margin: 1em }")
    rendered = attempt(TEXT, tmp_path, style=style)
    (found,) = rendered.problems
    css = (style / "base.css").read_text(encoding="utf-8").split("\n")
    assert (found.code, str(found.place)) == ("style-address", f"styles/base.css:{len(css) - 1}:17")
    assert not rendered.path.exists()


def test_a_missing_file_of_the_style_is_named(
    tmp_path: Path, change_style: Callable[[str, str], Path]
) -> None:
    style = change_style("base.css", '\np { background: url("nowhere.svg") }\n')
    (found,) = attempt(TEXT, tmp_path, style=style).problems
    assert (found.code, found.facts["file"]) == ("style-missing", "styles/nowhere.svg")
    line = (style / "base.css").read_text(encoding="utf-8").count("\n")
    assert str(found.place) == f"styles/base.css:{line}:17"


def test_a_fault_in_the_page_template_is_found(
    tmp_path: Path, change_style: Callable[[str, str], Path]
) -> None:
    style = change_style("templates/print.html.j2", "{{ nothing }}")
    (found,) = attempt(TEXT, tmp_path, style=style).problems
    assert found.code == "style-template"
    assert "nothing" in found.message


def test_lettering_in_a_vector_figure_is_text_in_the_houses_font(tmp_path: Path) -> None:
    file = printed(TEXT + "\n![Caption](figures/square.svg){.figure}\n", tmp_path)
    file.page_with("Lettering")
    assert "Source-Sans-3" in {name.removesuffix(",") for name in file.fonts}
