"""The brief's own text files within the PDF, so that the source goes wherever the file goes.

Each is an embedded file (ISO 32000-1, 7.11.4) whose file specification says how it belongs to the
document: `AFRelationship` Source, listed in the catalog's `AF` (ISO 19005-3, 6.8). WeasyPrint's own
attachments take their media types from the machine and stand in `AF` twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePosixPath

import pydyf

MEDIA_TYPES = {".yaml": "application/yaml", ".md": "text/markdown"}
OTHER = "text/plain"


def attach(pdf: pydyf.PDF, files: Mapping[str, bytes], description: str, moment: datetime) -> None:
    """Embed the files, by their paths from the brief folder, in the order of these paths."""
    names, associated = pydyf.Array(), pydyf.Array()
    for path in sorted(files):
        specification = _embedded(pdf, path, files[path], description, moment)
        names.extend([pydyf.String(path), specification.reference])
        associated.append(specification.reference)
    if associated:
        tree = pydyf.Dictionary({"Names": names})
        pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree
        pdf.catalog["AF"] = associated


def _embedded(
    pdf: pydyf.PDF, path: str, data: bytes, description: str, moment: datetime
) -> pydyf.Dictionary:
    """The file specification of one embedded file; `moment` is its fixed date, in UTC."""
    date = pydyf.String(f"{moment:D:%Y%m%d%H%M%SZ}")
    kind = MEDIA_TYPES.get(PurePosixPath(path).suffix.lower(), OTHER)
    checksum = hashlib.md5(data, usedforsecurity=False).hexdigest()
    facts = {"Size": len(data), "CreationDate": date, "ModDate": date, "CheckSum": f"<{checksum}>"}
    entries = {
        "Type": "/EmbeddedFile",
        "Subtype": f"/{kind.replace('/', '#2f')}",
        "Params": pydyf.Dictionary(facts),
    }
    stream = pydyf.Stream([data], entries, compress=True)
    pdf.add_object(stream)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(path),
            "UF": pydyf.String(path),
            "Desc": pydyf.String(description),
            "AFRelationship": "/Source",
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        }
    )
    pdf.add_object(specification)
    return specification
