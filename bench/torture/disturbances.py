"""What befalls builds by chance: each disturbs one, judges the files, and builds again.

Exit codes as docs/commands.md has them: 0 done, 130 interrupted.
"""

from __future__ import annotations

import signal

from bench.torture.briefs import VERSIONS
from bench.torture.runs import KILLED, Run
from bench.torture.scene import LEFT, Scene

DONE, INTERRUPTED = 0, 130
AFRESH = 20
"""Of so many builds one is started from nothing."""
FIRST = 8
"""Of so many kills one falls into a build for which no earlier set is there."""
IMPORTS = 2.0
"""Seconds, at most, in which a build that is started from nothing is disturbed besides."""
SLACK = 0.05
"""Seconds, at most, between a build's last steps and the signal."""


def kill(scene: Scene, number: int) -> None:
    """kill -9, at any moment; every second one while the set is being put into place. Some fall
    into the first build of all, where no set was."""
    first = number % FIRST == 0
    if first:
        scene.clear()
    run, case, new = _begun(scene, number, "kill", first=first)
    if number % 2:
        run.sleep_until(10 * scene.seconds, (scene.stage / "new" / "report.json").exists)
        run.sleep_until(scene.random.random() * SLACK)
    else:
        run.sleep_until(_moment(scene, number))
    run.signal(signal.SIGKILL)
    scene.ended(case, run.wait(), KILLED, DONE)
    scene.judge(case, empty=first)
    scene.see(new)
    scene.expect_gone(case)
    scene.next_run(case, new)


def interrupt(scene: Scene, number: int) -> None:
    """Ctrl-C, which a terminal sends to every process of the build."""
    run, case, new = _begun(scene, number, "interrupt")
    run.sleep_until(_moment(scene, number))
    run.signal(signal.SIGINT, group=True)
    scene.ended(case, run.wait(), INTERRUPTED, DONE)
    scene.judge(case)
    scene.see(new)
    scene.expect_gone(case)
    if scene.stage.exists():
        scene.tell(LEFT, f"{case}: the stage, which an interrupted build sweeps itself")
    scene.next_run(case, new)


def pair(scene: Scene, number: int) -> None:
    """Two builds of two versions into one folder, at once."""
    case = f"pair {number}"
    first, second = VERSIONS if number % 2 else VERSIONS[::-1]
    one = scene.build(first)
    one.sleep_until(scene.random.random() * scene.seconds / 2)
    other = scene.build(second)
    scene.ended(case, one.wait(), DONE)
    scene.ended(case, other.wait(), DONE)
    scene.judge(case)
    scene.next_run(case, first)


def _begun(scene: Scene, number: int, name: str, *, first: bool = False) -> tuple[Run, str, str]:
    """A build of the version that doesn't lie there, the case's name, and the version."""
    old = VERSIONS[0] if first else scene.restored()
    new = next(version for version in VERSIONS if version != old)
    return scene.build(new, afresh=number % AFRESH == 0), f"{name} {number}", new


def _moment(scene: Scene, number: int) -> float:
    """When to disturb a build: any moment of its run."""
    longer = IMPORTS if number % AFRESH == 0 else 0
    return scene.random.random() * (scene.seconds + longer)
