"""A finished Word file as the rules of accessibility look at it: its texts, and how they are set.

How a text is set is asked of the run itself, then of its style, then of its paragraph and that
one's style, then of the defaults (ISO 29500-1, 17.7.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from briefbuild.verify.ooxml import Package, W, letters, style_chain, switched_on, value

Element = etree._Element
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
TEXTS = r"word/(document|footnotes|header\d*|footer\d*)\.xml"
CONTENT = (f"{W}t", f"{W}sym", f"{W}instrText", f"{W}drawing", f"{W}pict", f"{W}object")
"""What a paragraph says or shows. A tab, a break or a bookmark says nothing."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of one of the file's texts."""

    part: str
    element: Element

    @property
    def text(self) -> str:
        return "".join(letters(part) for part in self.element.iter(f"{W}t", f"{W}sym"))

    @property
    def is_empty(self) -> bool:
        parts = [e for e in self.element.iter(*CONTENT) if len(e) or letters(e).strip()]
        return not parts and next(self.element.iter(f"{W}footnoteReference"), None) is None

    def within(self, *tags: str) -> bool:
        """Whether it stands in an element of one of these names."""
        return any(above.tag in tags for above in self.element.iterancestors())


class WordFile:
    """An unpacked Word file."""

    def __init__(self, package: Package) -> None:
        self.package = package
        root = package.xml(STYLES)
        if package.xml(DOCUMENT) is None or root is None:
            raise LookupError(f"there is no {DOCUMENT} or no {STYLES}")
        self.raw_styles = {s.get(f"{W}styleId", ""): s for s in root.iter(f"{W}style")}
        basic = root.iterfind(f"{W}style[@{W}default='1'][@{W}type='paragraph']")
        self.normal = next((style.get(f"{W}styleId", "") for style in basic), "")
        defaults = root.find(f"{W}docDefaults")
        self.defaults = [] if defaults is None else [*defaults.iter(f"{W}rPr", f"{W}pPr")]

    @classmethod
    def open(cls, path: Path) -> WordFile:
        return cls(Package.open(path))

    @cached_property
    def document(self) -> Element:
        root = self.package.xml(DOCUMENT)
        assert root is not None  # the constructor saw it
        return root

    @cached_property
    def texts(self) -> dict[str, Element]:
        """The parts that hold text, by name: the document, its notes, headers and footers."""
        found = {}
        for name in sorted(self.package.parts):
            if re.fullmatch(TEXTS, name):
                root = self.package.xml(name)
                if root is not None:
                    found[name] = root
        return found

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return [Paragraph(name, p) for name, root in self.texts.items() for p in root.iter(f"{W}p")]

    def style(self, paragraph: Element) -> str:
        """The name of a paragraph's style; “Normal” for what has none."""
        chain = self._chain(paragraph, "pPr/{W}pStyle")
        return value(chain[0].find(f"{W}name")) if chain else "Normal"

    def settings(self, paragraph: Element, name: str) -> Iterator[Element]:
        """A property of a paragraph (`outlineLvl`), the nearest first."""
        holders = [paragraph, *self._chain(paragraph, "pPr/{W}pStyle")]
        yield from (e for h in holders for e in h.iterfind(f"{W}pPr/{W}{name}"))
        yield from (
            e for d in self.defaults if d.tag == f"{W}pPr" for e in d.iterfind(f"{W}{name}")
        )

    def letters(self, run: Element, name: str) -> Iterator[Element]:
        """A property of a run's letters (`color`), the nearest first."""
        paragraph = next(run.iterancestors(f"{W}p"))
        holders = [run, *self._chain(run, "rPr/{W}rStyle")]
        holders += self._chain(paragraph, "pPr/{W}pStyle")
        yield from (e for h in holders for e in h.iterfind(f"{W}rPr/{W}{name}"))
        yield from (
            e for d in self.defaults if d.tag == f"{W}rPr" for e in d.iterfind(f"{W}{name}")
        )

    def _chain(self, element: Element, path: str) -> list[Element]:
        """The style that an element names, and those that it is based on, the nearest first; a
        paragraph that names none has the default one."""
        named = element.find(f"{W}{path.format(W=W)}")
        id = self.normal if named is None and element.tag == f"{W}p" else value(named)
        return list(style_chain(id, self.raw_styles))

    def runs(self, paragraph: Element) -> Iterator[Element]:
        """The runs of a paragraph whose words are seen."""
        for run in paragraph.iter(f"{W}r"):
            said = "".join(letters(part) for part in run.iter(f"{W}t", f"{W}sym"))
            if said.strip() and not switched_on(next(self.letters(run, "vanish"), None)):
                yield run
