"""Set-up: what the machine lacks is found, installed once where it can be, else named."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import machine
from scripts.machine import Need, command, file, library, missing


def test_each_kind_of_need_is_met_and_missed(tmp_path: Path) -> None:
    (tmp_path / "here").touch()
    needs = (
        Need("a library", library("c", 6)),
        Need("no library", library("not-a-library", 1)),
        Need("a command", command("make")),
        Need("no command", command("not-a-command")),
        Need("a file", file(tmp_path / "here")),
        Need("no file", file(tmp_path / "gone")),
    )
    assert missing(needs) == ["no library", "no command", "no file"]


def test_make_has_set_up_this_machine() -> None:
    assert [need for needs in machine.NEEDS.values() for need in missing(needs)] == []


@pytest.fixture
def apt_calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Let the build need one missing package, and record what would be run instead of running."""
    calls: list[list[str]] = []

    def run(words: list[str]) -> bool:
        calls.append(words)
        return True

    monkeypatch.setitem(machine.NEEDS, "build", (Need("libmissing", lambda: len(calls) > 1),))
    monkeypatch.setattr(machine, "runs", run)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    return calls


def test_the_missing_package_is_installed(apt_calls: list[list[str]]) -> None:
    assert machine.main("build") == 0
    assert [words[-1] for words in apt_calls] == ["update", "libmissing"]
    assert "DEBIAN_FRONTEND=noninteractive" in apt_calls[1]


def test_nothing_missing_runs_nothing(
    apt_calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(machine.NEEDS, "build", (Need("present", lambda: True),))
    assert machine.main("build") == 0
    assert apt_calls == []


def test_sudo_is_used_by_others_than_root(
    apt_calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert machine.main("build") == 0
    assert apt_calls[1][0] == "sudo"


@pytest.mark.parametrize("lacking", ["apt-get", "sudo"])
def test_without_apt_or_root_the_packages_are_named(
    lacking: str,
    apt_calls: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: None if name == lacking else name)
    assert machine.main("build") == 3
    assert "libmissing" in capsys.readouterr().err
    assert apt_calls == []


def test_a_package_that_does_not_help_is_said(
    apt_calls: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(machine.NEEDS, "build", (Need("libmissing", lambda: False),))
    assert machine.main("build") == 3
    assert "Could not install: libmissing" in capsys.readouterr().err


def test_an_old_python_is_told_what_to_do(
    apt_calls: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.version_info", (3, 9, 2, "final", 0))
    assert machine.main("build") == 3
    assert "make PYTHON=python3.11" in capsys.readouterr().err
    assert apt_calls == []


@pytest.mark.parametrize(("script", "worked"), [("echo ado", True), ("echo ado; exit 4", False)])
def test_only_a_failed_command_shows_what_it_said(
    script: str, worked: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert machine.runs(["sh", "-c", script]) is worked
    assert capsys.readouterr().err == ("" if worked else "ado\n")
