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
        (heads, rows), (read_heads, read_rows) = _filled(table), _filled(other)
        name = _said(rows[0]) if rows else ""
        if heads != read_heads:
            yield wrong(name, f"has {read_heads} rows in its head, not {heads}", table)
        if len(rows) != len(read_rows):
            yield wrong(name, f"has {len(read_rows)} rows, not {len(rows)}", table)
            continue
        for row, read in zip(rows, read_rows, strict=True):
            if [*map(_letters, row)] != [*map(_letters, read)]:
                yield wrong(name, f"has the row “{_said(read)}”, not “{_said(row)}”", table)


def _filled(table: Table | ReadTable) -> tuple[int, list[tuple[Words, ...]]]:
    """The rows that say anything, and how many of the head's do: a format may leave out a head of
    empty cells."""
    heads = sum(any(row) for row in table.rows[: table.heads])
    return heads, [row for row in table.rows if any(row)]


def _letters(cell: Words) -> str:
    """A cell's letters: a style may set capitals, and a line may end within a word."""
    return "".join(word.removesuffix(MAYBE) for word in cell).casefold()


def _said(row: Sequence[Words]) -> str:
    return " | ".join(" ".join(word.removesuffix(MAYBE) for word in cell) for cell in row)
