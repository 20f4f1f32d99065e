"""Codes of what the house style can have wrong, for screens and for the press."""

from __future__ import annotations

from collections.abc import Mapping

from briefbuild.problem_codes.code import Code

STYLE: Mapping[str, Code] = {
    # ── the house style ──────────────────────────────────────────────────────────────────────
    "style-missing": Code(
        "error",
        "the house style has no {file}",
        "correct the name, or put the file there; the program’s own are in its styles/",
        cause="A file of the house style was renamed, deleted or never copied.",
    ),
    "style-template": Code(
        "error",
        "the template is not right: {reason}",
        "{hint}",
        cause="The template has a sign too many or a name that it isn’t given.",
    ),
    "style-token": Code(
        "error",
        "the token {name} is not in tokens.css",
        "{hint}",
        cause=(
            "Something asks for a token that tokens.css doesn’t declare: it would have no value."
        ),
    ),
    "style-token-unknown": Code(
        "error",
        "{name} is no token, and no var() asks for it",
        "delete it, or ask for it",
        cause="A token is misspelt, or is left from an older style; it does nothing.",
    ),
    "style-token-value": Code(
        "error",
        "“{name}: {value}” is no value for this token",
        "write {expected}",
        cause="The value is of another kind than the token’s, such as a length for a color.",
    ),
    "style-contrast": Code(
        "warning",
        "{name}, {color}, has a contrast of {ratio} to 1 on {ground}, {other}, where 4.5 is needed",
        "make one of the two darker or the other lighter (WCAG 2.2, 1.4.3)",
        cause=(
            "Readers with weak sight, and all in sunlight, can’t read type of so little contrast."
        ),
    ),
    "style-line": Code(
        "warning",
        "type of {name}, {value}, stands on lines of {room}: two of them print over each other",
        "enlarge {line} too, or make {name} smaller",
        cause="The size was changed and the line’s height was not.",
    ),
    "style-page": Code(
        "error",
        "the page leaves {room} for the text {what}; it needs {least}",
        "enlarge {name}, or make what stands beside the text smaller",
        cause="The margins, or what stands beside the text, leave less than a line needs.",
    ),
    "style-column": Code(
        "error",
        "“{word}” is wider than the outer column, {room}, and would stand over the text",
        "write --column-outer: {least} or more, or 0mm, for a page without an outer column",
        cause="The column beside the text is narrower than the longest word in it.",
    ),
    "style-word": Code(
        "error",
        "“{name}” is not one of the fixed words",
        "{hint}",
        cause="A key of “words” is misspelt, or is of another program’s.",
    ),
    "style-word-missing": Code(
        "error",
        "the fixed words in “{language}” lack “{name}”",
        "write it: other languages take from these what they lack",
        cause="The language that others borrow from must have every word.",
    ),
    "style-words": Code(
        "warning",
        "the fixed words in “{language}” are incomplete; taken from “{other}”: {names}",
        "write them under “words: {language}:” in house.yaml",
        cause="A brief in this language would print some words in another one.",
    ),
    "page-list-text": Code(
        "error",
        "the printed pages hold {printed} letters and digits of running text, the EPUB {found}: no"
        " page list can be made",
        "write nothing but {{{{ body }}}} into the body of print.html.j2",
        cause="The template for print puts in text of its own, which the EPUB doesn’t have.",
    ),
    "style-css": Code(
        "error",
        "{reason}",
        "correct it, or delete it",
        cause=(
            "The style sheet has what the page maker doesn’t understand, so that it would "
            "do nothing."
        ),
    ),
    "style-fails": Code(
        "error",
        "the page maker fails on this style: {reason}",
        "{hint}",
        cause="The page maker stops on one of the style’s rules.",
    ),
    "style-font-damaged": Code(
        "error",
        "the font {file} can’t be read: {reason}",
        "copy the file anew from its source",
        cause="The file was cut off in copying, or is no font.",
    ),
    "style-font": Code(
        "error",
        "the font “{family}” is not one of the house style’s",
        "put its file into fonts/ and declare it in fonts/fonts.css, or name another family",
        cause=(
            "Fonts come from the style’s folder alone, so that every machine sets the same pages."
        ),
    ),
    "style-face": Code(
        "error",
        "“{family}” has no {style} face, but {where} is set in it: “{text}”",
        "declare the face in fonts/fonts.css, or choose a declared one for this element",
        cause=(
            "A face that isn’t there would be slanted or thickened by the program, or be "
            "another font’s."
        ),
    ),
    "style-address": Code(
        "error",
        "the style asks for {address}, which is not in its folder",
        "copy the file into the style’s folder: nothing is fetched from elsewhere",
        cause=(
            "What is fetched from elsewhere may change or be gone, and tells others who builds."
        ),
    ),
    "style-unused": Code(
        "warning",
        "no style sheet imports {file}: what it says applies nowhere",
        "import it in print.css, or delete it",
        cause="The file lies in the folder, and no entry takes it in.",
    ),
    "style-selector": Code(
        "warning",
        "nothing that the program writes is “{name}”: the rule applies nowhere",
        "{hint}",
        cause="The name is misspelt, or nothing has it any more.",
    ),
    "style-epub": Code(
        "warning",
        "no reading system is known to heed {what}",
        "{hint}",
        cause="The declaration is for print, or for browsers.",
    ),
    "style-web": Code(
        "warning",
        "no browser is known to heed {what}",
        "{hint}",
        cause="The declaration is for print, or misspelt.",
    ),
    "press-setting": Code(
        "error",
        "press.css: {name} is missing, or is not right",
        "{hint}",
        cause="Without this setting the printer’s file can’t be made.",
    ),
    "press-profile": Code(
        "error",
        "{file} is no CMYK printer’s ICC profile, or it is damaged",
        "ask the printer for the profile of the printing condition, and put its file here",
        cause=("The inks’ colors follow from the printing condition, which the profile describes."),
    ),
    "press-token": Code(
        "error",
        "{name} is printed in other inks than another token with its color, {colour}",
        "give the two tokens the same inks, or different colors in tokens.css",
        cause="One color can’t be two mixtures of inks in the same file.",
    ),
    "press-ink": Code(
        "warning",
        "the inks of {name} are not of its color in tokens.css; it is printed through the profile",
        "give it inks of that color, or take the line out",
        cause="The color was changed in tokens.css, and its inks were not.",
    ),
}
