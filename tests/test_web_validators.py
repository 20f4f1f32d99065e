"""Independent judges of the web pages: vnu of their markup, axe of what readers get in Chromium.

Each finds the good pages faultless, on every screen, and each seeded defect.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefbuild.problems import Place, problem
from briefbuild.report import File, Report
from briefbuild.verify.checks import Check
from briefbuild.verify.preflight.rules import Result
from tests.building import OTHER_STYLES, Built
from tests.validators.finding import Finding, wording
from tests.validators.judges import axe_says, vnu_says

PUBLICATIONS = ["commentary", "specimen", *(style.name for style in OTHER_STYLES)]
MARKUP = {
    "an unknown element": ("</main>", "<nonsense></nonsense></main>", "nonsense"),
    "an id given twice": ('id="note-list"', 'id="text"', "Duplicate ID"),
    "a picture without alternative text": ("</main>", '<img src="data:,"></main>', "alt"),
    "a role that isn't allowed": ('role="doc-endnotes"', 'role="doc-nonsense"', "doc-nonsense"),
    "a misspelled property": ("</style>", "p { colour: red }</style>", "colour"),
}
"""A text of the page, the defect in its place, and what vnu must say of it."""
DARK_AND_NARROW = "@media (prefers-color-scheme: dark) and (max-width: 400px) { %s }"
ACCESS = {
    "no main landmark": ('<main id="text">', '<div id="text">', "landmark-one-main"),
    "a picture without alternative text": (' alt="', ' data-alt="', "image-alt"),
    "a note without a way back": ('">1</a>', '"></a>', "link-name"),
    "headings that skip a level": ("<h2 id=", "<h5 id=", "heading-order"),
}
FAINT = "main p { color: #333 }"


@pytest.fixture(scope="module")
def pages(publications: dict[str, Built], report_of_all: Path) -> dict[str, Path]:
    made = {name: built.html for name, built in publications.items()}
    built = publications["commentary"].html.with_name("report.html")
    return {**made, "report": built, "report of all": report_of_all}


@pytest.fixture(scope="module")
def report_of_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with each kind of check and problem."""
    checks = (
        Check("PDF/X-4", "briefbuild 0", "failed", "31 rules", ("a fault", "another")),
        Check("PDF/UA-1", "veraPDF 1", "passed with warnings", "106 rules", ("a doubt",)),
        Check("EPUB 3.3", "EPUBCheck", "not made", "", ("it wasn’t there",)),
    )
    rules = (Result("boxes", "Boxes lie within each other", "ISO 15930-7", ("one doesn’t",)),)
    file = File("a-press.pdf", "press", 1234, "0" * 64, {"words": 2}, False, {}, rules, checks)
    place = Place("brief/a.md", 3, 4)
    found = (
        problem("proof-unclaimed", format="pdf", claim="PDF/UA-1"),
        problem("text-glyph", place, characters="ж"),
    )
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(Report("brief", "A <Title>", found, (file,)).page(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def markup(pages: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    folder = tmp_path_factory.mktemp("markup")
    bad = [seeded(pages["commentary"], folder / f"{d}.html", *MARKUP[d][:2]) for d in MARKUP]
    return vnu_says([*pages.values(), *bad])


def seeded(good: Path, bad: Path, old: str, new: str) -> Path:
    """Copy a page with a defect in it."""
    html = good.read_text(encoding="utf-8")
    assert old in html
    bad.write_text(html.replace(old, new), encoding="utf-8")
    return bad


@pytest.mark.parametrize("name", [*PUBLICATIONS, "report", "report of all"])
def test_vnu_finds_no_fault(name: str, pages: dict[str, Path], markup: list[Finding]) -> None:
    found = [finding for finding in markup if finding.file == pages[name]]
    assert not found, wording(found)


@pytest.mark.parametrize("defect", MARKUP)
def test_vnu_catches(defect: str, markup: list[Finding]) -> None:
    found = [finding for finding in markup if finding.file.stem == defect]
    assert any(MARKUP[defect][2] in finding.message for finding in found), wording(found)


@pytest.fixture(scope="module")
def access(pages: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    folder = tmp_path_factory.mktemp("access")
    good, rule = pages["commentary"], DARK_AND_NARROW % FAINT
    bad = [seeded(good, folder / f"{d}.html", *ACCESS[d][:2]) for d in ACCESS]
    bad.append(seeded(good, folder / "faint.html", "</style>", f"{rule}</style>"))
    return axe_says([*pages.values(), *bad])


@pytest.mark.parametrize("name", [*PUBLICATIONS, "report", "report of all"])
def test_axe_finds_no_violation_on_any_screen(
    name: str, pages: dict[str, Path], access: list[Finding]
) -> None:
    found = [finding for finding in access if finding.file == pages[name]]
    assert not found, wording(found)


@pytest.mark.parametrize("defect", ACCESS)
def test_axe_catches(defect: str, access: list[Finding]) -> None:
    found = [finding for finding in access if finding.file.stem == defect]
    assert ACCESS[defect][2] in {finding.rule for finding in found}, wording(found)


def test_axe_sees_what_only_one_screen_shows(access: list[Finding]) -> None:
    found = [finding for finding in access if finding.file.stem == "faint"]
    assert [(f.rule, f.place) for f in found] == [("color-contrast", "390 px, dark")]
