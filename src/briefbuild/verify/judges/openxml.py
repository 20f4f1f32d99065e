"""openxml-audit: whether a Word file keeps the Office Open XML schemas and Microsoft's own rules.

It is a PyPI package. None of this is needed to build; `lacking` names what isn't there.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec

from briefbuild.verify.judges.verdict import Case, Failure, Verdict

CLAIM = "Office Open XML"
PACKAGE = "openxml-audit"


def lacking() -> list[str]:
    """The packages to install before it can run, PyPI's names; none is best."""
    return [] if find_spec("openxml_audit") else [PACKAGE]


def verdicts_on(cases: Sequence[Case]) -> list[Verdict]:
    """The verdict on each (file, claim), by Microsoft 365's reading of ISO/IEC 29500."""
    from openxml_audit import FileFormat, OpenXmlValidator  # here, since it may not be installed

    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0)
    judge = f"{PACKAGE} {version(PACKAGE)}"
    verdicts = []
    for path, claim, _ in cases:
        failures = tuple(
            Failure(error.id or error.error_type.name, error.description, error.part_uri or "")
            for error in validator.validate(path).errors
        )
        verdicts.append(Verdict(path, claim, judge, "", failures))
    return verdicts
