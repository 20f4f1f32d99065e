"""Codes of what can be wrong with files, and in brief.yaml and house.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from briefbuild.problem_codes.code import Code

FILES: Mapping[str, Code] = {
    # ── files ────────────────────────────────────────────────────────────────────────────────
    "brief-missing": Code(
        "error",
        "there is no brief.yaml in {folder}",
        "a brief is a folder with a brief.yaml; `briefbuild new {folder}` makes one to start from",
        cause="The folder named is not a brief, or the program was run in another folder.",
    ),
    "file-missing": Code(
        "error",
        "the file {file} does not exist",
        "check the spelling; names are case-sensitive",
        cause="The name is misspelt, or the file wasn’t copied along.",
    ),
    "file-outside": Code(
        "error",
        "{file} lies outside the {whole}’s folder",
        "copy the file into it: a {whole} must be whole by itself",
        cause=(
            "A path leads out of the folder, by .. or through a link: the brief would not "
            "be whole elsewhere, and might print what isn’t meant for print."
        ),
    ),
    "file-not-regular": Code(
        "error",
        "{file} is not an ordinary file",
        "name a file, not a folder or a device",
        cause="A device never ends and a pipe never begins: neither is opened.",
    ),
    "file-not-utf8": Code(
        "error",
        "the byte 0x{byte:02X} here is not UTF-8 text",
        "save the file as UTF-8 (in Word: Save As › Plain Text › Other encoding › Unicode UTF-8)",
        cause=(
            "The file was saved in an older encoding, such as Windows-1252 or Latin-1, or "
            "as UTF-16; read as UTF-8 its quotation marks and accents would be others."
        ),
    ),
    "too-much": Code(
        "error", "{what} has {found} {unit}, more than the {limit} that are read", "{hint}"
    ),
    # ── brief.yaml, house.yaml ───────────────────────────────────────────────────────────────
    "yaml-syntax": Code(
        "error",
        "this is not valid YAML: {reason}",
        "{hint}",
        cause="Blanks at a line’s beginning and signs such as “: ” have a meaning in YAML.",
    ),
    "yaml-duplicate-key": Code(
        "error",
        "“{key}” is given twice; the first is at line {first}",
        "keep one of the two",
        cause="One of the two values would be lost without a word.",
    ),
    "yaml-unknown-key": Code(
        "error",
        "“{key}” is not a key of {parent}",
        "{hint}",
        cause=(
            "The key is misspelt, or is another program’s: what it holds would be printed nowhere."
        ),
    ),
    "yaml-alias": Code(
        "error",
        "anchors and aliases (& and *) are not read",
        "write the value out in full",
        cause="Aliases of aliases can grow to gigabytes; a brief never needs them.",
    ),
    "yaml-prefix": Code(
        "error",
        "YAML reads “{prefix}” as its own, an anchor (&) or a tag (!), and not as text",
        "put the whole value in quotation marks",
    ),
    "yaml-comment": Code(
        "warning",
        "a comment is not printed: {text}",
        "if it is text, put the whole value in quotation marks; if not, put two blanks before #",
        cause="In YAML a # behind a blank begins a comment, also in the middle of a sentence.",
    ),
    "yaml-value": Code("error", "{field}: {reason}", "{hint}"),
    "yaml-required": Code("error", "{parent} has no “{key}”", "add “{key}: …”"),
    "author-bio-unused": Code(
        "warning",
        "the bio of {name} is printed nowhere",
        "in house.yaml, “author: box” prints it at the end and “author: note” as a note, which "
        "“author_note: none” in brief.yaml forbids; or delete it",
        cause="The house style prints bios in one place, and this brief forbids it.",
    ),
}
