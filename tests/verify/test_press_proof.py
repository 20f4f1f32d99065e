"""The proof of a press PDF: as complete as the screen PDF's, and the preflight's word."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from briefbuild.problems import Problem
from briefbuild.render.edition import Edition
from briefbuild.render.press import renderer as press
from briefbuild.verify.inventory import take
from briefbuild.verify.preflight.sheet import Demands
from briefbuild.verify.press_proof import verify_press
from briefbuild.verify.proof import Proof
from tests.render.pdf.printing import edition
from tests.render.press.pressing import photograph, with_pictures

TEXT = """
::: title-block
::: title
A title
:::
:::

# First {#sec-first}

Some words and [a link](https://example.org).[^1]

![One](figures/one.png){.figure}

![Other](figures/other.png){.figure}

[^1]: A note with [another](https://example.org/note).
"""
BRIGHT = [(0, 120, 250), (250, 30, 60), (20, 240, 40), (250, 240, 10), (240, 0, 240)]


def patches(seed: int) -> Image.Image:
    """A picture of colours that no press can print."""
    small = Image.new("RGB", (8, 5))
    small.putdata([random.Random(seed + n).choice(BRIGHT) for n in range(40)])
    return small.resize((1600, 1000), Image.Resampling.NEAREST)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Path]:
    work = tmp_path_factory.mktemp("press")
    one, other = (
        photograph(f"figures/{name}.png", patches(seed))
        for name, seed in (("one", 1), ("other", 99))
    )
    held = with_pictures(edition(TEXT, work), one, other)
    rendered = press.render(held, work / "t-press.pdf")
    assert rendered.problems == ()
    return held, rendered.path


def proof(held: Edition, path: Path) -> Proof:
    pictures = {target: asset.raster for target, asset in held.assets.items()}
    return verify_press(path, take(held.blocks, held.assets), Demands(), pictures)


def said(problems: tuple[Problem, ...]) -> str:
    return "\n".join(str(p) for p in problems)


def changed(path: Path, to: Path, change: Callable[[pikepdf.Pdf], None]) -> Path:
    with pikepdf.open(path) as pdf:
        change(pdf)
        pdf.save(to, deterministic_id=True)
    return to


def test_a_press_pdf_is_complete_without_its_links(made: tuple[Edition, Path]) -> None:
    found = proof(*made)
    assert said(found.problems) == ""
    assert found.counts["notes"] == 1
    assert found.counts["images"] == 2
    assert "links" not in found.counts
    assert found.claims == {
        "PDF/X-4": f"{len(found.preflight)} rules of the preflight checked by briefbuild"
    }


def test_a_lost_word_is_found(made: tuple[Edition, Path]) -> None:
    held, path = made
    more = edition(TEXT.replace("Some words", "Some more words"), path.parent)
    found = proof(replace(held, blocks=more.blocks), path)
    assert "“more” is missing" in said(found.problems)


def test_a_picture_in_the_place_of_another_is_found(
    made: tuple[Edition, Path], tmp_path: Path
) -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Width" in o]
        one, other = (image.read_bytes() for image in found)
        found[0].write(other)
        found[1].write(one)

    held, path = made
    bad = changed(path, tmp_path / "bad.pdf", swap)
    assert "another picture here" in said(proof(held, bad).problems)


def test_what_the_preflight_finds_is_a_problem(made: tuple[Edition, Path], tmp_path: Path) -> None:
    def paint(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"/Artifact BMC 1 0 0 rg 100 100 9 9 re f EMC")

    held, path = made
    found = proof(held, changed(path, tmp_path / "bad.pdf", paint))
    (problem,) = found.problems
    assert (problem.code, problem.facts["rule"]) == ("proof-preflight", "colour-spaces")
    assert "page 1: a fill in DeviceRGB" in problem.message
    assert [r.rule for r in found.preflight if r.found] == ["colour-spaces"]


def test_a_word_that_the_knife_cuts_is_found(made: tuple[Edition, Path], tmp_path: Path) -> None:
    def trim(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.TrimBox = pikepdf.Array([120, 0, 595.276, 841.89])

    held, path = made
    found = proof(held, changed(path, tmp_path / "bad.pdf", trim))
    assert "the page’s edge" in said(found.problems) or "off the page" in said(found.problems)


def test_a_file_that_is_none_is_a_problem(made: tuple[Edition, Path], tmp_path: Path) -> None:
    held, _ = made
    path = tmp_path / "t-press.pdf"
    path.write_bytes(b"no PDF")
    assert [p.code for p in proof(held, path).problems] == ["proof-unreadable"]
