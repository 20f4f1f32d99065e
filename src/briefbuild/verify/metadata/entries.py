"""Metadata as it is compared: by each entry's name, its values in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefbuild.tree import Nodes, has_class, rewrite, text_of, walk

Entries = Mapping[str, tuple[str, ...]]


def gathered(pairs: Iterable[tuple[str, str]]) -> Entries:
    """Names and values, one by one, as entries; blanks are one space, and empty values nothing."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        plain = " ".join(value.split())
        if plain:
            found[name] = (*found.get(name, ()), plain)
    return found


def words_of(blocks: Nodes, name: str) -> str:
    """The words of the first Div of a class, without notes."""
    return next((text_of(n) for n in walk(blocks) if has_class(n, name)), "")


def summary_of(blocks: Nodes) -> str:
    """The words of the summary's paragraphs and items, without its title and notes."""
    plain: Nodes = rewrite(blocks, lambda n: [] if n["t"] == "Note" else None)
    for summary in (n for n in walk(plain) if has_class(n, "summary")):
        parts = [part for part in summary["c"][1] if not has_class(part, "component-title")]
        return " ".join(text_of(n) for n in walk(parts) if n["t"] in ("Para", "Plain"))
    return ""
