"""An exception of WeasyPrint's is told at the rule that it comes from (style-fails)."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from weasyprint.formatting_structure import build

from briefbuild.house import load_house
from briefbuild.render.pages import typeset as typesetting
from briefbuild.render.pages.corrections import own_markers
from briefbuild.render.pages.failures import failing_rule, failure, is_weasyprints
from briefbuild.render.pages.typeset import typeset
from tests.render.pdf.printing import edition
from tests.verify.sample import ROOT

FAILING = "\n\nli { margin: 0 }\n  li::marker { content: 'x' }\nli { margin: 0 }\n"


def test_the_rule_that_layout_fails_on_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "marker_to_box", own_markers.STOCK)
    monkeypatch.setattr(own_markers, "CORRECTED", own_markers.STOCK)
    styles = tmp_path / "styles"
    shutil.copytree(ROOT / "styles", styles)
    box = styles / "components" / "box.css"
    lines = box.read_text(encoding="utf-8").count("\n")
    box.write_text(box.read_text(encoding="utf-8") + FAILING, encoding="utf-8")
    house, _ = load_house(styles, "styles")
    assert house is not None
    made = typeset(replace(edition("1. one\n", tmp_path), house=house), "print.css")
    assert made.document is None
    assert made.write() == b""
    (found,) = made.problems
    assert found.code == "style-fails"
    assert str(found.place) == f"styles/components/box.css:{lines + 4}:3"
    assert "min-content width for TextBox" in found.message


def test_what_no_sheet_is_to_blame_for_has_no_place() -> None:
    def fails(others: Mapping[str, str]) -> bool:
        return True

    assert failing_rule({"a.css": "p {}", "b.css": "p {}"}, fails) is None
    assert failure(ValueError("x")).hint == "please report this, with the style and the brief"


def test_a_fault_of_our_own_is_none_of_weasyprints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("ours")

    monkeypatch.setattr(typesetting, "end_lines_with_spaces", broken)
    with pytest.raises(ValueError, match="ours") as caught:
        typeset(edition("text\n", tmp_path), "print.css")
    assert not is_weasyprints(caught.value)


def test_a_changed_sheet_is_tried_before_those_that_came_with_the_program() -> None:
    """Without either there is no failure: the one that was never proved is to blame."""

    def fails(others: Mapping[str, str]) -> bool:
        return not {"base.css", "notes.css"} & {f for f, css in others.items() if "p" not in css}

    sheets = {"base.css": "p {}", "notes.css": "p {}"}
    assert str(failing_rule(sheets, fails)) == "notes.css:1:1"
    assert str(failing_rule(sheets, fails, ["base.css"])) == "base.css:1:1"
