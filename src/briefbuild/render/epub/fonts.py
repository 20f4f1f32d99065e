"""The house's fonts for an EPUB: regular, italic and bold of text, sans serif, notes and display.

They are cut down to the characters that the edition uses, some 15 kB a face, so that the house's
letters cost about 150 kB where the whole fonts would cost 2 MB. A face is named after its role
here, “Edition Text”, “Edition Sans”, in the file as in the style, and the licences travel along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from briefbuild.render.cut_fonts import cut
from briefbuild.tokens import font_family

ROLES = {
    "--font-text": "Edition Text",
    "--font-sans": "Edition Sans",
    "--font-note": "Edition Note",
    "--font-display": "Edition Display",
}
# File name's end, CSS weight, CSS style, the weights that serve, the best first. Readers that ask
# for bold get the house's semibold.
FACES = (
    ("Regular", "normal", "normal", (400,)),
    ("Italic", "normal", "italic", (400,)),
    ("Semibold", "bold", "normal", (600, 700)),
)
ALWAYS = frozenset(map(chr, range(0x20, 0x7F)))


@dataclass(frozen=True)
class Face:
    """One font file of the EPUB, and how the style names it."""

    name: str
    """Its file name, “EditionText-Regular.ttf”."""
    data: bytes
    rule: str
    """The @font-face rule, for a style sheet in a folder beside fonts/."""


def edition_tokens(tokens: Mapping[str, str], fonts: Path) -> dict[str, str]:
    """The tokens, with the embedded families before the house's fallbacks."""
    changed = dict(tokens)
    named = _named(tokens)
    for token in ROLES:
        family = font_family(tokens[token])
        if _file(fonts, family, (400,), italic=False):
            _, *fallbacks = tokens[token].split(",")
            changed[token] = ",".join([f'"{named[family]}"', *fallbacks])
    return changed


def faces(tokens: Mapping[str, str], fonts: Path, characters: Iterable[str]) -> list[Face]:
    """The faces of the tokens' families that the house has, with the characters given."""
    wanted = ALWAYS | set(characters)
    made = []
    for own, family in _named(tokens).items():
        for end, weight, style, weights in FACES:
            path = _file(fonts, own, weights, italic=style == "italic")
            if path:
                name = f"{family.replace(' ', '')}-{end}.ttf"
                rule = (
                    f'@font-face {{ font-family: "{family}"; font-weight: {weight};'
                    f" font-style: {style}; src: url(../fonts/{name}); }}"
                )
                made.append(Face(name, _cut(path, wanted, family, end), rule))
    return made


def _named(tokens: Mapping[str, str]) -> dict[str, str]:
    """What each family of the house's is called here: after the first role that it has."""
    named: dict[str, str] = {}
    for token, role in ROLES.items():
        named.setdefault(font_family(tokens[token]), role)
    return named


def advance(fonts: Path, family: str, weights: tuple[int, ...], text: str) -> float:
    """How wide a line of text is set in a family of the house's, in em; without kerning."""
    path = _file(fonts, family, weights, italic=False)
    if path is None:
        return 0.5 * len(text)  # about what Latin text takes
    widths, other = _widths(path)
    return sum(widths.get(ord(c), other) for c in text)


@cache
def _widths(path: Path) -> tuple[Mapping[int, float], float]:
    """The advance of each character in em, and that of a character that the font lacks."""
    with TTFont(path, lazy=True) as font:
        em, table = float(font["head"].unitsPerEm), font["hmtx"]
        widths = {code: table[name][0] / em for code, name in font.getBestCmap().items()}
        return widths, table[".notdef"][0] / em


def _file(fonts: Path, family: str, weights: tuple[int, ...], *, italic: bool) -> Path | None:
    """The file of a family's face; of several weights the first that the house has."""
    found = {w: path for name, w, slant, path in _known(fonts) if (name, slant) == (family, italic)}
    return next((found[weight] for weight in weights if weight in found), None)


@cache
def _known(fonts: Path) -> tuple[tuple[str, int, bool, Path], ...]:
    """Family, weight, whether italic, and path of every font in the folder."""
    known = []
    for path in sorted(fonts.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            names, os2 = font["name"], font["OS/2"]
            family = str(names.getDebugName(16) or names.getDebugName(1))
            known.append((family, int(os2.usWeightClass), bool(os2.fsSelection & 1), path))
    return tuple(known)


def _cut(path: Path, characters: Iterable[str], family: str, face: str) -> bytes:
    full = f"{family} {face}"
    postscript = f"{family.replace(' ', '')}-{face}"
    return cut(path.read_bytes(), characters, {1: full, 2: "Regular", 4: full, 6: postscript})
