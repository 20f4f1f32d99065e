"""The arguments of each command; `cli` does what they ask for."""

from __future__ import annotations

import argparse
from pathlib import Path

from briefbuild.allowance import USUAL
from briefbuild.outcome import FORMS
from briefbuild.unchanged import FORCE

DEFAULT_FORMATS = ("pdf", "epub", "docx", "html")
FORMAT_NAMES = (*DEFAULT_FORMATS, "press")


class _Version(argparse.Action):
    """Look the version up only where it is asked for: that takes longer than all arguments do."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        from importlib.metadata import version

        parser.exit(message=f"briefbuild {version('briefbuild')}\n")


def parser() -> argparse.ArgumentParser:
    """The whole command line; docs/commands.md is generated from it."""
    top = argparse.ArgumentParser(
        prog="briefbuild", description="A folder in, finished publications out."
    )
    top.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    build = _command(commands, "build", "Build every format, each file proved complete.")
    build.add_argument(
        "--format",
        type=_formats,
        action="extend",
        metavar="LIST",
        help=f"which formats, with commas: {', '.join(FORMAT_NAMES)} (default: all but press)",
    )
    build.add_argument(
        FORCE, action="store_true", help="build anew, even if nothing has changed since"
    )
    _command(commands, "check", "Find every problem without building.")
    _command(commands, "verify", "Compare the built files with the source again.")

    new = commands.add_parser("new", help="Start a brief.", description="Start a brief.")
    new.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")
    new.set_defaults(command="new")
    return top


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help: str,
) -> argparse.ArgumentParser:
    """A command on briefs, with the options that all of these have."""
    made = commands.add_parser(name, help=help, description=help)
    made.add_argument(
        "briefs",
        nargs="*",
        type=Path,
        metavar="BRIEF",
        help="folders with a brief.yaml (default: this folder, or brief/)",
    )
    made.add_argument(
        "--out",
        type=Path,
        default=Path("build"),
        metavar="DIR",
        help="where the files go, a folder for each brief (default: build)",
    )
    made.add_argument(
        "--styles",
        type=Path,
        metavar="DIR",
        help="the house style (default: styles/ by the brief, or the program's)",
    )
    _how(made)
    made.set_defaults(command=name)
    return made


def _how(made: argparse.ArgumentParser) -> None:
    """The options that say how a command on briefs works and tells of it."""
    made.add_argument("--strict", action="store_true", help="treat warnings as errors")
    made.add_argument(
        "--output-format",
        choices=FORMS,
        default="text",
        dest="form",
        help="how to print the result: text for people, json, or sarif for code hosts",
    )
    made.add_argument(
        "--json",
        action="store_const",
        const="json",
        dest="form",
        help="the same as --output-format json",
    )
    made.add_argument(
        "--jobs",
        type=_positive,
        metavar="N",
        help="how many processes work at once (default: one for each processor core)",
    )
    made.add_argument(
        "--allow",
        type=_positive,
        default=1,
        metavar="N",
        help=f"allow N times the usual time and memory: {USUAL}",
    )


def _positive(text: str) -> int:
    if not (text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"“{text}” is no number from 1")
    return int(text)


def _formats(text: str) -> tuple[str, ...]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in FORMAT_NAMES]
    if unknown or not names:
        wrong = f"there is no format “{unknown[0]}”" if unknown else "no format named"
        raise argparse.ArgumentTypeError(f"{wrong}; the formats are {', '.join(FORMAT_NAMES)}")
    return tuple(name for name in FORMAT_NAMES if name in names)
