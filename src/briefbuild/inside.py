"""The files of a brief or a house style, read only from inside its folder.

A brief is whole by itself and may come from strangers: a path that leads out of the folder, by
`..` or through a symbolic link, and a file that is no ordinary one (a device never ends, a pipe
never begins) are refused before anything opens them. Between that look and the reading a file can
be exchanged for another; so it is opened step by step from the folder, no step through a link.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from briefbuild.limits import FILE_BYTES, Limit, beyond
from briefbuild.nearest import nearest
from briefbuild.problems import Place, Problem, problem

BRIEF, STYLE = "brief", "house style"
_STEP = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW
_FOLDER = _STEP | os.O_DIRECTORY
_FILE = _STEP | os.O_NONBLOCK | os.O_NOCTTY  # a pipe put in its place answers at once


def find_inside(
    folder: Path, path: Path, place: Place, limit: Limit = FILE_BYTES, whole: str = BRIEF
) -> tuple[Path | None, Problem | None]:
    """The real path of a file of the brief in `folder`, or the problem, at `place`, with it.

    `whole` names what the folder holds, a brief or a house style.
    """
    shown = path.relative_to(folder) if path.is_relative_to(folder) else path
    try:
        real, root = path.resolve(), folder.resolve()
        real.exists()
    except (OSError, ValueError, RuntimeError):  # a name that no disk can hold, a circle of links
        return None, problem("file-missing", place, file=str(shown)[:80].replace("\0", "\\0"))
    if not real.is_relative_to(root):
        return None, problem("file-outside", place, file=shown, whole=whole)
    if not real.exists():
        return None, _missing(folder, shown, place)
    if not real.is_file():
        return None, problem("file-not-regular", place, file=shown)
    if found := beyond(limit, real.stat().st_size, place, str(shown)):
        return None, found[0]
    return real, None


def _missing(folder: Path, shown: Path, place: Place) -> Problem:
    """The problem of a file that isn’t there; its fact `near` is the one that was perhaps meant, of
    the same name but for its capitals or folder, or of a similar one."""
    places = {folder, (folder / shown).parent, *_folders(folder)}
    files = {
        str(path.relative_to(folder))
        for parent in places
        if parent.is_dir() and parent.resolve().is_relative_to(folder.resolve())
        for path in parent.iterdir()
        if path.is_file() and path.is_relative_to(folder)
    }
    names = {Path(file).name for file in files}
    same = next((n for n in sorted(names) if n.lower() == shown.name.lower()), "")
    name = same or nearest(shown.name, names, 0, cutoff=0.8)
    near = next((file for file in sorted(files) if name and Path(file).name == name), "")
    hint = f"did you mean {near}? Capitals and folders count"
    if not same:
        hint = f"check the spelling, capitals too; the nearest file is {near}"
    facts = {"near": near, "hint": hint} if near else {}
    return problem("file-missing", place, file=shown, **facts)


def _folders(folder: Path) -> Iterator[Path]:
    """The folders that lie in this one, no hidden ones."""
    yield from (p for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))


def read_inside(
    folder: Path, path: Path, place: Place, limit: Limit = FILE_BYTES, whole: str = BRIEF
) -> tuple[bytes | None, Problem | None]:
    """The bytes of a file that `find_inside` finds, at most `limit`."""
    real, found = find_inside(folder, path, place, limit, whole)
    if real is None:
        return None, found
    root = folder.resolve()
    try:
        file = _opened(root, real.relative_to(root).parts)
    except OSError:  # it was there a moment ago
        return None, problem("file-missing", place, file=real.relative_to(root))
    with os.fdopen(file, "rb") as stream:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            return None, problem("file-not-regular", place, file=real.relative_to(root))
        data = stream.read(limit.most + 1)
    if wrong := beyond(limit, len(data), place, str(real.relative_to(root))):
        return None, wrong[0]
    return data, None


def _opened(root: Path, parts: tuple[str, ...]) -> int:
    """The descriptor of a file below `root`. Raises OSError when a step is a link, or not there."""
    folder = os.open(root, os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY)
    try:
        for part in parts[:-1]:
            inner = os.open(part, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(parts[-1], _FILE, dir_fd=folder)
    finally:
        os.close(folder)


def ordinary_files(folder: Path) -> Iterator[Path]:
    """The ordinary files below a folder that really lie in it, in a fixed order, no hidden ones."""
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and path.resolve().is_relative_to(root):
            yield path
