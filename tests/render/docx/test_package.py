"""The Word file as a package: its look from the tokens, fonts, properties, and the same bytes."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
import sys
import uuid
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from briefbuild.house import default_styles
from briefbuild.render.docx.archive import without
from briefbuild.render.docx.look import Look, twips
from briefbuild.render.edition import Edition
from briefbuild.tokens import declared_in, points, read_tokens
from briefbuild.tree import has_class, node, para, plain, span, walk, words
from tests.render.docx.test_renderer import everything
from tests.render.docx.word_file import N, W, Word, fields, make, text
from tests.render.sample_edition import edition
from tests.validators.judges import openxml_says

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PROPERTIES = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "app": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
}
ROOT = Path(__file__).parents[3]
TOKENS = declared_in((default_styles() / "tokens.css").read_text(encoding="utf-8"), "")
TEN_MM = points("10mm")
GUTTER = points(read_tokens(TOKENS)[0]["--gutter"])


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("docx")


@pytest.fixture(scope="module")
def word(work: Path) -> Word:
    return make(full(work))


def full(work: Path) -> Edition:
    facts = {"keywords": ["tides", "trade"], "series": "Papers", "number": "7", "version": "1.2"}
    facts["doi"] = "10.5555/tides"
    return edition(work, everything(), subtitle="A *view*", **facts)


def with_tokens(made: Edition, **changes: str | None) -> Edition:
    """The edition with other tokens; None takes one away."""
    given = {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
    tokens = {name: v for name, v in {**made.house.tokens, **given}.items() if v is not None}
    return replace(made, house=replace(made.house, tokens=tokens))


# ── the look ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("token", "value", "style", "path", "expected"),
    [
        ("color_accent", "#123456", "heading 1", "w:rPr/w:color/@w:val", "123456"),
        ("color_accent", "#abc", "Title", "w:rPr/w:color/@w:val", "AABBCC"),
        ("size_title", "30pt", "Title", "w:rPr/w:sz/@w:val", "60"),
        ("font_note", "Fell, serif", "footnote text", "w:rPr/w:rFonts/@w:ascii", "Fell"),
        ("color_tint", "#fff8e0", "Box", "w:pPr/w:shd/@w:fill", "FFF8E0"),
        ("line", "15pt", "Normal", "w:pPr/w:spacing/@w:line", "300"),
        ("column_outer", "0mm", "Title", "w:pPr/w:ind/@w:left", "0"),
        ("column_outer", "10mm", "Title", "w:pPr/w:ind/@w:left", str(-twips(TEN_MM + GUTTER))),
        ("rule_thick", "2pt", "Masthead", "w:pPr/w:pBdr/w:top/@w:sz", "32"),
    ],
)
def test_a_token_changes_its_styles(
    work: Path, word: Word, token: str, value: str, style: str, path: str, expected: str
) -> None:
    changed = make(with_tokens(full(work), **{token: value}), "changed.docx")
    assert changed.value(style, path) == expected
    assert word.value(style, path) != expected


def test_styles_have_the_names_that_word_users_know(word: Word) -> None:
    """Word's own, in its own spelling, are not marked as somebody's; all others are."""
    words_own = {"Normal", "Title", "Subtitle", "Body Text", "List Paragraph", "Quote", "caption"}
    words_own |= {"footnote text", "footnote reference", "header", "footer", "Hyperlink"}
    words_own |= {f"heading {level}" for level in range(1, 7)}
    words_own |= {"Normal Table", "No List", "Default Paragraph Font"}
    components = {"Author", "Table", "Key Points", "Recommendation", "Pull Quote", "Box"}
    components |= {"Table Note", "Author Bio", "Figure Caption", "Credit", "Masthead", "Abstract"}
    assert words_own | components <= set(word.styles)
    custom = {name for name, s in word.styles.items() if s.get(f"{W}customStyle") == "1"}
    assert set(word.styles) - custom == words_own
    assert {s.get(f"{W}styleId") for s in word.styles.values()} >= {"Heading1", "FootnoteText"}


def test_enter_after_a_title_begins_the_text_that_belongs_below_it(word: Word) -> None:
    titles = [name for name in word.styles if name.endswith((" Title", " Heading"))]
    assert {"Box Title", "Key Points Title", "Abstract Title", "Back Heading"} <= set(titles)
    titles.remove("Table Heading")  # a cell, beside which others stand
    for name in (*titles, "Table Note"):
        assert word.value(name, "w:next/@w:val") not in (None, word.styles[name].get(f"{W}styleId"))


def test_words_gallery_offers_what_writers_need_the_text_first(word: Word) -> None:
    offered = [s for s in word.styles.values() if s.find("w:qFormat", N) is not None]
    offered.sort(key=lambda s: int(s.xpath("string(w:uiPriority/@w:val)", namespaces=N)))
    names = [s.xpath("string(w:name/@w:val)", namespaces=N) for s in offered]
    assert names[:4] == ["Body Text", "First Paragraph", "heading 1", "heading 2"]
    assert {"Box", "Key Points", "Quote", "Credit"} <= set(names)
    assert not {"Author Photo", "Colophon", "Masthead", "header", "Institute"} & set(names)


@pytest.mark.parametrize("style", ["Title", "Subtitle"])
def test_a_title_has_as_much_of_the_width_as_in_print_however_large_it_is(
    work: Path, style: str
) -> None:
    css = (default_styles() / "components" / "title-block.css").read_text(encoding="utf-8")
    assert set(re.findall(r"max-width: (.*);", css)) == {"89%"}
    made = with_tokens(full(work), size_title="60pt")
    look = Look(made.house.tokens)
    right = make(made, "large.docx").value(style, "w:pPr/w:ind/@w:right")
    assert right == str(twips(0.11 * (look.hang + look.column)))


def test_pages_are_the_houses(work: Path) -> None:
    sizes = {"page_width": "200mm", "page_height": "260mm", "margin_top": "30mm"}
    sizes |= {"margin_outer": "20mm", "column_outer": "30mm", "gutter": "5mm"}
    word = make(with_tokens(full(work), **sizes), "small.docx")
    (section,) = word.document.iter(f"{W}sectPr")
    size, margins = section.find("w:pgSz", N), section.find("w:pgMar", N)
    assert size is not None
    assert margins is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11339", "14740")
    assert margins.get(f"{W}top") == "1701"
    assert margins.get(f"{W}left") == "3118"  # 20 + 30 + 5 mm: the title reaches out into them
    assert section.find("w:titlePg", N) is not None


def test_running_heads_and_page_numbers(word: Word) -> None:
    assert text(word.xml("word/header1.xml")) == "BIPSS Papers Tides and Trade"
    for name in ("word/footer1.xml", "word/footer2.xml"):
        foot = word.xml(name)
        assert text(foot) == "Draft Page 1 of 1"
        assert [code for code, _ in fields(foot)] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("series", ["Papers", "Papers " * 20])
def test_a_long_title_is_cut_in_the_running_head(tmp_path: Path, series: str) -> None:
    made = edition(tmp_path, everything(), series=series)
    title = next(n for n in walk(made.blocks) if has_class(n, "title"))
    title["c"][1][0]["c"] = words(" ".join(["Considerations"] * 12))
    head = text(make(made).xml("word/header1.xml"))
    assert head.endswith("Considerations …")
    assert 30 < len(head) - len(series) < 110


def test_fonts_are_named_described_and_embedded_as_they_are(word: Word, work: Path) -> None:
    known = {f.get(f"{W}name"): f for f in word.xml("word/fontTable.xml")}
    used = set(word.xml("word/styles.xml").xpath("//w:rFonts/@w:ascii", namespaces=N))
    assert used <= set(known)
    text_font = known["Source Serif 4"]
    assert text_font.find("w:altName", N).get(f"{W}val") == "Georgia"  # type: ignore[union-attr]
    semibold = known["Source Serif 4 Display Semibold"].find("w:altName", N)
    assert semibold is not None
    assert semibold.get(f"{W}val") == "Source Serif 4 Display, Source Serif 4, Georgia"
    panose = text_font.find("w:panose1", N)
    assert panose is not None
    assert panose.get(f"{W}val") == "02040603050405020204"  # that of the regular face
    coverage = text_font.find("w:sig", N)
    assert coverage is not None
    assert coverage.get(f"{W}csb0") == "2000019F"
    links = {e.get("Id"): e.get("Target") for e in word.xml("word/_rels/fontTable.xml.rels")}
    embedded = text_font.find("w:embedBoldItalic", N)
    assert embedded is not None
    data = word.parts[f"word/{links[embedded.get(f'{R}id')]}"]
    key = uuid.UUID(embedded.get(f"{W}fontKey")).bytes[::-1]
    clear = bytes(b ^ key[i % 16] for i, b in enumerate(data[:32])) + data[32:]
    assert clear == (full(work).house.fonts / "SourceSerif4-BoldIt.ttf").read_bytes()


def test_no_font_of_a_theme_takes_the_houses_place(word: Word) -> None:
    for name in ("word/styles.xml", "word/document.xml", "word/footnotes.xml"):
        assert b"Theme=" not in word.parts[name]
    latin = word.xml("word/theme/theme1.xml").xpath("//a:minorFont/a:latin/@typeface", namespaces=N)
    assert latin == ["Source Serif 4"]


def test_words_palette_is_the_houses(work: Path, word: Word) -> None:
    theme, tokens = word.xml("word/theme/theme1.xml"), full(work).house.tokens
    for slot, token in (("accent1", "--color-accent"), ("accent4", "--chart-2")):
        (color,) = theme.xpath(f"//a:{slot}/a:srgbClr/@val", namespaces=N)
        assert color == tokens[token].lstrip("#").upper()


# ── what the file says about itself ────────────────────────────────────────────────────────────


def core(word: Word, path: str) -> str | None:
    return word.xml("docProps/core.xml").findtext(path, namespaces=PROPERTIES)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("dc:title", "Tides and Trade"),
        ("dc:subject", None),
        ("dc:creator", "Ana María Ruiz; Bo Li"),
        ("cp:keywords", "tides, trade"),
        ("dc:description", "Tides turn trade."),
        ("dc:language", "en-GB"),
        ("cp:category", "Papers 7"),
        ("cp:contentStatus", "Draft"),
        ("dc:identifier", "https://doi.org/10.5555/tides"),
        ("cp:revision", "1"),
        ("cp:version", "1.2"),
        ("dcterms:created", "2024-03-01T00:00:00Z"),
        ("dcterms:modified", "2024-03-01T00:00:00Z"),
    ],
)
def test_properties(word: Word, path: str, value: str | None) -> None:
    assert core(word, path) == value


def test_what_is_released_and_has_no_doi_says_nothing_of_either(tmp_path: Path) -> None:
    word = make(edition(tmp_path, everything(), status="release"))
    assert core(word, "cp:contentStatus") is core(word, "dc:identifier") is None


def test_source_date_epoch_goes_before_the_briefs_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert core(make(full(tmp_path)), "dcterms:created") == "1970-01-02T00:00:00Z"


def test_statistics_are_those_of_this_file(word: Word) -> None:
    app = word.xml("docProps/app.xml")
    counts = {name: int(app.findtext(f"app:{name}", "0", PROPERTIES)) for name in COUNTS}
    roots = (word.document, *word.notes.values())
    lines = [text(p) for root in roots for p in root.iter(f"{W}p")]
    filled = [line for line in lines if line.strip()]
    assert counts == {
        "Words": sum(len(line.split()) for line in filled),
        "Characters": sum(len(re.sub(r"\s", "", line)) for line in filled),
        "CharactersWithSpaces": sum(len(line) for line in filled),
        "Paragraphs": len(filled),
    }
    assert app.findtext("app:Company", None, PROPERTIES) == full_institute()
    assert app.find("app:Pages", PROPERTIES) is None


COUNTS = ("Words", "Characters", "CharactersWithSpaces", "Paragraphs")


def full_institute() -> str:
    return "Bangladesh Institute of Peace and Security Studies"


def test_nothing_of_the_templates_is_left(word: Word) -> None:
    assert "docProps/custom.xml" not in word.parts
    assert "word/comments.xml" not in word.parts
    for name, data in word.parts.items():
        if name.endswith((".xml", ".rels")):
            for left in (b"python-docx", b"pandoc", b"Aptos", b'Tok"', b"custom.xml"):
                assert left not in data, (name, left)


def test_word_lays_it_out_as_its_own(word: Word) -> None:
    settings = word.xml("word/settings.xml")
    mode = settings.xpath("//w:compatSetting[@w:name='compatibilityMode']/@w:val", namespaces=N)
    assert mode == ["15"]
    assert settings.xpath("w:footnotePr/w:footnote/@w:id", namespaces=N) == ["-1", "0"]


def test_the_schemas_and_rules_of_office_hold(word: Word, work: Path) -> None:
    assert openxml_says([work / "brief.docx"]) == []


def test_a_part_that_is_taken_out_is_nowhere_named() -> None:
    parts = {
        "[Content_Types].xml": b'<T><Override N="/a/b.xml"/><Override N="/c.xml"/></T>',
        "a/_rels/d.rels": b'<R><Relationship Id="1" Target="b.xml"/></R>',
        "a/b.xml": b"",
    }
    kept = without(parts, ("a/b.xml",))
    assert kept["[Content_Types].xml"] == b'<T><Override N="/c.xml"/></T>'
    assert kept["a/_rels/d.rels"] == b"<R></R>"
    assert "a/b.xml" not in kept


def test_the_rule_above_the_notes_keeps_a_line_from_the_text(work: Path, word: Word) -> None:
    line = twips(points(full(work).house.tokens["--line-note"]))
    path = "//w:footnote[@w:type]/w:p/w:pPr/w:spacing/@w:before"
    assert word.xml("word/footnotes.xml").xpath(path, namespaces=N) == [str(line)] * 2


# ── the same bytes ─────────────────────────────────────────────────────────────────────────────


def test_other_folder_other_time_zone_same_bytes(work: Path, word: Word, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.render.docx.test_package import full;"
    )
    script += "from briefbuild.render.docx.renderer import render;"
    script += "render(full(Path(sys.argv[1])), Path(sys.argv[1]) / 'brief.docx')"
    other = tmp_path / "a long way off"
    zone = os.environ | {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", script, other], cwd=ROOT, env=zone, check=True)
    assert (other / "brief.docx").read_bytes() == (work / "brief.docx").read_bytes()


def test_another_word_gives_other_bytes(work: Path, word: Word, tmp_path: Path) -> None:
    changed = edition(tmp_path, [*everything()[:-1]])
    assert make(changed).parts["word/document.xml"] != word.parts["word/document.xml"]


def test_the_package_is_in_order_and_dated_by_the_brief(work: Path, word: Word) -> None:
    with zipfile.ZipFile(work / "brief.docx") as package:
        entries = package.infolist()
    assert [entry.filename for entry in entries[:2]] == ["[Content_Types].xml", "_rels/.rels"]
    assert {entry.date_time for entry in entries} == {(2024, 3, 1, 0, 0, 0)}


def test_every_part_is_well_formed(word: Word) -> None:
    parts = [data for name, data in word.parts.items() if name.endswith((".xml", ".rels"))]
    assert len(parts) > 5
    assert all(etree.fromstring(data) is not None for data in parts)


# ── each part is needed ────────────────────────────────────────────────────────────────────────


RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
ALWAYS = {
    "[Content_Types].xml": "what each part is",
    "_rels/.rels": "where to begin",
    "docProps/app.xml": "company and statistics",
    "docProps/core.xml": "title, authors, language",
    "word/_rels/document.xml.rels": "what the text refers to",
    "word/_rels/fontTable.xml.rels": "the embedded fonts",
    "word/_rels/footnotes.xml.rels": "the links in notes",
    "word/document.xml": "the text",
    "word/fontTable.xml": "what stands in for a font",
    "word/footer1.xml": "page x of y",
    "word/footer2.xml": "the same, on the first page",
    "word/footnotes.xml": "the notes",
    "word/header1.xml": "the running head",
    "word/settings.xml": "Word 2013's layout, embedded fonts",
    "word/styles.xml": "the house's styles",
    "word/theme/theme1.xml": "the house's colors and fonts in Word's menus",
}
SOMETIMES = re.compile(r"word/(numbering\.xml|media/\w+\.(png|jpg)|fonts/font\d+\.odttf)")
"""The lists, the pictures and the fonts."""


def leads(word: Word, part: str) -> dict[str, str]:
    """What a part's list of relationships says: targets within the package by their ids."""
    folder, name = posixpath.split(part)
    listed = f"{folder}/_rels/{name}.rels".lstrip("/")
    return {
        str(e.get("Id")): posixpath.normpath(posixpath.join(folder, str(e.get("Target"))))
        for e in (word.xml(listed).iter(RELATION) if listed in word.parts else ())
        if e.get("TargetMode") != "External"
    }


def reached(word: Word) -> set[str]:
    """The parts that are found from the package's beginning."""
    found: set[str] = set()
    waiting = [""]
    while waiting:
        for part in set(leads(word, waiting.pop()).values()) - found:
            found.add(part)
            waiting.append(part)
    return found


def test_each_part_is_known_and_led_to(word: Word) -> None:
    others = set(word.parts) - set(ALWAYS)
    assert set(ALWAYS) <= set(word.parts)
    assert all(SOMETIMES.fullmatch(name) for name in others), others
    lists = {name for name in word.parts if name.endswith(".rels")} | {"[Content_Types].xml"}
    assert set(word.parts) - lists == reached(word)


def test_a_part_that_nothing_leads_to_would_be_noticed(word: Word) -> None:
    stale = Word({**word.parts, "word/comments.xml": b"<x/>"})
    assert "word/comments.xml" in set(stale.parts) - reached(stale)


def test_each_part_has_a_type_and_each_type_a_part(word: Word) -> None:
    types = word.xml("[Content_Types].xml")
    named = {str(e.get("PartName")).lstrip("/") for e in types if e.get("PartName")}
    endings = {str(e.get("Extension")) for e in types if e.get("Extension")}
    assert named <= set(word.parts)
    assert all(n in named or n.rpartition(".")[2] in endings for n in word.parts)
    assert len(named) == len([e for e in types if e.get("PartName")])


@pytest.mark.parametrize("part", ["document", "footnotes", "fontTable"])
def test_each_link_and_picture_is_used_where_it_is_listed(word: Word, part: str) -> None:
    links = word.xml(f"word/_rels/{part}.xml.rels").iter(RELATION)
    kinds = ("hyperlink", "image", "header", "footer", "font")
    ids = [e.get("Id") for e in links if str(e.get("Type")).rpartition("/")[2] in kinds]
    text = word.parts[f"word/{part}.xml"].decode()
    assert all(f'"{id}"' in text for id in ids)
    used = set(re.findall(r' r:(?:id|embed)="(\w+)"', text))
    assert used == set(ids)


def test_lists_are_defined_if_there_are_any(word: Word, tmp_path: Path) -> None:
    numbers = word.xml("word/numbering.xml")
    used = {e.get(f"{W}val") for e in word.document.iter(f"{W}numId")}
    assert {e.get(f"{W}numId") for e in numbers.iterfind("w:num", N)} == used
    note = node("Note", [node("BulletList", [[plain(words("In a note."))]])])
    call = span([note], "call-1", ["note-call"], key="1", mark="1")
    assert "word/numbering.xml" in make(edition(tmp_path, [para([*words("Text"), call])])).parts
    without_lists = make(edition(tmp_path, [para(words("Text."))]))
    assert "word/numbering.xml" not in without_lists.parts
    assert openxml_says([tmp_path / "brief.docx"]) == []
