"""How each rule counts: what house and brief say under `checks:`."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from briefbuild.house import House
from briefbuild.load import Source
from briefbuild.model import Brief, Checks
from briefbuild.problem_codes import CODES
from briefbuild.problems import Place, Problem, problem


def switches(
    codes: Sequence[str], source: Source, brief: Brief, house: House
) -> tuple[Checks, list[Problem]]:
    """The severity, or `off`, of each rule that is switched, the brief's word before the house's;
    and what is said of rules that there aren't."""
    marked = source.marked
    own = {name: marked.place(("checks", name)) for name in brief.checks}
    own = {name: marked.keys.get(("checks", name), place) for name, place in own.items()}
    file = Place(f"{house.shown}/house.yaml")
    theirs = {name: house.places.get(("checks", name), file) for name in house.file.checks}
    wrong = [
        problem("check-unknown", place, rule=name, hint=nearest(name, codes))
        for places in (own, theirs)
        for name, place in places.items()
        if name not in codes
    ]
    return {**house.file.checks, **brief.checks}, wrong


def nearest(name: str, codes: Sequence[str]) -> str:
    """What to write instead of a name that is no rule's."""
    if name in CODES:
        return "it stands for a fault of the files, not of the copy: nothing can switch it off"
    close = difflib.get_close_matches(name, codes, n=1, cutoff=0.5)
    return f"did you mean “{close[0]}”?" if close else f"the rules are {', '.join(sorted(codes))}"
