"""The rules of the copy-check, by theme."""

from __future__ import annotations

from briefbuild.copy_check import acronyms, credits, dashes, names, quotes, spelling, words
from briefbuild.copy_check.rule import Rule

WORDING = (
    Rule("word-doubled", words.doubled),
    Rule("quote-unpaired", quotes.unpaired),
    Rule("quote-straight", quotes.straight),
    Rule("quote-style", quotes.single),
    Rule("dash-hyphen", dashes.hyphens),
    Rule("dash-mixed", dashes.mixed),
    Rule("range-spaced", dashes.ranges),
    Rule("slash-spaced", dashes.slashes),
    Rule("hyphen-capitals", names.capitals),
    Rule("name-capitals", names.given_names),
    Rule("acronym-swapped", acronyms.swapped),
    Rule("acronym-unspelled", acronyms.unspelled),
    Rule("spelling-variant", spelling.foreign_forms),
    Rule("spelling-mixed", spelling.several),
)
FIGURES = (
    Rule("figure-credit", credits.without_credit),
    Rule("figure-source", credits.without_source),
)
RULES: tuple[Rule, ...] = (*WORDING, *FIGURES)
