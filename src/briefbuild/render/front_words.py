"""The words of the front matter's parts, for the metadata of each format."""

from __future__ import annotations

from briefbuild.tree import Nodes, has_class, rewrite, text_of, walk


def words_of(blocks: Nodes, part: str) -> str:
    """The words of a part of the front matter, its paragraphs and items parted by blanks, without
    those of its notes; "" when it has none."""
    found = next((n for n in walk(blocks) if n["t"] == "Div" and has_class(n, part)), None)
    if found is None:
        return ""
    held = [b for b in found["c"][1] if not (b["t"] == "Div" and has_class(b, "component-title"))]
    plain: Nodes = rewrite(held, lambda n: [] if n["t"] == "Note" else None)
    texts = (text_of(n) for n in walk(plain) if n["t"] in ("Para", "Plain"))
    return " ".join(" ".join(texts).split())
