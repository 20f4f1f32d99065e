"""An output folder, the two sets that may lie in it whole, and what is wrong with it now."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.torture.briefs import FORMATS, SLUG, VERSIONS, Digests, digests, write_briefs
from bench.torture.runs import Run, adopt_orphans, children, forked, started
from briefbuild import cli

KEPT = frozenset({SLUG, ".cache", f".{SLUG}.lock"})
"""What a finished build leaves in the output folder."""
SAID = 2000
"""Characters, at most, of what a build has said that are shown."""
GONE = 1.0
"""Seconds within which the children of a killed build must have ended."""
ALIVE = "processes that outlived their build"
TORN = "torn files"
MIXED = "mixed sets"
LOST = "sets lost"
LEFT = "leftovers after the next run"
CODE = "undocumented exit codes"
TRACE = "tracebacks"
KINDS = (TORN, MIXED, LOST, LEFT, CODE, TRACE, ALIVE)


@dataclass
class Scene:
    """A folder of its own for one worker; `faults` counts what was found, `told` says it."""

    folder: Path
    random: Random
    faults: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    """How many builds ended with each code, while they were disturbed."""
    seen: Counter[str] = field(default_factory=Counter)
    """How builds were begun, and what lay there after they were disturbed."""

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        adopt_orphans()
        self.others = children()
        self.briefs = write_briefs(self.folder / "briefs")
        self.out = self.folder / "out"
        self.log = self.folder / "log.txt"
        self.learn(FORMATS)

    def learn(self, formats: str) -> None:
        """Build both versions in these formats undisturbed, and keep their whole sets.

        Nothing may lie there: files of other formats would be carried over into the first set.
        """
        shutil.rmtree(self.target, ignore_errors=True)
        self.formats = formats
        self.known: dict[str, Digests] = {}
        self.seconds = 0.0
        with self.log.open("w") as log, redirect_stdout(log):  # what is kept in memory is warm then
            cli.run(self._arguments(VERSIONS[0]))
        for version in VERSIONS:
            begun = time.monotonic()
            code = self.build(version).wait()
            self.seconds = max(self.seconds, time.monotonic() - begun)
            if code != 0:
                raise RuntimeError(f"an undisturbed build fails: {self.log.read_text()}")
            self.known[version] = digests(self.target)
            shutil.rmtree(self.kept(version), ignore_errors=True)
            shutil.copytree(self.target, self.kept(version))
        self.log.unlink()

    @property
    def target(self) -> Path:
        return self.out / SLUG

    def kept(self, version: str) -> Path:
        """A copy of a version's whole set."""
        return self.folder / "sets" / version

    @property
    def stage(self) -> Path:
        return self.out / f".{SLUG}.stage"

    def build(self, version: str, *, afresh: bool = False) -> Run:
        """Begin a build of a version."""
        self.seen["builds begun from nothing" if afresh else "builds forked"] += 1
        return (started if afresh else forked)(self._arguments(version), self.log)

    def _arguments(self, version: str) -> list[str]:
        brief = str(self.briefs[version])
        return ["build", brief, "--out", str(self.out), "--format", self.formats]

    def restored(self) -> str:
        """The version whose whole set lies there; it is built first where none does."""
        if self.found() is None and self.build(VERSIONS[0]).wait() != 0:
            raise RuntimeError(f"a build with nothing in its way fails: {self.log.read_text()}")
        version = self.found()
        if version is None:
            raise RuntimeError("a build succeeds, and its set is not whole")
        return version

    def found(self) -> str | None:
        """The version whose whole set lies there; None for any other state."""
        now = digests(self.target) if self.target.is_dir() else {}
        return next((v for v, known in self.known.items() if known == now), None)

    def judge(self, case: str, *, empty: bool = False) -> None:
        """Count what is wrong with the set; `empty`: none was there before, so none need be."""
        if self.found() is not None or (empty and not self.target.exists()):
            return
        now = digests(self.target) if self.target.is_dir() else {}
        whole = {sum_: v for v, known in self.known.items() for sum_ in known.values()}
        if not now:
            kind = LOST
        else:
            kind = TORN if any(sum_ not in whole for sum_ in now.values()) else MIXED
        self.tell(kind, f"{case}: {sorted(now)}")

    def see(self, new: str) -> None:
        """Count what a disturbed build of a version left, so that it is known where it was hit."""
        found = self.found()
        sets = "no set yet" if found is None else "new set" if found == new else "old set"
        self.seen[f"left the {sets}" if found else f"left {sets}"] += 1
        self.seen["left a stage to sweep"] += self.stage.exists()

    def next_run(self, case: str, version: str) -> None:
        """The build after a disturbance: it succeeds, and nothing of before is left."""
        code = self.build(version).wait()
        self.expect(f"{case}, next run", code, 0)
        self.judge(f"{case}, next run")
        left = {p.name for p in self.out.iterdir()} - KEPT
        left |= {p.name for p in (self.out / ".cache").glob(".new-*")}
        if left:
            self.tell(LEFT, f"{case}: {sorted(left)}")

    def ended(self, case: str, code: int | None, *allowed: int) -> None:
        """Count how a disturbed build ended, and hold it to what is allowed."""
        self.codes["none: it hung" if code is None else str(code)] += 1
        self.expect(case, code, *allowed)

    def expect(self, case: str, code: int | None, *allowed: int) -> None:
        """Hold an exit code to those that the documentation has for this case."""
        said = self.log.read_text(errors="replace")[-SAID:] if self.log.exists() else ""
        self.log.unlink(missing_ok=True)
        if code not in allowed:
            self.tell(CODE, f"{case}: {code}, and not {' or '.join(map(str, allowed))}: {said}")
        if "Traceback" in said:
            self.tell(TRACE, f"{case}: {said}")

    def expect_gone(self, case: str) -> None:
        """Whoever the build began has ended with it."""
        end = time.monotonic() + GONE
        while (left := children() - self.others) and time.monotonic() < end:
            time.sleep(0.01)
        if left:
            self.tell(ALIVE, f"{case}: {sorted(left)}")

    def tell(self, kind: str, what: str) -> None:
        self.faults[kind] += 1
        self.told.append(f"{kind}: {what}")

    def clear(self) -> None:
        """Take the output folder's content away."""
        for path in self.out.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
