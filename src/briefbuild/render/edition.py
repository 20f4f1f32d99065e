"""What every renderer is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefbuild.figures.assets import Asset
from briefbuild.house import House
from briefbuild.model import Brief
from briefbuild.problems import Problem
from briefbuild.render.running_text import PageStarts
from briefbuild.tree import Nodes


@dataclass(frozen=True)
class Edition:
    """One brief, ready to be rendered: its tree is the same for every format."""

    brief: Brief
    folder: Path
    house: House
    blocks: Nodes
    """The transformed tree; docs/architecture.md gives its conventions."""
    assets: Mapping[str, Asset]
    """The built figures, by the target that images have in the tree."""
    work: Path
    """A private folder for files on the way; swept afterwards."""
    sources: Mapping[str, bytes] = field(default_factory=dict)
    """The text files that it was made from, by their paths from the brief folder, as read."""
    starts: PageStarts | None = None
    """Where the pages of the screen PDF begin, where that is known; else who asks lays them out."""


@dataclass(frozen=True)
class Rendered:
    """One finished file, and what was found wrong on the way."""

    path: Path
    problems: tuple[Problem, ...] = ()
    starts: PageStarts | None = None
    """Of the screen PDF: where its pages begin."""
