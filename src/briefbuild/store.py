"""A folder of results by name, each behind its own SHA-256: one that is cut off or tampered with
counts as none.

Two processes may write the same name at once: each writes beside it and moves its file into place.
Only what starts at once is imported: `unchanged` reads here before the program is there.
"""

from __future__ import annotations

import hashlib
import os

UNFINISHED = ".new-"
"""How the names of files begin that are being written; then the writer's process follows."""
DIGEST = hashlib.sha256().digest_size


def read(folder: str | os.PathLike[str], name: str) -> bytes | None:
    """The result of a name, or None. Never raises OSError: what can't be read isn't there."""
    try:
        with open(os.path.join(folder, name), "rb") as file:
            stored = file.read()
    except OSError:
        return None
    data = stored[DIGEST:]
    return data if hashlib.sha256(data).digest() == stored[:DIGEST] else None


def write(folder: str | os.PathLike[str], name: str, data: bytes) -> None:
    """Keep a result, in place of an earlier one of its name, and sweep what killed writers left.
    Raises OSError."""
    os.makedirs(folder, exist_ok=True)
    _sweep(folder)
    beside = os.path.join(folder, f"{UNFINISHED}{os.getpid()}-{name}")
    try:
        with open(beside, "wb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        os.replace(beside, os.path.join(folder, name))
    except BaseException:
        _remove(beside)
        raise


def _sweep(folder: str | os.PathLike[str]) -> None:
    for entry in os.listdir(folder):
        writer = entry.removeprefix(UNFINISHED).partition("-")[0]
        if entry.startswith(UNFINISHED) and not (writer.isdecimal() and _is_alive(int(writer))):
            _remove(os.path.join(folder, entry))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):  # no system has such a number
        return False
    except OSError:  # it is another user's
        return True
    return True


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
