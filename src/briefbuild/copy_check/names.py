"""Capitals behind a hyphen: the same word in two ways, and Korean names in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbuild.copy_check.forms import Use, times, unusual, usual
from briefbuild.copy_check.rule import Copy
from briefbuild.problems import Problem, problem

HYPHENED = re.compile(r"(?<![\w’-])[A-Z][^\W\d_]+(?:-[^\W\d_]+)+(?![\w-])")
PART = (
    r"(?:kk|tt|pp|ss|jj|ch|sh|[bcdghjklmnprstwy])?[wy]?"
    r"(?:ae|eo|eu|oo|ee|oe|ou|uh|ui|[aeiou])(?:ng|[hklmnprt])?"
)
"""A syllable of Korean as it is romanized (Revised Romanization 2000, McCune–Reischauer, and the
spellings that people choose)."""
GIVEN = re.compile(rf"{PART}-{PART}", re.IGNORECASE)
ENDS = (".", "?", "!", ".”", ".’", ":", ";", ",")
BEGINS = re.compile(r"[.?!:”’)] +[“‘(]?$")
NAMED = re.compile(r"[A-Z][a-z]+,? $")


def capitals(copy: Copy) -> Iterator[Problem]:
    """“Asia-Pacific” and “Asia-pacific”; not where a sentence begins. Headings, terms and titles in
    notes have capitals of their own."""
    words: dict[str, dict[str, list[Use]]] = {}
    for passage, text in copy.written():
        if passage.kind in ("paragraph", "caption") and text.rstrip().endswith(ENDS):
            for match in HYPHENED.finditer(text):
                before = text[max(0, match.start() - len(". “")) : match.start()]
                if not before.strip("“‘( ") or BEGINS.search(before):
                    continue
                use = Use(passage, match.start(), match[0])
                forms = words.setdefault(match[0].casefold(), {})
                forms.setdefault(match[0], []).append(use)
    for forms in words.values():
        forms = {form: uses for form, uses in forms.items() if not form.isupper()}
        for use, _ in unusual(forms) if len(forms) > 1 else ():
            facts = {
                "text": use.text,
                "other": usual(forms),
                "times": times(len(forms[usual(forms)])),
            }
            yield problem("hyphen-capitals", use.passage.place(use.index), **facts)


def given_names(copy: Copy) -> Iterator[Problem]:
    """“Kim Dae-Jung” beside “Moon Jae-in”: one capital or two, through the brief."""
    forms: dict[str, list[Use]] = {"one": [], "two": []}
    for passage, text in copy.written():
        if passage.kind == "heading":
            continue
        for match in HYPHENED.finditer(text):
            before = NAMED.search(text, max(0, match.start() - 20), match.start())
            after = re.match(r",? [A-Z][a-z]", text[match.end() : match.end() + 4])
            if GIVEN.fullmatch(match[0]) and (before or after):
                second = match[0].partition("-")[2]
                form = "one" if second.islower() else "two"
                forms[form].append(Use(passage, match.start(), match[0]))
    if all(forms.values()):
        for use, _ in unusual(forms):
            other = forms["one" if use in forms["two"] else "two"][0]
            facts = {"text": use.text, "other": other.text}
            yield problem("name-capitals", use.passage.place(use.index), **facts)
