"""The Word files of all that is published, as other programs open them: LibreOffice and pandoc.

Both read a Word file without a line of this program. What they have of it is held to the source:
words, notes under their numbers, headings, pictures with their captions, in order.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefbuild.problems import Problem
from briefbuild.render.docx.renderer import render
from briefbuild.tree import div, para, plain, string, words
from briefbuild.verify.compare import compare
from briefbuild.verify.inventory import take
from briefbuild.verify.items import Inventory
from briefbuild.verify.judges.laid_out import differences
from briefbuild.verify.judges.libreoffice import converted
from briefbuild.verify.judges.pandoc_reader import lost, parsed
from briefbuild.verify.read_docx import read
from tests.building import OTHER_STYLES, ROOT, Built, prepared
from tests.render.docx.word_file import Word, dangling, fields
from tests.render.sample_edition import edition, note_call
from tests.validators.note_numbers import note_bodies, text_of, wrong_numbers
from tests.validators.seeding import with_changed_parts

STYLES, SPECIMEN = ROOT / "styles", ROOT / "styles" / "specimen"
BRIEFS = {"commentary": (ROOT / "brief", STYLES), "specimen": (SPECIMEN, STYLES)}
BRIEFS |= {style.name: (SPECIMEN, style) for style in OTHER_STYLES}
DOCUMENT, NOTES = r"word/document\.xml", r"word/footnotes\.xml"
AS_WORD = "docx:MS Word 2007 XML"


def wording(problems: list[Problem]) -> str:
    return "\n".join(map(str, problems))


@pytest.fixture(scope="module")
def inventories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Inventory]:
    """What each publication must hold."""
    work = tmp_path_factory.mktemp("inventories")
    found = {}
    for name, (brief, styles) in BRIEFS.items():
        edition = prepared(brief, styles, work).edition
        assert edition is not None
        found[name] = take(edition.blocks, edition.assets)
    return found


@pytest.fixture(scope="module")
def files(
    publications: dict[str, Built], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The Word files under the names of their publications."""
    folder = tmp_path_factory.mktemp("word")
    return {
        name: Path(shutil.copy(publications[name].docx, folder / f"{name}.docx")) for name in BRIEFS
    }


# ── LibreOffice ────────────────────────────────────────────────────────────────────────────────


def swap_bodies(notes: str) -> str:
    """The first two notes' bodies in each other's place."""
    notes = notes.replace('w:id="1">', 'w:id="one">').replace('w:id="2">', 'w:id="1">')
    return notes.replace('w:id="one">', 'w:id="2">')


def restart_notes(document: str) -> str:
    """Let the notes begin again on every page, as some templates do."""
    restart = '<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>'
    references = r"(?:\s*<w:(?:header|footer)Reference[^>]*/>)*"
    document = re.sub(r"<w:footnotePr>.*?</w:footnotePr>", "", document, flags=re.DOTALL)
    return re.sub(rf"(<w:sectPr[^>/]*>{references})", rf"\1{restart}", document)


def move_call(document: str) -> str:
    """The second call, put at the end of its paragraph."""
    found = re.search(r'<w:r>(?:(?!</w:r>).)*<w:footnoteReference w:id="2"/></w:r>', document)
    assert found
    before, after = document[: found.start()], document[found.end() :]
    return before + after.replace("</w:p>", found[0] + "</w:p>", 1)


@dataclass(frozen=True)
class Fault:
    """What is broken on purpose in the commentary, and what must be told of it."""

    part: str
    change: Callable[[str], str]
    told: str


FAULTS = {
    "a word lost": Fault(DOCUMENT, lambda t: t.replace(" proximity ", " ", 1), "“proximity” is"),
    "a note cut": Fault(NOTES, lambda t: t.replace("Tae Ryong", "Tae", 1), "note 2: “ryong” is"),
    "notes swapped": Fault(NOTES, swap_bodies, "note 1: expected “raisha"),
    "notes restarted": Fault(DOCUMENT, restart_notes, "note "),
    "a call moved": Fault(DOCUMENT, move_call, "note 2: its call stands"),
    "a heading as text": Fault(
        DOCUMENT, lambda t: t.replace('"Heading1"', '"BodyText"', 1), "“introduction”: is not a"
    ),
    "a caption as text": Fault(
        DOCUMENT, lambda t: t.replace('"FigureCaption"', '"BodyText"', 1), "its caption has"
    ),
    "no alternative text": Fault(
        DOCUMENT, lambda t: re.sub(r'descr="[^"]*"', 'descr="x"', t, count=1), "is “x”, not “Map"
    ),
    "pictures swapped": Fault(
        r"word/_rels/document\.xml\.rels",
        lambda t: re.sub(r"media/[^\"]+", re.findall(r"media/[^\"]+", t)[0], t),
        "another picture here",
    ),
}


@pytest.fixture(scope="module")
def printed(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each file and each broken one as LibreOffice lays it out; it starts once for all."""
    folder = tmp_path_factory.mktemp("libreoffice")
    broken = {
        name: with_changed_parts(
            files["commentary"], folder / f"{name}.docx", fault.part, fault.change
        )
        for name, fault in FAULTS.items()
    }
    every = files | broken
    return dict(zip(every, converted(list(every.values()), folder), strict=True))


@pytest.mark.parametrize("name", BRIEFS)
def test_libreoffice_prints_the_whole_source(
    name: str, printed: dict[str, Path], inventories: dict[str, Inventory]
) -> None:
    found = differences(printed[name], inventories[name])
    assert not found, wording(found)


@pytest.mark.parametrize("name", FAULTS)
def test_what_libreoffice_prints_otherwise_is_found(
    name: str, printed: dict[str, Path], inventories: dict[str, Inventory]
) -> None:
    assert FAULTS[name].told in wording(differences(printed[name], inventories["commentary"]))


def test_numbers_of_notes_are_seen_in_any_word_file(
    files: dict[str, Path], printed: dict[str, Path]
) -> None:
    """In those of other tools too, with which this one is compared: there is no inventory then."""
    good, bodies = files["commentary"], note_bodies(files["commentary"])
    assert wrong_numbers(good, text_of(printed["commentary"]), bodies) == []
    found = wrong_numbers(good, text_of(printed["notes restarted"]), bodies)
    assert {finding.rule for finding in found} == {"note-number"}


def test_the_commentary_has_21_notes(inventories: dict[str, Inventory]) -> None:
    marks = [note.mark for note in inventories["commentary"].notes]
    assert marks == [str(number) for number in range(1, 22)]


def test_numbers_of_lists_are_held_to_the_source(
    files: dict[str, Path], inventories: dict[str, Inventory], tmp_path: Path
) -> None:
    bad = with_changed_parts(
        files["specimen"],
        tmp_path / "numbers.docx",
        r"word/numbering\.xml",
        lambda t: t.replace('<w:startOverride w:val="1"/>', '<w:startOverride w:val="7"/>', 1),
    )
    (printed,) = converted([bad], tmp_path)
    assert "has the number “7.” in the file" in wording(
        differences(printed, inventories["specimen"])
    )


@pytest.fixture(scope="module")
def saved(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each file, opened by LibreOffice and saved as a Word file again."""
    made = converted(list(files.values()), tmp_path_factory.mktemp("saved"), AS_WORD)
    return dict(zip(files, made, strict=True))


@pytest.mark.parametrize("name", BRIEFS)
def test_nothing_is_lost_when_libreoffice_saves_the_file(
    name: str, saved: dict[str, Path], inventories: dict[str, Inventory]
) -> None:
    found = compare(inventories[name], read(saved[name]), name)
    assert not found, wording(found)


@pytest.mark.parametrize("name", BRIEFS)
def test_fields_survive_libreoffice(
    name: str, files: dict[str, Path], saved: dict[str, Path]
) -> None:
    """Numbers of captions, references, further calls, page numbers are fields still."""
    before, after = (Word.open(file) for file in (files[name], saved[name]))
    assert codes(before) == codes(after)
    assert dangling(after.document) == []
    kinds = {code.split()[0] for code in codes(after)}
    assert kinds >= {"SEQ", "PAGE", "NUMPAGES"}
    assert (kinds >= {"REF", "NOTEREF"}) == (name != "commentary")


def codes(word: Word) -> list[str]:
    """The fields of a document and its foot, without what only says how they look."""
    roots = [word.document, word.xml("word/footer1.xml")]
    return [re.sub(r" \\\*.*", "", code) for root in roots for code, _ in fields(root)]


def test_libreoffice_shows_the_mark_of_each_authors_note_once(tmp_path: Path) -> None:
    """A mark that is text it shows twice before every such note but the first."""
    marks = {"*": "First studies tides.", "†": "Second studies ebbs.", "‡": "Third sails."}
    authors = [
        div([plain([string("Ana"), note_call(f"a{n}", body, mark)])], "", ["author"])
        for n, (mark, body) in enumerate(marks.items(), 1)
    ]
    blocks = [div(authors, "", ["authors"]), para([*words("Text"), note_call("1", "A note.")])]
    render(edition(tmp_path, blocks), tmp_path / "symbols.docx")
    as_text = with_changed_parts(
        tmp_path / "symbols.docx",
        tmp_path / "text.docx",
        f"{DOCUMENT}|{NOTES}",
        lambda t: re.sub(
            r'<w:sym [^>]*w:char="(\w+)"/>', lambda m: f"<w:t>{chr(int(m[1], 16))}</w:t>", t
        ),
    )
    good, bad = converted([tmp_path / "symbols.docx", as_text], tmp_path, "pdf")
    for mark, body in [*marks.items(), ("1", "A note.")]:
        shown = f"{mark}{body}".replace(" ", "")
        assert re.search(rf"^{re.escape(shown)}", text_of(good), re.MULTILINE)
    assert "†Second" in text_of(good)
    assert "††Second" in text_of(bad)


# ── pandoc ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", BRIEFS)
def test_pandoc_reads_every_word_note_and_caption_back(
    name: str, files: dict[str, Path], inventories: dict[str, Inventory]
) -> None:
    inventory, found = inventories[name], parsed(files[name])
    assert list(lost(inventory, found)) == []
    assert len(found.notes) == len(inventory.notes)
    assert [image.caption for image in inventory.images if image.caption]


def simple_fields(document: str) -> str:
    """Complex fields as simple ones, which pandoc's reader drops with all that they show."""
    field = (
        r'<w:r>(?:(?!</w:r>).)*?w:fldCharType="begin"/></w:r>.*?<w:instrText[^>]*>(.*?)</w:instrText>'
        r'.*?w:fldCharType="separate"/></w:r>(.*?)<w:r>(?:(?!</w:r>).)*?w:fldCharType="end"/></w:r>'
    )
    return re.sub(field, r'<w:fldSimple w:instr="\1">\2</w:fldSimple>', document, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (DOCUMENT, simple_fields),
        (DOCUMENT, lambda t: t.replace(" hairline", " ", 1)),
        (DOCUMENT, lambda t: re.sub(r"<w:p><w:pPr><w:pStyle w:val=.Credit.*?</w:p>", "", t)),
    ],
)
def test_what_pandoc_does_not_read_is_found(
    files: dict[str, Path],
    inventories: dict[str, Inventory],
    tmp_path: Path,
    part: str,
    change: Callable[[str], str],
) -> None:
    bad = with_changed_parts(files["specimen"], tmp_path / "bad.docx", part, change)
    assert list(lost(inventories["specimen"], parsed(bad)))


def test_a_note_that_pandoc_reads_otherwise_is_found(
    files: dict[str, Path], inventories: dict[str, Inventory], tmp_path: Path
) -> None:
    bad = with_changed_parts(files["commentary"], tmp_path / "bad.docx", NOTES, swap_bodies)
    notes = [[word.text for word in note.words] for note in inventories["commentary"].notes]
    assert sorted(parsed(bad).notes) == sorted(notes)
    told = next(lost(inventories["commentary"], parsed(bad)))
    assert told.startswith("note 1, after")
