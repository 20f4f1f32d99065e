"""One text in one geometry: laid out, written, read back and examined.

What is the same in every geometry is made once in a process: the text with its inventory. What the
tokens change is made anew: the style, the figures that are drawn with it, the pages, the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bench.stress.faults import Fault, Kind, examine
from bench.stress.geometry import draw, write_style
from briefbuild.figures.assets import build_assets
from briefbuild.figures.print_size import sizes_in
from briefbuild.house import default_styles, load_house
from briefbuild.load import Source, load
from briefbuild.prepare import prepare
from briefbuild.problems import Problem
from briefbuild.render.edition import Edition
from briefbuild.render.pages.printed import OPTIONS, STYLE
from briefbuild.render.pages.typeset import typeset
from briefbuild.render.pdf.renderer import write
from briefbuild.verify.inventory import take
from briefbuild.verify.items import Inventory
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
    """Pages that end empty though text follows: a warning, and no fault."""
    faults: tuple[Fault, ...] = ()

    def count(self, kind: Kind) -> int:
        """How many faults are of this kind."""
        return sum(fault.kind == kind for fault in self.faults)


@dataclass(frozen=True)
class Text:
    """A brief as it is in every geometry, or None for what can't be made, and its problems."""

    source: Source
    edition: Edition | None = None
    inventory: Inventory | None = None
    problems: tuple[Problem, ...] = ()

    def refusals(self) -> list[str]:
        """Why it can't be built, in no geometry: nothing for a text that can."""
        return [] if self.edition else errors(self.problems) or ["the house style is unsound"]


HOLES = frozenset({"figure-hole", "block-hole"})


@cache
def text_of(brief: Path, work: Path) -> Text:
    """Prepare a brief, in the house style as it comes; `work` keeps what is drawn on the way."""
    house, problems = load_house(default_styles(), "styles")
    source = load(brief, str(brief))
    if house is None or source.brief is None:
        return Text(source, problems=(*problems, *source.problems))
    prepared = prepare(source, source.brief, house, work / "cache")
    edition = prepared.edition
    inventory = take(edition.blocks, edition.assets) if edition else None
    return Text(source, edition, inventory, (*problems, *prepared.problems))


def lay_out(brief: Path, number: int, work: Path) -> Result:
    """Print a brief in the geometry with this number, as `make pdf` would, and examine it.

    `work` keeps the style, the file and what is drawn on the way. What the program itself calls an
    error is a fault here; so is everything that the proof finds. Every text has its contents, as
    long ones have, so that it is laid out once and pages are made anew for their numbers.
    """
    (work / "cache").mkdir(parents=True, exist_ok=True)
    text = text_of(brief, work)
    write_style(draw(number), work / "styles")
    house, problems = load_house(work / "styles", "styles")
    if house is None or text.edition is None:
        return _failed(brief, number, [*text.problems, *problems])
    assets, found = build_assets(
        text.edition.brief,
        text.source,
        house,
        work / "cache",
        sizes_in(text.edition.blocks),
    )
    edition = replace(text.edition, house=house, assets=assets)
    made = typeset(edition, STYLE, contents=True, **OPTIONS)
    if made.document is None:
        return _failed(brief, number, made.problems)
    boxes = examine(made.document)
    rendered = write(made, edition, work / f"{brief.name}-{number}.pdf")
    inventory = text.inventory
    if inventory is None or assets != text.edition.assets:
        inventory = take(edition.blocks, assets)
    proof = verify(rendered.path, "pdf", inventory)
    said = (*text.problems, *problems, *found, *rendered.problems, *proof.problems)
    holes = sum(problem.code in HOLES for problem in rendered.problems)
    pages = len(made.document.pages)
    faults = (*boxes.faults, *(Fault(Kind.OTHER, error) for error in errors(said)))
    return Result(brief.name, number, pages, boxes.notes, boxes.split, holes, faults)


def _failed(brief: Path, number: int, problems: Iterable[Problem]) -> Result:
    reasons = errors(problems) or ["it could not be laid out"]
    return Result(brief.name, number, faults=tuple(Fault(Kind.OTHER, reason) for reason in reasons))


def errors(problems: Iterable[Problem]) -> list[str]:
    """The errors among problems, as they are printed."""
    return [str(problem) for problem in problems if problem.severity == "error"]
