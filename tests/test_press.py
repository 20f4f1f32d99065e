"""The press PDF as an editor meets it: on demand, proved again, its preflight in the report."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from briefbuild.cli import run
from briefbuild.render.formats import FORMATS
from tests.building import ROOT, yaml_with

YAML = yaml_with({"fig-photo": "photo.png"})
SECTION = "# One\n\nText.[^n]\n\n![A photograph](photo.png){#fig-photo}\n\n[^n]: A note.\n"


@pytest.fixture
def brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound brief with a photograph, in the current folder."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "brief"
    folder.mkdir()
    (folder / "brief.yaml").write_text(YAML, encoding="utf-8")
    (folder / "a.md").write_text(SECTION, encoding="utf-8")
    Image.new("RGB", (1600, 800), (90, 120, 150)).save(folder / "photo.png")
    return folder


def report(folder: Path) -> dict[str, dict[str, object]]:
    """What the report says of each file."""
    text = (folder / "build/brief/report.json").read_text(encoding="utf-8")
    return {file["file"]: file for file in json.loads(text)["files"]}


def test_the_preflights_result_stands_in_the_report(brief: Path) -> None:
    assert run(["build", "--format", "press"]) == 0
    file = report(brief.parent)["brief-press.pdf"]
    rules = file["preflight"]
    assert isinstance(rules, list)
    assert {"rule", "says", "source", "found"} == set(rules[0])
    assert [rule["rule"] for rule in rules if rule["found"]] == []
    page = (brief.parent / "build/brief/report.html").read_text(encoding="utf-8")
    assert "Preflight of brief-press.pdf" in page
    assert all(rule["says"] in page for rule in rules)
    assert page.count('<td class="ok">kept</td>') == len(rules)


def test_it_is_made_on_demand_and_stays_while_nothing_changes(brief: Path) -> None:
    assert [format.name for format in FORMATS][-1] == "press"
    assert run(["build", "--format", "pdf,press"]) == 0
    first = (brief.parent / "build/brief/brief-press.pdf").read_bytes()
    assert run(["build", "--format", "pdf"]) == 0
    assert set(report(brief.parent)) == {"brief.pdf", "brief-press.pdf"}
    assert (brief.parent / "build/brief/brief-press.pdf").read_bytes() == first
    (brief / "a.md").write_text(SECTION.replace("Text", "Other text"), encoding="utf-8")
    assert run(["build", "--format", "pdf"]) == 0
    assert set(report(brief.parent)) == {"brief.pdf"}


def test_it_is_proved_again(brief: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--format", "press"]) == 0
    assert run(["verify"]) == 0
    path = brief.parent / "build/brief/brief-press.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].contents_add(b"/Artifact BMC 1 0 0 rg 90 90 9 9 re f EMC")
        pdf.save(path)
    capsys.readouterr()
    assert run(["verify"]) == 1
    assert "error[proof-preflight]: press: preflight, colour-spaces" in capsys.readouterr().err


def test_a_binding_fills_up_the_pages_and_is_said(
    brief: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (brief / "brief.yaml").write_text(YAML + "binding: saddle-stitch\n", encoding="utf-8")
    assert run(["build", "--format", "press"]) == 0
    assert "4 pages, 3 blank pages" in capsys.readouterr().out


def test_too_few_pixels_have_their_place_and_what_is_needed(
    brief: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Image.new("RGB", (800, 400)).save(brief / "photo.png")
    assert run(["build", "--format", "press"]) == 1
    err = capsys.readouterr().err
    assert "brief/a.md:5:1: error[press-resolution]: photo.png has 158 dpi" in err
    assert "1512 pixels wide" in err
    assert not (brief.parent / "build/brief").exists()


@pytest.mark.parametrize("styles", [ROOT / "styles", ROOT / "examples" / "example-institute"])
def test_the_specimen_passes_its_preflight(styles: Path, tmp_path: Path) -> None:
    """Also in a style that has no inks of its own: its colours go through the profile."""
    brief = ROOT / "styles" / "specimen"
    out = ["--out", str(tmp_path / "out"), "--styles", str(styles)]
    assert run(["build", str(brief), "--format", "press", "--strict", *out]) == 0
