"""The pictures of the README: pages of the finished files, side by side.

    python scripts/pictures.py build/korea-japan-alliance docs/pictures

Pages of the PDF are drawn by PDFium; those of the Word file by LibreOffice, where it is installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

SCALE = 1.1  # about 80 dpi: a page is 655 pixels wide
GAP = 16
BACKGROUND = "#d9dde1"
COLORS = 128


def draw(pdf: Path, pages: Sequence[int]) -> list[Image.Image]:
    """The pages (from 1) of a PDF, as far as it has them."""
    document = pypdfium2.PdfDocument(pdf)
    chosen = [number for number in pages if number <= len(document)]
    return [document[number - 1].render(scale=SCALE).to_pil().convert("RGB") for number in chosen]


def side_by_side(pages: Sequence[Image.Image]) -> Image.Image:
    """The pages in one row, with a grey desk around them; few colours, so that it loads fast."""
    framed = [ImageOps.expand(page, 1, "#b9c0c7") for page in pages]
    width = sum(page.width + GAP for page in framed) + GAP
    sheet = Image.new("RGB", (width, max(page.height for page in framed) + 2 * GAP), BACKGROUND)
    left = GAP
    for page in framed:
        sheet.paste(page, (left, GAP))
        left += page.width + GAP
    return sheet.quantize(COLORS, dither=Image.Dither.NONE)


def word_as_pdf(docx: Path, folder: Path) -> Path | None:
    """The Word file as LibreOffice sets it; None where LibreOffice isn't installed."""
    if shutil.which("soffice") is None:
        return None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(docx)], check=True, capture_output=True, timeout=180)
    return folder / f"{docx.stem}.pdf"


def main() -> None:
    """Draw the pictures of one finished brief."""
    built, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    (pdf,) = built.glob("*.pdf")
    side_by_side(draw(pdf, (1, 2))).save(target / "pdf-first.png", optimize=True)
    side_by_side(draw(pdf, (5, 7))).save(target / "pdf-later.png", optimize=True)
    with tempfile.TemporaryDirectory() as folder:
        (docx,) = built.glob("*.docx")
        word = word_as_pdf(docx, Path(folder))
        if word is not None:
            side_by_side(draw(word, (1, 2))).save(target / "docx.png", optimize=True)


if __name__ == "__main__":
    main()
