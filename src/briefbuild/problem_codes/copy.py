"""The codes of the copy-check: what an editor would ask about, and its switches and ignores.

A rule's code is its name under `checks:` and in `<!-- check: ignore … -->`.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefbuild.problem_codes.code import Code

SWITCHING: Mapping[str, Code] = {
    "check-unknown": Code("error", "there is no rule “{rule}” of the copy-check", "{hint}"),
    "ignore-unknown": Code("warning", "there is no rule “{rule}” of the copy-check", "{hint}"),
    "ignore-reason": Code(
        "warning",
        "nothing says why “{rule}” is to be ignored here, so it isn’t",
        "write <!-- check: ignore {rule} because … -->",
    ),
    "ignore-unneeded": Code(
        "warning",
        "“{rule}” finds nothing here that could be ignored",
        "delete the comment; it holds for the lines around it, or for the paragraph right below",
    ),
}

WORDING: Mapping[str, Code] = {
    "word-doubled": Code("query", "“{word}”: the same word twice", "delete one of the two"),
    "quote-unpaired": Code(
        "query", "a quotation mark without its other one: {text}", "write both, or neither"
    ),
    "quote-straight": Code(
        "query", "a straight quotation mark among curly ones: {text}", "write it without the \\"
    ),
    "quote-style": Code(
        "query",
        "quoted in other marks than the brief’s: {text}{more}",
        "{marks} is for quotations, the other marks for those within one",
    ),
    "dash-hyphen": Code(
        "query",
        "a hyphen between blanks, printed as a dash: {text}",
        "write a dash, “–” or “—”, if one is meant; a site’s name behind a title is no part of it",
    ),
    "dash-mixed": Code(
        "query", "{form} here{more}, {most} {times}", "set dashes one way through the brief"
    ),
    "range-spaced": Code("query", "blanks in a range of numbers: {text}", "write {close}"),
    "slash-spaced": Code("query", "a blank beside a slash: {text}", "write {close}"),
    "hyphen-capitals": Code(
        "query",
        "“{text}” here, “{other}” {times} elsewhere",
        "write the capitals of a name one way through the brief",
    ),
    "name-capitals": Code(
        "query",
        "“{text}” here, “{other}” elsewhere: the second parts of names have a capital or not",
        "write them one way, but for people who are known to write theirs otherwise",
    ),
    "acronym-swapped": Code(
        "query", "“{text}” here, “{other}” {times} elsewhere", "are two letters swapped?"
    ),
    "acronym-unspelled": Code(
        "query",
        "nothing says what {text} stands for",
        "write it in full where it first stands: “… ({text})”; or name it under “unbroken”",
    ),
    "spelling-variant": Code(
        "query", "“{text}” is not the spelling of {language}{more}", "write “{other}”"
    ),
    "spelling-mixed": Code(
        "query",
        "“{text}” here{more}, “{other}” {times}",
        "spell a word one way through the brief",
    ),
}

FIGURES: Mapping[str, Code] = {
    "figure-credit": Code(
        "query",
        "nothing says who made figure “{id}”, or where it comes from",
        "give it a “credit”, which ends its caption",
    ),
    "figure-source": Code(
        "query",
        "nothing says where the data of figure “{id}” come from",
        "give it a “source”, which ends its caption",
    ),
}

COPY: Mapping[str, Code] = {**SWITCHING, **WORDING, **FIGURES}
