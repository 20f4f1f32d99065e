"""veraPDF's findings in the shape of the other validators'; the program itself runs it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefbuild.verify.verapdf import FLAVOURS, verdicts_on
from tests.validators.finding import Finding


def verapdf(files: Sequence[Path]) -> list[Finding]:
    """Return the failed rules of PDF files against each standard that the screen PDF claims.

    Raises RuntimeError when veraPDF cannot run, with its own words.
    """
    return [
        Finding(verdict.path, f"{verdict.claim} {failure.rule}", failure.message, failure.place)
        for verdict in verdicts_on([(file, claim) for file in files for claim in FLAVOURS])
        for failure in verdict.failures
    ]
