"""What a web page says isn't always what a reader gets; and it must be one file without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefbuild.verify.proof import verify
from briefbuild.verify.read_html import read
from tests.verify.sample import Sample, said


@pytest.fixture(scope="module")
def page(good: Sample) -> str:
    return good.file("html").read_text(encoding="utf-8")


@pytest.fixture
def found(good: Sample, page: str, tmp_path: Path) -> Callable[[str, str], str]:
    """A function that says what the proof finds wrong once a text of the page is another."""

    def after(old: str, new: str) -> str:
        assert old in page
        path = tmp_path / "changed.html"
        path.write_text(page.replace(old, new, 1), encoding="utf-8")
        return said(verify(path, "html", good.inventory).problems)

    return after


@pytest.mark.parametrize(
    "how",
    [
        "hidden",
        "aria-hidden='true'",
        "style='display: none'",
        "style='visibility:hidden'",
        "style='font-size:0'",
        "class='gone'",
        "class='away'",
        "class='narrow'",
    ],
)
def test_hidden_text_does_not_count(found: Callable[[str, str], str], page: str, how: str) -> None:
    rules = ".gone { display: none } @media (max-width: 40em) { main .away { display: none } }"
    rules += "@layer a { @container (width < 9em) { .narrow { display: none } } }"
    rules += "summary::-webkit-details-marker { display: none }"
    nourish = f"<style>{rules}</style><span {how}>springs</span> nourish"
    assert "“springs” is missing" in found("springs nourish", nourish)


@pytest.mark.parametrize(
    ("old", "new", "wording"),
    [
        ('aria-details="description-of-fig-delta"', "", "its alternative text is “A wedge"),
        ("<details ", "<details hidden ", "its alternative text is “A wedge"),
        ("twice as broad", "thrice as broad", "thrice as broad"),
        ("<summary>", "<p>", "its alternative text is “A wedge"),
    ],
)
def test_a_long_description_is_there_and_pointed_to(
    found: Callable[[str, str], str], old: str, new: str, wording: str
) -> None:
    assert wording in found(old, new)


def test_text_that_is_only_named_counts(found: Callable[[str, str], str]) -> None:
    assert found("springs nourish", "<span class='kept'>springs</span> nourish") == ""


def test_a_rule_in_the_second_sheet_hides_too(found: Callable[[str, str], str]) -> None:
    sheet = "data:text/css,@supports%20(top:0)%7Bmain%7Bdisplay:none%7D%7D"
    assert "is missing" in found("</head>", f'<link rel="stylesheet" href="{sheet}"></head>')


def test_a_link_that_leads_nowhere_is_a_fault(found: Callable[[str, str], str]) -> None:
    assert "#fig-delta”: is linked to" in found('id="fig-delta"', 'id="fig-other"')


def test_a_way_back_that_leads_nowhere_is_a_fault(found: Callable[[str, str], str]) -> None:
    back = 'role="doc-backlink" href="#call-%s"'
    assert "#call-9”: is linked to" in found(back % 2, back % 9)


def test_a_note_that_stands_twice_is_a_fault(found: Callable[[str, str], str], page: str) -> None:
    note = re.search(r'<div class="note" id="note-3".*?</div>', page, re.DOTALL)
    assert note
    twice = note[0] + note[0].replace('id="note-3"', 'id="note-3b"')
    assert "its text stands 2 times" in found(note[0], twice)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</main>", '<img src="https://example.org/x.png" alt="" role="presentation"></main>'),
        ("</head>", '<link rel="stylesheet" href="print.css"></head>'),
        ("</head>", "<style>body { background: url(paper.png) }</style></head>"),
        ("</head>", '<style>@import "more.css";</style></head>'),
        ("</head>", '<link rel="stylesheet" href="data:text/css,@import%20%22a.css%22;"></head>'),
        ("<main", '<main style="background: url(//example.org/x.png)"'),
    ],
)
def test_what_is_asked_for_from_elsewhere_is_a_fault(
    found: Callable[[str, str], str], old: str, new: str
) -> None:
    assert "is asked for from elsewhere" in found(old, new)


@pytest.mark.parametrize(
    ("old", "new", "wording"),
    [
        ("</main>", "<script>alert(1)</script></main>", "“script”: would run"),
        ("<main", '<main onclick="alert(1)"', "“onclick”: would run"),
        ('"@type": "Report",', '"@type": "Report"', "can’t be read"),
    ],
)
def test_a_script_and_broken_data_are_faults(
    found: Callable[[str, str], str], old: str, new: str, wording: str
) -> None:
    assert wording in found(old, new)


def test_pictures_are_compared_by_their_bytes(found: Callable[[str, str], str], page: str) -> None:
    one, other = re.findall(r'src="(data:image[^"]*)"', page)
    assert one.startswith("data:image/svg+xml;base64,")
    assert other.startswith("data:image/png;base64,")
    assert found(one, other).count("another picture here") == 1


def test_what_announces_other_parts_is_left_out(page: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    words = " ".join(read(path).words)
    assert "Skip to the text" in page
    assert ">Notes</h2>" in page
    assert "Skip to the text" not in words
    assert "Notes" not in words


def test_a_file_that_is_no_text_is_unreadable(good: Sample, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"\xff\xfe\x00")
    (problem,) = verify(path, "html", good.inventory).problems
    assert problem.code == "proof-unreadable"
