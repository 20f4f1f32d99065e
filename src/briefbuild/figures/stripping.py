"""A PNG's or JPEG's data without what isn't pixels: where and by whom it was taken, thumbnails.

Nothing is compressed anew: the parts of the file that readers need are copied as they are.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Literal

_SIGNATURE = 8  # bytes before a PNG's first chunk
_PNG_PARTS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")  # PNG 3rd edition, 11.2 and 11.3.1
_MARKER = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)
_SCAN_END = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)  # RSTn stand within a scan
_JFIF, _ADOBE, _COMMENT = 0xE0, 0xEE, 0xFE
_APPLICATION = range(0xE0, 0xF0)
_START_OF_SCAN, _END = 0xDA, 0xD9
_START = b"\xff\xd8"


def stripped(data: bytes, kind: Literal["png", "jpeg"]) -> bytes:
    """The same picture; `data` has been read whole before."""
    return b"".join(_png(data) if kind == "png" else _jpeg(data))


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:_SIGNATURE]
    at, name = _SIGNATURE, b""
    while name != b"IEND" and at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length  # length, name, data, checksum
        if name in _PNG_PARTS:
            yield data[at:end]
        at = end


def _jpeg(data: bytes) -> Iterator[bytes]:
    """The segments of ISO 10918-1, B.1.1, of the first picture in the file.

    JFIF's goes on without its thumbnail; Adobe's tells which colours the channels are.
    """
    yield _START
    at, name = len(_START), 0
    while name != _END and (marker := _MARKER.search(data, at)):
        name, start = marker[1][0], marker.end()
        if name == _END:
            break
        end = start + int.from_bytes(data[start : start + 2], "big")
        if name == _START_OF_SCAN:
            following = _SCAN_END.search(data, end)
            end = following.start() if following else len(data)
        body = data[start:end]
        if name == _JFIF and body[2:7] == b"JFIF\0":
            body = b"\x00\x10" + body[2:14] + b"\0\0"
        elif name == _COMMENT or (name in _APPLICATION and name != _ADOBE):
            body = b""
        if body:
            yield bytes((0xFF, name)) + body
        at = end
    yield bytes((0xFF, _END))
