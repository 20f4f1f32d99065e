"""LibreOffice opens the Word file: a second reader of it, and a stand-in for Word.

A Word file holds neither its pages nor the numbers of its notes: the program that opens it makes
them. So LibreOffice lays it out, and `laid_out` holds what comes of that to the source.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from briefbuild.problems import Problem
from briefbuild.verify.items import Inventory
from briefbuild.verify.judges.laid_out import differences
from briefbuild.verify.judges.running import lacking_commands, run
from briefbuild.verify.judges.verdict import Case, Failure, Verdict

CLAIM = "The whole source, as another program lays it out"
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
OF_LAYOUT = ("is called on page", "begins on page")
"""How it is told what LibreOffice does, and not the file: it may set a note a page after its
call."""
UNREADABLE = (ValueError, LookupError, AttributeError, pikepdf.PdfError)


def lacking() -> list[str]:
    """The packages to install before LibreOffice can run, Debian's names; none is best."""
    return lacking_commands(soffice="libreoffice-writer-nogui")


def verdicts_on(cases: Sequence[Case]) -> list[Verdict]:
    """The verdict on each (file, claim, what it must hold); one run for all.

    Raises RuntimeError when LibreOffice doesn't lay a file out, or in no way that can be read.
    """
    judge = " ".join(run(["soffice", "--version"]).stdout.split()[:2])
    with TemporaryDirectory(prefix="briefbuild-") as name:
        folder = Path(name)
        named = [
            Path(shutil.copyfile(path, folder / f"{number}{path.suffix}"))
            for number, path in enumerate(case.path for case in cases)
        ]
        printed = converted(named, folder)
        return [
            Verdict(path, claim, judge, *_found(pages, inventory))
            for (path, claim, inventory), pages in zip(cases, printed, strict=True)
        ]


def converted(files: Sequence[Path], folder: Path, form: str = TAGGED) -> list[Path]:
    """What LibreOffice makes of Word files, in the same order; their names must differ.

    `form` is a file's ending, with the name and the options of LibreOffice's filter, if need be;
    `folder` takes the files and LibreOffice's profile. Raises RuntimeError when it doesn't write
    one, or isn't there.
    """
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--convert-to", form, "--outdir", str(folder)]
    ran = run(["soffice", profile, *options, *files])
    made = [folder / f"{file.stem}.{form.partition(':')[0]}" for file in files]
    for file, written in zip(files, made, strict=True):
        if not written.exists():
            said = (ran.stderr or ran.stdout).strip()
            raise RuntimeError(said or f"LibreOffice did not open {file.name}")
    return made


def _found(printed: Path, inventory: Inventory) -> tuple[str, tuple[Failure, ...]]:
    """How many pages were looked at, and what is otherwise in them than in the source."""
    try:
        problems = differences(printed, inventory)
        with pikepdf.open(printed) as pdf:
            pages = len(pdf.pages)
    except UNREADABLE as error:
        raise RuntimeError(f"its PDF can’t be read: {type(error).__name__}: {error}") from error
    return f"{pages} pages", as_failures(problems)


def as_failures(problems: Sequence[Problem]) -> tuple[Failure, ...]:
    """Differences from the source, each as a rule of its own: none may hide behind another."""
    return tuple(
        Failure(
            f"difference {number}",
            problem.message,
            str(problem.place or ""),
            "warning" if str(problem.facts.get("reason", "")).startswith(OF_LAYOUT) else "error",
        )
        for number, problem in enumerate(problems, 1)
    )
