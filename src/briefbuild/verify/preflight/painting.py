"""What a PDF's pages paint, object by object: in which colour, how large, where.

The content streams are run through as ISO 32000-1 has it (8.4: graphics state, 8.5: paths, 8.6:
colours, 9.3: text), forms and patterns included. Soft masks are left out: they are no ink.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import pikepdf

from briefbuild.verify.preflight.geometry import NOWHERE, UNIT, Area, Matrix, around, times

What = Literal["fill", "stroke", "text", "picture", "gradient"]
DIRECT = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
SET = frozenset({"sc", "scn", "SC", "SCN"})
SHOW = frozenset({"Tj", "TJ", "'", '"'})
FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
ENDS = FILLS | STROKES | {"n"}
INVISIBLE = 3  # text rendering mode (9.3.6)
DEEPEST = 20
"""Forms within forms; a file that goes further is made to do harm."""


@dataclass(frozen=True)
class Colour:
    space: str
    """“DeviceCMYK”, “Separation All”, “ICCBased”, …"""
    values: tuple[float, ...] = ()


@dataclass(frozen=True)
class Mark:
    """One thing painted on a page, from 1."""

    page: int
    what: What
    colour: Colour
    area: Area = NOWHERE
    """In points, on the page; of text it isn't known."""
    weight: float = 0.0
    """Of a stroke, in points."""
    picture: Any = None
    size: tuple[float, float] = (0.0, 0.0)
    """Of a picture: its width and height in points, as it is printed."""
    overprints: bool = False
    """Whether what lies below shows through where this has no ink."""


@dataclass(frozen=True)
class _State:
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    fill: Colour = Colour("DeviceGray", (0.0,))
    stroke: Colour = Colour("DeviceGray", (0.0,))
    fill_pattern: Any = None
    weight: float = 1.0
    mode: int = 0
    clip: Area | None = None
    overprints: bool = False


@dataclass
class _Path:
    points: list[tuple[float, float]] = field(default_factory=list)
    clips: bool = False


def painted(pdf: pikepdf.Pdf) -> Iterator[Mark]:
    """Everything that the pages paint, in order. Raises pikepdf.PdfError, ValueError, TypeError or
    LookupError where a content stream is broken."""
    for number, page in enumerate(pdf.pages, start=1):
        if "/Contents" in page.obj:
            yield from _run(page.obj, page.obj.get("/Resources"), number, _State(), 0)


def _run(holder: Any, resources: Any, page: int, state: _State, depth: int) -> Iterator[Mark]:
    if depth > DEEPEST:
        raise ValueError(f"page {page}: forms within forms, more than {DEEPEST} deep")
    run = _Run(resources if resources is not None else pikepdf.Dictionary(), page, state, depth)
    for instruction in pikepdf.parse_content_stream(holder):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            yield run.inline(instruction.iimage)
        else:
            yield from run.step(str(instruction.operator), list(instruction.operands))


class _Run:
    """One content stream on its way."""

    def __init__(self, resources: Any, page: int, state: _State, depth: int) -> None:
        self.resources, self.page, self.depth = resources, page, depth
        self.state, self.saved, self.path = state, [state], _Path()

    def step(self, name: str, operands: Sequence[Any]) -> Iterator[Mark]:
        if name in ENDS:
            yield from self.paint(name)
        elif name in SHOW:
            yield from self.text()
        elif name == "Do":
            yield from self.draw(self.resources["/XObject"][str(operands[0])])
        elif name == "sh":
            shading = self.resources["/Shading"][str(operands[0])]
            yield self.mark("gradient", self.space(shading.ColorSpace), self.state.clip)
        elif name in ("q", "Q"):
            self.keep(name)
        elif name in ("W", "W*"):
            self.path.clips = True
        elif name in ("cm", "w", "Tr", "gs"):
            self.set(name, operands)
        elif name.lower() in DIRECT or name in SET or name in ("cs", "CS"):
            self.colour(name, operands)
        else:
            self.go(name, operands)

    def keep(self, name: str) -> None:
        if name == "q":
            self.saved.append(self.state)
        elif len(self.saved) > 1:
            self.state = self.saved.pop()

    def set(self, name: str, operands: Sequence[Any]) -> None:
        if name == "cm":
            matrix = tuple(float(value) for value in operands)
            self.state = replace(self.state, matrix=times(matrix, self.state.matrix))  # type: ignore[arg-type]
        elif name == "w":
            self.state = replace(self.state, weight=float(operands[0]))
        elif name == "Tr":
            self.state = replace(self.state, mode=int(operands[0]))
        else:
            self.take(self.resources["/ExtGState"][str(operands[0])])

    def take(self, entries: Any) -> None:
        """A graphics state's parameters (table 58), as far as they are asked for."""
        if "/LW" in entries:
            self.state = replace(self.state, weight=float(entries.LW))
        if "/op" in entries or "/OP" in entries:
            over = bool(entries.get("/op", entries.get("/OP")))
            self.state = replace(self.state, overprints=over)

    def colour(self, name: str, operands: Sequence[Any]) -> None:
        which = "fill" if name.islower() else "stroke"
        numbers = tuple(float(v) for v in operands if not isinstance(v, pikepdf.Name))
        if name.lower() in DIRECT:
            made = Colour(DIRECT[name.lower()][1:], numbers)
        elif name in SET:
            made = Colour(getattr(self.state, which).space, numbers)
        else:
            made = self.space(operands[0])
        if which == "stroke":
            self.state = replace(self.state, stroke=made)
            return
        named = [v for v in operands if isinstance(v, pikepdf.Name)] if name in SET else []
        pattern = self.resources["/Pattern"][str(named[0])] if named else None
        self.state = replace(self.state, fill=made, fill_pattern=pattern)

    def space(self, named: Any) -> Colour:
        """A colour space, by its name or as the resources have it, in its first colour."""
        held = self.resources.get("/ColorSpace", pikepdf.Dictionary())
        space = (
            held[str(named)] if isinstance(named, pikepdf.Name) and str(named) in held else named
        )
        if isinstance(space, pikepdf.Array):
            kind = str(space[0])[1:]
            return Colour(f"{kind} {str(space[1])[1:]}" if kind == "Separation" else kind, (1.0,))
        first = (0.0, 0.0, 0.0, 1.0) if space == "/DeviceCMYK" else (0.0,)
        return Colour(str(space)[1:], first)

    def go(self, name: str, operands: Sequence[Any]) -> None:
        """A step of a path; curves stay within their control points."""
        if name not in ("m", "l", "c", "v", "y", "re"):
            return
        values = [float(value) for value in operands]
        if name == "re":
            x, y, width, height = values
            corners = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
            self.path.points += corners
        else:
            self.path.points += zip(values[::2], values[1::2], strict=True)

    def paint(self, name: str) -> Iterator[Mark]:
        area = around(self.path.points, self.state.matrix)
        seen = area.within(self.state.clip)
        if name in FILLS:
            yield from self.filled(seen)
        if name in STROKES:
            scale = (
                abs(
                    self.state.matrix[0] * self.state.matrix[3]
                    - self.state.matrix[1] * self.state.matrix[2]
                )
                ** 0.5
            )
            yield self.mark("stroke", self.state.stroke, seen, self.state.weight * scale)
        if self.path.clips:
            self.state = replace(self.state, clip=seen)
        self.path = _Path()

    def filled(self, area: Area) -> Iterator[Mark]:
        pattern = self.state.fill_pattern
        if pattern is None or self.state.fill.space != "Pattern":
            yield self.mark("fill", self.state.fill, area)
        elif isinstance(pattern, pikepdf.Stream):
            matrix = times(_matrix(pattern), (1, 0, 0, 1, 0, 0))
            state = _State(matrix=matrix, clip=area)
            yield from _run(pattern, pattern.get("/Resources"), self.page, state, self.depth + 1)
        else:
            yield self.mark("gradient", self.space(pattern.Shading.ColorSpace), area)

    def text(self) -> Iterator[Mark]:
        if self.state.mode % 4 != INVISIBLE:
            colour = self.state.stroke if self.state.mode % 4 == 1 else self.state.fill
            yield self.mark("text", colour)
            if self.state.mode % 4 == 2:
                yield self.mark("text", self.state.stroke)

    def draw(self, drawn: Any) -> Iterator[Mark]:
        matrix = self.state.matrix
        if drawn.get("/Subtype") == "/Image":
            area = around(UNIT, matrix).within(self.state.clip)
            size = (
                (matrix[0] ** 2 + matrix[1] ** 2) ** 0.5,
                (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5,
            )
            masked = bool(drawn.get("/ImageMask", False))
            colour = self.state.fill if masked else self.space(drawn.ColorSpace)
            yield replace(self.mark("picture", colour, area), picture=drawn, size=size)
        elif drawn.get("/Subtype") == "/Form":
            state = replace(self.state, matrix=times(_matrix(drawn), matrix))
            resources = drawn.get("/Resources", self.resources)
            yield from _run(drawn, resources, self.page, state, self.depth + 1)

    def inline(self, image: Any) -> Mark:
        return self.mark("picture", Colour(f"inline {image.colorspace}"), self.state.clip)

    def mark(
        self, what: What, colour: Colour, area: Area | None = None, weight: float = 0.0
    ) -> Mark:
        over = self.state.overprints
        return Mark(self.page, what, colour, area or NOWHERE, weight, overprints=over)


def _matrix(form: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    return a, b, c, d, e, f
