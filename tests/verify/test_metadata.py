"""What finished files say of themselves is derived anew; every entry that differs is told."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from briefbuild.verify.metadata import NAME, READERS, with_metadata
from briefbuild.verify.proof import Proof, verify
from tests.verify import sample
from tests.verify.sample import Sample, said

RICH = """\
subtitle: From *Source* to Mouth
doi: 10.1234/rivers
series: Papers
number: "12"
version: "1.1"
licence: CC BY 4.0
keywords: [rivers, names]
summary: |
  Rivers have names.[^why]

  - They are old.

  Names change.

  [^why]: For reasons.
"""
OPF = "EPUB/content.opf"
CORE, APP, DOCUMENT = "docProps/core.xml", "docProps/app.xml", "word/document.xml"
EVERY = {
    "epub": {"dc:title", "dc:creator", "dc:language", "dc:description"},
    "docx": {"dc:title", "dc:creator", "dc:language", "dc:description"},
    "html": {"title", "citation_doi", "DC.subject", "og:title", "JSON-LD/author/1/name"},
}
FEATURE = '<meta property="schema:accessibilityFeature">'


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    text = sample.BRIEF.replace(
        "authors:\n", "authors:\n  - name: Bo Ba Li\n    sort_name: Li, Bo\n"
    )
    return sample.make(tmp_path_factory.mktemp("rich"), {"brief.yaml": text + RICH})


@pytest.fixture(scope="module")
def files(rich: Sample) -> dict[str, Path]:
    return {format: rich.file(format) for format in ("epub", "docx", "html")}


def checked(path: Path, of: Sample) -> Proof:
    proof = verify(path, path.suffix[1:], of.inventory)
    assert said(proof.problems) == ""
    return with_metadata([proof], of.edition)[0]


@pytest.mark.parametrize("format", ["epub", "docx", "html"])
def test_a_good_file_says_what_it_is_to_say(
    rich: Sample, files: dict[str, Path], format: str
) -> None:
    proof = checked(files[format], rich)
    assert said(proof.problems) == ""
    (check,) = proof.further
    assert (check.name, check.result) == (NAME, "passed")
    entries = READERS[f".{format}"].said(files[format])
    assert check.covers == f"{sum(map(len, entries.values()))} entries"
    assert entries.keys() >= EVERY[format]


@pytest.mark.parametrize("format", ["epub", "docx", "html"])
def test_a_plain_brief_s_file_is_right_too(good: Sample, format: str) -> None:
    assert said(checked(good.file(format), good).problems) == ""


@pytest.mark.parametrize(
    ("format", "part", "old", "new", "told"),
    [
        ("epub", OPF, f"{FEATURE}alternativeText</meta>", "", "schema:accessibilityFeature is"),
        ("epub", OPF, FEATURE, f"{FEATURE}audioDescription</meta>{FEATURE}", "“audioDescription”"),
        ("epub", OPF, 'Hazard">none', 'Hazard">flashing', "accessibilityHazard is “flashing”"),
        (
            *("epub", OPF, "</metadata>"),
            '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1</meta></metadata>',
            "dcterms:conformsTo is “EPUB Accessibility 1.1”, and is to be nothing",
        ),
        (
            *("epub", OPF, "</metadata>", '<link rel="dcterms:conformsTo" href="x"/></metadata>'),
            "dcterms:conformsTo is “x”",
        ),
        ("epub", OPF, 'modified">2023', 'modified">1999', "dcterms:modified is “1999-01-01"),
        ("epub", OPF, ">doi:10.1234/rivers<", ">doi:10.1234/other<", "dc:identifier is “doi:10.1"),
        ("epub", OPF, 'unique-identifier="id', 'unique-identifier="no', "unique identifier is no"),
        ("epub", OPF, "Rivers and their", "Rivers without", "dc:title is “Rivers without Names”"),
        ("epub", OPF, ">Li, Bo<", ">Bo Ba Li<", "file-as of dc:creator “Bo Ba Li” is “Bo Ba Li”"),
        ("epub", OPF, ">names<", ">lakes<", "dc:subject is “rivers”, “lakes”"),
        ("epub", OPF, "Names change.", "", "dc:description is “Rivers have names. They are old.”,"),
        ("docx", CORE, "<dc:title>Rivers", "<dc:title>Lakes", "dc:title is “Lakes and"),
        ("docx", CORE, "</dc:title>", "</dc:title><dc:title>B</dc:title>", "Names”, “B”, and is"),
        ("docx", CORE, ">2023-01-01T", ">1999-01-01T", "dcterms:modified is “1999-01-01"),
        ("docx", CORE, "rivers, names", "rivers", "cp:keywords is “rivers”"),
        ("docx", CORE, "Bo Ba Li; ", "", "dc:creator is “Ann Author”"),
        ("docx", CORE, "<cp:category>Papers", "<cp:category>Books", "cp:category is “Books 12”"),
        ("docx", APP, "</Words>", "5</Words>", "app:Words is"),
        ("docx", APP, "</Paragraphs>", "5</Paragraphs>", "app:Paragraphs is"),
        ("docx", APP, "</Company>", " Ltd</Company>", "app:Company is"),
        ("docx", APP, "</Properties>", "<Manager>A B</Manager></Properties>", "Manager is “A B”"),
        ("html", "", ' lang="en-US"', ' lang="en-GB"', "lang is “en-GB”"),
        ("html", "", "<title>Rivers", "<title>Lakes", "title is “Lakes and"),
        ("html", "", "citation_doi", "citation_isbn", "citation_doi is nothing"),
        ("html", "", '"citation_author" content="Li, Bo"', '"x" content="Li, Bo"', "x is “Li, Bo”"),
        ("html", "", '<meta name="DC.subject" content="rivers">', "", "DC.subject is “names”"),
        (
            "html",
            "",
            '"og:locale" content="en_US"',
            '"og:locale" content="en"',
            "og:locale is “en”",
        ),
        ("html", "", "</head>", '<link rel="canonical" href="https://a.org/"></head>', "canonical"),
        ("html", "", '"name": "Bo Ba Li"', '"name": "Bo Li"', "JSON-LD/author/1/name is “Bo Li”"),
        ("html", "", '"reportNumber": "12",', "", "JSON-LD/reportNumber is nothing"),
    ],
)
def test_an_entry_that_differs_is_told(
    rich: Sample,
    files: dict[str, Path],
    tmp_path: Path,
    format: str,
    part: str,
    old: str,
    new: str,
    told: str,
) -> None:
    bad = seeded(files[format], tmp_path / f"bad.{format}", part, old, new)
    proof = checked(bad, rich)
    assert {p.code for p in proof.problems} == {"proof-metadata"}
    assert told in said(proof.problems)
    (check,) = [check for check in proof.checks() if check.name == NAME]
    assert (check.result, check.found) == ("failed", tuple(p.message for p in proof.problems))


def test_claims_are_derived_from_the_finished_pages(
    rich: Sample, files: dict[str, Path], tmp_path: Path
) -> None:
    """The package still claims what the page no longer has."""
    bad = seeded(
        files["epub"], tmp_path / "bad.epub", r"EPUB/styles/.*", "font-size: ", "font: 9px "
    )
    found = said(checked(bad, rich).problems)
    assert "schema:accessibilityFeature is" in found
    assert "schema:accessibilitySummary is" in found


def test_metadata_that_can_t_be_read_is_told(
    rich: Sample, files: dict[str, Path], tmp_path: Path
) -> None:
    bad = seeded(files["docx"], tmp_path / "bad.docx", APP, "<Words>", "<Words")
    assert [p.code for p in checked(bad, rich).problems] == ["proof-unreadable"]


def seeded(good: Path, bad: Path, part: str, old: str, new: str) -> Path:
    """A copy with a text changed: of a package in the parts of a name, of a page once."""
    if not zipfile.is_zipfile(good):
        page = good.read_text(encoding="utf-8")
        assert old in page
        bad.write_text(page.replace(old, new, 1), encoding="utf-8")
        return bad
    changed = False
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if re.fullmatch(part, info.filename):
                changed |= old.encode() in data
                data = data.replace(old.encode(), new.encode())
            target.writestr(info, data)
    assert changed
    return bad
