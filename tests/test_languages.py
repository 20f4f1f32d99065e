"""Words in other languages keep their language in every format, and are divided by its rules."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.render.pdf.printing import File, printed
from tests.verify.sample import SECOND, make

DIVIDED = "\x02"  # PDFium's sign for a word that a hyphen divides at a line's end
FOREIGN = """
The island [Dokdo]{lang=ko} is [Takeshima]{lang=ja-Latn} in Japan.

::: {lang=de}
Ein Absatz auf Deutsch.
:::
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample brief with foreign words, in every format; each is proved complete."""
    folder = tmp_path_factory.mktemp("languages")
    sample = make(folder, {"sections/b.md": SECOND + FOREIGN})
    for format in ("pdf", "epub", "docx", "html"):
        assert sample.proof(format).problems == ()
    return {path.suffix: path for path in (folder / "out").iterdir()}


def part(package: Path, pattern: str) -> str:
    """The text of all parts of a package whose names match."""
    with zipfile.ZipFile(package) as opened:
        names = [name for name in opened.namelist() if re.search(pattern, name)]
        return "".join(opened.read(name).decode() for name in sorted(names))


def test_in_the_pdf_they_are_spans_and_divisions(files: dict[str, Path]) -> None:
    file = File(files[".pdf"])
    tagged = [e for e in file.tree.below() if "/Lang" in e.data]
    assert [(e.tag, str(e.data.Lang)) for e in tagged] == [
        ("Span", "ko"),
        ("Span", "ja-Latn"),
        ("Div", "de"),
    ]


def test_in_the_epub_they_have_both_attributes(files: dict[str, Path]) -> None:
    text = part(files[".epub"], r"\.xhtml$")
    assert '<span lang="ko" xml:lang="ko">Dokdo</span>' in text
    assert '<div lang="de" xml:lang="de">' in text
    assert len(re.findall(r"\blang=", text)) == 2 * len(re.findall(r"\bxml:lang=", text))


def test_in_the_web_page_they_are_named_too(files: dict[str, Path]) -> None:
    text = files[".html"].read_text(encoding="utf-8")
    assert '<span lang="ko">Dokdo</span>' in text
    assert '<div lang="de">' in text


def test_in_word_they_are_looked_up_by_their_script(files: dict[str, Path]) -> None:
    text = part(files[".docx"], r"word/document\.xml")
    assert '<w:lang w:val="ko" w:eastAsia="ko"/>' in text
    assert '<w:lang w:val="ja-Latn"/>' in text
    assert '<w:lang w:val="de"/>' in text


@pytest.mark.parametrize(("language", "divided"), [("en", True), ("ko", False)])
def test_words_are_divided_by_their_languages_rules(
    language: str, divided: bool, tmp_path: Path
) -> None:
    words = " ".join(["internationalization", "incomprehensibilities", "a", "of", "it"] * 50)
    file = printed(f"# Words\n\n[{words}]{{lang={language}}}\n", tmp_path)
    assert any(DIVIDED in page for page in file.pages) is divided
