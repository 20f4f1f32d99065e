"""What an EPUB says is not always what a reader gets: hidden text, broken links, other pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefbuild.verify.proof import verify
from briefbuild.verify.read_epub import read
from tests.validators import seeding
from tests.validators.seeding import with_changed_parts
from tests.verify.sample import Sample, said, with_swapped_pictures

TEXT = r".*\.xhtml"


@pytest.fixture(scope="module")
def book(good: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("epub") / "good.epub"
    path.write_bytes(good.file("epub").read_bytes())
    return path


def hide(how: str) -> Callable[[str], str]:
    return lambda text: text.replace("springs nourish", f"<span {how}>springs</span> nourish")


@pytest.mark.parametrize(
    "how",
    [
        "hidden=''",
        "aria-hidden='true'",
        "style='display: none'",
        "style='visibility:hidden'",
        "style='font-size:0'",
        "class='gone'",
    ],
)
def test_hidden_text_does_not_count(good: Sample, book: Path, tmp_path: Path, how: str) -> None:
    bad = with_changed_parts(book, tmp_path / "a.epub", TEXT, hide(how))
    bad = with_changed_parts(bad, tmp_path / "bad.epub", r".*\.css", lambda c: c + GONE)
    assert "“springs” is missing" in said(verify(bad, "epub", good.inventory).problems)


GONE = "\n@media all { p { margin: 0 } }\nbody .gone { display: none }\n"


def test_span_alone_hides_nothing(good: Sample, book: Path, tmp_path: Path) -> None:
    kept = with_changed_parts(book, tmp_path / "kept.epub", TEXT, hide("class='kept'"))
    assert verify(kept, "epub", good.inventory).problems == ()


def test_broken_link_within_the_book_is_a_fault(good: Sample, book: Path, tmp_path: Path) -> None:
    bad = with_changed_parts(
        book, tmp_path / "bad.epub", TEXT, lambda text: text.replace('id="fig-delta"', 'id="x"')
    )
    assert "#fig-delta”: is linked to" in said(verify(bad, "epub", good.inventory).problems)


def test_navigation_and_cover_are_left_out(book: Path) -> None:
    words = read(book).words
    assert words.count("fords") == 1


@pytest.mark.parametrize(
    ("attributes", "wording"),
    [('alt="" role="presentation"', ""), ('alt=""', "an image of the file but not of the source")],
)
def test_decoration_is_no_image(
    good: Sample, book: Path, tmp_path: Path, attributes: str, wording: str
) -> None:
    image = f'<p><img src="rule.png" {attributes}/></p></body>'
    changed = with_changed_parts(
        book, tmp_path / "changed.epub", TEXT, lambda text: text.replace("</body>", image)
    )
    found = said(verify(changed, "epub", good.inventory).problems)
    assert wording in found if wording else found == ""


def test_swapped_pictures_are_caught(good: Sample, book: Path, tmp_path: Path) -> None:
    bad = with_swapped_pictures(book, tmp_path / "bad.epub", ".png")
    found = [p.message for p in verify(bad, "epub", good.inventory).problems]
    assert len(found) == 2
    assert all("another picture here" in message for message in found)


def test_another_drawing_is_caught_though_the_pixels_are_right(
    good: Sample, book: Path, tmp_path: Path
) -> None:
    bad = with_changed_parts(
        book,
        tmp_path / "bad.epub",
        r".*/file\d\.svg",
        lambda text: text.replace("</svg>", "<g/></svg>"),
    )
    found = [p.message for p in verify(bad, "epub", good.inventory).problems]
    assert len(found) == 1
    assert "another drawing here" in found[0]


def test_a_drawing_that_is_described_otherwise_is_caught(
    good: Sample, book: Path, tmp_path: Path
) -> None:
    bad = with_changed_parts(
        book,
        tmp_path / "bad.epub",
        r".*/file\d\.svg",
        lambda text: text.replace("</desc>", "!</desc>"),
    )
    assert "another drawing here" in said(verify(bad, "epub", good.inventory).problems)


@pytest.mark.parametrize(
    ("spoil", "wording"),
    [
        (seeding.with_late_mimetype, "is not the package's first file"),
        (seeding.with_deflated_mimetype, "is compressed"),
    ],
)
def test_a_package_that_readers_may_not_know_is_caught(
    good: Sample,
    book: Path,
    tmp_path: Path,
    spoil: Callable[[Path, Path], Path],
    wording: str,
) -> None:
    found = verify(spoil(book, tmp_path / "bad.epub"), "epub", good.inventory).problems
    assert len(found) == 1
    assert wording in found[0].message
