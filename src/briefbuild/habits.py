"""Signs that editors bring along from other programs, and that would be printed as typed.

Word's bullets, labels typed before captions, ids and links with a sign amiss, and the marks that
version control leaves where two people changed one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbuild.model import Brief
from briefbuild.positions import Origin
from briefbuild.problems import Problem, problem
from briefbuild.yaml_reader import Marked

# U+F0B7, U+F0A7 and U+F0D8 are the bullets of Word's fonts Symbol and Wingdings.
BULLET = re.compile(
    r"^[ >\t]*((?:[•‣◦▪▫●○■□➢➤⁃\uf0b7\uf0a7\uf0d8](?=[ \t\u00a0])|[·o–—](?=\t))[ \t\u00a0]*\S.*)$",
    re.MULTILINE,
)
ID = re.compile(r"\{(?:fig|tbl|sec)-[\w-]+\}")
HEADING_ID = re.compile(r"^[ >]*#{1,6}[ \t].*[ \t](\{[A-Za-z][\w-]*\})[ \t]*$", re.MULTILINE)
MERGE = re.compile(r"^(?:<{7}|>{7})(?:[ \t].*)?$", re.MULTILINE)
TYPED = (
    r"(?:(?:Table|Tableau|Tabelle|Tab\.)|(?P<figure>Figure|Fig\.|Abbildung|Abb\.))[ \t\u00a0]*\d+"
)
LABEL = re.compile(rf"(?:^[ >]*:[ \t]+|!\[)[*_]{{0,3}}({TYPED}[.:–—]?)", re.MULTILINE)
APART = re.compile(
    rf"(?:\A|(?<=\n\n))[ ]{{0,3}}[*_]{{0,3}}({TYPED}(?:[.:]|[*_]{{1,3}}[.:]?|[ ][–—]))"
    r"[*_]{0,3}(?=\s+\S)"
)
"""A paragraph that is a caption: “Figure 1: …”, “**Table 2.** …”, but not “Figure 1 shows”."""


def habits(origin: Origin) -> list[Problem]:
    """What is told of one text; nothing in code, and nothing behind a backslash."""
    return [*_bullets(origin), *_ids(origin), *_merges(origin), *_labels(origin)]


def _bullets(origin: Origin) -> Iterator[Problem]:
    """The first of each run of items, with empty lines between them or without."""
    end = -1
    for match in BULLET.finditer(origin.text):
        apart = end < 0 or origin.text[end : match.start()].strip(" >\t\n")
        end = match.end()
        if apart and origin.is_printed(match.start(1)) and origin.is_read(match.start(1)):
            hint = f"write “- ” in place of {match[1][0]}, on a line of its own for each item"
            text = " ".join(match[1].split())[:60]
            yield problem("list-broken", origin.place(match.start(1)), text=text, hint=hint)


def _ids(origin: Origin) -> Iterator[Problem]:
    found = {match.start(): match[0] for match in ID.finditer(origin.text)}
    found |= {match.start(1): match[1] for match in HEADING_ID.finditer(origin.text)}
    for at, text in sorted(found.items()):
        if origin.is_printed(at) and origin.is_read(at):
            yield problem("id-broken", origin.place(at), text=text, id=text.strip("{}"))


def _merges(origin: Origin) -> Iterator[Problem]:
    for match in MERGE.finditer(origin.text):
        if not origin.in_code(match.start()):
            yield problem("merge-mark", origin.place(match.start()), text=match[0][:60])


def _labels(origin: Origin) -> Iterator[Problem]:
    for match in LABEL.finditer(origin.text):
        if not origin.in_code(match.start(1)):
            yield problem("caption-label", origin.place(match.start(1)), text=match[1])
    for match in APART.finditer(origin.text):
        if origin.is_printed(match.start(1)):
            figure, table = "![…](../figures/…){#fig-…}", "“: … {#tbl-…}” below the table"
            form = figure if match["figure"] else table
            hint = f"write it without label and number, which are set by themselves: {form}"
            facts = {"text": match[1].strip("*_")} | ({} if origin.fixed else {"hint": hint})
            yield problem("caption-label", origin.place(match.start(1)), **facts)


def labels_of_pictures(brief: Brief, marked: Marked) -> list[Problem]:
    """Labels typed before alternative texts, which are no Markdown."""
    return [
        problem("caption-label", marked.place(("figures", id, "alt")), text=match[1])
        for id, figure in brief.figures.items()
        if (match := APART.match(figure.alt))
    ]
