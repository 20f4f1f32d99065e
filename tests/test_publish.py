"""A set of files is all new or all old, whatever happens."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from briefbuild.publish import staged


def put(target: Path, text: str, names: tuple[str, ...] = ("a", "b")) -> None:
    """Publish a set of files that all hold the same text."""
    with staged(target) as stage:
        for name in names:
            (stage.folder / name).write_text(text)
        stage.publish()


def contents(target: Path) -> set[str]:
    return {p.read_text() for p in target.iterdir()}


def test_new_set_replaces_the_old_whole(tmp_path: Path) -> None:
    target = tmp_path / "out" / "x"
    put(target, "old", ("a", "b", "c"))
    put(target, "new")
    assert {p.name: p.read_text() for p in target.iterdir()} == {"a": "new", "b": "new"}
    assert [p.name for p in target.parent.iterdir() if ".stage" in p.name] == []


def test_without_publish_the_old_set_stays(tmp_path: Path) -> None:
    put(tmp_path / "x", "old")
    with staged(tmp_path / "x") as stage:
        (stage.folder / "a").write_text("new")
    assert contents(tmp_path / "x") == {"old"}


def test_a_failure_while_making_leaves_the_old_set(tmp_path: Path) -> None:
    put(tmp_path / "x", "old")
    with pytest.raises(FileExistsError), staged(tmp_path / "x") as stage:
        stage.work.mkdir()
    assert contents(tmp_path / "x") == {"old"}
    assert not (tmp_path / ".x.stage").exists()


def test_where_folders_cannot_be_exchanged_two_renames_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())
    put(tmp_path / "x", "old")
    put(tmp_path / "x", "new")
    assert contents(tmp_path / "x") == {"new"}


def test_old_set_comes_back_after_a_kill_between_the_two_renames(tmp_path: Path) -> None:
    put(tmp_path / "x", "old")
    (tmp_path / ".x.stage").mkdir()
    (tmp_path / "x").rename(tmp_path / ".x.stage" / "old")
    with staged(tmp_path / "x"):
        assert contents(tmp_path / "x") == {"old"}


def publish_for_ever(target: Path) -> None:
    turn = 0
    while True:
        turn += 1
        put(target, f"{turn}" * 50_000, tuple("abcdef"))


def test_a_kill_at_any_moment_leaves_a_whole_set(tmp_path: Path) -> None:
    target = tmp_path / "x"
    put(target, "first", tuple("abcdef"))
    for turn in range(15):
        process = multiprocessing.get_context("fork").Process(
            target=publish_for_ever, args=(target,)
        )
        process.start()
        time.sleep(0.03 + turn * 0.007)
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        assert len(list(target.iterdir())) == 6
        assert len(contents(target)) == 1
    put(target, "last")
    assert contents(target) == {"last"}
    assert not (tmp_path / ".x.stage").exists()


def write_one(target: Path, text: str) -> None:
    put(target, text)


def test_two_builds_of_one_folder_wait_for_each_other(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=write_one, args=(tmp_path / "x", str(n))) for n in range(8)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [p.exitcode for p in processes] == [0] * 8
    assert len(contents(tmp_path / "x")) == 1
