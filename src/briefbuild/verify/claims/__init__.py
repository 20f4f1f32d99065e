"""The standards that a finished PDF claims to hold to, and what the build itself can check of them.

A claim that a file doesn't live up to is worse than none: readers and archives rely on it. So
each one rests on rules that are looked for in the finished file, without Java and at every build;
`make verify` has veraPDF, which knows all rules, confirm it (`confirm`). A claim for which there
are no rules here is refused, and so is a screen PDF that lost one of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from briefbuild.problems import Problem, problem
from briefbuild.verify.claims import archive, description, tagging
from briefbuild.verify.claims.opened import Opened
from briefbuild.verify.claims.rule import Rule

RULES: tuple[Rule, ...] = (*tagging.RULES, *description.RULES, *archive.RULES)
DEMANDED = ("PDF/A-3a", "PDF/UA-1")
"""What every screen PDF claims. A press PDF's claim is a rule of its preflight."""
ARCHIVE_ID = "{http://www.aiim.org/pdfa/ns/id/}"
UA_ID = "{http://www.aiim.org/pdfua/ns/id/}"
MOST_SHOWN = 5


@dataclass(frozen=True)
class Claimed:
    """What a file claims, each claim with what bears it out, and every fault."""

    claims: Mapping[str, str]
    """By the standard's name, “PDF/UA-1”: “17 rules checked by briefbuild”."""
    problems: tuple[Problem, ...] = ()


def check_claims(path: Path, format: str) -> Claimed:
    """Check the claims of a screen PDF; `format` is its name in problems.

    Raises OSError or pikepdf.PdfError when the file can't be read.
    """
    with pikepdf.open(path) as pdf:
        file = Opened(pdf)
        try:
            names = claims_of(file)
        except ValueError as error:
            facts = {"claim": "nothing", "clause": "XMP", "reason": str(error)}
            return Claimed({}, (problem("proof-claim", None, format=format, **facts),))
        found: dict[str, str] = {}
        problems = [
            problem("proof-unclaimed", None, format=format, claim=name)
            for name in DEMANDED
            if name not in names
        ]
        for name in names:
            rules = [rule for rule in RULES if name in rule.clauses]
            faults = list(_faults(name, rules, file))
            problems += [problem("proof-claim", None, format=format, **facts) for facts in faults]
            found[name] = f"{len(rules)} rules checked by briefbuild"
        return Claimed(found, tuple(problems))


def claims_of(file: Opened) -> list[str]:
    """The standards that a file's XMP names, as their full names."""
    names = [f"PDF/UA-{part}" for part in file.told(f"{UA_ID}part")]
    levels = file.told(f"{ARCHIVE_ID}conformance") or [""]
    names += [f"PDF/A-{part}{levels[0].lower()}" for part in file.told(f"{ARCHIVE_ID}part")]
    return sorted(names)


def _faults(name: str, rules: list[Rule], file: Opened) -> Iterator[dict[str, str]]:
    """The facts of what breaks a claim; of each rule the first few."""
    if not rules:
        yield {"claim": name, "clause": "all", "reason": "no check here knows this standard"}
    for rule in rules:
        for reason in list(dict.fromkeys(rule.faults(file)))[:MOST_SHOWN]:
            yield {"claim": name, "clause": rule.clauses[name], "reason": reason}
