"""The brief as one Markdown file, as a competent person hands it to other tools in ten minutes.

The sections joined, each figure's caption with its credit and source and its alternative text as
pandoc's `alt` attribute, and a metadata file with the author's note on the author's name. The
pictures are those that briefbuild draws, as PNG, so that every tool sets the same.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from briefbuild.house import load_house
from briefbuild.load import Source, load
from briefbuild.model import Brief, Figure
from briefbuild.prepare import prepare

FIGURE = re.compile(r"^!\[(?P<caption>.*)\]\(.*\)\{#(?P<id>[\w-]+)(?P<rest>.*)\}$", re.MULTILINE)


@dataclass(frozen=True)
class Manuscript:
    """What every tool is given, and what its files must hold."""

    folder: Path
    """Holds brief.md, meta.json and the pictures; for briefbuild, brief/ and styles/."""
    slug: str
    alternatives: tuple[str, ...]
    """The figures' alternative texts."""
    numbered: int
    """How many figures have a numbered caption."""


def write_manuscript(brief_folder: Path, styles: Path, folder: Path) -> Manuscript:
    """Write brief.md, meta.json and the pictures into `folder`, with copies of brief and style.

    Raises ValueError for a brief that briefbuild itself refuses.
    """
    source = load(brief_folder, str(brief_folder))
    house, _ = load_house(styles, str(styles))
    if source.brief is None or house is None:
        raise ValueError(f"{brief_folder} or {styles} has errors: see briefbuild check")
    edition = prepare(source, source.brief, house, folder.parent / "pictures").edition
    if edition is None:
        raise ValueError(f"{brief_folder} has errors: see briefbuild check")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(brief_folder, folder / "brief")
    shutil.copytree(styles, folder / "styles")
    for id, figure in source.brief.figures.items():
        (folder / f"{id}.png").write_bytes(edition.assets[figure.file].raster)
    text = joined(source, source.brief)
    (folder / "brief.md").write_text(text, encoding="utf-8")
    (folder / "meta.json").write_text(metadata(source.brief), encoding="utf-8")
    figures = list(FIGURE.finditer("\n".join(source.texts.values())))
    numbered = sum(".unnumbered" not in match["rest"] for match in figures)
    alternatives = tuple(figure.alt for figure in source.brief.figures.values())
    return Manuscript(folder, source.brief.slug, alternatives, numbered)


def joined(source: Source, brief: Brief) -> str:
    """The sections in order, with each figure's line as pandoc takes it."""
    sections = (source.texts[name] for name in brief.sections)
    return FIGURE.sub(lambda match: image(match, brief.figures), "\n\n".join(sections))


def image(match: re.Match[str], figures: dict[str, Figure]) -> str:
    """A figure's line: caption, credit and source, picture, alternative text."""
    entry = figures[match["id"]]
    credit = f" {entry.credit}." if entry.credit else ""
    source = f" Source: {entry.source}." if entry.source else ""
    caption = match["caption"].removesuffix(".")
    alternative = entry.alt.replace('"', r"\"")
    id = match["id"]
    return f'![{caption}.{credit}{source}]({id}.png){{#{id} alt="{alternative}"}}'


def metadata(brief: Brief) -> str:
    """pandoc's metadata file; the author's note stands on the author's name."""
    authors = [f"{a.name}^[{a.bio}]" if a.bio else a.name for a in brief.authors]
    fields = {"title": brief.title, "author": authors, "date": brief.date, "lang": brief.lang}
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"
