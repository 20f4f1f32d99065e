"""The whole story: load → assemble → transform → figures → render → verify → publish."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefbuild.assemble import Assembled, assemble
from briefbuild.coverage import note_faults, swallowed
from briefbuild.figures import build_assets
from briefbuild.house import House
from briefbuild.load import Source, load
from briefbuild.model import Brief
from briefbuild.problems import Place, Problem, in_order, is_broken
from briefbuild.render.edition import Edition
from briefbuild.transform import transform
from briefbuild.transform.context import Context


@dataclass(frozen=True)
class Prepared:
    """A brief as every format is made from it, or None, and every problem found on the way."""

    source: Source
    edition: Edition | None
    problems: tuple[Problem, ...]


def prepare(folder: Path, shown: str, house: House, work: Path, cache: Path | None) -> Prepared:
    """Load, assemble, transform and draw: all that comes before a format, and all its problems."""
    source = load(folder, shown)
    problems = list(source.problems)
    if source.brief is None:
        return Prepared(source, None, tuple(in_order(problems)))
    assembled = assemble(source, source.brief, house)
    problems += assembled.problems
    for origin in assembled.origins:
        problems += [*note_faults(origin, assembled.blocks), *swallowed(origin)]
    blocks, found = transform(assembled.blocks, _context(source, source.brief, house, assembled))
    problems += found
    assets, found = build_assets(source.brief.figures, folder, source.shown, house, cache)
    problems += found
    edition = Edition(source.brief, folder, house, blocks, assets, work)
    broken = is_broken(problems)
    return Prepared(source, None if broken else edition, tuple(in_order(problems)))


def _context(source: Source, brief: Brief, house: House, assembled: Assembled) -> Context:
    ledger: dict[str, Place] = {id: _entry(source, id) for id in brief.figures}
    names = frozenset(house.file.unbroken)
    words = house.words(brief.lang)
    return Context(brief, source.shown, words, names, assembled.fields, ledger)


def _entry(source: Source, id: str) -> Place:
    path = ("figures", id)
    return source.marked.keys.get(path, source.marked.place(path))
