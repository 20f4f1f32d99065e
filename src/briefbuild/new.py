"""`briefbuild new DIR`: a small brief that builds, to write over."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from briefbuild.transform.headings import slug

BRIEF = """\
# The facts of the brief; docs/fields.md explains each field.
title: "{title}"
slug: "{slug}"          # the name of the finished files
lang: en                # en, en-US, en-GB, de, …
date: "{year}"            # 2026, 2026-05 or 2026-05-14: as exact as it is known
status: draft           # “release” refuses figures without permission

authors:
  - name: Name of the Author
    bio: A sentence about the author, who is described here once.
author_note: numbered   # the bio as note 1; or “symbol” (*), or “none”

sections:
  - sections/01-introduction.md
  - sections/02-recommendations.md

# Each figure of the text by its id: what it shows, who made it, who holds the rights.
figures:
  fig-example:
    file: figures/example.svg
    alt: Three bars of growing height.
    credit: Own drawing
    rights:
      holder: Name of the Author
      permission: not-needed
"""

INTRODUCTION = """\
# Introduction {#sec-introduction}

Begin here. A note is called like this[^first] and its text stands below, in the same file.

@fig-example shows what a figure needs: a caption here, and an entry in brief.yaml.

![Three bars of growing height](../figures/example.svg){#fig-example}

[^first]: Author, *Title* (Place: Publisher, Year), 1.
"""

RECOMMENDATIONS = """\
# Recommendations {#sec-recommendations}

As @sec-introduction says, this is an example.

::: recommendations
Write the First Recommendation
:   Say who should do what, by when, and why.

Write the Second Recommendation
:   One paragraph each is enough.
:::
"""

FIGURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 160" width="320" height="160">
  <rect x="40" y="100" width="60" height="40" fill="#8fa3b3"/>
  <rect x="130" y="70" width="60" height="70" fill="#5b7890"/>
  <rect x="220" y="30" width="60" height="110" fill="#0f3d5e"/>
  <path d="M20 140H300" stroke="#5b6570" stroke-width="1"/>
</svg>
"""


def start_brief(folder: Path, today: datetime.date) -> list[Path]:
    """Write the example into `folder`; the files written.

    Raises FileExistsError when the folder holds anything: nothing of an editor's is written over.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    name = slug(folder.resolve().name).encode("ascii", "ignore").decode().replace("_", "-")
    name = re.sub("-+", "-", name).strip("-") or "brief"
    title = name.replace("-", " ").capitalize()
    files = {
        "brief.yaml": BRIEF.format(title=title, slug=name[:80].strip("-"), year=today.year),
        "sections/01-introduction.md": INTRODUCTION,
        "sections/02-recommendations.md": RECOMMENDATIONS,
        "figures/example.svg": FIGURE,
    }
    for relative, text in files.items():
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [folder / relative for relative in files]
