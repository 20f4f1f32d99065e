"""The proof of a press PDF: complete like the screen PDF, and passed by its preflight.

It carries the screen PDF's tags, so the same reader takes words, notes, calls and figures from it.
Its links are text: nothing on a sheet of paper leads anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf

from briefbuild.problems import Problem, problem
from briefbuild.verify import read_pdf
from briefbuild.verify.compare import compare
from briefbuild.verify.items import Inventory
from briefbuild.verify.preflight.rules import STANDARD, Result, preflight
from briefbuild.verify.preflight.sheet import Demands
from briefbuild.verify.proof import UNREADABLE, Proof, counted
from briefbuild.verify.settle import settle

FORMAT, SUFFIX = "press", "-press.pdf"
MOST_SHOWN = 3


def verify_press(path: Path, inventory: Inventory, demands: Demands) -> Proof:
    """Prove a press PDF; what a rule of the preflight found is a problem."""
    notes = tuple(replace(note, links=()) for note in inventory.notes)
    inventory = replace(inventory, links=(), notes=notes)
    try:
        reading = settle(read_pdf.read(path), inventory)
        results = preflight(path, demands)
        blank = _blank_pages(path)
    except UNREADABLE as error:
        reason = f"{type(error).__name__}: {error}"
        unreadable = problem("proof-unreadable", None, format=FORMAT, reason=reason)
        return Proof(path, FORMAT, (unreadable,), {})
    counts = {name: count for name, count in counted(reading).items() if name != "links"}
    if blank:
        counts["blank pages"] = blank
    problems = (*compare(inventory, reading, FORMAT), *_failures(results))
    claims = {STANDARD: f"{len(results)} rules of the preflight checked by briefbuild"}
    return Proof(path, FORMAT, problems, counts, claims, results)


def _failures(results: Sequence[Result]) -> list[Problem]:
    problems = []
    for result in results:
        if result.found:
            more = len(result.found) - MOST_SHOWN
            shown = "; ".join(result.found[:MOST_SHOWN]) + (f"; {more} more" if more > 0 else "")
            facts = {"rule": result.rule, "says": result.says, "found": shown}
            problems.append(problem("proof-preflight", None, format=FORMAT, **facts))
    return problems


def _blank_pages(path: Path) -> int:
    """How many pages belong to no part of the text: those without a place in the structure."""
    with pikepdf.open(path) as pdf:
        return sum("/StructParents" not in page.obj for page in pdf.pages)
