"""The correction of a file that WeasyPrint leaves open, beside the stock that needs it."""

from __future__ import annotations

import gc
import warnings

import pytest
import weasyprint
from weasyprint import document

from briefbuild.render.pages.corrections.open_profile import CORRECTED, STOCK


@pytest.mark.parametrize(("generate", "left_open"), [(STOCK, True), (CORRECTED, False)])
def test_only_stock_leaves_the_profile_open(
    generate: object, left_open: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "generate_pdf", generate)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        weasyprint.HTML(string="<p>").write_pdf(pdf_variant="pdf/a-3b")
        gc.collect()
    assert any("sRGB2014.icc" in str(warning.message) for warning in caught) is left_open
