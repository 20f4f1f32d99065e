"""vnu, the W3C's checker of HTML, CSS and SVG (validator.github.io/validator), from npm."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.validators.finding import Finding

NPM = Path(sys.prefix, "npm", "node_modules")
"""Where `make setup` puts what npm brings."""
JAR = NPM / "vnu-jar" / "build" / "dist" / "vnu.jar"


def vnu(files: Sequence[Path]) -> list[Finding]:
    """Return what is wrong with HTML files: errors, and warnings too.

    Raises FileNotFoundError without Java, and RuntimeError when vnu gives no report.
    """
    java = ["java", "-Xss8m", "-XX:TieredStopAtLevel=1", "-jar", str(JAR)]
    options = ["--stdout", "--exit-zero-always", "--format", "json"]
    command = [*java, *options, *map(str, files)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    try:
        messages: list[dict[str, Any]] = json.loads(run.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"vnu gave no report:\n{run.stdout}{run.stderr}") from error
    named = {str(file): file for file in files}
    return [
        Finding(named[unquote(urlsplit(m["url"]).path)], kind, m["message"], place(m))
        for m in messages
        if (kind := m.get("subType", m["type"])) != "info"
    ]


def place(message: dict[str, Any]) -> str:
    """Return the place of a message as line:column."""
    return f"{message.get('lastLine', '')}:{message.get('firstColumn', '')}"
