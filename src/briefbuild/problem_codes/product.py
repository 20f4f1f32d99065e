"""Codes of what the machine and the proof can say."""

from __future__ import annotations

from collections.abc import Mapping

from briefbuild.problem_codes.code import Code

PRODUCT: Mapping[str, Code] = {
    # ── the machine ──────────────────────────────────────────────────────────────────────────
    "work-stopped": Code(
        "error",
        "{step} {reason}",
        "{hint}",
        cause=(
            "A text, a picture or a style asks for more than a brief ever needs, by "
            "accident or to do harm."
        ),
    ),
    "pandoc-failed": Code("error", "pandoc failed: {reason}", "{hint}"),
    "pandoc-warning": Code(
        "error",
        "pandoc warns: {reason}",
        "",
        cause="pandoc met something that it may not carry over whole.",
    ),
    "weasyprint-warning": Code(
        "error",
        "the page maker warns: {reason}",
        "",
        cause="The page maker met something that it leaves out.",
    ),
    # ── the proof ────────────────────────────────────────────────────────────────────────────
    "proof-words": Code(
        "error",
        "{format}: expected “{expected}”, found “{found}” after “{before}”",
        "nothing was published; please report this: the program lost or changed text",
        cause="The file was read back and says something else than the source.",
    ),
    "proof-lost": Code(
        "error",
        "{format}: “{expected}” is missing after “{before}”",
        "nothing was published; please report this: the program lost text",
        cause="The file was read back and lacks words of the source.",
    ),
    "proof-added": Code(
        "error",
        "{format}: “{found}” stands after “{before}” but not in the source",
        "nothing was published; please report this: the program added text",
        cause="The file was read back and has words that the source lacks.",
    ),
    "proof-more": Code(
        "error",
        "{format}: {count} more differences",
        "the first ones tell most",
        cause="One fault may move all that follows.",
    ),
    "proof-note": Code(
        "error",
        "{format}: note {mark}: {reason}",
        "nothing was published; please report this, with the brief",
        cause=(
            "The file was read back, and a note is missing, changed, or on another page "
            "than its call."
        ),
    ),
    "proof-item": Code(
        "error",
        "{format}: {kind} “{item}”: {reason}",
        "nothing was published; please report this, with the brief",
        cause=(
            "The file was read back, and a heading, figure, table, link or number is "
            "missing or changed."
        ),
    ),
    "proof-style": Code(
        "error",
        "{format}: “{declaration}” in the rule “{selector}” {reason} ({text})",
        "nothing was published; leave it out, or write it another way: docs/designers.md says "
        "what the proof doesn’t let pass",
        cause=(
            "A web page and an EPUB show what their style leaves in sight. The proof knows what "
            "can’t hide text, works out the rest, and lets nothing pass that it can’t work out."
        ),
    ),
    "proof-pale": Code(
        "warning",
        "{format}: “{declaration}” in the rule “{selector}” {reason} ({text})",
        "make one of the two colors darker, or the other lighter (WCAG 2.2, 1.4.3)",
        cause="Letters must stand out from their ground, on screens that are dark too.",
    ),
    "proof-page": Code(
        "error",
        "epub: the mark “{mark}” is not where the page begins: {reason}",
        "nothing was published; please report this, with the brief",
        cause="The EPUB’s page marks were compared with the printed pages.",
    ),
    "proof-metadata": Code(
        "error",
        "{format}: the metadata’s {name} is {found}, and is to be {expected}",
        "nothing was published; please report this, with the brief",
        cause="The metadata was read back, and isn’t that of brief.yaml.",
    ),
    "proof-claim": Code(
        "error",
        "{format}: the file claims {claim} and breaks its clause {clause}: {reason}",
        "nothing was published; please report this, with the brief",
        cause="A file must not claim a standard that it breaks.",
    ),
    "proof-access": Code(
        "error",
        "{format}: Word’s checker asks that {rule}: {reason}",
        "nothing was published; please report this, with the brief",
        cause="Word’s own checker would say the same to who opens the file.",
    ),
    "proof-contrast": Code(
        "warning",
        "{format}: “{text}” is {color} on {ground}: a contrast of {ratio}, where 4.5 is needed",
        "make one of the two darker, or the other lighter, in tokens.css (WCAG 2.2, 1.4.3)",
        cause="A style may set type on other grounds than the tokens say.",
    ),
    "proof-access-text": Code(
        "warning",
        "{format}: Word’s checker asks that {rule}: “{text}” {reason}",
        "{hint}",
        cause="Word’s own checker would say the same of the brief’s text.",
    ),
    "proof-unclaimed": Code(
        "error",
        "{format}: the file doesn’t claim to be {claim}, as every one is to",
        "nothing was published; please report this, with the brief",
        cause="The file lacks the mark by which archives and screen readers know what it is.",
    ),
    "proof-refuted": Code(
        "error",
        "{format}: {judge} refutes what the file is held to be ({claim}): {rule}: {reason}",
        "don’t pass the file on as it is; please report this, with the brief",
        cause="An independent program found a fault that the program’s own proof didn’t.",
    ),
    "proof-remark": Code(
        "warning",
        "{format}: of {claim}, {judge} remarks: {rule}: {reason}",
        "look whether it matters to your readers; please report it, with the brief",
        cause="An independent program found something that may matter.",
    ),
    "proof-unconfirmed": Code(
        "warning",
        "{format}: no independent checker has confirmed {claims}: {reason}",
        "{hint}",
        cause="The program that would confirm it isn’t installed, or failed.",
    ),
    "output-foreign": Code(
        "error",
        "{folder} holds what no build put there: {names}",
        "nothing was built, so that it isn’t lost: move it elsewhere, or build with another --out",
        cause=(
            "The folder is taken whole for the finished files, and what else lies there "
            "would be deleted."
        ),
    ),
    "output-slug": Code(
        "error",
        "the slug “{slug}” is also that of {other}: one would take the other’s place",
        "give each brief a slug of its own",
        cause="Each brief’s files go to a folder named by its slug.",
    ),
    "output-missing": Code(
        "error",
        "{file} was built and is gone",
        "build the brief again",
        cause="The file was deleted or moved after it was built.",
    ),
    "output-changed": Code(
        "error",
        "{file} is not the file that was built",
        "build the brief again",
        cause="The file was opened and saved by another program, or damaged.",
    ),
    "proof-preflight": Code(
        "error",
        "{format}: preflight, {rule}: {says}. Found: {found}",
        "nothing was published; where it is a color, press.css or the picture can give another; "
        "else please report this, with the brief",
        cause="A printer’s own check would send the file back.",
    ),
    "proof-nothing": Code(
        "error",
        "there is no finished file in {folder}",
        "run `briefbuild build` first",
        cause="The brief was never built, or its files lie in another folder.",
    ),
    "proof-unreadable": Code(
        "error",
        "{format}: the finished file can’t be read back: {reason}",
        "please report this",
        cause="The file is damaged, or of a kind that the proof can’t read.",
    ),
}
