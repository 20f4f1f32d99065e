"""pandoc reads the Word file: a reader of it that shares nothing with the program's own.

What it has of the file is held to the source: each word in order, each note with its words, the
headings, the number of pictures, the captions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefbuild import pandoc
from briefbuild.tree import text_of, walk
from briefbuild.verify.align import differences
from briefbuild.verify.items import Inventory
from briefbuild.verify.judges.verdict import Case, Failure, Verdict
from briefbuild.verify.words import words_in

CLAIM = "The whole source, as another program reads it"
AROUND = 3
"""Words before a difference that are told with it."""


@dataclass(frozen=True)
class Parsed:
    """What pandoc's reader makes of a Word file."""

    said: list[str]
    """The main text's words."""
    notes: list[list[str]]
    headings: list[list[str]]
    pictures: int


def lacking() -> list[str]:
    """Nothing: pandoc comes with the program."""
    return []


def verdicts_on(cases: Sequence[Case]) -> list[Verdict]:
    """The verdict on each (file, claim, what it must hold).

    Raises RuntimeError when pandoc can't read a file.
    """
    judge = pandoc.version()
    verdicts = []
    for path, claim, inventory in cases:
        found = parsed(path)
        told = enumerate(lost(inventory, found), 1)
        failures = tuple(Failure(f"difference {number}", text, "") for number, text in told)
        words = len(found.said) + sum(map(len, found.notes))
        covers = f"{words} words, {len(found.notes)} notes"
        verdicts.append(Verdict(path, claim, judge, covers, failures))
    return verdicts


def parsed(file: Path) -> Parsed:
    """What pandoc reads of a Word file. Raises RuntimeError when it doesn't, or warns."""
    document, problems = pandoc.read_file(file, "docx")
    if problems:
        raise RuntimeError("; ".join(problem.message for problem in problems))
    notes: list[list[str]] = []
    main = _main(document["blocks"], notes)
    headings = [text_of(n["c"][2]) for n in walk(main) if n["t"] == "Header"]
    pictures = sum(n["t"] == "Image" for n in walk(main))
    return Parsed(_words(main), notes, [list(words_in(text)) for text in headings], pictures)


def lost(inventory: Inventory, found: Parsed) -> Iterator[str]:
    """What pandoc doesn't read, or reads otherwise, in words."""
    yield from _drifts("the text", demanded(inventory), found.said)
    notes = [[word.text for word in note.words] for note in inventory.notes]
    if len(notes) != len(found.notes):
        yield f"{len(notes)} notes expected, {len(found.notes)} found"
    for note, wanted, words in zip(inventory.notes, notes, found.notes, strict=False):
        yield from _drifts(f"note {note.mark}", wanted, words)
    named = [list(heading.words) for heading in inventory.headings if heading.level]
    if [words for words in found.headings if words in named] != named:
        yield "its headings are not those of the source"
    if found.pictures != len(inventory.images):
        yield f"{len(inventory.images)} pictures expected, {found.pictures} found"
    said = " ".join(found.said)
    for image in inventory.images:
        if " ".join(image.caption) not in said:
            yield f"the caption “{' '.join(image.caption)}” is not in one piece"


def demanded(inventory: Inventory) -> list[str]:
    """The main text's words, with the marks of notes that are called again."""
    words = list(inventory.texts)
    for call in reversed(inventory.calls):
        if call.note is None:
            words.insert(call.after, call.mark)
    return words


def _drifts(where: str, wanted: Sequence[str], found: Sequence[str]) -> Iterator[str]:
    """Where two sequences of words differ, each place in words; not where only a blank is more or
    less, as before the number of a note that is called again."""
    for gap in differences(wanted, found):
        if "".join(wanted[gap.a0 : gap.a1]) == "".join(found[gap.b0 : gap.b1]):
            continue
        before = " ".join(wanted[max(0, gap.a0 - AROUND) : gap.a0]) or "its start"
        expected = " ".join(wanted[gap.a0 : gap.a1]) or "nothing"
        read = " ".join(found[gap.b0 : gap.b1]) or "nothing"
        yield f"{where}, after “{before}”: “{expected}” expected, “{read}” found"


def _main(content: Any, notes: list[list[str]]) -> list[Any]:
    """The content without notes, whose words are put to `notes`, and without what isn't shown."""
    made: list[Any] = []
    for item in content:
        if isinstance(item, list):
            made.append(_main(item, notes))
        elif not isinstance(item, dict) or not isinstance(item.get("c"), list):
            made.append(item)
        elif item["t"] == "Note":
            notes.append(_words(_main(item["c"], [])))
        else:
            made.append({**item, "c": _main(_shown(item), notes)})
    return made


def _shown(node: dict[str, Any]) -> list[Any]:
    """What a node shows: of a picture not its text, of a table not its property, which pandoc takes
    for a caption and gives a short form too; the terms of a list as blocks."""
    content: list[Any] = node["c"]
    if node["t"] == "Image":
        return [content[0], [], content[2]]
    if node["t"] == "Table" and content[1][0]:
        return [content[0], [None, []], *content[2:]]
    if node["t"] == "DefinitionList":
        return [[[{"t": "Plain", "c": term}], texts] for term, texts in content]
    return content


def _words(blocks: Any) -> list[str]:
    """The words of blocks, in order."""
    found: list[str] = []
    for n in walk(blocks):
        if n["t"] in ("Para", "Plain"):
            found += words_in(text_of(n["c"]))
        elif n["t"] == "Header":
            found += words_in(text_of(n["c"][2]))
        elif n["t"] == "CodeBlock":
            found += words_in(n["c"][1])
    return found
