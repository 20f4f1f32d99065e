"""The bench of speed: its table says what was measured. No test is timed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from bench.costs import Spent
from bench.speed import __main__ as speed
from bench.speed.page import table
from bench.speed.ways import AGAIN, BASE, COLD, TYPST, Way, ways
from briefbuild.unchanged import SAME


def way(name: str) -> Way:
    return Way(name, (), lambda *_: None)


def test_each_row_is_the_median_against_the_baseline_s() -> None:
    turns = [way(BASE), way(TYPST), way(COLD), way(AGAIN)]
    costs = [
        [Spent(3.0, wall, 2000.0, 0) for wall in (2.0, 9.0, 1.0)],
        [Spent(1.0, 0.8, 1500.0, 0)],
        [Spent(cpu, 3.0, 1700.0, 0) for cpu in (4.0, 5.0, 6.0)],
        [Spent(0.05, 0.06, 1.0, 0)],
    ]
    _, _, base, typst, cold, again = table(turns, costs)
    assert base == "| pandoc, four times | 1.00 |  | 2.00 | 3.00 | 2000 |"
    assert typst == "| pandoc and Typst | 0.40 |  | 0.80 | 1.00 | 1500 |"
    assert cold == "| briefbuild, cold | 1.50 | 0.60 | 3.00 | 5.00 | 1700 |"
    assert again.startswith("| briefbuild, nothing changed | 0.03 | 0.02 | 0.06 | 0.05 | less than")


def test_the_short_form_runs_each_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = SimpleNamespace(TemporaryDirectory=lambda **_: Kept(tmp_path))
    monkeypatch.setattr("bench.speed.__main__.tempfile", kept)
    assert speed.main(["--short"]) == 0
    turns = ways(tmp_path, tmp_path, None)
    rows = capsys.readouterr().out.splitlines()[2:]
    assert [row.split("|")[1].strip().removeprefix("briefbuild, ") for row in rows] == [
        turn.name for turn in turns
    ]
    for at, turn in enumerate(turns):
        printed = (tmp_path / f"{at}.printed").read_text(encoding="utf-8")
        assert (SAME in printed) == (turn.name == AGAIN)
        if turn.name != BASE:
            assert ("-alliance.pdf: PDF/UA-1" in printed) == turn.proves
    assert (tmp_path / "0" / "brief.pdf").read_bytes().startswith(b"%PDF")


class Kept:
    """A folder that stays after it was used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> str:
        return str(self.folder)

    def __exit__(self, *_: object) -> None:
        return
