"""Markup that other programs read and this reader doesn't: it would be printed as it was typed.

Nothing of it is lost, so `coverage` has nothing to say; but readers would see carets, braces and
plus signs. What is told of stands in the tree as text, not in code and not behind a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefbuild.invisible import in_entity, named
from briefbuild.positions import Origin
from briefbuild.problems import Problem, problem
from briefbuild.unreadable import MANY, OPENINGS, unclosed


class Dialect(NamedTuple):
    """Markup of another program: its form, its name, and what to write in its place."""

    form: re.Pattern[str]
    """The sign that begins it is where the match begins, after blanks."""
    what: str
    hint: str


NOTE = "call a note, [^name], and write its text below the paragraph: “[^name]: …”"
TABLE = "write each row as “| a | b |”, and “|---|---|” below the first one"
DIALECTS = (
    Dialect(re.compile(r"\^\[(?!\^)[^\]\n]+\]"), "a note within its sentence", NOTE),
    Dialect(
        re.compile(r"(?<!\[)\[\[(?!\[)[^\]\[\n]+\]\](?!\])"),
        "a link of a wiki",
        "write [words](https://…), or @sec-name for a section of this brief",
    ),
    Dialect(
        re.compile(r"\[(?:[^\]\[\n]*[ \t-])?@[\w:.-]+[^\]\[\n]*\](?![(\[])"),
        "a key of a bibliography",
        NOTE,
    ),
    Dialect(
        re.compile(r"(?<![=\w])==(?=[^\s=])[^=\n]*[^\s=]==(?!=)"),
        "a marker’s color",
        "write **words**",
    ),
    Dialect(
        re.compile(r"\{(?:\+\+|--|~~|==|>>)[^{}\n]*(?:\+\+|--|~~|==|<<)\}"),
        "a tracked change",
        "accept it or reject it: write the text as it is to be",
    ),
    Dialect(
        re.compile(r"\{\{[^{}\n]+\}\}|\{%[^{}\n]*%\}"),
        "a template’s instruction",
        "write the text itself: a brief is read as it is, nothing is put in",
    ),
    Dialect(
        re.compile(r"^ {0,3}\*\[[^\]\n]+\]:[ \t].*$", re.MULTILINE),
        "a list of abbreviations",
        "write the words out where the abbreviation first stands, and delete this line",
    ),
    Dialect(
        re.compile(r"(?<=\|\n\n)Table:[ \t].*$|^Table:[ \t].*$(?=\n\n\|)", re.MULTILINE),
        "a caption that begins with “Table:”",
        "write it below the table: “: Caption {#tbl-name}”",
    ),
    Dialect(
        re.compile(r"^ {0,3}\|[ \t][^|\n]*\n {0,3}\|[ \t][^|\n]*$", re.MULTILINE),
        "a block of lines that begin with |",
        "write the lines without |, and a \\ at the end of each but the last",
    ),
    Dialect(
        re.compile(r"^ {0,3}\+(?:[-=:]{3,}\+)+[ \t]*$", re.MULTILINE), "a table drawn with +", TABLE
    ),
)
# Office’s prefixes are single letters and st1; <![if …]> and <!--[if …]> are its conditions.
OFFICE = re.compile(
    r"<(?P<end>/?)(?P<tag>(?:[a-z]|st\d):[a-z][\w-]*)(?:\s[^<>\n]*)?/?>"
    r"|<!(?:--)?\[(?P<condition>if|endif)\b[^\]<\n]{0,99}\](?:--)?>",
    re.IGNORECASE,
)
SHOWN = 60
FROM_WORD = "it came along from Word: delete it, and keep the words around it"
UNCLOSED = {"<!--": "a comment", "<?": "an instruction", "<![CDATA[": "a passage of XML"}
COLUMNS = re.compile(r"^[ ]*(-{3,}(?:[ ]+-{3,})+)[ ]*$", re.MULTILINE)
REFERENCE = re.compile(r"(?<![!\]\\])\[(?!\^)[^\]\[\n]+\]\[([^\]\[\n^]*)\]")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u00a0-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
    "\u0081\u008d\u008f\u0090\u009d]{1,3}"
)


def dialects(origin: Origin) -> list[Problem]:
    """What one text has of other programs' markup, each at its place."""
    return [
        *_dialects(origin),
        *_office(origin),
        *_unclosed(origin),
        *_columns(origin),
        *_references(origin),
        *_misdecoded(origin),
        *_entities(origin),
    ]


def _dialects(origin: Origin) -> Iterator[Problem]:
    told: set[int] = set()
    for form, what, hint in DIALECTS:
        end = -1
        for match in form.finditer(origin.text):
            at = match.start() + len(match[0]) - len(match[0].lstrip())
            follows = end >= 0 and not origin.text[end : match.start()].strip()
            end = match.end() if form.flags & re.MULTILINE else -1
            if follows or at in told or not _is_text(origin, at):
                continue  # of a block of lines only the first is told
            told.add(at)
            yield problem("markup-unsupported", origin.place(at), what=what, hint=hint)


def _office(origin: Origin) -> Iterator[Problem]:
    """Markup that Word puts on the clipboard: an element once, and its end with it; a condition
    that is a comment is printed nowhere, and would stay in the section."""
    comments = {origin.span(part)[0] for part in origin.code}
    opened: set[str] = set()
    last = -1
    for match in OFFICE.finditer(origin.text):
        at, name = match.start(), match["tag"] or match["condition"]
        if not _is_text(origin, at) and not (match["condition"] and at in comments):
            continue
        ended = (match["end"] or name == "endif") and opened
        follows = last >= 0 and not ENTITY.sub("", origin.text[last:at]).strip()
        opened.add(name)
        last = match.end()
        if not ended and not follows:
            what = f"Word’s own markup, {match[0][:SHOWN]},"
            yield problem("markup-unsupported", origin.place(at), what=what, hint=FROM_WORD)


def _is_text(origin: Origin, at: int) -> bool:
    return origin.is_printed(at) and origin.is_read(at)


def _unclosed(origin: Origin) -> Iterator[Problem]:
    """The first comment, or the like, that nothing closes: all after it is printed with it."""
    for opening, what in UNCLOSED.items():
        places = unclosed(origin.text, opening)
        first = [at for at in places if _is_text(origin, at) or len(places) > MANY][:1]
        for at in first:
            hint = f"write {OPENINGS[opening]} where it ends; to print a <, write \\<"
            facts = {"what": f"{what} that is never closed", "hint": hint}
            yield problem("markup-unsupported", origin.place(at), **facts)


def _columns(origin: Origin) -> Iterator[Problem]:
    """Tables whose columns are made with blanks: the line of hyphens is read as a rule."""
    for match in COLUMNS.finditer(origin.text):
        above = origin.text[: match.start()].rpartition("\n")[0].rpartition("\n")[2]
        if above.strip() and not origin.in_code(match.start(1)):
            place = origin.place(match.start(1))
            yield problem("table-broken", place, text=match[1][:60], hint=TABLE)


def _references(origin: Origin) -> Iterator[Problem]:
    """Links by a label that stands nowhere: both pairs of brackets would be printed."""
    for match in REFERENCE.finditer(origin.text):
        at = match.start()
        if _is_text(origin, at) and _is_text(origin, match.start(1) - 1):
            label = match[1] or "label"
            hint = f"write a line “[{label}]: https://…” below the paragraph; to print [, write \\["
            yield problem("link-broken", origin.place(at), text=match[0][:60], hint=hint)


def _entities(origin: Origin) -> Iterator[Problem]:
    """Invisible characters, written as HTML writes them."""
    for match in ENTITY.finditer(origin.text):
        sign = in_entity(match[0])
        if sign and origin.is_read(match.start()):
            yield named(sign, origin.place(match.start()))


def _misdecoded(origin: Origin) -> Iterator[Problem]:
    """UTF-8 that a program took for Windows-1252: “â€™” for “’”, “Ã©” for “é”. Any such run that
    makes a character when it is read the right way is told, each once a text."""
    told: set[str] = set()
    for match in MOJIBAKE.finditer(origin.text):
        meant = _decoded(match[0])
        if meant and match[0] not in told and origin.is_printed(match.start()):
            told.add(match[0])
            yield problem("text-encoding", origin.place(match.start()), text=match[0], meant=meant)


def _decoded(text: str) -> str:
    """The character whose UTF-8 bytes these are in Windows-1252; nothing if they are none."""
    try:
        return b"".join(_byte(c) for c in text).decode("utf-8")
    except UnicodeError:
        return _decoded(text[:-1]) if len(text) > 2 else ""


def _byte(character: str) -> bytes:
    return bytes([ord(character)]) if ord(character) < 0x100 else character.encode("cp1252")
