"""The whole story: load → assemble → transform → figures → render → verify → publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefbuild.assemble import Assembled, assemble
from briefbuild.child import now_at
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
from briefbuild.load import Source, load
from briefbuild.misreadings import misreadings
from briefbuild.model import Brief
from briefbuild.output import (
    Output,
    carry_over,
    made_from,
    missing_or_changed,
    publish_report,
    read_earlier,
    refusals,
    still_true,
)
from briefbuild.press_style import SHEET as PRESS_SHEET
from briefbuild.press_style import read_press_style
from briefbuild.problems import Place, Problem, in_order, is_broken, problem
from briefbuild.proving import proofs_of
from briefbuild.publish import Stage, staged
from briefbuild.render.edition import Edition
from briefbuild.report import File, Report
from briefbuild.stand_in import founded, stand_in
from briefbuild.transform import transform
from briefbuild.transform.context import Context
from briefbuild.verify.confirm import confirm, unasked
from briefbuild.verify.conserve import conserved
from briefbuild.workers import Stopped, Task, Workers

if TYPE_CHECKING:  # the renderers are slow to import, and `check` needs none
    from briefbuild.render.formats import Format

READING, MAKING = "reading the text", "making the file"


def build(
    folder: Path,
    shown: str,
    house: House,
    formats: Sequence[Format],
    to: Output,
    workers: Workers | None = None,
) -> Report:
    """Build one brief, or leave its earlier files untouched and say why.

    `shown` is how problems name the folder; the files go to `<to.folder>/<slug>/`. A file that was
    rendered with errors isn't proved: its proof would only tell of them again, in other words.
    Raises OSError when the machine refuses (disk, permissions).
    """
    workers = workers or Workers()
    inputs = made_from(folder, house.files.folders, to.folder)  # before anything of it is read
    source = load(folder, shown)  # files → model, with every problem found
    brief = source.brief
    if brief is None:
        return _without_facts(source, house, to.cache, workers)
    with staged(to.folder / brief.slug) as stage:
        earlier = read_earlier(stage.target)
        prepared = prepare(source, brief, house, to.cache, workers)  # one tree for every format
        problems = list(prepared.problems)
        problems += refusals(brief.slug, source.marked.place(("slug",)), to, earlier)
        if prepared.edition is None or is_broken(problems, strict=to.strict):
            report = Report(shown, brief.title, tuple(in_order(problems)))
            return to.finish(report, stage)
        problems += _rendered(formats, prepared.edition, source, stage, workers)
        if inputs == earlier.made_from and not is_broken(problems):
            carry_over(earlier, stage)
        proofs = unasked(proofs_of(prepared.edition, stage.folder, workers))  # read them back
        problems += [p for proof in proofs for p in proof.problems]
        files = tuple(File.of(proof) for proof in proofs)
        gone = tuple(sorted({*earlier.digests} - {file.file for file in files}))
        found = tuple(in_order(problems))
        report = Report(shown, brief.title, found, files, stage.target, gone, made_from=inputs)
        if is_broken(problems, strict=to.strict):
            return to.finish(replace(report, published=None), stage)
        report.write(stage.folder)
        stage.publish()
        return to.finish(report, stage)


def _rendered(
    formats: Sequence[Format], edition: Edition, source: Source, stage: Stage, workers: Workers
) -> list[Problem]:
    """Write the files of the set in parallel; but those that are made from the print pages in one
    process, since these are laid out once."""
    printed = [format for format in formats if format.printed]
    groups = [printed] * bool(printed) + [[f] for f in formats if not f.printed]
    largest = _largest(source)
    tasks = [
        Task(partial(_render_each, group, edition, stage, largest), MAKING, largest)
        for group in groups
    ]
    problems: list[Problem] = []
    for group, made in zip(groups, workers.run(tasks), strict=True):
        problems += [made.problem()] if isinstance(made, Stopped) else made
        for format in group if isinstance(made, Stopped) else []:
            _target(format, edition, stage).unlink(missing_ok=True)
    return problems


def _largest(source: Source) -> Place:
    """The largest section: until it is known better, that is to blame for what takes too long."""
    names = sorted(source.texts, key=lambda name: len(source.texts[name]))
    return Place(source.file(names[-1]) if names else source.shown)


def _render_each(
    formats: Sequence[Format], edition: Edition, stage: Stage, largest: Place
) -> list[Problem]:
    """Write files one after another; until a renderer knows better, the largest section is to blame
    for what stops it."""
    edition = replace(edition, shared=[])
    problems: list[Problem] = []
    for format in formats:
        now_at(largest, f"{format.name}: {MAKING}")
        problems += _render(format, edition, stage)
    return problems


def _render(format: Format, edition: Edition, stage: Stage) -> Sequence[Problem]:
    """Write one file of the set; with errors it is taken out, since it can't be published."""
    work = stage.work / format.name
    work.mkdir()
    target = _target(format, edition, stage)
    problems = format.render(replace(edition, work=work), target).problems
    if is_broken(problems):
        target.unlink(missing_ok=True)
    return problems


def _target(format: Format, edition: Edition, stage: Stage) -> Path:
    return stage.folder / f"{edition.brief.slug}{format.suffix}"


def verify_published(
    folder: Path, shown: str, house: House, to: Output, workers: Workers | None = None
) -> Report:
    """Read the files of an earlier build back, compare them with the source as it is now, and put
    them before the validators; the report beside them tells what each found, faults too, and keeps
    what was found when they were made, and how they were then."""
    source = load(folder, shown)
    brief = source.brief
    workers = workers or Workers()
    if brief is None:
        return Report(shown, shown, source.problems)
    prepared = prepare(source, brief, house, to.cache, workers)
    if prepared.edition is None:
        return Report(shown, brief.title, prepared.problems)
    target = to.folder / brief.slug
    if not target.is_dir():
        nothing = problem("proof-nothing", Place(str(target)), folder=target)
        return Report(shown, brief.title, (*prepared.problems, nothing))
    with staged(target.resolve()) as stage:  # a link to it stays one
        proofs = confirm(proofs_of(prepared.edition, target, workers))
        files = tuple(File.of(proof) for proof in proofs)
        problems = [*prepared.problems, *(p for proof in proofs for p in proof.problems)]
        problems += missing_or_changed(target, {file.file: file.sha256 for file in files})
        if not proofs:
            problems.append(problem("proof-nothing", Place(str(target)), folder=target))
        earlier = read_earlier(target)
        found = tuple(in_order([*problems, *still_true(earlier, problems)]))
        report = Report(shown, brief.title, found, files, target, made_from=earlier.made_from)
        report = replace(report, built=earlier.digests)
        if files:
            publish_report(report, stage)
        return report


def check(
    folder: Path, shown: str, house: House, to: Output, workers: Workers | None = None
) -> Report:
    """Find every problem that can be found without making a file."""
    report = check_brief(folder, shown, house, to, workers)
    return replace(report, problems=tuple(in_order([*_style_faults(house), *report.problems])))


def check_brief(
    folder: Path, shown: str, house: House, to: Output, workers: Workers | None = None
) -> Report:
    """What is wrong with the brief itself, whatever its house's style sheets say."""
    source = load(folder, shown)
    if source.brief is None:
        return _without_facts(source, house, to.cache, workers)
    prepared = prepare(source, source.brief, house, to.cache, workers)
    return Report(shown, source.brief.title, prepared.problems)


def _style_faults(house: House) -> list[Problem]:
    """What making the PDFs and the EPUB would find wrong in the house's style sheets."""
    # Here, since they are slow to import.
    from briefbuild.render.declarations import book_style_problems, page_style_problems
    from briefbuild.render.pages.sheets import sheet_problems

    printed = house.files.find(PRESS_SHEET)[0].is_file()
    press = read_press_style(house)[1] if printed else []
    return [
        *sheet_problems(house),
        *book_style_problems(house),
        *page_style_problems(house),
        *press,
    ]


def _without_facts(source: Source, house: House, cache: Path, workers: Workers | None) -> Report:
    """What is wrong with a brief whose brief.yaml is: that, and all that is found in its texts."""
    problems, brief = list(source.problems), stand_in(source)
    if brief is not None:
        problems += founded(prepare(source, brief, house, cache, workers).problems, source)
    return Report(source.shown, source.shown, tuple(in_order(problems)))


@dataclass(frozen=True)
class Prepared:
    """A brief as every format is made from it, or None, and every problem found on the way."""

    edition: Edition | None
    problems: tuple[Problem, ...]


def prepare(
    source: Source, brief: Brief, house: House, cache: Path, workers: Workers | None = None
) -> Prepared:
    """Assemble, transform and draw: all that comes before a format, and all its problems."""
    workers = workers or Workers()
    task = Task(partial(_prepared, source, brief, house, cache, workers), READING, _largest(source))
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
    unprintable = [*missing_glyphs(blocks, house), *missing_in_style(house, brief.lang)]
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
