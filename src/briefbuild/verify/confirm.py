"""Claims put before veraPDF, which knows every rule of the standards, for `briefbuild verify`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefbuild.problems import Problem, problem
from briefbuild.verify.proof import Proof
from briefbuild.verify.verapdf import FLAVOURS, Verdict, lacking, verdicts_on

MOST_SHOWN = 10
ELSE = "run “make verify” again, or have another checker confirm them"


def confirm(proofs: Sequence[Proof]) -> list[Proof]:
    """The proofs with veraPDF's word on each claim: it bears the claim out, refutes it, or, where
    it can't run, leaves it unconfirmed, which is a warning."""
    cases = [(p.path, claim) for p in proofs for claim in p.claims if claim in FLAVOURS]
    if not cases:
        return list(proofs)
    if packages := lacking():
        names = ", ".join(packages)
        hint = f"“make verify” installs what it needs where it can; else install {names}"
        reason = f"veraPDF can’t run without {names}"
        return [_unconfirmed(proof, reason, hint) for proof in proofs]
    try:
        verdicts = verdicts_on(cases)
    except RuntimeError as error:
        reason = str(error).splitlines()[-1]
        return [_unconfirmed(proof, f"veraPDF stopped: {reason}", ELSE) for proof in proofs]
    return [_judged(proof, [v for v in verdicts if v.path == proof.path]) for proof in proofs]


def _unconfirmed(proof: Proof, reason: str, hint: str) -> Proof:
    claims = " and ".join(name for name in proof.claims if name in FLAVOURS)
    if not claims:
        return proof
    facts = {"format": proof.format, "claims": claims, "reason": reason, "hint": hint}
    return replace(proof, problems=(*proof.problems, problem("proof-unconfirmed", None, **facts)))


def _judged(proof: Proof, verdicts: Sequence[Verdict]) -> Proof:
    claims = dict(proof.claims)
    problems = list(proof.problems)
    for verdict in verdicts:
        how = "refuted" if verdict.failures else "confirmed"
        claims[verdict.claim] = f"{how} by {verdict.judge} ({verdict.rules} rules)"
        problems += _refutations(proof.format, verdict)
    return replace(proof, claims=claims, problems=tuple(problems))


def _refutations(format: str, verdict: Verdict) -> list[Problem]:
    """A problem for each rule that the file breaks, however often it does."""
    first = {failure.rule: failure for failure in reversed(verdict.failures)}
    shown = [first[rule] for rule in sorted(first)][:MOST_SHOWN]
    facts = {"format": format, "claim": verdict.claim, "judge": verdict.judge}
    return [
        problem("proof-refuted", None, **facts, rule=failure.rule, reason=failure.message)
        for failure in shown
    ]
