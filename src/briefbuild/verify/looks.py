"""Whether two pictures are the same by their looks: thumbnails small enough to compare at once.

The PDF holds no picture's bytes but the shapes that were drawn from it, so its figures can be
compared by looks only; a figure in the wrong place still looks like another figure.
"""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache

from PIL import Image, ImageChops, ImageStat

SIDE = 48
"""Thumbnails are this many pixels wide and high, whatever the picture's shape."""
SAME = 8.0
"""Mean difference of two thumbnails of one picture drawn by two programs stays below this, of
255; blank paper against a line drawing lies above it, so `resembles` also asks for the nearest."""
NOISE = 2.0
"""Two pictures that differ by less than this can't be told apart by looks: photographs drawn small
came out as far as 1.9 from their own thumbnail. Then their alternative texts and captions, and the
bytes in the EPUB and Word files, must tell which is which."""

ALIKE = 0.85
"""The least correlation of two thumbnails of one picture: PDFs of the program's have 0.97 and more,
mirrored drawings 0.7 and less."""
FLAT = 4.0
"""Standard deviation, of 255, of a picture that has hardly anything light or dark in it."""


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@lru_cache(maxsize=8)  # one picture stands in several formats
def look_of(data: bytes) -> bytes | None:
    """The thumbnail of a PNG or JPEG; None for what Pillow can't draw."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return look_of_picture(picture)
    except OSError:
        return None


def look_of_picture(picture: Image.Image) -> bytes:
    """The thumbnail, on white paper, as SIDE × SIDE RGB pixels."""
    layer = picture.convert("RGBA")
    paper = Image.new("RGBA", layer.size, "white")
    flat = Image.alpha_composite(paper, layer).convert("RGB")
    return flat.resize((SIDE, SIDE), Image.Resampling.BOX).tobytes()


def distance(one: bytes, other: bytes) -> float:
    """Mean difference of the channels, 0 to 255."""
    pictures = [Image.frombytes("RGB", (SIDE, SIDE), look) for look in (one, other)]
    means = ImageStat.Stat(ImageChops.difference(*pictures)).mean
    return float(sum(means)) / len(means)


def resembles(found: bytes, own: bytes, others: list[bytes]) -> bool:
    """Whether a picture is the one expected: near to it, and nearer than to any other one that
    looks otherwise."""
    gap = distance(found, own)
    unlike = [other for other in others if distance(own, other) > NOISE]
    nearest = all(gap < distance(found, other) for other in unlike)
    return gap < SAME and nearest and likeness(found, own) > ALIKE


def likeness(one: bytes, other: bytes) -> float:
    """How much dark and light go together, by Pearson's correlation: 1 for the same drawing in
    whatever inks, little for one that is mirrored or cut; 1 where a picture has hardly any."""
    shades = [Image.frombytes("RGB", (SIDE, SIDE), look).convert("L") for look in (one, other)]
    first, second = (list(shade.tobytes()) for shade in shades)
    spread = [ImageStat.Stat(shade).stddev[0] for shade in shades]
    if max(spread) < FLAT:
        return 1.0
    mean = [sum(shade) / len(shade) for shade in (first, second)]
    both = sum((x - mean[0]) * (y - mean[1]) for x, y in zip(first, second, strict=True))
    return float(both / len(first) / max(spread[0] * spread[1], 1e-9))
