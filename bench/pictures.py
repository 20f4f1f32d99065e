"""Pictures of the compared pages: page 1, and a page with a figure and, at best, notes.

PDFium draws all of them, as wide as each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from bench.notes import TELLING, Note, notes_of, pages_of, paragraphs, read

WIDTH = 1000  # pixels
COLORS = 256
SHOWN = ("pandoc, WeasyPrint", "the same, notes floated", "pandoc, Typst", "briefbuild")
"""The tools whose pages are shown, from the left."""
FIRST, NOTED = "first", "figure"


def draw_pages(
    names: Sequence[str], pdfs: Sequence[Path], document: dict[str, Any], folder: Path
) -> None:
    """Draw both pages of each tool's PDF; `document` is the manuscript as pandoc reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {name: pages_of(pdf) for name, pdf in zip(names, pdfs, strict=True)}
    chosen = figure_pages(texts, captions_of(document), notes_of(document))
    for name, pdf in zip(names, pdfs, strict=True):
        for kind, page in ((FIRST, 0), (NOTED, chosen[name])):
            picture(pdf, page).save(folder / file_name(name, kind), optimize=True)


def picture(pdf: Path, page: int) -> Image.Image:
    """A page (from 0), in few colors, so that it loads fast."""
    with pypdfium2.PdfDocument(pdf) as document:
        scale = WIDTH / document[page].get_width()
        drawn: Image.Image = document[page].render(scale=scale).to_pil().convert("RGB")
    # An octree keeps rare colours, such as that of links; the median cut would lose them.
    octree = Image.Quantize.FASTOCTREE
    return drawn.quantize(COLORS, method=octree, dither=Image.Dither.NONE)


def file_name(tool: str, kind: str) -> str:
    return re.sub(r"\W+", "-", tool.lower()).strip("-") + f"-{kind}.png"


def captions_of(document: dict[str, Any]) -> list[str]:
    """The beginning of each figure's caption, by its letters."""
    figures = [block["c"] for block in document["blocks"] if block["t"] == "Figure"]
    texts = ("".join(read(p, "", []) for p in paragraphs(caption[1])) for _, caption, _ in figures)
    return [text[:TELLING] for text in texts]


def figure_pages(
    texts: Mapping[str, Sequence[str]], captions: Sequence[str], notes: Sequence[Note]
) -> dict[str, int]:
    """The page (from 0) of one figure in each tool's PDF: of the figure, the same for all, that
    stands on a page with notes in the most of them."""

    def noted(caption: str) -> int:
        return sum(
            any(note.stands_in(page) for note in notes)
            for pages in texts.values()
            for page in pages
            if caption in page
        )

    best = max(captions, key=noted)
    return {
        name: next((number for number, page in enumerate(pages) if best in page), 0)
        for name, pages in texts.items()
    }


def tables(names: Sequence[str] = SHOWN) -> str:
    """The Markdown that shows the pictures side by side."""
    made = []
    for kind, title in ((FIRST, "Page 1"), (NOTED, "A page with a figure and notes")):
        files = [(name, file_name(name, kind)) for name in names]
        shown = [f"[![{title}, {name}]({file})]({file})" for name, file in files]
        rows = [" | ".join(cells) for cells in (names, ["---"] * len(names), shown)]
        made.append(f"### {title}\n\n" + "".join(f"| {row} |\n" for row in rows))
    return "\n".join(made)
