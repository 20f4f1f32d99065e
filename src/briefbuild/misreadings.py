"""Text that is read as what was hardly meant: nothing is lost, but readers see something else.

The tree says how the text was read, the source how it was typed; where the two differ in a way that
no editor looks for (CommonMark 0.31: 4.3 headings by a line below, 4.4 code by indentation, 5.3
numbers of lists), a warning names the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefbuild.coverage import note_bodies
from briefbuild.numerals import numbers_of
from briefbuild.positions import Origin
from briefbuild.problems import Place, Problem, problem
from briefbuild.tree import Node, Nodes, place_of, rewrite, text_of, walk

NUMBER = re.compile(r"(\(?(?:\d{1,9}|[A-Za-z]{1,9})[.)])[ \t]+$")
SIGNED = re.compile(r"([-+*])[ \t]+$")
AMOUNT = re.compile(r"[$€£¥₩]?[ \t]?\d(?:[\d.,]*\d)?")
UNDERLINE = re.compile(r"^[ >]*(-+)[ \t]*$")
FENCES = ("```", "~~~")
FENCE = re.compile(r"`{3,}|~{3,}")
FIRST = frozenset({"1", "0", "a", "A", "i", "I", "#", "@"})
BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")
PASSAGES = frozenset({"Para", "BlockQuote", "BulletList", "OrderedList", "CodeBlock"})


def misreadings(blocks: Nodes, origins: Sequence[Origin]) -> list[Problem]:
    """Warnings about the sections; `blocks` is the tree as it was read from these texts."""
    sections = {origin.file: origin for origin in origins if not origin.fixed}
    found = []
    text: Nodes = rewrite(blocks, lambda n: [] if n["t"] == "Note" else None)
    for n in walk(text):  # what stands in a note may have the place of its call
        origin = sections.get(n["pos"][0]) if n.get("pos") else None
        if origin:
            found += list(_misread(n, origin))
    for origin in sections.values():
        found += list(_fallen(blocks, origin))
    return found


def _misread(n: Node, origin: Origin) -> Iterator[Problem]:
    kind = n["t"]
    if kind == "OrderedList":
        yield from _renumbered(n, origin)
        yield from _single(n, origin)
    elif kind == "BulletList":
        yield from _signed(n, origin)
    elif kind == "Header":
        yield from _underlined(n, origin)
    elif kind == "CodeBlock":
        yield from _indented(n, origin)
        yield from _unclosed(n, origin)
    elif kind == "Table":
        yield from _short_rows(n, origin)


def _renumbered(n: Node, origin: Origin) -> Iterator[Problem]:
    """The first item that is printed with another number than it is typed with.

    A list whose items are all typed alike, “1.”, is counted on purpose.
    """
    typed = [_number(item, origin) for item in n["c"][1]]
    if len({number for number, _ in typed if number}) == 1:
        return
    for (number, place), printed in zip(typed, numbers_of(n), strict=True):
        if number and number != printed:
            yield problem("list-number", place, typed=number, printed=printed)
            return


def _single(n: Node, origin: Origin) -> Iterator[Problem]:
    """A paragraph that begins with a year, or with a letter: a list of one item, which is set as
    one. An item that begins to count, or goes on from an earlier one, is hardly anything else."""
    typed, place = _number(n["c"][1][0], origin)
    sign = typed.strip("().")
    if len(n["c"][1]) > 1 or place is None or sign in FIRST or not text_of(n["c"][1]).strip():
        return
    before = str(int(sign) - 1) if sign.isdigit() else chr(ord(sign[-1]) - 1)
    earlier = rf"^[ >]*\(?{before}[.)][ \t]"
    if not re.search(earlier, "\n".join(origin.lines[: place.line - 1]), re.MULTILINE):
        text = origin.lines[place.line - 1][place.column - 1 :].strip()[:60]
        escaped = f"{typed[:-1]}\\{typed[-1]}"
        yield problem("list-single", place, typed=typed, text=text, escaped=escaped)


def _signed(n: Node, origin: Origin) -> Iterator[Problem]:
    """“+ 5 percent”: a sign before a number, which is read as that of a list’s only item."""
    if len(n["c"]) > 1 or not n["c"][0] or not n["c"][0][0].get("pos"):
        return
    _, line, column = n["c"][0][0]["pos"]
    found = SIGNED.search(origin.lines[line - 1][: column - 1])
    text = origin.lines[line - 1][column - 1 :]
    amount = AMOUNT.match(text)
    if found and amount:
        sign, place = found[1], Place(origin.file, line, found.start() + 1)
        escaped = f"\\{sign} {amount[0]}"
        escaped += f", or −{amount[0]} with the sign for minus, U+2212" if sign == "-" else ""
        text = f"{sign} {text}".strip()[:60]
        yield problem("list-single", place, typed=sign, text=text, escaped=escaped)


def _number(item: Nodes, origin: Origin) -> tuple[str, Place | None]:
    """An item's number as it is typed, and its place; an empty item has none."""
    if not item or not item[0].get("pos"):
        return "", None
    _, line, column = item[0]["pos"]
    found = NUMBER.search(origin.lines[line - 1][: column - 1])
    return (found[1], Place(origin.file, line, found.start() + 1)) if found else ("", None)


def _underlined(n: Node, origin: Origin) -> Iterator[Problem]:
    """A paragraph that a line of hyphens below it makes a heading."""
    _, first, column = n["pos"]
    if origin.lines[first - 1][column - 1 :].startswith("#"):
        return
    for line in range(first + 1, len(origin.lines) + 1):
        text = origin.lines[line - 1]
        found = UNDERLINE.match(text)
        if found:
            place = Place(origin.file, line, found.start(1) + 1)
            shown = origin.lines[first - 1].strip(" >\t")[:60]
            yield problem("heading-underlined", place, signs=found[1][:10], text=shown)
        if not text.strip(" >\t") or found:
            return


def _indented(n: Node, origin: Origin) -> Iterator[Problem]:
    """Code that is code only because it is indented."""
    _, line, column = n["pos"]
    typed = origin.lines[line - 1][column - 1 :].lstrip(" \t>")
    if not typed.startswith(FENCES):
        yield problem("code-indented", place_of(n), text=typed.strip()[:60])


def _unclosed(n: Node, origin: Origin) -> Iterator[Problem]:
    """Code between signs of which the second line is missing: all that follows is code."""
    _, line, column = n["pos"]
    opening = FENCE.match(origin.lines[line - 1][column - 1 :].lstrip(" \t>"))
    if opening is None:
        return
    closing = re.compile(rf"[ \t>]*{re.escape(opening[0])}{opening[0][0]}*[ \t]*")
    if not any(closing.fullmatch(text) for text in origin.lines[line:]):
        text = origin.lines[line - 1].strip()[:60]
        yield problem("code-unclosed", place_of(n), text=text, signs=opening[0])


def _short_rows(n: Node, origin: Origin) -> Iterator[Problem]:
    """Rows with fewer cells than the table has columns: those missing stand empty at its end."""
    columns = len(n["c"][2])
    rows = sum(len(body[3]) for body in n["c"][4])
    first = n["pos"][1] + len(("head", "dashes"))
    for line, text in enumerate(origin.lines[first - 1 : first - 1 + rows], first):
        row = text.strip(" >\t")
        cells = len(BAR.split(row.removeprefix("|")))
        cells -= bool(BAR.search(row[-1:]) and not row.endswith("\\|"))
        if cells < columns:
            place = Place(origin.file, line, text.index(row) + 1)
            yield problem("table-row", place, found=cells, columns=columns, text=row[:60])


# ── notes ────────────────────────────────────────────────────────────────────────────────────────


def _fallen(blocks: Nodes, origin: Origin) -> Iterator[Problem]:
    """Passages between or after the bodies at a file's end, which call no note themselves: they
    are hardly meant as the section's text, but as a note's second paragraph."""
    bodies = [(origin.place(match.start()).line, match[1]) for match in note_bodies(origin)]
    if not bodies:
        return
    own = [n for n in blocks if n.get("pos") and n["pos"][0] == origin.file]
    below = [n for n in own if n["pos"][1] > bodies[0][0]]
    called = [n for n in below if not _is_passage(n)]
    end = called[-1]["pos"][1] if called else 0
    last = 0
    for n in below:
        line = n["pos"][1]
        above = [(at, label) for at, label in bodies if last < at < line]
        last = line
        followed = any(at > line for at, _ in bodies)
        text = text_of(n)[:60]
        told = text.startswith("[^")  # as a body that is none
        if line > end and above and (followed or not called) and not told:
            facts = {"label": above[-1][1], "text": text}
            yield problem("note-paragraph", place_of(n), **facts)


def _is_passage(n: Node) -> bool:
    return n["t"] in PASSAGES and all(inner["t"] != "Note" for inner in walk([n]))
