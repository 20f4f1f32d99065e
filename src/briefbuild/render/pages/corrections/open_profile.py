"""One correction to WeasyPrint 70: the sRGB profile of a PDF/A is read, and its file closed.

`generate_pdf` opens the profile that it brings and leaves closing to chance, which Python warns
of. The correction reads it at once.
"""

from __future__ import annotations

from types import FunctionType

from weasyprint import document, pdf

from briefbuild.render.pages.corrections.rewriting import rewritten

FAULT = "(files(__package__) / 'sRGB2014.icc').open('rb')"
CORRECTION = "__import__('io').BytesIO((files(__package__) / 'sRGB2014.icc').read_bytes())"

STOCK: FunctionType = pdf.generate_pdf
CORRECTED = rewritten(STOCK, [(FAULT, CORRECTION)])


def close_the_profile() -> None:
    """Put the correction in place, for the whole process; doing it again changes nothing."""
    document.generate_pdf = CORRECTED
