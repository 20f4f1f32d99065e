"""What all parts of a Word file are written with: namespaces, runs and fields."""

from __future__ import annotations

from xml.sax.saxutils import escape

XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = f"{R_NS}/"
"""What the types of relationships begin with."""


def run(text: str, style: str = "") -> str:
    """Text under a character style, given by its id."""
    return f'<w:r>{_styled(style)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tab() -> str:
    return "<w:r><w:tab/></w:r>"


def field(code: str, shown: str, style: str = "") -> str:
    """A complex field (ISO 29500-1, 17.16.18): its code, and what it shows until it is updated.

    Never a simple field: pandoc's reader, and with it whoever converts the file, drops those.
    """
    begin, end = around(code, style)
    return begin + run(shown, style) + end


def around(code: str, style: str = "") -> tuple[str, str]:
    """What stands before and behind the runs that a field shows."""
    properties = _styled(style)

    def mark(kind: str) -> str:
        return f'<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f'<w:instrText xml:space="preserve"> {escape(code)} </w:instrText>'
    code_run = f"<w:r>{properties}{instruction}</w:r>"
    return mark("begin") + code_run + mark("separate"), mark("end")


def _styled(style: str) -> str:
    return f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
