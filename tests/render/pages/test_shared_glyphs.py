"""Characters that a font draws with one glyph, each read as what was written, in either order."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pypdfium2
import pytest
from weasyprint.draw import text as drawing

from briefbuild.house import default_styles
from briefbuild.problems import Problem
from briefbuild.render.edition import Edition
from briefbuild.render.pages import corrections
from briefbuild.render.pages.corrections.shared_glyphs import STOCK, otherwise_meant
from briefbuild.render.pdf import renderer as pdf
from briefbuild.render.press import renderer as press
from briefbuild.verify.inventory import take
from briefbuild.verify.pdf_text import Pages
from briefbuild.verify.preflight.sheet import Demands
from briefbuild.verify.press_proof import verify_press
from briefbuild.verify.proof import Proof, verify
from tests.building import OTHER_STYLES, prepared, yaml_with

FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><path d="M1 1h50v9z"/></svg>'
TYPED = """
## Of 6 km² and 7 m³

An area of 5 km², 1ª or 2º, 10¹ and 1½ µm or Ω; in *4 km²* and **3 m³**.

| Place | Area (km²) |
|-------|-----------:|
| Dam²  |        5 ³ |

: Areas in km² {#tbl-a}

![Flow in m³ or km²](figures/a.svg){#fig-a}
"""
CALLED = "\nCalls of[^a] notes[^b] and[^c] more.[^d]\n"
FIRST = TYPED.partition("|")[0]
NOTES = "\n[^a]: One km².\n\n[^b]: Two m³ (10²).\n\n[^c]: Three¹.\n\n[^d]: Four.\n"
ORDERS = {
    "before": TYPED + CALLED,
    "after": CALLED + TYPED,
    "both": TYPED + CALLED + TYPED.partition("|")[0],
}
STYLES = [default_styles(), *OTHER_STYLES]


def written(text: str, folder: Path, style: Path) -> Edition:
    """A brief with this text, ready for every format."""
    brief = folder / "brief"
    (brief / "figures").mkdir(parents=True)
    (brief / "brief.yaml").write_text(yaml_with({"fig-a": "figures/a.svg"}), encoding="utf-8")
    (brief / "figures" / "a.svg").write_text(FIGURE, encoding="utf-8")
    (brief / "a.md").write_text(f"# Km² and m³\n{text}{NOTES}", encoding="utf-8")
    made = prepared(brief, style, folder)
    assert made.edition is not None, list(map(str, made.problems))
    return made.edition


def proof_of(edition: Edition, path: Path, renderer: ModuleType) -> Proof:
    assert [str(p) for p in renderer.render(edition, path).problems if p.is_error] == []
    inventory = take(edition.blocks, edition.assets)
    if renderer is press:
        pictures = {target: asset.raster for target, asset in edition.assets.items()}
        return verify_press(path, inventory, Demands(), pictures)
    return verify(path, "pdf", inventory)


def seen(path: Path) -> str:
    """All that is copied from the file."""
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def said(problems: tuple[Problem, ...]) -> list[str]:
    return [str(p) for p in problems]


@pytest.mark.parametrize("renderer", [pdf, press], ids=["screen", "press"])
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("order", ORDERS)
def test_typed_superscripts_and_calls_are_both_right(
    order: str, style: Path, renderer: ModuleType, tmp_path: Path
) -> None:
    edition = written(ORDERS[order], tmp_path, style)
    path = tmp_path / "t.pdf"
    assert said(proof_of(edition, path, renderer).problems) == []
    text = seen(path)
    source = f"Km² and m³{ORDERS[order]}{NOTES}"
    for sign in "²³¹ªº½µΩ":
        least = source.count(sign)
        assert text.count(sign) >= least, sign  # a heading may run in the page's head as well
    assert "km2" not in text
    assert "m3" not in text


@pytest.mark.parametrize("order", ["before", "after"])
def test_the_proof_finds_what_stock_loses(
    order: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = written(ORDERS[order], tmp_path, default_styles())
    monkeypatch.setattr(drawing, "draw_first_line", STOCK)
    monkeypatch.setattr(corrections, "name_shared_glyphs", lambda: None)
    codes = {problem.code for problem in proof_of(edition, tmp_path / "t.pdf", pdf).problems}
    assert codes & {"proof-words", "proof-note"}


def test_a_divided_line_with_such_a_glyph_keeps_its_soft_hyphen(tmp_path: Path) -> None:
    words = ("internationally", "a", "km²", "considerations", "I", "m³", "unquestionably", "much")
    text = " ".join(words[n % 8] for n in range(400))
    edition = written(f"{CALLED}\n{text}\n", tmp_path, default_styles())
    path = tmp_path / "t.pdf"
    assert said(proof_of(edition, path, pdf).problems) == []
    pages = Pages(path)
    lines = ["".join(c.text for c in line) for line in pages.pages[0].content.values()]
    pages.close()
    assert any(line.endswith("-") and set("²³") & set(line) for line in lines)


def test_what_a_glyph_means_is_said_once() -> None:
    meanings: dict[int, str] = {}
    texts = ["2", "2", "²", "2\u2060", ""]
    assert [otherwise_meant(meanings, 7, text) for text in texts] == ["", "", "²", "", ""]
    assert [otherwise_meant(meanings, 8, text) for text in "\u2011-\u2010"] == ["", "", ""]
    assert [otherwise_meant(meanings, 9, text) for text in " \u00a0"] == ["", ""]
    assert meanings == {7: "2", 8: "-", 9: " "}
