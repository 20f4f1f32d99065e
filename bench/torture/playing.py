"""All disturbances of a scene, one after another; several scenes are played at once.

The processes that play find `play` here and not in the program, which a new process can't import.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.torture import disks, disturbances
from bench.torture.briefs import FORMATS
from bench.torture.scene import Scene

SCENES = 2
Disturbance = Callable[[Scene, int], None]


class Part(NamedTuple):
    """A kind of disturbance, and how often it is made."""

    name: str
    times: int
    mounts: bool = False
    """Whether it takes the right to mount."""
    formats: str = FORMATS


class Outcome(NamedTuple):
    """What a scene saw of one kind."""

    part: Part
    done: int
    faults: Counter[str]
    codes: Counter[str]
    seen: Counter[str]
    told: list[str]


PARTS = (
    Part("kills", 1000),
    Part("interrupts", 200),
    Part("kills of builds with a PDF", 40, formats=f"{FORMATS},pdf"),
    Part("pairs of builds", 100),
    Part("files in the way", 10),
    Part("sizes of full disk", 50, mounts=True),
    Part("read-only outputs", 10, mounts=True),
)


def play(
    folder: Path, number: int, parts: Sequence[Part], mounting: bool, seed: int
) -> list[Outcome]:
    """Every disturbance whose number falls to one scene."""
    scene = Scene(folder / str(number), Random(f"{seed}/{number}"))
    outcomes = []
    for part in parts:
        if part.mounts and not mounting:
            continue
        disturb = _disturbance(part)
        numbers = range(number, part.times, SCENES)
        if numbers and part.formats != scene.formats:
            scene.learn(part.formats)
        for n in numbers:
            disturb(scene, n // SCENES)
        seen = (scene.faults, scene.codes, scene.seen, scene.told)
        outcomes.append(Outcome(part, len(numbers), *seen))
        scene.faults, scene.codes, scene.seen, scene.told = Counter(), Counter(), Counter(), []
    return outcomes


def _disturbance(part: Part) -> Disturbance:
    by_name: dict[str, Disturbance] = {
        "kills": disturbances.kill,
        "kills of builds with a PDF": disturbances.kill,
        "interrupts": disturbances.interrupt,
        "pairs of builds": disturbances.pair,
        "files in the way": disks.in_the_way,
        "sizes of full disk": partial(disks.full_disk, of=max(1, part.times // SCENES)),
        "read-only outputs": disks.read_only,
    }
    return by_name[part.name]
