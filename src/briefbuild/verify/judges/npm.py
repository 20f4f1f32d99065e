"""Packages of npm's, where `make` puts them: beside the Python that runs the program."""

from __future__ import annotations

import json
import sys
from pathlib import Path

MODULES = Path(sys.prefix, "npm", "node_modules")


def lacking_modules(*names: str) -> list[str]:
    """Those packages that aren't there."""
    return [name for name in names if not (MODULES / name / "package.json").is_file()]


def version_of(name: str) -> str:
    """The version of a package that is there."""
    return str(json.loads((MODULES / name / "package.json").read_bytes())["version"])
