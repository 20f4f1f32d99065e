"""What epub.css says that no reading system heeds: misspelled properties and rules, wrong values.

Reading systems are browsers, and pass over what they don't know. The page maker knows nearly all
properties of CSS and their values, so it is asked for each declaration; what is said here besides
is what browsers do and it doesn't. Since they go on learning, what is found is a warning.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from weasyprint.css.validation import NOT_PRINT_MEDIA

from briefbuild.house import House
from briefbuild.problems import Place, Problem, in_order, problem
from briefbuild.render.pages.log import PROPERTY_NAMES
from briefbuild.render.pages.sheets import misunderstood
from briefbuild.style_sheets import Piece, pieces
from briefbuild.tokens import VAR

SHEET = "epub.css"
# Of a printed sheet, or WeasyPrint's own; and what EPUB 3.3, §6.3.1.2, forbids.
PAGED = frozenset(
    """
    anchor bleed bleed-bottom bleed-left bleed-right bleed-top block-ellipsis bookmark-label
    bookmark-level bookmark-state continue direction footnote-display footnote-policy
    image-resolution lang margin-break marks max-lines page size string-set unicode-bidi
    """.split()  # noqa: SIM905 -- as in `token_kinds`
)
# CSS Text 4, Text Decoration 4, Writing Modes 4, Ruby 1, Compositing 1, Masking 1, Color Adjust 1,
# Sizing 4, Overflow 3, Fonts 4, User Interface 4, Conditional 5: in Chromium or WebKit today.
BROWSERS = frozenset(
    """
    accent-color aspect-ratio clip-path container container-name container-type filter
    font-optical-sizing font-palette font-size-adjust
    font-synthesis forced-color-adjust hanging-punctuation hyphenate-limit-after
    hyphenate-limit-before hyphenate-limit-lines initial-letter isolation line-break mask mask-image
    mix-blend-mode overflow-x overflow-y print-color-adjust rotate ruby-align ruby-position scale
    text-align-last text-box text-combine-upright text-decoration-skip-ink text-emphasis
    text-emphasis-color text-emphasis-position text-emphasis-style text-fill-color text-justify
    text-orientation text-shadow text-size-adjust text-spacing-trim text-underline-position
    text-wrap text-wrap-mode text-wrap-style translate unicode-range user-select
    white-space-collapse writing-mode zoom
    """.split()  # noqa: SIM905
)
# Words of values that aren't asked about: what stands for them is looked at elsewhere, or browsers
# know it (Sizing 4, Display 3, Position 3, Cascade 5, Color 4 and 5, Text 4).
ASIDE = frozenset(
    """
    var url min-content max-content fit-content stretch contents sticky unset revert revert-layer
    color-mix
    light-dark break-word break-spaces hanging each-line match-parent canvas canvastext linktext
    visitedtext graytext mark marktext highlight highlighttext
    """.split()  # noqa: SIM905
)
WORD = re.compile(r"[a-zA-Z][\w-]*")
PREFIXES = ("-webkit-", "-epub-")
"""EPUB 3.3, appendix E, has the second; reading systems on Apple's machines ask for the first."""
RULES = frozenset(
    "@media @supports @container @font-face @keyframes @namespace @layer".split()  # noqa: SIM905
)
KNOWN = ({*PROPERTY_NAMES, *NOT_PRINT_MEDIA, *BROWSERS}) - PAGED


def book_style_problems(house: House) -> list[Problem]:
    """What no reading system heeds in epub.css, and files that the EPUB doesn't carry."""
    path, shown = house.files.find(SHEET)
    if not path.is_file():
        return []
    found = list(pieces(path.read_text(encoding="utf-8-sig"), shown))
    return in_order([*_strange(found), *_values(found, house)])


def _strange(found: Sequence[Piece]) -> Iterator[Problem]:
    """Unknown properties and rules, and addresses: an EPUB carries no file of the style's."""
    for piece in found:
        if piece.kind == "declaration" and not piece.name.startswith("--"):
            if _plain(piece.name) not in KNOWN:
                yield _told(piece.place, f"the property “{piece.name}”", _near(_plain(piece.name)))
        elif piece.kind == "rule" and piece.name and piece.name not in RULES:
            hint = "take it out: the EPUB carries no other sheet" if piece.name == "@import" else ""
            yield _told(piece.place, f"the rule “{piece.name}”", hint)
        elif piece.kind == "address" and piece.text != "@import":
            hint = "take it out: the EPUB carries no picture or font that epub.css names"
            if not piece.name.startswith(("#", "data:image/")):
                yield _told(piece.place, f"the address “{piece.name}”", hint)


def _values(found: Sequence[Piece], house: House) -> Iterator[Problem]:
    """Values that their property can't have, the tokens put in."""
    asked: dict[Place, str] = {}
    for piece in found:
        name = _plain(piece.name)
        if piece.kind == "declaration" and name in {*PROPERTY_NAMES} - PAGED:
            value = VAR.sub(lambda match: house.tokens.get(match[1], match[0]), piece.text)
            if not ASIDE & {word.lower() for word in WORD.findall(value)}:
                asked[piece.place] = f"{name}: {value}"
    for wrong in misunderstood(list(asked.items())):
        if wrong.place:
            yield _told(wrong.place, f"“{asked[wrong.place]}”", "")


def _plain(name: str) -> str:
    """A property without the prefix that reading systems know it by."""
    lower = name.lower()
    return next((lower.removeprefix(p) for p in PREFIXES if lower.startswith(p)), lower)


def _near(name: str) -> str:
    if name in PAGED:
        return ""
    near = difflib.get_close_matches(name, sorted(KNOWN), n=1, cutoff=0.75)
    return f"did you mean {near[0]}?" if near else ""


def _told(place: Place, what: str, hint: str) -> Problem:
    hint = hint or "correct it, or delete it"
    return problem("style-epub", place, what=what, hint=hint)
