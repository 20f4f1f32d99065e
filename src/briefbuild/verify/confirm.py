"""Finished files put before independent validators, which know all rules, for `briefbuild verify`.

A build doesn't ask them: they take a minute, Java, a browser, and packages that nobody needs to
make a file. So the report of a build says of each that it wasn't asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import ModuleType

from briefbuild.problems import Problem, problem
from briefbuild.verify.checks import Check, made, not_made
from briefbuild.verify.judges import (
    ace,
    axe,
    epubcheck,
    libreoffice,
    openxml,
    pandoc_reader,
    verapdf,
    vnu,
)
from briefbuild.verify.judges.verdict import Case, Failure, Verdict
from briefbuild.verify.press_proof import SUFFIX as PRESS
from briefbuild.verify.proof import Proof

MOST_SHOWN = 10
CODES = {"error": "proof-refuted", "warning": "proof-remark"}
"""The code of what a validator found, by how grave it holds it to be."""
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
    verdicts_on: Callable[[Sequence[Case]], list[Verdict]]
    """Its verdicts on files and claims; raises RuntimeError when it can't run."""


def _judge(name: str, module: ModuleType, claims: Callable[[Proof], Sequence[str]]) -> Judge:
    # What is called is looked up then, so that a test may put something else in its place.
    return Judge(name, claims, lambda: module.lacking(), lambda cases: module.verdicts_on(cases))


def _judge_of(suffix: str, name: str, module: ModuleType) -> Judge:
    """A judge who can confirm one claim, that of each file with a suffix."""
    return _judge(name, module, lambda proof: [module.CLAIM] * (proof.path.suffix == suffix))


JUDGES = (
    _judge(
        "veraPDF",
        verapdf,
        lambda proof: [claim for claim in proof.claims if claim in verapdf.FLAVOURS],
    ),
    _judge_of(".epub", "EPUBCheck", epubcheck),
    _judge_of(".epub", "Ace", ace),
    _judge_of(".docx", "openxml-audit", openxml),
    _judge_of(".docx", "LibreOffice", libreoffice),
    _judge_of(".docx", "pandoc", pandoc_reader),
    _judge_of(".html", "vnu", vnu),
    _judge_of(".html", "axe-core", axe),
)
NEVER_ASKED = {PRESS: ("PDF/X-4", "an independent validator", "there is no free one")}
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
    cases = [
        Case(proof.path, claim, proof.held_to) for proof in proofs for claim in judge.claims(proof)
    ]
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
        checks.append(made(verdict.claim, verdict.judge, verdict.covers, found))
        problems += found
    return replace(proof, further=tuple(checks), problems=tuple(problems))


def _refutations(format: str, verdict: Verdict) -> list[Problem]:
    """A problem for each rule that the file breaks, with how often it does; those first that it
    breaks by more than a remark, and of many the first ones."""
    rules: dict[tuple[str, str], list[Failure]] = {}
    for failure in verdict.failures:
        rules.setdefault((failure.severity, failure.rule), []).append(failure)
    facts = {"format": format, "claim": verdict.claim, "judge": verdict.judge}
    return [
        problem(CODES[severity], None, **facts, rule=rule, reason=_reason(rules[severity, rule]))
        for severity, rule in sorted(rules, key=lambda key: key[0])[:MOST_SHOWN]
    ]


def _reason(failures: Sequence[Failure]) -> str:
    more = len(failures) - 1
    return failures[0].message + (f" (and {more} more)" if more else "")
