"""Codes of what can be wrong in a brief’s text: sections, notes, figures, components."""

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
        "error",
        "the heading level jumps from {before} to {after}",
        "use “{expected}” here: readers by ear move by levels, and no accessible PDF or Word file "
        "may skip one",
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
    ),
    "id-duplicate": Code(
        "error", "the id “{id}” is used twice; first at {first}", "give each its own id"
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
    ),
    "section-metadata": Code(
        "error",
        "this is metadata, and not a section’s text: {text}",
        "move it to brief.yaml; if it is text, leave an empty line below and above each ---",
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
    "text-encoding": Code(
        "warning",
        "“{text}” looks like a “{meant}” that was read in the wrong encoding",
        "write {meant}; if there are more, convert the file from its encoding to UTF-8 anew",
    ),
    "code-unclosed": Code(
        "error",
        "the code that begins here is never closed: {text}",
        "write the same signs, {signs}, in a line of their own below it",
    ),
    "code-indented": Code(
        "warning",
        "four blanks at the line’s beginning make code of this: {text}",
        "take them out; code stands between two lines of ```",
    ),
    "list-number": Code(
        "warning",
        "this item is typed “{typed}” and printed “{printed}”",
        "a list counts on from its first item: put the numbers right, or a paragraph between lists",
    ),
    "list-single": Code(
        "warning",
        "“{typed}” makes a list of one item of this paragraph: {text}",
        "if it is no list, write {escaped}",
    ),
    "list-broken": Code("warning", "this is not read as a list: {text}", "{hint}"),
    "link-broken": Code(
        "warning",
        "this is not read as a link: {text}",
        "take out the blank between ] and (; to print it, write \\[",
    ),
    "text-glyph": Code(
        "error",
        "no font of the house style has {characters}",
        "add a font of that script to the style (docs/designers.md), or write it otherwise",
    ),
    "language-unknown": Code("error", "“{tag}” is no language", "{hint}"),
    "language-place": Code(
        "error",
        "a language can’t be given here: {tag}",
        "give it to the words, [words]{{lang={tag}}}, or to whole paragraphs, ::: {{lang={tag}}}",
    ),
    "attribute-unknown": Code("error", "the attribute “{key}” can’t be given here", "{hint}"),
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
    "note-paragraph": Code(
        "warning",
        "this stands below note [^{label}] and is no part of it, but of the section’s text: {text}",
        "if it is the note’s, put four blanks before it; if not, put it above the notes",
    ),
    "note-too-long": Code(
        "error",
        "note {mark} finds no room on the printed page on which it is called",
        "a note called on the same line fills the page: shorten that one, or move one of the calls",
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
    "figure-description": Code(
        "error",
        "the long description of “{id}” has {what}, which PDF and Word can’t say in it",
        "write it as paragraphs of plain sentences",
    ),
    "figure-caption": Code("error", "figure “{id}” has no caption", "write it in the brackets"),
    "figure-rights": Code(
        "error",
        "figures “{first}” and “{id}” are one file, {file}, with different rights",
        "make the two entries’ rights agree, or give one of them another file",
    ),
    "figure-sizes": Code(
        "error", "this figure has several sizes: {sizes}", "give it one of them, or none"
    ),
    "figure-hole": Code(
        "warning",
        "page {page} ends with {percent} % of it empty, before figure “{id}”",
        "put the figure a paragraph further up or down, or make it smaller",
    ),
    "block-hole": Code(
        "warning",
        "page {page} ends with {percent} % of it empty, before this {before}",
        "it isn’t broken: put it a paragraph further up or down, or make it shorter",
    ),
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
    "caption-label": Code(
        "warning",
        "the caption begins with a typed label: {text}",
        "take it out: label and number are set by themselves",
    ),
    "table-too-wide": Code(
        "error",
        "this table runs {over} mm off the printed page",
        "shorten its longest words, take out a column, or turn rows into columns",
    ),
    "table-broken": Code("error", "this is not read as a table: {text}", "{hint}"),
    "table-row": Code(
        "warning",
        "this row has {found} cells, the table {columns} columns: {text}",
        "write | for each cell, also for an empty one",
    ),
    "table-header": Code(
        "warning", "this table has no header row", "name its columns: readers by ear need them"
    ),
    "reference-unknown": Code("error", "“@{id}” refers to nothing", "{hint}"),
    "link-unknown": Code("error", "the link “{target}” leads nowhere", "{hint}"),
    "component-unknown": Code("error", "“{name}” is not a component", "{hint}"),
    "class-unknown": Code("error", "the class “{name}” can’t be given here", "{hint}"),
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
    "picture-profile": Code(
        "warning",
        "the color profile in {file} can’t be used: {reason}",
        "save the picture in sRGB; until then its colors may be wrong",
    ),
    "picture-inks": Code(
        "warning",
        "{file} is made of inks (CMYK) and doesn’t say of which press: {reason}",
        "save the picture in sRGB, or with its profile; until then its colors may be wrong",
    ),
    "photo-small": Code(
        "warning",
        "{file} gives a portrait of {width} × {height} pixels, too few for print",
        "use a photograph of at least {least} × {high} pixels: 300 dpi at 25 mm",
    ),
    "press-resolution": Code(
        "error",
        "{file} has {dpi} dpi where it is printed, {width} mm wide; a press needs {least}",
        "get the picture {pixels} pixels wide (it has {found}), or print it smaller",
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
    "chart-field": Code(
        "error", "the chart draws “{field}”, which no row of its data has", "{hint}"
    ),
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
}
