"""Each file may be so large and no larger, and is named with what was found and what is read."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from briefbuild import limits
from briefbuild.house import load_house
from briefbuild.limits import Limit
from briefbuild.load import load
from briefbuild.press_style import read_press_style
from tests.building import ROOT
from tests.fault_cases import Part, found_in, lay_out

HEAD = 'title: A Title\nslug: a-title\nlang: en\ndate: "2023"\nauthors:\n  - name: A. Author\n'
FIGURE = {
    "brief.yaml": Part(
        f"{HEAD}sections:\n  - sections/a.md\nfigures:\n  fig-a:\n    file: figures/a.vl.json\n"
        "    alt: Bars.\n    credit: An author\n"
        "    rights: {holder: public domain, permission: not-needed}\n"
    ),
    "sections/a.md": Part("# Heading\n\n![A chart.](../figures/a.vl.json){#fig-a}\n"),
}
CHART = '{"data": {"url": "a.csv"}, "mark": "bar", "encoding": {"x": {"field": "a"}}}'


def exceeds(limit: Limit, found: int, name: str = "") -> str:
    what = name or limit.thing
    return f"{what} has {found} {limit.unit}, more than the {limit.most} that are read"


def sections(number: int, size: int = 0) -> dict[str, Part]:
    names = [f"sections/{n}.md" for n in range(number)]
    listed = "".join(f"  - {name}\n" for name in names)
    text = "# Heading\n\nText.\n" + "a " * (size // 2)
    return {"brief.yaml": Part(f"{HEAD}sections:\n{listed}")} | dict.fromkeys(names, Part(text))


LONG = "sections/0.md"
BRIEFS = {
    "sections": (sections(1_001), exceeds(limits.SECTIONS, 1_001)),
    "a section": (sections(1, 1_000_000), exceeds(limits.SECTION_BYTES, 1_000_017, LONG)),
    "all sections": (sections(9, 900_000), exceeds(limits.TEXT_BYTES, 8_100_153)),
    "values": (
        {"brief.yaml": Part(f"{HEAD}keywords: [{'a, ' * 20_000}]\nsections:\n  - sections/a.md\n")},
        exceeds(limits.YAML_VALUES, 20_001, "brief.yaml"),
    ),
}


@pytest.mark.parametrize("name", BRIEFS)
def test_a_text_beyond_its_limit_is_named(name: str, tmp_path: Path) -> None:
    files, said = BRIEFS[name]
    lay_out(files, tmp_path / "brief")
    problems = load(tmp_path / "brief", "brief").problems
    assert [p.message for p in problems if p.code == "too-much"] == [said]


def test_a_chart_beyond_its_limit_is_named(tmp_path: Path) -> None:
    size = limits.CHART_BYTES.most + 1
    files = {**FIGURE, "figures/a.vl.json": Part(CHART.ljust(size))}
    found = [p for p in found_in(files, tmp_path / "brief") if p.code == "too-much"]
    assert [p.message for p in found] == [exceeds(limits.CHART_BYTES, size, "figures/a.vl.json")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            "a\n" + "1\n" * 50_001,
            exceeds(limits.DATA_ROWS, 50_002, "a.csv"),
        ),
        ("a\n" + "1" * 10_000_000, exceeds(limits.DATA_BYTES, 10_000_002, "figures/a.csv")),
    ],
    ids=["rows", "bytes"],
)
def test_a_charts_data_beyond_its_limit_is_named(data: str, said: str, tmp_path: Path) -> None:
    files = {**FIGURE, "figures/a.vl.json": Part(CHART), "figures/a.csv": Part(data)}
    found = [p for p in found_in(files, tmp_path / "brief") if p.code == "too-much"]
    assert [p.message for p in found] == [said]


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("fonts/large.otf", limits.FONT_BYTES),
        ("tokens.css", limits.SHEET_BYTES),
        ("house.yaml", limits.YAML_BYTES),
        ("press/coated.icc", limits.PROFILE_BYTES),
    ],
)
def test_a_style_s_file_beyond_its_limit_is_named(name: str, limit: Limit, tmp_path: Path) -> None:
    style = Path(shutil.copytree(ROOT / "styles", tmp_path / "style"))
    path = style / name
    if name.endswith(".icc"):
        with (style / "press.css").open("a", encoding="utf-8") as sheet:
            sheet.write(f':root {{ --press-profile: "{name}" }}\n')
    path.touch()
    os.truncate(path, limit.most + 1)
    house, problems = load_house(style, "style")
    if house is not None:  # the profile is read for the press alone
        problems += read_press_style(house)[1]
    found = [p for p in problems if p.code == "too-much"]
    assert [p.message.partition(" has ")[2] for p in found] == [
        exceeds(limit, limit.most + 1).partition(" has ")[2]
    ]
