"""Independent judges of the EPUB: each finds the good ones faultless, the seeded ones not.

EPUBCheck knows the standard, Ace by DAISY accessibility. The validators are other people's
programs, slow to start, so each runs once over all its files. `make test` installs them; a missing
one fails these tests.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building import OTHER_STYLES, Built
from tests.validators import seeding
from tests.validators.finding import Finding, wording
from tests.validators.judges import ace_says, epubcheck_says

PUBLICATIONS = ["commentary", "specimen", *(style.name for style in OTHER_STYLES)]
LARGEST = 1_500_000  # bytes: what readers on phones fetch without thinking

Findings = dict[str, list[Finding]]
Seed = tuple[str, Callable[[str], str], str]

DEFECTS: dict[str, Seed] = {
    "a link to nowhere": (
        r".*\.xhtml",
        lambda text: text.replace("</body>", '<p><a href="gone.xhtml">gone</a></p></body>'),
        "RSC-007",
    ),
    "a missing manifest item": (
        r".*\.opf",
        lambda text: re.sub(r"<item [^>]*image/(png|jpeg)[^>]*>", "", text),
        "RSC-008",
    ),
    "a page list that leads astray": (
        r".*/nav\.xhtml",
        lambda text: text.replace("#page-2", "#page-20"),
        "RSC-012",
    ),
    "no date of change": (
        r".*\.opf",
        lambda text: re.sub(r"<meta property=\"dcterms:modified\">.*?</meta>", "", text),
        "RSC-005",
    ),
}
"""What is broken for EPUBCheck: the part, the change, and the rule that must be found broken."""

BARRIERS: dict[str, Seed] = {
    "a picture without words": (
        r".*/text/ch.*\.xhtml",
        lambda text: re.sub(r' alt="[^"]+"', "", text),
        "image-alt",
    ),
    "a page mark without a name": (
        r".*/text/ch.*\.xhtml",
        lambda text: re.sub(r' aria-label="page \d+"', "", text),
        "pagebreak-label",
    ),
    "no summary": (
        r".*\.opf",
        lambda text: re.sub(r"<meta property=\"schema:accessibilitySummary\".*?</meta>", "", text),
        "metadata-accessibilitysummary",
    ),
    "a source of pages that isn't named": (
        r".*\.opf",
        lambda text: re.sub(
            r"<dc:source.*?</dc:source>|<meta property=\"(source-of|pageBreakSource)\".*?</meta>",
            "",
            text,
        ),
        "epub-pagesource",
    ),
    "pale lettering": (
        r".*\.css",
        lambda text: text + "\np { color: #cccccc; background: #ffffff; }\n",
        "color-contrast",
    ),
}
"""What is broken for Ace: the same."""


def seeded(good: Path, folder: Path, defects: dict[str, Seed]) -> dict[str, Path]:
    """Return copies of a file, each with one defect, by its name."""
    return {
        name: seeding.with_changed_parts(good, folder / f"{name}.epub", part, change)
        for name, (part, change, _) in defects.items()
    }


def by_name(files: dict[str, Path], findings: list[Finding]) -> Findings:
    """Return the findings of each file under the file's name in these tests."""
    return {name: [f for f in findings if f.file == file] for name, file in files.items()}


def rules(findings: list[Finding]) -> set[str]:
    """Return the rules that the findings break."""
    return {finding.rule for finding in findings}


@pytest.fixture(scope="module")
def checked(
    commentary: Built, publications: dict[str, Built], tmp_path_factory: pytest.TempPathFactory
) -> Findings:
    bad = seeded(commentary.epub, tmp_path_factory.mktemp("epubcheck"), DEFECTS)
    files = {name: built.epub for name, built in publications.items()} | bad
    return by_name(files, epubcheck_says(list(files.values())))


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_epubcheck_finds_no_error_warning_or_info(name: str, checked: Findings) -> None:
    assert not checked[name], wording(checked[name])


@pytest.mark.parametrize("defect", DEFECTS)
def test_epubcheck_catches(defect: str, checked: Findings) -> None:
    assert DEFECTS[defect][-1] in rules(checked[defect]), wording(checked[defect])


@pytest.fixture(scope="module")
def accessible(
    commentary: Built, publications: dict[str, Built], tmp_path_factory: pytest.TempPathFactory
) -> Findings:
    folder = tmp_path_factory.mktemp("ace")
    files = {}
    for name, built in publications.items():  # specimen and second style have one file name
        files[name] = folder / f"{name}.epub"
        files[name].write_bytes(built.epub.read_bytes())
    files |= seeded(commentary.epub, folder, BARRIERS)
    return by_name(files, ace_says(list(files.values())))


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_ace_finds_no_violation(name: str, accessible: Findings) -> None:
    assert not accessible[name], wording(accessible[name])


@pytest.mark.parametrize("defect", BARRIERS)
def test_ace_catches(defect: str, accessible: Findings) -> None:
    assert BARRIERS[defect][-1] in rules(accessible[defect]), wording(accessible[defect])


def test_the_commentary_is_small_enough_for_a_phone(commentary: Built) -> None:
    with zipfile.ZipFile(commentary.epub) as book:
        sizes = {item.filename: item.compress_size for item in book.infolist()}
    assert commentary.epub.stat().st_size < LARGEST, sorted(sizes.items(), key=lambda s: -s[1])
