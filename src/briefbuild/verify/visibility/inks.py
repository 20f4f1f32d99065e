"""Letters as pale as their ground, or too small, or off the screen: what is seen of them by all
that is said of what they stand in."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuild.verify.reasons import FAR, HIDES, MOVES
from briefbuild.verify.visibility.colors import contrast, over
from briefbuild.verify.visibility.in_sight import Fault
from briefbuild.verify.visibility.seen import GROUND, INK, Look

UNSEEN = 1.25
"""To 1: letters of less contrast can't be seen."""
LEAST = 3.0
"""To 1: the least contrast for any letters (WCAG 2.2, 1.4.3: large ones)."""
NEEDED = 4.5
"""To 1: what most letters need."""
LETTERS = 16 / 3
"""Pixels of four points: smaller letters aren't meant to be read."""
SCREEN = 600.0
"""Pixels: on narrower screens text may begin further to the right."""


def lettering(look: Look) -> Iterator[Fault]:
    """What is wrong with letters that stand in an element itself."""
    if look.em < LETTERS and "font-size" in look.because:
        yield Fault(look.because["font-size"], HIDES, certain=True)
    yield from _pale(look)
    where = look.because.get("margin-left")
    if where is not None:
        right = 0.95 * max(look.screen.width, SCREEN)
        if look.left <= -FAR or look.left > right:
            yield Fault(where, HIDES, certain=True)
        elif look.left < -0.5 * look.em - 2:
            yield Fault(where, MOVES)


def _pale(look: Look) -> Iterator[Fault]:
    if look.ink is None:
        yield Fault(look.because[INK], "is a color that can’t be worked out")
    elif not look.grounds:
        yield Fault(look.because[GROUND], "is a ground whose color can’t be worked out")
    elif (least := _contrast(look, look.fade)) < NEEDED:
        named = [name for name in look.because if name in (INK, GROUND)]
        if "opacity" in look.because and _contrast(look, 1.0) > least + 1:
            named = ["opacity", *named]
        else:
            named.reverse()
        if named:
            other = (
                f" on “{look.because[named[1]].value}”"
                if len(named) > 1 and named[0] != "opacity"
                else ""
            )
            said = "unseen" if least < UNSEEN else "hardly seen" if least < LEAST else "pale"
            reason = f"leaves letters {said}: their contrast{other} is {_ratio(least)}, not 4.5"
            weak = least >= LEAST
            yield Fault(look.because[named[0]], reason, least < UNSEEN, weak)


def _contrast(look: Look, fade: float) -> float:
    """The least that its letters have, where they let so much of their ground through."""
    assert look.ink is not None
    ink = (*look.ink[:3], look.ink[3] * fade)
    return min(contrast(over(ink, ground), ground) for ground in look.grounds)


def _ratio(value: float) -> str:
    return f"{int(value * 100) / 100:.2f}"  # never rounded up to what is enough
