"""The ways to make a brief that are timed against each other, and what each finds before it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.costs import Spent, waited
from bench.tools import BRIEFBUILD, PINS, ROOT, ToolError

BASE, TYPST = "pandoc, four times", "pandoc and Typst"
COLD, UNPROVED = "cold", "cold, nothing read back"
EDITED, TOKEN, AGAIN = "one word edited", "one token changed", "nothing changed"
FORMATS = "pdf,epub,docx,html"
SECTION, TOKENS = "brief/sections/01-introduction.md", "styles/tokens.css"
LIMIT = 600
"""Seconds by the clock, for one run."""
WITHOUT_PROOF = """
import sys
from briefbuild import cli, proving
proving.Proving.tasks = lambda self, suffixes: []
cli.main(sys.argv[1:])
"""


@dataclass(frozen=True)
class Way:
    """One way, run in a folder of its own."""

    name: str
    command: Sequence[str]
    before: Callable[[Path, int], None]
    """What is done in the folder before a run, by the run's number; it isn't timed."""
    proves: bool = False


def ways(manuscript: Path, pictures: Path, peers: Path | None) -> list[Way]:
    """The ways, the baseline first. `manuscript` is what each is given, `pictures` the figures as
    briefbuild keeps them: each side has them drawn. `peers` is the environment with Typst."""

    def fresh(folder: Path, _: int) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(manuscript, folder)
        shutil.copy(PINS / "four.mk", folder)
        shutil.copytree(pictures, folder / "build" / ".cache")

    def kept(change: Callable[[Path, int], None]) -> Callable[[Path, int], None]:
        def before(folder: Path, number: int) -> None:
            if not [*folder.glob("build/*/report.json")]:
                fresh(folder, number)
                spent(Way("", build, fresh), folder)
            change(folder, number)

        return before

    make = ("make", "--silent", "--file=four.mk")
    build = (str(BRIEFBUILD), "build", "brief", "--format", FORMATS)
    unproved = (sys.executable, "-c", WITHOUT_PROOF, *build[1:])
    found = [
        Way(BASE, (*make, "four"), fresh),
        Way(COLD, build, fresh, proves=True),
        Way(UNPROVED, unproved, fresh),
        Way(EDITED, build, kept(_edit), proves=True),
        Way(TOKEN, build, kept(_retoken), proves=True),
        Way(AGAIN, build, kept(lambda *_: None), proves=True),
    ]
    typst = Way(TYPST, (*make, "typst", f"PATH={peers}/bin:{_path()}"), fresh)
    return [found[0], *([typst] if peers else []), *found[1:]]


def _edit(folder: Path, number: int) -> None:
    """Another word at the end of the first paragraph, each time a new one."""
    path = folder / SECTION
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(i for i, line in enumerate(lines) if line and not line.startswith("#"))
    lines[at] = f"{lines[at].partition(' Edit')[0]} Edit{chr(97 + number % 26)}."
    path.write_text("\n".join(lines), encoding="utf-8")


def _retoken(folder: Path, number: int) -> None:
    """Another accent color, each time a new one."""
    path = folder / TOKENS
    css = path.read_text(encoding="utf-8")
    before, name, after = css.partition("--color-accent:")
    path.write_text(
        f"{before}{name} #0f{60 + number % 30}5e;{after.partition(';')[2]}", encoding="utf-8"
    )


def spent(way: Way, folder: Path) -> Spent:
    """What a run costs. Raises ToolError with its own words when it fails."""
    printed = folder.with_suffix(".printed")
    with printed.open("wb") as to:
        process = subprocess.Popen(
            way.command,
            cwd=folder,
            stdout=to,
            stderr=to,
            start_new_session=True,
            env=_environment(),
        )
        cost = waited(process, LIMIT)
    if cost.code:
        raise ToolError(f"{way.name}: {printed.read_text(encoding='utf-8', errors='replace')}")
    return cost


def _environment() -> Mapping[str, str]:
    left = ("SOURCE_DATE_EPOCH", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if name not in left}
    return kept | {"PATH": _path(), "LC_ALL": "C.UTF-8"}


def _path() -> str:
    """Where pandoc and WeasyPrint are, at the versions that briefbuild itself uses."""
    (pandoc,) = (ROOT / ".venv").glob("lib/python*/site-packages/pypandoc/files")
    return os.pathsep.join([str(pandoc), str(BRIEFBUILD.parent), os.environ["PATH"]])
