"""A set of files is all new or all old, whatever happens."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from briefbuild.output import REPORTS, Output, publish_report
from briefbuild.publish import staged
from briefbuild.report import Report


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


def stopped(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_old_set_comes_back_when_the_second_of_two_renames_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    put(tmp_path / "x", "old")
    rename = Path.rename

    def fails(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise error
        return rename(path, target)

    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())
    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(type(error)):
        put(tmp_path / "x", "new")
    assert contents(tmp_path / "x") == {"old"}
    assert {path.name for path in tmp_path.iterdir()} == {"x", ".x.lock"}


def report_on(target: Path, title: str) -> None:
    """Publish the set there anew with another report."""
    with staged(target) as stage:
        publish_report(Report("brief", title, ()), stage)


def test_a_later_report_goes_in_place_with_the_whole_set(tmp_path: Path) -> None:
    target = tmp_path / "x"
    put(target, "old", ("a", "report.pdf"))
    (target / "mine").symlink_to("nowhere")
    report_on(target, "First")
    assert (target / "a").read_text() == (target / "report.pdf").read_text() == "old"
    assert (target / "mine").is_symlink()
    assert all("First" in (target / name).read_text() for name in REPORTS)
    assert {path.name for path in tmp_path.iterdir()} == {"x", ".x.lock"}


@pytest.mark.parametrize(
    "moment", ["briefbuild.publish._exchange", "briefbuild.report.Report.page"]
)
def test_who_stops_a_later_report_has_both_earlier_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    put(tmp_path / "x", "old", ("a", *REPORTS))
    monkeypatch.setattr(moment, stopped)
    with pytest.raises(KeyboardInterrupt):
        report_on(tmp_path / "x", "Second")
    assert contents(tmp_path / "x") == {"old"}
    assert {path.name for path in tmp_path.iterdir()} == {"x", ".x.lock"}


def test_a_page_of_problems_is_written_whole_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "x.problems.html"
    with staged(tmp_path / "x") as stage:
        Output(tmp_path).finish(Report("brief", "First", ()), stage)
    assert "First" in (first := page.read_text())
    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt), staged(tmp_path / "x") as stage:
        Output(tmp_path).finish(Report("brief", "Second", ()), stage)
    assert page.read_text() == first
    assert {path.name for path in tmp_path.iterdir()} == {page.name, ".x.lock"}


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
