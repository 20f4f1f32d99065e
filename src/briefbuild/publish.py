"""Publish: a finished set of files goes into place whole, or the earlier set stays.

Files are made in a stage beside the output folder, written to disk, and the two folders are
exchanged in one step under a lock. A kill at any moment leaves the old set or the new one; what it
leaves lying is swept by the next run.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2  # renameat2(2), Linux 3.15


@dataclass(frozen=True)
class Stage:
    """A place to make a set of files, beside the folder that it will replace."""

    folder: Path
    """Where the new set is made."""
    work: Path
    """For files on the way, never published."""
    target: Path
    """Where the set goes."""

    def publish(self) -> None:
        """Put the new set in place of the old one. Raises OSError when the disk refuses."""
        for path in sorted(self.folder.iterdir()):
            if not path.is_symlink():
                _sync(path)
        _sync(self.folder)
        if self.target.exists():
            _exchange(self.folder, self.target)
        else:
            self.folder.rename(self.target)
        _sync(self.target.parent)


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Keep builds from the folder `target` meanwhile; waits while one runs."""
    with (target.parent / f".{target.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def staged(target: Path) -> Iterator[Stage]:
    """A stage for the folder `target`; waits while another build of it runs."""
    parent = target.parent
    parent.mkdir(parents=True, exist_ok=True)
    with locked(target):
        base = parent / f".{target.name}.stage"
        _recover(base, target)
        stage = Stage(base / "new", base / "work", target)
        stage.folder.mkdir(parents=True)
        stage.work.mkdir()
        try:
            yield stage
        finally:
            _recover(base, target)


def _recover(base: Path, target: Path) -> None:
    """Sweep what this build or a killed one leaves; but where the old set was set aside, and no new
    one came into its place, bring it back first."""
    aside = base / "old"
    if aside.exists() and not target.exists():
        aside.rename(target)
    shutil.rmtree(base, ignore_errors=True)


def _exchange(new: Path, old: Path) -> None:
    """Exchange two folders in one step; in two where the system can't, old set first aside."""
    libc = ctypes.CDLL(None, use_errno=True)
    swap = getattr(libc, "renameat2", None)
    arguments = (AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(old), RENAME_EXCHANGE)
    if swap is not None and swap(*arguments) == 0:
        return
    aside = new.parent / "old"
    old.rename(aside)
    new.rename(old)


def _sync(path: Path) -> None:
    """Have the system write a file or folder to disk now."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
