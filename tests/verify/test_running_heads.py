"""The margins of pages are held to what a style asks for there, whatever it is."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefbuild.house import load_house
from briefbuild.render.pages.margin_boxes import MarginBoxes, margin_boxes
from briefbuild.verify.reading import ReadMargin
from briefbuild.verify.running_heads import margin_problems
from tests.verify.sample import ROOT, Sample, said

TITLE = "Rivers and their Names"
FIRST = ("1",)
"""The default style has no running head on the first page."""


def asked(good: Sample, folder: Path, css: str = "") -> MarginBoxes:
    """What the default style asks for with one more rule."""
    house = good.edition.house
    if css:
        styles = folder / "styles"
        shutil.copytree(ROOT / "styles", styles)
        sheet = styles / "print.css"
        sheet.write_text(sheet.read_text(encoding="utf-8") + css, encoding="utf-8")
        changed, _ = load_house(styles, "styles")
        assert changed is not None
        house = changed
    boxes = margin_boxes(replace(good.edition, house=house), "print.css")
    assert boxes is not None
    return boxes


def found(boxes: MarginBoxes, *pages: tuple[str, ...]) -> str:
    margins = [ReadMargin(pieces) for pieces in pages]
    return said(tuple(margin_problems(boxes, margins, ("Of", "fords"), "pdf")))


@pytest.mark.parametrize(
    ("second", "wording"),
    [
        (("BIPSS COMMENTARY", TITLE, "2"), ""),
        (("BIPSS COMMENTARY", "Rivers and", "their Names", "2"), ""),
        (("BIPSS COMMENTARY", TITLE), "“2”: is missing (page 2)"),
        (("BIPSS COMMENTARY", TITLE, "3"), "“2”: is “3” in the file (page 2)"),
        (("BIPSS COMMENTARY", TITLE, "2", "2"), "“2”: stands there"),
        (("BIPSS COMMENTARY", "2"), f"“{TITLE}”: is missing (page 2)"),
        (("BIPSS COMMENTARY", "Rivers and their Nemas", "2"), "is “Rivers and their Nemas”"),
    ],
)
def test_a_page_of_the_default_style(
    good: Sample, tmp_path: Path, second: tuple[str, ...], wording: str
) -> None:
    told = found(asked(good, tmp_path), FIRST, second)
    assert told.count("error[") == bool(wording)
    assert wording in told


@pytest.mark.parametrize(
    ("css", "first", "wording"),
    [
        ("@page { @bottom-right { content: none } }", (), ""),
        ("@page { @bottom-right { content: none } }", FIRST, "“1”: stands there"),
        ('@page { @bottom-right { content: "– " counter(page) " –" } }', ("– 1 –",), ""),
        ('@page { @bottom-right { content: counter(page) "/" counter(pages) } }', ("1/1",), ""),
        ("@page :left { @bottom-right { content: none } }", (), ""),
        ("@page { @bottom-right { visibility: hidden } }", (), ""),
        ("@page wide { @bottom-right { content: none } }", (), ""),
        ("html { counter-reset: page 8 }", ("9",), ""),
        ("h1 { string-set: status content() }", ("1", "Of fords"), ""),
        ("h1 { string-set: status content() }", ("1", "Of birds"), "“Of birds”: stands there"),
    ],
)
def test_other_styles(
    good: Sample, tmp_path: Path, css: str, first: tuple[str, ...], wording: str
) -> None:
    told = found(asked(good, tmp_path, css), first)
    assert (wording in told) if wording else (told == "")
