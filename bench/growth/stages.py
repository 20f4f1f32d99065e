"""`python -m bench.growth.stages ARGUMENTS`: briefbuild, telling the CPU seconds of each stage.

It writes a line of JSON, [stage, seconds], to the file that BRIEFBUILD_STAGES names, once a stage
has ended; stages that run in child processes do so too, since these begin as copies of this one.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from types import ModuleType
from typing import Any

from briefbuild import check, cli, making, pipeline, prepare, proving

TOLD_IN = "BRIEFBUILD_STAGES"
STAGES = {
    pipeline: ("load",),
    check: ("load",),
    prepare: ("assemble", "transform", "misreadings", "build_assets", "conserved"),
}


def main(arguments: list[str]) -> int:
    """Run the command line with its stages watched."""
    watched: list[tuple[ModuleType, str, Callable[..., str]]] = [
        (module, name, partial(_first, name)) for module, names in STAGES.items() for name in names
    ]
    watched += [
        (making, "_render", lambda format, *_: f"render {format.name}"),
        (proving, "verify", lambda _, format, *__: f"verify {format}"),
    ]
    for module, name, told in watched:
        setattr(module, name, _timed(getattr(module, name), told))
    return cli.run(arguments)


def _first(name: str, *_: object) -> str:
    return name


def _timed(function: Callable[..., Any], name: Callable[..., str]) -> Callable[..., Any]:
    @wraps(function)
    def timed(*arguments: Any, **named: Any) -> Any:
        before = _seconds()
        try:
            return function(*arguments, **named)
        finally:
            line = json.dumps([name(*arguments), _seconds() - before])
            with Path(os.environ[TOLD_IN]).open("a", encoding="utf-8") as told:
                told.write(f"{line}\n")

    return timed


def _seconds() -> float:
    """CPU seconds of this process and of those that it waited for."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
