"""Codes of what can be wrong with figures, tables, references, components and pictures."""

from __future__ import annotations

from collections.abc import Mapping

from briefbuild.problem_codes.code import Code

FIGURES: Mapping[str, Code] = {
    # ── figures, tables, cross-references, components ────────────────────────────────────────
    "figure-unknown": Code(
        "error",
        "figure “{id}” has no entry under “figures:” in brief.yaml",
        "{hint}",
        cause=(
            "What a figure is, who made it and who permits it stands in brief.yaml; without "
            "that it isn’t printed."
        ),
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
        cause=(
            "A screen reader says the description in one go; lists and tables have no place in it."
        ),
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
        cause=(
            "A figure stays whole and in order, and on this page not enough room was left for it."
        ),
    ),
    "block-hole": Code(
        "warning",
        "page {page} ends with {percent} % of it empty, before this {before}",
        "it isn’t broken: put it a paragraph further up or down, or make it shorter",
        cause="What is never divided between two pages found no room on this one.",
    ),
    "figure-permission": Code(
        "warning",
        "permission for figure “{id}” is {state}: its rights are held by {holder}",
        "ask for permission; a release is not built before it is granted",
        cause="The rights’ holder has not said yes.",
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
        "a caption begins with a typed label: {text}",
        "take it out: label and number are set by themselves",
    ),
    "table-too-wide": Code(
        "error",
        "this table runs {over} mm off the printed page",
        "shorten its longest words, take out a column, or turn rows into columns",
        cause=(
            "The table’s longest words need more than the page is wide, and what runs off "
            "it nobody can read."
        ),
    ),
    "table-broken": Code("error", "this is not read as a table: {text}", "{hint}"),
    "table-row": Code(
        "warning",
        "this row has {found} cells, the table {columns} columns: {text}",
        "write | for each cell, also for an empty one",
        cause="A sign | is missing, and the last cells stand empty or move to the left.",
    ),
    "table-header": Code(
        "warning",
        "this table has no header row",
        "name its columns: readers by ear need them",
        cause="Without names of columns a table means nothing to who hears it.",
    ),
    "reference-unknown": Code(
        "error",
        "“@{id}” refers to nothing",
        "{hint}",
        cause="The id is misspelt, was changed, or belongs to a figure that was taken out.",
    ),
    "link-unknown": Code(
        "error",
        "the link “{target}” leads nowhere",
        "{hint}",
        cause="An address without https:// leads to a file that readers don’t have.",
    ),
    "component-unknown": Code(
        "error",
        "“{name}” is not a component",
        "{hint}",
        cause=(
            "The name is misspelt; a house style knows how to set these components and no others."
        ),
    ),
    "class-unknown": Code(
        "error",
        "the class “{name}” can’t be given here",
        "{hint}",
        cause="Looks are the house style’s; a class that it doesn’t know changes nothing.",
    ),
    "component-fence": Code(
        "error",
        "this line opens or closes no component: {text}",
        "{hint}",
        cause=(
            "Of the lines with colons that open and close a component one is missing, or "
            "has a colon too few."
        ),
    ),
    "component-content": Code("error", "{component} holds {found}", "{hint}"),
    # ── pictures ─────────────────────────────────────────────────────────────────────────────
    "picture-kind": Code(
        "error",
        "{file} is no picture that every format can carry",
        "use a Vega-Lite chart (.vl.json), SVG, PNG or JPEG",
        cause="Only these kinds are drawn alike in PDF, EPUB, Word and browsers.",
    ),
    "picture-mislabelled": Code(
        "error",
        "{file} is in truth a {found} file",
        "give the file the ending {ending}",
        cause="The file was renamed, not converted; programs that go by the name fail on it.",
    ),
    "picture-damaged": Code(
        "error",
        "{file} is damaged: {reason}",
        "get the picture again from where it came",
        cause="The file was cut off in copying or downloading, or is no picture at all.",
    ),
    "picture-too-large": Code(
        "error",
        "{file} has {width} × {height} pixels, more than the {limit} million allowed",
        "make it smaller: a page is printed from fewer than 9 million",
        cause="A small file can unpack to gigabytes of pixels and stop the machine.",
    ),
    "picture-profile": Code(
        "warning",
        "the color profile in {file} can’t be used: {reason}",
        "save the picture in sRGB; until then its colors may be wrong",
        cause=("The profile in the file is damaged, or of another kind of color than the picture."),
    ),
    "picture-inks": Code(
        "warning",
        "{file} is made of inks (CMYK) and doesn’t say of which press: {reason}",
        "save the picture in sRGB, or with its profile; until then its colors may be wrong",
        cause=(
            "The same four numbers are another color on another press; the profile says "
            "which it was."
        ),
    ),
    "photo-small": Code(
        "warning",
        "{file} gives a portrait of {width} × {height} pixels, too few for print",
        "use a photograph of at least {least} × {high} pixels: 300 dpi at 25 mm",
        cause="The photograph was taken from a web page, or cut too tightly.",
    ),
    "press-resolution": Code(
        "error",
        "{file} has {dpi} dpi where it is printed, {width} mm wide; a press needs {least}",
        "get the picture {pixels} pixels wide (it has {found}), or print it smaller",
        cause="Below this resolution the pixels are seen in print.",
    ),
    "svg-syntax": Code(
        "error",
        "this is not well-formed SVG: {reason}",
        "export it again",
        cause=(
            "The drawing was edited by hand, or an & or a < in its text isn’t written as "
            "&amp; or &lt;."
        ),
    ),
    "svg-content": Code(
        "error",
        "{what} can’t be used in an SVG picture",
        "{hint}",
        cause=(
            "The drawing has what a page, a book or Word can’t draw, what moves, or what "
            "asks for other files."
        ),
    ),
    "svg-font": Code(
        "error",
        "the picture’s letters are set in {family}, which the house style does not have",
        "use one of its fonts: {families}",
        cause=(
            "A font that isn’t the house’s would be replaced by another one on each "
            "machine, with letters of other widths."
        ),
    ),
    "chart-json": Code(
        "error",
        "this is not valid JSON: {reason}",
        "correct it here or just above",
        cause="A comma or a quotation mark is missing, or one too many.",
    ),
    "chart-token": Code(
        "error",
        "“{value}” can’t be filled from tokens.css",
        "{hint}",
        cause="The chart asks for a value of the house style that doesn’t exist.",
    ),
    "chart-data": Code(
        "error",
        "the chart’s data in {file} can’t be read: {reason}",
        "{hint}",
        cause="The file of the data is missing, is no CSV or JSON, or lies outside the brief.",
    ),
    "chart-field": Code(
        "error", "the chart draws “{field}”, which no row of its data has", "{hint}"
    ),
    "chart-remote": Code(
        "error",
        "a chart fetches nothing, but this one names {url}",
        "put the data into a file beside the chart and name that file under “data”",
        cause="What a server sends may change or be gone: a brief is whole by itself.",
    ),
    "chart-local-time": Code(
        "error",
        "the field “{field}” is drawn in the local time of whoever builds it",
        "give it a “timeUnit” that begins with “utc”, or make it ordinal",
        cause="The same chart would show other days in another country.",
    ),
    "chart-drawing": Code(
        "error",
        "this chart can’t be drawn: {reason}",
        "{hint}",
        cause="Vega-Lite can’t draw what the chart asks for.",
    ),
}
