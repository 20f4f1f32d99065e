"""A Word package as its parts, and back to a zip of the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime

FIRST = ("[Content_Types].xml", "_rels/.rels")
EARLIEST = 1980  # a zip can't say earlier

Parts = dict[str, bytes]


def unpack(package: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def pack(parts: Mapping[str, bytes], time: datetime) -> bytes:
    """The parts in a fixed order, each dated `time`, content types first (ISO 29500-2 readers that
    stream need them there)."""
    moment = (max(time.year, EARLIEST), time.month, time.day, time.hour, time.minute, time.second)
    names = [*FIRST, *sorted(set(parts) - set(FIRST))]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return buffer.getvalue()


def without(parts: Mapping[str, bytes], names: tuple[str, ...]) -> Parts:
    """The parts less some, and less what the package says about those."""
    kept = {name: data for name, data in parts.items() if name not in names}
    for index, data in kept.items():
        if index == "[Content_Types].xml" or index.endswith(".rels"):
            text = data.decode()
            for name in names:
                leaf = name.rpartition("/")[2]
                text = re.sub(rf'<(Override|Relationship) [^>]*"[^"]*\b{leaf}"[^>]*/>', "", text)
            kept[index] = text.encode()
    return kept
