"""One text in one geometry: laid out, written, read back and examined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.stress.faults import examine
from bench.stress.geometry import draw, write_style
from briefbuild.house import load_house
from briefbuild.load import load
from briefbuild.pipeline import prepare
from briefbuild.problems import Problem
from briefbuild.render.pages.typeset import typeset
from briefbuild.render.pdf.renderer import OPTIONS, STYLE, write
from briefbuild.verify.inventory import take
from briefbuild.verify.proof import verify


@dataclass(frozen=True)
class Result:
    """What became of a text in one geometry."""

    text: str
    geometry: int
    pages: int = 0
    notes: int = 0
    split: int = 0
    """Notes that go on over a second page."""
    holes: int = 0
    """Pages that end empty before a figure though text follows: a warning, and no fault."""
    faults: tuple[str, ...] = ()


def lay_out(brief: Path, number: int, work: Path) -> Result:
    """Print a brief in the geometry with this number, as `make pdf` would, and examine it.

    `work` keeps the style, the file and what is drawn on the way. What the program itself calls an
    error is a fault here; so is everything that the proof finds.
    """
    (work / "cache").mkdir(parents=True, exist_ok=True)
    write_style(draw(number), work / "styles")
    house, problems = load_house(work / "styles", "styles")
    source = load(brief, str(brief))
    if house is None or source.brief is None:
        return _failed(brief, number, [*problems, *source.problems])
    prepared = prepare(source, source.brief, house, work / "cache")
    edition = prepared.edition
    if edition is None:
        return _failed(brief, number, [*problems, *prepared.problems])
    made = typeset(edition, STYLE, **OPTIONS)
    if made.document is None:
        return _failed(brief, number, made.problems)
    found = examine(made.document)
    rendered = write(made, edition, work / f"{brief.name}-{number}.pdf")
    proof = verify(rendered.path, "pdf", take(edition.blocks, edition.assets))
    faults = (*found.faults, *_errors([*problems, *rendered.problems, *proof.problems]))
    holes = sum(problem.code == "figure-hole" for problem in rendered.problems)
    pages = len(made.document.pages)
    return Result(brief.name, number, pages, found.notes, found.split, holes, faults)


def _failed(brief: Path, number: int, problems: Iterable[Problem]) -> Result:
    reasons = tuple(_errors(problems)) or ("it could not be laid out",)
    return Result(brief.name, number, faults=reasons)


def _errors(problems: Iterable[Problem]) -> list[str]:
    return [str(problem) for problem in problems if problem.severity == "error"]
