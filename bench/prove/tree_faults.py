"""Faults in the pipeline: in the tree that a format is made from, before it is rendered."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from bench.prove.seeding import WORD, Change, Kinds, misspelt, pick, two
from briefbuild.tree import Node, Nodes, classes_of, has_class, walk

Home = list[Any]
Place = tuple[Home, int]
"""A list that holds a node, and where in it."""


def places(content: Any, wanted: Callable[[Node], bool]) -> list[Place]:
    """Where the nodes of a tree stand that are wanted."""
    found: list[Place] = []
    if isinstance(content, list):
        for index, item in enumerate(content):
            if isinstance(item, dict) and "t" in item and wanted(item):
                found.append((content, index))
            found += places(item, wanted)
    elif isinstance(content, dict):
        found += places(content.get("c"), wanted)
    return found


def _of(*kinds: str) -> Callable[[Node], bool]:
    return lambda n: n["t"] in kinds


def _is_word(n: Node) -> bool:
    return n["t"] == "Str" and bool(WORD.search(n["c"]))


def _is_note(n: Node) -> bool:
    return has_class(n, "note-call")


def _lost(wanted: Callable[[Node], bool]) -> Change:
    """A node is gone; not the only one in its place, since no tree has an empty note or item."""

    def change(blocks: Nodes, rng: Random) -> str:
        home, at = pick(rng, [place for place in places(blocks, wanted) if len(place[0]) > 1])
        return f"a {home.pop(at)['t']}"

    return change


def _doubled(wanted: Callable[[Node], bool]) -> Change:
    def change(blocks: Nodes, rng: Random) -> str:
        home, at = pick(rng, places(blocks, wanted))
        home.insert(at, deepcopy(home[at]))
        return f"a {home[at]['t']}"

    return change


def _swapped(wanted: Callable[[Node], bool]) -> Change:
    """Two nodes of different content change places."""

    def change(blocks: Nodes, rng: Random) -> str:
        found = {str(home[at]["c"]): (home, at) for home, at in places(blocks, wanted)}
        (one, i), (other, j) = two(rng, list(found.values()))
        first, second = deepcopy(one[i]), deepcopy(other[j])
        other[j], one[i] = first, second
        return f"two of {first['t']}"

    return change


def _misspelt(blocks: Nodes, rng: Random) -> str:
    home, at = pick(rng, places(blocks, _is_word))
    found = pick(rng, list(WORD.finditer(home[at]["c"])))
    text = home[at]["c"]
    wrong = text[: found.start()] + misspelt(found.group(), rng) + text[found.end() :]
    home[at] = {**home[at], "c": wrong}
    return f"“{text}” is now “{wrong}”"


def _swapped_notes(blocks: Nodes, rng: Random) -> str:
    """Two notes' bodies change places; each keeps its call."""
    notes = [n for block in blocks for n in walk(block) if n["t"] == "Note"]
    one, other = two(rng, list({str(n["c"]): n for n in notes}.values()))
    one["c"], other["c"] = other["c"], one["c"]
    return "two notes"


def _other_target(blocks: Nodes, rng: Random) -> str:
    links = [n for block in blocks for n in walk(block) if n["t"] == "Link"]
    outside = [n for n in links if n["c"][2][0].startswith("http")]
    link = pick(rng, outside)
    link["c"][2] = [f"{link['c'][2][0]}x", ""]
    return str(link["c"][2][0])


def _other_level(blocks: Nodes, rng: Random) -> str:
    headers = [n for block in blocks for n in walk(block) if n["t"] == "Header"]
    header = pick(rng, [h for h in headers if h["c"][0] == 1])
    header["c"][0] = 3
    return "a heading is of level 3"


def _swapped_images(blocks: Nodes, rng: Random) -> str:
    images = [n for block in blocks for n in walk(block) if n["t"] == "Image"]
    figures = [n for n in images if "portrait" not in classes_of(n)]
    one, other = two(rng, list({n["c"][2][0]: n for n in figures}.values()))
    one["c"][2], other["c"][2] = other["c"][2], one["c"][2]
    return f"{one['c'][2][0]} / {other['c'][2][0]}"


def _other_alt(blocks: Nodes, rng: Random) -> str:
    images = [n for block in blocks for n in walk(block) if n["t"] == "Image"]
    image = pick(rng, [n for n in images if n["c"][1]])
    image["c"][1] = [{"t": "Str", "c": "Picture"}]
    return str(image["c"][2][0])


KINDS: Kinds = {
    "word lost": _lost(_is_word),
    "word doubled": _doubled(_is_word),
    "word misspelt": _misspelt,
    "words swapped": _swapped(_is_word),
    "paragraph lost": _lost(_of("Para")),
    "paragraph doubled": _doubled(_of("Para")),
    "paragraphs swapped": _swapped(_of("Para")),
    "heading lost": _lost(_of("Header")),
    "heading of another level": _other_level,
    "call with its note lost": _lost(_is_note),
    "notes’ texts swapped": _swapped_notes,
    "link’s target changed": _other_target,
    "link lost": _lost(_of("Link")),
    "figure lost": _lost(_of("Figure")),
    "figures’ pictures swapped": _swapped_images,
    "credit lost": _lost(lambda n: has_class(n, "credit")),
    "alternative text changed": _other_alt,
}
