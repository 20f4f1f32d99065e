"""SVG pictures: what may be in one, and how large it is.

A picture shows; it doesn't act or fetch. What runs (script, event attributes), what holds a
foreign document, what points outside the file and what multiplies (a `use` of a `use`: a kilobyte
can unfold to gigabytes) is refused, with its line, and so is what one format would lose
(`limits.py`). Families that the house style lacks are refused too: renderers drop or replace
such letters without a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from lxml import etree

from briefbuild.problems import Place, Problem, problem
from briefbuild.svg.limits import HINT, undrawn
from briefbuild.svg.reach import reaches_out, sheets_of, too_large, unfolded
from briefbuild.tokens import POINTS

_REFUSED = {
    "script": "a script",
    "handler": "a script",
    "listener": "a script",
    "foreignObject": "a “foreignObject”",
    "iframe": "a page within the picture",
    "audio": "sound",
    "video": "a film",
}
_INLINE = re.compile(r"#|data:image/(?:png|jpeg);base64,")
_INSIDE = "export with styles inside"
_FAMILY = re.compile(r"font-family\s*:\s*([^;}]+)")
_NUMBER = re.compile(r"\s*(\d*\.?\d+)\s*(px|pt|mm|cm|in)?\s*")


@dataclass(frozen=True)
class SvgPicture:
    """A checked picture: its text, and its width and height in px."""

    text: str
    width: float
    height: float

    @property
    def aspect(self) -> float:
        return self.width / self.height


def read_svg(data: bytes, file: str, fonts: Path) -> tuple[SvgPicture | None, list[Problem]]:
    """An SVG's bytes as a picture, or all that forbids it.

    `file` is how problems name it; `fonts` is the house's font folder.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = error.msg.split(", line ")[0]
        return None, [problem("svg-syntax", Place(file, line, column), reason=reason)]
    if large := too_large(root, data, file):
        return None, large
    asked = [_refusal(Place(file, line), "a style sheet", _INSIDE) for line in sheets_of(root)]
    etree.strip_tags(root, etree.ProcessingInstruction)
    problems = [*_document_problems(root, file), *asked, *_font_problems(root, file, fonts)]
    folded = _holding_uses(root)
    for element in root.iter("{*}*"):
        problems += _element_problems(element, file, folded)
        known = etree.QName(element).localname not in _REFUSED
        lost = dict.fromkeys(undrawn(element) if known else ())
        problems += [_refusal(Place(file, line), what, HINT) for line, what in lost]
        _quote_families(element)
    problems += [] if problems else unfolded(root, file)
    size = _size(root)
    if size is None:
        problems.append(_refusal(Place(file), "no size", "give it a width, a height and a viewBox"))
    if problems or size is None:
        return None, problems
    return SvgPicture(etree.tostring(root, encoding="unicode"), *size), []


def _refusal(place: Place, what: str, hint: str) -> Problem:
    return problem("svg-content", place, what=what, hint=hint)


def _document_problems(root: etree._Element, file: str) -> list[Problem]:
    if etree.QName(root).localname != "svg":
        return [problem("svg-syntax", Place(file, 1), reason=f"it begins with <{root.tag!s}>")]
    if root.getroottree().docinfo.internalDTD is not None:
        return [_refusal(Place(file, 1), "a DOCTYPE", "delete it: entities are not read")]
    return []


def _element_problems(element: etree._Element, file: str, folded: frozenset[str]) -> list[Problem]:
    place = Place(file, _line(element))
    name = etree.QName(element).localname
    found: list[Problem] = []
    if name in _REFUSED:
        found.append(_refusal(place, _REFUSED[name], "export a plain SVG, with text as text"))
    if name == "style" and reaches_out("".join(map(str, element.itertext()))):
        found.append(_refusal(place, "a style from outside", _INSIDE))
    for key, value in element.attrib.items():
        attribute = etree.QName(str(key)).localname
        text = str(value)
        if attribute.startswith("on"):
            found.append(_refusal(place, f"the event “{attribute}”", "delete it"))
        if attribute == "base":
            found.append(
                _refusal(place, f"the address “{text}”, from which others count", "delete it")
            )
        if attribute in ("href", "src") and not _INLINE.match(text):
            found.append(_refusal(place, f"a link to {text}", "put it into the file, or delete it"))
        elif attribute not in ("href", "src") and reaches_out(text):
            found.append(_refusal(place, f"a reference to {text}", "put it into the file"))
    if name == "use" and folded & {str(v).removeprefix("#") for v in element.attrib.values()}:
        found.append(_refusal(place, "a “use” of a “use”", "export without symbols"))
    return found


def _holding_uses(root: etree._Element) -> frozenset[str]:
    """The ids of elements that are a `use` or hold one."""
    ids: set[str] = set()
    for use in root.iter("{*}use"):
        ids |= {e.get("id") or "" for e in (use, *use.iterancestors())}
    return frozenset(ids - {""})


def _line(element: etree._Element) -> int:
    """The line an element begins in; 0 when the reader doesn't know."""
    return element.sourceline or 0


def _font_problems(root: etree._Element, file: str, fonts: Path) -> list[Problem]:
    """Families that aren't in the house's folder, each once, at the first place."""
    seen: dict[str, int] = {}
    for element in root.iter("{*}*"):
        lists = [element.get("font-family") or "", *_FAMILY.findall(element.get("style") or "")]
        if etree.QName(element).localname == "style":
            lists += _FAMILY.findall(element.text or "")
        for value in filter(None, lists):
            seen.setdefault(value.split(",")[0].strip(" \"'\n"), _line(element))
    known = font_families(fonts)
    return [
        problem("svg-font", Place(file, line), family=family, families=", ".join(known))
        for family, line in seen.items()
        if family not in known
    ]


def _quote_families(element: etree._Element) -> None:
    """Put quotes around families that hold a number, “Source Sans 3”.

    Bare, such a name is no CSS (Fonts 4, §2.1), and resvg drops the text without a word.
    """
    if family := element.get("font-family"):
        element.set("font-family", _quoted(str(family)))
    if style := element.get("style"):
        element.set("style", _FAMILY.sub(lambda m: f"font-family:{_quoted(m[1])}", str(style)))
    if etree.QName(element).localname == "style" and element.text:
        element.text = _FAMILY.sub(lambda m: f"font-family:{_quoted(m[1])}", element.text)


def _quoted(families: str) -> str:
    names = [name.strip() for name in families.split(",")]
    return ", ".join(f"'{n}'" if re.search(r"^[^'\"]*\s\d", n) else n for n in names)


@cache
def font_families(fonts: Path) -> tuple[str, ...]:
    """The families in a folder of TrueType fonts, by their typographic names, in order."""
    names: set[str] = set()
    for path in sorted(fonts.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            table = font["name"]
            names.add(str(table.getDebugName(16) or table.getDebugName(1)))
    return tuple(sorted(names))


def _size(root: etree._Element) -> tuple[float, float] | None:
    """Width and height in px: of the viewBox when there is one (SVG 2, §8.2), which else is set.

    Without a viewBox a picture would be cut, not scaled, where a page shows it smaller.
    """
    box = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    texts = box[2:] if len(box) == 4 else [root.get("width") or "", root.get("height") or ""]
    matches = [_NUMBER.fullmatch(text) for text in texts]
    sizes = [float(m[1]) * POINTS[m[2] or "px"] / POINTS["px"] for m in matches if m]
    if len(sizes) != 2 or min(sizes) <= 0:
        return None
    if len(box) != 4:
        root.set("viewBox", f"0 0 {sizes[0]:g} {sizes[1]:g}")
    return sizes[0], sizes[1]
