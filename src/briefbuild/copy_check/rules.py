"""The rules of the copy-check, by theme."""

from __future__ import annotations

from briefbuild.copy_check import (
    acronyms,
    credits,
    dashes,
    emphasis,
    incomplete,
    links,
    names,
    note_styles,
    quotes,
    short_forms,
    spelling,
    typed_notes,
    words,
)
from briefbuild.copy_check.rule import Rule

WORDING = (
    Rule("word-doubled", words.doubled),
    Rule("emphasis-inside", emphasis.inside),
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
NOTES = (
    Rule("note-typed", typed_notes.typed),
    Rule("note-incomplete", incomplete.incomplete),
    Rule("note-repeated", incomplete.repeated),
    Rule("note-short", short_forms.unmatched),
    Rule("note-ibid", short_forms.ibid),
    Rule("note-op-cit", short_forms.cited_before),
    Rule("note-dates", note_styles.dates),
    Rule("note-pages", note_styles.pages),
    Rule("note-names", note_styles.names),
    Rule("note-titles", note_styles.titles),
    Rule("note-years", note_styles.years),
    Rule("note-accessed", note_styles.accessed),
    Rule("note-ends", note_styles.ends),
)
LINKS = (
    Rule("link-address", links.addresses),
    Rule("link-email", links.emails),
    Rule("link-text", links.texts),
    Rule("link-forms", links.written),
    Rule("link-twice", links.twice),
    Rule("link-date", links.contradicted),
)
RULES: tuple[Rule, ...] = (*WORDING, *FIGURES, *NOTES, *LINKS)
