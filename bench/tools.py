"""The tools that are compared: what each is told to do, and how a run of it is timed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.manuscript import Manuscript

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "bench" / "peers"
BRIEFBUILD = Path(sys.executable).with_name("briefbuild")
FORMATS = ("pdf", "epub", "docx")

Command = tuple[str, ...]


class Paper(NamedTuple):
    """A size of page: its name in Typst, and millimetres."""

    name: str
    width: float
    height: float


A4 = Paper("a4", 210, 297)
OTHERS = (
    Paper("iso-b5", 176, 250),
    Paper("us-letter", 215.9, 279.4),
    Paper("us-legal", 215.9, 355.6),
)


class ToolError(Exception):
    """A tool that failed, with its own words."""


@dataclass(frozen=True)
class Tool:
    """One way to make the publication, in a folder of its own."""

    name: str
    """The column's heading."""
    commands: Mapping[str, Sequence[Command]]
    """What makes each format, run in the folder; "all" where one command makes every format."""
    files: Mapping[str, str]
    """Where each format's file then is, from the folder."""

    def made(self, folder: Path) -> dict[str, Path]:
        return {format: folder / file for format, file in self.files.items()}


def tools(manuscript: Manuscript, chromium: str | None) -> list[Tool]:
    """The tools, briefbuild first; `chromium` is the browser's path for Vivliostyle, or None."""
    build = (str(BRIEFBUILD), "build", "brief", "--out", "out")
    stem = f"out/{manuscript.slug}/{manuscript.slug}"
    read = ("pandoc", "--from=markdown-tex_math_dollars", "--metadata-file=meta.json", "brief.md")
    floated = ("--lua-filter=notes.lua", "--css=print.css")
    weasyprint = ("--pdf-engine=weasyprint", "--pdf-engine-opt=--pdf-variant=pdf/ua-1")
    typst = ("--standalone", "--variable=papersize:{paper}", "--output=typst.typ")
    compiled = "import typst; typst.compile('typst.typ', output='typst.pdf')"
    found = [
        Tool(
            "briefbuild",
            {"all": [build], "pdf": [(*build, "--format", "pdf")]},
            {format: f"{stem}.{format}" for format in FORMATS},
        ),
        Tool(
            "pandoc, WeasyPrint",
            {
                "pdf": [(*read, "--css=print.css", *weasyprint, "--output=pandoc.pdf")],
                "epub": [(*read, "--output=pandoc.epub")],
                "docx": [(*read, "--output=pandoc.docx")],
            },
            {format: f"pandoc.{format}" for format in FORMATS},
        ),
        Tool(
            "the same, notes floated",
            {"pdf": [(*read, *floated, *weasyprint, "--output=floated.pdf")]},
            {"pdf": "floated.pdf"},
        ),
        Tool(
            "pandoc, Typst",
            {"pdf": [(*read, *typst), ("python", "-c", compiled)]},
            {"pdf": "typst.pdf"},
        ),
    ]
    if chromium:
        html = (*read, "--standalone", *floated, "--output=vivliostyle.html")
        browser = ("--executable-browser", chromium)
        press = ("vivliostyle", "build", "vivliostyle.html", "-o", "vivliostyle.pdf", *browser)
        found.append(
            Tool("pandoc, Vivliostyle", {"pdf": [html, press]}, {"pdf": "vivliostyle.pdf"})
        )
    return found


def run(
    tool: Tool,
    wanted: str,
    folder: Path,
    environment: Mapping[str, str],
) -> float:
    """Make one format, or "all", in a folder that `prepare` filled; the commands' seconds.

    Raises ToolError when a command fails.
    """
    groups = [tool.commands[wanted]] if wanted in tool.commands else tool.commands.values()
    paper = (folder / "paper").read_text(encoding="utf-8")
    start = time.perf_counter()
    for commands in groups:
        for command in commands:
            call([part.replace("{paper}", paper) for part in command], folder, environment)
    return time.perf_counter() - start


def prepare(folder: Path, manuscript: Manuscript, paper: Paper = A4) -> None:
    """Fill an empty folder with all that a tool is given, for one size of page."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(manuscript.folder, folder)
    shutil.copy(PINS / "notes.lua", folder)
    (folder / "paper").write_text(paper.name, encoding="utf-8")
    css = (PINS / "print.css").read_text(encoding="utf-8")
    sized = css.replace("size: A4", f"size: {paper.width}mm {paper.height}mm")
    (folder / "print.css").write_text(sized, encoding="utf-8")
    tokens = folder / "styles" / "tokens.css"
    text = tokens.read_text(encoding="utf-8")
    for name, length in (("width", paper.width), ("height", paper.height)):
        text = re.sub(rf"(--page-{name}: )[\d.]+mm", rf"\g<1>{length}mm", text)
    tokens.write_text(text, encoding="utf-8")


def call(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> str:
    """Run a command; what it printed. Raises ToolError with its own words when it fails."""
    program = shutil.which(command[0], path=environment["PATH"]) or command[0]
    try:
        done = subprocess.run(
            [program, *command[1:]],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    except FileNotFoundError as error:
        raise ToolError(f"{command[0]}: not found") from error
    except subprocess.CalledProcessError as error:
        raise ToolError(f"{' '.join(command)}:\n{error.stdout}{error.stderr}") from error
    return done.stdout
