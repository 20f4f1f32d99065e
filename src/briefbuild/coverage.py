"""Source to tree: text that the reader swallowed, found in general.

Every character of a section that is text must lie in a leaf of the tree. pandoc gives the range of
each leaf (`positions`), so what is left over is either markup or lost; the patterns below are the
whole of what counts as markup, and any other letter or digit outside a leaf is a problem at its
place. Notes are checked here too, since what is wrong with them is seen in the source only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, groupby

from briefbuild.leftovers import SPACED_ID, uncoloned
from briefbuild.nearest import nearest
from briefbuild.positions import DEFINITION, Origin
from briefbuild.problems import Place, Problem, problem

UNDEFINED = re.compile(r"\[\^([^\]\s]{1,999})\](?!\((?:https?:|#))")
INDENTED = re.compile(r"^[ \t]+\[\^([^\]\s]+)\]:", re.MULTILINE)
LABEL = r"\[(?!\^)((?:[^\[\]\\]|\\.){1,999})\]"
TITLE = r"""("(?:[^"\\]|\\.)*\S"|'(?:[^'\\]|\\.)*\S'|\((?:[^()\\]|\\.)*\S\))"""
LINK_DEFINITION = re.compile(
    rf"^[ \t>]*{LABEL}:[ \t]*(?:\n[ \t>]*)?(?:<[^>\n]{{0,2000}}>|[^\s<]\S*)"
    rf"(?:(?:[ \t]+|[ \t]*\n[ \t>]*){TITLE}[ \t]*$)?",
    re.MULTILINE,
)
BY_LABEL = re.compile(rf"{LABEL}(?:\[\])?\Z")
BY_TARGET = re.compile(rf"\s{TITLE}\s*\)\Z")
EMPTY_ITEM = re.compile(r"\(?(?:\d{1,9}|[A-Za-z]{1,9})[.)]")
WORD = re.compile(r"[^\W_]|[^\x00-\x7f\s]|[%$@]")
"""What is no markup anywhere: letters, digits, and signs that Markdown has no use for."""
BAR = re.compile(r"(?<!\\)\|")  # a backslash before it escapes it, even if it is escaped itself
RULER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
"""The line between a table's head and its body, of which nothing is printed."""
ARRIVED, MISSING, CELL, TITLE_TEXT = range(4)
"""What a character is: in the tree; not there, so lost unless it is markup; lost in any case."""

# What is markup although it holds letters or digits.
NUMBER = r"\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)[.)]"
BELOW = r"\n(?:[ >]*>)?(?: {3,}|\t)\S"  # an item's text may begin on its second line
OPENING = rf"^(?:[ \t>]|[-*+:~](?=\s)|{NUMBER}(?=[ \t]|{BELOW})|\[\^[^\]\s]+\]:)*"
"""What opens quotations, items and notes, one within the other, before a line's own text."""
FENCE_ATTRIBUTES = r"\{[ \t]*(?:(?:[.#][^\s{}=]+|[\w-]+=(?:\"[^\"\n]*\"|[^\s{}\"]+))[ \t]*)*\}"
MARKUP = (
    re.compile(r"(?<=[\]`*_~^)\w])\{[^{}\n]*\}"),  # attributes, behind what they belong to
    re.compile(OPENING, re.MULTILINE),
    re.compile(rf"{OPENING}:{{3,}}[ \t]*(?:\{{[^}}\n]*\}}|[\w-]+)?[ \t]*:*$", re.MULTILINE),
    re.compile(
        rf"{OPENING}(?:```+|~~~+)[ \t]*(?:[^\s`{{}}]+[ \t]*)?(?:{FENCE_ATTRIBUTES}[ \t]*)?$",
        re.MULTILINE,
    ),  # a fence of code, with its language and attributes
)

ATTRIBUTES = r"(\{[^{}\n]*\})[ \t]*"
TABLES = r"(\{(?:#tbl-|\.unnumbered)[^{}\n]*\})[ \t]*"
APART = (
    re.compile(rf"^[ >\t*+.)\d-]*#{{1,6}}[ \t][^\n]*?{ATTRIBUTES}#*[ \t]*$", re.MULTILINE),
    re.compile(rf"^[^\n]*[ \t]{ATTRIBUTES}\n[ >]*(?:=+|-+)[ \t]*$", re.MULTILINE),
    re.compile(
        rf"^[ >]*:[ \t](?:[^\n]+\n)*?[^\n]*[ \t]{TABLES}(?=\n[ \t>]*\n|\n?\Z)", re.MULTILINE
    ),
    SPACED_ID,
)
"""Where attributes may stand behind a blank: in a heading, and in a table's caption; a picture's
are told of by `leftovers`. Anywhere else they belong to the blank, and are lost."""


def swallowed(origin: Origin) -> list[Problem]:
    """The text of a section that is in no leaf of its tree."""
    lost = bytearray([MISSING]) * len(origin.text)
    for begin, end in (*map(origin.span, origin.leaves), *_unplaced(origin)):
        lost[begin:end] = bytes(max(0, end - begin))
    cells = [(*span, CELL) for span in _surplus(origin) if ARRIVED not in lost[slice(*span)]]
    targets = _link_definitions(origin)
    links = [origin.span(link) for link in origin.links]
    found = (BY_LABEL.search(origin.text[begin:end]) for begin, end in links)
    used = {_label(match[1]) for match in found if match}
    defined = [match for label, match in targets.items() if label in used]
    markup = [match.span() for p in MARKUP for match in p.finditer(origin.text)]
    markup += [match.span(1) for p in APART for match in p.finditer(origin.text)]
    markup += [(lost.rfind(ARRIVED, begin, end) + 1 or begin, end) for begin, end in links]
    markup += [match.span() for match in defined]
    for begin, end in markup:
        lost[begin:end] = bytes(end - begin)
    for begin, end, what in (*cells, *_titles(origin, defined)):
        lost[begin:end] = bytes([what]) * (end - begin)
    problems = []
    reported = sorted((d.start(), _body_end(origin.text, d)) for d in _unarrived(origin))
    ends = list(accumulate((end for _, end in reported), max))  # of all that begin before
    for begin, end in _runs(origin, lost):
        before = bisect_right(reported, (begin, len(lost)))
        if before and begin < ends[before - 1]:
            continue  # named as a note that is never called, or has two bodies
        problems.append(_lost(origin, begin, end, max(lost[begin:end]), targets))
    return problems


def _titles(origin: Origin, defined: Iterable[re.Match[str]]) -> Iterator[tuple[int, int, int]]:
    """Where the titles of links stand, which no page prints."""
    titled = (BY_TARGET.search(origin.text, *origin.span(link)) for link in origin.links)
    yield from ((*match.span(1), TITLE_TEXT) for match in titled if match)
    yield from ((*match.span(2), TITLE_TEXT) for match in defined if match[2])


def _surplus(origin: Origin) -> Iterator[tuple[int, int]]:
    """What stands in a row of a table, and of what looks like one, behind its last column."""
    columns = 0
    for start, line in zip(origin.starts, origin.lines, strict=False):
        row = line.strip(" \t>")
        if RULER.fullmatch(row):
            columns = len(row.strip("|").split("|"))
        elif not row:
            columns = 0
        elif columns:
            bars = [match.end() for match in BAR.finditer(line)][row.startswith("|") :]
            behind = bars[columns - 1] if len(bars) >= columns else len(line)
            if line[behind:].strip(" \t|"):
                yield start + behind - len("|"), start + len(line)


def _unplaced(origin: Origin) -> Iterator[tuple[int, int]]:
    """Where code stands in the source that has no place in the tree."""
    bare = [line.strip(" \t>") for line in origin.lines] if origin.unplaced else []
    at: dict[str, list[int]] = {}
    for number in reversed(range(len(bare))):
        at.setdefault(bare[number], []).append(number)
    for code in origin.unplaced:
        lines = [line.strip(" \t>") for line in code.split("\n")]
        begins = at.get(lines[0], [])
        for index in reversed(range(len(begins))):
            first, behind = begins[index], begins[index] + len(lines)
            if bare[first:behind] == lines:
                del begins[index]
                yield origin.starts[first], origin.starts[behind] - 1
                break


def _runs(origin: Origin, lost: bytearray) -> Iterator[tuple[int, int]]:
    """Lost stretches of one line that hold more than signs of markup."""
    text = origin.text
    flagged = (i for i, c in enumerate(text) if lost[i] and c != "\n")
    for _, group in groupby(enumerate(flagged), key=lambda pair: pair[1] - pair[0]):
        indexes = [index for _, index in group]
        begin, end = indexes[0], indexes[-1] + 1
        if WORD.search(text, begin, end) or max(lost[begin:end]) > MISSING:
            yield begin, end


def _lost(
    origin: Origin, begin: int, end: int, what: int, targets: Mapping[str, re.Match[str]]
) -> Problem:
    text = origin.text[begin:end].strip()
    skipped = len(origin.text[begin:end]) - len(origin.text[begin:end].lstrip())
    at = begin + skipped
    line = origin.lines[origin.line(at) - 1]
    if what == TITLE_TEXT:
        hint = "a link’s title is printed nowhere: write it into the text, or delete it"
    elif what == CELL or line.count("|") > 1:
        hint = "a cell too many: the row has more cells than the table; write \\| for a | in text"
    elif EMPTY_ITEM.fullmatch(text):
        hint = f"it is read as the number of an empty item: write {text[:-1]}\\{text[-1]}"
    elif text.lstrip("->*+ ").startswith(("```", "~~~")):
        hint = "behind the signs that open code, only its language may stand: begin a new line"
    elif text.lstrip("->*+ ").startswith("{"):
        hint = "write it right behind what it belongs to, without a blank; to print {, write \\{"
    elif target := LINK_DEFINITION.match(line):
        hint = "“[…]: …” is read as a link’s target: write \\[ for a [ that is text"
        first = targets.get(_label(target[1]))
        if first and (above := origin.line(first.start(1))) < origin.line(at):
            hint = f"line {above} gives [{target[1]}] its target already: take one of them out"
    else:
        hint = "the reader takes it for markup: put a \\ before the sign that opens it"
    return problem("text-lost", origin.place(at), text=text[:60], hint=hint)


def _label(name: str) -> str:
    """A link's label, for comparison (CommonMark 0.31, 6.3), also out of a quotation's lines."""
    return " ".join(re.sub(r"\n[ \t>]*", " ", name).split()).casefold()


def _link_definitions(origin: Origin) -> dict[str, re.Match[str]]:
    """By its label; of several with one label the first, which is the one that is read."""
    found: dict[str, re.Match[str]] = {}
    for match in LINK_DEFINITION.finditer(origin.text):
        if not origin.kinds[match.start(1)]:
            found.setdefault(_label(match[1]), match)
    return found


# ── notes ────────────────────────────────────────────────────────────────────────────────────────


def note_faults(origin: Origin) -> list[Problem]:
    """Notes of one text that are undefined, doubled, never called, or called within a note."""
    definitions = note_bodies(origin)
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for match in definitions:
        label = match[1].casefold()
        place = origin.place(match.start(0) + match[0].index("["))
        if label in first:
            facts = {"label": match[1], "first": first[label]}
            problems.append(problem("note-duplicate", place, **facts))
        else:
            first[label] = place.line
    for match in _unused(origin):
        place = origin.place(match.start(0) + match[0].index("["))
        problems.append(problem("note-unused", place, label=match[1]))
    for label, pos in origin.nested_calls:
        problems.append(problem("note-nested", Place(*pos), label=label))
    return [*problems, *_undefined(origin, [m[1] for m in definitions])]


def labels_of(origin: Origin) -> frozenset[str]:
    """The names of the notes that a text has bodies for, in small letters."""
    return frozenset(m[1].casefold() for m in note_bodies(origin))


def note_bodies(origin: Origin) -> list[re.Match[str]]:
    """The note bodies of a text, not those that stand in code."""
    bodies = DEFINITION.finditer(origin.text)
    return [m for m in bodies if not origin.in_code(m.start() + m[0].index("["))]


def _unused(origin: Origin) -> list[re.Match[str]]:
    """First bodies of labels that nothing calls; a second body is reported as such."""
    called = {label.casefold() for label, _ in origin.nested_calls}
    called |= {label.casefold() for label in origin.called}
    first = {m[1].casefold(): m for m in reversed(note_bodies(origin))}
    return [m for label, m in first.items() if label not in called]


def _unarrived(origin: Origin) -> list[re.Match[str]]:
    """The note bodies that are named for what is wrong with them: uncalled, doubled, nested."""
    definitions = note_bodies(origin)
    nested = {label.casefold() for label, _ in origin.nested_calls}
    firsts = {m[1].casefold(): m.start() for m in reversed(definitions)}
    seconds = [m for m in definitions if m.start() != firsts[m[1].casefold()]]
    inner = [m for m in definitions if m[1].casefold() in nested]
    return [*_unused(origin), *seconds, *inner]


def _body_end(text: str, definition: re.Match[str]) -> int:
    """Where a note's body ends: before the next line that is neither blank nor indented."""
    after = re.compile(r"\n(?![ \t]|\n)").search(text, definition.end())
    return after.start() if after else len(text)


def _undefined(origin: Origin, labels: list[str]) -> list[Problem]:
    """Calls of what has no body. The tree can't tell: two of them may become a superscript."""
    problems: list[Problem] = []
    defined = labels_of(origin)
    known = defined | {m[2].casefold() for m in uncoloned(origin, defined)}
    indented: dict[str, int] = {}
    for body in INDENTED.finditer(origin.text):
        indented.setdefault(body[1], origin.line(body.start()))
    for match in UNDEFINED.finditer(origin.text):
        label = match[1]
        if label.casefold() in known or not origin.is_read(match.start()):
            continue
        close = nearest(label, labels, len(problems), cutoff=0.4)
        near = f"; the nearest body here is [^{close}]" if close else ""
        place = origin.place(match.start())
        hint = f"add “[^{label}]: …” to this file{near}"
        if origin.fixed:
            hint = "notes are called in sections: take it out here"
        elif label in indented:
            line = indented[label]
            hint = (
                f"line {line} has its body, but the blanks before it make code of that: delete them"
            )
        problems.append(problem("note-undefined", place, label=label, hint=hint))
    return problems
