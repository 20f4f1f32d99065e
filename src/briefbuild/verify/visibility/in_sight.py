"""Whether what a style says of an element leaves its text in sight, by the declaration.

The list is closed: a property is known never to hide text, or its value is looked at; of any other
one the proof says that it can't tell. What only a layout could tell is left to measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefbuild.verify.reasons import CUTS, HIDES, TURNS, UNSURE
from briefbuild.verify.visibility.cascade import Said
from briefbuild.verify.visibility.seen import Look
from briefbuild.verify.visibility.shorthands import CSS_WIDE
from briefbuild.verify.visibility.values import BORDER, CHECKS, bordered

FREE = frozenset(
    """
    accent-color anchor-name appearance background-attachment background-origin
    background-position background-repeat background-size bookmark-label bookmark-level
    bookmark-state border-radius border-spacing box-decoration-break box-sizing caption-side
    caret-color clear color-scheme column-fill column-gap column-rule column-rule-color
    column-rule-style column-rule-width column-span container-name counter-increment
    counter-reset counter-set cursor empty-cells float font-family font-feature-settings
    font-kerning font-language-override font-optical-sizing font-stretch font-style
    font-synthesis font-synthesis-style font-synthesis-weight font-variant font-weight
    font-width forced-color-adjust gap hanging-punctuation image-orientation image-rendering
    initial-letter isolation justify-content justify-items justify-self lang line-break
    line-height-step math-style object-fit order orphans overflow-anchor overflow-wrap
    overscroll-behavior page place-content place-items place-self pointer-events
    print-color-adjust quotes resize row-gap ruby-align ruby-position speak string-set tab-size
    table-layout text-align text-align-last text-autospace text-combine text-decoration-color
    text-decoration-skip text-decoration-skip-ink text-decoration-style text-justify
    text-orientation text-rendering text-spacing text-spacing-trim text-transform text-wrap
    text-wrap-mode text-wrap-style touch-action transform-origin transform-style transition
    transition-behavior transition-delay transition-duration transition-property
    transition-timing-function user-select -webkit-box-decoration-break -webkit-font-smoothing
    -webkit-hyphenate-limit-after -webkit-hyphens -webkit-print-color-adjust
    -webkit-tap-highlight-color -webkit-user-select widows will-change word-break
    """.split()  # noqa: SIM905
)
"""Properties that hide nothing, whatever their value; what a transition leads to is looked at
itself."""
ELSEWHERE = frozenset({"color", "-webkit-text-fill-color", "background-color", "left"})
"""What is looked at with the letters that stand under it."""
FREE_GROUPS = re.compile(
    r"(?:--|font-variant|break-|page-break-|hyphen|list-style|align-|flex|grid|scroll-|text-underline"
    r"|border(?:-(?:top|right|bottom|left|block|inline)(?:-(?:start|end))?)?"
    r"(?:-(?:color|style|collapse|(?:[a-z]+-)+radius))?$|-epub-(?:hyphens|word-break|line-break|text-align-last)$|min-|padding|box-decoration|anchor-"
    r"|footnote|border-(?:start|end|top|bottom)-(?:start|end|left|right)-radius)"
)
WORDS = {
    "display": (
        "inline block inline-block flow flow-root list-item flex inline-flex grid inline-grid "
        "table inline-table table-row table-cell table-caption table-row-group table-header-group "
        "table-footer-group contents ruby ruby-base ruby-text"
    ),
    "visibility": "visible",
    "content-visibility": "visible auto",
    **dict.fromkeys(("overflow-x", "overflow-y"), "visible auto scroll hidden clip overlay"),
    "position": "static relative absolute sticky",
    "clip": "auto",
    "clip-path": "none",
    "content": "normal none",
    "direction": "ltr",
    "unicode-bidi": "normal isolate embed plaintext",
    "writing-mode": "horizontal-tb",
    "mix-blend-mode": "normal",
    "background-blend-mode": "normal",
    "background-clip": "border-box padding-box content-box",
    "text-shadow": "none",
    "line-clamp": "none",
    "-webkit-line-clamp": "none",
    "font-size-adjust": "none",
    "contain": "none layout style inline-size",
    "container-type": "normal inline-size",
    "container": "",
    "text-overflow": "clip ellipsis",
    "white-space": "normal nowrap pre pre-wrap pre-line break-spaces",
    "backdrop-filter": "none",
    "border-image": "none",
    "object-position": "center 50%",
    "perspective": "none",
}
"""Properties of which the proof knows these words, and no others."""
CERTAIN = {
    "display": "none",
    "visibility": "hidden collapse",
    "content-visibility": "hidden",
}
"""Of these, the words that hide."""
WHY = {
    **dict.fromkeys(("direction", "unicode-bidi", "writing-mode"), TURNS),
    **dict.fromkeys(("line-clamp", "-webkit-line-clamp"), CUTS),
    "position": "fixes text on the screen: what doesn’t fit can’t be scrolled to",
    "text-shadow": "may blur letters, or lie over others",
}


class Fault(NamedTuple):
    """A declaration that hides text, or may."""

    said: Said
    reason: str
    certain: bool = False
    """Whether nothing of the text is seen."""
    weak: bool = False
    """Whether it can be seen, but not by all readers."""


def faults_of(look: Look) -> Iterator[Fault]:
    """What is wrong with what is said of an element that has text in it."""
    for name, (value, said) in look.own.items():
        lower = value.lower()
        if lower in CSS_WIDE and name != "all":
            continue
        reason = _reason(name, lower, look)
        if reason:
            yield Fault(said, reason, reason == HIDES)


def _reason(name: str, value: str, look: Look) -> str:
    if name in CHECKS:
        return CHECKS[name](value, look)
    return bordered(value, look) if _is_border(name) else _word(name, value)


@lru_cache(maxsize=1024)
def _is_border(name: str) -> bool:
    return BORDER.fullmatch(name) is not None


@lru_cache(maxsize=8192)
def _word(name: str, value: str) -> str:
    """What is wrong with a value whatever the element looks like."""
    if name in WORDS:
        if name == "container":
            known = "size" not in value.replace("inline-size", "").split("/")[-1]
        else:
            known = all(word in WORDS[name].split() for word in value.split())
        hides = name.startswith("clip") or value in CERTAIN.get(name, "").split()
        return "" if known else HIDES if hides else WHY.get(name, UNSURE)
    return "" if name in FREE or name in ELSEWHERE or FREE_GROUPS.match(name) else UNSURE
