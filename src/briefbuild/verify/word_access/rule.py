"""One rule of accessibility, which can be looked for in a finished Word file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from briefbuild.verify.word_access.opened import WordFile

Fault = Mapping[str, str]
"""The facts of a problem: `reason`; of what an editor wrote also `text`, by which it is found."""
EDITORS, STYLES, PROGRAMS = "proof-access-text", "proof-contrast", "proof-access"
"""The codes of what the editor, the style and the program are answerable for."""


class Rule(NamedTuple):
    """A row of the tables in `objects`, `tables`, `text` and `contrast`."""

    says: str
    """What it asks for, as Word's checker words it where it has the rule."""
    faults: Callable[[WordFile], Iterator[Fault]]
    code: str = PROGRAMS
    hint: str = ""
