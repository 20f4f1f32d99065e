"""Load: a brief folder becomes a frozen model and its texts, with every problem at its place."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from briefbuild.comments import without_comments
from briefbuild.inside import read_inside
from briefbuild.invisible import invisible_characters
from briefbuild.limits import SECTION_BYTES, SECTIONS, TEXT_BYTES, beyond
from briefbuild.model import Brief
from briefbuild.problems import Place, Problem, in_order, problem
from briefbuild.yaml_reader import Marked, decoded, read_model

HEADING = re.compile(r"#{1,6}(?:\s.*)?")


@dataclass(frozen=True)
class Source:
    """A brief as it lies on disk."""

    folder: Path
    shown: str
    """The folder as problems name it: as the user typed it."""
    brief: Brief | None
    marked: Marked
    """Where each field of brief.yaml stands."""
    texts: Mapping[str, str]
    """The sections' Markdown by their path in brief.yaml, in order."""
    problems: tuple[Problem, ...]
    whole: bool = True
    """Whether every section could be read: if not, what seems missing may stand in the others."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """brief.yaml and each section as they were read, by their paths from the folder."""

    def file(self, relative: str) -> str:
        """A file of the brief as problems name it."""
        return f"{self.shown}/{relative}" if self.shown != "." else relative


def load(folder: Path, shown: str | None = None) -> Source:
    """Read brief.yaml and every section it names."""
    shown = (str(folder) if shown is None else shown).rstrip("/") or "/"
    path = folder / "brief.yaml"
    at = Place("brief.yaml" if shown == "." else f"{shown}/brief.yaml")
    if not path.exists():
        missing = problem("brief-missing", Place(shown), folder=shown)
        return Source(folder, shown, None, Marked(None, {(): at}, {}), {}, (missing,))
    read = read_model(Brief, path, at.file)
    problems = list(read.problems)
    texts: dict[str, str] = {}
    files = {"brief.yaml": read.data}
    names = _section_names(read.marked.value)
    named_at = read.marked.keys.get(("sections",), at)
    problems += beyond(SECTIONS, len(names), named_at)
    for index, name in enumerate(names[: SECTIONS.most]):
        data, text, found = _read_section(folder, name, read.marked.place(("sections", index)))
        problems += found
        if not found:
            files[name], texts[name] = data, text
            file = name if shown == "." else f"{shown}/{name}"
            problems += invisible_characters(text, file)
            problems += _empty(text, file)
    size = sum(len(data) for name, data in files.items() if name in texts)
    problems += beyond(TEXT_BYTES, size, named_at)
    problems += _named_twice(names, read.marked)
    meant = {str(p.facts.get("near")) for p in problems if p.code == "file-missing"}
    problems += _unlisted(folder, [*names, *meant], read.marked)
    whole, ordered = set(names) == set(texts), tuple(in_order(problems))
    return Source(folder, shown, read.value, read.marked, texts, ordered, whole, files)


def _section_names(value: object) -> list[str]:
    """The sections as far as they can be read, so that a fault elsewhere hides none of theirs."""
    sections = value.get("sections") if isinstance(value, dict) else None
    names = [s for s in sections if isinstance(s, str)] if isinstance(sections, list) else []
    return [posixpath.normpath(name) for name in names]


def _named_twice(names: list[str], marked: Marked) -> list[Problem]:
    found = []
    for index, name in enumerate(names):
        if name in names[:index]:
            first = marked.place(("sections", names.index(name)))
            place = marked.place(("sections", index))
            found.append(problem("section-twice", place, file=name, first=first.line))
    return found


def _empty(text: str, file: str) -> list[Problem]:
    """A section without a word, or with nothing but its heading."""
    lines = without_comments(text).strip().split("\n")
    bare = len(lines) == 1 and (not lines[0] or HEADING.fullmatch(lines[0]))
    return [problem("section-empty", Place(file, 1, 1))] if bare else []


def _unlisted(folder: Path, names: list[str], marked: Marked) -> list[Problem]:
    """Section files that lie beside the listed ones, and that brief.yaml forgets."""
    paths = [PurePosixPath(name) for name in names]
    root = folder.resolve()
    inside = {
        path.parent
        for path in paths
        if path.parent.parts and (folder / path.parent).resolve().is_relative_to(root)
    }
    place = marked.keys.get(("sections",), marked.place(("sections",)))
    return [
        problem("section-unlisted", place, file=parent / name)
        for parent in sorted(inside)
        for name in sorted(found.name for found in (folder / parent).glob("*.md"))
        if parent / name not in paths
    ]


def _read_section(folder: Path, name: str, named_at: Place) -> tuple[bytes, str, list[Problem]]:
    data, found = read_inside(folder, folder / name, named_at, SECTION_BYTES)
    if data is None:
        return b"", "", [found] if found else []
    text, wrong = decoded(data, f"{Path(named_at.file).parent / name}")
    text = unicodedata.normalize("NFC", text)  # as pandoc does, which counts columns
    return data, text, wrong
