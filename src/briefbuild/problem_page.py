"""docs/problems.md: each code with its cause, example and remedy, under a heading of its own.

Cause and wording come from the table of codes; the examples are the tests' own, so that each shows
what the program says today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from briefbuild.invisible import INVISIBLE
from briefbuild.problem_codes.code import Code

EXAMPLES = Path(__file__).parents[2] / "tests" / "problems"
"""Of the checkout, where the page is written; `tests/fault_cases.py` has the form of its files."""
PART = re.compile(r"^== (\S+)(?: \([^)\n]+\))?\n", re.MULTILINE)
PRINTED = re.compile(
    r"brief/(?P<file>[^:\n]*)(?::(?P<line>\d+))?(?::\d+)?: \w+\[(?P<code>[\w-]+)\]"
)
AROUND = 1  # lines shown above and below the one that a problem names


class Example(NamedTuple):
    """A faulty brief, as far as one problem of it goes."""

    title: str
    file: str
    lines: Mapping[int, str]
    """The lines around the problem by their number; none where it names a whole file."""
    printed: str


def read_example(text: str, code: str) -> Example | None:
    """The example of a code in a fixture: the first problem with it."""
    title, *parts = PART.split(text)
    files = dict(zip(parts[::2], parts[1::2], strict=True))
    problems = re.split(r"\n(?!  hint: )", files.pop("problems", "").rstrip("\n"))
    for printed in problems:
        match = PRINTED.match(printed)
        if match and match["code"] == code:
            lines = _around(files.get(match["file"], ""), int(match["line"] or 0))
            return Example(title.removeprefix("# ").strip(), match["file"], lines, printed)
    return None


def _around(text: str, line: int) -> dict[int, str]:
    """A line and its neighbours that aren't empty; what nobody sees is written out."""
    lines = text.rstrip("\n").split("\n")
    if not 0 < line <= len(lines):
        return {}
    shown = range(max(1, line - AROUND), min(len(lines), line + AROUND) + 1)
    seen = [INVISIBLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text) for text in lines]
    return {n: seen[n - 1] for n in shown if n == line or lines[n - 1].strip()}


def page(groups: Mapping[str, Mapping[str, Code]], examples: Path = EXAMPLES) -> str:
    """The page of all codes, in groups under their titles."""
    parts = ["# The problems\n"]
    parts.append(
        "\nEach problem is printed with its place, its code and a hint. Words in braces are filled"
        " in. An *error*\nstops a build, a *warning* does under `--strict`, a *query* is an"
        " editor’s question and never does.\n"
    )
    for title, codes in groups.items():
        parts.append(f"\n## {title}\n\n| code | | what is said |\n|---|---|---|\n")
        for name, code in codes.items():
            parts.append(f"| [`{name}`](#{name}) | {code.severity} | {_inline(code.message)} |\n")
        for name, code in codes.items():
            parts += _entry(name, code, examples / f"{name}.txt")
    return "".join(parts)


def _entry(name: str, code: Code, fixture: Path) -> Iterator[str]:
    example = read_example(fixture.read_text("utf-8"), name) if fixture.is_file() else None
    yield f"\n### {name}\n\n{code.severity.capitalize()}: {_inline(code.message)}\n"
    cause = code.cause or (f"{example.title}." if example else "")
    yield f"\n**Cause.** {_inline(cause)}.\n" if cause else ""
    if example:
        yield "\n**Example.**\n\n````text\n"
        width = len(str(max(example.lines, default=0)))
        yield "".join(f"{n:>{width}} | {text}".rstrip() + "\n" for n, text in example.lines.items())
        yield "\n" * bool(example.lines) + f"{example.printed}\n````\n"
    said = example is not None and code.hint in ("", "{hint}")
    remedy = "as the hint says" if said or code.hint in ("", "{hint}") else _inline(code.hint)
    yield f"\n**Remedy.** {remedy[:1].upper()}{remedy[1:]}.\n"


def _inline(text: str) -> str:
    """Wording as Markdown: nothing of it is markup."""
    plain = text.replace("{{", "{").replace("}}", "}")
    for sign in "\\|<*_[":
        plain = plain.replace(sign, "\\" + sign)
    return plain.rstrip(".")
