"""Declarations of several properties at once, written out as far as sight depends on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from briefbuild.verify.visibility.lengths import parts_of

SIDES = ("top", "right", "bottom", "left")
LOGICAL = {
    "block-start": "top",
    "block-end": "bottom",
    "inline-start": "left",
    "inline-end": "right",
    "block": "top bottom",
    "inline": "left right",
}
"""Sides of a page whose lines run from left to right, downwards."""
SAME = {
    "block-size": "height",
    "max-block-size": "max-height",
    "min-block-size": "min-height",
    "inline-size": "width",
    "max-inline-size": "max-width",
    "min-inline-size": "min-width",
    "overflow-inline": "overflow-x",
    "overflow-block": "overflow-y",
    "word-wrap": "overflow-wrap",
    "text-decoration": "text-decoration-line",
}
"""One property by two names, or a shorthand whose first part alone counts here."""
BOXES = re.compile(r"(margin|padding|inset)(?:-(block|inline)(?:-(start|end))?)?")
SIZE = re.compile(r"^(?:[\d.+-].*|\w*\(.*|(?:xx?-|xxx-)?(?:small|large)|medium|smaller|larger)$")
SYSTEM = frozenset({"caption", "icon", "menu", "message-box", "small-caption", "status-bar"})
CSS_WIDE = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})
"""Values that any property may have (CSS Cascading 5, 7.3)."""
PLACING = frozenset(
    """
    none repeat no-repeat repeat-x repeat-y space round scroll fixed local left right top bottom
    center cover contain auto border-box padding-box content-box text
    """.split()  # noqa: SIM905 -- a list of quoted words is no easier to read
)


def written_out(name: str, value: str) -> Iterator[tuple[str, str]]:
    """The properties that a declaration gives, with their values."""
    if name in SAME:
        yield SAME[name], value
        if name == "text-decoration":
            yield "text-decoration-thickness", " ".join(_thick(value)) or "auto"
    elif match := BOXES.fullmatch(name):
        yield from _box(match, value)
    elif name in WRITERS:
        yield from WRITERS[name](value)
    else:
        yield name, value


def _thick(value: str) -> list[str]:
    return [part for part in parts_of(value) if re.match(r"[\d.]|calc|min|max|clamp", part)]


def _box(match: re.Match[str], value: str) -> Iterator[tuple[str, str]]:
    prefix = "" if match[1] == "inset" else f"{match[1]}-"
    parts = parts_of(value) or (value,)
    if match[2] is None:
        one = (parts * 4)[:4] if len(parts) == 1 else (parts * 2)[:4]
        if len(parts) == 3:
            one = (*parts, parts[1])
        yield from ((f"{prefix}{side}", part) for side, part in zip(SIDES, one, strict=True))
        return
    sides = LOGICAL["-".join(part for part in match.groups()[1:] if part)].split()
    for side, part in zip(sides, parts if len(parts) > 1 else parts * 2, strict=False):
        yield f"{prefix}{side}", part


def _overflow(value: str) -> Iterator[tuple[str, str]]:
    parts = value.split() or [value]
    yield "overflow-x", parts[0]
    yield "overflow-y", parts[-1]


def _font(value: str) -> Iterator[tuple[str, str]]:
    """Size and line of a `font` (CSS Fonts 4, 2.7): what comes first of all that may be a size,
    after the weight."""
    if value in CSS_WIDE or value in SYSTEM:
        yield "font-size", value if value in CSS_WIDE else "medium"
        yield "line-height", value if value in CSS_WIDE else "normal"
        return
    head, slash, tail = value.partition("/")
    before = [part for part in parts_of(head) if SIZE.match(part)]
    sizes = [part for part in before if not re.fullmatch(r"[1-9]\d{0,3}", part)]
    if slash and before:
        size, line = before[-1], next(iter(parts_of(tail)), "normal")
    else:
        size, line = next(iter(sizes), "medium"), "normal"
    yield "font-size", size
    yield "line-height", line
    yield "font-size-adjust", "none"


def _background(value: str) -> Iterator[tuple[str, str]]:
    """The color, and all else as the image."""
    colors, pictures = [], []
    parts = parts_of(value)
    for part in parts:
        name = part.partition("(")[0].lower()
        if name.endswith(("gradient", "image-set", "cross-fade")) or name in ("url", "element"):
            pictures.append(part)
        elif part.lower() not in PLACING and not re.match(r"[-+\d.,/]|calc|min|max|clamp", part):
            colors.append(part)
    blank = value.lower() in CSS_WIDE
    yield "background-color", value if blank else (colors[-1] if colors else "transparent")
    yield "background-image", value if blank else ", ".join(pictures) or "none"
    yield "background-repeat", "no-repeat" if "no-repeat" in parts else "repeat"
    yield "background-clip", "text" if "text" in parts else "border-box"


WRITERS: Mapping[str, Callable[[str], Iterator[tuple[str, str]]]] = {
    "overflow": _overflow,
    "font": _font,
    "background": _background,
}
