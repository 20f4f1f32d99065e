"""A Word style as a value, and its XML (ISO 29500-1, 17.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import quoteattr

from briefbuild.render.docx.look import eighths, half_points, twips


@dataclass(frozen=True)
class Border:
    """A rule on one side of a paragraph; `space` is its distance from the text."""

    width: float
    color: str
    space: float


@dataclass(frozen=True)
class Style:
    """A row: lengths in points, None for what the style it is based on says."""

    name: str
    based_on: str | None = "Normal"
    next: str | None = None
    kind: Literal["paragraph", "character"] = "paragraph"
    rank: int | None = None
    """Its place in Word's gallery of styles; None for one that isn't offered there."""
    # ── the paragraph ──
    before: float | None = None
    after: float | None = None
    line: float | None = None
    exact: bool = False
    """The line is never higher, whatever the font asks for."""
    left: float | None = None
    right: float | None = None
    first: float | None = None
    """The first line's indent; less than nothing when it hangs out."""
    keep_next: bool = False
    keep_lines: bool = False
    close: bool = False
    """No space between paragraphs of this style, as in a list."""
    outline: int | None = None
    tabs: tuple[tuple[str, float], ...] = ()
    borders: Mapping[str, Border] = field(default_factory=dict)
    fill: str | None = None
    # ── the letters ──
    font: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    size: float | None = None
    color: str | None = None
    letterspace: float | None = None
    raised: bool | None = None
    underline: str | None = None
    """The colour of an underline."""

    @property
    def id(self) -> str:
        return style_id(self.name)

    def xml(self) -> str:
        default = ' w:default="1"' if self.name == "Normal" else ""
        own = "" if self.name.lower() in BUILT_IN else ' w:customStyle="1"'
        parts = [
            f'<w:style w:type="{self.kind}"{default}{own} w:styleId="{self.id}">',
            f"<w:name w:val={quoteattr(self.name)}/>",
            f'<w:basedOn w:val="{style_id(self.based_on)}"/>' if self.based_on else "",
            f'<w:next w:val="{style_id(self.next)}"/>' if self.next else "",
            f'<w:uiPriority w:val="{self.rank or UNRANKED}"/>' + "<w:qFormat/>" * bool(self.rank),
            _wrap("w:pPr", self._paragraph()),
            _wrap("w:rPr", self._run()),
            "</w:style>",
        ]
        return "".join(parts)

    def _paragraph(self) -> str:
        """In the order that ISO 29500-1 prescribes for CT_PPr."""
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="{eighths(b.width)}" w:space="{round(b.space)}" '
            f'w:color="{b.color}"/>'
            for side, b in ((s, self.borders[s]) for s in SIDES if s in self.borders)
        )
        stops = "".join(f'<w:tab w:val="{k}" w:pos="{twips(at)}"/>' for k, at in self.tabs)
        spacing = [("before", self.before), ("after", self.after), ("line", self.line)]
        rule = "exact" if self.exact else "atLeast"
        first = [("hanging" if (self.first or 0) < 0 else "firstLine", self.first)]
        return "".join(
            [
                "<w:keepNext/>" if self.keep_next else "",
                "<w:keepLines/>" if self.keep_lines else "",
                _wrap("w:pBdr", sides),
                f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>' if self.fill else "",
                _wrap("w:tabs", stops),
                _measures("w:spacing", spacing, f' w:lineRule="{rule}"' if self.line else ""),
                _measures("w:ind", [("left", self.left), ("right", self.right), *first]),
                "<w:contextualSpacing/>" if self.close else "",
                f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else "",
            ]
        )

    def _run(self) -> str:
        """In the order that ISO 29500-1 prescribes for CT_RPr."""
        family = quoteattr(self.font or "")
        size = half_points(self.size or 0)
        return "".join(
            [
                f"<w:rFonts w:ascii={family} w:hAnsi={family} w:cs={family}/>" if self.font else "",
                _switch("w:b", self.bold) + _switch("w:bCs", self.bold),
                _switch("w:i", self.italic) + _switch("w:iCs", self.italic),
                _switch("w:caps", self.caps),
                f'<w:color w:val="{self.color}"/>' if self.color else "",
                _measures("w:spacing", [("val", self.letterspace)]),
                f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if self.size else "",
                f'<w:u w:val="single" w:color="{self.underline}"/>' if self.underline else "",
                f'<w:vertAlign w:val="{"superscript" if self.raised else "baseline"}"/>'
                if self.raised is not None
                else "",
            ]
        )


UNRANKED = 99
"""Word's own number for styles that come last."""
SIDES = ("top", "left", "bottom", "right")
BUILT_IN = frozenset(
    {
        *("normal", "title", "subtitle", "body text", "list paragraph", "quote", "caption"),
        *("footnote text", "footnote reference", "header", "footer", "hyperlink"),
        *(f"heading {level}" for level in range(1, 10)),
    }
)
"""The names that Word itself defines; it writes most of them in small letters."""


def style_id(name: str | None) -> str:
    """A style's id from its name, as Word makes them: “heading 1” → “Heading1”."""
    return "".join(word[:1].upper() + word[1:] for word in (name or "").split())


def style_ids(names: Iterable[str]) -> set[str]:
    return {style_id(name) for name in names}


def _wrap(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag}>" if content else ""


def _switch(tag: str, on: bool | None) -> str:
    return "" if on is None else f"<{tag}/>" if on else f'<{tag} w:val="0"/>'


def _measures(tag: str, values: list[tuple[str, float | None]], more: str = "") -> str:
    """An element with lengths as attributes, those that are given."""
    given = [(k, abs(v) if k in ("hanging",) else v) for k, v in values if v is not None]
    attributes = "".join(f' w:{name}="{twips(value)}"' for name, value in given)
    return f"<{tag}{attributes}{more}/>" if attributes else ""
