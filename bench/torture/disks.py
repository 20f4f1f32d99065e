"""Disks that are full or can't be written: file systems in memory, mounted for one build each.

Mounting takes root, or a user namespace in which one is root (`unshare(1)`). Where neither is to be
had, what wasn't run is said, and counts as a failure of the whole run: nothing is claimed.

Exit codes as docs/commands.md has them: 0 done, 3 the machine refused.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.torture.briefs import SLUG, VERSIONS, digests
from bench.torture.scene import Scene

DONE, MACHINE = 0, 3
AMPLE = 64 * 1024 * 1024
OLD, NEW = VERSIONS
INSIDE = "BRIEFBUILD_TORTURE_NAMESPACE"


def within_namespace() -> None:
    """Begin this program anew where it may mount, if it may not here. Returns where it may, and
    where no namespace can be had either."""
    if may_mount() or INSIDE in os.environ or not shutil.which("unshare"):
        return
    tried = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "true"], check=False)
    if tried.returncode == 0:
        command = ["unshare", "--user", "--map-root-user", "--mount", sys.executable, "-m"]
        os.environ[INSIDE] = "1"
        os.execvp(command[0], [*command, "bench.torture", *sys.argv[1:]])


def may_mount() -> bool:
    """Whether a file system can be mounted here."""
    with tempfile.TemporaryDirectory() as folder:
        if _mount(Path(folder), 1024 * 1024) != 0:
            return False
        subprocess.run(["umount", folder], check=True)
        return True


def kind() -> str:
    """What the disks are that were used."""
    as_whom = "in a user namespace" if INSIDE in os.environ else "as root"
    return f"file systems in memory (tmpfs), mounted {as_whom}"


def full_disk(scene: Scene, number: int, of: int) -> None:
    """A build on a disk of one of `of` sizes, from almost nothing to twice what both sets take.

    Half of them have the old set there already, where it fits.
    """
    case = f"full disk {number}"
    one = sum(path.stat().st_size for path in scene.kept(OLD).iterdir())
    size = 16 * 1024 + (5 * one) * number // of
    with _disk(scene.out, size):
        kept = number % 2 == 0 and size > 2 * one
        if kept:
            shutil.copytree(scene.kept(OLD), scene.target)
        scene.ended(case, scene.build(NEW).wait(), DONE, MACHINE)
        scene.judge(case, empty=not kept)
        _remount(scene.out, f"size={AMPLE}")
        scene.next_run(case, NEW)


def read_only(scene: Scene, number: int) -> None:
    """A build into a folder, with a set or without, that turned read-only."""
    case, kept = f"read-only output {number}", number % 2 == 0
    with _disk(scene.out, AMPLE):
        if kept:
            shutil.copytree(scene.kept(OLD), scene.target)
        before = digests(scene.out)
        _remount(scene.out, "ro")
        scene.ended(case, scene.build(NEW).wait(), MACHINE)
        if digests(scene.out) != before:
            scene.judge(case)
        _remount(scene.out, "rw")
        scene.next_run(case, NEW)


def in_the_way(scene: Scene, number: int) -> None:
    """A file stands where the output folder, or the folder of the set, is to be."""
    case = f"file in the way {number}"
    scene.clear()
    if number % 2:
        scene.out.rmdir()
        scene.out.write_text("mine")
        path = scene.out
    else:
        path = scene.out / SLUG
        path.write_text("mine")
    scene.ended(case, scene.build(NEW).wait(), 1, MACHINE)
    if not path.is_file() or path.read_text() != "mine":
        scene.tell("sets lost", f"{case}: a file that no build made")
    path.unlink()
    scene.out.mkdir(exist_ok=True)
    scene.next_run(case, NEW)


@contextmanager
def _disk(folder: Path, size: int) -> Iterator[None]:
    """A file system of a size, in bytes, mounted over a folder."""
    if code := _mount(folder, size):
        raise OSError(f"mount: exit code {code}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mount(folder: Path, size: int) -> int:
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        return subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode
    except FileNotFoundError:
        return 127


def _remount(folder: Path, option: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", str(folder)], check=True)
