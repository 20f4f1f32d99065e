"""Assemble: the brief's texts and the house's templates become one tree, in one pandoc process."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefbuild import pandoc
from briefbuild.front_matter import BACK, FRONT, Slots, render_templates
from briefbuild.house import House
from briefbuild.load import Source
from briefbuild.model import Brief
from briefbuild.note_loops import without_loops
from briefbuild.positions import Origin, placed
from briefbuild.problems import Place, Problem, problem
from briefbuild.section_metadata import without_metadata
from briefbuild.text_limits import shallow, too_large
from briefbuild.tree import (
    Node,
    Nodes,
    attr,
    node,
    pairs_of,
    place_of,
    rewrite,
    text_of,
    uncollected,
    words,
)
from briefbuild.unreadable import without_openings


@dataclass(frozen=True)
class Assembled:
    """The whole brief as one tree, as its texts were read, with each text's origin."""

    blocks: Nodes
    origins: tuple[Origin, ...]
    """The sections and the Markdown fields of brief.yaml and house.yaml."""
    fields: Mapping[str, Nodes]
    """The Markdown fields by key: inlines, or blocks for those of several paragraphs."""
    problems: tuple[Problem, ...]


@uncollected()
def assemble(source: Source, brief: Brief, house: House) -> Assembled:
    """Read every text of the brief; the blocks stand in order: front, sections, back."""
    pages, slots, problems = render_templates(brief, house)
    if brief.author_note != "none" and house.file.author.note:
        for index, author in enumerate(brief.authors):
            if author.bio:
                slots.texts.setdefault(f"authors.{index}.bio", ("block", author.bio))
    problems += _bios_unused(source, brief, slots)
    for id, figure in brief.figures.items():
        slots.inline(f"figures.{id}.credit", figure.credit)
        slots.inline(f"figures.{id}.source", figure.source)
        slots.block(f"figures.{id}.long_description", figure.long_description)
    origins, found = _section_origins(source)
    problems += found
    fields = {
        key: _field_origin(key, text, source, house) for key, (_, text) in slots.texts.items()
    }
    read = [*origins, *fields.values()]
    inputs = [(pandoc.MARKDOWN, _safe_text(o)) for o in read]
    inputs += [(pandoc.HTML, page) for page in pages.values()]
    documents, failed = pandoc.read_all(inputs, read)
    problems += failed
    if not documents:
        return Assembled([], (), {}, tuple(problems))
    trees = [d["blocks"] for d in documents]
    for index, origin in enumerate(read):
        trees[index], found = shallow(trees[index], origin)
        problems += found
    sections = [placed(t, o) for t, o in zip(trees, origins, strict=False)]
    texts = {
        key: placed(t, origin)
        for (key, origin), t in zip(fields.items(), trees[len(origins) :], strict=False)
    }
    matter = dict(zip(pages, trees[len(origins) + len(fields) :], strict=True))
    noted = _with_author_notes(brief, house, slots, texts) | _portraits(slots, source)
    problems += [*_field_shapes(slots, fields, texts), *_unplaced(pages, fields, noted)]
    front = _filled(matter.get(FRONT, []), noted)
    back = _filled(matter.get(BACK, []), noted)
    body = [block for section in sections for block in section]
    problems += too_large(body)
    blocks = [*front, *body, *back]
    return Assembled(blocks, (*origins, *fields.values()), noted, tuple(problems))


def _section_origins(source: Source) -> tuple[list[Origin], list[Problem]]:
    """The sections as they are read: without what is no text of theirs."""
    origins, problems = [], []
    for name, whole in source.texts.items():
        text, found = without_metadata(whole, source.file(name))
        origins.append(Origin(source.file(name), text))
        problems += found
    return origins, problems


def _bios_unused(source: Source, brief: Brief, slots: Slots) -> list[Problem]:
    """A bio that is neither the author's note nor in the box."""
    return [
        problem("author-bio-unused", source.marked.place(("authors", i, "bio")), name=author.name)
        for i, author in enumerate(brief.authors)
        if author.bio and f"authors.{i}.bio" not in slots.texts
    ]


def _safe_text(origin: Origin) -> str:
    """The text for pandoc, without note calls that would keep it busy for ever."""
    text, loops = without_loops(without_openings(origin.text))
    for label, line, column in loops:
        origin.nested_calls.append((label, origin.pos((line, column, line, column))))
    return text


def _field_origin(key: str, text: str, source: Source, house: House) -> Origin:
    """The origin of a Markdown field: every node of it stands at the field's value."""
    text = unicodedata.normalize("NFC", text)  # as pandoc does, which counts columns
    if key.startswith("house."):
        return Origin(f"{house.shown}/house.yaml", text, (1, 1))
    path = tuple(int(part) if part.isdigit() else part for part in key.split("."))
    place = source.marked.place(path)
    return Origin(place.file, text, (place.line, place.column))


def _with_author_notes(
    brief: Brief, house: House, slots: Slots, texts: dict[str, Nodes]
) -> dict[str, Nodes]:
    """What fills each slot: inline slots the inlines, an author's name with its note."""
    filled: dict[str, Nodes] = {}
    for key, (shape, _) in slots.texts.items():
        filled[key] = texts[key] if shape == "block" else _inlines(texts[key])
    if brief.author_note == "none" or not house.file.author.note:
        return filled
    for index, author in enumerate(brief.authors):
        if author.bio:
            bio = filled[f"authors.{index}.bio"]
            note: Node = node("Note", bio, bio[0].get("pos") if bio else None)
            note |= {"label": f"authors.{index}", "text": "authors", "author": True}
            filled[f"authors.{index}.name"] = [*filled[f"authors.{index}.name"], note]
    return filled


def _portraits(slots: Slots, source: Source) -> dict[str, Nodes]:
    """Each author's photograph; its alternative text has the place, since the Image is no markup of
    the editor's."""
    made: dict[str, Nodes] = {}
    for key, (target, alt) in slots.portraits.items():
        _, index, name = key.split(".")
        place = source.marked.place(("authors", int(index), name))
        pos = [place.file, place.line, place.column]
        made[key] = [node("Image", [attr(classes=["portrait"]), words(alt, pos), [target, ""]])]
    return made


def _inlines(blocks: Nodes) -> Nodes:
    """The inlines of a text of one paragraph."""
    return list(blocks[0]["c"]) if blocks and blocks[0]["t"] in ("Para", "Plain") else []


def _field_shapes(
    slots: Slots, fields: dict[str, Origin], texts: dict[str, Nodes]
) -> list[Problem]:
    """A title is one paragraph: more would be lost, so it is a problem."""
    found = []
    for key, (shape, _) in slots.texts.items():
        blocks = texts[key]
        if shape == "inline" and (len(blocks) != 1 or blocks[0]["t"] not in ("Para", "Plain")):
            origin = fields[key]
            place = Place(origin.file, *(origin.fixed or (1, 1)))
            reason = "this is more than one paragraph of text"
            hint = "write one paragraph, without lists or headings"
            found.append(problem("yaml-value", place, field=key, reason=reason, hint=hint))
    return found


def _unplaced(
    pages: Mapping[str, str], fields: Mapping[str, Origin], filled: Mapping[str, Nodes]
) -> list[Problem]:
    """Texts that no template places: they would be in no edition, and nothing later could tell."""
    if FRONT not in pages or BACK not in pages:
        return []  # a template failed, and says so
    html = "".join(pages.values())
    found = []
    for key, origin in fields.items():
        name = f"{key.removesuffix('.bio')}.name"
        in_note = key.endswith(".bio") and any(n["t"] == "Note" for n in filled.get(name, []))
        if key.startswith("figures.") or in_note or f'data-slot="{key}"' in html:
            continue
        place = Place(origin.file, *(origin.fixed or (1, 1)))
        hint = f"{FRONT} or {BACK} of the house style must place it"
        text = " ".join(origin.text.split())[:60]
        found.append(problem("text-lost", place, text=text, hint=hint))
    for key, image in filled.items():
        if key.endswith(".photo") and f'data-slot="{key}"' not in html:
            facts = {"text": text_of(image), "hint": f"{BACK} of the house style must place it"}
            found.append(problem("text-lost", place_of(image[0]["c"][1][0]), **facts))
    return found


def _filled(tree: Nodes, texts: dict[str, Nodes]) -> Nodes:
    """The template's tree with each slot replaced by its text."""

    def fill(n: Node) -> Node | Nodes | None:
        key = pairs_of(n).get("slot") or pairs_of(n).get("data-slot")
        if n["t"] in ("Span", "Div") and key:
            return texts.get(key, [])
        return None

    filled: Any = rewrite(tree, fill)
    return list(filled)
