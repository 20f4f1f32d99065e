"""Short words and short code that no line of an EPUB or a web page breaks at their own hyphens.

Print pages weigh all lines of a paragraph against each other, and end one in “e-” only when all
else is worse. Reading systems and browsers end a line at the first hyphen that comes: so “e-mail”,
“X-ray” and “co-op” become Span.unbroken here, and short code gets that class; a style keeps them on
one line. The words stay what they are: a no-break hyphen (U+2011) would be copied and searched as
another one.
"""

from __future__ import annotations

import re
from typing import Any

from briefbuild.tree import Node, Nodes, rewrite, span, string

LONGEST = 14
"""Characters: what is shorter fits on a line of a phone in the largest type."""
STUB = 2
"""Letters: a line that ends in fewer and a hyphen, or begins with them, looks like a mistake."""
COMPOUND = re.compile(r"(?<![\w-])[^\W_]+(?:-[^\W_]+)+(?![\w-])")
LEADING = re.compile(r"-+[^-\s]*")
"""The hyphens that code begins with, as far as the next one."""
ADDRESS = re.compile(r"://|@|^www\.|/\w*\.")


def with_whole_words(blocks: Nodes) -> Nodes:
    """The tree with its short compounds and its short code marked as unbroken."""
    made: Nodes = rewrite(_with_whole_headings(blocks), _change)
    return made


def _with_whole_headings(blocks: Nodes) -> Nodes:
    """In headings no short compound is broken, whatever its parts: “Korea-” alone looks wrong."""

    def hold(n: Node) -> Node | None:
        is_short = n["t"] == "Str" and "-" in n["c"] and len(n["c"]) <= LONGEST
        return span([n], classes=["unbroken"]) if is_short else None

    def change(n: Node) -> Node | None:
        if n["t"] != "Header":
            return None
        level, attributes, text = n["c"]
        return {**n, "c": [level, attributes, rewrite(text, hold)]}

    made: Nodes = rewrite(blocks, change)
    return made


def hold_hyphens(root: Any) -> None:
    """Keep the hyphens with which long code begins with what follows them, on a page of lxml or of
    the standard library: a line that ends in “--” looks like a dash."""
    for code in root.iter():
        name = str(code.tag)
        match = LEADING.match(code.text or "") if name.rpartition("}")[2] == "code" else None
        if match and "unbroken" not in (code.get("class") or "").split():
            held = code.makeelement(f"{name.removesuffix('code')}span", {"class": "unbroken"})
            held.text, held.tail = match[0], (code.text or "")[match.end() :]
            code.text = None
            code.insert(0, held)


def _change(n: Node) -> Node | Nodes | None:
    if n["t"] == "Code" and len(n["c"][1]) <= LONGEST:
        (id, classes, pairs), text = n["c"]
        return {**n, "c": [[id, [*classes, "unbroken"], pairs], text]}
    if n["t"] == "Str" and "-" in n["c"] and not ADDRESS.search(n["c"]):
        return _parts(n)
    return None


def _parts(n: Node) -> Nodes | None:
    """A word with each of its short compounds in a span, its signs outside; None without any."""
    text, pos = n["c"], n.get("pos")
    made: Nodes = []
    done = 0
    for match in COMPOUND.finditer(text):
        if not _is_short(match[0]):
            continue
        made += [string(text[done : match.start()], pos)] if match.start() > done else []
        made.append({**span([string(match[0], pos)], classes=["unbroken"]), "pos": pos})
        done = match.end()
    rest = [string(text[done:], pos)] if done < len(text) else []
    return [*made, *rest] if made else None


def _is_short(compound: str) -> bool:
    parts = compound.split("-")
    return len(compound) <= LONGEST and min(len(parts[0]), len(parts[-1])) <= STUB
