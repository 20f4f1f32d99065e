"""The table of problem codes: severity, message and hint of each.

Wording rules: the message says what is wrong, in the editor's words, and quotes what was found;
the hint says what to do. Blanks in braces are filled from the problem's facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple


class Code(NamedTuple):
    """A row of the table."""

    severity: Literal["error", "warning"]
    message: str
    hint: str = ""


CODES: Mapping[str, Code] = {
    # ── files ────────────────────────────────────────────────────────────────────────────────
    "brief-missing": Code(
        "error",
        "there is no brief.yaml in {folder}",
        "a brief is a folder with a brief.yaml; `briefbuild new {folder}` makes one to start from",
    ),
    "file-missing": Code(
        "error",
        "the file {file} does not exist",
        "check the spelling; names are case-sensitive",
    ),
    "file-outside": Code(
        "error",
        "{file} lies outside the brief folder",
        "copy the file into the brief folder: a brief must be whole by itself",
    ),
    "file-not-regular": Code(
        "error", "{file} is not an ordinary file", "name a file, not a folder or a device"
    ),
    "file-not-utf8": Code(
        "error",
        "the byte 0x{byte:02X} here is not UTF-8 text",
        "save the file as UTF-8 (in Word: Save As › Plain Text › Other encoding › Unicode UTF-8)",
    ),
    "file-too-large": Code(
        "error", "{file} has {size} bytes, more than the {limit} allowed", "make the file smaller"
    ),
    # ── brief.yaml, house.yaml ───────────────────────────────────────────────────────────────
    "yaml-syntax": Code("error", "this is not valid YAML: {reason}", "{hint}"),
    "yaml-duplicate-key": Code(
        "error",
        "“{key}” is given twice; the first is at line {first}",
        "keep one of the two",
    ),
    "yaml-unknown-key": Code("error", "“{key}” is not a key of {parent}", "{hint}"),
    "yaml-alias": Code(
        "error", "anchors and aliases (& and *) are not read", "write the value out in full"
    ),
    "yaml-comment": Code(
        "warning",
        "a comment is not printed: {text}",
        "if it is text, put the whole value in quotation marks; if not, put two blanks before #",
    ),
    "yaml-value": Code("error", "{field}: {reason}", "{hint}"),
    "yaml-required": Code("error", "{parent} has no “{key}”", "add “{key}: …”"),
    "author-bio-unused": Code(
        "warning",
        "the bio of {name} is printed nowhere",
        "in house.yaml, “author: box” prints it at the end and “author: note” as a note, which "
        "“author_note: none” in brief.yaml forbids; or delete it",
    ),
    # ── sections ─────────────────────────────────────────────────────────────────────────────
    "section-empty": Code("error", "this section has no text", "write it, or take it off the list"),
    "section-unlisted": Code(
        "warning",
        "{file} is not in the list of sections, so it is in no edition",
        "add it to the list, or move the file to another folder",
    ),
    "section-heading": Code(
        "error",
        "a section opens with its heading, but the first thing here is a {found}",
        "begin the file with “# Heading”",
    ),
    "section-heading-second": Code(
        "error",
        "a second heading of the first level in one section file",
        "use “##” for a heading within the section, or begin a new file",
    ),
    "heading-empty": Code("error", "this heading has no text", "write the heading or delete it"),
    "heading-jump": Code(
        "warning",
        "the heading level jumps from {before} to {after}",
        "use “{expected}” here: readers by ear move by levels",
    ),
    "heading-broken": Code("error", "this is not read as a heading: {text}", "{hint}"),
    "id-duplicate": Code(
        "error", "the id “{id}” is used twice; first at {first}", "give each its own id"
    ),
    # ── what the reader can't carry ──────────────────────────────────────────────────────────
    "markup-raw": Code(
        "error",
        "{kind} is not carried into every format: {text}",
        "write it in Markdown; to show a < or a \\ write \\< or \\\\",
    ),
    "markup-unsupported": Code("error", "{what} can’t be used in a brief", "{hint}"),
    "text-lost": Code(
        "error",
        "this text would be in no edition: “{text}”",
        "{hint}",
    ),
    "text-control": Code(
        "error",
        "the invisible character {name} stands here",
        "delete it: it can hide or turn around what readers see",
    ),
    "text-glyph": Code(
        "error",
        "no font of the house style has the character {character} ({name})",
        "add a font that has it to the style (docs/designers.md), or write it otherwise",
    ),
    # ── notes ────────────────────────────────────────────────────────────────────────────────
    "note-undefined": Code("error", "note [^{label}] is called but has no body", "{hint}"),
    "note-unused": Code(
        "error",
        "note [^{label}] has a body but is never called",
        "call it in the text with [^{label}], or delete it",
    ),
    "note-duplicate": Code(
        "error",
        "note [^{label}] has a second body; the first is at line {first}",
        "give one of the two another name",
    ),
    "note-empty": Code("error", "note [^{label}] has an empty body", "write the note’s text"),
    "note-nested": Code(
        "error",
        "note [^{label}] is called within a note",
        "put its text into this note, or call it in the main text",
    ),
    "note-broken": Code("error", "this is not read as a note: {text}", "{hint}"),
    "note-too-long": Code(
        "error",
        "note {mark} is longer than a printed page holds",
        "shorten it, or move a part of it into the text",
    ),
    "note-in-heading": Code(
        "warning",
        "a note is called in a heading",
        "call it in the first sentence below: tables of contents repeat headings",
    ),
    # ── figures, tables, cross-references, components ────────────────────────────────────────
    "figure-unknown": Code(
        "error", "figure “{id}” has no entry under “figures:” in brief.yaml", "{hint}"
    ),
    "figure-unused": Code(
        "warning",
        "figure “{id}” is in no section",
        "place it with “![Caption]({file}){{#{id}}}”, or take the entry out",
    ),
    "figure-no-id": Code(
        "error",
        "this figure has no id",
        "write “{{#fig-name}}” after it and give “fig-name” an entry in brief.yaml",
    ),
    "figure-broken": Code("error", "this is not read as a figure: {text}", "{hint}"),
    "figure-inline": Code(
        "error",
        "a picture within a paragraph",
        "put it in a paragraph of its own, with its caption in the brackets",
    ),
    "figure-file": Code(
        "error",
        "figure “{id}” is {here} here and {ledger} in brief.yaml",
        "make the two agree",
    ),
    "figure-caption": Code("error", "figure “{id}” has no caption", "write it in the brackets"),
    "figure-permission": Code(
        "warning",
        "permission for figure “{id}” is {state}: its rights are held by {holder}",
        "ask for permission; a release is not built before it is granted",
    ),
    "figure-permission-release": Code(
        "error",
        "permission for figure “{id}” is {state}: its rights are held by {holder}",
        "this brief is a release: get permission, replace the figure, or set “status: draft”",
    ),
    "figure-expired": Code(
        "warning",
        "permission for figure “{id}” ended on {expiry}, before the brief’s date, {date}",
        "ask for it anew; a release is not built without it",
    ),
    "figure-expired-release": Code(
        "error",
        "permission for figure “{id}” ended on {expiry}, before the brief’s date, {date}",
        "this brief is a release: ask for it anew, replace the figure, or set “status: draft”",
    ),
    "table-caption": Code(
        "error",
        "this caption belongs to no table",
        "put “: Caption {{#tbl-name}}” in the paragraph after the table",
    ),
    "table-broken": Code("error", "this is not read as a table: {text}", "{hint}"),
    "table-header": Code(
        "warning", "this table has no header row", "name its columns: readers by ear need them"
    ),
    "reference-unknown": Code("error", "“@{id}” refers to nothing", "{hint}"),
    "link-unknown": Code("error", "the link “{target}” leads nowhere", "{hint}"),
    "component-unknown": Code("error", "“{name}” is not a component", "{hint}"),
    "component-fence": Code("error", "this line opens or closes no component: {text}", "{hint}"),
    "component-content": Code("error", "{component} holds {found}", "{hint}"),
    # ── pictures ─────────────────────────────────────────────────────────────────────────────
    "picture-kind": Code(
        "error",
        "{file} is no picture that every format can carry",
        "use a Vega-Lite chart (.vl.json), SVG, PNG or JPEG",
    ),
    "picture-mislabelled": Code(
        "error", "{file} is in truth a {found} file", "give the file the ending {ending}"
    ),
    "picture-damaged": Code(
        "error", "{file} is damaged: {reason}", "get the picture again from where it came"
    ),
    "picture-too-large": Code(
        "error",
        "{file} has {width} × {height} pixels, more than the {limit} million allowed",
        "make it smaller: a page is printed from fewer than 9 million",
    ),
    "svg-syntax": Code("error", "this is not well-formed SVG: {reason}", "export it again"),
    "svg-content": Code("error", "{what} can’t be used in an SVG picture", "{hint}"),
    "svg-font": Code(
        "error",
        "the picture’s letters are set in {family}, which the house style does not have",
        "use one of its fonts: {families}",
    ),
    "chart-json": Code(
        "error", "this is not valid JSON: {reason}", "correct it here or just above"
    ),
    "chart-token": Code("error", "“{value}” can’t be filled from tokens.css", "{hint}"),
    "chart-data": Code("error", "the chart’s data in {file} can’t be read: {reason}", "{hint}"),
    "chart-remote": Code(
        "error",
        "a chart fetches nothing, but this one names {url}",
        "put the data into a file beside the chart and name that file under “data”",
    ),
    "chart-local-time": Code(
        "error",
        "the field “{field}” is drawn in the local time of whoever builds it",
        "give it a “timeUnit” that begins with “utc”, or make it ordinal",
    ),
    "chart-drawing": Code("error", "this chart can’t be drawn: {reason}", "{hint}"),
    # ── the house style ──────────────────────────────────────────────────────────────────────
    "style-missing": Code(
        "error", "the house style has no {file}", "copy it from the styles/ you began with"
    ),
    "style-template": Code("error", "the template is not right: {reason}", "{hint}"),
    "style-token": Code("error", "the token {name} is not in tokens.css", "{hint}"),
    "style-token-value": Code(
        "error", "“{name}: {value}” is no value for this token", "write {expected}"
    ),
    "style-word": Code("error", "“{name}” is not one of the fixed words", "{hint}"),
    "style-word-missing": Code(
        "error",
        "the fixed words in “{language}” lack “{name}”",
        "write it: other languages take from these what they lack",
    ),
    "style-words": Code(
        "warning",
        "the fixed words in “{language}” are incomplete; taken from “{other}”: {names}",
        "write them under “words: {language}:” in house.yaml",
    ),
    "style-css": Code("error", "{reason}", "correct or delete the declaration"),
    "style-font-damaged": Code(
        "error", "this font can’t be read: {reason}", "copy the file anew from its source"
    ),
    "style-font": Code(
        "error",
        "the font “{family}” is not one of the house style’s",
        "put its file into fonts/ and declare it in fonts/fonts.css, or name another family",
    ),
    "style-face": Code(
        "warning",
        "“{family}” has no {style} face, but {where} is set in it: it prints in another face",
        "declare the face in fonts/fonts.css, or choose a declared one for this element",
    ),
    "style-address": Code(
        "error",
        "the style asks for {address}, which is not in its folder",
        "copy the file into the style’s folder: nothing is fetched from elsewhere",
    ),
    # ── the machine ──────────────────────────────────────────────────────────────────────────
    "pandoc-failed": Code("error", "pandoc failed: {reason}", "{hint}"),
    "pandoc-warning": Code("error", "pandoc warns: {reason}", ""),
    "weasyprint-warning": Code("error", "the page maker warns: {reason}", ""),
    # ── the proof ────────────────────────────────────────────────────────────────────────────
    "proof-words": Code(
        "error",
        "{format}: expected “{expected}”, found “{found}” after “{before}”",
        "nothing was published; please report this: the program lost or changed text",
    ),
    "proof-lost": Code(
        "error",
        "{format}: “{expected}” is missing after “{before}”",
        "nothing was published; please report this: the program lost text",
    ),
    "proof-added": Code(
        "error",
        "{format}: “{found}” stands after “{before}” but not in the source",
        "nothing was published; please report this: the program added text",
    ),
    "proof-more": Code("error", "{format}: {count} more differences", "the first ones tell most"),
    "proof-note": Code(
        "error",
        "{format}: note {mark}: {reason}",
        "nothing was published; please report this, with the brief",
    ),
    "proof-item": Code(
        "error",
        "{format}: {kind} “{item}”: {reason}",
        "nothing was published; please report this, with the brief",
    ),
    "output-foreign": Code(
        "error",
        "{folder} holds what no build put there: {names}",
        "nothing was built, so that it isn’t lost: move it elsewhere, or build with another --out",
    ),
    "output-slug": Code(
        "error",
        "the slug “{slug}” is also that of {other}: one would take the other’s place",
        "give each brief a slug of its own",
    ),
    "output-missing": Code("error", "{file} was built and is gone", "build the brief again"),
    "output-changed": Code(
        "error", "{file} is not the file that was built", "build the brief again"
    ),
    "proof-nothing": Code(
        "error", "there is no finished file in {folder}", "run `briefbuild build` first"
    ),
    "proof-unreadable": Code(
        "error", "{format}: the finished file can’t be read back: {reason}", "please report this"
    ),
}
