"""A font cut down to the characters in use, by HarfBuzz, the shaper that browsers have.

The Open Font Licence lets a modified font be passed on, but not under its reserved name: a cut
font is given other names. It keeps its copyright and licence entries, and no hinting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO

import uharfbuzz
from fontTools.ttLib import TTFont

# Kerning, ligatures, marks, and figures: what every style asks for.
FEATURES = ("ccmp", "locl", "kern", "liga", "mark", "mkmk", "onum", "pnum", "lnum", "tnum")
NAMES = (0, 1, 2, 4, 6, 13, 14)
"""Name ids that stay (OpenType, `name`): copyright, family, style, full and PostScript name,
licence and its address."""


def cut(
    data: bytes,
    characters: Iterable[str],
    named: Mapping[int, str],
    features: Iterable[str] = FEATURES,
    flavor: str | None = None,
) -> bytes:
    """The font with the glyphs that the characters need, under names by name id; `flavor` is
    "woff", or None for plain OpenType."""
    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    wanted.unicode_set.update(map(ord, characters))
    wanted.name_id_set.clear()
    wanted.name_id_set.update(NAMES)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(f.encode(), "big") for f in features)
    subset = uharfbuzz.subset(uharfbuzz.Face(data), wanted).blob.data
    with TTFont(BytesIO(subset), recalcTimestamp=False, recalcBBoxes=False) as font:
        for record in font["name"].names:
            record.string = named.get(record.nameID, record.string)
        font.flavor = flavor
        written = BytesIO()
        font.save(written)
        return written.getvalue()
