"""Changing the text of one of WeasyPrint's functions, and refusing any text but the one studied."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Sequence
from types import FunctionType

import weasyprint

VERSION = "70.0"


def rewritten(stock: FunctionType, changes: Sequence[tuple[str, str]]) -> FunctionType:
    """The function's twin with each (fault, correction) put in its source, in the same module.

    Raises RuntimeError when this is another WeasyPrint than the one that was studied, or a fault
    doesn't stand in the source exactly once.
    """
    source = textwrap.dedent(inspect.getsource(stock))
    for fault, correction in changes:
        if weasyprint.__version__ != VERSION or source.count(fault) != 1:
            name = f"{stock.__module__}.{stock.__qualname__}"
            raise RuntimeError(f"a correction of WeasyPrint {VERSION} does not fit {name}")
        source = source.replace(fault, correction)
    made: dict[str, FunctionType] = {}
    code = compile(source, f"corrected {stock.__module__}", "exec")
    exec(code, stock.__globals__, made)
    return made[stock.__name__]


def studied(stock: FunctionType) -> None:
    """Refuse to stand in for a function of another WeasyPrint than the one that was studied."""
    if weasyprint.__version__ != VERSION:
        name = f"{stock.__module__}.{stock.__qualname__}"
        raise RuntimeError(f"a correction of WeasyPrint {VERSION} does not fit {name}")
