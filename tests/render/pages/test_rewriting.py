"""A correction fits the one WeasyPrint that was studied, and no other."""

from __future__ import annotations

import pytest
import weasyprint
from weasyprint.layout import block

from briefbuild.render.pages.corrections.rewriting import rewritten, studied

ONCE = "new_footnotes = []"


def test_another_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    with pytest.raises(RuntimeError, match=r"70\.0"):
        rewritten(block._linebox_layout, [(ONCE, ONCE)])
    with pytest.raises(RuntimeError, match=r"70\.0"):
        studied(block._in_flow_layout)


def test_another_text_is_refused() -> None:
    with pytest.raises(RuntimeError, match="_linebox_layout"):
        rewritten(block._linebox_layout, [("something else", "")])


def test_every_change_is_made() -> None:
    twin = rewritten(block.relative_positioning, [("'relative'", "'odd'"), ("'ltr'", "'ttb'")])
    assert {"odd", "ttb"} <= set(twin.__code__.co_consts)
