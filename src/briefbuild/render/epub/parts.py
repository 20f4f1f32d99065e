"""The lowered tree as an EPUB's parts: one file each, with the notes that are called in it first.

pandoc begins a file at every heading of level 1, so a part is made to begin with one:

    title page   all before the first section; its heading, the title, is brought to the front and
                 a mark left at its place, to which `mends.mend` takes it back
    section      a Header 1 and what follows it
    back matter  a Div that begins with a Header 1

A note's body is a Div with the role doc-footnote at the end of the part that calls it first. It
opens with its number, which is the way back (DPUB-ARIA 1.1, doc-backlink): a pop-up shows it as
the number, a screen reader says “Back to text, note 7”.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefbuild.render.hypertext import Lowered, NoteBody
from briefbuild.render.whole_words import with_whole_words
from briefbuild.tree import (
    Node,
    Nodes,
    div,
    has_class,
    id_of,
    link,
    node,
    para,
    rewrite,
    string,
    text_of,
    walk,
)

TITLE_PLACE = "title-place"
TITLE_ID = "title"


def parts(lowered: Lowered, words: Mapping[str, str]) -> list[Nodes]:
    """The blocks of each file, in order; `words` are the house's fixed words."""
    groups = _groups(with_whole_words(with_ids(lowered.blocks)))
    groups[0] = _title_first(groups[0])
    first_part = {
        id_of(n): index for index, blocks in reversed([*enumerate(groups)]) for n in walk(blocks)
    }
    placed: dict[int, Nodes] = {}
    for note in lowered.notes:
        body = with_whole_words([_body(note, words)])
        placed.setdefault(first_part[note.calls[0]], []).extend(body)
    return [_with_notes(blocks, placed.get(i, [])) for i, blocks in enumerate(groups)]


def plain_text(blocks: Sequence[Node], name: str) -> str:
    """The words of the first Div or Header of a class, without the marks of notes; "" if none."""
    found = next((n for n in walk(list(blocks)) if has_class(n, name)), None)
    return " ".join(text_of(_unmarked(found)).split()) if found else ""


def paragraphs_text(blocks: Sequence[Node], name: str) -> str:
    """The words of the paragraphs and items within the first Div of a class, without its title."""
    found = next((n for n in walk(list(blocks)) if has_class(n, name)), None)
    if found is None:
        return ""
    parts = [part for part in found["c"][1] if not has_class(part, "component-title")]
    inner = [n for n in walk(_unmarked(parts)) if n["t"] in ("Para", "Plain")]
    return " ".join(" ".join(text_of(p).split()) for p in inner)


def with_ids(blocks: Nodes) -> Nodes:
    """Every heading with an id: the navigation leads to it."""
    taken = {id_of(n) for n in walk(blocks)}
    numbers = iter(range(1, 1_000_000))

    def change(n: Node) -> Node | None:
        if n["t"] != "Header" or id_of(n):
            return None
        level, (_, classes, pairs), text = n["c"]
        wanted = TITLE_ID if "title" in classes and TITLE_ID not in taken else ""
        id = wanted or next(i for i in (f"heading-{k}" for k in numbers) if i not in taken)
        taken.add(id)
        return {**n, "c": [level, [id, classes, pairs], text]}

    made: Nodes = rewrite(blocks, change)
    return made


def _unmarked(tree: object) -> object:
    """Without the calls of notes."""

    def change(n: Node) -> Nodes | None:
        return [] if has_class(n, "note-call") or has_class(n, "note-recall") else None

    return rewrite([tree], change)


def _is_title(n: Node) -> bool:
    return bool(n["t"] == "Header" and has_class(n, "title"))


def _opens_part(n: Node) -> bool:
    if n["t"] == "Div" and n["c"][1]:
        return _opens_part(n["c"][1][0])
    return bool(n["t"] == "Header" and n["c"][0] == 1 and not _is_title(n))


def _groups(blocks: Nodes) -> list[Nodes]:
    groups: list[Nodes] = [[]]
    for block in blocks:
        if _opens_part(block):
            groups.append([])
        groups[-1].append(block)
    return groups if groups[0] else groups[1:]


def _title_first(blocks: Nodes) -> Nodes:
    """The title's heading in front, a mark at its place: the masthead stands before the title."""
    title = next((n for n in walk(blocks) if _is_title(n)), None)
    if title is None:
        return blocks
    place = div([], "", [TITLE_PLACE])
    rest = rewrite(blocks, lambda n: place if _is_title(n) else None)
    return [title, *rest]


def _with_notes(blocks: Nodes, notes: Nodes) -> Nodes:
    """The notes at the end: within the Div, where the part is one, so that pandoc sees one part."""
    if not notes or len(blocks) != 1 or blocks[0]["t"] != "Div":
        return [*blocks, *notes]
    attributes, inner = blocks[0]["c"]
    return [{**blocks[0], "c": [attributes, _with_notes(inner, notes)]}]


def _body(note: NoteBody, words: Mapping[str, str]) -> Node:
    name = words["back_to_text_from"].replace("{mark}", note.mark)
    back = link([string(note.mark)], f"#{note.calls[0]}", "", ["note-mark"])
    back["c"][0][2] = [["role", "doc-backlink"], ["aria-label", name]]
    opening = [back, node("Space")]
    first, *rest = note.blocks
    if first["t"] in ("Para", "Plain"):
        blocks = [{**first, "t": "Para", "c": [*opening, *first["c"]]}, *rest]
    else:
        blocks = [para(opening[:1]), first, *rest]
    return {"t": "Div", "c": [[note.id, ["note"], [["role", "doc-footnote"]]], blocks]}
