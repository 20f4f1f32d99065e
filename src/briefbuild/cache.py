"""Results worth keeping between builds, by the hash of all that they were made from.

A kept result stands behind its own SHA-256; one that doesn't match it (cut off, tampered with) is
made anew. Two builds may write the same result at once: each writes beside it and moves it into
place, and both write the same bytes.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path


@functools.cache
def _program() -> bytes:
    """The hash of the program itself: what an older version of it made is made anew."""
    total = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        total.update(path.read_bytes())
    return total.digest()


def fingerprint(*parts: bytes | str) -> str:
    """One name for the program and all parts together; the parts' borders count."""
    total = hashlib.sha256(_program())
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def kept(folder: Path | None, name: str, make: Callable[[], bytes]) -> bytes:
    """The result kept as `name`, or else what `make` returns, kept from then on.

    Without a folder nothing is kept. What `make` raises passes through. A folder that can't be
    written costs time only: the result is at hand.
    """
    if folder is None:
        return make()
    with contextlib.suppress(OSError):
        stored = (folder / name).read_bytes()
        if hashlib.sha256(stored[32:]).digest() == stored[:32]:
            return stored[32:]
    result = make()
    with contextlib.suppress(OSError):
        _write(folder, name, hashlib.sha256(result).digest() + result)
    return result


def _write(folder: Path, name: str, data: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(dir=folder, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(beside).replace(folder / name)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
