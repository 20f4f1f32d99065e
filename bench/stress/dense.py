"""A brief that is nearly all notes, made here: the worst that an editor may send, in small.

Notes are called several to a line and from everything that can call one; they hold paragraphs,
lists, tables, quotations and addresses; some fill a page, and one in each section fills a small
page twice. The words mean nothing and are always the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

NOTES = 300
SECTIONS = 6
WORDS = """\
    the treaty of a harbour and its keepers was signed when nobody in Brünn or Kraków had yet read
    the second volume, which the commissioners (all four of them) held to be lost; so that what
    followed, in spite of every assurance given between 1907–09 and the spring of 1911, could only
    be called an arrangement “for the time being” by those who had made it, unwillingly enough, and
    by no one else in the archipelago: neither the merchants’ court nor the lighthouse-men
"""
ADDRESS = (
    "https://www.example.org/archive/{0}/commissioners-of-the-harbour/volume-ii?leaf={0}&side=b"
)
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 {height}">
<rect width="300" height="{height}" fill="#dde3e8"/>
<circle cx="{x}" cy="{y}" r="{r}" fill="#0f3d5e"/></svg>
"""
BRIEF = """\
title: Notes upon Notes
subtitle: A text that is set only to see whether its notes arrive
slug: dense-notes
lang: en-GB
date: "2026"
status: draft
authors:
  - name: Ann Author
    bio: Ann Author is nobody. Her note is the first one.
author_note: numbered
sections:
{sections}
figures:
{figures}
"""
ENTRY = """\
  {id}:
    file: figures/{id}.svg
    alt: A dark disc on a pale ground, number {number}
    credit: drawn for this text
    rights: {{holder: public domain, permission: not-needed}}
"""


class Writer:
    """One section in the making: counts its notes, and keeps their bodies for its end."""

    def __init__(self, number: int, words: Iterator[str]) -> None:
        self.number, self.words, self.count = number, words, 0
        self.parts: list[str] = []
        self.bodies: list[str] = []

    def say(self, length: int) -> str:
        """A sentence of so many words, without its full stop."""
        words = " ".join(islice(self.words, length)).rstrip(",;:")
        return words[:1].upper() + words[1:]

    def note(self, body: str = "") -> str:
        """The call of a new note: of one or two sentences, or with this body."""
        self.count += 1
        label = f"{self.number}-{self.count}"
        text = body or f"{self.say(4 + self.count * 7 % 23)}, p. {self.count * 13 % 400}."
        self.bodies.append(f"[^{label}]: {text}")
        return f"[^{label}]"

    def put(self, *parts: str) -> None:
        self.parts += parts

    def text(self) -> str:
        return "\n\n".join([*self.parts, *self.bodies]) + "\n"


def write_dense(folder: Path, notes: int = NOTES, sections: int = SECTIONS) -> Path:
    """Write the brief, with so many notes (the author's one among them), as `folder`."""
    (folder / "sections").mkdir(parents=True)
    (folder / "figures").mkdir()
    words = cycle(WORDS.split())
    left, names = notes - 1, []
    for number in range(1, sections + 1):
        share = left // (sections - number + 1)
        name = f"sections/{number:02}.md"
        (folder / name).write_text(section(number, share, words), encoding="utf-8")
        names.append(name)
        left -= share
    entries = []
    for number in range(1, sections + 1):
        high = 90 + number * 37 % 160
        facts = {"height": high, "x": 40 * number % 300, "y": high // 2, "r": high // 3}
        (folder / f"figures/fig-{number}.svg").write_text(PICTURE.format(**facts), encoding="utf-8")
        entries.append(ENTRY.format(id=f"fig-{number}", number=number))
    made = BRIEF.format(
        sections="\n".join(f"  - {name}" for name in names), figures="".join(entries).rstrip("\n")
    )
    (folder / "brief.yaml").write_text(made, encoding="utf-8")
    return folder


def section(number: int, notes: int, words: Iterator[str]) -> str:
    """A section with so many notes, at least 32."""
    to = Writer(number, words)
    to.put(f"# Section {number} {{#sec-{number}}}")
    _paragraphs(to)
    _hosts(to)
    _components(to)
    while to.count < notes:
        calls = min(1 + to.count % 4, notes - to.count)
        said = " ".join(to.say(5 + k * 3) + f",{to.note()}" for k in range(calls))
        to.put(f"{said} {to.say(9 + to.count % 17)}.")
    return to.text()


def _paragraphs(to: Writer) -> None:
    """Several calls to a line, a second call, and what a note may hold."""
    first = to.note()
    to.put(f"{to.say(6)}.{first} {to.say(3)}.{to.note()} {to.say(2)}.{to.note()} {to.say(20)}.")
    to.put("## Long notes", f"{to.say(30)}, as was said before.{first} {to.say(12)}.")
    long = " ".join(f"{to.say(28)}." for _ in range(16 if to.number % 2 else 5))
    to.put(f"{to.say(24)}.", f"{to.say(18)}, and this is told below.{to.note(long)}")
    parts = [f"{to.say(17)}.", f"{to.say(26)}.", f"- {to.say(4)}\n    - {to.say(14)}"]
    several = "\n\n    ".join([*parts, f"{to.say(11)}.", f"> {to.say(13)}."])
    to.put(f"{to.say(16)}.{to.note(several)} {to.say(31)}.")
    rows = ["| Year | Sum |", "|:---|---:|", "| 1907 | 118 |", "| 1911 | 97 |"]
    table = "\n    ".join([f"{to.say(8)}:\n", *rows])
    to.put(f"{to.say(14)}.{to.note(table)} {to.say(25)}.")
    seen = (
        f"{to.say(5)}: <{ADDRESS.format(to.number * 1117)}>; also [the map](https://example.org/m)."
    )
    to.put(f"{to.say(9)}.{to.note(seen)} {to.say(22)}.")


def _hosts(to: Writer) -> None:
    """Calls from lists, quotations, tables and the captions of tables and figures."""
    to.put(
        "## Hosts",
        f"- {to.say(5)}{to.note()}\n- {to.say(19)}.{to.note()}\n- {to.say(3)}{to.note()}",
    )
    to.put(f"1. {to.say(12)}.{to.note()}\n2. {to.say(4)}.{to.note()}{to.note()}")
    to.put(f"> {to.say(21)}.{to.note()}")
    rows = [f"| {to.say(1)} | Sum{to.note()} |", "|:---|---:|"]
    rows += [f"| {to.say(2)}{to.note()} | {k * 317 % 999} |" for k in range(1, 5)]
    to.put("\n".join(rows), f": {to.say(5)}{to.note()} {{#tbl-{to.number}}}")
    to.put(f"::: table-note\n{to.say(7)}.{to.note()}\n:::")
    name = f"fig-{to.number}"
    to.put(f"{to.say(28)}, as @{name} and @tbl-{to.number} show.{to.note()}")
    to.put(f"![{to.say(6)}.{to.note()}](../figures/{name}.svg){{#{name}}}")
    to.put(f"{to.say(40)}.{to.note()} {to.say(40)}.")


def _components(to: Writer) -> None:
    """Calls from every component."""
    points = "\n".join(f"- {to.say(9)}.{to.note()}" for _ in range(2))
    to.put("## Components", f"::: key-points\n### What to remember\n\n{points}\n:::")
    wish = f"{to.say(3)}{to.note()}\n\n:   {to.say(15)}.{to.note()}"
    to.put(f"::: recommendations\n{wish}\n\n{to.say(4)}\n\n:   {to.say(9)}.\n:::")
    to.put(f"{to.say(33)}.", f"::: pull-quote\n{to.say(8)}.{to.note()}\n:::", f"{to.say(35)}.")
    to.put(f"::: box\n### {to.say(2)}\n\n{to.say(24)}.{to.note()}\n\n{to.say(6)}.{to.note()}\n:::")
