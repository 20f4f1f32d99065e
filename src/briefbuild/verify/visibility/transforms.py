"""Values that carry text off, turn it or let it fade (CSS Transforms 2, Filter Effects 1)."""

from __future__ import annotations

import math
import re

from briefbuild.verify.reasons import FADES, FAR, HIDES, MOVES, TURNS, UNSURE
from briefbuild.verify.visibility.lengths import Measure, parts_of, pixels
from briefbuild.verify.visibility.seen import Look


def number(value: str, whole: float = 1.0) -> float:
    return pixels(value, Measure(whole=whole))


def factor(value: str, _: Look) -> str:
    """A factor of a size: `scale`, `zoom`."""
    numbers = [number(part) for part in parts_of(value)]
    if value in ("none", "normal"):
        return ""
    if any(one < 0 for one in numbers):
        return TURNS
    if any(math.isnan(one) for one in numbers):
        return UNSURE
    return HIDES if any(one < 0.2 for one in numbers) else ""


def moved(value: str, look: Look) -> str:
    """`translate`, and offsets that nothing else is known of."""
    if value in ("none", "auto"):
        return ""
    given = [pixels(part, look.measure) for part in parts_of(value)]
    if any(math.isnan(one) for one in given):
        return UNSURE
    if any(abs(one) >= FAR for one in given):
        return HIDES
    return MOVES if any(abs(one) > 2 * look.em for one in given) else ""


def turned(value: str, _: Look) -> str:
    if value == "none":
        return ""
    angles = [number(part) for part in parts_of(value) if re.search(r"\d", part)]
    flat = len(parts_of(value)) == 1 or value.split()[0] == "z"
    return "" if flat and angles and abs(angles[-1]) <= 90 else TURNS


def transformed(value: str, look: Look) -> str:
    """A row of functions, each as its own property says it."""
    if value == "none":
        return ""
    found = re.findall(r"([a-z]+[xyz3d]*)\(([^()]*(?:\([^()]*\)[^()]*)*)\)", value)
    for name, arguments in found:
        check = {"scale": factor, "scalex": factor, "scaley": factor, "translate": moved}
        check |= {"translatex": moved, "translatey": moved, "rotate": turned, "rotatez": turned}
        said = " ".join(part.strip() for part in arguments.split(","))
        if name not in check:
            return TURNS if name.startswith("rotate") else UNSURE
        if reason := check[name](said, look):
            return reason
    return "" if found else UNSURE


def filtered(value: str, _: Look) -> str:
    for part in [] if value == "none" else parts_of(value):
        name, rest = (*part.split("(", 1), "")[:2]
        share = number(rest.rstrip(")").strip() or "1")
        if name in ("grayscale", "sepia", "saturate", "hue-rotate"):
            continue
        if name == "opacity" and share < 0.15:
            return HIDES
        least = {"brightness": 0.8, "contrast": 0.8, "opacity": 0.99}.get(name)
        if least is None or math.isnan(share) or not least <= share <= 1.3:
            return FADES
    return ""
