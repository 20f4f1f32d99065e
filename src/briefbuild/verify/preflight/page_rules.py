"""Rules on the pages: their boxes, what is cut off, how many there are."""

from __future__ import annotations

from collections.abc import Iterator

from briefbuild.verify.preflight.geometry import Area
from briefbuild.verify.preflight.painting import Mark
from briefbuild.verify.preflight.sheet import Sheet

MM = 72 / 25.4
BLEED = 3 * MM
SLACK = 0.1
"""Points."""
LEAST_MARK = 3 * MM
REGISTRATION = "Separation All"


def boxes(sheet: Sheet) -> Iterator[str]:
    for number, page in enumerate(sheet.pdf.pages, start=1):
        missing = [key for key in ("/MediaBox", "/BleedBox", "/TrimBox") if key not in page.obj]
        if missing or "/ArtBox" in page.obj:
            yield f"page {number}: {', '.join(missing) or '/ArtBox beside /TrimBox'}"
    kinds = zip(*(sheet.boxes(f"/{kind}Box") for kind in ("Media", "Bleed", "Trim")), strict=True)
    for number, (media, bleed, trim) in enumerate(kinds, start=1):
        if not (media.holds(bleed) and bleed.holds(trim)) or trim.empty:
            yield f"page {number}: they don’t lie in each other"


def format(sheet: Sheet) -> Iterator[str]:
    """All pages have the size that the style says, else that of the first."""
    trims = sheet.boxes("/TrimBox")
    sizes = [(trim.right - trim.left, trim.top - trim.bottom) for trim in trims]
    wanted = sheet.demands.page or sizes[0]
    for number, size in enumerate(sizes, start=1):
        if max(abs(size[0] - wanted[0]), abs(size[1] - wanted[1])) > SLACK:
            yield f"page {number} is {_millimetres(size)}, not {_millimetres(wanted)}"
    turned = [n for n, page in enumerate(sheet.pdf.pages, start=1) if page.obj.get("/Rotate", 0)]
    yield from (f"page {number} is turned" for number in turned)


def _millimetres(size: tuple[float, float]) -> str:
    return f"{size[0] / MM:.1f} × {size[1] / MM:.1f} mm"


def bleed(sheet: Sheet) -> Iterator[str]:
    pairs = zip(sheet.boxes("/BleedBox"), sheet.boxes("/TrimBox"), strict=True)
    for number, (outer, trim) in enumerate(pairs, start=1):
        least = min(_sides(outer, trim))
        if least < BLEED - SLACK:
            yield f"page {number}: {least / MM:.1f} mm"


def _sides(outer: Area, inner: Area) -> tuple[float, float, float, float]:
    left, bottom = inner.left - outer.left, inner.bottom - outer.bottom
    return left, bottom, outer.right - inner.right, outer.top - inner.top


def crop_marks(sheet: Sheet) -> Iterator[str]:
    """Eight lines a page, each in line with an edge of the trimmed page, outside the bleed."""
    strokes: dict[int, list[Area]] = {}
    for mark in sheet.marks:
        if mark.what == "stroke" and mark.colour.space == REGISTRATION:
            strokes.setdefault(mark.page, []).append(mark.area)
    pairs = zip(sheet.boxes("/TrimBox"), sheet.boxes("/BleedBox"), strict=True)
    for number, (trim, outer) in enumerate(pairs, start=1):
        lines = [line for line in strokes.get(number, []) if not line.meets(outer)]
        missing = sum(not any(_is(line, edge) for line in lines) for edge in _edges(trim, outer))
        if missing:
            yield f"page {number}: {missing} of 8 are missing"


def _edges(trim: Area, outer: Area) -> Iterator[Area]:
    """Where a mark may lie: beyond the bleed, along the line of a cut."""
    far = 100.0
    for y in (trim.bottom, trim.top):
        yield Area(outer.left - far, y, outer.left, y)
        yield Area(outer.right, y, outer.right + far, y)
    for x in (trim.left, trim.right):
        yield Area(x, outer.bottom - far, x, outer.bottom)
        yield Area(x, outer.top, x, outer.top + far)


def _is(line: Area, edge: Area) -> bool:
    length = max(line.right - line.left, line.top - line.bottom)
    return length >= LEAST_MARK and edge.holds(line, SLACK)


def edges(sheet: Sheet) -> Iterator[str]:
    """Ink that reaches the trimmed page's edge goes on to the end of the bleed."""
    trims, bleeds = sheet.boxes("/TrimBox"), sheet.boxes("/BleedBox")
    for mark in sheet.marks:
        if mark.what not in ("fill", "picture", "gradient") or not _inked(mark):
            continue
        trim, outer = trims[mark.page - 1], bleeds[mark.page - 1]
        if not mark.area.empty and mark.area.meets(trim):
            short = zip(_sides(mark.area, trim), _sides(outer, trim), strict=True)
            if any(-SLACK <= reach < wanted - SLACK for reach, wanted in short):
                yield f"page {mark.page}: a {mark.what} ends at the edge, or within the bleed"


def _inked(mark: Mark) -> bool:
    return mark.colour.space != "DeviceCMYK" or any(mark.colour.values) or mark.what != "fill"


def page_count(sheet: Sheet) -> Iterator[str]:
    count = len(sheet.pdf.pages)
    if count % sheet.demands.multiple:
        yield f"there are {count}"
