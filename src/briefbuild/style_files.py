"""Whether the files of a house style can be read at all: before anything is made of them."""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from briefbuild.problems import Place, Problem, problem
from briefbuild.yaml_reader import read_text

TEXTS = ("*.css", "components/*.css", "fonts/*.css", "templates/*.j2")
FONTS = ("fonts/*.ttf", "fonts/*.otf")


def unreadable(folder: Path, shown: str) -> list[Problem]:
    """Style sheets and templates that are not UTF-8, fonts that are damaged or cut off."""
    problems: list[Problem] = []
    for pattern in TEXTS:
        for path in sorted(folder.glob(pattern)):
            problems += read_text(path, f"{shown}/{path.relative_to(folder)}")[1]
    for pattern in FONTS:
        for path in sorted(folder.glob(pattern)):
            reason = _damage(path)
            if reason:
                place = Place(f"{shown}/{path.relative_to(folder)}")
                problems.append(problem("style-font-damaged", place, reason=reason))
    return problems


def _damage(path: Path) -> str | None:
    """What is wrong with a font file, judged by its table directory (OpenType 1.9, “otff”)."""
    size = path.stat().st_size
    try:
        with path.open("rb") as file, TTFont(file, lazy=True) as font:
            tables = (font.reader.tables if font.reader else {}).values()
            ends = [entry.offset + entry.length for entry in tables]
    except (TTLibError, OSError, ValueError) as error:
        return str(error) or "it is no font"
    return "it is cut off" if max(ends, default=size + 1) > size else None
