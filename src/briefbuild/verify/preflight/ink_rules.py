"""Rules on inks and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from PIL import Image, ImageMath

from briefbuild.verify.preflight.painting import Mark
from briefbuild.verify.preflight.sheet import Sheet

INKS = frozenset({"DeviceCMYK", "DeviceGray"})
REGISTRATION = "Separation All"
BLACK, BLACKISH = 35.0, 6.0
"""CIE L* and C*ab: darker and duller text reads as black."""
GREY = 2.5
"""CIE C*ab: text below it reads as grey, however light."""
TRACE = 0.005
FULL_BLACK = (0.0, 0.0, 0.0, 1.0)
DPI = 300
ROUNDING = 0.02
"""Of ink: four dots of 256 steps each, rounded."""
THINNEST = 0.25
"""Points: what a plate holds, and registration marks have."""


def colour_spaces(sheet: Sheet) -> Iterator[str]:
    for mark in sheet.marks:
        space = mark.colour.space
        if space not in INKS and space != REGISTRATION:
            yield f"page {mark.page}: a {mark.what} in {space}"


def blending(sheet: Sheet) -> Iterator[str]:
    """Transparency is blended in the printer's inks; soft masks alone have a grey group."""
    masks = {
        item.SMask.G.objgen
        for item in _states(sheet)
        if isinstance(item.get("/SMask"), pikepdf.Dictionary)
    }
    for item in sheet.dictionaries:
        group = item.get("/Group")
        if group is not None and item.objgen not in masks and group.get("/CS") != "/DeviceCMYK":
            yield f"a group blends in {group.get('/CS', 'no space of its own')}"
    for number, page in enumerate(sheet.pdf.pages, start=1):
        if "/Group" not in page.obj:
            yield f"page {number} has no space to blend in"


def _states(sheet: Sheet) -> Iterator[Any]:
    """The graphics states, which resources hold directly or by reference."""
    for item in sheet.dictionaries:
        held = item.get("/ExtGState")
        resources = item.get("/Resources")
        if held is None and isinstance(resources, pikepdf.Dictionary):
            held = resources.get("/ExtGState")
        if isinstance(held, pikepdf.Dictionary):
            yield from (state for _, state in held.items())


def registration(sheet: Sheet) -> Iterator[str]:
    """Registration black prints on all plates: on the page it would be 400 % of ink."""
    bleeds = sheet.boxes("/BleedBox")
    for mark in sheet.marks:
        if mark.colour.space == REGISTRATION:
            known = not mark.area.empty or mark.what == "stroke"
            if not known or mark.area.meets(bleeds[mark.page - 1]) or mark.what == "text":
                yield f"page {mark.page}: a {mark.what}"


def black_text(sheet: Sheet) -> Iterator[str]:
    """Text that reads as black or grey is black ink alone."""
    for mark in sheet.marks:
        if mark.what != "text" or mark.colour.space != "DeviceCMYK":
            continue
        inks = mark.colour.values
        if max(inks[:3]) <= TRACE:
            continue
        lightness, chroma = sheet.look_of(inks)
        if chroma < GREY or (lightness < BLACK and chroma < BLACKISH):
            yield f"page {mark.page}: text in {_said(inks)}"


def overprint(sheet: Sheet) -> Iterator[str]:
    """Black text leaves no hole in what is below it, and nothing else lets that show through."""
    for mark in sheet.marks:
        inks = mark.colour.values if mark.colour.space == "DeviceCMYK" else ()
        if mark.what == "text" and inks == FULL_BLACK and not mark.overprints:
            yield f"page {mark.page}: black text is cut out"
        elif mark.overprints and mark.what != "stroke" and inks != FULL_BLACK:
            yield f"page {mark.page}: a {mark.what} in another colour overprints"


def _said(inks: tuple[float, ...]) -> str:
    return " ".join(f"{name}{round(100 * ink)}" for name, ink in zip("CMYK", inks, strict=True))


def ink_limit(sheet: Sheet) -> Iterator[str]:
    limit, measured = sheet.demands.ink_limit + ROUNDING, dict[tuple[int, int], float]()
    for mark in sheet.marks:
        if mark.picture is not None and mark.colour.space == "DeviceCMYK":
            key = mark.picture.objgen
            if key not in measured:
                measured[key] = _most(mark.picture)
            total = measured[key]
        else:
            total = sum(mark.colour.values) if mark.colour.space == "DeviceCMYK" else 0.0
        if total > limit:
            yield f"page {mark.page}: a {mark.what} with {round(100 * total)} %"


def _most(picture: Any) -> float:
    """The most ink of a picture's pixels."""
    image = pikepdf.PdfImage(picture)
    if image.filters == ["/DCTDecode"]:
        pixels: Image.Image = image.as_pil_image().convert("CMYK")
    else:
        pixels = Image.frombytes("CMYK", (image.width, image.height), picture.read_bytes())
    c, m, y, k = pixels.split()
    total = ImageMath.lambda_eval(
        lambda args: args["c"] + args["m"] + args["y"] + args["k"], c=c, m=m, y=y, k=k
    )
    return float(total.getextrema()[1]) / 255


def resolution(sheet: Sheet) -> Iterator[str]:
    for mark in sheet.marks:
        if mark.picture is not None:
            dpi = _dpi(mark)
            if dpi < DPI - 0.5:
                width, height = mark.picture.Width, mark.picture.Height
                yield f"page {mark.page}: a picture of {width} × {height} pixels with {dpi:.0f} dpi"


def _dpi(mark: Mark) -> float:
    across, up = (max(length, 0.01) / 72 for length in mark.size)
    return min(float(mark.picture.Width) / across, float(mark.picture.Height) / up)


def hairlines(sheet: Sheet) -> Iterator[str]:
    for mark in sheet.marks:
        if mark.what == "stroke" and mark.weight < THINNEST - 0.001:
            yield f"page {mark.page}: a line of {mark.weight:.2f} pt"
