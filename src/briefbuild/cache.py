"""Results worth keeping between builds, by the hash of all that they were made from.

One that is cut off or tampered with is made anew (`store`). Two builds may write the same result at
once: both write the same bytes.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

from briefbuild import store
from briefbuild.inside import ordinary_files, read_inside
from briefbuild.problems import Place
from briefbuild.unchanged import installed, program_files


@functools.cache
def _program() -> bytes:
    """The hash of the program itself, of Python and of the names and versions of all that is
    installed beside it: what others made is made anew."""
    total = hashlib.sha256(f"{sys.version} {installed()}".encode())
    for path in program_files():
        total.update(Path(path).read_bytes())
    return total.digest()


def fingerprint(*parts: bytes | str) -> str:
    """One name for the program and all parts together; the parts' borders count."""
    total = hashlib.sha256(_program())
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def contents(root: Path, apart: Path | None = None) -> list[str]:
    """The names and hashes of a folder's ordinary files in a fixed order, without hidden ones and
    those of a folder `apart` in it; of a file too large for any edition, its size."""
    within = apart.resolve() if apart and apart.resolve() != root.resolve() else None
    found = []
    for path in ordinary_files(root):
        if within is None or not path.resolve().is_relative_to(within):
            data, _ = read_inside(root, path, Place(str(path)))
            state = hashlib.sha256(data).hexdigest() if data is not None else path.stat().st_size
            found += [str(path.relative_to(root)), str(state)]
    return found


def kept(
    folder: Path | None,
    name: str,
    make: Callable[[], bytes],
    still: Callable[[], bool] | None = None,
) -> bytes:
    """The result kept as `name`, or else what `make` returns, kept from then on.

    Without a folder nothing is kept, nor when `still` denies that what it was made of is still what
    the name stands for. What `make` raises passes through. A folder that can't be written costs
    time only: the result is at hand.
    """
    if folder is None:
        return make()
    stored = store.read(folder, name)
    if stored is not None:
        return stored
    result = make()
    with contextlib.suppress(OSError):
        if still is None or still():
            store.write(folder, name, result)
    return result
