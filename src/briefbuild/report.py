"""The report of a build: which files, what was proved of each, what was found wrong."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import jinja2

from briefbuild.problems import Problem
from briefbuild.verify.proof import Proof


@dataclass(frozen=True)
class File:
    """One finished file and its proof."""

    file: str
    format: str
    bytes: int
    sha256: str
    proved: Mapping[str, int]
    """How many words, notes, … were found in it, as they are in the source."""
    passed: bool

    @classmethod
    def of(cls, proof: Proof) -> File:
        data = proof.path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        passed = not proof.problems
        return cls(proof.path.name, proof.format, len(data), digest, dict(proof.counts), passed)


@dataclass(frozen=True)
class Report:
    """What one build came to. `published` is the folder of the new set, None if there is none."""

    brief: str
    title: str
    problems: tuple[Problem, ...]
    files: tuple[File, ...] = ()
    published: Path | None = None
    dropped: tuple[str, ...] = ()
    """Files of the earlier set that this one doesn't have."""

    @property
    def errors(self) -> int:
        return sum(p.severity == "error" for p in self.problems)

    @property
    def warnings(self) -> int:
        return sum(p.severity == "warning" for p in self.problems)

    def as_json(self) -> dict[str, object]:
        return {
            "brief": self.brief,
            "title": self.title,
            "files": [asdict(file) for file in self.files],
            "problems": [p.as_json() for p in self.problems],
        }

    def write(self, folder: Path) -> None:
        """Write report.json and report.html beside the finished files."""
        data = self.as_json()
        text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)
        (folder / "report.json").write_text(text + "\n", encoding="utf-8")
        loader = jinja2.FileSystemLoader(Path(__file__).parent)
        environment = jinja2.Environment(
            loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
        )
        page = environment.get_template("report.html.j2").render(report=self, **data)
        (folder / "report.html").write_text(page, encoding="utf-8")


def earlier_files(target: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Files of an earlier set that the new one will not have."""
    if not target.is_dir():
        return ()
    kept = {*names, "report.html", "report.json"}
    return tuple(sorted(p.name for p in target.iterdir() if p.name not in kept))
