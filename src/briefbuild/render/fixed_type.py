"""Sizes of type that a reader's own setting can't change (WCAG 2.2, 1.4.4).

Neither may a sheet for reading systems have them, nor may a book that has any be said to let its
display be transformed. The page's geometry doesn't matter here.
"""

from __future__ import annotations

import re

FIXED_TYPE = re.compile(
    r"(?<![\w-])(?:font-size|font|line-height)\s*:[^;}]*?"
    r"(?:\d(?:px|pt|mm|cm|in|pc|q)\b|\b(?:small|medium|large)\b(?!-))",
    re.IGNORECASE,
)
