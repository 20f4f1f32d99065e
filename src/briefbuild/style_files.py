"""The files of a house style: which folder has each, and whether they can be read at all.

A style's folder is whole, or it holds what differs from another, its base: what the one lacks is
taken from the other, file by file, fonts/ as a whole, tokens.css token by token.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from briefbuild.inside import STYLE, find_inside
from briefbuild.limits import FONT_BYTES, SHEET_BYTES, YAML_BYTES
from briefbuild.problems import Place, Problem, problem
from briefbuild.tokens import Declared, declared_in
from briefbuild.yaml_reader import read_text

SHEETS = ("*.css", "components/*.css", "fonts/*.css")
TEXTS = (*SHEETS, "templates/*.j2")
FONTS = ("fonts/*.ttf", "fonts/*.otf")
TOKENS = "tokens.css"
PARTS = ("components", "fonts", "templates")
OPENED = ("house.yaml", "*.css", "components/*.css", "fonts/**/*", "templates/**/*")
BRACKETS = re.compile(
    r"""/\*.*?(?:\*/|\Z)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\\.|[{(\[\])}]""", re.DOTALL
)
"""The brackets of a style sheet, and what may hold others that are none."""
DEEPEST = 50
SIZES = {"fonts/": FONT_BYTES, "house.yaml": YAML_BYTES}


@dataclass(frozen=True)
class StyleFiles:
    """A style's folder, with the one that has what it lacks."""

    folder: Path
    shown: str
    """The folder as problems name it."""
    base: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The house's own first."""
        return (self.folder, self.base) if self.base else (self.folder,)

    def all(self, name: str) -> list[Path]:
        """A folder of the style in each of its folders, the house's own first."""
        return [folder / name for folder in self.folders]

    def find(self, name: str) -> tuple[Path, str]:
        """A file of the style by its path in it, and how problems name it."""
        part = "fonts" if name.startswith("fonts/") else name
        if self.base is None or (self.folder / part).exists():
            return self.folder / name, f"{self.shown}/{name}"
        return self.base / name, f"{self.base}/{name}"

    def named(self) -> dict[str, tuple[Path, str]]:
        """Every style sheet by its path in the style: its file, and how problems name it."""
        found = {
            path.relative_to(folder).as_posix()
            for folder in self.folders
            for pattern in SHEETS
            for path in folder.glob(pattern)
        }
        files = {name: self.find(name) for name in sorted(found)}
        return {name: file for name, file in files.items() if file[0].is_file()}

    def sheets(self) -> dict[str, str]:
        """The text of every style sheet, by its shown path."""
        files = self.named().values()
        return {shown: path.read_text(encoding="utf-8-sig") for path, shown in files}

    def text(self, name: str) -> str:
        """A style sheet as it applies: tokens that a house's tokens.css lacks follow on its own."""
        css = self.find(name)[0].read_text(encoding="utf-8-sig")
        return css + inherited_rule(self) if name == TOKENS else css

    def inherited(self) -> dict[str, Declared]:
        """The tokens of the base that the house's own tokens.css lacks."""
        path, shown = self.find(TOKENS)
        if self.base is None or path.parent == self.base or not path.is_file():
            return {}
        own = declared_in(path.read_text(encoding="utf-8-sig"), shown)
        below = self.base / TOKENS
        given = declared_in(below.read_text(encoding="utf-8-sig"), f"{self.base}/{TOKENS}")
        return {name: token for name, token in given.items() if name not in own}

    def tokens(self) -> dict[str, Declared]:
        """Every token that applies, as it was written; tokens.css must be there."""
        path, shown = self.find(TOKENS)
        return declared_in(path.read_text(encoding="utf-8-sig"), shown) | self.inherited()

    def templates(self) -> str:
        """The text of every template."""
        paths = [path for folder in self.all("templates") for path in sorted(folder.glob("*.j2"))]
        return "\n".join(path.read_text(encoding="utf-8-sig") for path in paths)


def inherited_rule(files: StyleFiles) -> str:
    """The rule that gives the tokens which a house's tokens.css lacks; "" where it has all."""
    lacking = "".join(f" {name}: {token.value};" for name, token in files.inherited().items())
    return f"\n:root {{{lacking} }}\n" if lacking else ""


def strays(folder: Path, shown: str) -> list[Problem]:
    """Files of a style that lie outside its folder, are no ordinary ones or too large.

    In fonts/ every file counts, since fontconfig and resvg open all that they find there.
    """
    root = folder.resolve()
    away = [name for name in PARTS if not (folder / name).resolve().is_relative_to(root)]
    problems = []
    for name in away or sorted(_opened(folder)):
        limit = next((limit for part, limit in SIZES.items() if name.startswith(part)), SHEET_BYTES)
        _, wrong = find_inside(folder, folder / name, Place(f"{shown}/{name}"), limit, STYLE)
        problems += [wrong] if wrong else []
    return problems


def _opened(folder: Path) -> set[str]:
    """What the program may open in a style's folder, as paths in it."""
    root = folder.resolve()
    return {
        path.relative_to(folder).as_posix()
        for pattern in OPENED
        for path in folder.glob(pattern)
        if not (path.is_dir() and path.resolve().is_relative_to(root))
    }


def unreadable(folder: Path, shown: str) -> list[Problem]:
    """Style sheets and templates that are not UTF-8, sheets of brackets within brackets without
    end, fonts that are damaged or cut off."""
    problems: list[Problem] = []
    for pattern in TEXTS:
        for path in sorted(folder.glob(pattern)):
            name = f"{shown}/{path.relative_to(folder)}"
            text, wrong = read_text(path, name)
            problems += wrong
            problems += too_deep(text, name) if path.suffix == ".css" else []
    for pattern in () if problems else FONTS:  # fonts.css may be what can't be read
        for path in sorted(folder.glob(pattern)):
            reason = _damage(path)
            if reason:
                place = _naming(folder, path.name, shown) or Place(f"{shown}/fonts/{path.name}")
                facts = {"file": path.name, "reason": reason}
                problems.append(problem("style-font-damaged", place, **facts))
    return problems


def too_deep(css: str, file: str) -> list[Problem]:
    """Where brackets stand within more others than a style sheet has: each level costs those who
    read it a part of their stack."""
    depth = 0
    for token in BRACKETS.finditer(css):
        depth += (token[0] in "{([") - (token[0] in "})]")
        if depth > DEEPEST:
            before = css[: token.start()]
            place = Place(file, before.count("\n") + 1, token.start() - before.rfind("\n"))
            reason = f"this bracket stands within {DEEPEST} others"
            hint = "write the rules one after the other, each with its whole selector"
            return [problem("style-css", place, reason=reason, hint=hint)]
    return []


def _naming(folder: Path, font: str, shown: str) -> Place | None:
    """Where fonts.css names a font's file."""
    sheet = folder / "fonts" / "fonts.css"
    lines = sheet.read_text(encoding="utf-8-sig").split("\n") if sheet.is_file() else []
    for number, line in enumerate(lines, 1):
        if font in line:
            return Place(f"{shown}/fonts/fonts.css", number, line.index(font) + 1)
    return None


def own_families(fonts: Path) -> dict[str, str]:
    """The family of each TrueType file of a folder, as it says itself (OpenType 1.9, “name”)."""
    families = {}
    for path in sorted(fonts.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            names = font["name"]
            families[path.name] = str(names.getDebugName(16) or names.getDebugName(1))
    return families


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
