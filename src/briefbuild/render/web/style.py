"""web.css as one style sheet within the page: its imports written out, fonts and pictures put in.

What stands in an `@supports` goes into a second sheet: it is for browsers that know more of CSS
than others, the W3C's checker among these, which would call the page faulty. That sheet is linked
to as a data: URI; a browser or a site's security policy that doesn't take it loses no words.
"""

from __future__ import annotations

import mimetypes
import posixpath
import re
from collections.abc import Iterator
from string import ascii_lowercase
from urllib.parse import quote
from xml.etree.ElementTree import Element

import tinycss2

from briefbuild.house import House
from briefbuild.render.cut_faces import SHEET as FONTS
from briefbuild.render.cut_faces import declared_faces, rule_of
from briefbuild.render.web.dark import dark_colors
from briefbuild.render.web.faces import letters_of
from briefbuild.render.web.pictures import data_uri
from briefbuild.style_sheets import pieces

ENTRY = "web.css"
NAMING = ("font", "--font", "grid")
"""How the properties begin whose strings are names: of families, of a grid's areas."""
MARKS = "0123456789.-\u2010"
ADDRESS = re.compile(r"""url\(\s*(["']?)(?!data:|#)([^"')]+)\1\s*\)""")
CLOSING, OPEN = re.compile("</"), r"<\\/"
"""What would end the style element, and how CSS may write it."""


def style_of(house: House, root: Element) -> str:
    """The elements for a page's head: its style, and the sheet for browsers that know more.

    Each face of fonts.css is cut to the letters that the page at `root` has in it, small and
    capital, and to those that the style itself writes.
    """
    rules = list(_rules(ENTRY, house, ()))
    plain = "\n".join(css for name, css in rules if name != "supports")
    newer = "\n".join(css for name, css in rules if name == "supports")
    written = _written(plain, root)
    found = letters_of(root, f"{plain}\n{newer}", declared_faces(house))
    texts = {face: f"{''.join(letters)}{written}" for face, letters in found.items()}
    fonts = "".join(rule_of(face, t + t.upper()) for face, t in texts.items())
    dark = "".join(f"{name}: {value}; " for name, value in dark_colors(house.tokens).items())
    sheet = f"{_licences(house)}{fonts}:root {{ {dark}}}\n{plain}"
    elements = f"<style>\n{CLOSING.sub(OPEN, sheet)}\n</style>"
    if newer:
        elements += f'\n<link rel="stylesheet" href="data:text/css,{quote(newer)}">'
    return elements


def _rules(name: str, house: House, way: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The rules of a sheet and of those that it imports, each with the name of its at-rule.

    A circle of imports is told of when the house is read.
    """
    if name in way or name == FONTS:
        return
    css = house.files.text(name)
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.lower_at_keyword == "import":
            target, condition = _imported(rule.prelude)
            inner = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
            for at, text in _rules(inner, house, (*way, name)):
                yield at, f"@media {condition} {{\n{text}\n}}" if condition else text
        elif rule.type != "error":
            at = rule.lower_at_keyword if rule.type == "at-rule" else ""
            yield at, _with_pictures(_without_comments(rule), name, house)


def _imported(prelude: list[tinycss2.ast.Node]) -> tuple[str, str]:
    """What an @import names, and on which media it holds."""
    at = next(i for i, node in enumerate(prelude) if node.type in ("url", "string", "function"))
    named = prelude[at].arguments[0] if prelude[at].type == "function" else prelude[at]
    return str(named.value), tinycss2.serialize(prelude[at + 1 :]).strip()


def _without_comments(rule: tinycss2.ast.Node) -> str:
    return re.sub(r"\s*/\*.*?\*/", "", rule.serialize(), flags=re.DOTALL)


def _with_pictures(css: str, name: str, house: House) -> str:
    """Pictures that a rule names put in its place."""

    def put_in(match: re.Match[str]) -> str:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(name), match[2]))
        kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
        return f'url("{data_uri(house.files.find(file)[0].read_bytes(), kind)}")'

    return ADDRESS.sub(put_in, css)


def _written(css: str, root: Element) -> str:
    """What a browser may put on the page itself: a style's strings, hyphens, the marks of lists."""
    said = (p for p in pieces(css, ENTRY) if p.kind == "value" and p.node.type == "string")
    strings = "".join(p.node.value for p in said if not p.name.startswith(NAMING))
    lettered = any(ol.get("type", "1") != "1" for ol in root.iter("ol"))
    return strings + MARKS + (ascii_lowercase if lettered else "")


def _licences(house: House) -> str:
    """The texts of the fonts' licences, as the Open Font License asks of each copy."""
    files = sorted(p for p in house.fonts.iterdir() if p.suffix in (".md", ".txt"))
    texts = (file.read_text(encoding="utf-8").replace("*/", "* /").strip() for file in files)
    return "".join(f"/*\n{text}\n*/\n" for text in texts)
