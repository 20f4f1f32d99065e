"""The files of a brief, read only from inside its folder.

A brief is whole by itself and may come from strangers: a path that leads out of the folder, by
`..` or through a symbolic link, and a file that is no ordinary one (a device never ends, a pipe
never begins) are refused before anything opens them.
"""

from __future__ import annotations

from pathlib import Path

from briefbuild.problems import Place, Problem, problem

LARGEST = 64 * 1024 * 1024  # bytes; a picture of 40 million pixels, hardly compressed


def find_inside(folder: Path, path: Path, place: Place) -> tuple[Path | None, Problem | None]:
    """The real path of a file of the brief in `folder`, or the problem, at `place`, with it."""
    shown = path.relative_to(folder) if path.is_relative_to(folder) else path
    try:
        real, root = path.resolve(), folder.resolve()
        real.exists()
    except (OSError, ValueError):  # a name that no disk can hold: too long, or with a NUL in it
        return None, problem("file-missing", place, file=str(shown)[:80].replace("\0", "\\0"))
    if not real.is_relative_to(root):
        return None, problem("file-outside", place, file=shown)
    if not real.exists():
        return None, problem("file-missing", place, file=shown)
    if not real.is_file():
        return None, problem("file-not-regular", place, file=shown)
    if (size := real.stat().st_size) > LARGEST:
        return None, problem("file-too-large", place, file=shown, size=size, limit=LARGEST)
    return real, None
