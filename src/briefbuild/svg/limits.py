"""What of SVG is lost in one format or the other, mostly without a word.

WeasyPrint draws the pages, resvg the pixels for EPUB and Word. What either leaves out or both draw
unlike was found by drawing each feature with both (WeasyPrint 70.0, resvg_py 0.5; the rest of SVG
1.1 comes out alike): a picture that has it would say one thing in print and another on a screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from briefbuild.motion import moving_lines

HINT = "flatten it in the drawing program, or use a PNG: not every format can draw it"
_SVG = ("http://www.w3.org/2000/svg", None)
_KNOWN = re.compile(
    "a|circle|clipPath|defs|desc|ellipse|g|image|line|linearGradient|marker|mask|metadata|path|"
    "pattern|polygon|polyline|radialGradient|rect|stop|style|svg|switch|symbol|text|title|tspan|"
    "use|view|filter|fe[A-Z][A-Za-z]+"  # masks and filters that nothing uses do no harm
)
_MOTION = "an animation"
_NAMED = {
    "textPath": "text along a path",
    "flowRoot": "flowing text",
    "animate": _MOTION,
    "animateTransform": _MOTION,
    "animateMotion": _MOTION,
    "set": _MOTION,
}
# Each property with the values that do no harm, and what to call it.
_PROPERTIES = {
    "mask": (r"none", "a mask"),
    "filter": (r"none", "a filter"),
    "clip-path": (r"none|url\(\s*['\"]?#[^)]*\)", "a clipping path that is a CSS shape"),
    "stroke": (r"(?!url\().*", "a line with a gradient or pattern"),
    "mix-blend-mode": (r"normal", "a blend mode"),
    "paint-order": (r"normal|fill.*", "a paint order"),
    "visibility": (r"visible|hidden|inherit", "“visibility: collapse”"),
    "vector-effect": (r"none", "a vector effect"),
    "text-decoration": (r"none.*", "a line under or through text"),
    "text-decoration-line": (r"none", "a line under or through text"),
    "text-transform": (r"none", "a text transform"),
    "baseline-shift": (r"baseline|0[a-z%]*", "raised or lowered text"),
    "word-spacing": (r"normal|0[a-z]*", "word spacing"),
    "writing-mode": (r"lr.*|horizontal-tb", "text that runs downwards"),
    "direction": (r"ltr|inherit", "“direction: rtl”"),
    "font-variant": (r"normal", "a font variant"),
    "font-variant-caps": (r"normal", "a font variant"),
    "font": (r"[\d.]+[a-z]*\s+[^\d/].*", "a “font” of more than size and family"),
}
_GEOMETRY = ("x", "y", "cx", "cy", "r", "rx", "ry", "d", "width", "height", "transform")
_DECLARED = re.compile(r"(?<![\w-])([a-z][a-z-]*)\s*:\s*([^;{}]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_USER_SPACE = "userSpaceOnUse"
_NOT_IN_CLIP = ("g", "text", "image", "svg", "switch")


def undrawn(element: etree._Element) -> Iterator[tuple[int, str]]:
    """What of this element isn't drawn, or not alike: its line and its name."""
    line = element.sourceline or 0
    name = etree.QName(element).localname
    if etree.QName(element).namespace not in _SVG:
        return
    if not _KNOWN.fullmatch(name):
        if all(_KNOWN.fullmatch(etree.QName(e).localname) for e in element.iterancestors("{*}*")):
            yield line, _NAMED.get(name, f"the element “{name}”")
        return
    for what in [*_of_its_kind(element, name), *_of_attributes(element)]:
        yield line, what
    if name == "style":
        yield from _of_sheet(element.text or "", line)


def _of_its_kind(element: etree._Element, name: str) -> Iterator[str]:
    clip = next(element.iterancestors("{*}clipPath"), None)
    if name == "clipPath" and element.get("clipPathUnits") == "objectBoundingBox":
        yield "a clipping path in units of what it clips"
    if clip is not None and name in _NOT_IN_CLIP:
        yield f"a “{name}” in a clipping path"
    if clip is not None and "evenodd" in _declared(element).get("clip-rule", ""):
        yield "a clipping path with holes (clip-rule: evenodd)"
    linked = any(etree.QName(str(key)).localname == "href" for key in element.attrib)
    if name == "radialGradient" and not linked and element.get("gradientUnits") != _USER_SPACE:
        yield "a radial gradient in units of what it fills"
    if name == "switch" and len(element.findall("{*}*")) > 1:
        yield "a “switch”"
    if name == "tspan" and element.get("x") and _anchor(element) in ("middle", "end"):
        yield "a text of several lines that isn’t set from its start"


def _anchor(element: etree._Element) -> str:
    chain = (element, *element.iterancestors("{*}*"))
    return next((found for e in chain if (found := _declared(e).get("text-anchor"))), "start")


def _declared(element: etree._Element) -> dict[str, str]:
    """Attributes, and over them what the element's own style says."""
    attributes = {str(key): str(value).strip() for key, value in element.attrib.items()}
    return attributes | {name: value.strip() for name, value in _styled(element.get("style"))}


def _styled(style: str | None) -> list[tuple[str, str]]:
    return _DECLARED.findall(style or "")


def _of_attributes(element: etree._Element) -> Iterator[str]:
    for name, value in _declared(element).items():
        yield from _of_property(name, value)
    root = element.getparent() is None
    for name, value in _styled(element.get("style")):
        yield from [] if root else _of_geometry(name, value)
    if moving_lines(element.get("style") or ""):
        yield _MOTION


def _of_sheet(css: str, line: int) -> Iterator[tuple[int, str]]:
    bare = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), css)
    for match in _DECLARED.finditer(bare):
        found = [*_of_property(match[1], match[2]), *_of_geometry(match[1], match[2])]
        yield from ((line + bare.count("\n", 0, match.start()), what) for what in found)
    yield from ((line + moving - 1, _MOTION) for moving in moving_lines(css))


def _of_property(name: str, value: str) -> Iterator[str]:
    plain = value.replace("!important", "").strip()
    harmless, what = _PROPERTIES.get(name, (".*", ""))
    if plain and not re.fullmatch(harmless, plain, re.DOTALL):
        yield what
    if "var(" in plain:
        yield "a custom property"


def _of_geometry(name: str, value: str) -> Iterator[str]:
    if name in _GEOMETRY and value.strip() not in ("none", "auto"):
        yield f"“{name}” in a style: as an attribute it is drawn"
