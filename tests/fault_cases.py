"""Faulty briefs and what must be said of them, in one format for all: `tests/problems/` has one
brief for each code, which docs/problems.md shows, `tests/faults/` has the inputs that other tools
fail on.

A case is a text file: a title line, then `== file` and the file's text for whatever differs from a
sound brief, then `== problems (exit 1)` and what `briefbuild check` prints. A word in brackets
behind a file's name says how it is made of the text:

    (adds)            the text follows that of the sound brief
    (escapes)         \u202e, \x00, \r and the like stand for characters
    (escapes, cp1252) … and it is written in that encoding
    (times 2000)      the text is written so often, without its last line end
    (file ok.png)     the file tests/faults/files/ok.png, as it is
    (link /dev/zero)  a symbolic link to there
    (pipe)            a named pipe
"""

from __future__ import annotations

import functools
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefbuild.check import check_brief
from briefbuild.house import House, load_house
from briefbuild.output import Output
from briefbuild.problems import Problem, is_broken
from tests.building import ROOT

FILES = ROOT / "tests" / "faults" / "files"
SOUND = {
    "brief.yaml": (
        'title: A Title\nslug: a-title\nlang: en\ndate: "2023"\n'
        "authors:\n  - name: A. Author\nsections:\n  - sections/a.md\n"
    ),
    "sections/a.md": "# Heading\n\nText.\n",
}
PART = re.compile(r"^== (\S+)(?: \(([^)\n]+)\))?\n", re.MULTILINE)
ESCAPE = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[rt])")


@dataclass(frozen=True)
class Part:
    """A file of a case: its text, and how the file is made of it."""

    text: str
    how: str = ""


@dataclass(frozen=True)
class Case:
    """A faulty brief."""

    title: str
    files: Mapping[str, Part]


def read_case(path: Path) -> Case:
    """The case of a file; what must be said of it is left out."""
    title, *parts = PART.split(path.read_text(encoding="utf-8"))
    made = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    files = {name: Part(text, how or "") for name, how, text in made if name != "problems"}
    return Case(title.removeprefix("# ").strip(), files)


def lay_out(files: Mapping[str, Part], folder: Path) -> None:
    """Write a brief of these files, and of those of a sound one."""
    for name, part in ({n: Part(text) for n, text in SOUND.items()} | dict(files)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        word, _, rest = part.how.partition(" ")
        if word == "pipe":
            os.mkfifo(path)
        elif word == "link":
            path.symlink_to(rest)
        elif word == "file":
            shutil.copyfile(FILES / rest, path)
        else:
            path.write_bytes(content(name, part))


def content(name: str, part: Part) -> bytes:
    """The bytes of a file that is written."""
    text, encoding = part.text, "utf-8"
    for how in filter(None, part.how.split(", ")):
        if how == "adds":
            text = SOUND[name] + text
        elif how == "escapes":
            text = ESCAPE.sub(lambda m: m[0].encode().decode("unicode_escape"), text)
        elif how.startswith("times "):
            text = text.removesuffix("\n") * int(how.removeprefix("times "))
        else:
            encoding = how
    return text.encode(encoding)


@functools.cache
def house_style() -> House:
    """The house style that ships."""
    house, _ = load_house(ROOT / "styles", "styles")
    assert house is not None
    return house


def found_in(files: Mapping[str, Part], folder: Path) -> tuple[Problem, ...]:
    """The problems of a brief of these files."""
    lay_out(files, folder)
    return check_brief(folder, "brief", house_style(), Output(folder.parent / "out")).problems


def said_of(files: Mapping[str, Part], folder: Path) -> tuple[list[str], int]:
    """What `briefbuild check` prints of a brief of these files, and with which code it exits."""
    found = found_in(files, folder)
    return [str(p) for p in found], int(is_broken(found))


def as_printed(path: Path, said: list[str], code: int) -> str:
    """The case's file with what is said now."""
    before = re.split(r"^== problems.*\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[0]
    return before + f"== problems (exit {code})\n" + "".join(f"{line}\n" for line in said)
