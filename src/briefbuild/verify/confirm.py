"""Finished files put before independent validators, which know every rule, for `briefbuild verify`.

A build doesn't ask them: they take seconds, Java, and packages that nobody needs to make a file. So
the report of a build says of each that it wasn't asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefbuild.problems import Problem, problem
from briefbuild.verify import epubcheck, openxml, verapdf
from briefbuild.verify.checks import Check, made, not_made
from briefbuild.verify.press_proof import SUFFIX as PRESS
from briefbuild.verify.proof import Proof
from briefbuild.verify.verdict import Verdict

MOST_SHOWN = 10
ELSE = "run “make verify” again, or have another checker confirm them"
ON_DEMAND = "“make verify” asks it"


@dataclass(frozen=True)
class Judge:
    """An independent validator."""

    name: str
    claims: Callable[[Proof], Sequence[str]]
    """What it can confirm of a file."""
    lacking: Callable[[], list[str]]
    """The packages that it can't run without."""
    verdicts_on: Callable[[Sequence[tuple[Path, str]]], list[Verdict]]
    """Its verdicts on files and claims; raises RuntimeError when it can't run."""


# The functions are looked up when they are called, so that a test may put others in their place.
JUDGES = (
    Judge(
        "veraPDF",
        lambda proof: [claim for claim in proof.claims if claim in verapdf.FLAVOURS],
        lambda: verapdf.lacking(),
        lambda cases: verapdf.verdicts_on(cases),
    ),
    Judge(
        "EPUBCheck",
        lambda proof: [epubcheck.CLAIM] * (proof.path.suffix == ".epub"),
        lambda: epubcheck.lacking(),
        lambda cases: epubcheck.verdicts_on(cases),
    ),
    Judge(
        "openxml-audit",
        lambda proof: [openxml.CLAIM] * (proof.path.suffix == ".docx"),
        lambda: openxml.lacking(),
        lambda cases: openxml.verdicts_on(cases),
    ),
)
NEVER_ASKED = {
    ".html": ("HTML and accessibility", "vnu and axe-core", "the program’s own tests ask them"),
    PRESS: ("PDF/X-4", "an independent validator", "there is no free one"),
}
"""What no judge here can confirm, by how the file's name ends: the check, who could make it, why
that isn't done."""


def unasked(proofs: Sequence[Proof]) -> list[Proof]:
    """The proofs of a build, each with the checks that others could make of the file."""
    return [replace(p, further=(*p.further, *_open(p), *_never_asked(p))) for p in proofs]


def _open(proof: Proof) -> Iterator[Check]:
    for judge in JUDGES:
        for claim in judge.claims(proof):
            yield not_made(claim, judge.name, ON_DEMAND)


def _never_asked(proof: Proof) -> Iterator[Check]:
    for ending, told in NEVER_ASKED.items():
        if proof.path.name.endswith(ending):
            yield not_made(*told)


def confirm(proofs: Sequence[Proof]) -> list[Proof]:
    """The proofs with each judge's word on the claims that it can judge: it bears a claim out,
    refutes it, or, where it can't run, leaves it unconfirmed, which is a warning."""
    judged = list(proofs)
    for judge in JUDGES:
        judged = _asked(judge, judged)
    return [replace(proof, further=(*proof.further, *_never_asked(proof))) for proof in judged]


def _asked(judge: Judge, proofs: Sequence[Proof]) -> list[Proof]:
    """The proofs with one judge's word."""
    cases = [(proof.path, claim) for proof in proofs for claim in judge.claims(proof)]
    if not cases:
        return list(proofs)
    if packages := judge.lacking():
        names = ", ".join(packages)
        hint = f"“make verify” installs what it needs where it can; else install {names}"
        reason = f"{judge.name} can’t run without {names}"
        return [_unconfirmed(judge, proof, reason, hint) for proof in proofs]
    try:
        verdicts = judge.verdicts_on(cases)
    except RuntimeError as error:
        reason = f"{judge.name} stopped: {str(error).splitlines()[-1]}"
        return [_unconfirmed(judge, proof, reason, ELSE) for proof in proofs]
    return [_judged(proof, [v for v in verdicts if v.path == proof.path]) for proof in proofs]


def _unconfirmed(judge: Judge, proof: Proof, reason: str, hint: str) -> Proof:
    claims = judge.claims(proof)
    if not claims:
        return proof
    names = " and ".join(claims)
    facts = {"format": proof.format, "claims": names, "reason": reason, "hint": hint}
    problems = (*proof.problems, problem("proof-unconfirmed", None, **facts))
    checks = (not_made(claim, judge.name, reason) for claim in claims)
    return replace(proof, problems=problems, further=(*proof.further, *checks))


def _judged(proof: Proof, verdicts: Sequence[Verdict]) -> Proof:
    checks, problems = list(proof.further), list(proof.problems)
    for verdict in verdicts:
        found = _refutations(proof.format, verdict)
        covers = f"{verdict.rules} rules" if verdict.rules else ""
        checks.append(made(verdict.claim, verdict.judge, covers, found))
        problems += found
    return replace(proof, further=tuple(checks), problems=tuple(problems))


def _refutations(format: str, verdict: Verdict) -> list[Problem]:
    """A problem for each rule that the file breaks, however often it does."""
    first = {failure.rule: failure for failure in reversed(verdict.failures)}
    shown = [first[rule] for rule in sorted(first)][:MOST_SHOWN]
    facts = {"format": format, "claim": verdict.claim, "judge": verdict.judge}
    return [
        problem("proof-refuted", None, **facts, rule=failure.rule, reason=failure.message)
        for failure in shown
    ]
