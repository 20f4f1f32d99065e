"""The report of a build: which files, what was proved of each, what was found wrong."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefbuild.problems import Problem, is_broken

if TYPE_CHECKING:  # slow to import, and a report of problems alone needs none
    from briefbuild.verify.checks import Check
    from briefbuild.verify.preflight.rules import Result
    from briefbuild.verify.proof import Proof

HOW = {
    "passed": "confirmed",
    "passed with warnings": "confirmed with remarks",
    "failed": "refuted",
}
"""What a validator's word makes of a claim."""


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
    claims: Mapping[str, str]
    """The standards that it claims to hold to, each with what bears it out."""
    preflight: tuple[Result, ...] = ()
    """Of a press PDF: what came of each rule."""
    checks: tuple[Check, ...] = ()
    """Each check that was made of it, or wasn't, by whom, and what it found."""

    @classmethod
    def of(cls, proof: Proof) -> File:
        data = proof.path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        passed = not is_broken(proof.problems)
        checks = proof.checks()
        facts = (len(data), digest, dict(proof.counts), passed, _claims(proof))
        return cls(proof.path.name, proof.format, *facts, proof.preflight, checks)


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
    failure: Path | None = None
    """Where the report lies when nothing was published."""
    made_from: str = ""
    """The fingerprint of all that the files were made from."""
    built: Mapping[str, str] | None = None
    """The SHA-256 that each file had when it was built, where this is a later look at them."""

    @property
    def errors(self) -> int:
        return sum(p.severity == "error" for p in self.problems)

    @property
    def warnings(self) -> int:
        return sum(p.severity == "warning" for p in self.problems)

    @property
    def queries(self) -> int:
        return sum(p.severity == "query" for p in self.problems)

    def as_json(self) -> dict[str, object]:
        return {
            "brief": self.brief,
            "title": self.title,
            "made_from": self.made_from,
            "built": self._built(),
            "files": [asdict(file) for file in self.files],
            "problems": [p.as_json() for p in self.problems],
        }

    def _built(self) -> dict[str, str]:
        if self.built is None:
            return {file.file: file.sha256 for file in self.files}
        return dict(self.built)

    def write(self, folder: Path) -> None:
        """Write report.json and report.html beside the finished files of a stage."""
        text = json.dumps(self.as_json(), ensure_ascii=False, indent=2, sort_keys=True)
        for name, content in (("report.json", text + "\n"), ("report.html", self.page())):
            (folder / name).write_text(content, encoding="utf-8")

    def page(self) -> str:
        """The report as a web page."""
        import jinja2  # here, since most commands write none

        loader = jinja2.FileSystemLoader(Path(__file__).parent)
        environment = jinja2.Environment(
            loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
        )
        template = environment.get_template("report.html.j2")
        return template.render(report=self, **self.as_json())


def _claims(proof: Proof) -> dict[str, str]:
    """What bears each claim out: the word of an independent validator, where it was asked."""
    from briefbuild.verify.checks import BRIEFBUILD

    claims = dict(proof.claims)
    for check in proof.further:
        if check.by != BRIEFBUILD and check.result != "not made":
            how = HOW[check.result]
            claims[check.name] = f"{how} by {check.by}" + f" ({check.covers})" * bool(check.covers)
    return claims
