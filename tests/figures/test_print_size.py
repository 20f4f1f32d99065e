"""The width that is foretold for a figure is the one that it is printed at."""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint.formatting_structure.boxes import ReplacedBox
from weasyprint.layout.replaced import replacedbox_layout

from briefbuild.figures.print_size import pixels_for, printed_width, sizes_in
from briefbuild.house import default_styles, load_house
from briefbuild.render.pages.sources import target_of
from briefbuild.render.pages.typeset import typeset
from tests.building import OTHER_STYLES, prepared, yaml_with

SIZES = ("", "half", "wide", "full-page")
SHAPES = {"flat": 3.0, "high": 0.4}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 100"><path d="M0 0h9v9z"/></svg>'


@pytest.mark.parametrize(
    "style", [default_styles(), *OTHER_STYLES], ids=lambda style: str(style.name)
)
def test_each_class_is_printed_as_wide_as_foretold(style: Path, tmp_path: Path) -> None:
    brief = tmp_path / "brief"
    (brief / "figures").mkdir(parents=True)
    text, files = "# Figures\n", {}
    for shape, aspect in SHAPES.items():
        for size in SIZES:
            name = f"{shape}-{size or 'none'}"
            files[f"fig-{name}"] = f"figures/{name}.svg"
            (brief / "figures" / f"{name}.svg").write_text(SVG.format(aspect * 100))
            given = f" .{size}" if size else ""
            text += f"\n![A picture](figures/{name}.svg){{#fig-{name}{given}}}\n"
    (brief / "brief.yaml").write_text(yaml_with(files), encoding="utf-8")
    (brief / "a.md").write_text(text, encoding="utf-8")
    made = prepared(brief, style, tmp_path)
    assert made.edition is not None, list(map(str, made.problems))
    pages = typeset(made.edition, "print.css").document
    assert pages is not None
    drawn = {
        target_of(box.element.get("src")): replacedbox_layout(box)[0] * 0.75
        for page in pages.pages
        for box in page._page_box.descendants()
        if isinstance(box, ReplacedBox)
    }
    sizes = sizes_in(made.edition.blocks)
    assert drawn.keys() == sizes.keys() == set(files.values())
    for file, (size,) in sizes.items():
        aspect = SHAPES[Path(file).stem.split("-")[0]]
        assert drawn[file] == pytest.approx(printed_width(size, aspect, made.edition.house), 0.002)


def test_the_pixels_are_those_that_the_handbook_names() -> None:
    house, _ = load_house(default_styles(), "styles")
    assert house is not None
    found = {size: pixels_for(printed_width(size, 1.5, house)) for size in SIZES}
    assert found == {"": 1512, "half": 733, "wide": 1890, "full-page": 1890}
