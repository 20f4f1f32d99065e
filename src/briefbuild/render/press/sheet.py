"""The sheet that a page is cut from: its boxes, crop marks, and blank pages for the binding.

The page keeps its coordinates: the corner of the trimmed page is the origin, and what lies to the
left of it or below is negative (ISO 32000-1, 14.11.2). So the content is the screen PDF's.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from briefbuild.press_style import PressStyle

MM = 72 / 25.4
CLEAR = 1 * MM
"""Between the bleed and a mark, and between a mark and the sheet's edge."""
LENGTH = 5 * MM
WEIGHT = 0.25
"""Points: a mark's line."""
REGISTRATION = "/Registration"

Edges = tuple[float, float, float, float]


def trim_of(page: pikepdf.Page) -> Edges:
    left, bottom, right, top = (float(edge) for edge in page.obj.TrimBox)
    return left, bottom, right, top


def widened(edges: Edges, by: float) -> Edges:
    return edges[0] - by, edges[1] - by, edges[2] + by, edges[3] + by


def lay_on_sheet(pdf: pikepdf.Pdf, page: pikepdf.Page, content: bytes, style: PressStyle) -> None:
    """Give a page its boxes, its content cut off where the bleed ends, and its crop marks."""
    trim = trim_of(page)
    bleed = widened(trim, style.bleed)
    page.obj.TrimBox = _box(trim)
    page.obj.BleedBox = _box(bleed)
    page.obj.MediaBox = _box(widened(bleed, 2 * CLEAR + LENGTH))
    left, bottom, right, top = bleed
    cut = f"q {left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re W n\n"
    marks = "".join(f"{line}\n" for line in _marks(trim, style.bleed + CLEAR))
    parts = [cut.encode(), content, b"\nQ\n", marks.encode()]
    page.obj.Contents = pdf.make_stream(b"".join(parts))


def _box(edges: Edges) -> pikepdf.Array:
    return pikepdf.Array([round(edge, 3) for edge in edges])


def _marks(trim: Edges, gap: float) -> Iterator[str]:
    """Two lines at each corner, in line with the trimmed page's edges, on every plate."""
    yield "/Artifact <</Type /Page>> BDC q"
    yield f"{REGISTRATION} CS 1 SCN {WEIGHT} w"
    left, bottom, right, top = trim
    far = gap + LENGTH
    for y in (bottom, top):
        yield f"{left - far:.3f} {y:.3f} m {left - gap:.3f} {y:.3f} l S"
        yield f"{right + gap:.3f} {y:.3f} m {right + far:.3f} {y:.3f} l S"
    for x in (left, right):
        yield f"{x:.3f} {bottom - far:.3f} m {x:.3f} {bottom - gap:.3f} l S"
        yield f"{x:.3f} {top + gap:.3f} m {x:.3f} {top + far:.3f} l S"
    yield "Q EMC"


def registration(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The colour that prints on every plate (ISO 32000-1, 8.6.6.4)."""
    full = {"/FunctionType": 2, "/Domain": [0, 1], "/C0": [0] * 4, "/C1": [1] * 4, "/N": 1}
    name = pikepdf.Name
    space = pikepdf.Array([name.Separation, name.All, name.DeviceCMYK, pikepdf.Dictionary(full)])
    return pdf.make_indirect(space)


def add_blank_pages(pdf: pikepdf.Pdf, style: PressStyle, multiple: int) -> None:
    """Fill up the pages at the end until their number is a multiple."""
    first = pdf.pages[0]
    for _ in range(-len(pdf.pages) % multiple):
        page = pikepdf.Dictionary(
            {
                "/Type": pikepdf.Name.Page,
                "/TrimBox": first.obj.TrimBox,
                "/Group": first.obj.Group,
                "/Resources": {
                    "/ColorSpace": {REGISTRATION: first.Resources.ColorSpace[REGISTRATION]}
                },
            }
        )
        page["/MediaBox"] = first.obj.MediaBox
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
        lay_on_sheet(pdf, pdf.pages[-1], b"", style)
