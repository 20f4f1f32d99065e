"""Words as the proof compares them.

A word is a run of letters, digits and marks between white space and punctuation; soft hyphens are
dropped, typographic quotes and dashes are no part of words, so that only the words are compared
and never the typography that formats may set differently.
"""

from __future__ import annotations

import re
import unicodedata

SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
WORD = re.compile(r"[^\W_]+(?:[^\W_]|[\u0300-\u036f])*")


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text in NFC, in order; “Korea-Japan” is two, “US$162.62” three."""
    plain = unicodedata.normalize("NFKC", text).translate(SOFT)
    return tuple(WORD.findall(plain))
