"""What is kept between builds is what was made, or it is made anew."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefbuild.cache import fingerprint, kept


def unmade() -> bytes:
    raise AssertionError("made although it was kept")


def test_a_kept_result_is_not_made_again(tmp_path: Path) -> None:
    assert kept(tmp_path / "new", "a", lambda: b"one") == b"one"
    assert kept(tmp_path / "new", "a", unmade) == b"one"
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["a"], "nothing is left beside it"


@pytest.mark.parametrize("fault", [b"", b"short", b"x" * 40])
def test_a_damaged_result_is_made_anew(tmp_path: Path, fault: bytes) -> None:
    kept(tmp_path, "a", lambda: b"one")
    (tmp_path / "a").write_bytes(fault)
    assert kept(tmp_path, "a", lambda: b"two") == b"two"
    assert kept(tmp_path, "a", unmade) == b"two"


def test_without_a_folder_nothing_is_kept() -> None:
    assert kept(None, "a", lambda: b"one") == b"one"
    assert kept(None, "a", lambda: b"two") == b"two"


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert kept(tmp_path / "file" / "below", "a", lambda: b"one") == b"one"


def test_what_fails_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        kept(tmp_path, "a", unmade)
    assert not list(tmp_path.iterdir())


def test_a_name_knows_its_parts_and_their_borders() -> None:
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
    assert fingerprint("a") == fingerprint(b"a")


def test_what_killed_writers_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as writer:
        beside = {f".new-{writer.pid}-a", f".new-{2**22 + 1}-a", ".new-tmp1234"}
        for name in beside:
            (tmp_path / name).write_bytes(b"half")
        kept(tmp_path, "b", lambda: b"two")
        assert {p.name for p in tmp_path.iterdir()} == {"b", f".new-{writer.pid}-a"}
        writer.kill()
    kept(tmp_path, "c", lambda: b"three")
    assert {p.name for p in tmp_path.iterdir()} == {"b", "c"}
