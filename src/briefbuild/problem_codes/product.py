"""Codes of what the house style, the machine and the proof can say."""

from __future__ import annotations

from collections.abc import Mapping

from briefbuild.problem_codes.code import Code

PRODUCT: Mapping[str, Code] = {
    # ── the house style ──────────────────────────────────────────────────────────────────────
    "style-missing": Code(
        "error",
        "the house style has no {file}",
        "correct the name, or put the file there; the program’s own are in its styles/",
    ),
    "style-template": Code("error", "the template is not right: {reason}", "{hint}"),
    "style-token": Code("error", "the token {name} is not in tokens.css", "{hint}"),
    "style-token-unknown": Code(
        "error", "{name} is no token, and no var() asks for it", "delete it, or ask for it"
    ),
    "style-token-value": Code(
        "error", "“{name}: {value}” is no value for this token", "write {expected}"
    ),
    "style-contrast": Code(
        "warning",
        "{name}, {color}, has a contrast of {ratio} to 1 on {ground}, {other}, where 4.5 is needed",
        "make it darker, or the ground lighter (WCAG 2.2, 1.4.3)",
    ),
    "style-line": Code(
        "warning",
        "type of {name}, {value}, stands on lines of {room}: two of them print over each other",
        "enlarge {line} too, or make {name} smaller",
    ),
    "style-page": Code(
        "error",
        "the page leaves {room} for the text {what}; it needs {least}",
        "enlarge {name}, or make what stands beside the text smaller",
    ),
    "style-column": Code(
        "error",
        "“{word}” is wider than the outer column, {room}, and would stand over the text",
        "write --column-outer: {least} or more, or 0mm, for a page without an outer column",
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
    "page-list-text": Code(
        "error",
        "the printed pages hold {printed} letters and digits of running text, the EPUB {found}: no"
        " page list can be made",
        "write nothing but {{{{ body }}}} into the body of print.html.j2",
    ),
    "style-css": Code("error", "{reason}", "correct it, or delete it"),
    "style-fails": Code("error", "the page maker fails on this style: {reason}", "{hint}"),
    "style-font-damaged": Code(
        "error", "the font {file} can’t be read: {reason}", "copy the file anew from its source"
    ),
    "style-font": Code(
        "error",
        "the font “{family}” is not one of the house style’s",
        "put its file into fonts/ and declare it in fonts/fonts.css, or name another family",
    ),
    "style-face": Code(
        "error",
        "“{family}” has no {style} face, but {where} is set in it: “{text}”",
        "declare the face in fonts/fonts.css, or choose a declared one for this element",
    ),
    "style-address": Code(
        "error",
        "the style asks for {address}, which is not in its folder",
        "copy the file into the style’s folder: nothing is fetched from elsewhere",
    ),
    "style-unused": Code(
        "warning",
        "no style sheet imports {file}: what it says applies nowhere",
        "import it in print.css, or delete it",
    ),
    "style-selector": Code(
        "warning", "nothing that the program writes is “{name}”: the rule applies nowhere", "{hint}"
    ),
    "style-epub": Code("warning", "no reading system is known to heed {what}", "{hint}"),
    "style-web": Code("warning", "no browser is known to heed {what}", "{hint}"),
    "press-setting": Code("error", "press.css: {name} is missing, or is not right", "{hint}"),
    "press-profile": Code(
        "error",
        "{file} is no CMYK printer’s ICC profile, or it is damaged",
        "ask the printer for the profile of the printing condition, and put its file here",
    ),
    "press-token": Code(
        "error",
        "{name} is printed in other inks than another token with its color, {colour}",
        "give the two tokens the same inks, or different colors in tokens.css",
    ),
    "press-ink": Code(
        "warning",
        "the inks of {name} are not of its color in tokens.css; it is printed through the profile",
        "give it inks of that color, or take the line out",
    ),
    # ── the machine ──────────────────────────────────────────────────────────────────────────
    "work-stopped": Code("error", "{step} {reason}", "{hint}"),
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
    "proof-page": Code(
        "error",
        "epub: the mark “{mark}” is not where the page begins: {reason}",
        "nothing was published; please report this, with the brief",
    ),
    "proof-metadata": Code(
        "error",
        "{format}: the metadata’s {name} is {found}, and is to be {expected}",
        "nothing was published; please report this, with the brief",
    ),
    "proof-claim": Code(
        "error",
        "{format}: the file claims {claim} and breaks its clause {clause}: {reason}",
        "nothing was published; please report this, with the brief",
    ),
    "proof-access": Code(
        "error",
        "{format}: Word’s checker asks that {rule}: {reason}",
        "nothing was published; please report this, with the brief",
    ),
    "proof-contrast": Code(
        "warning",
        "{format}: “{text}” is {color} on {ground}: a contrast of {ratio}, where 4.5 is needed",
        "make that color darker in tokens.css, or its ground lighter (WCAG 2.2, 1.4.3)",
    ),
    "proof-access-text": Code(
        "warning", "{format}: Word’s checker asks that {rule}: “{text}” {reason}", "{hint}"
    ),
    "proof-unclaimed": Code(
        "error",
        "{format}: the file doesn’t claim to be {claim}, as every one is to",
        "nothing was published; please report this, with the brief",
    ),
    "proof-refuted": Code(
        "error",
        "{format}: {judge} refutes what the file is held to be ({claim}): {rule}: {reason}",
        "don’t pass the file on as it is; please report this, with the brief",
    ),
    "proof-remark": Code(
        "warning",
        "{format}: of {claim}, {judge} remarks: {rule}: {reason}",
        "look whether it matters to your readers; please report it, with the brief",
    ),
    "proof-unconfirmed": Code(
        "warning",
        "{format}: no independent checker has confirmed {claims}: {reason}",
        "{hint}",
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
    "proof-preflight": Code(
        "error",
        "{format}: preflight, {rule}: {says}. Found: {found}",
        "nothing was published; where it is a color, press.css or the picture can give another; "
        "else please report this, with the brief",
    ),
    "proof-nothing": Code(
        "error", "there is no finished file in {folder}", "run `briefbuild build` first"
    ),
    "proof-unreadable": Code(
        "error", "{format}: the finished file can’t be read back: {reason}", "please report this"
    ),
}
