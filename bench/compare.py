"""Make the same publication with briefbuild and with other tools, measure all, write the page.

`make compare` runs it. Every cell of the table in docs/comparison/ comes from a measurement of
that run.
"""

from __future__ import annotations

import json
import shlex
import sys
import time
from collections.abc import Mapping
from statistics import median
from typing import Any

from bench.install import chromium, install, versions
from bench.lines import texts_of
from bench.manuscript import Manuscript, write_manuscript
from bench.measures import (
    ON_CALL_PAGE,
    Cells,
    digests,
    epub_rows,
    page_rows,
    pdf_rows,
    same,
    word_rows,
)
from bench.notes import Note, notes_of, on_call_page, pages_of
from bench.page import page
from bench.pictures import SHOWN, draw_pages
from bench.tools import (
    BRIEFBUILD,
    FORMATS,
    OTHERS,
    ROOT,
    Tool,
    ToolError,
    call,
    prepare,
    run,
    tools,
)

BRIEF = ROOT / "brief"
CACHE = ROOT / ".cache" / "compare"
PAGE = ROOT / "docs" / "comparison" / "README.md"
ROUNDS = 5
UNDATED: Mapping[str, str] = {}
DATE = {"SOURCE_DATE_EPOCH": "1700000000"}


def main() -> None:
    """Install, make, measure, write; with the argument `pictures` only draw the pages anew."""
    print("installing the tools (the first time a few minutes)")
    environment = install(CACHE)
    manuscript = write_manuscript(BRIEF, ROOT / "styles", CACHE / "manuscript")
    bench = Bench(tools(manuscript, chromium()), manuscript, environment)
    if sys.argv[1:] == ["pictures"]:
        bench.drawn(make=True)
        return
    print("making the files, twice and once more with a fixed date")
    dated = bench.repeated("Bytes: the same, with a fixed date (SOURCE_DATE_EPOCH)", DATE)
    rows = bench.repeated("Bytes: the same when made again", UNDATED) | dated
    print("measuring the files")
    rows |= bench.checked()
    bench.drawn()
    print("making the PDFs on other pages")
    rows |= bench.resized()
    print(f"timing, {ROUNDS} rounds")
    rows |= bench.timed()
    names = [tool.name for tool in bench.tools]
    roots = {str(BRIEFBUILD): "briefbuild", f"{ROOT}/": ""}
    told = (bench.told(), versions(environment), bench.refusal(), ROUNDS, roots)
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(names, rows, *told), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")


class Bench:
    """The tools with what they are given; every method is one part of the page."""

    def __init__(
        self, tools: list[Tool], manuscript: Manuscript, environment: Mapping[str, str]
    ) -> None:
        self.tools = tools
        self.manuscript = manuscript
        self.environment = environment
        self.folders = {tool.name: CACHE / "work" / str(i) for i, tool in enumerate(tools)}

    def make(
        self, tool: Tool, wanted: str = "all", date: Mapping[str, str] = UNDATED, fresh: bool = True
    ) -> float:
        """Make a tool's files; the seconds it took. `fresh` empties its folder first."""
        folder = self.folders[tool.name]
        if fresh:
            prepare(folder, self.manuscript)
        return run(tool, wanted, folder, {**self.environment, **date})

    def repeated(self, label: str, date: Mapping[str, str]) -> dict[str, Cells]:
        """Which files come out the same when they are made again, at least a second later."""
        taken = []
        for _ in range(2):
            for tool in self.tools:
                self.make(tool, date=date)
            taken.append([digests(tool.made(self.folders[tool.name])) for tool in self.tools])
            time.sleep(1)
        return {label: [same(first, second) for first, second in zip(*taken, strict=True)]}

    def checked(self) -> dict[str, Cells]:
        """What the files of the last run hold."""
        made = [tool.made(self.folders[tool.name]) for tool in self.tools]
        document = self.document()
        notes = notes_of(document)
        return {
            **page_rows(made, texts_of(document)),
            **pdf_rows(made, notes, self.manuscript),
            **epub_rows(made, notes, self.manuscript),
            **word_rows(made, notes, self.manuscript, CACHE / "libreoffice"),
        }

    def drawn(self, make: bool = False) -> None:
        """Draw the pages that docs/comparison shows; `make` makes their PDFs first."""
        shown = [tool for tool in self.tools if tool.name in SHOWN]
        for tool in shown if make else ():
            self.make(tool, "pdf")
        pdfs = [tool.made(self.folders[tool.name])["pdf"] for tool in shown]
        draw_pages([tool.name for tool in shown], pdfs, self.document(), PAGE.parent)

    def resized(self) -> dict[str, Cells]:
        """How many notes stand on their call's page on pages of other sizes."""
        notes, folder = self.notes(), CACHE / "resized"
        cells: Cells = []
        for tool in self.tools:
            placed = 0
            for paper in OTHERS:
                prepare(folder, self.manuscript, paper)
                run(tool, "pdf", folder, self.environment)
                placed += on_call_page(notes, pages_of(tool.made(folder)["pdf"]))
            cells.append(f"{placed} of {len(OTHERS) * len(notes)}")
        return {f"PDF: {ON_CALL_PAGE}, on B5, Letter and Legal together": cells}

    def notes(self) -> list[Note]:
        """The notes as pandoc reads them."""
        return notes_of(self.document())

    def document(self) -> dict[str, Any]:
        """The manuscript as pandoc reads it."""
        (pdf,) = next(t for t in self.tools if t.name.startswith("pandoc")).commands["pdf"]
        read = [
            argument for argument in pdf if not argument.startswith(("--output", "--pdf", "--css"))
        ]
        command = (*read, "--to=json", "--standalone")
        read_back = call(command, self.manuscript.folder, self.environment)
        document: dict[str, Any] = json.loads(read_back)
        return document

    def timed(self) -> dict[str, Cells]:
        """How long each tool takes, as a ratio to the second one's median."""
        kinds: dict[str, tuple[str, bool]] = {
            "Time: PDF alone": ("pdf", True),
            "Time: PDF alone, made again": ("pdf", False),
            "Time: PDF, EPUB and Word": ("all", True),
            "Time: PDF, EPUB and Word, made again": ("all", False),
        }
        able = {
            label: [t for t in self.tools if wanted == "pdf" or len(t.files) == len(FORMATS)]
            for label, (wanted, _) in kinds.items()
        }
        taken: dict[tuple[str, str], list[float]] = {}
        for _ in range(ROUNDS):
            for label, (wanted, fresh) in kinds.items():
                for tool in able[label]:
                    seconds = self.make(tool, wanted, fresh=fresh)
                    taken.setdefault((label, tool.name), []).append(seconds)
        return {label: self.ratios(label, taken) for label in kinds}

    def ratios(self, label: str, taken: Mapping[tuple[str, str], list[float]]) -> Cells:
        """Each tool's median to the second tool's."""
        base = median(taken[label, self.tools[1].name])
        return [
            f"{median(seconds) / base:.2f}" if (seconds := taken.get((label, tool.name))) else None
            for tool in self.tools
        ]

    def told(self) -> list[tuple[str, list[str]]]:
        """The commands of each tool."""
        return [
            (tool.name, [shlex.join(c) for group in tool.commands.values() for c in group])
            for tool in self.tools
        ]

    def refusal(self) -> str | None:
        """Typst's own words when it is asked for PDF/UA-1, or None if it makes it."""
        tool = next(tool for tool in self.tools if tool.name.endswith("Typst"))
        code = "import typst; typst.compile('typst.typ', output='ua.pdf', pdf_standards=['ua-1'])"
        try:
            call(("python", "-c", code), self.folders[tool.name], self.environment)
        except ToolError as error:
            return str(error).strip().splitlines()[-1].rpartition("Error: ")[2]
        return None


if __name__ == "__main__":
    main()
