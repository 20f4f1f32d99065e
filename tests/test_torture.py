"""The torture of builds: a short run of all of it, and states of a folder that it must tell."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from bench.torture.briefs import VERSIONS
from bench.torture.runs import children
from bench.torture.scene import ALIVE, CODE, KINDS, LEFT, LOST, MIXED, TORN, TRACE, Scene

ROOT = Path(__file__).parents[1]
OLD, NEW = VERSIONS


def test_nothing_is_torn_mixed_or_left_over() -> None:
    command = [sys.executable, "-m", "bench.torture", "--part", "100"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ", ".join(f"0 {kind}" for kind in KINDS) in done.stdout, done.stdout + done.stderr
    assert "10 kills: ended" in done.stdout
    lines = [line for line in done.stdout.splitlines() if line.startswith("not run: ")]
    assert done.returncode == (1 if lines else 0)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(tmp_path_factory.mktemp("torture") / "scene", Random(1))


def torn(scene: Scene) -> None:
    page = scene.target / "tortured.html"
    page.write_bytes(page.read_bytes()[:-1])


def mixed(scene: Scene) -> None:
    shutil.copy(scene.kept(NEW) / "tortured.docx", scene.target)


def half(scene: Scene) -> None:
    (scene.target / "tortured.docx").unlink()


def empty(scene: Scene) -> None:
    for path in scene.target.iterdir():
        path.unlink()


@pytest.mark.parametrize(
    ("harm", "kind"), [(torn, TORN), (mixed, MIXED), (half, MIXED), (empty, LOST)]
)
def test_a_harmed_set_is_told(scene: Scene, harm: Callable[[Scene], None], kind: str) -> None:
    shutil.rmtree(scene.target)
    shutil.copytree(scene.kept(OLD), scene.target)
    scene.judge("whole")
    assert dict(scene.faults) == {}
    harm(scene)
    scene.judge("harmed")
    assert dict(scene.faults) == {kind: 1}
    scene.faults.clear()


def test_what_a_build_leaves_lying_is_told(scene: Scene) -> None:
    (scene.out / ".other.stage").mkdir(exist_ok=True)
    scene.next_run("stage", NEW)
    (scene.out / ".other.stage").rmdir()
    assert dict(scene.faults) == {LEFT: 1}
    scene.faults.clear()


def test_codes_tracebacks_and_processes_are_told(scene: Scene) -> None:
    scene.log.write_text("Traceback (most recent call last):")
    scene.expect("code", 1, 0)
    apart = "import os, time; os.fork() or (os.setsid(), time.sleep(60))"  # as pandoc is, say
    subprocess.run([sys.executable, "-c", apart], check=True)
    scene.expect_gone("processes")
    for orphan in children() - scene.others:
        os.kill(orphan, signal.SIGKILL)
        os.waitpid(orphan, 0)
    assert dict(scene.faults) == {CODE: 1, TRACE: 1, ALIVE: 1}
    scene.faults.clear()
