"""Tables, cell by cell: where a number stands in the wrong row, no word is lost or out of order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefbuild.problems import Problem, problem
from briefbuild.verify.items import Table
from briefbuild.verify.reading import MAYBE, ReadTable, Words


def table_problems(
    tables: Sequence[Table], found: Sequence[ReadTable], format: str
) -> Iterator[Problem]:
    """Each table with its rows, their cells, and as many rows that name the columns."""

    def wrong(item: str, reason: str, table: Table | None = None) -> Problem:
        place = table.place if table else None
        return problem("proof-item", place, format=format, kind="table", item=item, reason=reason)

    if len(tables) != len(found):
        reason = f"are in the file, and {len(tables)} in the source"
        yield wrong(f"{len(found)} tables", reason, tables[0] if tables else None)
        return
    for table, other in zip(tables, found, strict=True):
        name = _said(table.rows[0]) if table.rows else ""
        if table.heads != other.heads:
            reason = f"has {other.heads} rows in its head, not {table.heads}"
            yield wrong(name, reason, table)
        if len(table.rows) != len(other.rows):
            yield wrong(name, f"has {len(other.rows)} rows, not {len(table.rows)}", table)
            continue
        for row, read in zip(table.rows, other.rows, strict=True):
            if [*map(_letters, row)] != [*map(_letters, read)]:
                yield wrong(name, f"has the row “{_said(read)}”, not “{_said(row)}”", table)


def _letters(cell: Words) -> str:
    """A cell's letters: a style may set capitals, and a line may end within a word."""
    return "".join(word.removesuffix(MAYBE) for word in cell).casefold()


def _said(row: Sequence[Words]) -> str:
    return " | ".join(" ".join(word.removesuffix(MAYBE) for word in cell) for cell in row)
