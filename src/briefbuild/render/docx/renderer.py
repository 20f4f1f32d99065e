"""The Word file: pandoc's, from the same tree, in a look made from the house tokens."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from briefbuild import pandoc
from briefbuild.figures.assets import Asset
from briefbuild.figures.portraits import WIDTH_MM
from briefbuild.problems import Problem, is_broken
from briefbuild.render.descriptions import told_at_once
from briefbuild.render.docx.fonts import faces
from briefbuild.render.docx.inlines import Picture
from briefbuild.render.docx.look import Look
from briefbuild.render.docx.package import mend
from briefbuild.render.docx.paragraphs import lower
from briefbuild.render.docx.properties import Properties
from briefbuild.render.docx.reference import Running, reference_docx, styles_xml
from briefbuild.render.edition import Edition, Rendered
from briefbuild.render.timestamp import fixed_time
from briefbuild.tree import Nodes, document, has_class, pairs_of, rewrite, text_of, walk

ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}
TALLEST = 0.6
"""How much of a page's height a picture may take: its caption and some text stay beside it."""
CAPTION_LINES = 8
"""Lines that one on a page of its own leaves for its caption and the caption's notes."""


def render(edition: Edition, target: Path) -> Rendered:
    """Write the Word file of an edition at `target`; nothing is written when something is wrong."""
    look = Look(edition.house.tokens, faces(edition.house.fonts))
    facts = _properties(edition)
    styles = styles_xml(look, edition.brief.lang)
    package, problems = _through_pandoc(edition, look, facts)
    if not is_broken(problems):
        target.write_bytes(mend(package, look, styles, facts, _marks(edition.blocks)))
    return Rendered(target, tuple(problems))


def _through_pandoc(edition: Edition, look: Look, facts: Properties) -> tuple[bytes, list[Problem]]:
    """pandoc's Word file, and what pandoc warned of."""
    default = pandoc.data_file("reference.docx")
    running = _running(edition, facts)
    with TemporaryDirectory(dir=edition.work) as name:
        folder = Path(name)
        reference = folder / "reference.docx"
        reference.write_bytes(reference_docx(default, look, facts.language, running, facts.time))
        files = {
            source: folder / f"{number}.{ENDINGS[asset.media_type]}"
            for number, (source, asset) in enumerate(sorted(edition.assets.items()), 1)
        }
        for source, file in files.items():
            file.write_bytes(edition.assets[source].raster)

        def picture(source: str, size: str) -> Picture:
            asset = edition.assets[source]
            width = _width(asset, size, look)
            return str(files[source]), width, width / asset.aspect

        blocks = lower(told_at_once(edition.blocks), picture)
        return pandoc.write(document(blocks), "docx", [f"--reference-doc={reference}"])


def _width(asset: Asset, size: str, look: Look) -> float:
    """How wide a picture is set, in points: as the text, or as its size class says, unless it is
    too tall for that; an author's portrait at its own size."""
    if asset.kind == "portrait":
        return WIDTH_MM / 25.4 * 72
    room = look.text_height
    sheet = look.hang + look.column
    column = min(look.column, TALLEST * room * asset.aspect)
    return {
        "half": column / 2,
        "wide": min(sheet, TALLEST * room * asset.aspect),
        "full-page": min(sheet, (room - CAPTION_LINES * look.length("line")) * asset.aspect),
    }.get(size, column)


def _properties(edition: Edition) -> Properties:
    brief, house = edition.brief, edition.house.file
    series = brief.series or house.series or ""
    return Properties(
        title=_text(edition.blocks, "title"),
        authors=[author.name for author in brief.authors],
        subject=_text(edition.blocks, "subtitle"),
        keywords=brief.keywords,
        description=_summary(edition.blocks),
        language=brief.lang,
        category=" ".join(part for part in (series, brief.number) if part),
        company=house.institute.name,
        version=brief.version or "",
        identifier=f"https://doi.org/{brief.doi}" if brief.doi else "",
        status=edition.house.words(brief.lang)["draft"] if brief.status == "draft" else "",
        time=fixed_time(brief.date),
    )


def _running(edition: Edition, facts: Properties) -> Running:
    brief, house = edition.brief, edition.house
    words = house.words(brief.lang)
    short = house.file.institute.short_name or house.file.institute.name
    series = brief.series or house.file.series or ""
    return Running(
        series=" ".join(part for part in (short, series) if part),
        title=facts.title,
        status=facts.status,
        page=words["page"],
        of=words["of"],
    )


def _text(blocks: Nodes, name: str) -> str:
    """The words of the first Div of a class, without notes; nothing when there is none."""
    found = next((n for n in walk(blocks) if n["t"] == "Div" and has_class(n, name)), None)
    return text_of(found).strip() if found else ""


def _summary(blocks: Nodes) -> str:
    """The summary's paragraphs, without its title and its notes."""
    plain: Nodes = rewrite(blocks, lambda n: [] if n["t"] == "Note" else None)
    for summary in (n for n in walk(plain) if has_class(n, "summary")):
        parts = [part for part in summary["c"][1] if not has_class(part, "component-title")]
        return "\n".join(text_of(n) for n in walk(parts) if n["t"] in ("Para", "Plain"))
    return ""


def _marks(blocks: Nodes) -> list[str]:
    """The notes' marks in the order of their calls."""
    return [pairs_of(n)["mark"] for n in walk(blocks) if has_class(n, "note-call")]
