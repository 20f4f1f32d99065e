"""From files to what every format is made from: load → assemble → transform → figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefbuild.assemble import Assembled, assemble
from briefbuild.copy_check import copy_check
from briefbuild.coverage import labels_of, note_faults, swallowed
from briefbuild.dialects import dialects
from briefbuild.echoes import without_echoes
from briefbuild.figures.assets import build_assets
from briefbuild.figures.print_size import sizes_in
from briefbuild.glyphs import missing_glyphs
from briefbuild.habits import habits, labels_of_pictures
from briefbuild.half_typed import half_typed
from briefbuild.house import House
from briefbuild.leftovers import leftovers
from briefbuild.lettering import missing_in_pictures, missing_in_style, placed
from briefbuild.load import Source
from briefbuild.misreadings import misreadings
from briefbuild.model import Brief
from briefbuild.problems import Place, Problem, in_order, is_broken
from briefbuild.render.edition import Edition
from briefbuild.report import Report
from briefbuild.stand_in import founded, stand_in
from briefbuild.transform import transform
from briefbuild.transform.context import Context
from briefbuild.verify.conserve import conserved
from briefbuild.workers import Stopped, Task, Workers

READING = "reading the text"
HANDED_OVER = 200_000
"""Characters of a brief whose tree another process may give back."""


@dataclass(frozen=True)
class Prepared:
    """A brief as every format is made from it, or None, and every problem found on the way."""

    edition: Edition | None
    problems: tuple[Problem, ...]


def prepare(
    source: Source,
    brief: Brief,
    house: House,
    cache: Path,
    workers: Workers | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> Prepared:
    """Assemble, transform and draw: all that comes before a format, and all its problems.

    With something to do `meanwhile`, another process prepares the brief, unless it is so long that
    handing it over would take more than that spares.
    """
    workers = workers or Workers()
    task = Task(
        partial(_prepared, source, brief, house, cache, workers), READING, largest_section(source)
    )
    if meanwhile and sum(map(len, source.texts.values())) <= HANDED_OVER:
        (made,) = workers.run([task], meanwhile=meanwhile)
    else:
        made = workers.alone(task)
    if isinstance(made, Stopped):
        return Prepared(None, tuple(in_order([*source.problems, made.problem()])))
    return made


def _prepared(
    source: Source, brief: Brief, house: House, cache: Path, workers: Workers
) -> Prepared:
    problems = [*source.problems, *house.borrowed(brief.lang)]
    assembled = assemble(source, brief, house)
    problems += assembled.problems
    for origin in assembled.origins:
        problems += [*note_faults(origin), *swallowed(origin)]
        problems += [*leftovers(origin, labels_of(origin)), *half_typed(origin)]
        problems += [*habits(origin), *dialects(origin)]
    problems += labels_of_pictures(brief, source.marked)
    problems += misreadings(assembled.blocks, assembled.origins)
    problems += copy_check(assembled, source, brief, house)
    blocks, found = transform(assembled.blocks, _context(source, brief, house, assembled))
    of_style = house.found(f"glyphs in {brief.lang}", lambda: missing_in_style(house, brief.lang))
    unprintable = [*missing_glyphs(blocks, house), *of_style]
    problems += [*found, *placed(unprintable, source, house)]
    assets, found = build_assets(brief, source, house, cache, sizes_in(blocks), workers)
    problems += [*found, *missing_in_pictures(assets, source, house)]
    if not is_broken(problems):
        problems += conserved(assembled.blocks, blocks)
    edition = Edition(brief, source.folder, house, blocks, assets, cache, source.files)
    broken = is_broken(problems)
    told = without_echoes(problems, assembled.origins)
    return Prepared(None if broken else edition, tuple(in_order(told)))


def _context(source: Source, brief: Brief, house: House, assembled: Assembled) -> Context:
    ledger: dict[str, Place] = {id: _entry(source, id) for id in brief.figures}
    names = frozenset({*house.file.unbroken, *brief.unbroken})
    words = house.words(brief.lang)
    whole = source.whole and bool(assembled.origins)
    return Context(brief, source.shown, words, names, assembled.fields, ledger, whole)


def _entry(source: Source, id: str) -> Place:
    path = ("figures", id)
    return source.marked.keys.get(path, source.marked.place(path))


def without_facts(source: Source, house: House, cache: Path, workers: Workers | None) -> Report:
    """What is wrong with a brief whose brief.yaml is: that, and all that is found in its texts."""
    problems, brief = list(source.problems), stand_in(source)
    if brief is not None:
        problems += founded(prepare(source, brief, house, cache, workers).problems, source)
    return Report(source.shown, source.shown, tuple(in_order(problems)))


def largest_section(source: Source) -> Place:
    """The largest section: until it is known better, that is to blame for what takes too long."""
    names = sorted(source.texts, key=lambda name: len(source.texts[name]))
    return Place(source.file(names[-1]) if names else source.shown)
