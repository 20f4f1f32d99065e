"""The editor's copy-check: rules about wording, notes and links, each of which can be switched.

A rule (`rule.Rule`) looks at the whole brief as an editor reads it (`rule.Copy`). `rules.RULES`
lists them; adding one means a row there and one in problem_codes/copy.py.
"""

from __future__ import annotations

from briefbuild.assemble import Assembled
from briefbuild.copy_check.ignores import Ignore, ignores_in
from briefbuild.copy_check.passages import Reader
from briefbuild.copy_check.rule import Copy
from briefbuild.copy_check.rules import RULES
from briefbuild.copy_check.switches import switches
from briefbuild.house import House
from briefbuild.load import Source
from briefbuild.model import Brief
from briefbuild.problems import Problem, problem

__all__ = ["copy_check", "copy_of"]


def copy_check(assembled: Assembled, source: Source, brief: Brief, house: House) -> list[Problem]:
    """What the rules find, less what is switched off or ignored with a reason; and what is wrong
    with the switches and the ignores themselves."""
    codes = [rule.code for rule in RULES]
    ranks, problems = switches(codes, source, brief, house)
    ignores, wrong = ignores_in(assembled, codes)
    copy = copy_of(assembled, source, brief, house)
    used: set[Ignore] = set()
    for rule in RULES:
        rank = ranks.get(rule.code)
        if rank == "off":
            continue
        for found in rule.find(copy):
            by = {i for i in ignores if i.covers(found)}
            used |= by
            if not by:
                problems.append(Problem(found.code, found.place, found.facts, rank))
    idle = [i for i in ignores if i not in used and ranks.get(i.rule) != "off"]
    return [*problems, *wrong, *(problem("ignore-unneeded", i.place, rule=i.rule) for i in idle)]


def copy_of(assembled: Assembled, source: Source, brief: Brief, house: House) -> Copy:
    """The brief as the rules see it."""
    reader = Reader(brief, assembled.origins)
    reader.read(assembled.blocks)
    for key, blocks in assembled.fields.items():
        if key.startswith("figures."):
            reader.read(blocks)
    for id, figure in brief.figures.items():
        reader.field(figure.alt, source.marked.place(("figures", id, "alt")))
    names = frozenset({*house.file.unbroken, *brief.unbroken})
    notes, words = tuple(reader.notes), house.words(brief.lang)
    keys = source.marked.keys
    figures = {id: keys[("figures", id)] for id in brief.figures}
    return Copy(brief, tuple(reader.passages), notes, brief.lang, words, names, figures)
