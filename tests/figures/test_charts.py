"""Charts: the same bytes each time, the house's look, nothing from outside, and true pictures."""

from __future__ import annotations

import csv
import json
import math
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from briefbuild.figures.chart_fields import missing_fields
from briefbuild.figures.chart_look import CONFIG
from briefbuild.figures.charts import Studio, draw_chart
from briefbuild.house import load_house
from briefbuild.problems import Problem
from briefbuild.svg.read import SvgPicture
from tests.building import ROOT

FIGURES = ROOT / "brief" / "figures"
SPECS = sorted(FIGURES.glob("*.vl.json"))
Draw = Callable[[dict[str, Any] | str], tuple[SvgPicture | None, list[Problem]]]
BARS = {
    "data": {"url": "d.csv"},
    "mark": "bar",
    "encoding": {"x": {"field": "a"}, "y": {"field": "b", "type": "quantitative"}},
}


@pytest.fixture(scope="module")
def studio() -> Studio:
    house, problems = load_house(ROOT / "styles", "styles")
    assert house
    assert not problems
    return Studio(house.tokens, house.fonts)


@pytest.fixture(scope="module")
def drawn(studio: Studio) -> dict[str, SvgPicture]:
    """The charts of the brief that ships, by the name of their file."""
    pictures = {}
    for path in SPECS:
        picture, problems = draw_chart(path.read_bytes(), path, ROOT / "brief", path.name, studio)
        assert not problems
        assert picture
        pictures[path.name] = picture
    return pictures


@pytest.fixture
def draw(tmp_path: Path, studio: Studio) -> Draw:
    """Draw a spec that stands in a brief of its own, with a data file beside it."""
    (tmp_path / "outside.csv").write_text("a,b\nx,1\n")
    folder = tmp_path / "brief" / "figures"
    folder.mkdir(parents=True)
    (folder / "d.csv").write_text("a,b\nx,1\ny,2\n")

    def chart(spec: dict[str, Any] | str) -> tuple[SvgPicture | None, list[Problem]]:
        path = folder / "c.vl.json"
        path.write_text(spec if isinstance(spec, str) else json.dumps(spec, indent=2))
        return draw_chart(path.read_bytes(), path, folder.parent, "c.vl.json", studio)

    return chart


def texts(picture: SvgPicture) -> list[str]:
    root = etree.fromstring(picture.text.encode())
    return ["".join(map(str, e.itertext())) for e in root.iter("{*}text")]


def strings(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list | dict):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from strings(part)


def mark_place(picture: SvgPicture, width: float) -> tuple[float, float]:
    """The centre of the marks with a stroke `width` wide."""
    root = etree.fromstring(picture.text.encode())
    (mark,) = [e for e in root.iter("{*}path") if e.get("stroke-width") == f"{width:g}"]
    found = re.match(r"translate\(([\d.]+),([\d.]+)\)", mark.get("transform") or "")
    assert found
    return float(found[1]), float(found[2])


# ── the look ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.name)
def test_a_spec_names_no_colour_and_no_family_of_its_own(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", text)
    spec = json.loads(text)
    colours = re.findall(r'"(?:fill|stroke|color)": (?:\{"value": )?"([^"]+)"', text)
    assert all(colour.startswith(("var(", "color-mix(")) for colour in colours)
    assert "font" not in set(spec.get("config", {}))


def test_every_token_that_charts_name_is_in_tokens_css(studio: Studio) -> None:
    named = {t for s in strings(CONFIG) for t in re.findall(r"var\((--[\w-]+)\)", s)}
    for path in SPECS:
        named |= set(re.findall(r"var\((--[\w-]+)\)", path.read_text()))
    assert named
    assert named <= set(studio.tokens)


def test_a_changed_token_changes_the_chart(studio: Studio) -> None:
    path = FIGURES / "china-exports.vl.json"
    green = Studio({**studio.tokens, "--chart-1": "#123456"}, studio.fonts)
    picture, _ = draw_chart(path.read_bytes(), path, ROOT / "brief", path.name, green)
    assert picture
    assert "#123456" in picture.text


def test_colours_are_mixed_into_one_opaque_colour(draw: Draw) -> None:
    mark = {"type": "bar", "color": "color-mix(in srgb, var(--color-paper) 50%, #000000)"}
    picture, problems = draw({**BARS, "mark": mark})
    assert not problems
    assert picture
    assert "#808080" in picture.text


def test_letters_are_set_in_the_house_sans(drawn: dict[str, SvgPicture]) -> None:
    for picture in drawn.values():
        families = set(re.findall(r'font-family="([^"]+)"', picture.text))
        assert families == {"'Source Sans 3'"}


def test_lines_of_a_text_are_texts_of_their_own(drawn: dict[str, SvgPicture]) -> None:
    picture = drawn["china-exports.vl.json"]
    assert "tspan" not in picture.text
    lines = texts(picture)
    at = lines.index("KITA, citing")
    assert lines[at : at + 2] == ["KITA, citing", "China Customs"]


# ── always the same ──────────────────────────────────────────────────────────────────────────


def test_the_same_bytes_in_another_process_zone_and_locale(drawn: dict[str, SvgPicture]) -> None:
    code = (
        "import sys\nfrom tests.figures.test_charts import *\n"
        "house, _ = load_house(ROOT / 'styles', 'x')\n"
        "p = FIGURES / 'china-exports.vl.json'\n"
        "s = Studio(house.tokens, house.fonts)\n"
        "sys.stdout.write(draw_chart(p.read_bytes(), p, ROOT / 'brief', 'x', s)[0].text)"
    )
    other = {**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code], env=other, cwd=ROOT, capture_output=True, check=True
    )
    assert run.stdout.decode() == drawn["china-exports.vl.json"].text


@pytest.mark.parametrize("path", SPECS, ids=lambda p: p.name)
def test_the_same_bytes_again_after_other_charts(
    path: Path, drawn: dict[str, SvgPicture], studio: Studio
) -> None:
    again, _ = draw_chart(path.read_bytes(), path, ROOT / "brief", path.name, studio)
    assert again == drawn[path.name]


def test_a_field_in_local_time_is_refused_and_one_in_utc_is_drawn(draw: Draw) -> None:
    when = {"field": "a", "type": "temporal"}
    _, problems = draw({**BARS, "encoding": {"x": when}})
    assert [p.code for p in problems] == ["chart-local-time"]
    _, problems = draw({**BARS, "encoding": {"x": {**when, "timeUnit": "utcyear"}}})
    assert not problems


# ── nothing from outside, and every fault at its place ───────────────────────────────────────


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("../../outside.csv", "file-outside"),
        ("/etc/passwd", "file-outside"),
        ("https://example.org/d.csv", "chart-remote"),
        ("//example.org/d.csv", "chart-remote"),
        ("missing.csv", "file-missing"),
        ("../figures", "file-not-regular"),
    ],
)
def test_data_comes_from_files_of_the_brief_only(draw: Draw, url: str, code: str) -> None:
    picture, problems = draw({**BARS, "data": {"url": url}})
    assert picture is None
    assert [p.code for p in problems] == [code]
    assert problems[0].place
    assert (problems[0].place.line, problems[0].place.column) == (3, 12)


def test_a_link_out_of_the_brief_is_followed_before_it_is_judged(
    draw: Draw, tmp_path: Path
) -> None:
    (tmp_path / "brief" / "figures" / "link.csv").symlink_to(tmp_path / "outside.csv")
    _, problems = draw({**BARS, "data": {"url": "link.csv"}})
    assert [p.code for p in problems] == ["file-outside"]


@pytest.mark.parametrize(
    "part",
    [
        {"mark": {"type": "image", "url": "http://example.org/x.png"}},
        {"mark": {"type": "bar", "href": "http://example.org/"}},
        {"encoding": {"url": {"value": "file:///etc/passwd"}}},
    ],
)
def test_a_chart_links_and_fetches_nothing(draw: Draw, part: dict[str, Any]) -> None:
    picture, problems = draw({**BARS, **part})
    assert picture is None
    assert {p.code for p in problems} == {"chart-remote"}


@pytest.mark.parametrize(
    ("spec", "code", "place"),
    [
        ('{"mark": "bar",\n "data": }', "chart-json", (2, 10)),
        ('{\n "mark": {"type": "bar", "color": "var(--color-acent)"}}', "chart-token", (2, 35)),
        ('{"mark": {"type": "bar", "color": "color-mix(red, blue)"}}', "chart-token", (1, 35)),
        ('{"mark": "no-such-mark"}', "chart-drawing", (0, 0)),
        ("[]", "chart-drawing", (0, 0)),
        ("[" * 100_000, "chart-json", (0, 0)),
        ('{"data": {"url": "d.csv", "format": 5}, "mark": "bar"}', "chart-drawing", (0, 0)),
        ('{"data": {"url": 5}, "mark": "bar"}', "file-missing", (0, 0)),
        ('{"config": [], "mark": 5}', "chart-drawing", (0, 0)),
    ],
)
def test_faults_have_a_place(draw: Draw, spec: str, code: str, place: tuple[int, int]) -> None:
    picture, problems = draw(spec)
    assert picture is None
    assert [p.code for p in problems] == [code]
    assert problems[0].place
    assert (problems[0].place.line, problems[0].place.column) == place


def test_deep_nesting_is_a_problem_whoever_meets_it_first(draw: Draw) -> None:
    """How deep JSON may nest is Python's choice, and differs between its versions."""
    picture, problems = draw('{"a":' * 700 + "1" + "}" * 700)
    assert picture is None
    assert {p.code for p in problems} <= {"chart-json", "chart-drawing"}
    assert problems


def test_a_misspelt_token_is_named_with_its_neighbour(draw: Draw) -> None:
    _, problems = draw({**BARS, "mark": {"type": "bar", "color": "var(--color-acent)"}})
    assert problems[0].hint == "did you mean var(--color-accent)?"


def test_data_that_is_no_text_is_a_problem(draw: Draw, tmp_path: Path) -> None:
    (tmp_path / "brief" / "figures" / "d.csv").write_bytes(b"a,b\n\xff,1\n")
    assert [p.code for p in draw(BARS)[1]] == ["chart-data"]


# ── fields ───────────────────────────────────────────────────────────────────────────────────

X, Y = {"field": "a"}, {"field": "b", "type": "quantitative"}
DATA = {"values": [{"a": "x", "b": 1, "deep": {"c": [1, 2]}}, {"a": "y", "late": 3}]}
SHAPES = {"type": "Topology", "arcs": [], "objects": {"all": {"type": "GeometryCollection"}}}


def drawing(*transform: dict[str, Any], **fields: str) -> dict[str, Any]:
    """A chart of `DATA` behind transforms, of these fields by their channels."""
    encoding = {channel: {"field": name} for channel, name in fields.items()}
    return {"data": DATA, "transform": [*transform], "mark": "bar", "encoding": encoding}


def test_a_field_that_no_row_has_is_told_with_its_place(draw: Draw, tmp_path: Path) -> None:
    (tmp_path / "brief" / "figures" / "d.csv").write_text("Year,Flow\n2001,5\n")
    encoding = {"x": {"field": "Year"}, "y": {"title": "flow", "field": "flow"}}
    picture, problems = draw({**BARS, "encoding": encoding})
    assert picture is None
    assert [str(p) for p in problems] == [
        "c.vl.json:12:16: error[chart-field]: "
        "the chart draws “flow”, which no row of its data has\n"
        "  hint: the data have no “flow”; they have “Flow”, “Year”"
    ]


@pytest.mark.parametrize(
    ("spec", "missing"),
    [
        (drawing(x="a", y="B", color="B"), ["B"]),
        (drawing(x="late", y="deep.c[1]"), []),
        (drawing(x="deep.d", y="deep.c[7]"), ["deep.d", "deep.c[7]"]),
        (drawing({"calculate": "datum.b + 1", "as": "n"}, y="n"), []),
        (drawing({"calculate": "datum.q + 1", "as": "n"}, y="n"), ["q"]),
        (drawing({"filter": "datum['p q'] > 1"}, y="b"), ["p q"]),
        (drawing({"filter": "isValid(datum.q)"}, y="b"), []),
        (drawing({"filter": {"not": {"field": "q", "equal": 1}}}, y="b"), ["q"]),
        (drawing({"filter": {"field": "q", "valid": True}}, y="b"), []),
        (drawing({"fold": ["a", "b"]}, x="key", y="value"), []),
        (drawing({"fold": ["a", "b"], "as": ["k", "v"]}, x="k", y="value"), ["value"]),
        (drawing({"bin": True, "field": "b", "as": "n"}, x="n", x2="n_end"), []),
        (drawing({"stack": "b", "groupby": ["a"], "as": ["s", "t"]}, y="s", y2="t"), []),
        (drawing({"pivot": "a", "value": "b"}, y="whatever"), []),
        (drawing({"impute": "b", "key": "a", "value": "none"}, y="b"), []),
        (drawing({"density": "b"}, x="value", y="density"), []),
        (drawing({"density": "b"}, x="value", y="a"), ["a"]),
        (drawing({"regression": "b", "on": "late"}, x="late", y="b"), []),
        (drawing({"window": [{"op": "rank", "as": "r"}]}, x="a", y="r"), []),
        (
            drawing(
                {"aggregate": [{"op": "sum", "field": "b", "as": "n"}], "groupby": ["a"]}, y="b"
            ),
            ["b"],
        ),
        (
            drawing({"lookup": "a", "from": {"data": DATA, "key": "a", "fields": ["w"]}}, y="w"),
            [],
        ),
        ({**drawing(x="a"), "data": {"values": [1, 2]}, "encoding": {"x": {"field": "data"}}}, []),
        ({**drawing(x="q"), "data": {"sphere": True}}, []),
        ({**drawing(x="q"), "data": {"name": "d"}, "datasets": {"d": [{"a": 1}]}}, ["q"]),
        (
            {
                **drawing(x="properties.iso"),
                "data": {"values": SHAPES, "format": {"type": "topojson", "feature": "all"}},
            },
            ["properties.iso"],
        ),
        (
            {
                "data": DATA,
                "encoding": {"x": X, "y": {"field": "q", "sort": {"field": "z"}}},
                "layer": [{"mark": "bar"}, {"mark": "rule", "data": {"values": [{"q": 1}]}}],
            },
            ["q", "z"],
        ),
        (
            {
                "data": DATA,
                "encoding": {"x": X},
                "layer": [
                    {"mark": "bar", "encoding": {"y": Y}},
                    {
                        "mark": "rule",
                        "data": {"values": [{"t": 1}]},
                        "encoding": {"y": {"field": "t"}},
                    },
                ],
            },
            [],
        ),
        (
            {
                "data": DATA,
                "repeat": ["b", "q"],
                "spec": {"mark": "bar", "encoding": {"y": {"field": {"repeat": "repeat"}}}},
            },
            ["q"],
        ),
        (
            {"data": DATA, "facet": {"field": "q"}, "spec": {"mark": "bar", "encoding": {"x": X}}},
            ["q"],
        ),
        ({"data": DATA, "hconcat": [{"mark": "bar", "encoding": {"x": {"field": "q"}}}]}, ["q"]),
    ],
)
def test_fields_are_followed_through_transforms(spec: dict[str, Any], missing: list[str]) -> None:
    assert [found.field for found in missing_fields(spec)] == missing


def test_a_name_with_a_dot_is_told_how_to_be_written(draw: Draw) -> None:
    data = {"values": [{"v. 2": 1}]}
    _, problems = draw({"data": data, "mark": "bar", "encoding": {"y": {"field": "v. 2"}}})
    assert problems[0].hint == r"write “v\\. 2”: a dot or a bracket alone leads into a row"
    picture, problems = draw(
        {"data": data, "mark": "point", "encoding": {"y": {"field": r"v\. 2", "type": "nominal"}}}
    )
    assert picture
    assert not problems


# ── the map ──────────────────────────────────────────────────────────────────────────────────


def test_the_map_says_both_names_of_the_islands_and_of_the_sea(
    drawn: dict[str, SvgPicture],
) -> None:
    words = " ".join(texts(drawn["korea-japan-map.vl.json"]))
    label = "Dokdo/Takeshima — administered by South Korea; claimed by Japan"
    assert label in words
    assert "Sea of Japan (East Sea)" in words


def conic(longitude: float, latitude: float) -> tuple[float, float]:
    """Snyder, Map Projections (USGS 1395), eq. 15-1 to 15-4, on a sphere, in the map's px."""
    first, second, scale = math.radians(34), math.radians(42), 1720
    at = [math.tan(math.pi / 4 + a / 2) for a in (first, second, math.radians(latitude))]
    n = math.log(math.cos(first) / math.cos(second)) / math.log(at[1] / at[0])
    f = math.cos(first) * at[0] ** n / n
    rho, theta = f / at[2] ** n, n * math.radians(longitude - 133)
    return 239.6 + scale * rho * math.sin(theta), 1388.3 - scale * (f - rho * math.cos(theta))


def test_the_ring_stands_where_the_islands_are(drawn: dict[str, SvgPicture]) -> None:
    ring = mark_place(drawn["korea-japan-map.vl.json"], 1)
    assert ring == pytest.approx(conic(131.8650, 37.2426), abs=0.1)


def test_the_scale_bar_is_true_within_one_per_cent() -> None:
    spec = json.loads((FIGURES / "korea-japan-map.vl.json").read_text())
    (bar,) = [layer for layer in spec["layer"] if layer["name"] == "scale-bar"]
    ends = bar["layer"][0]["encoding"]
    length = ends["x2"]["value"] - ends["x"]["value"]
    kilometres = 2 * math.pi * 6371.0088 / 360
    for latitude in (31.5, 34, 38, 42, 43.5):
        (_, south), (_, north) = conic(133, latitude - 0.5), conic(133, latitude + 0.5)
        assert (south - north) * 200 / kilometres == pytest.approx(length, rel=0.01)


def test_the_frame_ends_west_of_the_southern_kurils() -> None:
    habomai, kunashir = conic(145.9, 43.4), conic(145.4, 43.7)
    assert min(habomai[0], kunashir[0]) > 487


def test_no_country_holds_the_islands() -> None:
    shapes = json.loads((FIGURES / "korea-japan.geojson").read_text())["features"]
    names = [s["properties"]["iso"] for s in shapes]
    assert sorted(names) == ["CHN", "JPN", "KOR", "PRK", "RUS"]
    for shape in shapes:
        geometry = shape["geometry"]
        parts = geometry["coordinates"]
        for part in parts if geometry["type"] == "MultiPolygon" else [parts]:
            for ring in part:
                assert not encloses(ring, 131.8650, 37.2426)
                assert all(math.dist(p, (131.8650, 37.2426)) > 0.3 for p in ring)


def encloses(ring: list[list[float]], x: float, y: float) -> bool:
    """Whether a point lies in a ring, by the edges that a ray from it crosses."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


# ── the chart ────────────────────────────────────────────────────────────────────────────────


def rows() -> list[dict[str, str]]:
    with (FIGURES / "china-exports.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_has_its_source_vintage_and_quality() -> None:
    for row in rows():
        assert all(row[key].strip() for key in ("source", "vintage", "quality"))
        assert row["precision"] in ("exact", "approximate")
        assert ("c. " in row["label"]) == (row["precision"] == "approximate")


def columns(picture: SvgPicture) -> list[tuple[float, str | None]]:
    """Each column's height in px and its dash, from left to right."""
    found = []
    for path in etree.fromstring(picture.text.encode()).iter("{*}path"):
        shape = re.fullmatch(r"M([\d.]+),([\d.]+)h[\d.]+v([\d.]+)h-[\d.]+Z", path.get("d") or "")
        if shape and path.get("fill") not in (None, "none"):
            found.append((float(shape[1]), float(shape[3]), path.get("stroke-dasharray")))
    return [(height, dash) for _, height, dash in sorted(found)]


def test_the_chart_draws_the_points_of_the_csv_and_no_other(
    drawn: dict[str, SvgPicture],
) -> None:
    picture = drawn["china-exports.vl.json"]
    values = [float(row["value"]) for row in rows()]
    heights = [height for height, _ in columns(picture)]
    assert heights == pytest.approx([value * 184 / 180 for value in values], abs=0.01)
    shown = texts(picture)
    assert [t for t in shown if re.fullmatch(r"(c\. )?\d+(\.\d+)?", t) and not is_year(t)] == [
        row["label"] for row in rows()
    ]
    assert [t for t in shown if is_year(t)] == ["2017", "2018", "2019", "2020", "2021", "2022"]


def test_only_the_approximate_figure_is_dashed(drawn: dict[str, SvgPicture]) -> None:
    dashes = [dash is not None for _, dash in columns(drawn["china-exports.vl.json"])]
    assert dashes == [row["precision"] == "approximate" for row in rows()]


def is_year(text: str) -> bool:
    return re.fullmatch(r"20\d\d", text) is not None
