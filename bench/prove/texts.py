"""A brief made in every format once, and the proof of any file that claims to be one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from briefbuild.drafts import status_word, with_status
from briefbuild.house import House, default_styles, load_house
from briefbuild.load import load
from briefbuild.prepare import prepare
from briefbuild.press_style import read_press_style
from briefbuild.problems import Problem
from briefbuild.proving import SHEETS
from briefbuild.render.edition import Edition
from briefbuild.render.formats import FORMATS
from briefbuild.render.pages.margin_boxes import MarginBoxes, margin_boxes
from briefbuild.tokens import points
from briefbuild.tree import Nodes
from briefbuild.verify.inventory import take
from briefbuild.verify.items import Inventory
from briefbuild.verify.letter_case import cases_of
from briefbuild.verify.metadata import with_metadata
from briefbuild.verify.preflight.sheet import Demands
from briefbuild.verify.press_proof import verify_press
from briefbuild.verify.proof import Proof, verify

NAMES = tuple(format.name for format in FORMATS)


@dataclass(frozen=True)
class Text:
    """A brief as all formats are made from it, and the folder that its files are written to."""

    name: str
    edition: Edition
    folder: Path

    @cached_property
    def inventory(self) -> Inventory:
        return take(self.edition.blocks, self.edition.assets)

    @cached_property
    def held(self) -> Inventory:
        """What the EPUB and the web page must hold: a draft says in its text that it is one."""
        word = status_word(self.edition.brief, self.edition.house)
        marked = take(with_status(self.edition.blocks, word))
        return replace(marked, images=self.inventory.images)

    @cached_property
    def margins(self) -> dict[str, MarginBoxes | None]:
        """What stands in the margins of printed pages, by the format."""
        return {format: margin_boxes(self.edition, sheet) for format, sheet in SHEETS.items()}

    @cached_property
    def demands(self) -> Demands:
        style, _ = read_press_style(self.edition.house)
        tokens = self.edition.house.tokens
        page = points(tokens["--page-width"]), points(tokens["--page-height"])
        limit = style.ink_limit if style else Demands().ink_limit
        return Demands(limit, self.edition.brief.pages_in_a_sheet, page)

    def path(self, format: str) -> Path:
        """Where a format's file is."""
        row = next(row for row in FORMATS if row.name == format)
        return self.folder / f"{self.edition.brief.slug}{row.suffix}"

    def render(self, format: str, folder: Path, blocks: Nodes | None = None) -> Sequence[Problem]:
        """Write one format's file, of this tree or of another one; what is said of it."""
        row = next(row for row in FORMATS if row.name == format)
        work = folder / f"{format}-work"
        work.mkdir(parents=True, exist_ok=True)
        tree = self.edition.blocks if blocks is None else blocks
        edition = replace(self.edition, blocks=tree, work=work)
        return tuple(row.render(edition, folder / self.path(format).name).problems)

    def proof(self, path: Path, format: str) -> Proof:
        """What the build's proof says of a file, its metadata included."""
        cases = cases_of(self.edition.house.files.sheets())
        inventory = replace(self.inventory, margins=self.margins.get(format), cases=cases)
        if format == "press":
            pictures = {key: asset.for_press for key, asset in self.edition.assets.items()}
            return verify_press(path, inventory, self.demands, pictures)
        held = self.held if format in ("epub", "html") else inventory
        return with_metadata([verify(path, format, held)], self.edition)[0]


class Refused(Exception):
    """A brief that can't be made, with the reasons."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = tuple(reasons)


def text_of(brief: Path, shown: str, scratch: Path, house: House | None = None) -> Text:
    """Prepare a brief; its files are to be written to `scratch`. Raises `Refused`."""
    read, problems = (house, []) if house else load_house(default_styles(), "styles")
    source = load(brief, shown)
    if read is None or source.brief is None:
        raise Refused([str(p) for p in (*problems, *source.problems)])
    (scratch / "cache").mkdir(parents=True, exist_ok=True)
    prepared = prepare(source, source.brief, read, scratch / "cache")
    if prepared.edition is None:
        raise Refused([str(p) for p in prepared.problems if p.severity == "error"])
    return Text(source.brief.slug, prepared.edition, scratch)
