"""Rules on tables: heads that are repeated and read out, and no shape that only the eye follows."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuild.verify.ooxml import W, letters, switched_on, value
from briefbuild.verify.word_access.opened import Element, WordFile
from briefbuild.verify.word_access.rule import EDITORS, Fault, Rule

EXCERPT = 40


def _tables(file: WordFile) -> Iterator[tuple[str, Element]]:
    """Each table with its first words, by which it is known."""
    for root in file.texts.values():
        for table in root.iter(f"{W}tbl"):
            yield _said(table)[:EXCERPT], table


def _said(element: Element) -> str:
    return " ".join("".join(letters(t) for t in p.iter(f"{W}t")) for p in element.iter(f"{W}p"))


def heads(file: WordFile) -> Iterator[Fault]:
    """The first row is a header row, for the eye and by its mark."""
    for name, table in _tables(file):
        marked = [switched_on(row.find(f"{W}trPr/{W}tblHeader")) for row in table.findall(f"{W}tr")]
        look = table.find(f"{W}tblPr/{W}tblLook")
        if not marked or not marked[0]:
            yield {"text": name, "reason": "is in no header row"}
        elif False in marked and True in marked[marked.index(False) :]:
            yield {"text": name, "reason": "has header rows further down"}
        elif look is None or look.get(f"{W}firstRow", "0") != "1":
            yield {"text": name, "reason": "doesn’t say that the first row is special"}


def simple(file: WordFile) -> Iterator[Fault]:
    """No cell is merged or split, no table stands in another."""
    for name, table in _tables(file):
        rows = table.findall(f"{W}tr")
        merged = [e for r in rows for e in r.iterfind(f"{W}tc/{W}tcPr/*") if _merges(e)]
        if merged or len({len(row.findall(f"{W}tc")) for row in rows}) > 1:
            yield {"reason": f"“{name}” has merged or split cells"}
        if next(table.iterancestors(f"{W}tbl"), None) is not None:
            yield {"reason": f"“{name}” stands in another table"}


def _merges(setting: Element) -> bool:
    if setting.tag == f"{W}gridSpan":
        return value(setting) != "1"
    return setting.tag in (f"{W}vMerge", f"{W}hMerge")


def titles(file: WordFile) -> Iterator[Fault]:
    """Each table says what it is where it is read out by itself."""
    for name, table in _tables(file):
        if not value(table.find(f"{W}tblPr/{W}tblCaption")).strip():
            yield {"reason": f"“{name}” has no title in its properties"}


RULES = (
    Rule(
        "tables have header rows",
        heads,
        EDITORS,
        "name the table’s columns: readers by ear need them",
    ),
    Rule("tables have a simple structure", simple),
    Rule("tables have titles", titles),
)
