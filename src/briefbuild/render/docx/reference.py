"""The document that pandoc takes a Word file's look from, made from the house tokens.

Its styles, page, running heads and theme are the house's. Where the parts stand and how they are
joined comes from pandoc's own reference document, so that pandoc finds what it expects.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import quoteattr

from lxml import etree

from briefbuild.render.docx.archive import Parts, pack, unpack
from briefbuild.render.docx.look import Look, eighths, half_points, twips
from briefbuild.render.docx.style_sheet import style_sheet
from briefbuild.render.docx.widths import CELL_MARGIN
from briefbuild.render.docx.xml import R_NS, RELATION, W_NS, XML_HEAD, field, run, tab

A_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NAMESPACES = f'xmlns:w="{W_NS}" xmlns:r="{R_NS}"'
HEAD_LENGTH = 100
"""Letters that a running head has room for; a longer title is cut after a word."""
EDGES = {"rIdHead": "header", "rIdFoot": "footer", "rIdFirstFoot": "footer"}
FILES = {"rIdHead": "header1.xml", "rIdFoot": "footer1.xml", "rIdFirstFoot": "footer2.xml"}


@dataclass(frozen=True)
class Running:
    """What stands at the edges of the pages."""

    series: str
    title: str
    status: str
    """At the foot, left: the word for “draft”, or nothing."""
    page: str
    """The word before the page's number."""
    of: str
    """The word between the page's number and how many there are."""


def reference_docx(
    default: bytes, look: Look, language: str, running: Running, time: datetime
) -> bytes:
    """A reference document; `default` is pandoc's own, `language` a BCP 47 tag."""
    parts = unpack(default)
    parts["word/styles.xml"] = styles_xml(look, language)
    parts["word/theme/theme1.xml"] = _theme(parts["word/theme/theme1.xml"], look)
    parts["word/document.xml"] = _page(look)
    parts["word/header1.xml"] = _edge("hdr", "header", _head(running))
    for name in ("footer1.xml", "footer2.xml"):
        parts[f"word/{name}"] = _edge("ftr", "footer", _foot(running))
    _join_edges(parts)
    return pack(parts, time)


def styles_xml(look: Look, language: str) -> bytes:
    """The part word/styles.xml."""
    family = quoteattr(look.font("text"))
    size = half_points(look.length("size-text"))
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii={family} w:eastAsia={family} "
        f'w:hAnsi={family} w:cs={family}/><w:kern w:val="16"/><w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/><w:lang w:val={quoteattr(language)}/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
    )
    rows = "".join(style.xml() for style in style_sheet(look))
    body = defaults + rows + BASICS + _table_style(look)
    return f'{XML_HEAD}<w:styles xmlns:w="{W_NS}">{body}</w:styles>'.encode()


BASICS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)
"""What every other style rests on, as Word itself writes it."""


def _table_style(look: Look) -> str:
    """Rules above and below the header row and below the table, hairlines between rows."""

    def rule(side: str, token: str, color: str) -> str:
        size, value = eighths(look.length(token)), look.color(color)
        return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{value}"/>'

    margins = "".join(
        f'<w:{side} w:w="{twips(width)}" w:type="dxa"/>'
        for side, width in (("top", 1), ("left", 0), ("bottom", 1), ("right", CELL_MARGIN))
    )
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
        f"<w:tblPr><w:tblBorders>{rule('top', 'rule-thick', 'accent')}"
        f"{rule('bottom', 'rule-thin', 'accent')}{rule('insideH', 'rule-thin', 'rule')}"
        f"</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
        f"{rule('bottom', 'rule-thin', 'accent')}</w:tcBorders>"
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )


def _theme(default: bytes, look: Look) -> bytes:
    """Word's palette and font menu offer the theme's: they become the house's."""
    theme = etree.fromstring(default)
    theme.set("name", "House")
    colors = {"dk2": "ink", "lt2": "tint", "hlink": "accent", "folHlink": "muted"}
    colors |= {"accent1": "accent", "accent2": "muted", "accent3": "rule"}
    colors |= {"accent4": "chart-2", "accent5": "chart-3", "accent6": "chart-4"}
    for slot, token in colors.items():
        for value in theme.iter(f"{{{A_NS}}}{slot}"):
            value[0].set("val", look.color(token))
    for slot, token in (("majorFont", "sans"), ("minorFont", "text")):
        for fonts in theme.iter(f"{{{A_NS}}}{slot}"):
            latin = fonts.find(f"{{{A_NS}}}latin")
            if latin is not None:
                latin.attrib.clear()
                latin.set("typeface", look.font(token))
    return etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _page(look: Look) -> bytes:
    """A document of one section: pages, margins, running heads from the second page on.

    pandoc makes no picture wider than the page between its margins: the left one is what wide
    pictures leave, until `package.py` sets the text's.
    """
    width, height = twips(look.length("page-width")), twips(look.length("page-height"))
    top, bottom = look.length("margin-top"), look.length("margin-bottom")
    margins = {
        "top": top,
        "right": look.length("margin-inner"),
        "bottom": bottom,
        "left": look.margin_left - look.hang,
        "header": top / 2,
        "footer": bottom / 2,
        "gutter": 0,
    }
    sides = "".join(f' w:{side}="{twips(length)}"' for side, length in margins.items())
    section = (
        '<w:headerReference w:type="default" r:id="rIdHead"/>'
        '<w:footerReference w:type="default" r:id="rIdFoot"/>'
        '<w:footerReference w:type="first" r:id="rIdFirstFoot"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar{sides}/><w:titlePg/>'
    )
    body = f"<w:body><w:p/><w:sectPr>{section}</w:sectPr></w:body>"
    return f"{XML_HEAD}<w:document {NAMESPACES}>{body}</w:document>".encode()


def _edge(root: str, style: str, runs: str) -> bytes:
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style.capitalize()}"/></w:pPr>{runs}</w:p>'
    return f"{XML_HEAD}<w:{root} {NAMESPACES}>{paragraph}</w:{root}>".encode()


def _head(running: Running) -> str:
    """The series on the left, the title on the right."""
    room = max(HEAD_LENGTH - len(running.series), HEAD_LENGTH // 2)
    title = textwrap.shorten(running.title, width=room, placeholder=" …")
    return run(running.series, "RunningSeries") + tab() + run(title)


def _foot(running: Running) -> str:
    """The status on the left; on the right the page's number, and how many there are."""
    return "".join(
        [
            run(running.status, "RunningSeries") if running.status else "",
            tab(),
            run(f"{running.page[:1].upper()}{running.page[1:]} "),
            field("PAGE", "1", "RunningNumber"),
            run(f" {running.of} "),
            field("NUMPAGES", "1"),
        ]
    )


def _join_edges(parts: Parts) -> None:
    """Name the running heads in the package's lists."""
    types = "".join(
        f'<Override PartName="/word/{FILES[id]}" ContentType="{CONTENT}{kind}+xml"/>'
        for id, kind in EDGES.items()
    )
    links = "".join(
        f'<Relationship Id="{id}" Type="{RELATION}{kind}" Target="{FILES[id]}"/>'
        for id, kind in EDGES.items()
    )
    for name, more, end in (
        ("[Content_Types].xml", types, "</Types>"),
        ("word/_rels/document.xml.rels", links, "</Relationships>"),
    ):
        parts[name] = parts[name].decode().replace(end, more + end).encode()
