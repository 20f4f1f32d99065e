"""One correction to WeasyPrint 70: `::marker` may have a content of its own.

The marker that hangs before a list's item is made absolute by a change of its style, and what it
holds has the same style object: so the text becomes absolute too, and layout ends in “TypeError:
min-content width for TextBox not handled yet”. Marks that come from `list-style` don't show this,
as their text begets a style of its own. The correction changes a copy.
"""

from __future__ import annotations

from types import FunctionType

from weasyprint.formatting_structure import build

from briefbuild.render.pages.corrections.rewriting import rewritten

FAULT = "marker_box.style['position'] = 'absolute'"
CORRECTION = f"marker_box.style = marker_box.style.copy(); {FAULT}"

STOCK: FunctionType = build.marker_to_box
CORRECTED = rewritten(STOCK, [(FAULT, CORRECTION)])


def allow_markers_of_their_own() -> None:
    """Put the correction in place, for the whole process; doing it again changes nothing."""
    build.marker_to_box = CORRECTED
