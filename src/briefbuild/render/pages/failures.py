"""What WeasyPrint fails on, as a problem at the rule of a style that it fails on.

Its layout ends in an exception where it meets a style that it doesn't foresee. Text can't cause
that which styles don't bring about, so the style is looked through: without which sheet, and then
without which of its rules, are the pages laid out?
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Mapping

import tinycss2

from briefbuild.problems import Place, Problem, problem

PACKAGE = "weasyprint"
"""In the names of its files, and in those of its functions that are corrected."""
OWN = "briefbuild"
CHANGE = "change or delete this rule: the page maker fails on it"
REPORT = "please report this, with the style and the brief"


def is_weasyprints(error: Exception) -> bool:
    """Whether an exception was raised by WeasyPrint, or by what it calls, and not by ourselves; a
    lack of memory is no fault of either."""
    if isinstance(error, MemoryError):
        return False
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    nearest = next((f for f in reversed(files) if PACKAGE in f or OWN in f.split("/")), "")
    return PACKAGE in nearest


def failure(error: Exception, place: Place | None = None) -> Problem:
    """The problem that an exception is; `place` is the rule's that it comes from, if known."""
    reason = f"{type(error).__name__}: {error}".strip(": ")
    hint = CHANGE if place and place.line else REPORT
    return problem("style-fails", place, reason=reason, hint=hint)


def failing_rule(
    sheets: Mapping[str, str],
    fails: Callable[[Mapping[str, str]], bool],
    changed: Collection[str] = (),
) -> Place | None:
    """The first rule with which a layout fails that succeeds without its sheet; None if there is
    none.

    `sheets` are the style sheets by their shown paths; `fails` lays out with other texts in their
    places, and says whether that fails. The `changed` sheets, which the program was never proved
    with, are tried first, and of these those read last: they go over others.
    """
    last = [*sheets][::-1]
    for file in [*(f for f in last if f in changed), *(f for f in last if f not in changed)]:
        if not fails({file: ""}):
            return _rule(file, sheets[file], fails)
    return None


def _rule(file: str, css: str, fails: Callable[[Mapping[str, str]], bool]) -> Place | None:
    """The rule with which, and with those above it, the sheet fails; found by halving."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    sound, broken = 0, len(rules)
    while broken - sound > 1:
        middle = (sound + broken) // 2
        if fails({file: tinycss2.serialize(rules[:middle])}):
            broken = middle
        else:
            sound = middle
    if not broken:
        return None
    rule = rules[broken - 1]
    return Place(file, rule.source_line, rule.source_column)
