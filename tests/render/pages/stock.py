"""WeasyPrint without the corrections of notes, for one test."""

from __future__ import annotations

import pytest
from weasyprint.layout import block

from briefbuild.render.pages.corrections import late_notes, split_notes


def put_back_stock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo what keeps notes with their calls and splits them, until the test ends."""
    monkeypatch.setattr(block, "_linebox_layout", late_notes.STOCK)
    for (home, name), stock in split_notes.STOCK.items():
        monkeypatch.setattr(home, name, stock, raising=False)
