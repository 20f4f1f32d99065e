"""Whether a Word file is accessible by the rules of Word's own checker.

Microsoft names its rules in “Rules for the Accessibility Checker” and keeps the program to itself;
so they are encoded here, and looked for in the finished file. Those that ask for less than they
should are asked in full: a heading of the wrong level, a list that is typed, a missing language and
empty paragraphs are faults too.

What the program alone is answerable for is an error. Contrasts come from the style's tokens, and
what links, lists and pictures say from the editor: these are warnings, and tell the place.
"""

from __future__ import annotations

from pathlib import Path

from briefbuild.problems import Place, Problem, problem
from briefbuild.verify.claims import Claimed
from briefbuild.verify.items import Inventory
from briefbuild.verify.word_access import contrast, objects, tables, text
from briefbuild.verify.word_access.opened import WordFile
from briefbuild.verify.word_access.rule import EDITORS, Fault, Rule
from briefbuild.verify.words import words_in

RULES: tuple[Rule, ...] = (*objects.RULES, *tables.RULES, *text.RULES, *contrast.RULES)
NAME = "Word’s rules of accessibility"
MOST_SHOWN = 5


def check_access(path: Path, format: str, inventory: Inventory) -> Claimed:
    """Check a Word file; `format` is its name in problems, `inventory` knows where links stand.

    Raises OSError, zipfile.BadZipFile, LookupError or lxml.etree.XMLSyntaxError when it is none.
    """
    file = WordFile.open(path)
    problems: list[Problem] = []
    kept = 0
    for rule in RULES:
        faults = list({tuple(fault.items()): fault for fault in rule.faults(file)}.values())
        kept += not faults
        for fault in faults[:MOST_SHOWN]:
            place = _place(fault, inventory) if rule.code == EDITORS else None
            facts = {"format": format, "rule": rule.says, "hint": rule.hint, **fault}
            problems.append(problem(rule.code, place, **facts))
    of = "" if kept == len(RULES) else f"{kept} of "
    how = f"{of}{len(RULES)} rules {'checked' if not of else 'kept, as checked'} by briefbuild"
    return Claimed({NAME: how}, tuple(problems))


def _place(fault: Fault, inventory: Inventory) -> Place | None:
    """Where the editor wrote a link, or the note that it stands in; a picture; or the words."""
    named = [(link.target, link.place) for link in inventory.links]
    named += [(target, note.place) for note in inventory.notes for target in note.links]
    named += [(image.alt, image.place) for image in inventory.images]
    wanted = fault.get("target", fault["text"])
    found = next((place for name, place in named if name == wanted), None)
    return found or _place_of_words(words_in(fault["text"]), inventory)


def _place_of_words(wanted: tuple[str, ...], inventory: Inventory) -> Place | None:
    for said in (inventory.words, *(note.words for note in inventory.notes)):
        texts = tuple(word.text for word in said)
        for at in range(len(texts) - len(wanted) + 1 if wanted else 0):
            if texts[at : at + len(wanted)] == wanted:
                return said[at].place
    return None
