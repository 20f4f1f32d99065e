"""The proof of a press PDF: complete like the screen PDF, and passed by its preflight.

It carries the screen PDF's tags, so the same reader takes words, notes, calls and figures from it.
Its links are text: nothing on a sheet of paper leads anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf

from briefbuild.problems import Problem, problem
from briefbuild.verify import read_pdf
from briefbuild.verify.compare import compare
from briefbuild.verify.items import Image, Inventory
from briefbuild.verify.looks import distance
from briefbuild.verify.preflight.rules import STANDARD, Result, preflight
from briefbuild.verify.preflight.sheet import Demands
from briefbuild.verify.press_looks import look_in_inks
from briefbuild.verify.proof import UNREADABLE, Proof, counted
from briefbuild.verify.reading import Reading
from briefbuild.verify.settle import settle

FORMAT, SUFFIX = "press", "-press.pdf"
MOST_SHOWN = 3


def verify_press(
    path: Path, inventory: Inventory, demands: Demands, pictures: Mapping[str, bytes]
) -> Proof:
    """Prove a press PDF; what a rule of the preflight found is a problem.

    `pictures` has the pixels of each figure, by its target in the tree.
    """
    notes = tuple(replace(note, links=()) for note in inventory.notes)
    inventory = replace(inventory, links=(), references=(), notes=notes)
    try:
        reading = settle(read_pdf.read(path), inventory)
        results = preflight(path, demands)
        profile, blank = _profile_and_blank_pages(path)
        inventory = replace(inventory, images=_as_printed(inventory, reading, pictures, profile))
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


def _profile_and_blank_pages(path: Path) -> tuple[bytes, int]:
    """The printer's profile, and how many pages have no place in the structure: no text's pages."""
    with pikepdf.open(path) as pdf:
        profile = bytes(pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes())
        return profile, sum("/StructParents" not in page.obj for page in pdf.pages)


def _as_printed(
    inventory: Inventory, reading: Reading, pictures: Mapping[str, bytes], profile: bytes
) -> tuple[Image, ...]:
    """The pictures that must be there, each with the look that comes nearest to what is: drawings
    in the tokens' colours keep their look, photographs that of their inks."""
    made = list(inventory.images)
    for index, (image, found) in enumerate(zip(made, reading.images, strict=False)):
        look, wanted = found.look, image.look
        inks = look_in_inks(pictures[image.target], profile) if image.target in pictures else None
        if look and wanted and inks and distance(look, inks) < distance(look, wanted):
            made[index] = replace(image, look=inks)
    return tuple(made)
