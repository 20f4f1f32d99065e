"""Every code has something that triggers it, and every problem says what, where and what to do.

`tests/problems/<code>.txt` holds a faulty brief and what must be said of it (`tests/fault_cases.py`
has the format). `make golden` writes that last part anew; read the difference before you commit it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from briefbuild.problem_codes import CODES
from tests.fault_cases import SOUND, Part, as_printed, read_case, said_of

ROOT = Path(__file__).parents[1]
FIXTURES = sorted((Path(__file__).parent / "problems").glob("*.txt"))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_fixture_gives_these_problems(
    path: Path, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    said, code = said_of(read_case(path).files, tmp_path / "brief")
    golden(path, as_printed(path, said, code))
    assert any(f"[{path.stem}]" in line for line in said)


def test_a_sound_brief_has_no_problem(tmp_path: Path) -> None:
    assert said_of({}, tmp_path / "brief") == ([], 0)


def test_decomposed_accents_are_no_problem(tmp_path: Path) -> None:
    """A Mac may write é as e and an accent; pandoc counts its columns after joining them."""
    section = "# Résumé\n\nRépublique à Séoul.[^a] Né[^b]\n\n[^a]: Café.\n\n[^b]: Déjà vu.\n"
    yaml = SOUND["brief.yaml"] + "summary: Été *à* Séoul.\n"
    files = {"sections/a.md": section, "brief.yaml": yaml}
    parts = {name: Part(unicodedata.normalize("NFD", text)) for name, text in files.items()}
    assert said_of(parts, tmp_path / "brief") == ([], 0)


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
