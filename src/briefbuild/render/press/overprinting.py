"""Text in full black prints over what is below it instead of leaving a hole there.

Where black letters are cut out of a tint, the least shift of a plate shows as a white edge. So the
graphics state is set to overprint (ISO 32000-1, 8.6.7) for text in full black, and back for
anything else: white that overprints would vanish.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

OVER, OUT = "/BlackOverprints", "/Knockout"
BLACK = (0.0, 0.0, 0.0, 1.0)
SHOW = frozenset({"Tj", "TJ", "'", '"'})
BEGIN = frozenset({"m", "re", "sh", "Do"})
"""What else begins to paint: a state can't change between a path and its painting (8.2)."""
OTHER_COLOURS = frozenset({"cs", "sc", "scn", "g", "rg"})


def provide_states(resources: Any) -> None:
    """Put the two graphics states into a content stream's resources."""
    if "/ExtGState" not in resources:
        resources["/ExtGState"] = pikepdf.Dictionary()
    states = resources["/ExtGState"]
    states[OVER] = pikepdf.Dictionary({"/OP": False, "/op": True, "/OPM": 1})
    states[OUT] = pikepdf.Dictionary({"/OP": False, "/op": False, "/OPM": 0})


def overprinted(instructions: Iterable[Any]) -> Iterator[Any]:
    """The same instructions, all colours being inks, with overprinting put on and off."""
    black, over = False, False
    saved: list[tuple[bool, bool]] = []
    for instruction in instructions:
        name = str(instruction.operator)
        if name == "q":
            saved.append((black, over))
        elif name == "Q" and saved:
            black, over = saved.pop()
        elif name == "k":
            black = tuple(float(ink) for ink in instruction.operands) == BLACK
        elif name in OTHER_COLOURS:
            black = False
        wanted = black if name in SHOW else over and name not in BEGIN
        if wanted != over:
            state = pikepdf.Name(OVER if wanted else OUT)
            yield pikepdf.ContentStreamInstruction([state], pikepdf.Operator("gs"))
            over = wanted
        yield instruction
