"""Every code has something that triggers it, and every problem says what, where and what to do.

`tests/problems/<code>.txt` holds a faulty brief and the problems it must give: a title line, then
`== file` and the file's text for whatever differs from a sound brief, then `== problems`.
`make golden` writes that last part anew; read the difference before you commit it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from briefbuild.house import load_house
from briefbuild.output import Output
from briefbuild.pipeline import check
from briefbuild.problem_codes import CODES

ROOT = Path(__file__).parents[1]
FIXTURES = sorted((Path(__file__).parent / "problems").glob("*.txt"))
SOUND = {
    "brief.yaml": (
        'title: A Title\nslug: a-title\nlang: en\ndate: "2023"\n'
        "authors:\n  - name: A. Author\nsections:\n  - sections/a.md\n"
    ),
    "sections/a.md": "# Heading\n\nText.\n",
}
FILE = re.compile(r"^== (.+)\n", re.MULTILINE)


def read_fixture(path: Path) -> tuple[str, dict[str, str]]:
    """What a fixture is about, and its files; the last one is “problems”."""
    title, *parts = FILE.split(path.read_text(encoding="utf-8"))
    return title.removeprefix("# ").strip(), dict(zip(parts[::2], parts[1::2], strict=True))


def problems_of(files: dict[str, str], folder: Path) -> list[str]:
    """The problems of a brief made of these files, as printed."""
    for name, text in {**SOUND, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    house, _ = load_house(ROOT / "styles", "styles")
    assert house is not None
    return [str(p) for p in check(folder, "brief", house, Output(folder / "out")).problems]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_fixture_gives_these_problems(
    path: Path, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    _, files = read_fixture(path)
    files.pop("problems")
    found = problems_of(files, tmp_path / "brief")
    before = path.read_text(encoding="utf-8").split("== problems\n")[0]
    golden(path, before + "== problems\n" + "".join(f"{p}\n" for p in found))
    assert any(f"[{path.stem}]" in p for p in found)


def test_a_sound_brief_has_no_problem(tmp_path: Path) -> None:
    assert problems_of({}, tmp_path / "brief") == []


def test_decomposed_accents_are_no_problem(tmp_path: Path) -> None:
    """A Mac may write é as e and an accent; pandoc counts its columns after joining them."""
    section = "# Résumé\n\nRépublique à Séoul.[^a] Né[^b]\n\n[^a]: Café.\n\n[^b]: Déjà vu.\n"
    yaml = SOUND["brief.yaml"] + "summary: Été *à* Séoul.\n"
    files = {"sections/a.md": section, "brief.yaml": yaml}
    files = {name: unicodedata.normalize("NFD", text) for name, text in files.items()}
    assert problems_of(files, tmp_path / "brief") == []


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_triggered(code: str) -> None:
    """By a fixture, or by a test that names it (what isn't caused by a brief's text)."""
    tests = [p for p in Path(__file__).parent.rglob("test_*.py") if p != Path(__file__)]
    named = any(f'"{code}"' in p.read_text(encoding="utf-8") for p in tests)
    assert named or code in {p.stem for p in FIXTURES}


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_used(code: str) -> None:
    """A row of the table that no check gives is a promise nothing keeps."""
    sources = (ROOT / "src").rglob("*.py")
    texts = [p.read_text(encoding="utf-8") for p in sources if p.parent.name != "problem_codes"]
    assert any(f'"{code}"' in text for text in texts)
