"""openxml-audit: the Office Open XML schemas and the semantic rules of Microsoft's SDK."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openxml_audit import FileFormat, OpenXmlValidator

from tests.validators.finding import Finding


def openxml(files: Sequence[Path]) -> list[Finding]:
    """Return every fault of Word files against Microsoft 365's reading of ISO/IEC 29500."""
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0)
    return [
        Finding(file, error.id or error.error_type.name, error.description, error.part_uri or "")
        for file in files
        for error in validator.validate(file).errors
    ]
