"""Why a text is no YAML, in the editor's terms, and where to mend it.

PyYAML names the place at which it could not go on. The mistake often stands above: a quotation mark
that is never closed takes in all lines up to the next one, and a colon without a blank makes one
value of two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import yaml

LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line for PyYAML, which counts them (YAML 1.1, 4.2)."""
QUOTED = re.compile(r"^[ ]*(?:-[ ]+)*(?:[\w-]+:[ ]+)?([\"'])")
BLOCK = re.compile(r"^([ ]*)(?:-[ ]+)*(?:[\w-]+:[ ]+)?[|>][+-]?\d?[ ]*$")
CLOSING = {
    '"': re.compile(r'(?:[^"\\]|\\.)*"', re.DOTALL),
    "'": re.compile(r"(?:[^']|'')*'(?!')"),
}
BEHIND = re.compile(r"[ ]*(?:$|#|[,\]}:])", re.MULTILINE)
UNPARTED = re.compile(r"^[ ]*(?:-[ ]+)?([A-Za-z_]+):(?=[^\s:/])")
UNCOLONED = re.compile(r"^[ ]*(?:-[ ]+)?([A-Za-z_]+)(?:[ ]*=|[ ]+|$)(?!.*:[ ])")
SIGN = re.compile(r"^[ ]*(?:-[ ]+)?(?:[\w-]+:[ ]+)?([\[{&*#%@`!|>])")
FEW = 3  # lines above the place in which a mistake may stand
WHOLE = "put the whole value in quotation marks"

Explained = tuple[int, int, dict[str, str]]
"""A line and a column, counted from 1, 0 where there is none, and `reason` and `hint`."""


class _Opened(NamedTuple):
    """A quotation mark that is closed in no line, or in line `closed` with words behind it."""

    line: int
    column: int
    mark: str
    closed: int


def explained(text: str, error: yaml.YAMLError) -> Explained:
    """What is wrong, and what to do about it."""
    reason = str(getattr(error, "problem", None) or str(error).split("\n", 1)[0])
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = LINE_END.split(text)
    if not mark or mark.line >= len(lines):
        mark = getattr(error, "context_mark", None)
    if not mark:
        return 0, 0, {"reason": reason, "hint": "save the file as UTF-8 text"}
    line, column = mark.line + 1, mark.column + 1
    content = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in content[: len(content) - len(content.lstrip())] or "\\t" in reason:
        hint = "indent with spaces: YAML does not allow tabs"
        return line, column, {"reason": reason, "hint": hint}
    opened = next((o for o in _opened(lines) if o.line <= line), None)
    if opened:
        return _quoted(opened)
    return _above(lines, line, column, reason, content)


def _opened(lines: Sequence[str]) -> Iterator[_Opened]:
    """The quotation marks at values’ beginnings that close nowhere, or not at the value’s end."""
    text = "\n".join(lines)
    start, number, done, within = 0, 0, 0, -1
    for line in lines:
        start, number = start + len(line) + 1, number + 1
        indent = len(line) - len(line.lstrip())
        if number < done or (within >= 0 and (indent > within or not line.strip())):
            continue  # of a value that began above; marks in a block of text are text
        block, found = BLOCK.match(line), QUOTED.match(line)
        within = len(block[1]) if block else -1
        if not found:
            continue
        begin = start - len(line) - 1 + found.end()
        close = CLOSING[found[1]].match(text, begin)
        if close is None:
            yield _Opened(number, found.end(), found[1], 0)
            return
        done = number + text.count("\n", begin, close.end())
        if not BEHIND.match(text, close.end()):
            yield _Opened(number, found.end(), found[1], done)


def _quoted(opened: _Opened) -> Explained:
    mark = opened.mark
    other = "'" if mark == '"' else '"'
    inner = '\\"' if mark == '"' else "''"
    if opened.closed == opened.line:
        reason = f"the value ends at its second {mark}, and words follow"
        hint = f"put the whole value between {other} and {other}, or write {inner} for each within"
    else:
        end = f"closed only in line {opened.closed}" if opened.closed else "never closed"
        reason = f"the {mark} that is opened here is {end}"
        hint = f"write {mark} where the value ends; within it {inner} stands for one"
    return opened.line, opened.column, {"reason": reason, "hint": hint}


def _above(lines: Sequence[str], line: int, column: int, reason: str, content: str) -> Explained:
    """A colon without a blank in the line or right above it, or what the line itself has."""
    for at in range(line, max(0, line - FEW), -1):
        unparted = UNPARTED.match(lines[at - 1]) if at <= len(lines) else None
        if unparted:
            hint = f"write a blank behind the colon: “{unparted[1]}: …”"
            return (
                at,
                unparted.end(1) + 1,
                {"reason": "a colon stands without a blank", "hint": hint},
            )
    if "could not find" in reason:
        for at in range(line, max(0, line - FEW), -1):
            found = UNCOLONED.match(lines[at - 1]) if at <= len(lines) else None
            if found:
                hint = f"write “{found[1]}: …”, with a colon and a blank"
                return at, found.start(1) + 1, {"reason": "a key has no colon", "hint": hint}
    sign = SIGN.match(content)
    if sign:
        hint = f"{WHOLE}: it begins with {sign[1]}, which YAML takes for its own"
    elif "mapping values" in reason and content.count(": ") > 1:
        hint = f"{WHOLE}: YAML takes each “: ” for the end of a key"
    elif "mapping values" in reason or "block" in reason:
        hint = "begin all keys of one thing in the same column: this line is indented otherwise"
    else:
        hint = "check indentation and quotation marks on this line and the one above"
    return line, column, {"reason": reason, "hint": hint}
