"""Languages of words and passages: `[Dokdo]{lang=ko}`, `::: {lang=de}`.

They tell screen readers how to speak and decide where words are divided. Every format can carry
them on spans and divs, so that they may stand nowhere else; each is a right tag of BCP 47.
"""

from __future__ import annotations

from briefbuild.language_tags import fault_of
from briefbuild.problems import Problem, problem
from briefbuild.transform.context import Context, Outcome
from briefbuild.tree import Nodes, pairs_of, place_of, walk

CARRIERS = frozenset({"Span", "Div"})


def languages(blocks: Nodes, context: Context) -> Outcome:
    """Wrong tags, and languages of what can't have one, are problems; nothing is changed."""
    problems: list[Problem] = []
    for n in walk(blocks):
        tag = pairs_of(n).get("lang")
        if tag is None:
            continue
        if n["t"] not in CARRIERS:
            problems.append(problem("language-place", place_of(n), tag=tag))
        elif hint := fault_of(tag):
            problems.append(problem("language-unknown", place_of(n), tag=tag, hint=hint))
    return blocks, problems
