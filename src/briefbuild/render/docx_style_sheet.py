"""The styles of a Word file, from the house tokens: each paragraph and character style as one row.

The names are Word's own where Word has one (Title, heading 1, caption, Quote …), so that the
navigation pane, cross-references and screen readers know them. Paragraphs are ragged: Word knows
no list of names that mustn't be hyphenated, and justified lines without hyphens are full of holes.
"""

from __future__ import annotations

from dataclasses import replace

from briefbuild.render.docx_look import Look
from briefbuild.render.docx_styles import Border, Style

PADDING = 8.0
"""Points between the edge of a tinted box and its text."""


def style_sheet(look: Look) -> list[Style]:
    """Every paragraph and character style, each after the one that it is based on."""
    return [
        *_text(look),
        *_front_matter(look),
        *_headings(look),
        *_figures_and_tables(look),
        *_boxes(look),
        *_components(look),
        *_back_matter(look),
        *_notes_and_edges(look),
        *_characters(look),
    ]


def _text(look: Look) -> list[Style]:
    size, line = look.length("size-text"), look.length("line")
    half = line / 2
    quote = Style("Quote", next="Body Text", before=half, after=half, left=line, right=line)
    code = Style("Source Code", before=half, after=half, left=line, keep_lines=True)
    return [
        Style("Normal", None, color=look.color("ink"), line=line, before=0, after=0),
        Style("Body Text", first=look.length("indent")),
        Style("First Paragraph", "Body Text", next="Body Text", first=0),
        Style("Compact", "Body Text", first=0),
        Style("List Paragraph", after=line / 4),
        replace(quote, size=size * 0.96),
        Style("Definition Term", next="Definition", before=half, keep_next=True, bold=True),
        Style("Definition", next="Definition Term", left=line),
        replace(code, font="Courier New", size=look.length("size-small")),
    ]


def _front_matter(look: Look) -> list[Style]:
    line, accent, muted = look.length("line"), look.color("accent"), look.color("muted")
    sans, small = look.font("sans"), look.length("size-small")
    title, subtitle = look.length("size-title"), look.length("size-subtitle")
    rules = {
        "top": Border(2 * look.length("rule-thick"), accent, 5),
        "bottom": Border(look.length("rule-thin"), look.color("rule"), 6),
    }
    masthead = Style("Masthead", next="Title", left=-look.hang, borders=rules)
    out = Style("Title", next="Subtitle", left=-look.hang, right=line, after=line)
    out = replace(out, keep_next=True, keep_lines=True)
    return [
        replace(
            masthead,
            after=look.length("space-title"),
            tabs=(("right", look.column),),
            font=sans,
            size=small,
            caps=True,
            color=muted,
            letterspace=0.5,
        ),
        replace(
            out,
            line=look.length("line-title"),
            font=look.font("display"),
            bold=True,
            size=title,
            color=accent,
        ),
        replace(
            out, name="Subtitle", next="Author", line=subtitle * 1.3, size=subtitle, color=muted
        ),
        Style("Author", left=-look.hang, font=sans, bold=True, size=small * 1.25),
        replace(_label("Abstract Title", look), left=-look.hang, before=1.5 * line),
        Style("Abstract", left=-look.hang, after=line / 2, font=sans),
    ]


def _label(name: str, look: Look, based_on: str = "Normal") -> Style:
    """A component's title: small letterspaced capitals in the accent colour."""
    return Style(
        name,
        based_on,
        after=look.length("line") / 4,
        keep_next=True,
        keep_lines=True,
        font=look.font("sans"),
        bold=True,
        size=look.length("size-small"),
        caps=True,
        color=look.color("accent"),
        letterspace=0.5,
    )


def _headings(look: Look) -> list[Style]:
    """Six levels: a heading keeps with its text, and never breaks."""
    line, size = look.length("line"), look.length("size-heading")
    lesser = look.length("size-subheading")
    above, below = look.length("space-heading"), look.length("space-after-heading")
    rows = [
        (1, size, above, below),
        (2, lesser, line, line / 4),
        (3, lesser * 0.95, line, line / 4),
    ]
    rows += [(level, lesser * 0.95, line / 2, 0.0) for level in (4, 5, 6)]
    return [
        Style(
            f"heading {level}",
            next="First Paragraph",
            before=above,
            after=below,
            keep_next=True,
            keep_lines=True,
            outline=level - 1,
            font=look.font("sans"),
            bold=level != 4,
            italic=level >= 4,
            size=height,
            color=look.color("accent" if level in (1, 3) else "ink"),
        )
        for level, height, above, below in rows
    ]


def _figures_and_tables(look: Look) -> list[Style]:
    line, close, space = (look.length(n) for n in ("line", "line-caption", "space-figure"))
    sans, rule = look.font("sans"), Border(look.length("rule-thin"), look.color("rule"), 3)
    caption = Style("caption", next="First Paragraph", after=space, line=close, keep_lines=True)
    cell = Style("Table Text", before=2, after=2, line=close, font=sans)
    heading = Style("Table Heading", "Table Text", bold=True, keep_next=True)
    note = Style("Table Note", "caption", before=line / 3, after=space, borders={"top": rule})
    return [
        Style("Figure", next="caption", before=space, after=line / 2, keep_next=True),
        replace(caption, font=sans, size=look.length("size-caption"), color=look.color("muted")),
        Style("Figure Caption", "caption", next="Credit", after=0, keep_next=True),
        Style("Credit", "caption", next="First Paragraph"),
        Style("Table Caption", "caption", before=space, after=line / 3, keep_next=True),
        replace(cell, size=look.length("size-table")),
        replace(heading, color=look.color("accent")),
        note,
    ]


def _boxes(look: Look) -> list[Style]:
    """Tinted paragraphs: borders in the tint's colour give the tint its padding, and paragraphs
    with the same indents and borders become one box in Word."""
    line, tint = look.length("line"), look.color("tint")
    edge = Border(0.5, tint, PADDING)
    box = Style("Box", left=PADDING, right=PADDING, after=line / 4, fill=tint)
    box = replace(box, borders=dict.fromkeys(("top", "left", "bottom", "right"), edge))
    box = replace(box, font=look.font("sans"), size=look.length("size-table"))
    return [
        box,
        replace(_label("Box Title", look, "Box"), before=line),
        Style("Key Points", "Box", left=PADDING + line, first=-line),
        replace(_label("Key Points Title", look, "Key Points"), before=line),
        Style("Author Bio", "Box", left=PADDING - look.hang),
    ]


def _components(look: Look) -> list[Style]:
    line, accent = look.length("line"), look.color("accent")
    hairline = {"top": Border(look.length("rule-thin"), look.color("rule"), 6)}
    heavy = {"left": Border(look.length("rule-thick"), accent, PADDING)}
    term = Style("Recommendation Term", next="Recommendation", before=line, after=line / 6)
    term = replace(term, keep_next=True, keep_lines=True, borders=hairline)
    pull = Style("Pull Quote", next="Body Text", before=1.5 * line, after=1.5 * line)
    pull = replace(pull, left=PADDING, right=line, line=1.5 * line, borders=heavy)
    return [
        replace(_label("Recommendations Title", look), before=line),
        replace(term, font=look.font("sans"), bold=True, color=accent),
        Style("Recommendation", next="Recommendation Term", after=line / 4),
        replace(
            pull,
            keep_lines=True,
            font=look.font("display"),
            size=look.length("size-quote"),
            color=accent,
        ),
    ]


def _back_matter(look: Look) -> list[Style]:
    """Headings here are headings still, for the outline, but look like labels."""
    line, small = look.length("line"), look.length("size-small")
    tint, sans = look.color("tint"), look.font("sans")
    edge = dict.fromkeys(("top", "left", "bottom", "right"), Border(0.5, tint, PADDING))
    about = replace(_label("About Heading", look, "heading 1"), next="Author Bio", before=2 * line)
    about = replace(about, left=PADDING - look.hang, right=PADDING, borders=edge, fill=tint)
    back = replace(_label("Back Heading", look, "heading 1"), next="Colophon", before=2 * line)
    rule = {"top": Border(look.length("rule-thin"), look.color("rule"), 6)}
    colophon = Style("Colophon", left=-look.hang, after=line / 4, font=sans, size=small)
    title = replace(_label("Colophon Title", look, "Colophon"), caps=False, letterspace=0)
    return [
        about,
        replace(back, left=-look.hang, borders=rule),
        replace(colophon, line=look.length("line-note") * 1.05, color=look.color("muted")),
        title,
        Style("Acknowledgements", "Colophon", color=look.color("ink")),
    ]


def _notes_and_edges(look: Look) -> list[Style]:
    line, small = look.length("line-note"), look.length("size-small")
    note = Style("Footnote Text", left=1.5 * line - look.hang, first=-1.5 * line, after=line / 4)
    edge = Style("header", left=-look.hang, font=look.font("sans"), size=small * 0.95)
    edge = replace(edge, color=look.color("muted"), tabs=(("right", look.column),))
    return [
        replace(note, line=line, font=look.font("note"), size=look.length("size-note")),
        Style("Footnote Block Text", "Footnote Text", left=2.5 * line - look.hang, first=0),
        edge,
        replace(edge, name="footer"),
    ]


def _characters(look: Look) -> list[Style]:
    accent, sans = look.color("accent"), look.font("sans")
    plain = Style("", "Default Paragraph Font", kind="character")
    strong = replace(plain, bold=True, color=accent)
    mark = replace(strong, name="Note Mark", font=sans)
    return [
        replace(strong, name="Institute"),
        replace(strong, name="Running Series", caps=True, letterspace=0.5),
        replace(strong, name="Running Number", font=sans),
        replace(strong, name="Caption Label"),
        replace(plain, name="Affiliation", bold=False, color=look.color("muted")),
        replace(strong, name="Footnote Reference", font=sans, raised=True),
        replace(mark, size=look.length("size-note") * 0.95),
        replace(plain, name="Hyperlink", color=accent, underline=look.color("rule")),
        replace(plain, name="Verbatim Char", font="Courier New"),
    ]
