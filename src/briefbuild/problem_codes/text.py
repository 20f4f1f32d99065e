"""Codes of what can be wrong in a brief’s text: sections, markup, notes."""

from __future__ import annotations

from collections.abc import Mapping

from briefbuild.problem_codes.code import Code

TEXT: Mapping[str, Code] = {
    # ── sections ─────────────────────────────────────────────────────────────────────────────
    "section-empty": Code("error", "this section has no text", "write it, or take it off the list"),
    "section-unlisted": Code(
        "warning",
        "{file} is not in the list of sections, so it is in no edition",
        "add it to the list, or move the file to another folder",
    ),
    "section-twice": Code(
        "error",
        "the section {file} is listed twice; first at line {first}",
        "take one of the two off the list; if another file is meant, name that",
    ),
    "section-heading": Code(
        "error",
        "a section opens with its heading, but the first thing here is a {found}",
        "begin the file with “# Heading”",
        cause=(
            "Each section is listed by its heading, in print, in the EPUB and for readers by ear."
        ),
    ),
    "section-heading-second": Code(
        "error",
        "a second heading of the first level in one section file",
        "use “##” for a heading within the section, or begin a new file",
        cause="A file is one section; its heading is the only one of the first level.",
    ),
    "heading-empty": Code("error", "this heading has no text", "write the heading or delete it"),
    "heading-jump": Code(
        "error",
        "the heading level jumps from {before} to {after}",
        "use “{expected}” here: readers by ear move by levels, and no accessible PDF or Word file "
        "may skip one",
        cause=(
            "Readers by ear move from level to level, and a missing one reads as a missing part."
        ),
    ),
    "heading-place": Code(
        "error",
        "a heading can’t stand in {where}",
        "write a paragraph that begins with bold words; headings are for sections",
    ),
    "heading-deep": Code(
        "error",
        "a heading of this level has no place below the title: there are {most}",
        "make a section of its own of it, or a paragraph that begins with bold words",
    ),
    "heading-broken": Code("error", "this is not read as a heading: {text}", "{hint}"),
    "heading-underlined": Code(
        "warning",
        "the line {signs} makes a heading of the text above it: {text}",
        "leave an empty line above {signs}; a heading is written “## …”",
        cause="A line of hyphens right below a paragraph makes a heading of it.",
    ),
    "id-duplicate": Code(
        "error",
        "the id “{id}” is used twice; first at {first}",
        "give each its own id",
        cause="A reference can lead to one place only.",
    ),
    "id-broken": Code(
        "warning",
        "this is not read as an id: {text}",
        "write {{#{id}}}; to print {text}, write \\{text}",
    ),
    "merge-mark": Code(
        "error",
        "version control has left two versions of a passage here: {text}",
        "keep one of them, and delete the lines <<<<<<<, ======= and >>>>>>>",
        cause="Two people changed the same lines, and one of the two passages must be chosen.",
    ),
    "section-metadata": Code(
        "error",
        "this is metadata, and not a section’s text: {text}",
        "move it to brief.yaml; if it is text, leave an empty line below and above each ---",
        cause=(
            "Other programs keep title and authors at a file’s head; here the lines would "
            "be printed."
        ),
    ),
    # ── what the reader can't carry ──────────────────────────────────────────────────────────
    "markup-raw": Code(
        "error",
        "{kind} is not carried into every format: {text}",
        "write it in Markdown; to show a < or a \\ write \\< or \\\\",
        cause=(
            "HTML is printed in Word as nothing, LaTeX on the web as it was typed: what one "
            "format alone reads is in no brief. A < in a sentence can be read so, too."
        ),
    ),
    "markup-unsupported": Code(
        "error",
        "{what} can’t be used in a brief",
        "{hint}",
        cause=(
            "The signs are another program’s, or are read as other markup than they were "
            "meant; readers would see them, or something else."
        ),
    ),
    "text-lost": Code(
        "error",
        "this text would be in no edition: “{text}”",
        "{hint}",
        cause=(
            "The reader takes this text for markup, for a link’s target, say, or a cell "
            "that the table has no column for."
        ),
    ),
    "text-control": Code(
        "error",
        "the invisible character {name} stands here",
        "delete it: it can hide or turn around what readers see",
        cause=(
            "Nobody sees the character, and it parts a word, stops a search, or turns "
            "around what is read."
        ),
    ),
    "text-encoding": Code(
        "warning",
        "“{text}” looks like a “{meant}” that was read in the wrong encoding",
        "write {meant}; if there are more, convert the file from its encoding to UTF-8 anew",
        cause="A program took the bytes of one encoding for another one’s.",
    ),
    "code-unclosed": Code(
        "error",
        "the code that begins here is never closed: {text}",
        "write the same signs, {signs}, in a line of their own below it",
        cause="All that follows, to the file’s end, is set as code.",
    ),
    "code-indented": Code(
        "warning",
        "four blanks at the line’s beginning make code of this: {text}",
        "take them out; code stands between two lines of ```",
        cause="Markdown reads a paragraph as code that begins with four blanks.",
    ),
    "list-number": Code(
        "warning",
        "this item is typed “{typed}” and printed “{printed}”",
        "a list counts on from its first item: put the numbers right, or a paragraph between lists",
        cause="A list counts on from its first number, whatever the others are.",
    ),
    "list-single": Code(
        "warning",
        "“{typed}” makes a list of one item of this paragraph: {text}",
        "if it is no list, write {escaped}",
        cause=(
            "A number or letter with a full stop opens a list, and so does a sign with a blank, "
            "which is printed as a dash; a list is set in, and readers by ear hear of it."
        ),
    ),
    "list-broken": Code("warning", "this is not read as a list: {text}", "{hint}"),
    "link-broken": Code(
        "warning",
        "this is not read as a link: {text}",
        "take out the blank between ] and (; to print it, write \\[",
        cause="Brackets and parentheses are printed as they were typed, and lead nowhere.",
    ),
    "emphasis-broken": Code(
        "warning",
        "this is not read as emphasis: {text}",
        "write {signs} right at the first word and right behind the last; to print it, {escaped}",
        cause="The signs are printed as they were typed where one is missing or a blank within.",
    ),
    "text-glyph": Code(
        "error",
        "no font of the house style has {characters}",
        "add a font of that script to the style (docs/designers.md), or write it otherwise",
        cause=(
            "Readers would see boxes, or letters of another font, while a search finds the "
            "right ones."
        ),
    ),
    "language-unknown": Code("error", "“{tag}” is no language", "{hint}"),
    "language-place": Code(
        "error",
        "a language can’t be given here: {tag}",
        "give it to the words, [words]{{lang={tag}}}, or to whole paragraphs, ::: {{lang={tag}}}",
    ),
    "attribute-unknown": Code("error", "the attribute “{key}” can’t be given here", "{hint}"),
    # ── notes ────────────────────────────────────────────────────────────────────────────────
    "note-undefined": Code(
        "error",
        "note [^{label}] is called but has no body",
        "{hint}",
        cause=(
            "The body was never written, has another name, or stands in another file; the "
            "call would be printed as it was typed."
        ),
    ),
    "note-unused": Code(
        "error",
        "note [^{label}] has a body but is never called",
        "call it in the text with [^{label}], or delete it",
        cause="The call was deleted or misspelt: the note would be in no edition.",
    ),
    "note-duplicate": Code(
        "error",
        "note [^{label}] has a second body; the first is at line {first}",
        "give one of the two another name",
        cause="Of two bodies of one name one is lost.",
    ),
    "note-empty": Code("error", "note [^{label}] has an empty body", "write the note’s text"),
    "note-nested": Code(
        "error",
        "note [^{label}] is called within a note",
        "put its text into this note, or call it in the main text",
        cause="No format can carry a note within a note, and readers drop it without a word.",
    ),
    "note-broken": Code("error", "this is not read as a note: {text}", "{hint}"),
    "note-paragraph": Code(
        "warning",
        "this stands below note [^{label}] and is no part of it, but of the section’s text: {text}",
        "if it is the note’s, put four blanks before it; if not, put it above the notes",
    ),
    "note-too-long": Code(
        "error",
        "note {mark} finds no room on the printed page on which it is called",
        "a note called on the same line fills the page: shorten that one, or move one of the calls",
        cause=(
            "A note begins on the page of its call; here other notes of the same line leave "
            "no room for it."
        ),
    ),
    "note-in-heading": Code(
        "warning",
        "a note is called in a heading",
        "call it in the first sentence below: tables of contents repeat headings",
        cause=("A heading is repeated in contents and running heads, where a call leads nowhere."),
    ),
}
