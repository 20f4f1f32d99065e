"""The whole story: load → assemble → transform → figures → render → verify → publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefbuild.house import House
from briefbuild.load import load
from briefbuild.making import Making, imported
from briefbuild.output import (
    Output,
    carry_over,
    made_from,
    read_earlier,
    refusals,
)
from briefbuild.prepare import largest_section, prepare, without_facts
from briefbuild.problems import in_order, is_broken
from briefbuild.publish import staged
from briefbuild.report import File, Report
from briefbuild.workers import Workers

if TYPE_CHECKING:  # the renderers are slow to import, and `check` needs none
    from briefbuild.render.formats import Format


def build(
    folder: Path,
    shown: str,
    house: House,
    formats: Sequence[Format],
    to: Output,
    workers: Workers | None = None,
) -> Report:
    """Build one brief, or leave its earlier files untouched and say why.

    `shown` is how problems name the folder; the files go to `<to.folder>/<slug>/`. Raises OSError
    when the machine refuses (disk, permissions).
    """
    workers = workers or Workers()
    inputs = made_from(folder, house.files.folders, to.folder)  # before anything of it is read
    source = load(folder, shown)  # files → model, with every problem found
    brief = source.brief
    if brief is None:
        return without_facts(source, house, to.cache, workers)
    with staged(to.folder / brief.slug) as stage:
        earlier = read_earlier(stage.target)
        # One tree for every format; what makes these is imported meanwhile.
        prepared = prepare(source, brief, house, to.cache, workers, partial(imported, formats))
        problems = list(prepared.problems)
        problems += refusals(brief.slug, source.marked.place(("slug",)), to, earlier)
        if prepared.edition is None or is_broken(problems, strict=to.strict):
            report = Report(shown, brief.title, tuple(in_order(problems)))
            return to.finish(report, stage)
        made = {f"{brief.slug}{format.suffix}" for format in formats}
        carried = carry_over(earlier, stage, made) if inputs == earlier.made_from else []
        largest = largest_section(source)
        making = Making(formats, carried, prepared.edition, stage, largest, workers)
        found, proofs = making.files()  # each read back once it is written
        problems += [*found, *(p for proof in proofs for p in proof.problems)]
        files = tuple(File.of(proof) for proof in proofs)
        gone = tuple(sorted({*earlier.digests} - {file.file for file in files}))
        told = tuple(in_order(problems))
        report = Report(shown, brief.title, told, files, stage.target, gone, made_from=inputs)
        if is_broken(problems, strict=to.strict):
            return to.finish(replace(report, published=None), stage)
        report.write(stage.folder)
        stage.publish()
        return to.finish(report, stage)
