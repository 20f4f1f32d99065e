"""The files of a set: written side by side, each read back once it is written.

What waits for another format (the EPUB's page list for the PDF's pages) is begun when that is
there. Each file is written, and each is proved, in a process of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
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


def imported(formats: Sequence[Format]) -> None:
    """Import what makes files of these formats and reads them back, once for all processes that do;
    it takes longer than the text of most briefs."""
    for format in formats:
        import_module(format.module)
    import_module("briefbuild.proving")


@dataclass
class Making:
    """A set of files under way."""

    formats: Sequence[Format]
    carried: Sequence[str]
    """The names of files that are there already, of an earlier set."""
    edition: Edition
    stage: Stage
    largest: Place
    """The largest section: until a renderer knows better, that is to blame for what stops it."""
    workers: Workers
    problems: list[Problem] = field(default_factory=list)

    def files(self) -> tuple[list[Problem], list[Proof]]:
        """Write a file of each format, and read back these and the carried ones: what is found on
        the way, and the proofs.

        A file that was written with errors is taken out, and isn't proved: its proof would only
        tell of them again, in other words.
        """
        names = {format.name for format in self.formats}
        first = [self._write(f, self.edition) for f in self.formats if f.after not in names]
        self.workers.run(first, meanwhile=self._take_stock)
        from briefbuild.verify.confirm import unasked  # slow to import, as the proofs are

        return self.problems, unasked(self.proving.proofs())

    def _take_stock(self) -> list[Task[Proof]]:
        """Count what the files must hold, while the first of them are written; the proofs of those
        that are there."""
        from briefbuild.proving import Proving  # slow to import, and only now is there time

        carried = [name.removeprefix(self.edition.brief.slug) for name in self.carried]
        suffixes = [*carried, *(format.suffix for format in self.formats)]
        self.proving: Proving = Proving(self.edition, self.stage.folder, suffixes, self.workers)
        return self.proving.tasks(carried)

    def _write(self, format: Format, edition: Edition) -> Task[Rendered]:
        """The task to write a file, and what is to be done next."""
        task = partial(_render, format, edition, self.stage, self.largest)
        return Task(task, MAKING, self.largest, partial(self._written, format))

    def _written(self, format: Format, made: Rendered | Stopped) -> list[Task[Any]]:
        if isinstance(made, Stopped):
            self.problems.append(made.problem())
            _target(format, self.edition, self.stage).unlink(missing_ok=True)
            return []
        self.problems += made.problems
        edition = replace(self.edition, starts=made.starts)
        waiting = [self._write(f, edition) for f in self.formats if f.after == format.name]
        broken = is_broken(made.problems)
        return [*waiting, *([] if broken else self.proving.tasks([format.suffix]))]


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
