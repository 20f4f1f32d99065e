"""The whole story: load → assemble → transform → figures → render → verify → publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefbuild.child import now_at
from briefbuild.house import House
from briefbuild.load import Source, load
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
from briefbuild.prepare import largest_section, prepare, without_facts
from briefbuild.problems import Place, Problem, in_order, is_broken, problem
from briefbuild.proving import proofs_of
from briefbuild.publish import Stage, staged
from briefbuild.render.edition import Edition
from briefbuild.report import File, Report
from briefbuild.verify.confirm import confirm, unasked
from briefbuild.workers import Stopped, Task, Workers

if TYPE_CHECKING:  # the renderers are slow to import, and `check` needs none
    from briefbuild.render.formats import Format

MAKING = "making the file"


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
        return without_facts(source, house, to.cache, workers)
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
    largest = largest_section(source)
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
