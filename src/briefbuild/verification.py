"""Finished files, looked at again: read back, and put before the independent validators."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefbuild.house import House
from briefbuild.load import load
from briefbuild.output import Output, missing_or_changed, publish_report, read_earlier, still_true
from briefbuild.prepare import prepare
from briefbuild.problems import Place, in_order, problem
from briefbuild.proving import proofs_of
from briefbuild.publish import staged
from briefbuild.report import File, Report
from briefbuild.verify.confirm import confirm
from briefbuild.workers import Workers


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
