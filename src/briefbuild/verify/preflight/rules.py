"""The table of rules, and the way through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pikepdf
from lxml import etree
from PIL import ImageCms

from briefbuild.verify.preflight import document_rules, ink_rules, page_rules
from briefbuild.verify.preflight.sheet import Demands, Sheet

STANDARD = "PDF/X-4"
X4 = "ISO 15930-7"
GWG = "Ghent Workgroup"
OFFSET = "sheet-fed offset"
BROKEN = (
    *(pikepdf.PdfError, ValueError, LookupError, AttributeError, TypeError),
    *(etree.LxmlError, ImageCms.PyCMSError, OSError),
)


class Rule(NamedTuple):
    """One thing that a press asks of a file."""

    id: str
    says: str
    source: str
    check: Callable[[Sheet], Iterator[str]]


@dataclass(frozen=True)
class Result:
    """What came of one rule: nothing found means that it is kept."""

    rule: str
    says: str
    source: str
    found: Sequence[str] = ()


document, page, ink = document_rules, page_rules, ink_rules
RULES: tuple[Rule, ...] = (
    Rule("standard", "It says that it is PDF/X-4, in a file of PDF 1.6", X4, document.standard),
    Rule("identity", "It has an identity, in the trailer and in XMP", X4, document.identity),
    Rule("description", "Title and dates are the same in XMP and Info", X4, document.description),
    Rule("trapped", "It says whether it is trapped", X4, document.trapped),
    Rule(
        "output-intent",
        "One output intent names the printing condition",
        X4,
        document.output_intent,
    ),
    Rule("output-profile", "Its CMYK profile is embedded", X4, document.output_profile),
    Rule("encryption", "It is not encrypted", X4, document.encryption),
    Rule("boxes", "MediaBox holds BleedBox holds TrimBox, on every page", X4, page.boxes),
    Rule("format", "Every TrimBox has the page’s size, and stands upright", OFFSET, page.format),
    Rule("bleed", "The bleed is 3 mm or more", OFFSET, page.bleed),
    Rule(
        "crop-marks", "Crop marks in registration black, outside the bleed", OFFSET, page.crop_marks
    ),
    Rule("edges", "What reaches the page’s edge fills the bleed", OFFSET, page.edges),
    Rule("page-count", "The number of pages suits the binding", OFFSET, page.page_count),
    Rule(
        "colour-spaces", "Every colour is CMYK, or grey, which is black ink", GWG, ink.colour_spaces
    ),
    Rule("blending", "Transparency is blended in CMYK", X4, ink.blending),
    Rule("registration", "Registration black is on marks alone", GWG, ink.registration),
    Rule("black-text", "Black and grey text is black ink alone", GWG, ink.black_text),
    Rule("overprint", "Black text overprints, and nothing else does", GWG, ink.overprint),
    Rule("ink-limit", "No object has more ink than the paper takes", OFFSET, ink.ink_limit),
    Rule("hairlines", "No line is thinner than 0.25 pt", GWG, ink.hairlines),
    Rule("resolution", "Pictures have 300 dpi or more as they are printed", OFFSET, ink.resolution),
    Rule("fonts", "Every font is embedded", X4, document.fonts),
    Rule("annotations", "No annotations", X4, document.annotated),
    Rule("actions", "No actions, no JavaScript", X4, document.actions),
    Rule("forms", "No form fields", X4, document.forms),
    Rule("navigation", "No outline, no destinations", OFFSET, document.navigation),
    Rule("attachments", "No files within the file", OFFSET, document.attachments),
    Rule("layers", "No layers", OFFSET, document.layers),
    Rule("filters", "No LZW, no encrypted streams", X4, document.filters),
    Rule("outside", "Nothing lies in another file", X4, document.outside),
    Rule(
        "device-settings",
        "No PostScript, OPI, transfer functions, halftones",
        X4,
        document.device_settings,
    ),
)


def preflight(path: Path, demands: Demands) -> tuple[Result, ...]:
    """What came of each rule. Raises OSError or pikepdf.PdfError when the file can't be opened."""
    with pikepdf.open(path) as pdf:
        sheet = Sheet(pdf, demands)
        return tuple(_result(rule, sheet) for rule in RULES)


def _result(rule: Rule, sheet: Sheet) -> Result:
    """A rule that can't be checked, since the file is broken there, isn't kept."""
    try:
        found = tuple(dict.fromkeys(rule.check(sheet)))
    except BROKEN as error:
        found = (f"this can’t be checked: {type(error).__name__}: {error}",)
    return Result(rule.id, rule.says, rule.source, found)
