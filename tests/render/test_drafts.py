"""A draft says in every format that it is one, and a release says nothing; the proof sees to it."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from briefbuild.drafts import with_status
from briefbuild.house import default_styles
from briefbuild.proving import proofs_of
from briefbuild.render.edition import Edition
from briefbuild.render.formats import FORMATS
from briefbuild.tree import div, has_class, para, plain, text_of, words
from briefbuild.verify.inventory import take
from briefbuild.verify.read_epub import pages_of
from briefbuild.workers import Workers
from tests.building import prepared
from tests.render.web.webpage import WebPage

BRIEF = """\
title: Tides and Trade
slug: tides
lang: {lang}
date: "2024"
status: {status}
authors:
  - name: Ana Able
sections: [a.md]
"""
NAMES = ("pdf", "epub", "docx", "html")
WORDS = {"en": "Draft", "de": "Entwurf"}


def edition(folder: Path, status: str, lang: str) -> Edition:
    brief = folder / "brief"
    brief.mkdir(parents=True)
    (brief / "brief.yaml").write_text(BRIEF.format(status=status, lang=lang), encoding="utf-8")
    (brief / "a.md").write_text("# Eins\n\nText.\n", encoding="utf-8")
    made = prepared(brief, default_styles(), folder)
    assert made.edition, [str(p) for p in made.problems]
    return replace(made.edition, work=folder / "work")


def rendered(made: Edition, folder: Path, names: tuple[str, ...] = NAMES) -> Path:
    """The folder of the edition's finished files."""
    folder.mkdir()
    for row in FORMATS:
        if row.name in names:
            work = made.work / row.name
            work.mkdir(parents=True)
            found = row.render(replace(made, work=work), folder / f"tides{row.suffix}")
            assert found.problems == ()
    return folder


@pytest.fixture(scope="module", params=[("draft", "en"), ("draft", "de"), ("release", "en")])
def files(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """The word that the files must have, "" of a release, and their folder."""
    status, lang = request.param
    folder = tmp_path_factory.mktemp(f"{status}-{lang}")
    made = edition(folder, status, lang)
    done = rendered(made, folder / "done")
    assert [str(p) for proof in proofs_of(made, done, Workers()) for p in proof.problems] == []
    return WORDS[lang] if status == "draft" else "", done


def has(text: str, word: str) -> bool:
    """Whether a text has the word once, or, of a release, none of the words."""
    found = re.findall("|".join(WORDS.values()), text, re.IGNORECASE)
    return [w.lower() for w in found] == ([word.lower()] if word else [])


def test_each_page_of_the_pdf_says_it(files: tuple[str, Path]) -> None:
    word, folder = files
    with pypdfium2.PdfDocument(folder / "tides.pdf") as document:
        assert all(has(page.get_textpage().get_text_range(), word) for page in document)


def test_the_word_file_says_it_in_its_feet(files: tuple[str, Path]) -> None:
    word, folder = files
    with zipfile.ZipFile(folder / "tides.docx") as package:
        feet = [n for n in package.namelist() if n.startswith("word/footer")]
        texts = ["".join(etree.fromstring(package.read(foot)).itertext()) for foot in feet]
    assert len(texts) == 2
    assert all(has(text, word) for text in texts)


def test_the_epub_says_it_on_its_title_page(files: tuple[str, Path]) -> None:
    word, folder = files
    with zipfile.ZipFile(folder / "tides.epub") as package:
        pages = pages_of({name: package.read(name) for name in package.namelist()})
    first, *others = ["".join(map(str, page.itertext())) for page in pages.values()]
    assert has(first, word)
    assert all(has(text, "") for text in others)


def test_the_web_page_says_it_in_its_masthead_and_to_search_engines(
    files: tuple[str, Path],
) -> None:
    word, folder = files
    page = WebPage((folder / "tides.html").read_text(encoding="utf-8"))
    body = page.one("body")
    assert has("".join(body.itertext()), word)
    assert has("".join(page.one(".//div[@class='masthead']").itertext()), word)
    assert page.meta("robots") == (["noindex"] if word else [])
    assert page.report.get("creativeWorkStatus", "") == ("Draft" if word else "")


@pytest.mark.parametrize("format", ["epub", "html"])
@pytest.mark.parametrize(("status", "code"), [("draft", "proof-lost"), ("release", "proof-added")])
def test_the_proof_finds_a_status_that_is_another(
    tmp_path: Path, format: str, status: str, code: str
) -> None:
    """A draft whose file doesn't say so, and a release whose file says that it is a draft."""
    true = edition(tmp_path, status, "en")
    other = "release" if status == "draft" else "draft"
    said = replace(true, brief=true.brief.model_copy(update={"status": other}))
    (proof,) = proofs_of(true, rendered(said, tmp_path / "done", (format,)), Workers())
    metadata = {"proof-metadata"} if format == "html" else set()  # the page's head says it too
    assert {p.code for p in proof.problems} == {code, *metadata}
    assert "Draft" in str(proof.problems[0])


@pytest.mark.parametrize("format", ["epub", "html"])
def test_without_a_masthead_the_word_stands_before_all(tmp_path: Path, format: str) -> None:
    made = edition(tmp_path, "draft", "en")
    assert has_class(made.blocks[0], "masthead")
    bare = replace(made, blocks=made.blocks[1:])
    (proof,) = proofs_of(bare, rendered(bare, tmp_path / "done", (format,)), Workers())
    assert proof.problems == ()
    (said,) = take(with_status(bare.blocks, "Draft")).words[:1]
    assert said.text == "Draft"


def test_the_tree_of_a_release_is_the_same() -> None:
    blocks = [div([plain(words("An Institute"))], "", ["masthead"]), para(words("Text."))]
    assert with_status(blocks, "") is blocks
    assert text_of(with_status(blocks, "Draft")[0]) == "An InstituteDraft"
