"""Markup that was meant but not read, and would be printed as it was typed.

A missing sign makes a note's call, a figure, a table or a component plain text: nothing is lost,
so `coverage` has nothing to say, yet readers would see brackets and colons. Here the source is
searched for such remains, outside code and mostly where the tree has them as text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from briefbuild.positions import Origin
from briefbuild.problems import Problem, problem
from briefbuild.transform.components import COMPONENTS

COLONS = re.compile(r"^[ >\t]*(:{2,})(.*)$", re.MULTILINE)
SPACED_CALL = re.compile(
    r"\[(?=[ \t]*\^[ \t]*[^\]\s\[]+[ \t]*\])(?!\^\S+\])[ \t]*\^[ \t]*([^\]\s]+)"
)
OPEN_CALL = re.compile(r"\[\^([^\]\s\[]+)(?=\s|$)(?![ \t]*\])")
UNOPENED_CALL = re.compile(r"(?<!\[)\^([^\]\s\[^]+)\]")
BLANK_LABEL = re.compile(r"\[\^([^\]\[^\s]+(?:[ \t]+[^\]\[^\s]+)+)\](?!\()")
BODY = re.compile(r"^[ >]{0,3}(\[\^([^\]\s]+)\])[ \t]+\S", re.MULTILINE)
PICTURE = re.compile(r"!\[(?!\^)")
TARGET = re.compile(r"\]([ \t]*)\(([^)\n[]*)\)")
SPACED_ID = re.compile(r"^[ >]*!\[.*\)[ \t]+(\{#fig-[^}\n]*\})[ \t]*$", re.MULTILINE)
ROWS = re.compile(r"(?:^[ >]*\|.*\|[ \t]*(?:\n|\Z))+", re.MULTILINE)
ROW_SIGNS = 3  # of a row of two cells
DASHES = re.compile(r"[ >]*\|?[ \t:|-]*-[ \t:|-]*$")
HEADING = re.compile(r"^ {0,3}(#{1,6})([^\W\d_].*)$", re.MULTILINE)
COMMAND = re.compile(r"(\\[A-Za-z]+)\*?(?:\[[^\[\]\n]*\])*(?:\{[^{}\n]*\})*")
DRIVE = re.compile(r"(?:(?<![^\W_])[A-Za-z]:|\\\\[\w.-]+)(?:\\[^\s\\]*)+")  # a path of Windows
# As pandoc reads mathematics (its manual, tex_math_dollars), less what may be money: no letter or
# figure stands around it, a sign of mathematics is in it, and no word between blanks.
MATH = re.compile(
    r"(?<![\w$])\$(?![\s$])(?=[^$\n]*(?:[\\_{}]|(?<!\[)\^))"
    r"(?:(?! [a-z]{2,} )[^$\n])+(?<![\s\\])\$(?![\w$])"
    r"|\$\$(?:[^$\n]|\n(?![ \t]*\n))+\$\$"
)
MEANT = {
    "\\textbf": "write **words**",
    "\\emph": "write *words*",
    "\\textit": "write *words*",
    "\\footnote": "call a note, [^name], and write its text below: “[^name]: …”",
    "\\cite": "call a note, [^name], and write the source below: “[^name]: …”",
    "\\newpage": "take it out: pages break by themselves",
    "\\pagebreak": "take it out: pages break by themselves",
}
END = ".,;:!?)"
LONGEST = 2000  # characters of a caption and its path


def leftovers(origin: Origin, labels: frozenset[str]) -> list[Problem]:
    """The remains of markup in one text; `labels` are its notes', in small letters."""
    return [
        *_components(origin),
        *_calls(origin, labels),
        *_blank_labels(origin),
        *(_body(origin, match) for match in uncoloned(origin, labels)),
        *_pictures(origin),
        *_tables(origin),
        *_headings(origin),
        *_latex(origin),
    ]


def uncoloned(origin: Origin, labels: frozenset[str]) -> list[re.Match[str]]:
    """What looks like a note's body but lacks the colon that makes it one."""
    found = []
    for match in BODY.finditer(origin.text):
        line = _above(origin.text, match.start())
        opens = not line or line.startswith("[^")
        if opens and match[2].casefold() not in labels and not origin.in_code(match.start(1)):
            found.append(match)
    return found


def _above(text: str, start: int) -> str:
    """The line above the one that begins at `start`, without the signs of a quotation."""
    end = max(0, start - 1)
    return text[text.rfind("\n", 0, end) + 1 : end].strip(" >")


def _body(origin: Origin, match: re.Match[str]) -> Problem:
    hint = f"if this is the note’s text, write a colon: “[^{match[2]}]: …”"
    return problem("note-broken", origin.place(match.start(1)), text=match[1], hint=hint)


def _components(origin: Origin) -> Iterator[Problem]:
    """Lines of colons that neither open nor close anything, and what is never closed."""
    opened: list[tuple[int, str]] = []
    half = 0  # that lack a colon
    for match in COLONS.finditer(origin.text):
        at, colons, rest = match.start(1), match[1], match[2].strip(": \t")
        if origin.in_code(at):
            continue
        if origin.is_printed(at):
            hint = _colons_hint(colons, rest)
            if half and not rest and len(colons) > len("::"):
                half -= 1
            elif hint:
                half += bool(rest) and len(colons) == len("::")
                facts = {"text": match[0].strip()[:60], "hint": hint}
                yield problem("component-fence", origin.place(at), **facts)
        elif len(colons) > len("::") and rest:
            opened.append((at, match[0].strip()))
        elif opened:
            opened.pop()
    for at, text in opened:
        hint = "close it with a line “:::” where it ends"
        yield problem("component-fence", origin.place(at), text=text[:60], hint=hint)


def _colons_hint(colons: str, rest: str) -> str:
    """What to do about a line that begins with two or more colons; nothing if it may be text."""
    known = not rest or (rest.strip("{}. ").split() or [""])[0] in COMPONENTS
    if len(colons) == len("::"):
        return f"write three colons: “::: {rest}”".replace(" ”", "”") if known else ""
    if not rest:
        return "no component is open here: delete the line"
    return f"write “:::” and one name after it: {', '.join(COMPONENTS)}"


def _calls(origin: Origin, labels: frozenset[str]) -> Iterator[Problem]:
    """Calls of a note that exists, with a blank too many or a bracket too few."""
    for pattern in (SPACED_CALL, OPEN_CALL, UNOPENED_CALL):
        for match in pattern.finditer(origin.text):
            label = match[1].rstrip(END)
            start = max(0, match.start() - LONGEST)
            line = origin.text[start : match.start()].rsplit("\n", 1)[-1]
            within = pattern is UNOPENED_CALL and line.rfind("[") > line.rfind("]")
            if label.casefold() in labels and not within and origin.is_read(match.start()):
                hint = f"write [^{label}], with both brackets and no blank"
                place = origin.place(match.start())
                yield problem("note-broken", place, text=match[0].strip(), hint=hint)


def _blank_labels(origin: Origin) -> Iterator[Problem]:
    """Names of notes with a blank, at calls and bodies: other programs print them as typed."""
    for match in BLANK_LABEL.finditer(origin.text):
        if origin.is_read(match.start()):
            name = "-".join(match[1].split())
            hint = (
                f"a note’s name has no blanks: write [^{name}], where it is called and at its text"
            )
            yield problem("note-broken", origin.place(match.start()), text=match[0], hint=hint)


def _pictures(origin: Origin) -> Iterator[Problem]:
    for match in PICTURE.finditer(origin.text):
        at = match.start()
        end = origin.text.find("\n\n", at)
        paragraph = origin.text[at : end if end >= 0 else None][:LONGEST]
        target = TARGET.search(paragraph)
        alone = at == 0 or origin.text[at - 1].isspace()
        if (alone or target) and origin.is_printed(at + 1) and origin.is_read(at):
            hint = _picture_hint(target)
            text = paragraph.split("\n", 1)[0][:60]
            yield problem("figure-broken", origin.place(at), text=text, hint=hint)
    for match in SPACED_ID.finditer(origin.text):
        if not origin.in_code(match.start(1)):
            hint = "take out the blank before {"
            yield problem("figure-broken", origin.place(match.start(1)), text=match[1], hint=hint)


def _picture_hint(target: re.Match[str] | None) -> str:
    if target and " " in target[2].strip():
        name = target[2].strip().replace(" ", "-")
        return f"a path has no blanks: rename the file, and write {name} here and in brief.yaml"
    if target and target[1]:
        return "take out the blank between ] and ("
    return "write ![Caption](../figures/name.svg){#fig-name} in a paragraph of its own"


def _tables(origin: Origin) -> Iterator[Problem]:
    for match in ROWS.finditer(origin.text):
        at = match.start() + match[0].index("|")
        rows = match[0].removesuffix("\n").split("\n")
        above = _above(origin.text, match.start())
        last = "" if above else _above(origin.text, match.start() - 1)
        follows = last[:1] == last[-1:] == "|"
        if len(rows) == 1 and (above or (rows[0].count("|") < ROW_SIGNS and not follows)):
            continue  # |x| is a number without its sign
        if origin.is_printed(at) and origin.is_read(at):
            hint = _table_hint(rows, above, follows)
            text = rows[0].strip()[:60]
            yield problem("table-broken", origin.place(at), text=text, hint=hint)


def _table_hint(rows: list[str], above: str, follows: bool) -> str:
    """What to do about rows that are no table; `follows` tells whether one stands above them."""
    if above:
        return "leave an empty line above the table"
    if len(rows) > 1 and DASHES.match(rows[1]):
        return "the line of dashes must have as many cells as the line above it"
    if follows and len(rows) == 1:
        return "take out the empty line above, which ends the table; to print a |, write \\|"
    hint = "write a line “|---|---|” below the table’s first line, a cell for each column"
    return hint + "; or take out the empty line above, if it is that table’s" * follows


def _headings(origin: Origin) -> Iterator[Problem]:
    for match in HEADING.finditer(origin.text):
        at = match.start(1)
        above = _above(origin.text, match.start())
        if not above and origin.is_printed(at) and origin.is_read(at):
            text, signs = match[0].strip()[:60], match[1]
            hint = f"write a blank after the {signs}; to print it, write \\{signs}"
            yield problem("heading-broken", origin.place(at), text=text, hint=hint)


def _latex(origin: Origin) -> Iterator[Problem]:
    """Commands and mathematics, which every format would print as they were typed."""
    paths = [match.span() for match in DRIVE.finditer(origin.text)]
    formulas = [m for m in MATH.finditer(origin.text) if _is_text(origin, m.start())]
    for match in formulas:
        hint = "write *x*, 2^nd^ and H~2~O for signs; to print a $, write \\$"
        yield _raw(origin, match, hint)
    told = sorted([*paths, *(match.span() for match in formulas)])
    ends = list(accumulate((end for _, end in told), max))  # of all that begin before
    begun: set[str] = set()
    for match in COMMAND.finditer(origin.text):
        before = bisect_right(told, (match.start(), len(origin.text)))
        inside = before > 0 and match.start() < ends[before - 1]
        begun |= {match[0].replace("begin", "end", 1)} if match[1] == "\\begin" else set()
        if not inside and match[0] not in begun and _is_text(origin, match.start()):
            yield _raw(origin, match, MEANT.get(match[1], ""))


def _is_text(origin: Origin, at: int) -> bool:
    return origin.is_printed(at) and origin.is_read(at)


def _raw(origin: Origin, match: re.Match[str], hint: str) -> Problem:
    text = " ".join(match[0].split())[:60]
    facts = {"kind": "LaTeX markup", "text": text} | ({"hint": hint} if hint else {})
    return problem("markup-raw", origin.place(match.start()), **facts)
