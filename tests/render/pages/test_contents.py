"""A long brief has a table of contents, with each section and the page that it stands on."""

from __future__ import annotations

from pathlib import Path

import tinyhtml5

from briefbuild.render.pages.contents import put_contents
from briefbuild.render.pages.printed import OPTIONS, STYLE
from briefbuild.render.pages.typeset import typeset
from briefbuild.render.pdf.renderer import write
from briefbuild.verify.read_pdf import read
from tests.render.pdf.printing import edition, printed

NAMES = [f"Section {letter}" for letter in "ABCDEFGHIJ"]
LONG = "\n\n".join(f"# {name}\n\n{'word ' * 700}" for name in NAMES)
PAGE = """<body><div><h2 id="sum">Summary</h2></div>
<h2 id="a">One <em id="e">more</em><a class="note-call" id="c">1</a> time</h2><p>Text</p>
<h3 id="b">Below</h3><h2 id="c2">Two</h2></body>"""


def test_each_heading_is_listed_without_its_notes_and_ids() -> None:
    root = tinyhtml5.parse(PAGE, namespace_html_elements=False)
    put_contents(root, "Contents")
    (body,) = root.iter("body")
    assert [child.tag for child in body] == ["div", "nav", "h2", "p", "h3", "h2"]
    links = [(a.get("href"), "".join(a.itertext())) for a in body[1].iter("a")]
    assert links == [("#a", "One more time"), ("#b", "Below"), ("#c2", "Two")]
    assert [e.get("id") for e in body[1].iter() if e.get("id")] == []
    assert len(body[1][1]) == 2  # what is below a section is within its item


def test_only_sections_are_listed_where_there_are_many_headings() -> None:
    page = '<h2 id="s">One</h2>' + "".join(f'<h3 id="h{n}">Below {n}</h3>' for n in range(30))
    root = tinyhtml5.parse(page, namespace_html_elements=False)
    put_contents(root, "Contents")
    assert [a.get("href") for a in root.iter("a")] == ["#s"]


def test_a_page_without_sections_has_none() -> None:
    root = tinyhtml5.parse("<p>Text</p>", namespace_html_elements=False)
    put_contents(root, "Contents")
    assert list(root.iter("nav")) == []


def test_a_long_brief_has_contents_with_true_numbers_and_a_short_one_has_none(
    tmp_path: Path,
) -> None:
    file = printed(LONG, tmp_path / "long")
    assert len(file.pages) > 8
    lines = [line.split() for line in file.pages[0].splitlines() if line.startswith("Section")]
    listed = {" ".join(words[:2]): int(words[2]) for words in lines if len(words) > 2}
    assert list(listed) == NAMES
    heads = {name: [n for n, page in enumerate(file.pages, 1) if name in page] for name in NAMES}
    assert {name: pages[-1] for name, pages in heads.items()} == listed
    assert read(file.path).faults == ()
    short = printed(LONG[: len(LONG) // 2], tmp_path / "short")
    assert len(short.pages) <= 8
    assert short.tree.all("TOC") == []


def test_a_wrong_number_is_found_in_the_finished_file(tmp_path: Path) -> None:
    """The control: a style that prints another number."""
    brief = edition(LONG, tmp_path)
    over = '.contents a[href="#section-b"]::after { content: leader(" ") "7" }'
    rendered = write(typeset(brief, STYLE, over, **OPTIONS), brief, tmp_path / "t.pdf")
    assert rendered.problems == ()
    (fault,) = read(rendered.path).faults
    assert fault["item"] == "Section B"
    assert "in the contents on 7" in fault["reason"]


def test_the_house_says_from_how_many_pages_on(tmp_path: Path) -> None:
    style = tmp_path / "style"
    style.mkdir()
    text = "based_on: default\ninstitute:\n  name: I\ncontents:\n  over: 0\n"
    (style / "house.yaml").write_text(text, encoding="utf-8")
    file = printed("# One\n\nText.\n", tmp_path / "work", style=style)
    assert read(file.path).faults == ()
    assert len(file.tree.all("TOCI")) == 1
