"""What the transforms may know besides the tree."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefbuild.model import Brief
from briefbuild.problems import Place, Problem
from briefbuild.tree import Nodes


@dataclass(frozen=True)
class Context:
    """The brief's metadata, the house's words, and the texts of the ledger's Markdown fields."""

    brief: Brief
    shown: str
    """The brief folder as places name it."""
    words: Mapping[str, str]
    """The fixed words in the brief's language."""
    unbroken: frozenset[str]
    """Names that hyphenation must not break."""
    fields: Mapping[str, Nodes]
    """Markdown fields of brief.yaml by path: "figures.fig-map.credit"; inlines, or blocks for those
    of several paragraphs."""
    ledger: Mapping[str, Place]
    """Where each figure's entry stands in brief.yaml."""
    whole: bool = True
    """Whether the tree holds every section: if not, what seems missing may stand in the others."""

    def in_brief(self, file: str, target: str) -> str:
        """A target written in a section file, as a path from the brief folder."""
        section = file if self.shown == "." else file.removeprefix(f"{self.shown}/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(section), target))

    def from_section(self, file: str, id: str) -> str:
        """A figure's file as it is written in a section file (without one, in the first)."""
        beside = self.in_brief(file, ".") if file else posixpath.dirname(self.brief.sections[0])
        return posixpath.relpath(self.brief.figures[id].file, beside or ".")


Outcome = tuple[Nodes, list[Problem]]
Transform = Callable[[Nodes, Context], Outcome]
