"""Draw the specimen's portrait: nobody's, head and shoulders in the house's colors.

    .venv/bin/python scripts/portrait.py styles/specimen/portrait.png

The drawing is the project's own and in the public domain (CC0 1.0).
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 480, 600
FINER = 4  # drawn larger and made smaller: Pillow's edges are steps
GROUND, SHOULDERS, NECK, HEAD = "#d5dde4", "#0f3d5e", "#8fa0b0", "#a7b4c1"


def portrait() -> Image.Image:
    """The drawing as an image of 32 colors."""
    picture = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), GROUND)
    draw = ImageDraw.Draw(picture)

    def scaled(*edges: int) -> tuple[int, ...]:
        return tuple(edge * FINER for edge in edges)

    draw.ellipse(scaled(40, 410, 440, 900), fill=SHOULDERS)
    draw.rounded_rectangle(scaled(196, 320, 284, 460), radius=44 * FINER, fill=NECK)
    draw.ellipse(scaled(150, 130, 330, 370), fill=HEAD)
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).quantize(32)


if __name__ == "__main__":
    portrait().save(Path(sys.argv[1]), optimize=True)
