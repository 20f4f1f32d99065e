"""The styles of a Word file, from the house tokens: each paragraph and character style as one row.

The names are Word's own where Word has one (Title, heading 1, caption, Quote …), so that the
navigation pane, cross-references and screen readers know them. Paragraphs are ragged: Word knows
no list of names that mustn't be hyphenated, and justified lines without hyphens are full of holes.
"""

from __future__ import annotations

from dataclasses import replace

from briefbuild.render.docx.look import Look
from briefbuild.render.docx.styles import SIDES, Border, Style

PADDING = 8.0
"""Points between the edge of a tinted box and its text."""
BOXED = frozenset({"Box", "Box Title", "Key Points", "Key Points Title"})
"""Styles of text in a box within the column: its lists hang from its edge, its end needs space."""
AFTER = dict.fromkeys(sorted(BOXED), "After Box") | dict.fromkeys(
    ("Recommendation", "Recommendation Term"), "After Recommendations"
)
"""Styles of components, each with that of the text below, which keeps its distance."""
GALLERY = (
    *("Body Text", "First Paragraph", "heading 1", "heading 2", "heading 3", "List Paragraph"),
    *("Quote", "Box Title", "Box", "Key Points Title", "Key Points", "Pull Quote"),
    *("Recommendation Term", "Recommendation", "Figure Caption", "Credit", "Table Caption"),
    *("Table Heading", "Table Text", "Table Note", "Title", "Subtitle"),
)
"""What Word offers to who writes, in this order; all other styles are in its list of styles."""
TITLE = 0.89
"""How much of its width the title may take: as in print (title-block.css)."""


def style_sheet(look: Look) -> list[Style]:
    """Every paragraph and character style, each after the one that it is based on."""
    made = [
        *_text(look),
        *_after_components(look),
        *_front_matter(look),
        *_headings(look),
        *_figures_and_tables(look),
        *_boxes(look),
        *_components(look),
        *_back_matter(look),
        *_notes_and_edges(look),
        *_characters(look),
    ]
    ranks = {name: rank for rank, name in enumerate(GALLERY, 1)}
    return [replace(style, rank=ranks.get(style.name)) for style in made]


def strong(style: Style, look: Look, font: str = "sans") -> Style:
    """The style in a font's heavier cut."""
    family, bold = look.strong(font)
    return replace(style, font=family, bold=bold or None)


def label(name: str, look: Look, next: str, based_on: str = "Normal") -> Style:
    """A component's title: small letterspaced capitals in the accent colour; `next` is below it."""
    style = Style(name, based_on, next=next, keep_next=True, keep_lines=True)
    style = replace(style, after=look.length("line") / 4)
    style = replace(style, caps=True, letterspace=0.5, size=look.length("size-small"))
    return strong(replace(style, color=look.color("accent")), look)


def _text(look: Look) -> list[Style]:
    size, line = look.length("size-text"), look.length("line")
    half = line / 2
    quote = Style("Quote", next="Body Text", before=half, after=half, left=line, right=line)
    code = Style("Source Code", before=half, after=half, left=line, keep_lines=True)
    items = Style("List Paragraph", before=half, after=half, close=True)
    rule = {"top": Border(look.length("rule-thin"), look.color("rule"), 1)}
    return [
        Style("Normal", None, color=look.color("ink"), line=line, before=0, after=0),
        Style("Body Text", first=look.length("indent")),
        Style("First Paragraph", "Body Text", next="Body Text", first=0),
        Style("Compact", "Body Text", first=0),
        items,
        replace(quote, size=size * 0.96),
        Style("Definition Term", next="Definition", before=half, keep_next=True, bold=True),
        Style("Definition", next="Definition Term", left=line),
        replace(code, font=look.font("sans"), size=look.length("size-table")),
        Style(
            "Section Break",
            before=line,
            right=look.column - (look.length("column-outer") or look.column / 4),
            borders=rule,
        ),
    ]


def _after_components(look: Look) -> list[Style]:
    """A line below a component, and the rest of a box's tint, which has a quarter line itself."""
    line = look.length("line")
    text = Style("After Box", "First Paragraph", next="Body Text", before=0.75 * line + PADDING)
    return [text, replace(text, name="After Recommendations", before=line)]


def _front_matter(look: Look) -> list[Style]:
    line, accent, muted = look.length("line"), look.color("accent"), look.color("muted")
    space, small = look.length("space-title"), look.length("size-small")
    subtitle = look.length("size-subtitle")
    rules = {
        "top": Border(2 * look.length("rule-thick"), accent, 5),
        "bottom": Border(look.length("rule-thin"), look.color("rule"), 6),
    }
    masthead = Style("Masthead", next="Title", left=-look.hang, after=space, borders=rules)
    masthead = replace(masthead, font=look.font("sans"), size=small, color=muted)
    right = (1 - TITLE) * (look.hang + look.column)
    title = Style("Title", next="Subtitle", left=-look.hang, right=right, after=line)
    title = replace(title, keep_next=True, keep_lines=True, color=accent)
    below = replace(title, name="Subtitle", next="Author", color=muted, size=subtitle)
    title = replace(title, line=look.length("line-title"), size=look.length("size-title"))
    title = replace(title, exact=True)  # the face asks for 35 pt, and would get them
    author = Style("Author", left=-look.hang, size=look.length("size-subheading"))
    return [
        replace(masthead, tabs=(("right", look.column),), caps=True, letterspace=0.5),
        strong(title, look, "display"),
        replace(below, font=look.font("display"), line=1.5 * line),
        strong(author, look),
        replace(label("Abstract Title", look, "Abstract"), before=1.5 * line),
        Style("Abstract", after=line / 2, font=look.font("sans")),
    ]


def _headings(look: Look) -> list[Style]:
    """Six levels, two in the sans serif and then in italics: a heading keeps with its text."""
    line, ink, muted = look.length("line"), look.color("ink"), look.color("muted")
    above, below = look.length("space-heading"), look.length("space-after-heading")
    basic = Style("", next="First Paragraph", keep_next=True, keep_lines=True, before=line)
    sans = strong(replace(basic, color=look.color("accent")), look)
    first = replace(sans, size=look.length("size-heading"), before=above, after=below)
    second = replace(sans, size=look.length("size-subheading"), after=line / 4)
    third = replace(basic, font=look.font("text"), italic=True, color=ink)
    others = [replace(third, before=line / 2, color=muted)] * 3
    return [
        replace(style, name=f"heading {level}", outline=level - 1)
        for level, style in enumerate([first, second, third, *others], 1)
    ]


def _figures_and_tables(look: Look) -> list[Style]:
    line, close, space = (look.length(n) for n in ("line", "line-caption", "space-figure"))
    sans, muted = look.font("sans"), look.color("muted")
    caption = Style("caption", next="First Paragraph", after=space, line=close, keep_lines=True)
    cell = Style("Table Text", before=2.5, after=2, line=close, font=sans)
    heading = Style("Table Heading", "Table Text", keep_next=True, color=look.color("accent"))
    return [
        Style("Picture", next="Figure Caption", before=space, after=line / 2, keep_next=True),
        Style("Wide Picture", "Picture", left=-look.hang),
        replace(caption, font=sans, size=look.length("size-caption"), color=muted),
        Style("Figure Caption", "caption", next="Credit", after=0, keep_next=True),
        Style("Credit", "caption", next="First Paragraph"),
        Style("Table Caption", "caption", before=space, after=line / 3, keep_next=True),
        replace(cell, size=look.length("size-table")),
        strong(heading, look),
        Style("Table Note", "caption", next="First Paragraph", before=line / 3),
    ]


def _boxes(look: Look) -> list[Style]:
    """Tinted paragraphs. Borders in the tint's colour give the tint its padding; paragraphs with
    the same indents and borders become one box in Word, so a box's title hangs as its text does."""
    line, tint, small = look.length("line"), look.color("tint"), look.length("size-table")
    step = look.length("indent")  # as far as its lists
    edges = dict.fromkeys(SIDES, Border(0.5, tint, PADDING))
    box = Style("Box", left=PADDING, right=PADDING, after=line / 4, borders=edges, fill=tint)
    about = replace(label("About Heading", look, "Author Bio", "heading 1"), before=1.25 * line)
    about = replace(about, left=PADDING - look.hang, right=PADDING, borders=edges, fill=tint)
    return [
        replace(box, font=look.font("sans"), size=small),
        replace(label("Box Title", look, "Box", "Box"), before=line),
        Style("Key Points", "Box", left=PADDING + step, first=-step, keep_lines=True),
        replace(label("Key Points Title", look, "Key Points", "Key Points"), before=1.5 * line),
        about,
        Style("Author Bio", "Box", left=PADDING - look.hang, keep_lines=True),
        Style("Author Photo", "Author Bio", next="Author Name", before=line / 2, keep_next=True),
        replace(
            Style("Author Name", "Author Bio", next="Author Bio", before=line / 2, after=0),
            bold=True,
            color=look.color("accent"),
            keep_next=True,
        ),
        Style("Author Affiliation", "Author Bio", color=look.color("muted"), keep_next=True),
        label("About Title", look, "Author Bio", "Author Bio"),
    ]


def _components(look: Look) -> list[Style]:
    line, accent = look.length("line"), look.color("accent")
    hairline = {"top": Border(look.length("rule-thin"), look.color("rule"), 6)}
    heavy = {"left": Border(2 * look.length("rule-thick"), accent, PADDING)}
    term = Style("Recommendation Term", next="Recommendation", before=line / 2, color=accent)
    term = replace(term, keep_next=True, keep_lines=True, borders=hairline)
    pull = Style("Pull Quote", next="Body Text", before=line, after=line, color=accent)
    pull = replace(pull, left=PADDING, right=line, line=1.5 * line, borders=heavy)
    quote = replace(pull, font=look.font("display"), size=look.length("size-quote"))
    return [
        replace(label("Recommendations Title", look, "Recommendation Term"), before=line),
        strong(term, look),
        Style("Recommendation", next="Recommendation Term"),
        replace(quote, keep_lines=True),
    ]


def _back_matter(look: Look) -> list[Style]:
    """Headings here are headings still, for the outline, but look like labels."""
    line, small, muted = look.length("line"), look.length("size-table"), look.color("muted")
    back = replace(label("Back Heading", look, "Colophon", "heading 1"), before=line)
    rule = {"top": Border(look.length("rule-thin"), look.color("rule"), 6)}
    colophon = Style("Colophon", left=-look.hang, after=line / 4, font=look.font("sans"))
    colophon = replace(colophon, line=look.length("line-note"))
    title = replace(
        label("Colophon Title", look, "Colophon", "Colophon"), caps=False, letterspace=0
    )
    return [
        replace(back, left=-look.hang, borders=rule),
        replace(colophon, size=small, color=muted, keep_lines=True),
        replace(title, size=small, color=muted, after=0),
        Style("Acknowledgements", "Colophon", color=look.color("ink")),
    ]


def _notes_and_edges(look: Look) -> list[Style]:
    line, small = look.length("line-note"), look.length("size-small")
    note = Style("footnote text", left=1.5 * line - look.hang, first=-1.5 * line, after=line / 4)
    edge = Style("header", left=-look.hang, font=look.font("sans"), size=small)
    edge = replace(edge, color=look.color("muted"), tabs=(("right", look.column),))
    return [
        replace(note, line=line, font=look.font("note"), size=look.length("size-note")),
        Style("Footnote Continued", "footnote text", first=0),
        Style("Footnote Block Text", "footnote text", left=2.5 * line - look.hang, first=0),
        edge,
        replace(edge, name="footer"),
    ]


def _characters(look: Look) -> list[Style]:
    accent, sans = look.color("accent"), look.font("sans")
    plain = Style("", "Default Paragraph Font", kind="character")
    heavy = strong(replace(plain, color=accent), look)
    return [
        replace(heavy, name="Institute"),
        replace(heavy, name="Running Series", caps=True, letterspace=0.5),
        replace(heavy, name="Running Number"),
        replace(heavy, name="Caption Label"),
        replace(heavy, name="footnote reference", raised=True),
        replace(plain, name="Affiliation", font=sans, color=look.color("muted")),
        replace(plain, name="Hyperlink", color=accent, underline=look.color("rule")),
        replace(plain, name="Verbatim Char", font=sans),
    ]
