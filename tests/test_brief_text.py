"""The commentary's sections hold exactly the words of its source text.

Two readings are made and compared: one of `tests/brief/commentary.txt`, the text as it was handed
in (a word processor's file turned into plain text, notes standing between the paragraphs of the
page they were printed on), and one of `brief/sections/*.md`, read by pandoc as the program reads
them. Both become the same value, a `Text`: blocks and notes, each a list of words.

Kept in the comparison: every word with its punctuation, the place of every note call, emphasis,
links and the order of all of them. Left out, because the pipeline sets it: the shape of quotation
marks and dashes, the labels “Image:” and “Figure 1:”, the italics of a caption, and the colon after
a recommendation's term.
"""

import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pypandoc
import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "tests" / "brief" / "commentary.txt"
SECTIONS = sorted((ROOT / "brief" / "sections").glob("*.md"))

READER = "commonmark_x-tex_math_dollars-yaml_metadata_block-emoji-raw_attribute"
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
        if broken:
            whole[-1] += f" {paragraph}"
        else:
            whole.append(paragraph)
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
        return [
            Block("term", _source_words(item[1])),
            Block("definition", _source_words(item[2])),
        ]
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
    found = Text()
    for section in sections:
        for block in _pandoc(section)["blocks"]:
            found.blocks += _brief_blocks(block, found.notes)
    return found


def _pandoc(markdown: str) -> Node:
    command = [pypandoc.get_pandoc_path(), "--from", READER, "--to", "json"]
    done = subprocess.run(command, input=markdown, capture_output=True, check=True, encoding="utf8")
    tree: Node = json.loads(done.stdout)
    return tree


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


# The tests


@pytest.fixture(scope="module")
def source() -> Text:
    return read_source(SOURCE.read_text(encoding="utf8"))


@pytest.fixture(scope="module")
def markdown() -> list[str]:
    return [path.read_text(encoding="utf8") for path in SECTIONS]


def test_the_source_is_read_whole(source: Text) -> None:
    """Counts known from the printed text, so that an empty reading can't pass for a match."""
    kinds = [block.kind for block in source.blocks]
    counts = {kind: kinds.count(kind) for kind in sorted(set(kinds))}
    assert counts == {
        "definition": 4, "figure": 1, "heading": 10, "image": 2, "paragraph": 15, "term": 4,
    }  # fmt: skip
    assert list(source.notes) == list(range(2, 22))


def test_the_sections_hold_the_words_of_the_source(source: Text, markdown: list[str]) -> None:
    assert differences(source, read_brief(markdown)) == []


def test_each_note_is_called_once_and_in_order(source: Text, markdown: list[str]) -> None:
    """Seen in the Markdown itself, since pandoc drops a body that nothing calls."""
    calls = [re.findall(r"\[\^([^]]+)\](?!:)", text) for text in markdown]
    bodies = [re.findall(r"(?m)^\[\^([^]]+)\]:", text) for text in markdown]
    assert calls == bodies
    assert len({name for names in calls for name in names}) == len(source.notes)


def test_quotation_marks_curl_the_right_way(source: Text, markdown: list[str]) -> None:
    """An opening mark begins its word, a closing one or an apostrophe doesn't; where the source
    has curly marks of its own, they are the same."""
    brief = read_brief(markdown)
    ours, theirs = _all_words(brief), _all_words(source)
    for word, original in zip(ours, theirs, strict=True):
        assert re.fullmatch(r"""[(*]?[‘“]?[^‘“’”'"]([^‘“'"])*""", word), word
        if set(original) & set("‘’“”"):
            assert word == original


def _all_words(text: Text) -> list[str]:
    parts: list[Block | Note] = [*text.blocks, *text.notes.values()]
    return [word for part in parts for word in part.words]


FAULTS = {
    "word dropped": ("sporadic bursts", "bursts"),
    "words swapped": ("sporadic bursts", "bursts sporadic"),
    "mistake mended": ("DRPK", "DPRK"),
    "note dropped": (r"(?s)\[\^park-2008-history\](?!:)(.*)\[\^park-2008-history\]:.*?\n", r"\1"),
    "note's body dropped": (r"\[\^thaad-2017\]: .*\n", ""),
    "notes swapped": (r"(?s)(Cooney, .*?)\n(.*?: )(Park, .*?)\n", r"\3\n\2\1\n"),
    "call moved": (r"(\[\^rising-sentiment-2022\]), sustain", r", sustain\1"),
    "address changed": (r"\]\(https://www\.lowyinstitute\.org/", "](https://example.org/"),
    "emphasis dropped": (r"\*Lehigh University\*", "Lehigh University"),
    "image numbered": (r"\{#fig-map .unnumbered\}", "{#fig-map}"),
    "paragraph split": ("tourism between the two ", "tourism between the two\n\n"),
    "recommendation dropped": (r"Resume Multilateral Negotiations\n\n.*\n", ""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_seeded_fault_is_found(fault: str, source: Text, markdown: list[str]) -> None:
    pattern, replacement = FAULTS[fault]
    damaged = [re.sub(pattern, replacement, text) for text in markdown]
    assert sum(a != b for a, b in zip(markdown, damaged, strict=True)) == 1
    assert differences(source, read_brief(damaged))


def test_two_sections_in_the_wrong_order_are_found(source: Text, markdown: list[str]) -> None:
    for first, second in pairwise(range(len(markdown))):
        swapped = list(markdown)
        swapped[first], swapped[second] = markdown[second], markdown[first]
        assert differences(source, read_brief(swapped))
