"""A selector of a name that no page has is told at its place, with the name that is near."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefbuild.house import default_styles
from briefbuild.selectors import check_selectors
from briefbuild.style_files import StyleFiles
from tests.building import OTHER_STYLES


def told(folder: Path, css: str, file: str = "components/box.css") -> list[tuple[str, str, str]]:
    """The names, places and hints of a copy of the style with these rules in one of its sheets."""
    style = Path(shutil.copytree(default_styles(), folder / "style"))
    (style / file).write_text(css, encoding="utf-8")
    found = check_selectors(StyleFiles(style, "style"))
    assert {p.code for p in found} <= {"style-selector"}
    return [
        (str(p.facts["name"]), str(p.place).removeprefix(f"style/{file}:"), p.hint) for p in found
    ]


@pytest.mark.parametrize("style", [default_styles(), *OTHER_STYLES], ids=lambda s: s.name)
def test_the_styles_that_ship_select_what_is_written(style: Path) -> None:
    assert check_selectors(StyleFiles(style, "style", default_styles())) == []


@pytest.mark.parametrize(
    ("css", "name", "place", "hint"),
    [
        (".keypoint { top: 0 }", ".keypoint", "1:1", "did you mean .key-points?"),
        ("p,\n  figre > img { top: 0 }", "figre", "2:3", "did you mean figure?"),
        ("key-points > ul { top: 0 }", "key-points", "1:1", "did you mean .key-points?"),
        (".box:not(.hafl) { top: 0 }", ".hafl", "1:10", "did you mean .half?"),
        ("p:is(li, :has(> .creddit)) { top: 0 }", ".creddit", "1:17", "did you mean .credit?"),
        (".box { & > .creddit { top: 0 } }", ".creddit", "1:12", "did you mean .credit?"),
        ("@media print { .creddit { top: 0 } }", ".creddit", "1:16", "did you mean .credit?"),
        ("pre .creddit { top: 0 }", ".creddit", "1:5", "did you mean .credit?"),
        (".level1 { top: 0 }", ".level1", "1:1", "delete it, or give the name in a template"),
        (".qqq { top: 0 }", ".qqq", "1:1", "delete it, or give the name in a template"),
    ],
)
def test_a_name_that_no_page_has_is_told(
    css: str, name: str, place: str, hint: str, tmp_path: Path
) -> None:
    assert told(tmp_path, css) == [(name, place, hint)]


@pytest.mark.parametrize(
    "css",
    [
        "P::before, *, a:hover, td:nth-child(2n + 1), p:lang(de) { top: 0 }",
        '[data-x="a.b"] > #fig-x, ul + ul, table.wide.small tr.group > .number { top: 0 }',
        "pre.python > code.r { top: 0 }",
        "@page :first { margin: 0; @top-left { content: none } }",
        "@font-face { font-family: Nobody; src: url(a.ttf) }",
    ],
)
def test_what_a_page_may_have_is_not_told(css: str, tmp_path: Path) -> None:
    assert told(tmp_path, css) == []


def test_the_epub_has_names_of_its_own(tmp_path: Path) -> None:
    css = "body.cover, .notes, aside.note { top: 0 }\n.footnote { top: 0 }\n"
    css += "@keyframes a { from { top: 0 } }"
    assert [found[:2] for found in told(tmp_path, css, "epub.css")] == [(".footnote", "2:1")]


def test_a_template_gives_names_of_its_own(tmp_path: Path) -> None:
    template = default_styles() / "templates" / "masthead.html.j2"
    style = tmp_path / "style"
    (style / "templates").mkdir(parents=True)
    text = template.read_text(encoding="utf-8")
    ours = '<div class="{% if series %}seal{% endif %} {{ number }} crest">'
    new = text.replace('<div class="masthead">', ours)
    assert new != text
    (style / "templates" / template.name).write_text(new, encoding="utf-8")
    (style / "base.css").write_text(".seal.crest { top: 0 }\n.seel { top: 0 }", encoding="utf-8")
    (found,) = check_selectors(StyleFiles(style, "style", default_styles()))
    assert (str(found.place), found.hint) == ("style/base.css:2:1", "did you mean .seal?")
