"""A small brief with one of everything, rendered; and the same brief with a fault seeded in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageDraw

from briefbuild.house import House, load_house
from briefbuild.load import load
from briefbuild.prepare import prepare
from briefbuild.problems import Problem, is_broken
from briefbuild.render.edition import Edition
from briefbuild.render.formats import FORMATS
from briefbuild.tree import Node, Nodes, has_class, node, rewrite
from briefbuild.verify.inventory import take
from briefbuild.verify.items import Inventory
from briefbuild.verify.preflight.sheet import Demands
from briefbuild.verify.press_proof import verify_press
from briefbuild.verify.proof import Proof, verify

ROOT = Path(__file__).resolve().parents[2]
NAMES = tuple(format.name for format in FORMATS)

BRIEF = """\
title: Rivers and their Names
slug: rivers
lang: en-US
date: "2023"
authors:
  - name: Ann Author
    bio: Ann Author has walked along *every* river named here.
sections: [sections/a.md, sections/b.md]
figures:
  fig-delta:
    file: figures/delta.svg
    alt: A wedge that widens to the right.
    long_description: |
      It has *three* arms, the northern twice as broad as the southern.

      The arm between them is dry in summer.
    credit: Survey Office
    source: own drawing
    rights: {holder: Ann Author, permission: not-needed}
  fig-ford:
    file: figures/ford.png
    alt: Three posts in a row
    credit: Road Office
    source: photograph
    rights: {holder: Ann Author, permission: not-needed}
status: release
"""
FIRST = """\
# Where rivers rise

Nobody contests the comparatively straightforward proposition that springs nourish rivers.[^spring]
Notwithstanding incomprehensible characterizations, hydrologists re*arm* themselves with forty-two
well-established measurements, and 5% of US$162.62 pays for it, as @fig-delta and
@tbl-flow show.[^cost]

![The delta as *surveyed*, with its arms](../figures/delta.svg){#fig-delta}

## Of fords

A ford is called twice.[^spring] See [the register](https://example.org/register?x=1&y=2) for more.

![The ford at low water](../figures/ford.png){#fig-ford .unnumbered}
"""
NOTES = """\

[^spring]: Smith, *On Springs* (1999), 12–14. <https://example.org/springs>
[^cost]: Jones said so. And a second sentence, so that something can be cut off.
"""
SECOND = """\
# Where rivers end

| River | Flow |
|-------|------|
| Long  | much |
| Short | little |

: What the rivers carry[^table] in a year {#tbl-flow}

- one thing
- another thing

::: recommendations
Listen.
:   To the water.
:::

[^table]: Flow is measured at the mouth.
"""
DELTA = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200">
<rect width="300" height="200" fill="#ffffff"/>
<path d="M20 100L280 10V190Z" fill="#0f3d5e"/></svg>"""


@dataclass(frozen=True)
class Sample:
    """The brief as the formats are made from it, and where to write them."""

    edition: Edition
    inventory: Inventory
    folder: Path

    def file(self, format: str, change: Callable[[Nodes], Nodes] = lambda blocks: blocks) -> Path:
        """The finished file of the tree after a change."""
        row = next(row for row in FORMATS if row.name == format)
        edition = replace(self.edition, blocks=change(self.edition.blocks), work=self.folder)
        (self.folder / "out").mkdir(parents=True, exist_ok=True)
        return row.render(edition, self.folder / "out" / f"rivers{row.suffix}").path

    def proof(self, format: str, change: Callable[[Nodes], Nodes] = lambda blocks: blocks) -> Proof:
        path = self.file(format, change)
        if format == "press":
            pictures = {target: asset.raster for target, asset in self.edition.assets.items()}
            return verify_press(path, self.inventory, Demands(), pictures)
        return verify(path, format, self.inventory)


def make(folder: Path, others: Mapping[str, str] | None = None) -> Sample:
    """Write the brief, with other files in the place of its own, and prepare it.

    Its finished files will go to `folder` as well.
    """
    brief = folder / "brief"
    files = {
        "brief.yaml": BRIEF,
        "sections/a.md": FIRST + NOTES,
        "sections/b.md": SECOND,
        "figures/delta.svg": DELTA.decode(),
    }
    for name, text in {**files, **(others or {})}.items():
        path = brief / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (brief / "figures" / "ford.png").write_bytes(posts())
    source = load(brief, "brief")
    assert source.brief is not None, source.problems
    prepared = prepare(source, source.brief, house(), folder / "cache")
    assert prepared.edition is not None, "\n".join(map(str, prepared.problems))
    assert not is_broken(prepared.problems)
    edition = prepared.edition
    return Sample(edition, take(edition.blocks, edition.assets), folder)


def house() -> House:
    read, problems = load_house(ROOT / "styles", "styles")
    assert read is not None, problems
    return read


def posts() -> bytes:
    """A picture of three posts, as PNG, with pixels enough for print."""
    picture = Image.new("RGB", (1800, 1200), "white")
    for left in (240, 840, 1440):
        ImageDraw.Draw(picture).rectangle((left, 240, left + 120, 1080), fill="#8a2b2b")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def with_swapped_pictures(good: Path, bad: Path, *endings: str) -> Path:
    """Copy a package with the bytes of its two figures of a kind exchanged."""
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        pictures = {
            item: source.read(item)
            for item in source.namelist()
            if item.endswith(endings) and "cover" not in item
        }
        one, other = pictures
        swapped = {one: pictures[other], other: pictures[one]}
        for info in source.infolist():
            target.writestr(info, swapped.get(info.filename) or source.read(info))
    return bad


def said(problems: tuple[Problem, ...] | list[Problem]) -> str:
    return "\n".join(map(str, problems))


# ── faults, seeded in the tree before it is rendered ─────────────────────────────────────────────


def each(kind: str, change: Callable[[Node], Node | Nodes | None]) -> Callable[[Nodes], Nodes]:
    """A change of every node of a kind; None keeps the node."""

    def changed(blocks: Nodes) -> Nodes:
        made: Nodes = rewrite(blocks, lambda n: change(n) if n["t"] == kind else None)
        return made

    return changed


def word(old: str, new: str) -> Callable[[Nodes], Nodes]:
    """Another word, or none, in the place of one."""
    return each("Str", lambda n: {**n, "c": new} if n["c"] == old else None)


def swapped_words(one: str, other: str) -> Callable[[Nodes], Nodes]:
    pairs = {one: other, other: one}
    return each("Str", lambda n: {**n, "c": pairs[n["c"]]} if n["c"] in pairs else None)


def on_notes(change: Callable[[dict[str, Node], str, Nodes], Nodes]) -> Callable[[Nodes], Nodes]:
    """A change of notes' contents: it is given all notes by mark, this one's mark and content."""

    def changed(blocks: Nodes) -> Nodes:
        notes: dict[str, Node] = {}

        def collect(n: Node) -> None:
            if has_class(n, "note-call"):
                notes[dict(n["c"][0][2])["mark"]] = n["c"][1][0]

        rewrite(blocks, collect)

        def replaced(n: Node) -> Node | None:
            if not has_class(n, "note-call"):
                return None
            mark = dict(n["c"][0][2])["mark"]
            body = change(notes, mark, n["c"][1][0]["c"])
            return {**n, "c": [n["c"][0], [{"t": "Note", "c": body}]]}

        made: Nodes = rewrite(blocks, replaced)
        return made

    return changed


def marked_otherwise(old: str, new: str) -> Callable[[Nodes], Nodes]:
    """Another mark at a note's calls and before its text."""

    def change(n: Node) -> Node | None:
        id, classes, pairs = n["c"][0]
        if ["mark", old] not in pairs:
            return None
        pairs = [["mark", new] if pair == ["mark", old] else pair for pair in pairs]
        return {**n, "c": [[id, classes, pairs], n["c"][1]]}

    return each("Span", change)


def unnoted(mark: str) -> Callable[[Nodes], Nodes]:
    """Without a note: neither its calls nor its text."""
    return each("Span", lambda n: [] if ["mark", mark] in n["c"][0][2] else None)


def moved_call(mark: str) -> Callable[[Nodes], Nodes]:
    """A note's call a few words earlier."""

    def change(n: Node) -> Node | None:
        at = [i for i, child in enumerate(n["c"]) if is_call(child, mark)]
        if not at:
            return None
        rest = [child for child in n["c"] if not is_call(child, mark)]
        return {**n, "c": [*rest[: at[0] - 4], n["c"][at[0]], *rest[at[0] - 4 :]]}

    return each("Para", change)


def is_call(n: Node, mark: str) -> bool:
    return bool(n["t"] == "Span" and n["c"][0][0] == f"call-{mark}")


def with_image(change: Callable[[Node], Node]) -> Callable[[Nodes], Nodes]:
    return each("Image", change)


def other_picture(n: Node) -> Node:
    names = {"figures/delta.svg": "figures/ford.png", "figures/ford.png": "figures/delta.svg"}
    return {**n, "c": [n["c"][0], n["c"][1], [names[n["c"][2][0]], ""]]}


def without_alt(n: Node) -> Node:
    return {**n, "c": [n["c"][0], [], n["c"][2]]}


def without_description(n: Node) -> Nodes | None:
    return [] if has_class(n, "long-description") else None


def as_paragraph(text: str) -> Callable[[Nodes], Nodes]:
    """A heading as a mere paragraph."""

    def change(n: Node) -> Node | None:
        same = text in [i["c"] for i in n["c"][2] if i["t"] == "Str"]
        return node("Para", n["c"][2]) if same else None

    return each("Header", change)


def without_credit(n: Node) -> Node:
    attributes, (short, blocks), content = n["c"]
    kept = [block for block in blocks if not has_class(block, "credit")]
    return {**n, "c": [attributes, [short, kept], content]}


def without_caption(n: Node) -> Node:
    attributes, (short, blocks), content = n["c"]
    return {**n, "c": [attributes, [short, blocks[1:]], content]}


def unlinked(target: str) -> Callable[[Nodes], Nodes]:
    return each("Link", lambda n: n["c"][1] if n["c"][2][0] == target else None)
