"""What may stand in press.css: the printer's settings, inks and colors, bleed, a page's ground.

The press PDF has the pages of print.css under other colors. What could move a line has no place
here, for then the two PDFs would break at different words, and nobody would compare them.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefbuild.problems import Place, Problem, problem
from briefbuild.style_files import StyleFiles
from briefbuild.style_sheets import Piece, pieces
from briefbuild.token_kinds import NEEDED, kind_of

SHEET, PAGES = "press.css", "print.css"
SETTING = "--press-"  # one that is misspelled is told by `custom_properties`
INKS = frozenset({"device-cmyk", "var"})
HINT = "take it out, or put it into a sheet of print.css: then both PDFs have it"


def check_press(files: StyleFiles) -> Iterator[Problem]:
    """Each declaration of press.css that isn't of color or bleed, and each import but print.css."""
    path, shown = files.find(SHEET)
    if not path.is_file():
        return
    found = list(pieces(path.read_text(encoding="utf-8-sig"), shown))
    imports = [p for p in found if p.kind == "address" and p.text == "@import"]
    if PAGES not in (piece.name.removeprefix("./") for piece in imports):
        reason = f"{SHEET} has no pages: it doesn’t import {PAGES}"
        hint = f'begin it with @import url("{PAGES}");'
        yield problem("style-css", Place(shown, 1, 1), reason=reason, hint=hint)
    for piece in imports:
        if piece.name.removeprefix("./") != PAGES:
            reason = f"{SHEET} imports {piece.name}, which the screen PDF doesn’t have"
            yield problem("style-css", piece.place, reason=reason, hint=f"import it in {PAGES}")
    for piece in found:
        if piece.kind == "declaration" and not _paints(piece):
            reason = f"“{piece.name}” may change the layout, which {SHEET} must not"
            yield problem("style-css", piece.place, reason=reason, hint=HINT)


def _paints(piece: Piece) -> bool:
    """Whether a declaration moves nothing on the page."""
    name = piece.name.lower()
    if name.startswith("--"):
        own = name.startswith(SETTING) or (name not in NEEDED and _is_ink(piece))
        return own or kind_of(name) == "color"
    return name.startswith("background") or name.rpartition("-")[2] == "color" or name == "bleed"


def _is_ink(piece: Piece) -> bool:
    """Whether a house's own token, whose name says nothing, is a color."""
    words = [node for node in piece.node.value if node.type not in ("whitespace", "comment")]
    if len(words) != 1:
        return False
    return words[0].type == "hash" or (words[0].type == "function" and words[0].lower_name in INKS)
