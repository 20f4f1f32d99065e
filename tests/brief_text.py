"""Two readings of the commentary, of its source text and of its sections, and their differences.

One reading is of `tests/brief/commentary.txt`, the text as it was handed in: a word processor's
file turned into plain text, notes standing between the paragraphs of the page they were printed on.
The other is of `brief/sections/*.md`, read by pandoc as the program reads them. Both become the
same value, a `Text`: blocks and notes, each a list of words.

Kept in the comparison: every word with its punctuation, the place of every note call, emphasis,
links and the order of all of them. Left out, because the pipeline sets it: the shape of quotation
marks and dashes, the labels “Image:” and “Figure 1:”, the italics of a caption, and the colon after
a recommendation's term.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from briefbuild.pandoc import MARKDOWN, read_all

READER = MARKDOWN.replace("+sourcepos", "")
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN = str.maketrans("‘’“”–—", "''\"\"--")

Node = dict[str, Any]


@dataclass(frozen=True)
class Block:
    """A piece of body text. Kinds: heading, paragraph, term, definition, figure (its caption is
    counted) and image (its caption is not). A note's call is written `[7]` inside its word."""

    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """A note's words, emphasis marked as `*word*`, and the targets of its links in order."""

    words: tuple[str, ...]
    links: tuple[str, ...]


@dataclass
class Text:
    """Body and notes. Notes are keyed by number; the source's note 1, the author's, is no part."""

    blocks: list[Block] = field(default_factory=list)
    notes: dict[int, Note] = field(default_factory=dict)


def differences(source: Text, brief: Text) -> list[str]:
    """What sets `brief` apart from `source`, one line for each block or note; empty when alike."""
    ours, theirs = brief.blocks, source.blocks
    found = [
        f"block {place}: {_plain(a)} ≠ {_plain(b)}"
        for place, (a, b) in enumerate(zip(theirs, ours, strict=False))
        if _plain(a) != _plain(b)
    ]
    if len(theirs) != len(ours):
        found.append(f"{len(theirs)} blocks in the source, {len(ours)} in the brief")
    for number in sorted(source.notes.keys() | brief.notes.keys()):
        a, b = source.notes.get(number), brief.notes.get(number)
        if a is None or b is None or (_plain(a), a.links) != (_plain(b), b.links):
            found.append(f"note {number}: {a} ≠ {b}")
    return found


def _plain(part: Block | Note) -> tuple[str, ...]:
    """The words, with the shape of quotation marks and dashes taken out; a block's kind first."""
    words = tuple(word.translate(PLAIN) for word in part.words)
    return (part.kind, *words) if isinstance(part, Block) else words


# The source text


def read_source(text: str) -> Text:
    """The handed-in text without its title, its author line and the author's note."""
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    found, body = Text(), []
    for paragraph in paragraphs:
        if note := re.match(f"([{SUPERSCRIPTS}]+) (.+)", paragraph):
            found.notes[_number(note[1])] = _source_note(note[2])
        else:
            body.append(paragraph)
    del found.notes[1]
    for paragraph in _joined(body[2:]):
        found.blocks += _source_blocks(paragraph, after=found.blocks)
    return found


def _number(superscript: str) -> int:
    return int("".join(str(SUPERSCRIPTS.index(digit)) for digit in superscript))


def _joined(paragraphs: Sequence[str]) -> list[str]:
    """Paragraphs that a page break split, whole again: a long one that ends in no full stop
    goes on in the next."""
    whole: list[str] = []
    broken = False
    for paragraph in paragraphs:
        whole.append(f"{whole.pop()} {paragraph}" if broken else paragraph)
        labelled = re.match("Image:|Figure 1:", paragraph)
        broken = not (_is_heading(paragraph) or labelled or paragraph[-1] in f".:{SUPERSCRIPTS}")
    return whole


def _is_heading(paragraph: str) -> bool:
    return len(paragraph) < 60 and paragraph[-1].isalpha()


def _source_blocks(paragraph: str, after: Sequence[Block]) -> list[Block]:
    """One paragraph of the source; in the last section “Term: text” is a recommendation."""
    last_heading = [block.words for block in after if block.kind == "heading"][-1:]
    if caption := re.match(r"(Image|Figure) ?1?: \*?(.+?)\*?$", paragraph):
        kind = "image" if caption[1] == "Image" else "figure"
        return [Block(kind, _source_words(caption[2].replace(r"\$", "$")))]
    if _is_heading(paragraph):
        return [Block("heading", _source_words(paragraph))]
    if last_heading == [("Conclusion", "and", "Recommendations")] and (
        item := re.match(r"([^.:]+): (.+)", paragraph)
    ):
        kinds = ("term", "definition")
        return [Block(k, _source_words(t)) for k, t in zip(kinds, item.groups(), strict=True)]
    return [Block("paragraph", _source_words(paragraph))]


def _source_words(text: str) -> tuple[str, ...]:
    calls = re.sub(f"[{SUPERSCRIPTS}]+", lambda run: f"[{_number(run[0])}]", text)
    return tuple(calls.split())


def _source_note(text: str) -> Note:
    """A note's words and links. Where the conversion gave one address twice in a row, as
    `[site](address). <address>`, both wordings stay and the link is one."""
    links = re.findall(r"\[[^]]+\]\(([^)]+)\)|<([^>]+)>", text)
    targets = [inner or bare for inner, bare in links]
    words = re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", text)
    words = re.sub(r"<([^>]+)>", r"\1", words)
    return Note(tuple(words.split()), tuple(target for target, _ in groupby(targets)))


# The brief


def read_brief(sections: Sequence[str]) -> Text:
    """The Markdown of the sections, in order; notes are numbered from 2, each call anew."""
    documents, problems = read_all([(READER, text) for text in sections])
    assert problems == []
    found = Text()
    for document in documents:
        for block in document["blocks"]:
            found.blocks += _brief_blocks(block, found.notes)
    return found


def _brief_blocks(node: Node, notes: dict[int, Note]) -> list[Block]:
    match node:
        case {"t": "Header", "c": [1, _, inlines]}:
            return [Block("heading", _words(inlines, notes))]
        case {"t": "Para", "c": [{"t": "Image", "c": [[_, classes, _], inlines, _]}]}:
            kind = "image" if "unnumbered" in classes else "figure"
            return [Block(kind, _words(inlines, notes))]
        case {"t": "Para" | "Plain", "c": inlines}:
            return [Block("paragraph", _words(inlines, notes))]
        case {"t": "Div", "c": [[_, ["recommendations"], _], [recommendations]]}:
            found = []
            for term, [[paragraph]] in recommendations["c"]:
                found.append(Block("term", _words(term, notes)))
                found.append(Block("definition", _words(paragraph["c"], notes)))
            return found
    raise AssertionError(f"a block this text has no use for: {node}")


def _words(inlines: Sequence[Node], notes: dict[int, Note]) -> tuple[str, ...]:
    return tuple("".join(_inline(node, notes, []) for node in inlines).split())


def _inline(node: Node, notes: dict[int, Note], links: list[str]) -> str:
    """One inline as text; the notes and link targets met are added to `notes` and `links`."""

    def inner(inlines: Sequence[Node]) -> str:
        return "".join(_inline(child, notes, links) for child in inlines)

    match node:
        case {"t": "Str", "c": text}:
            return str(text)
        case {"t": "Space" | "SoftBreak"}:
            return " "
        case {"t": "Emph", "c": inlines}:
            return f"*{inner(inlines)}*"
        case {"t": "Quoted", "c": [{"t": kind}, inlines]}:
            return f"‘{inner(inlines)}’" if kind == "SingleQuote" else f"“{inner(inlines)}”"
        case {"t": "Span", "c": [["", [], [["lang", _]]], inlines]}:
            return inner(inlines)
        case {"t": "Link", "c": [_, inlines, [target, _]]}:
            links.append(target)
            return inner(inlines)
        case {"t": "Note", "c": [{"t": "Para", "c": inlines}]}:
            number = len(notes) + 2
            targets: list[str] = []
            text = "".join(_inline(child, {}, targets) for child in inlines)
            notes[number] = Note(tuple(text.split()), tuple(targets))
            return f"[{number}]"
    raise AssertionError(f"an inline this text has no use for: {node}")
