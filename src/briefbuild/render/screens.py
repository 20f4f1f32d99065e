"""What EPUB and web page have in common, and paper hasn't: the tree that both are made from.

Each figure's long description stands behind it, a draft says that it is one within its text, and
numbers are filled up, before the tree is lowered (`hypertext.py`); then short words are kept whole
(`whole_words.py`).
"""

from __future__ import annotations

from briefbuild.drafts import status_word, with_status
from briefbuild.render.descriptions import shown_on_request
from briefbuild.render.edition import Edition
from briefbuild.render.number_columns import with_filled_numbers
from briefbuild.tree import Nodes


def for_screens(edition: Edition) -> Nodes:
    """The edition's tree with what only screens show."""
    word = edition.house.words(edition.brief.lang)["description"]
    blocks = shown_on_request(edition.blocks, word)
    blocks = with_status(blocks, status_word(edition.brief, edition.house))
    return with_filled_numbers(blocks, edition.brief.lang)
