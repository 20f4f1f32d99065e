"""How an element looks on a screen, as far as its style sheets say so: no page is laid out."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefbuild.verify.visibility.cascade import (
    Matched,
    Properties,
    Said,
    Scope,
    outermost,
    winning,
)
from briefbuild.verify.visibility.colors import CLEAR, Color, Palette, color_of, over, shades_of
from briefbuild.verify.visibility.lengths import Measure, parts_of, pixels
from briefbuild.verify.visibility.screens import Screen
from briefbuild.verify.visibility.shorthands import CSS_WIDE

BLANK = CSS_WIDE - {"inherit"}
SIZES = {"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0}
SIZES |= {"x-large": 24.0, "xx-large": 32.0, "xxx-large": 48.0, "math": 16.0}
FACTORS = {"smaller": 5 / 6, "larger": 1.2}
INDENTED = {"blockquote": 40.0, "figure": 40.0, "dd": 40.0}
PADDED = {"ul": 40.0, "ol": 40.0}
SMALLER = {"small": 5 / 6, "sub": 5 / 6, "sup": 5 / 6}
"""Of the styles that browsers have themselves (WHATWG HTML, 15.3)."""
GRADIENT = re.compile(r"(?:-webkit-)?(?:repeating-)?(?:linear|radial|conic)-gradient\(")
INK, FILL = "color", "-webkit-text-fill-color"
GROUND, PICTURE = "background-color", "background-image"


@dataclass(frozen=True, eq=False)
class Look:
    """An element on a screen, or a box that a style puts before or after its text."""

    screen: Screen
    tag: str
    own: Properties
    """What is said of it itself."""
    scope: Scope
    """Its custom properties."""
    em: float
    dark: bool
    ink: Color | None
    """None where it can't be worked out."""
    grounds: tuple[Color, ...]
    """What its letters may stand on; none where that can't be worked out."""
    fade: float
    """Opacity of 1, with that of all that it stands in."""
    left: float
    """Of its content; at least, where a layout would tell more."""
    origin: float
    """From where boxes within it are placed."""
    because: Mapping[str, Said] = field(default_factory=dict)
    """Where ink, ground, size and place are said that it has from above."""

    @property
    def measure(self) -> Measure:
        return Measure(self.em, self.screen.width, self.screen.height, self.screen.width)

    def value(self, name: str, otherwise: str = "") -> str:
        found = self.own.get(name)
        return otherwise if found is None or found[0].lower() in BLANK else found[0].lower()

    def length(self, name: str, otherwise: float = 0.0) -> float:
        """A length; `otherwise` where none is said, or one that only a layout tells."""
        given = pixels(self.value(name, "auto"), self.measure)
        return otherwise if math.isnan(given) else given


def paper(screen: Screen, scope: Scope | None = None) -> Look:
    """What a page stands on; `scope` is that of the page, the same on each screen."""
    light = Palette(None, dark=False)
    scope = scope or outermost()
    return Look(screen, "", {}, scope, 16.0, False, light.ink, (light.paper,), 1.0, 0.0, 0.0)


def look_of(above: Look, tag: str, matched: Sequence[Matched], style: Sequence[Said]) -> Look:
    """An element that stands in `above`."""
    own, scope = winning(matched, style, above.screen, above.scope)
    because = dict(above.because)
    dark = _is_dark(own, above)
    if dark != above.dark:
        light = Palette(None, dark=dark)
        above = replace(above, dark=dark, ink=light.ink, grounds=(light.paper,))
    em = _size(own, above, tag)
    ink = _ink(own, above, tag, because)
    grounds = _grounds(own, above, ink, because)
    fade = above.fade * _opacity(own, because)
    for name in ("font-size", "zoom"):
        if name in own:
            because["font-size"] = own[name][1]
    plain = Look(above.screen, tag, own, scope, em, dark, ink, grounds, fade, 0.0, 0.0, because)
    left, origin = _place(plain, above, because)
    return replace(plain, left=left, origin=origin)


def _is_dark(own: Properties, above: Look) -> bool:
    """Whether it is shown in its dark scheme (CSS Color Adjustment 1, 2.3)."""
    if "color-scheme" not in own:
        return above.dark
    schemes = own["color-scheme"][0].lower().split()
    return "dark" in schemes and (above.screen.dark or "light" not in schemes)


def _size(own: Properties, above: Look, tag: str) -> float:
    value = own["font-size"][0].lower() if "font-size" in own else ""
    size = above.em * SMALLER.get(tag, 1.0)
    if value in SIZES:
        size = SIZES[value]
    elif value in FACTORS:
        size = above.em * FACTORS[value]
    elif value and value != "inherit":
        measure = Measure(above.em, above.screen.width, above.screen.height, above.em)
        given = pixels(value, measure)
        size = above.em if math.isnan(given) else given
    zoom = pixels(own["zoom"][0].lower(), Measure(whole=1.0)) if "zoom" in own else 1.0
    return size * (1.0 if math.isnan(zoom) else zoom)


def _opacity(own: Properties, because: dict[str, Said]) -> float:
    given = pixels(own["opacity"][0], Measure(whole=1.0)) if "opacity" in own else 1.0
    if math.isnan(given):
        return 1.0
    if given < 1:
        because["opacity"] = own["opacity"][1]
    return max(0.0, min(1.0, given))


def _ink(own: Properties, above: Look, tag: str, because: dict[str, Said]) -> Color | None:
    base = Palette(above.ink, above.dark)
    ink = (0.0, 0.0, 0.93, 1.0) if tag == "a" and not above.dark else above.ink
    for name in (INK, FILL):
        if name not in own:
            continue
        value, said = own[name]
        if value.lower() != "inherit":
            because.pop(INK, None)
            because[INK] = said  # the last one is the nearest
        if value.lower() in ("inherit", *BLANK):
            ink = base.ink if value.lower() == "initial" and name == INK else above.ink
        else:
            ink = color_of(value, Palette(ink if name == FILL else above.ink, above.dark))
    return ink


def _grounds(
    own: Properties, above: Look, ink: Color | None, because: dict[str, Said]
) -> tuple[Color, ...]:
    grounds, palette = above.grounds, Palette(ink, above.dark)
    value = own[GROUND][0] if GROUND in own else "transparent"
    if value.lower() not in ("none", "inherit", *BLANK):
        color = color_of(value, palette)
        if color is None:
            because[GROUND] = own[GROUND][1]
            return ()
        if color != CLEAR:
            if color[3] > 0.5 or GROUND not in because:  # else it is the one below that is seen
                because.pop(GROUND, None)
                because[GROUND] = own[GROUND][1]
            grounds = (color,) if color[3] == 1 else tuple(over(color, g) for g in grounds)
    for layer in parts_of(own[PICTURE][0]) if PICTURE in own else ():
        if not GRADIENT.match(layer.lower()):
            continue
        because[GROUND] = own[PICTURE][1]
        shades = shades_of(layer, palette)
        if shades is None:
            return ()
        grounds = tuple(dict.fromkeys([*grounds, *(over(s, g) for s in shades for g in grounds)]))
        grounds = grounds[:: 1 + len(grounds) // 256]
    return grounds


def _place(look: Look, above: Look, because: dict[str, Said]) -> tuple[float, float]:
    """Where its content begins from the left, and from where boxes in it are placed."""
    position = look.value("position", "static")
    said = [look.own[n][1] for n in ("left", "margin-left", "right") if n in look.own]
    start = above.left
    if position in ("absolute", "fixed") and "left" in look.own:
        start = above.origin if position == "absolute" else 0.0
        start += look.length("left")
    elif position == "relative":
        start += look.length("left") or -look.length("right")
    if look.value("float") != "right":
        start += look.length("margin-left", 0.0)
        start += INDENTED.get(look.tag, 0.0) if "margin-left" not in look.own else 0.0
    if said and (look.length("margin-left") or start != above.left):
        because["margin-left"] = said[0]
    padding = PADDED.get(look.tag, 0.0) if "padding-left" not in look.own else 0.0
    origin = start if position != "static" else above.origin
    return start + padding + look.length("padding-left"), origin
