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
    "emphasis-inside": Code(
        "warning",
        "the signs around “{text}” are read as emphasis and not printed: {printed}",
        "to print a star write \\*, for a product ×; if emphasis is meant, keep it with an ignore",
        cause="Between letters or digits a star is more often a sign of the text: 2*3*4.",
    ),
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

MIXED = "{form} here{more}, {usual} {times}"
NOTES: Mapping[str, Code] = {
    "note-typed": Code(
        "query",
        "this looks like a note’s number that was typed by hand: {text}",
        "call a note, [^name], and write its text below the paragraph: “[^name]: …”",
        cause="It leads to no note, and its number stays as it is when others are put in before.",
    ),
    "note-incomplete": Code(
        "query", "{lack}: {text}", "give author, title, publisher or periodical, date and address"
    ),
    "note-repeated": Code("query", "{text}: in full already at {first}", "{hint}"),
    "note-short": Code("query", "no earlier note has what this stands for: {text}", "{hint}"),
    "note-ibid": Code(
        "query", "nothing that “ibid.” can stand for: {why}", "give the source, or a short form"
    ),
    "note-op-cit": Code(
        "query", "nothing that “{text}” can stand for: {why}", "give author and short title"
    ),
    "note-dates": Code("query", MIXED, "write days one way through the notes"),
    "note-pages": Code("query", MIXED, "cite pages one way through the notes"),
    "note-names": Code("query", MIXED, "write authors’ names one way through the notes"),
    "note-titles": Code("query", MIXED, "mark titles of a kind one way through the notes"),
    "note-years": Code("query", MIXED, "set the year one way through the notes"),
    "note-accessed": Code("query", MIXED, "say one way when a page was read, or not at all"),
    "note-ends": Code("query", MIXED, "end all notes with a full stop, or none"),
}

LINKS: Mapping[str, Code] = {
    "link-address": Code(
        "warning", "this address can’t be right: {address} – {why}", "copy it from the browser anew"
    ),
    "link-email": Code(
        "warning",
        "this e-mail address can’t be right: {address} – {why}",
        "write it as name@example.org",
    ),
    "link-text": Code(
        "warning",
        "the link shows {text} and leads to {address}",
        "write one address in both places; readers of the printed page have what is shown",
    ),
    "link-forms": Code(
        "query",
        "{address} here, {other} at {where}: one page, two addresses",
        "write the one that the browser shows, without what only counts clicks",
    ),
    "link-twice": Code(
        "query",
        "the address of {other} at {where} stands here for another source: {address}",
        "is one of the two addresses the wrong one, or are both one source?",
    ),
    "link-date": Code(
        "query",
        "“{said}” in the note, {dated} in the address",
        "which is right? Where it is a day, the time zone may be why",
    ),
}

COPY: Mapping[str, Code] = {**SWITCHING, **WORDING, **FIGURES, **NOTES, **LINKS}
