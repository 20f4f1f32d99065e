"""The name that was probably meant, for a problem's hint.

Comparing is slow, and a text may have as many wrong names as right ones: so it is done for the
first of them, and where the names are not very many.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection

MOST_TOLD = 100
MOST_NAMES = 2000


def nearest(name: str, names: Collection[str], told: int, cutoff: float = 0.6) -> str:
    """The most similar of the names, by difflib's ratio, at least `cutoff`; nothing if there is
    none, or if `told` names, too many, were looked for before."""
    if told >= MOST_TOLD or len(names) > MOST_NAMES:
        return ""
    close = difflib.get_close_matches(name, sorted(names), n=1, cutoff=cutoff)
    return close[0] if close else ""
