"""The output folder: what an earlier build left there, what may be replaced, what may stay.

A finished set of files belongs to one state of the brief. So a build of one format keeps the
earlier files of the others only if they were made from the very same brief, style and program;
and a folder that holds anything that no build put there is never replaced.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from briefbuild.cache import contents, fingerprint
from briefbuild.problems import Place, Problem, problem
from briefbuild.publish import Stage
from briefbuild.report import Report

READ_BACK = ("proof-", "output-")
"""How the codes begin of what is found in finished files: each reading finds it anew."""
REPORTS = ("report.html", "report.json")
UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError)


@dataclass(frozen=True)
class Output:
    """Where finished sets go, each brief's in a folder named by its slug."""

    folder: Path
    strict: bool = False
    """Whether a warning, too, keeps a set from being published."""
    built: Mapping[str, str] = field(default_factory=dict)
    """The briefs built before in this run, by slug."""

    @property
    def cache(self) -> Path:
        return self.folder / ".cache"

    def finish(self, report: Report, stage: Stage) -> Report:
        """Keep a failed build's report beside the earlier set, until a build succeeds."""
        page = self.folder / f"{stage.target.name}.problems.html"
        if report.published:
            page.unlink(missing_ok=True)
            return report
        fresh = stage.work / page.name
        fresh.write_text(report.page(), encoding="utf-8")
        fresh.replace(page)  # in one step, so that no page is torn
        return replace(report, failure=page)


@dataclass(frozen=True)
class Earlier:
    """The set that an earlier build left in a brief's output folder."""

    made_from: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of each finished file by its name, as it was built."""
    foreign: tuple[str, ...] = ()
    """Files in the folder that no build of ours put there."""
    problems: tuple[Problem, ...] = ()
    """What was found when the files were made; what reading them back found is left out."""


def read_earlier(target: Path) -> Earlier:
    """What is in an output folder; a report that can't be read counts for nothing."""
    if target.is_symlink() or target.is_file():  # it would be exchanged for the folder, and swept
        return Earlier(foreign=(target.name,))
    if not target.is_dir():
        return Earlier()
    try:
        report = json.loads((target / "report.json").read_text(encoding="utf-8"))
        digests = report.get("built") or {f["file"]: f["sha256"] for f in report["files"]}
        digests = {str(name): str(digest) for name, digest in digests.items()}
        made_from = str(report.get("made_from", ""))
    except UNREADABLE:
        report, digests, made_from = {}, {}, ""
    ours = {*digests, *REPORTS}
    foreign = tuple(sorted(p.name for p in target.iterdir() if p.name not in ours))
    return Earlier(made_from, digests, foreign, _problems_of(report))


def _problems_of(report: Any) -> tuple[Problem, ...]:
    """The problems of a report that are of the making; none of a report by an older program."""
    try:
        problems = [Problem.from_json(told) for told in report["problems"]]
    except UNREADABLE:
        return ()
    return tuple(p for p in problems if not p.code.startswith(READ_BACK))


def still_true(earlier: Earlier, found: Sequence[Problem]) -> list[Problem]:
    """What the making of an earlier set found and its reading back doesn't find again: a page with
    a hole, say. A path in it is as that build's user wrote it, so paths aren't compared."""
    known = {_told(problem) for problem in found}
    return [problem for problem in earlier.problems if _told(problem) not in known]


def _told(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place or Place("")
    return problem.code, place.line, place.column, problem.message


def refusals(slug: str, slug_at: Place, to: Output, earlier: Earlier) -> list[Problem]:
    """Why the set can't go to its folder: something else is there, or goes there."""
    problems = []
    target = to.folder / slug
    if earlier.foreign:
        names = ", ".join(earlier.foreign[:5]) + (" …" if len(earlier.foreign) > 5 else "")
        problems.append(problem("output-foreign", Place(str(target)), folder=target, names=names))
    if slug in to.built:
        problems.append(problem("output-slug", slug_at, slug=slug, other=to.built[slug]))
    return problems


def made_from(brief: Path, styles: Sequence[Path], output: Path) -> str:
    """The fingerprint of all that decides the finished files: brief, style, program, fixed date."""
    files = [part for root in (brief, *styles) for part in contents(root, output)]
    return fingerprint(os.environ.get("SOURCE_DATE_EPOCH", ""), *files)


def carry_over(earlier: Earlier, stage: Stage, made: Container[str]) -> list[str]:
    """Copy the earlier files into the new set, but for those that are `made` anew; the names of the
    copied ones."""
    names = [n for n in earlier.digests if n not in made and (stage.target / n).is_file()]
    for name in names:
        shutil.copyfile(stage.target / name, stage.folder / name)
    return names


def publish_report(report: Report, stage: Stage) -> None:
    """Put a published set in place anew with a later report: both of its pages or neither."""
    stale = shutil.ignore_patterns(*REPORTS)
    shutil.copytree(stage.target, stage.folder, symlinks=True, ignore=stale, dirs_exist_ok=True)
    report.write(stage.folder)
    stage.publish()


def missing_or_changed(target: Path, there: Mapping[str, str]) -> list[Problem]:
    """Files of a published set that are gone, or are no longer those that were built.

    `there` has the SHA-256 of each file found, by its name.
    """
    earlier = read_earlier(target)
    problems = []
    for name, digest in earlier.digests.items():
        place = Place(str(target / name))
        if name not in there:
            problems.append(problem("output-missing", place, file=name))
        elif there[name] != digest:
            problems.append(problem("output-changed", place, file=name))
    return problems
