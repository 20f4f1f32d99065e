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
from briefbuild.render.pages.margin_boxes import margin_boxes
from briefbuild.style_changes import blamed
from briefbuild.tokens import points
from briefbuild.verify import press_proof
from briefbuild.verify.inventory import take
from briefbuild.verify.items import Inventory
from briefbuild.verify.letter_case import cases_of
from briefbuild.verify.metadata import with_metadata
from briefbuild.verify.preflight.sheet import Demands
from briefbuild.verify.proof import READERS, Proof, verify, with_pages
from briefbuild.workers import Stopped, Task, Workers

SHEETS = {"pdf": "print.css", press_proof.FORMAT: "press.css"}
"""The style sheet of the pages in each format that has any."""
TAKING_STOCK = "counting what the files must hold"


def proofs_of(edition: Edition, folder: Path, workers: Workers) -> list[Proof]:
    """The proof of each finished file in a folder, in the order of the table of formats."""
    suffixes = [s for s in (*READERS, press_proof.SUFFIX) if _path(edition, folder, s).exists()]
    if not suffixes:
        return []
    due = workers.alone(Task(partial(_inventories, edition, suffixes), TAKING_STOCK))
    if isinstance(due, Stopped):
        paths = [_path(edition, folder, suffix) for suffix in suffixes]
        return [Proof(path, _format_of(path), (due.problem(),), {}) for path in paths]
    there = {_path(edition, folder, suffix): inventory for suffix, inventory in due.items()}
    tasks = [Task(partial(_proof, p, edition, due), _step(p)) for p, due in there.items()]
    made = workers.run(tasks)
    proofs = [
        Proof(path, _format_of(path), (proof.problem(),), {})
        if isinstance(proof, Stopped)
        else proof
        for path, proof in zip(there, made, strict=True)
    ]
    sheets, default = edition.house.files, default_styles()
    return [
        replace(p, problems=tuple(blamed(p.problems, sheets, default))) for p in with_pages(proofs)
    ]


def _proof(path: Path, edition: Edition, inventory: Inventory) -> Proof:
    """The proof of one finished file, without what others beside it tell of it."""
    format = _format_of(path)
    if format in SHEETS:
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
