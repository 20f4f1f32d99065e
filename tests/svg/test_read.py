"""SVG pictures: what acts, fetches, unfolds or can't be set is refused, the rest is kept."""

from __future__ import annotations

import pytest

from briefbuild.figures.raster import draw_png
from briefbuild.problems import Problem
from briefbuild.svg.read import SvgPicture, font_families, read_svg
from tests.building import ROOT

FONTS = ROOT / "styles" / "fonts"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def read(
    inside: str, attributes: str = 'viewBox="0 0 200 80"'
) -> tuple[SvgPicture | None, list[Problem]]:
    return read_svg(f"{HEAD} {attributes}>\n{inside}\n</svg>".encode(), "p.svg", FONTS)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p>text</p></foreignObject>",
        '<rect onclick="alert(1)"/>',
        '<image href="http://example.org/x.png"/>',
        '<image xlink:href="../secret.png"/>',
        '<image href="file:///etc/passwd"/>',
        '<use href="other.svg#part"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        "<style>@import 'http://example.org/x.css';</style>",
        '<rect style="fill: url(http://example.org/x)"/>',
        '<rect fill="url(other.svg#g)"/>',
        '<g id="a"><rect/></g><g id="b"><use href="#a"/></g><use xlink:href="#b"/>',
    ],
)
def test_what_a_picture_may_not_hold_is_refused_at_its_line(inside: str) -> None:
    picture, problems = read(inside)
    assert picture is None
    assert [p.code for p in problems] == ["svg-content"]
    assert problems[0].place
    assert problems[0].place.line == 2


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ('<rect mask="url(#m)"/>', "a mask"),
        ('<rect style="fill: red; mask:url(#m)"/>', "a mask"),
        ('<style>.a { fill: red; mask: url("#m") }</style>', "a mask"),
        ('<g filter="url(#f)"><rect/></g>', "a filter"),
        ('<rect style="clip-path: circle(40px)"/>', "a clipping path that"),
        ('<clipPath id="c" clipPathUnits="objectBoundingBox"><rect/></clipPath>', "in units"),
        ('<clipPath id="c"><path clip-rule="evenodd" d="M0 0"/></clipPath>', "with holes"),
        ('<clipPath id="c"><text>A</text></clipPath>', "a “text” in a clipping path"),
        ('<line stroke="url(#g)"/>', "a line with a gradient"),
        ('<radialGradient id="g"/>', "a radial gradient"),
        ('<rect style="mix-blend-mode:multiply"/>', "a blend mode"),
        ('<rect paint-order="stroke"/>', "a paint order"),
        ('<rect visibility="collapse"/>', "collapse"),
        ('<line vector-effect="non-scaling-stroke"/>', "a vector effect"),
        ('<text text-decoration="underline">A</text>', "a line under"),
        ('<text>A<tspan baseline-shift="super">2</tspan></text>', "raised or lowered"),
        ('<text style="font: bold 9px X">A</text>', "a “font”"),
        ('<text><textPath href="#t">A</textPath></text>', "text along a path"),
        ("<flowRoot><flowPara>A</flowPara></flowRoot>", "flowing text"),
        ('<rect><animate attributeName="x"/></rect>', "an animation"),
        ('<s:set xmlns:s="http://www.w3.org/2000/svg"/>', "an animation"),
        ("<style>.x { animation: f .1s infinite }</style>", "an animation"),
        ("<style>@keyframes f { 50% { opacity: 0 } }</style>", "an animation"),
        ("<style>.x { ANIMATI\\4fN: f 1s }</style>", "an animation"),
        ('<rect style="-webkit-animation-name: f"/>', "an animation"),
        ('<rect style="transition: opacity 1s"/>', "an animation"),
        ("<switch><g/><g/></switch>", "a “switch”"),
        ('<text text-anchor="end" x="9">A<tspan x="9" dy="9">B</tspan></text>', "several lines"),
        ('<rect style="width: 9px"/>', "“width” in a style"),
        ('<rect style="fill: var(--c)"/>', "a custom property"),
        ("<meshgradient/>", "the element “meshgradient”"),
    ],
)
def test_what_one_format_would_lose_is_refused_at_its_line(inside: str, what: str) -> None:
    picture, problems = read(inside)
    assert picture is None
    assert [p.code for p in problems] == ["svg-content"]
    assert what in problems[0].message
    assert problems[0].place
    assert problems[0].place.line == 2


def test_a_style_sheet_is_refused_at_the_line_of_what_is_lost() -> None:
    _, problems = read(
        "<style>\n/* mask:\n url(#m) */\n.a { fill: red }\n.b{ filter: url(#f) }</style>"
    )
    assert [p.place.line for p in problems if p.place] == [6]
    _, problems = read("<style>\n/* animation: f */\n.a { fill: red;\n animation: f 1s }</style>")
    assert [p.place.line for p in problems if p.place] == [5]


@pytest.mark.parametrize(
    "inside",
    [
        '<text font-family="Source Sans 3, sans-serif">Text &amp; more</text>',
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/>',
        '<g id="a"><rect/></g><use href="#a"/><use href="#a"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<mask id="m"><rect/></mask><filter id="f"><feBlend/></filter>',
        '<clipPath id="c"><circle r="9"/></clipPath><g clip-path="url(#c)" clip-rule="evenodd"/>',
        "<rect style=\"fill: url( '#g' )\"/>",
        '<radialGradient id="g" gradientUnits="userSpaceOnUse"/>',
        '<text style="text-decoration:none;word-spacing:0px;baseline-shift:baseline">A</text>',
        '<text style="font: 9px \'Source Sans 3\'; text-anchor: middle" x="9">A</text>',
        "<switch><g/></switch>",
        "<style>text { font-family: 'Source Serif 4' }</style>",
    ],
)
def test_what_a_picture_needs_is_kept(inside: str) -> None:
    picture, problems = read(inside)
    assert not problems
    assert picture
    assert inside.split()[0].split(">")[0] in picture.text


@pytest.mark.parametrize(
    "inside",
    [
        '<text font-family="Frutiger LT Std">no</text>',
        '<text style="font-family: Frutiger LT Std; fill: #000">no</text>',
        "<style>text { font-family: 'Frutiger LT Std', serif }</style>",
    ],
)
def test_a_family_that_the_house_lacks_is_refused(inside: str) -> None:
    _, problems = read(inside)
    assert [p.code for p in problems] == ["svg-font"]
    assert "Frutiger LT Std" in problems[0].message


def test_entities_are_refused() -> None:
    text = (
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>{HEAD}><text>&x;</text></svg>'
    )
    picture, problems = read_svg(text.encode(), "p.svg", FONTS)
    assert picture is None
    assert "svg-content" in [p.code for p in problems]


@pytest.mark.parametrize("text", ["<svg><text>Q&A</text></svg>", "", "not XML", "<html/>"])
def test_what_is_no_svg_is_refused(text: str) -> None:
    picture, problems = read_svg(text.encode(), "p.svg", FONTS)
    assert picture is None
    assert "svg-syntax" in [p.code for p in problems]


def test_the_size_is_the_view_box_or_else_becomes_it() -> None:
    picture, _ = read("<g/>", 'viewBox="0 0 300 100" width="10" height="10"')
    assert picture
    assert picture.aspect == 3
    picture, _ = read("<g/>", 'width="1in" height="48"')
    assert picture
    assert (picture.width, picture.height) == (96, 48)
    assert 'viewBox="0 0 96 48"' in picture.text


@pytest.mark.parametrize("size", ["", 'viewBox="0 0 0 10"', 'width="100%" height="50"'])
def test_a_picture_without_a_size_is_refused(size: str) -> None:
    assert [p.code for p in read("<g/>", size)[1]] == ["svg-content"]


def test_families_have_their_typographic_names() -> None:
    assert "Source Sans 3" in font_families(FONTS)
    assert not [name for name in font_families(FONTS) if "Semibold" in name]


@pytest.mark.parametrize(
    "inside",
    [
        '<text y="9" font-family="Source Sans 3">Words</text>',
        '<text y="9" font-family="\'Source Sans 3\'">Words</text>',
        '<text y="9" style="font-family: Source Sans 3, sans-serif; fill: red">Words</text>',
        '<style>text { font-family: Source Sans 3; }</style><text y="9">Words</text>',
    ],
)
def test_a_family_with_a_number_in_its_name_is_drawn(inside: str) -> None:
    picture, problems = read(inside)
    assert picture
    assert problems == []
    empty, _ = read("")
    assert empty
    assert draw_png(picture, 40, FONTS) != draw_png(empty, 40, FONTS)


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<g/>" * 20_000, "p.svg has 20001 elements, more than the 20000"),
        ("<g>" * 100 + "</g>" * 100, "p.svg has 101 levels of nesting, more than the 100"),
        (
            f"<path d='{' ' * 4_000_000}'/>",
            "characters besides its pictures, more than the 4000000",
        ),
        (
            f"<g id='a'>{'<rect/>' * 300}</g>" + "<use href='#a'/>" * 300,
            "p.svg has 90902 elements with every repetition, more than the 50000",
        ),
        (
            "".join(
                f"<pattern id='p{n}'>" + f"<rect fill='url(#p{n + 1})'/>" * 10 + "</pattern>"
                for n in range(9)
            ),
            "1000000000 elements with every repetition",
        ),
        ("<pattern id='a'><rect fill='url(#a)'/></pattern>", "a part that repeats itself"),
        (
            f"<style>rect {{ fill: url(#a) }}</style><pattern id='a'>{'<g/>' * 300}</pattern>"
            f"{'<rect/>' * 300}",
            "elements with every repetition",
        ),
    ],
)
def test_a_drawing_that_is_too_large_is_refused(inside: str, said: str) -> None:
    picture, problems = read(inside)
    assert picture is None
    assert any(said in p.message for p in problems), [p.message for p in problems]
