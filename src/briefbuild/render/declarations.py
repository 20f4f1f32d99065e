"""What epub.css and web.css say that nobody heeds: misspelled properties and rules, wrong values.

Browsers, which reading systems are too, pass over what they don't know. The page maker knows nearly
all properties of CSS and their values, so it is asked for each declaration; what is said here
besides is what browsers do and it doesn't. Since they go on learning, what is found is a warning.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Sequence

from weasyprint.css.validation import NOT_PRINT_MEDIA

from briefbuild.house import House
from briefbuild.problems import Place, Problem, in_order, problem
from briefbuild.render.fixed_type import FIXED_TYPE
from briefbuild.render.pages.log import PROPERTY_NAMES
from briefbuild.render.pages.sheets import misunderstood
from briefbuild.render.sums import plain
from briefbuild.style_sheets import BOOK_SHEET, WEB_SHEET, Piece, pieces

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
# On the web page besides: Anchor Positioning 1, Scroll Snap 1, Overscroll 1, Overflow 4,
# Containment 3, Color Adjust 1, UI 4, Align 3, Logical 1, Transitions 2, Compositing 2;
# and properties of printed sheets, as a browser prints the page.
ON_WEB = frozenset(
    """
    all anchor anchor-name anchor-scope appearance backdrop-filter caret-color color-scheme contain
    content-visibility counter-set cursor direction field-sizing font-synthesis-style
    font-synthesis-weight inset inset-block inset-block-end inset-block-start inset-inline
    inset-inline-end inset-inline-start interpolate-size justify-items justify-self lang
    line-clamp margin-block margin-inline object-fit object-position offset overflow-anchor
    overflow-clip-margin overscroll-behavior padding-block padding-inline page page-orientation
    place-content place-items place-self pointer-events position-anchor position-area
    position-try position-try-fallbacks position-visibility resize scroll-behavior scroll-margin
    scroll-margin-bottom scroll-margin-left scroll-margin-right scroll-margin-top scroll-padding
    scroll-padding-bottom scroll-padding-left scroll-padding-right scroll-padding-top
    scroll-snap-align scroll-snap-type scrollbar-color scrollbar-gutter scrollbar-width size
    tap-highlight-color text-underline-offset touch-action transition-behavior unicode-bidi
    view-transition-name will-change
    """.split()  # noqa: SIM905
)
PREFIXES = ("-webkit-", "-epub-")
"""EPUB 3.3, appendix E, has the second; reading systems on Apple's machines ask for the first."""
RULES = frozenset(
    "@media @supports @container @font-face @keyframes @namespace @layer".split()  # noqa: SIM905
)
WEB_RULES = RULES | frozenset(
    """
    @import @page @counter-style @property @scope @starting-style @font-feature-values
    @font-palette-values @position-try @charset @view-transition
    """.split()  # noqa: SIM905
)
UNASKED = frozenset({"grid", "grid-template"})
"""Properties of whose values WeasyPrint 70 knows a part: no areas with sizes of rows."""
KNOWN = ({*PROPERTY_NAMES, *NOT_PRINT_MEDIA, *BROWSERS}) - PAGED
KNOWN_ON_WEB = KNOWN | ON_WEB
MODERN = frozenset(
    """
    anchor anchor-size attr env if sibling-index calc-size cqw cqh cqi cqb cqmin cqmax dvh dvw svh
    svw lvh lvw dvi rlh ric
    """.split()  # noqa: SIM905
)
"""Functions and units of values that browsers know and the page maker doesn't."""
DESCRIBED = frozenset("@property @font-face @counter-style @font-palette-values".split())  # noqa: SIM905
"""Rules that hold descriptors, which are no properties."""


def page_style_problems(house: House) -> list[Problem]:
    """What no browser heeds in web.css itself; what it imports is looked at for print."""
    path, shown = house.files.find(WEB_SHEET)
    if not path.is_file():
        return []
    found = list(pieces(path.read_text(encoding="utf-8-sig"), shown))
    return in_order([*_unknown_on_web(found), *_values(found, house, "style-web")])


def _unknown_on_web(found: Sequence[Piece]) -> Iterator[Problem]:
    """Unknown properties and rules; margin boxes stand in @page, and descriptors in their rules."""
    within = ""
    for piece in found:
        if piece.kind == "rule":
            is_box = within == "@page" and piece.name.startswith(
                ("@top", "@bottom", "@left", "@right")
            )
            if piece.name and piece.name not in WEB_RULES and not is_box:
                yield _told(piece.place, f"the rule “{piece.name}”", "", "style-web")
            within = within if is_box else piece.name
        elif piece.kind == "declaration" and within not in DESCRIBED:
            name = _plain(piece.name)
            if not name.startswith("--") and name not in KNOWN_ON_WEB:
                hint = _near(name, KNOWN_ON_WEB)
                yield _told(piece.place, f"the property “{piece.name}”", hint, "style-web")


def book_style_problems(house: House) -> list[Problem]:
    """What no reading system heeds in epub.css, and files that the EPUB doesn't carry."""
    path, shown = house.files.find(BOOK_SHEET)
    if not path.is_file():
        return []
    found = list(pieces(path.read_text(encoding="utf-8-sig"), shown))
    told = [*_strange(found), *_fixed(found, house), *_values(found, house, "style-epub")]
    return in_order(told)


def _fixed(found: Sequence[Piece], house: House) -> Iterator[Problem]:
    """Type of a size that readers couldn't change: epub.css is asked for em."""
    for piece in found:
        if piece.kind == "declaration":
            declaration = f"{piece.name}: {plain(piece.text, house.tokens)}"
            if FIXED_TYPE.match(declaration):
                hint = "write em: calc(1em * var(--size-note) / var(--size-text)), for instance"
                reason = f"“{declaration}” is a fixed size of type, which readers couldn’t change"
                yield problem("style-css", piece.place, reason=reason, hint=hint)


def _strange(found: Sequence[Piece]) -> Iterator[Problem]:
    """Unknown properties and rules, and addresses: an EPUB carries no file of the style's."""
    for piece in found:
        if piece.kind == "declaration" and not piece.name.startswith("--"):
            if _plain(piece.name) not in KNOWN:
                yield _told(
                    piece.place, f"the property “{piece.name}”", _near(_plain(piece.name), KNOWN)
                )
        elif piece.kind == "rule" and piece.name and piece.name not in RULES:
            hint = "take it out: the EPUB carries no other sheet" if piece.name == "@import" else ""
            yield _told(piece.place, f"the rule “{piece.name}”", hint)
        elif piece.kind == "address" and piece.text != "@import":
            hint = "take it out: the EPUB carries no picture or font that epub.css names"
            if not piece.name.startswith(("#", "data:image/")):
                yield _told(piece.place, f"the address “{piece.name}”", hint)


def _values(found: Sequence[Piece], house: House, code: str) -> Iterator[Problem]:
    """Values that their property can't have, the tokens put in."""
    asked: dict[Place, str] = {}
    names = {*PROPERTY_NAMES} - PAGED - UNASKED - (ON_WEB if code == "style-web" else set())
    for piece in found:
        name = _plain(piece.name)
        if piece.kind == "declaration" and name in names:
            value = plain(piece.text, house.tokens)
            aside = ASIDE if code == "style-epub" else ASIDE | MODERN
            if not aside & {word.lower() for word in WORD.findall(value)}:
                asked[piece.place] = f"{name}: {value}"
    for wrong in misunderstood(list(asked.items())):
        if wrong.place:
            yield _told(wrong.place, f"“{asked[wrong.place]}”", "", code)


def _plain(name: str) -> str:
    """A property without the prefix that reading systems know it by."""
    lower = name.lower()
    return next((lower.removeprefix(p) for p in PREFIXES if lower.startswith(p)), lower)


def _near(name: str, known: Collection[str]) -> str:
    if name in PAGED:
        return ""
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.75)
    return f"did you mean {near[0]}?" if near else ""


def _told(place: Place, what: str, hint: str, code: str = "style-epub") -> Problem:
    hint = hint or "correct it, or delete it"
    return problem(code, place, what=what, hint=hint)
