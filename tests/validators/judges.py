"""What the program's judges hold against files, as findings: the very judges of `make verify`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

from briefbuild.verify.judges import ace, axe, epubcheck, openxml, verapdf, vnu
from briefbuild.verify.judges.verdict import Case, Verdict
from tests.validators.finding import Finding


def findings(verdicts: Sequence[Verdict]) -> list[Finding]:
    """Return all that verdicts hold against their files, remarks too."""
    return [
        Finding(verdict.path, failure.rule, failure.message, failure.place)
        for verdict in verdicts
        for failure in verdict.failures
    ]


def findings_of(judge: ModuleType) -> Callable[[Sequence[Path]], list[Finding]]:
    """Return a function that has a judge of one claim look at files."""
    return lambda files: findings(judge.verdicts_on([Case(file, judge.CLAIM) for file in files]))


ace_says = findings_of(ace)
axe_says = findings_of(axe)
epubcheck_says = findings_of(epubcheck)
openxml_says = findings_of(openxml)
vnu_says = findings_of(vnu)


def verapdf_says(files: Sequence[Path]) -> list[Finding]:
    """Return the failed rules of PDF files against each standard that the screen PDF claims."""
    cases = [Case(file, claim) for file in files for claim in verapdf.FLAVOURS]
    return [
        Finding(verdict.path, f"{verdict.claim} {failure.rule}", failure.message, failure.place)
        for verdict in verapdf.verdicts_on(cases)
        for failure in verdict.failures
    ]
