"""What a PDF's text says is not always what the page shows."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from briefbuild.house import load_house
from briefbuild.tree import Nodes, span
from briefbuild.verify.proof import verify
from briefbuild.verify.read_pdf import read
from tests.validators.seeding import structure, with_changed_pdf
from tests.verify.sample import ROOT, Sample, each, said


@pytest.fixture(scope="module")
def printed(good: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "good.pdf"
    path.write_bytes(good.file("pdf").read_bytes())
    return path


def styled(
    good: Sample,
    tmp_path: Path,
    css: str,
    change: Callable[[Nodes], Nodes] = lambda blocks: blocks,
) -> str:
    """What the proof says of the PDF, its tree changed, under a house style with one more rule."""
    styles = tmp_path / "styles"
    shutil.copytree(ROOT / "styles", styles)
    sheet = styles / "print.css"
    sheet.write_text(sheet.read_text(encoding="utf-8") + css, encoding="utf-8")
    house, _ = load_house(styles, "styles")
    assert house is not None
    changed = replace(good, edition=replace(good.edition, house=house), folder=tmp_path)
    return said(changed.proof("pdf", change).problems)


@pytest.mark.parametrize(
    ("css", "wording"),
    [
        (
            ".footnote { float: none !important; display: block; break-before: page }",
            "called on page",
        ),
        ("figcaption { color: #ffffff !important }", "can’t be seen on the page"),
        ("figcaption * { font-size: 2pt !important }", "is too small to be read"),
        ("li { position: relative; left: -250mm }", "is off the page"),
        ("li { transform: scaleX(-1) }", "is mirrored"),
        ("h2 { margin-left: -58.5mm !important; text-indent: 0 }", "is cut by the page’s edge"),
        ("h2 { display: none }", "is missing"),
        ("h1 { string-set: none } li::before { content: 'Extra ' }", "“Extra” stands after"),
    ],
)
def test_what_the_page_does_not_show(good: Sample, tmp_path: Path, css: str, wording: str) -> None:
    assert wording in styled(good, tmp_path, css)


def test_capitals_of_a_style_are_no_difference(good: Sample, tmp_path: Path) -> None:
    css = "h1, h2, td, figcaption { text-transform: uppercase }"
    assert styled(good, tmp_path, css) == ""


def test_narrow_page_breaks_words_and_loses_none(good: Sample, tmp_path: Path) -> None:
    css = "p { margin-right: 80mm !important; hyphens: auto }"
    assert styled(good, tmp_path, css) == ""


def whole_names(blocks: Nodes) -> Nodes:
    """Two words that stand side by side, each in a span: the space between is painted alone."""
    names = ("comparatively", "straightforward")
    return each("Str", lambda n: span([n], "", ["unbroken"]) if n["c"] in names else None)(blocks)


@pytest.mark.parametrize(
    ("spacing", "wording"),
    [("-0.12em", ""), ("-0.22em", "found “comparativelystraightforward”")],
)
def test_space_between_spans_counts_as_long_as_it_shows(
    good: Sample, tmp_path: Path, spacing: str, wording: str
) -> None:
    css = f"p {{ text-align: left !important; word-spacing: {spacing} }}"
    found = styled(good, tmp_path, css, whole_names)
    assert (wording in found) if wording else (found == "")


def cover(document: pikepdf.Pdf) -> None:
    """Paint a white box over the text of the first page."""
    page = document.pages[0]
    page.contents_add(document.make_stream(b"/Artifact BMC 1 g 0 300 600 400 re f EMC"))


def untag(document: pikepdf.Pdf) -> None:
    """Take the first line out of the structure; the page still shows it."""
    paragraph = next(e for e in structure(document) if e.S == "/P" and len(e.K) > 2)
    del paragraph.K[0]


def mislead(document: pikepdf.Pdf) -> None:
    """Send the first link within the document nowhere."""
    annotations = [a for page in document.pages for a in page.get("/Annots", [])]
    next(a for a in annotations if "/Dest" in a).Dest = pikepdf.String("nowhere")


@pytest.mark.parametrize(
    ("change", "wording"),
    [
        (mislead, "“nowhere”: is linked to on page 1"),
        (cover, "can’t be seen on the page"),
        (untag, "outside the document's structure"),
    ],
)
def test_fault_on_the_page(
    good: Sample,
    printed: Path,
    tmp_path: Path,
    change: Callable[[pikepdf.Pdf], None],
    wording: str,
) -> None:
    bad = with_changed_pdf(printed, tmp_path / "bad.pdf", change)
    assert wording in said(verify(bad, "pdf", good.inventory).problems)


def test_untagged_pdf_is_unreadable(good: Sample, printed: Path, tmp_path: Path) -> None:
    def untagged(document: pikepdf.Pdf) -> None:
        del document.Root["/StructTreeRoot"]

    bad = with_changed_pdf(printed, tmp_path / "bad.pdf", untagged)
    (found,) = verify(bad, "pdf", good.inventory).problems
    assert found.code == "proof-unreadable"


def test_pages_of_calls_and_notes_are_read(printed: Path) -> None:
    reading = read(printed)
    assert reading.pages is not None
    assert {note.pages for note in reading.notes} <= {(n,) for n in range(1, reading.pages + 1)}
    assert all(call.page for call in reading.calls)
