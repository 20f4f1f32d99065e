"""Build a brief as an editor does, and find its finished files; or only prepare it."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefbuild.house import load_house
from briefbuild.load import load
from briefbuild.prepare import Prepared, prepare

ROOT = Path(__file__).resolve().parent.parent
OTHER_STYLES = sorted(file.parent for file in (ROOT / "examples").glob("*/house.yaml"))
"""The house styles that show what a designer can change."""
BRIEFBUILD = Path(sys.executable).with_name("briefbuild")
SUFFIXES = ("pdf", "epub", "docx", "html")
PROBLEM = re.compile(r"\S.*:\d+:\d+: (?:warning|query)\[[a-z-]+\]: |  hint: ")


@dataclass(frozen=True)
class Built:
    """The finished files of one brief."""

    pdf: Path
    epub: Path
    docx: Path
    html: Path

    def files(self) -> tuple[Path, ...]:
        return self.pdf, self.epub, self.docx, self.html


def build(
    brief: Path,
    out: Path,
    environment: dict[str, str] | None = None,
    styles: Path | None = None,
) -> Built:
    """Build a brief as an editor does, with the command, and return its files.

    `environment` is added to this process's own; `styles` is another house style. Fails the test
    when the build does, or when a library speaks past the program: what it warns of must become a
    problem, or be mended.
    """
    chosen: list[str | Path] = ["--styles", styles] if styles else []
    run = subprocess.run(
        [BRIEFBUILD, "build", brief, "--out", out, *chosen],
        env=os.environ | (environment or {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, f"the build of {brief} failed:\n{run.stdout}{run.stderr}"
    strays = [line for line in run.stderr.splitlines() if not PROBLEM.match(line)]
    assert strays == []
    return _files_in(out)


def build_once(brief: Path, out: Path, styles: Path | None = None) -> Built:
    """The files of a brief that several processes need: the first one builds them, the others wait
    and find them. Nobody may change them."""
    with out.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():
            begun = out.with_suffix(".begun")
            build(brief, begun, styles=styles)
            begun.rename(out)
    return _files_in(out)


def _files_in(out: Path) -> Built:
    (folder,) = [entry for entry in out.iterdir() if not entry.name.startswith(".")]
    return Built(*(folder / f"{folder.name}.{suffix}" for suffix in SUFFIXES))


def prepared(brief: Path, styles: Path, work: Path) -> Prepared:
    """A brief as it is before any format is made of it, with the house style's problems too."""
    house, problems = load_house(styles, "styles")
    source = load(brief, "brief")
    assert house is not None, [str(p) for p in problems]
    assert source.brief is not None, [str(p) for p in source.problems]
    cache = work / "cache"
    cache.mkdir(exist_ok=True)
    made = prepare(source, source.brief, house, cache)
    return replace(made, problems=(*problems, *made.problems))


def yaml_with(figures: Mapping[str, str]) -> str:
    """The brief.yaml of a brief with the slug “brief”, of one section, a.md, with figures: the file
    of each by its id."""
    entries = "".join(
        f"  {id}:\n    file: {file}\n    alt: A picture\n"
        "    rights: {holder: public domain, permission: not-needed}\n"
        for id, file in figures.items()
    )
    return (
        'title: A Title\nslug: brief\nlang: en\ndate: "2023"\nauthors:\n  - name: A. Author\n'
        f"sections:\n  - a.md\nfigures:\n{entries}"
    )
