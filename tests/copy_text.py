"""What the copy-check says of a section's text, in one line each."""

from __future__ import annotations

from pathlib import Path

from briefbuild.check import check_brief
from briefbuild.house import House
from briefbuild.output import Output
from briefbuild.problem_codes.copy import COPY
from tests.fault_cases import SOUND, Part, house_style, lay_out


def asked(
    text: str, folder: Path, *, yaml: str = "", lang: str = "en-US", house: House | None = None
) -> list[str]:
    """`3:7 query word-doubled` for each thing that is found in a section, without its heading."""
    facts = SOUND["brief.yaml"].replace("lang: en", f"lang: {lang}") + yaml
    section = "# Heading\n\n" + text + "\n"
    lay_out({"brief.yaml": Part(facts), "sections/a.md": Part(section)}, folder)
    found = check_brief(folder, "brief", house or house_style(), Output(folder / "out")).problems
    places = [(p, p.place) for p in found if p.code in COPY]
    return [f"{at.line}:{at.column} {p.severity} {p.code}" for p, at in places if at]
