"""The files of a set: written side by side, each read back once it is written.

What waits for another format (the EPUB's page list for the PDF's pages) is begun when that is
there. Each file is written, and each is proved, in a process of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefbuild.child import now_at
from briefbuild.problems import Place, Problem, is_broken
from briefbuild.publish import Stage
from briefbuild.render.edition import Edition, Rendered
from briefbuild.workers import Stopped, Task, Workers

if TYPE_CHECKING:
    from briefbuild.proving import Proving
    from briefbuild.render.formats import Format
    from briefbuild.verify.proof import Proof

MAKING = "making the file"


def make_files(
    formats: Sequence[Format],
    carried: Sequence[str],
    edition: Edition,
    stage: Stage,
    largest: Place,
    workers: Workers,
) -> tuple[list[Problem], list[Proof]]:
    """Write a file of each format, and read it back, and those too that were carried over from an
    earlier set: what is found on the way, and the proofs.

    A file that was written with errors is taken out, and isn't proved: its proof would only tell of
    them again, in other words. Until a renderer knows better, the largest section is to blame for
    what stops it.
    """
    making = _Making(formats, carried, edition, stage, largest, workers)
    names = {format.name for format in formats}
    first = [making.write(f, edition) for f in formats if f.after not in names]
    workers.run(first, meanwhile=making.take_stock)
    return making.problems, making.proving.proofs()


class _Making:
    """A set of files under way."""

    proving: Proving

    def __init__(
        self,
        formats: Sequence[Format],
        carried: Sequence[str],
        edition: Edition,
        stage: Stage,
        largest: Place,
        workers: Workers,
    ) -> None:
        self.formats, self.edition, self.stage = formats, edition, stage
        self.carried = [name.removeprefix(edition.brief.slug) for name in carried]
        """The suffixes of the files that are there already."""
        self.largest, self.workers = largest, workers
        self.problems: list[Problem] = []

    def take_stock(self) -> list[Task[Proof]]:
        """Count what the files must hold, while the first of them are written; the proofs of those
        that are there."""
        from briefbuild.proving import Proving  # slow to import, and only now is there time

        suffixes = [*self.carried, *(format.suffix for format in self.formats)]
        self.proving = Proving(self.edition, self.stage.folder, suffixes, self.workers)
        return self.proving.tasks(self.carried)

    def write(self, format: Format, edition: Edition) -> Task[Rendered]:
        """The task to write a file, and what is to be done next."""
        task = partial(_render, format, edition, self.stage, self.largest)
        return Task(task, MAKING, self.largest, partial(self._written, format))

    def _written(self, format: Format, made: Rendered | Stopped) -> list[Task[Any]]:
        if isinstance(made, Stopped):
            self.problems.append(made.problem())
            _target(format, self.edition, self.stage).unlink(missing_ok=True)
            return []
        self.problems += made.problems
        if is_broken(made.problems):
            return []
        edition = replace(self.edition, starts=made.starts)
        waiting = [f for f in self.formats if f.after == format.name]
        return [*(self.write(f, edition) for f in waiting), *self.proving.tasks([format.suffix])]


def _render(format: Format, edition: Edition, stage: Stage, largest: Place) -> Rendered:
    """Write one file of the set; with errors it is taken out, since it can't be published."""
    now_at(largest, f"{format.name}: {MAKING}")
    work = stage.work / format.name
    work.mkdir()
    target = _target(format, edition, stage)
    made = format.render(replace(edition, work=work), target)
    if is_broken(made.problems):
        target.unlink(missing_ok=True)
    return made


def _target(format: Format, edition: Edition, stage: Stage) -> Path:
    return stage.folder / f"{edition.brief.slug}{format.suffix}"
