"""The faces that the text of a page asks for, against those that the style declares.

Nothing is taken from the machine and no face is made up: text in a family without a declaration
prints in another family, and italics without one print upright.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import tinycss2
from weasyprint import Document
from weasyprint.formatting_structure.boxes import TextBox

from briefbuild.problems import Place, Problem, problem
from briefbuild.style_sheets import pieces
from briefbuild.tokens import font_family
from briefbuild.tree import Nodes, place_of, text_of, walk

SEMIBOLD = 600
"""From this weight on a face counts as a bold one."""
NODES = {"em": {"Emph"}, "strong": {"Strong"}, "code": {"Code", "CodeBlock"}}
BLOCKS = {"Header", "Para", "Plain"}
"""What an element of another name is made from."""
WEIGHTS = {"normal": 400.0, "bold": 700.0}


class Face(NamedTuple):
    """A style of a family, as coarsely as a reader tells them apart."""

    family: str
    italic: bool
    bold: bool

    @property
    def style(self) -> str:
        return " ".join(["semibold"] * self.bold + ["italic"] * self.italic) or "regular"


class Use(NamedTuple):
    """The first text that is set in a face."""

    element: str
    """Its element as a style sheet names it, with its first class: “p.uri”."""
    text: str


def missing_faces(
    pages: Document, shown: str, sheets: Mapping[str, str], blocks: Nodes
) -> list[Problem]:
    """A problem for each family, and each style of a declared family, that isn't declared.

    A family's place is where a style sheet first names it; a style's is the family's first
    @font-face, where it is to be added, since what asks for it is often no rule of the house's but
    an editor's emphasis; so the problem also says where the first text in it stands in `blocks`,
    the edition's. `shown` is the house style's folder; `sheets` are its style sheets, by their
    shown paths.
    """
    declared: dict[Face, Place] = {}
    for face, place in declared_faces(sheets):
        declared.setdefault(face, place)
    places = {face.family: place for face, place in reversed(declared.items())}  # the first one
    problems = []
    asked = _asked_faces(pages)
    for family in sorted({face.family for face in asked} - set(places)):
        place = _naming(family, sheets) or Place(shown)
        problems.append(problem("style-font", place, family=family))
    for face in sorted(set(asked) - set(declared)):
        if face.family in places:
            facts = {"family": face.family, "style": face.style, "text": asked[face].text}
            written = _written(blocks, asked[face])
            facts["where"] = asked[face].element + (f" ({written})" if written else "")
            problems.append(problem("style-face", places[face.family], **facts))
    return problems


def _written(blocks: Nodes, use: Use) -> Place | None:
    """The place of the first part of a text that holds what was printed, and is such an element.

    A line's last word may be cut; a line may hold more than came from the source.
    """
    whole = use.text.split()
    wanted = "".join(whole[:-1] or whole)
    kinds = NODES.get(use.element, BLOCKS)
    for part in walk(blocks):
        if part.get("t") in kinds and wanted in _closed(text_of(part)):
            places = map(place_of, walk([part]))  # its own, or that of what it holds
            return next(filter(None, places), None)
    return None


def _closed(text: str) -> str:
    """A text without its blanks, which print may change."""
    return "".join(text.split())


def _naming(family: str, sheets: Mapping[str, str]) -> Place | None:
    """The first declaration, a token's or another's, that names a family."""
    for file, css in sheets.items():
        for piece in pieces(css, file):
            fonts = piece.name.startswith(("--", "font"))
            if piece.kind == "declaration" and fonts and family.lower() in piece.text.lower():
                return piece.place
    return None


def _asked_faces(pages: Document) -> dict[Face, Use]:
    """The faces that text is set in, each with the first element that is."""
    asked: dict[Face, Use] = {}
    for page in pages.pages:
        for box in page._page_box.descendants():
            if isinstance(box, TextBox) and box.text.strip():
                style = box.style
                italic, bold = style["font_style"] != "normal", style["font_weight"] >= SEMIBOLD
                use = Use(_name(box), " ".join(box.text.split())[:40])
                asked.setdefault(Face(style["font_family"][0], italic, bold), use)
    return asked


def _name(box: Any) -> str:
    """An element as a style sheet names it."""
    classes = [] if box.element is None else (box.element.get("class") or "").split()
    return f"{box.element_tag}.{classes[0]}" if classes else str(box.element_tag)


def declared_faces(sheets: Mapping[str, str]) -> Iterator[tuple[Face, Place]]:
    """The faces that style sheets declare with @font-face, and where; a variable font's are two."""
    for file, text in sheets.items():
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if rule.type != "at-rule" or rule.lower_at_keyword != "font-face":
                continue
            entries = tinycss2.parse_blocks_contents(rule.content, True, True)
            said = {
                entry.lower_name: tinycss2.serialize(entry.value).strip()
                for entry in entries
                if entry.type == "declaration"
            }
            italic = not said.get("font-style", "normal").startswith("normal")
            weights = [_weight(word) for word in said.get("font-weight", "normal").split()]
            for bold in {weight >= SEMIBOLD for weight in weights}:
                face = Face(font_family(said.get("font-family", "")), italic, bold)
                yield face, Place(file, rule.source_line, rule.source_column)


def _weight(word: str) -> float:
    return WEIGHTS.get(word.lower()) or float(word)
