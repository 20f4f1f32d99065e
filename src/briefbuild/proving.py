"""The proofs of a set of finished files: each is read back in a process of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from briefbuild.drafts import IN_TEXT, status_word, with_status
from briefbuild.house import default_styles
from briefbuild.press_style import read_press_style
from briefbuild.render.edition import Edition
from briefbuild.style_changes import blamed
from briefbuild.tokens import points
from briefbuild.verify import press_proof
from briefbuild.verify.inventory import take
from briefbuild.verify.items import Inventory
from briefbuild.verify.letter_case import cases_of
from briefbuild.verify.metadata import with_metadata
from briefbuild.verify.preflight.sheet import Demands
from briefbuild.verify.proof import NOTHING, READERS, Proof, verify, with_pages
from briefbuild.workers import Stopped, Task, Workers

SHEETS = {"pdf": "print.css", press_proof.FORMAT: "press.css"}
"""The style sheet of the pages in each format that has any."""
SUFFIXES = (*READERS, press_proof.SUFFIX)
TAKING_STOCK = "counting what the files must hold"


class Proving:
    """The proofs of files in one folder, as the files come."""

    def __init__(
        self, edition: Edition, folder: Path, suffixes: Sequence[str], workers: Workers
    ) -> None:
        """Take stock of what the files with these suffixes must hold."""
        self.edition, self.folder = edition, folder
        self._proofs: dict[str, Proof] = {}
        """By the files' suffixes."""
        stock = partial(_inventories, edition, suffixes)
        self._due = workers.alone(Task(stock, TAKING_STOCK)) if suffixes else {}

    def tasks(self, suffixes: Sequence[str]) -> list[Task[Proof]]:
        """The tasks to prove the files with these suffixes, which are there now."""
        if isinstance(self._due, Stopped):
            for suffix in suffixes:
                self._made(suffix, self._due)
            return []
        paths = {suffix: _path(self.edition, self.folder, suffix) for suffix in suffixes}
        return [
            Task(
                partial(_proof, path, self.edition, self._due[suffix]),
                _step(path),
                then=partial(self._made, suffix),
            )
            for suffix, path in paths.items()
        ]

    def _made(self, suffix: str, made: Proof | Stopped) -> tuple[()]:
        if isinstance(made, Stopped):
            path = _path(self.edition, self.folder, suffix)
            made = Proof(path, _format_of(path), (made.problem(),), {})
        elif not isinstance(self._due, Stopped):
            made = replace(made, held_to=self._due[suffix])
        self._proofs[suffix] = made
        return ()

    def proofs(self) -> list[Proof]:
        """The proofs that were made, in the order of the table of formats."""
        made = with_pages([self._proofs[s] for s in SUFFIXES if s in self._proofs])
        sheets, default = self.edition.house.files, default_styles()
        return [replace(p, problems=tuple(blamed(p.problems, sheets, default))) for p in made]


def proofs_of(edition: Edition, folder: Path, workers: Workers) -> list[Proof]:
    """The proof of each finished file in a folder, in the order of the table of formats."""
    suffixes = [s for s in SUFFIXES if _path(edition, folder, s).exists()]
    proving = Proving(edition, folder, suffixes, workers)
    workers.run(proving.tasks(suffixes))
    return proving.proofs()


def _proof(path: Path, edition: Edition, inventory: Inventory) -> Proof:
    """The proof of one finished file, without what others beside it tell of it, and without the
    inventory, which who asks for it has."""
    return replace(_full_proof(path, edition, inventory), held_to=NOTHING)


def _full_proof(path: Path, edition: Edition, inventory: Inventory) -> Proof:
    format = _format_of(path)
    if format in SHEETS:
        # Here, since it loads what lays pages out, which no other proof needs.
        from briefbuild.render.pages.margin_boxes import margin_boxes

        margins = margin_boxes(edition, SHEETS[format])
        cases = cases_of(edition.house.files.sheets())
        inventory = replace(inventory, margins=margins, cases=cases)
    if format == press_proof.FORMAT:
        pictures = {target: asset.for_press for target, asset in edition.assets.items()}
        return press_proof.verify_press(path, inventory, _demands(edition), pictures)
    (proof,) = with_metadata([verify(path, format, inventory)], edition)
    return proof


def _format_of(path: Path) -> str:
    return press_proof.FORMAT if path.name.endswith(press_proof.SUFFIX) else path.suffix[1:]


def _path(edition: Edition, folder: Path, suffix: str) -> Path:
    return folder / f"{edition.brief.slug}{suffix}"


def _inventories(edition: Edition, suffixes: Sequence[str]) -> dict[str, Inventory]:
    """What the file with each of these suffixes must hold; some say in their text that the brief is
    a draft."""
    plain = take(edition.blocks, edition.assets)
    due = dict.fromkeys(suffixes, plain)
    word = status_word(edition.brief, edition.house)
    if word and (marked := [suffix for suffix in suffixes if suffix in IN_TEXT]):
        inventory = take(with_status(edition.blocks, word))
        due |= dict.fromkeys(marked, replace(inventory, images=plain.images))
    return due


def _demands(edition: Edition) -> Demands:
    """What the printer and the binding ask of a press PDF."""
    style, _ = read_press_style(edition.house)
    limit = style.ink_limit if style else Demands().ink_limit
    tokens = edition.house.tokens
    page = (points(tokens["--page-width"]), points(tokens["--page-height"]))
    return Demands(limit, edition.brief.pages_in_a_sheet, page)


def _step(path: Path) -> str:
    return f"{_format_of(path)}: reading {path.name} back"
