"""Notes: numbered through the brief, one body each however often they are called."""

from __future__ import annotations

from briefbuild.problems import Problem, problem
from briefbuild.transform.context import Context, Outcome
from briefbuild.tree import Node, Nodes, attr, place_of, rewrite, text_of, walk

SYMBOLS = ("*", "†", "‡", "§")  # Chicago Manual of Style 14.24; then doubled
Key = tuple[str, str]


def notes(blocks: Nodes, context: Context) -> Outcome:
    """Give each note its key and mark; later calls of a note point to its first."""
    marks = _marks(blocks, context)
    calls: dict[Key, int] = {}
    problems: list[Problem] = []

    def number(n: Node) -> Node | None:
        if n["t"] != "Note":
            return None
        key, mark = marks[_identity(n)]
        calls[_identity(n)] = calls.get(_identity(n), 0) + 1
        nth = calls[_identity(n)]
        if nth > 1:
            called = attr(f"call-{key}-{nth}", ["note-recall"], key=key, mark=mark)
            return {"t": "Span", "c": [called, []], "pos": n.get("pos")}
        if not text_of(n["c"]).strip():
            place = place_of({**n, "pos": n.get("body", n.get("pos"))})
            problems.append(problem("note-empty", place, label=n["label"]))
        called = attr(f"call-{key}", ["note-call"], key=key, mark=mark)
        return {"t": "Span", "c": [called, [n]], "pos": n.get("pos")}

    for n in walk(blocks):
        if n["t"] == "Header":
            inside = [i for i in walk(n["c"][2]) if i["t"] == "Note"]
            problems += [problem("note-in-heading", place_of(i)) for i in inside]
    return rewrite(blocks, number), problems


def _identity(n: Node) -> Key:
    """Labels are per text: two sections may both have a note [^1]. Case doesn't matter."""
    return n["text"], " ".join(n["label"].casefold().split())


def _marks(blocks: Nodes, context: Context) -> dict[Key, tuple[str, str]]:
    """Each note's unique key and printed mark, in order of first call."""
    marks: dict[Key, tuple[str, str]] = {}
    number = authors = 0
    for n in walk(blocks):
        if n["t"] != "Note" or _identity(n) in marks:
            continue
        if n.get("author") and context.brief.author_note == "symbol":
            authors += 1
            times, index = divmod(authors - 1, len(SYMBOLS))
            marks[_identity(n)] = (f"a{authors}", SYMBOLS[index] * (times + 1))
        else:
            number += 1
            marks[_identity(n)] = (str(number), str(number))
    return marks
