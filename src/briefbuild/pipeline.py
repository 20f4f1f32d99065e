"""The whole story: load → assemble → transform → figures → render → verify → publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefbuild.assemble import Assembled, assemble
from briefbuild.coverage import note_faults, strings_by_origin, swallowed
from briefbuild.figures.assets import build_assets
from briefbuild.house import House
from briefbuild.load import Source, load
from briefbuild.model import Brief
from briefbuild.problems import Place, Problem, in_order, is_broken, problem
from briefbuild.publish import Stage, staged
from briefbuild.render.edition import Edition, Rendered
from briefbuild.report import File, Report, earlier_files
from briefbuild.transform import transform
from briefbuild.transform.context import Context
from briefbuild.verify.conserve import conserved
from briefbuild.verify.inventory import take
from briefbuild.verify.proof import verify

if TYPE_CHECKING:  # the renderers are slow to import, and `check` needs none
    from briefbuild.render.formats import Format


def build(
    folder: Path, shown: str, house: House, formats: Sequence[Format], output: Path, strict: bool
) -> Report:
    """Build one brief, or leave its earlier files untouched and say why.

    `shown` is how problems name the folder; the files go to `output/<slug>/`. Raises OSError when
    the machine refuses (disk, permissions).
    """
    source = load(folder, shown)  # files → model, with every problem found
    brief = source.brief
    if brief is None:
        return Report(shown, shown, source.problems)
    with staged(output / brief.slug) as stage:
        prepared = prepare(source, brief, house, output / ".cache")
        if prepared.edition is None or is_broken(prepared.problems, strict=strict):
            return Report(shown, brief.title, prepared.problems)
        rendered = [_render(f, prepared.edition, stage) for f in formats]
        inventory = take(prepared.edition.blocks, prepared.edition.assets)
        proofs = [
            verify(r.path, f.name, inventory)
            for f, r in zip(formats, rendered, strict=True)
            if r.path.exists()
        ]
        problems = in_order(
            [
                *prepared.problems,
                *(p for r in rendered for p in r.problems),
                *(p for proof in proofs for p in proof.problems),
            ]
        )
        files = tuple(File.of(proof) for proof in proofs)
        dropped = earlier_files(stage.target, [r.path.name for r in rendered])
        report = Report(shown, brief.title, tuple(problems), files, stage.target, dropped)
        if is_broken(problems, strict=strict):
            return replace(report, published=None)
        report.write(stage.folder)
        stage.publish()
        return report


def _render(format: Format, edition: Edition, stage: Stage) -> Rendered:
    work = stage.work / format.name
    work.mkdir()
    target = stage.folder / f"{edition.brief.slug}{format.suffix}"
    return format.render(replace(edition, work=work), target)


def verify_published(
    folder: Path, shown: str, house: House, formats: Sequence[Format], output: Path
) -> Report:
    """Read the files of an earlier build back and compare them with the source as it is now."""
    source = load(folder, shown)
    brief = source.brief
    if brief is None:
        return Report(shown, shown, source.problems)
    target = output / brief.slug
    prepared = prepare(source, brief, house, output / ".cache")
    if prepared.edition is None:
        return Report(shown, brief.title, prepared.problems)
    inventory = take(prepared.edition.blocks, prepared.edition.assets)
    proofs = []
    for format in formats:
        path = target / f"{brief.slug}{format.suffix}"
        if path.exists():
            proofs.append(verify(path, format.name, inventory))
    files = tuple(File.of(proof) for proof in proofs)
    missing = [] if proofs else [problem("proof-nothing", Place(str(target)), folder=target)]
    found = [*prepared.problems, *missing, *(p for proof in proofs for p in proof.problems)]
    return Report(shown, brief.title, tuple(in_order(found)), files, target)


def check(folder: Path, shown: str, house: House, output: Path) -> Report:
    """Find every problem that can be found without making a file."""
    source = load(folder, shown)
    if source.brief is None:
        return Report(shown, shown, source.problems)
    prepared = prepare(source, source.brief, house, output / ".cache")
    return Report(shown, source.brief.title, prepared.problems)


@dataclass(frozen=True)
class Prepared:
    """A brief as every format is made from it, or None, and every problem found on the way."""

    edition: Edition | None
    problems: tuple[Problem, ...]


def prepare(source: Source, brief: Brief, house: House, cache: Path) -> Prepared:
    """Assemble, transform and draw: all that comes before a format, and all its problems."""
    problems = list(source.problems)
    assembled = assemble(source, brief, house)
    problems += assembled.problems
    strings = strings_by_origin(assembled.blocks, assembled.origins)
    for origin, its_strings in zip(assembled.origins, strings, strict=True):
        problems += [*note_faults(origin, its_strings), *swallowed(origin)]
    blocks, found = transform(assembled.blocks, _context(source, brief, house, assembled))
    problems += found
    assets, found = build_assets(brief, source, house, cache)
    problems += found
    if not is_broken(problems):
        problems += conserved(assembled.blocks, blocks)
    edition = Edition(brief, source.folder, house, blocks, assets, cache, cache)
    broken = is_broken(problems)
    return Prepared(None if broken else edition, tuple(in_order(problems)))


def _context(source: Source, brief: Brief, house: House, assembled: Assembled) -> Context:
    ledger: dict[str, Place] = {id: _entry(source, id) for id in brief.figures}
    names = frozenset(house.file.unbroken)
    words = house.words(brief.lang)
    return Context(brief, source.shown, words, names, assembled.fields, ledger)


def _entry(source: Source, id: str) -> Place:
    path = ("figures", id)
    return source.marked.keys.get(path, source.marked.place(path))
