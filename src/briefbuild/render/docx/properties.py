"""What a Word file says about itself: core.xml, app.xml and settings.xml, written whole.

pandoc's own are copied from its reference document, counts of words included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from briefbuild.decimals import decimal_mark
from briefbuild.render.docx.xml import W_NS, XML_HEAD

CORE_NS = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
APP_NS = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


@dataclass(frozen=True)
class Properties:
    """The facts about a publication that Word has a place for; empty ones are left out."""

    title: str
    authors: Sequence[str]
    subject: str
    """The subtitle."""
    keywords: Sequence[str]
    description: str
    """The summary."""
    language: str
    category: str
    """The series, with the number."""
    company: str
    version: str
    identifier: str
    """The DOI as an address."""
    status: str
    """The word for “draft”; nothing for what is released."""
    time: datetime


@dataclass(frozen=True)
class Counts:
    """What Word's own statistics count: the main text and its notes."""

    words: int
    characters: int
    with_spaces: int
    paragraphs: int


def core_xml(facts: Properties) -> bytes:
    """docProps/core.xml (ISO 29500-2, 11)."""
    time = facts.time.strftime("%Y-%m-%dT%H:%M:%SZ")
    rows = [
        ("dc:title", facts.title),
        ("dc:subject", facts.subject),
        ("dc:creator", "; ".join(facts.authors)),
        ("cp:keywords", ", ".join(facts.keywords)),
        ("dc:description", facts.description),
        ("cp:lastModifiedBy", "; ".join(facts.authors)),
        ("cp:revision", "1"),
        ('dcterms:created xsi:type="dcterms:W3CDTF"', time),
        ('dcterms:modified xsi:type="dcterms:W3CDTF"', time),
        ("cp:category", facts.category),
        ("cp:contentStatus", facts.status),
        ("dc:identifier", facts.identifier),
        ("dc:language", facts.language),
        ("cp:version", facts.version),
    ]
    body = "".join(_element(tag, text) for tag, text in rows)
    return (
        f'{XML_HEAD}<cp:coreProperties xmlns:cp="{CORE_NS}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{body}</cp:coreProperties>'
    ).encode()


def app_xml(facts: Properties, counts: Counts) -> bytes:
    """docProps/app.xml (ISO 29500-1, 22.2); pages and lines are left to who lays it out."""
    rows = [
        ("Words", str(counts.words)),
        ("Application", "briefbuild"),
        ("DocSecurity", "0"),
        ("Characters", str(counts.characters)),
        ("Paragraphs", str(counts.paragraphs)),
        ("Company", facts.company),
        ("CharactersWithSpaces", str(counts.with_spaces)),
    ]
    body = "".join(_element(tag, text) for tag, text in rows)
    return f'{XML_HEAD}<Properties xmlns="{APP_NS}">{body}</Properties>'.encode()


def settings_xml(language: str) -> bytes:
    """word/settings.xml, in the order of CT_Settings (ISO 29500-1, 17.15.1.78).

    Mode 15 is Word 2013's layout: older modes open as “Compatibility Mode”.
    """
    uri = "http://schemas.microsoft.com/office/word"
    mode = {
        "compatibilityMode": "15",
        "overrideTableStyleFontSizeAndJustification": "1",
        "enableOpenTypeFeatures": "1",
        "doNotFlipMirrorIndents": "1",
        "differentiateMultirowTableHeaders": "1",
    }
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>'
        for name, value in mode.items()
    )
    colors = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
    colors |= {f"accent{n}": f"accent{n}" for n in range(1, 7)}
    colors |= {name: name for name in ("hyperlink", "followedHyperlink")}
    mapping = "".join(f' w:{slot}="{value}"' for slot, value in colors.items())
    mark = decimal_mark(language)
    body = (
        '<w:zoom w:percent="100"/><w:embedTrueTypeFonts/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="{language}"/>'
        f'<w:clrSchemeMapping{mapping}/><w:decimalSymbol w:val="{mark}"/>'
        f'<w:listSeparator w:val="{"," if mark == "." else ";"}"/>'
    )
    return f'{XML_HEAD}<w:settings xmlns:w="{W_NS}">{body}</w:settings>'.encode()


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag.split()[0]}>" if text else ""
