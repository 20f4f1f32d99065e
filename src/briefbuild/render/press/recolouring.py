"""Every colour of a written PDF, in its content streams, gradients and groups, turned into inks.

WeasyPrint paints in DeviceRGB, in DeviceCMYK where a style says `device-cmyk()`, and in DeviceGray
within masks. Here each page's content is read, the operators of colour (ISO 32000-1, 8.6.8) are
replaced, and so is what it draws: forms, patterns, shadings, pictures. What a soft mask's group
paints is no ink but opacity: it becomes DeviceGray. A colour in any other space is left for the
preflight to refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import pikepdf

from briefbuild.press_style import Inks
from briefbuild.render.press.inks import Printer
from briefbuild.render.press.overprinting import overprinted, provide_states

Operator = pikepdf.Operator
FILL, STROKE = "fill", "stroke"
SPACES = {"cs": FILL, "CS": STROKE}
IN_SPACE = {"sc": FILL, "scn": FILL, "SC": STROKE, "SCN": STROKE}
DIRECT = {
    "g": (FILL, "DeviceGray"),
    "G": (STROKE, "DeviceGray"),
    "rg": (FILL, "DeviceRGB"),
    "RG": (STROKE, "DeviceRGB"),
    "k": (FILL, "DeviceCMYK"),
    "K": (STROKE, "DeviceCMYK"),
}
INK_OPERATORS = {FILL: "k", STROKE: "K"}
GREY_OPERATORS = {FILL: "g", STROKE: "G"}
CHANNELS = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
LUMA = (0.3, 0.59, 0.11)  # ISO 32000-1, 11.5.3: the luminosity of a mask painted in RGB


@dataclass(frozen=True)
class Space:
    """The colour spaces in force, by their names."""

    fill: str = "DeviceGray"
    stroke: str = "DeviceGray"

    def of(self, which: str) -> str:
        return self.fill if which == FILL else self.stroke


@dataclass
class Recolouring:
    """One file's way from the screen's colours to inks."""

    pdf: pikepdf.Pdf
    printer: Printer
    picture: Callable[[Any], None]
    """Turns an image XObject's pixels into inks."""
    _done: set[tuple[int, int]] = field(default_factory=set)

    def page(self, page: pikepdf.Page) -> bytes:
        """A page's content in inks; all that it draws is changed in place."""
        self._resources(page.obj.Resources)
        page.obj.Group = _group("/DeviceCMYK")
        return self._content(page.obj, mask=False)

    def _resources(self, resources: Any, mask: bool = False) -> None:
        if self._seen(resources):
            return
        for drawn in _values(resources, "/XObject"):
            if drawn.get("/Subtype") != "/Image":
                self._form(drawn, mask)
            elif not self._seen(drawn):
                self.picture(drawn)
        self._patterns(resources, mask)
        for state in _values(resources, "/ExtGState"):
            soft = state.get("/SMask")
            if isinstance(soft, pikepdf.Dictionary):
                self._form(soft.G, mask=True)
        provide_states(resources)
        if "/ColorSpace" in resources:
            del resources["/ColorSpace"]  # CIE L*a*b* under two names, which nothing uses

    def _patterns(self, resources: Any, mask: bool) -> None:
        for pattern in _values(resources, "/Pattern"):
            if isinstance(pattern, pikepdf.Stream):
                self._form(pattern, mask)
            else:
                self._shading(pattern.Shading, mask)
        for shading in _values(resources, "/Shading"):
            self._shading(shading, mask)

    def _seen(self, item: Any) -> bool:
        if not item.is_indirect:
            return False
        before = item.objgen in self._done
        self._done.add(item.objgen)
        return before

    def _form(self, form: Any, mask: bool) -> None:
        """A form or a tiling pattern."""
        if self._seen(form):
            return
        if "/Resources" in form:
            self._resources(form.Resources, mask)
        if "/Group" in form:
            form.Group = _group("/DeviceGray" if mask else "/DeviceCMYK", form.Group)
        form.write(self._content(form, mask))

    def _content(self, holder: Any, mask: bool) -> bytes:
        made = self._instructions(holder, mask)
        return pikepdf.unparse_content_stream(list(made if mask else overprinted(made)))

    def _instructions(self, holder: Any, mask: bool) -> Iterator[Any]:
        space, saved = Space(), [Space()]
        for instruction in pikepdf.parse_content_stream(holder):
            operands, name = list(instruction.operands), str(instruction.operator)
            if name == "q":
                saved.append(space)
            elif name == "Q" and len(saved) > 1:
                space = saved.pop()
            if name in SPACES:
                space = replace(space, **{SPACES[name]: str(operands[0])[1:]})
                if space.of(SPACES[name]) not in CHANNELS:
                    yield instruction
            elif name in DIRECT:
                which, direct = DIRECT[name]
                space = replace(space, **{which: direct})
                yield self._set(which, direct, operands, mask)
            elif name in IN_SPACE and space.of(IN_SPACE[name]) in CHANNELS:
                which = IN_SPACE[name]
                yield self._set(which, space.of(which), operands, mask)
            else:
                yield instruction

    def _set(self, which: str, space: str, operands: Sequence[Any], mask: bool) -> Any:
        """The instruction that sets a colour, in inks or, within a mask, in grey."""
        values = [float(value) for value in operands]
        if mask:
            return _instruction([_grey(space, values)], GREY_OPERATORS[which])
        return _instruction(self._inks(space, values), INK_OPERATORS[which])

    def _inks(self, space: str, values: Sequence[float]) -> Inks:
        if space == "DeviceRGB":
            return self.printer.of_rgb(*values)
        if space == "DeviceGray":
            return self.printer.of_grey(values[0])
        c, m, y, k = values
        return c, m, y, k

    def _shading(self, shading: Any, mask: bool) -> None:
        """A gradient: the colours at its ends, and between them a course through the inks."""
        space = str(shading.ColorSpace)[1:]
        if self._seen(shading) or CHANNELS.get(space, 4) == 4:
            return
        if not mask:
            shading.ColorSpace = pikepdf.Name("/DeviceCMYK")
            self._function(shading.Function, lambda values: self._inks(space, values))
        elif space == "DeviceRGB":
            shading.ColorSpace = pikepdf.Name("/DeviceGray")
            self._function(shading.Function, lambda values: [_grey(space, values)])

    def _function(self, function: Any, turn: Callable[[list[float]], Sequence[float]]) -> None:
        """Of type 2, exponential interpolation, or 3, which stitches several (7.10)."""
        for part in function.get("/Functions", []):
            self._function(part, turn)
        for end in ("/C0", "/C1"):
            if end in function:
                values = turn([float(value) for value in function[end]])
                function[end] = pikepdf.Array([_number(value) for value in values])


def _grey(space: str, values: Sequence[float]) -> float:
    if space == "DeviceRGB":
        return sum(weight * value for weight, value in zip(LUMA, values, strict=True))
    if space == "DeviceGray":
        return values[0]
    c, m, y, k = values
    return 1 - min(1.0, LUMA[0] * c + LUMA[1] * m + LUMA[2] * y + k)


def _group(space: str, before: Any = None) -> pikepdf.Dictionary:
    """A transparency group's attributes, with the space that it blends in."""
    made = pikepdf.Dictionary(before if before is not None else {"/S": pikepdf.Name.Transparency})
    made["/CS"] = pikepdf.Name(space)
    return made


def _values(resources: Any, kind: str) -> list[Any]:
    held = resources.get(kind)
    return [] if held is None else [value for _, value in sorted(held.items())]


def _instruction(values: Sequence[float], operator: str) -> Any:
    numbers = [_number(value) for value in values]
    return pikepdf.ContentStreamInstruction(numbers, Operator(operator))


def _number(value: float) -> Decimal:
    return Decimal(f"{value:.4f}").normalize() + 0
