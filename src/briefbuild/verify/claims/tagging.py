"""Rules on the logical structure: everything is tagged, and every tag has what its type asks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

from briefbuild.verify.claims.opened import Element, Opened
from briefbuild.verify.claims.rule import ARCHIVE, UA, Rule

STANDARD = frozenset(
    """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4
    H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code
    Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form
    """.split()  # noqa: SIM905 -- a list of quoted words is no easier to read
)
"""The standard structure types (ISO 32000-1, 14.8.4)."""
PARENTS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TOCI": {"TOC"},
}
KIDS = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOC", "TOCI", "Caption"},
}
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def marked(file: Opened) -> Iterator[str]:
    """The file says that it is tagged, and has a structure tree."""
    info = file.pdf.Root.get("/MarkInfo", pikepdf.Dictionary())
    if not bool(info.get("/Marked", False)) or bool(info.get("/Suspects", False)):
        yield "the file isn’t marked as tagged"
    if not file.elements:
        yield "there is no structure tree"


def content(file: Opened) -> Iterator[str]:
    """Whatever a page paints is an artifact or belongs to a structure element, never to both."""
    pages: list[Any] = [page.objgen for page in file.pdf.pages]
    for number, name, _, marks in file.operators:
        artifact = any(str(mark[0]) == "/Artifact" for mark in marks)
        facts = [m[1] for m in marks if len(m) == 2 and isinstance(m[1], pikepdf.Dictionary)]
        numbers = [int(fact.MCID) for fact in facts if "/MCID" in fact]
        owned = any((pages[number - 1], mcid) in file.owners for mcid in numbers)
        if artifact == owned:
            fault = "both an artifact and tagged" if owned else "neither tagged nor an artifact"
            yield f"content on page {number} is {fault} ({name})"


def parents(file: Opened) -> Iterator[str]:
    """The way from content back to its element leads to the same one (ISO 32000-1, 14.7.4.4)."""
    tree = file.pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary()).get("/ParentTree")
    numbers: dict[int, Any] = {} if tree is None else dict(pikepdf.NumberTree(tree).items())
    keys: dict[Any, int] = {
        page.objgen: int(page.get("/StructParents", -1)) for page in file.pdf.pages
    }
    for (page, mcid), element in file.owners.items():
        row: Any = numbers.get(keys.get(page, -1), [])
        known = row[mcid] if mcid < len(row) else None
        if known is None or known.objgen != element.data.objgen:
            yield f"a {element.tag} isn’t found from its content"


def types(file: Opened) -> Iterator[str]:
    """Structure types are standard ones, and stand where they may stand."""
    for element in file.elements:
        if element.tag not in STANDARD:
            yield f"“{element.tag}” is no standard structure type"
        above = element.parent.tag if element.parent else ""
        if above not in PARENTS.get(element.tag, {above}):
            yield f"a {element.tag} stands in “{above}”"
        strange = {kid.tag for kid in element.kids} - KIDS.get(element.tag, STANDARD)
        if strange & STANDARD:
            yield f"a {element.tag} holds {', '.join(sorted(strange))}"


def languages(file: Opened) -> Iterator[str]:
    """The document has a language, and each language given is a tag of BCP 47."""
    if "/Lang" not in file.pdf.Root:
        yield "the document has no language"
    for holder in [file.pdf.Root, *(e.data for e in file.elements)]:
        if "/Lang" in holder and not LANGUAGE.fullmatch(str(holder.Lang)):
            yield f"“{holder.Lang}” is no language"


def alternatives(file: Opened) -> Iterator[str]:
    """Figures and formulas have an alternative text."""
    for element in file.all("Figure", "Formula"):
        if not any(str(element.data.get(key, "")).strip() for key in ("/Alt", "/ActualText")):
            yield f"a {element.tag} has no alternative text"


def headings(file: Opened) -> Iterator[str]:
    """Heading levels begin with 1 and go down by one."""
    before = 0
    for element in file.elements:
        if re.fullmatch("H[1-6]", element.tag):
            level = int(element.tag[1])
            if level > before + 1:
                yield f"a heading H{level} follows {f'H{before}' if before else 'none'}"
            before = level


def heads(file: Opened) -> Iterator[str]:
    """A table's header cells say which cells they head, and its rows are of one length."""
    for element in file.all("TH"):
        if element.attribute("/Scope") is None and element.attribute("/Headers") is None:
            yield "a table’s header cell has no scope"
    for table in file.all("Table"):
        lengths = {length for length in _lengths(table) if length}
        if len(lengths) > 1:
            yield f"a table’s rows have {', '.join(map(str, sorted(lengths)))} cells"


def _lengths(table: Element) -> list[int]:
    """The number of columns that each row of a table fills, spans counted in."""
    groups = [kid for kid in table.kids if kid.tag != "Caption"]
    rows = [row for group in groups for row in (group.kids if group.tag != "TR" else [group])]
    found = [0] * len(rows)
    for index, row in enumerate(rows):
        for cell in row.kids:
            down = int(cell.attribute("/RowSpan") or 1)
            for below in range(index, min(index + down, len(rows))):
                found[below] += int(cell.attribute("/ColSpan") or 1)
    return found


def notes(file: Opened) -> Iterator[str]:
    """Each Note has an ID of its own."""
    ids = Counter(str(element.data.get("/ID", "")) for element in file.all("Note"))
    for id, count in sorted(ids.items()):
        if not id or count > 1:
            yield f"{count} notes have the ID “{id}”"


def links(file: Opened) -> Iterator[str]:
    """Each link annotation belongs to a Link and says in words where it leads."""
    for number, annotation in file.annotations():
        if annotation.get("/Subtype") != "/Link":
            continue
        owner = file.linked.get(annotation.objgen)
        if owner is None or owner.tag != "Link":
            yield f"a link on page {number} belongs to no Link element"
        if not str(annotation.get("/Contents", "")).strip():
            yield f"a link on page {number} has no description"


def order(file: Opened) -> Iterator[str]:
    """Where there are annotations, the tab key follows the structure."""
    for number, page in enumerate(file.pdf.pages, start=1):
        if len(page.get("/Annots", [])) and page.get("/Tabs") != "/S":
            yield f"the tab key doesn’t follow the structure on page {number}"


RULES = (
    Rule({UA: "7.1", ARCHIVE: "6.7.2"}, marked),
    Rule({UA: "7.1"}, content),
    Rule({UA: "7.1"}, parents),
    Rule({UA: "7.1", ARCHIVE: "6.7.3"}, types),
    Rule({UA: "7.2"}, languages),
    Rule({UA: "7.3"}, alternatives),
    Rule({UA: "7.4"}, headings),
    Rule({UA: "7.5"}, heads),
    Rule({UA: "7.9"}, notes),
    Rule({UA: "7.18.5"}, links),
    Rule({UA: "7.18.3"}, order),
)
