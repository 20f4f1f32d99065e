"""A draft says on its pages that it is one; a release says nothing.

The PDFs and the Word file have the word in their running foot, which is no part of the text. An
EPUB and a web page have no foot: there it ends the masthead, as a text among others, and the proof
asks for it there.
"""

from __future__ import annotations

from briefbuild.house import House
from briefbuild.model import Brief
from briefbuild.tree import Nodes, classes_of, div, plain, words

IN_TEXT = (".epub", ".html")
"""The suffixes of the files whose text has the word."""
STATUS = "status"
"""The class of the element that says it."""


def status_word(brief: Brief, house: House) -> str:
    """The house's word for a draft, in the brief's language; "" for a release."""
    return house.words(brief.lang)["draft"] if brief.status == "draft" else ""


def with_status(blocks: Nodes, word: str) -> Nodes:
    """The tree with the word at the end of its masthead, or before all where it has none."""
    if not word:
        return blocks
    said = div([plain(words(word))], "", [STATUS])
    for index, block in enumerate(blocks):
        if block["t"] == "Div" and "masthead" in classes_of(block):
            attributes, inner = block["c"]
            marked = {**block, "c": [attributes, [*inner, said]]}
            return [*blocks[:index], marked, *blocks[index + 1 :]]
    return [said, *blocks]
