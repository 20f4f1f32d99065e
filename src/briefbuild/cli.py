"""The command line: arguments, printing, exit codes. The only module that prints or exits."""

from __future__ import annotations

import argparse
import datetime
import io
import os
import shlex
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefbuild.arguments import DEFAULT_FORMATS, parser
from briefbuild.outcome import Outcome, lines, logged, refused, shows_color, summary
from briefbuild.output import Output
from briefbuild.problems import is_broken
from briefbuild.stamps import Stamps, styles_for
from briefbuild.workers import Workers

if TYPE_CHECKING:  # what a command needs it imports itself, so that others are done at once
    from briefbuild.house import House
    from briefbuild.render.formats import Format
    from briefbuild.report import Report

DONE, PROBLEMS, USAGE, MACHINE = 0, 1, 2, 3
SIGNALLED = 128
"""Shells' own rule: 130 for Ctrl-C (SIGINT, 2), 143 for SIGTERM, 129 for a closed terminal."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point: run and exit; by a signal, too, only after the stage is swept."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _stop)
    if isinstance(sys.stdout, io.TextIOWrapper):  # letters that a terminal lacks
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit code. Never a traceback for what a user or a machine can cause."""
    options = parser().parse_args(arguments)
    options.arguments = arguments
    try:
        return COMMANDS[options.command](options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return MACHINE
    except (Exception, KeyboardInterrupt) as error:
        text, code = _stopped(error)
        _say(text)
        return code


def _stopped(error: BaseException) -> tuple[str, int]:
    """What ended a run before its end, in words, and the exit code. A fault of the program is never
    shown raw and never lost."""
    if isinstance(error, KeyboardInterrupt):
        by = int(*error.args or (signal.SIGINT,))
        return "stopped; what is published is whole, earlier or new", SIGNALLED + by
    if isinstance(error, OSError):
        return f"error: {refused(error)}", MACHINE
    return logged(error), MACHINE


def _stop(number: int, _frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)  # nobody need say it twice
    raise KeyboardInterrupt(number)


def _build(options: argparse.Namespace) -> int:
    built: dict[str, str] = {}

    def action(folder: Path, house: House) -> Report:
        from briefbuild import pipeline
        from briefbuild.render.formats import FORMATS

        wanted = options.format or DEFAULT_FORMATS
        formats: list[Format] = [f for f in FORMATS if f.name in wanted]
        to = Output(options.out, options.strict, built)
        report = pipeline.build(folder, str(folder), house, formats, to, _workers(options))
        if report.published:
            built[report.published.name] = str(folder)
        return report

    if options.form != "text":
        return _each(options, action)
    return _each(options, action, Stamps(options, built))


def _check(options: argparse.Namespace) -> int:
    from briefbuild import check

    to = Output(options.out)
    return _each(options, lambda f, h: check.check(f, str(f), h, to, _workers(options)))


def _verify(options: argparse.Namespace) -> int:
    from briefbuild.verification import verify_published

    to = Output(options.out)
    return _each(options, lambda f, h: verify_published(f, str(f), h, to, _workers(options)))


def _workers(options: argparse.Namespace) -> Workers:
    """Those of one brief, which has an allowance of its own."""
    return Workers(options.jobs, options.allow)


def _each(
    options: argparse.Namespace,
    action: Callable[[Path, House], Report],
    stamps: Stamps | None = None,
) -> int:
    """Do it for every brief of which something has changed, and say what came of each; the worst
    outcome is the exit code. For machines all is one document, also when something stops the run.
    """
    outcome = Outcome()
    for folder in options.briefs or [_default_brief()]:
        try:
            if stamps and (said := stamps.said(folder)):
                _print(*said)
                continue
            stamp = stamps.begun(folder) if stamps else None
            report = _report(folder, options, action)
        except BrokenPipeError:
            raise
        except (Exception, KeyboardInterrupt) as error:
            outcome.stopped, outcome.code = _stopped(error)
            outcome.stopped_at = str(folder)
            _say(outcome.stopped)
            break
        outcome.reports.append(report)
        if is_broken(report.problems, strict=options.strict):
            outcome.code = PROBLEMS
        if options.form == "text":
            said = _said(report)
            _print(*said)
            if stamps and report.published:
                stamps.keep(folder, stamp, report.published.name, said)
    if options.form != "text":
        print(outcome.document(options.form))
    if stamps:
        stamps.keep_run()
    return outcome.code


def _report(
    folder: Path, options: argparse.Namespace, action: Callable[[Path, House], Report]
) -> Report:
    """What came of one brief; of its house style alone, if that is unsound."""
    from briefbuild.house import load_house
    from briefbuild.report import Report

    styles = options.styles or styles_for(folder)[0]
    house, problems = load_house(styles, _shown(styles), options.out / ".cache")
    if house is None or is_broken(problems, strict=options.strict):
        return Report(str(folder), str(folder), tuple(problems))
    report = action(folder, house)
    return replace(report, problems=(*problems, *report.problems))


def _default_brief() -> Path:
    return Path() if Path("brief.yaml").is_file() else Path("brief")


def _shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _new(options: argparse.Namespace) -> int:
    from briefbuild.new import start_brief
    from briefbuild.transform.headings import slug

    name = options.folder.resolve().name
    if len(name.split()) > 1:
        _say(f"error: a blank in a folder’s name splits it for make; call it {slug(name)}")
        return USAGE
    try:
        files = start_brief(options.folder, datetime.date.today())
    except FileExistsError as error:
        _say(f"error: {error}; give the name of a new folder")
        return USAGE
    for path in files:
        print(path)
    folder = shlex.quote(str(options.folder))
    front_door = Path("Makefile").is_file()
    print(f"next: make BRIEF={folder}" if front_door else f"next: briefbuild build {folder}")
    return DONE


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "check": _check,
    "verify": _verify,
    "new": _new,
}


def _said(report: Report) -> tuple[str, str]:
    """What is printed of a brief, to stderr and to stdout."""
    color = shows_color(sys.stderr.isatty(), os.environ)
    problems = [f"{line}\n" for line in lines(report.problems, color=color)]
    return "".join(problems), "".join(f"{line}\n" for line in summary(report))


def _print(stderr: str, stdout: str) -> None:
    sys.stderr.write(stderr)
    sys.stderr.flush()
    print(stdout, end="", flush=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr)
