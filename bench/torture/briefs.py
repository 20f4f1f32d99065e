"""Two versions of one small brief, so that a mixed or torn set of files can be told."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

SLUG = "tortured"
VERSIONS = ("alpha", "beta")
FORMATS = "html,docx"
BRIEF = """\
title: The {version} version
slug: {slug}
lang: en
date: "2023"
authors:
  - name: A. Author
    bio: A. Author wrote the {version} version.
sections: [sections/a.md]
"""
SECTION = """\
# Heading of {version}

A text of the {version} version.[^n] {filler}

| One | Two |
|-----|-----|
| {version} | 2 |

[^n]: Its note, for {version}.
"""
Digests = Mapping[str, str]
"""The SHA-256 of each file of a set, by its name."""


def write_briefs(folder: Path) -> dict[str, Path]:
    """The folders of both versions, which build to files of the same names."""
    made = {}
    for number, version in enumerate(VERSIONS, 1):
        made[version] = folder / version
        (made[version] / "sections").mkdir(parents=True)
        brief = BRIEF.format(version=version, slug=SLUG)
        (made[version] / "brief.yaml").write_text(brief, encoding="utf-8")
        filler = f"Words of {version}. " * (20 * number)  # the sets differ in size, too
        section = SECTION.format(version=version, filler=filler)
        (made[version] / "sections" / "a.md").write_text(section, encoding="utf-8")
    return made


def digests(folder: Path) -> Digests:
    """What a finished set consists of."""
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
