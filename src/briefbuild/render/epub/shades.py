"""Tint and muted ink for a page whose colors the reader chooses.

A pale ground under a text that a night mode makes white can't be read, nor can dark grey type on
black. So the EPUB has neither color, but what makes them out of the reader's own.
"""

from __future__ import annotations

from collections.abc import Mapping

VEIL, OPACITY = "--tint-veil", "--muted-opacity"
"""The custom properties that epub.css may ask for besides the tokens."""
LEAST = 0.82
"""Opacity: on the palest inks of reading systems, brown on sepia, less would have a contrast below
4.5."""


def shades(tokens: Mapping[str, str]) -> dict[str, str]:
    """The values of the two custom properties, from the tokens `--color-…`."""
    return {VEIL: veil(tokens), OPACITY: opacity(tokens)}


def veil(tokens: Mapping[str, str]) -> str:
    """The tint as `rgba(…)`, over the paper: on a dark page it is nearly nothing.

    Of all colors that lie over the paper and look like the tint, the one with the least opacity:
    c·α + paper·(1 - α) = tint has a c from 0 to 255 for each channel.
    """
    tint, paper = (_channels(tokens[f"--color-{name}"]) for name in ("tint", "paper"))
    pairs = list(zip(tint, paper, strict=True))
    alpha = max((p - t) / p if t < p else (t - p) / (255 - p) if t > p else 0.0 for t, p in pairs)
    if alpha == 0:
        return "transparent"
    over = (round((t - p * (1 - alpha)) / alpha) for t, p in pairs)
    return f"rgba({', '.join(map(str, over))}, {alpha:.3f})"


def opacity(tokens: Mapping[str, str]) -> str:
    """How opaque the ink is that looks as light on the paper as muted ink does."""
    ink, muted, paper = (
        sum(_channels(tokens[f"--color-{name}"])) for name in ("ink", "muted", "paper")
    )
    share = (paper - muted) / (paper - ink) if paper != ink else 1.0
    return f"{min(1.0, max(LEAST, share)):.2f}"


def _channels(color: str) -> tuple[int, ...]:
    """Red, green and blue, 0 to 255, of #rgb or #rrggbb."""
    digits = color.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(d * 2 for d in digits)
    return tuple(int(digits[n : n + 2], 16) for n in (0, 2, 4))
