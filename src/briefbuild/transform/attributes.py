"""Attributes in braces, `[x]{key=value}`: none but a language may be given.

pandoc hands any other on to HTML, EPUB and Word as it stands: a `style` would bypass the house
style, an `onclick` would be a script (EPUBCheck's OPF-014), a `hidden` would hide words, and keys
that the program gives to its own nodes would be taken for its own.
"""

from __future__ import annotations

from briefbuild.problems import problem
from briefbuild.transform.context import Context, Outcome
from briefbuild.tree import FIGURE_SIZES, Node, Nodes, pairs_of, place_of, walk

ALLOWED = "lang"  # where it may stand is the affair of `languages`
HINT = "take it out: looks are the house style’s; only {lang=…} may be given, to words and passages"
SIZES = ", ".join(f".{name}" for name in sorted(FIGURE_SIZES))


def attributes(blocks: Nodes, context: Context) -> Outcome:
    """Every key but `lang` is a problem at what it was given to; nothing is changed."""
    return blocks, [
        problem("attribute-unknown", place_of(n), key=key, hint=_hint(n, key))
        for n in walk(blocks)
        if n.get("pos")  # what has no place is the house's own markup
        for key in pairs_of(n)
        if key != ALLOWED
    ]


def _hint(n: Node, key: str) -> str:
    if n["t"] == "Image" and key in ("width", "height"):
        return f"take it out, and give the figure a size by its class: {SIZES}"
    return HINT
