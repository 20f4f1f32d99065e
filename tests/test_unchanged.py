"""A brief of which nothing has changed is known at once, and only such a one."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefbuild import cli, unchanged
from briefbuild.house import default_styles
from briefbuild.new import start_brief
from briefbuild.unchanged import SAME, of_run

COMMAND = ["build", "brief", "--format", "html"]
STYLE = sorted(
    path.relative_to(default_styles()).as_posix()
    for path in default_styles().rglob("*")
    if path.is_file() and not path.name.startswith(".")
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a brief, a house style of its own, and the web page built of them."""
    folder = tmp_path_factory.mktemp("unchanged")
    start_brief(folder / "brief", datetime.date(2026, 1, 1))
    shutil.copytree(default_styles(), folder / "styles")
    there = Path.cwd()
    os.chdir(folder)
    try:
        assert cli.run(COMMAND) == cli.DONE
    finally:
        os.chdir(there)
    return folder


@pytest.fixture
def built(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The same, in which the test works; it leaves all as it was."""
    monkeypatch.chdir(place)
    assert of_run(COMMAND) is not None
    yield place
    monkeypatch.undo()
    monkeypatch.chdir(place)
    assert of_run(COMMAND) is not None, "the test hasn't put back what it changed"


def test_it_says_the_same_again_and_that_nothing_was_built(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stamps = {path: path.stat().st_mtime_ns for path in (built / "build").rglob("*")}
    assert cli.run([*COMMAND, "--force"]) == cli.DONE
    first = capsys.readouterr()
    changed = {path for path, then in stamps.items() if path.stat().st_mtime_ns != then}
    assert any(path.suffix == ".html" for path in changed), "--force builds anew"
    found = of_run(COMMAND)
    assert found == (first.err, f"{first.out}brief: {SAME}\n")
    assert cli.run(COMMAND) == cli.DONE
    again = capsys.readouterr()
    assert (again.err, again.out) == found
    assert "words, " in again.out


def test_it_is_known_before_anything_is_loaded(built: Path) -> None:
    code = (
        "import sys; before = {*sys.modules}; from briefbuild.unchanged import of_run;"
        f"assert of_run({COMMAND!r}); print(*sorted({{*sys.modules}} - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {name for name in loaded if name.startswith("briefbuild.")} == {
        "briefbuild.store",
        "briefbuild.unchanged",
    }
    assert loaded & {"argparse", "dataclasses", "json", "pathlib", "typing", "yaml"} == set()


@pytest.mark.parametrize("again", [True, False])
def test_what_cannot_be_printed_has_its_exit_code(built: Path, again: bool) -> None:
    command = [sys.executable, "-m", "briefbuild", *COMMAND, *([] if again else ["--force"])]
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == cli.MACHINE
    assert done.stderr.endswith("error: No space left on device\n")


@pytest.mark.parametrize("again", [True, False])
def test_a_terminal_that_lacks_letters_shows_their_codes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    start_brief(tmp_path / "Übersicht", datetime.date(2026, 1, 1))
    command = [sys.executable, "-m", "briefbuild", "build", "Übersicht", "--format", "html"]
    for _ in range(1 + again):
        done = subprocess.run(
            command,
            env=os.environ | {"PYTHONIOENCODING": "ascii"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert "\\xdcbersicht: 0 errors" in done.stdout
    assert done.stdout.endswith(f"{SAME}\n") == again


def everything(brief: Path) -> list[Path]:
    return sorted(path for path in brief.rglob("*") if path.is_file())


def known_with(path: Path) -> tuple[bool, bool, bool]:
    """Whether nothing is taken to have changed: with another byte in the file, without the file,
    and with the same bytes at another time."""
    data = path.read_bytes()
    path.write_bytes(data + b"\n")
    longer = of_run(COMMAND) is not None
    path.unlink()
    missing = of_run(COMMAND) is not None
    path.write_bytes(data)
    os.utime(path, (0, 0))
    return longer, missing, of_run(COMMAND) is not None


COUNTS = (False, False, True)


def test_every_file_of_the_brief_counts(built: Path) -> None:
    files = everything(built / "brief")
    assert {path.name for path in files} >= {"brief.yaml"}
    assert {path: known_with(path) for path in files} == dict.fromkeys(files, COUNTS)
    new = built / "brief" / "sections" / "another.md"
    new.write_text("# Another\n", encoding="utf-8")
    assert of_run(COMMAND) is None
    new.unlink()


@pytest.mark.parametrize("name", STYLE)
def test_every_file_of_the_style_counts(built: Path, name: str) -> None:
    assert known_with(built / "styles" / name) == COUNTS


def test_every_file_that_was_made_counts(built: Path) -> None:
    made = everything(next((built / "build").glob("[!.]*/")))
    assert {path.suffix for path in made} == {".html", ".json"}
    assert {path: known_with(path) for path in made} == dict.fromkeys(made, COUNTS)


def cut(stamp: bytes) -> bytes:
    return stamp[:-1]


def tampered(stamp: bytes) -> bytes:
    return stamp.replace(b"0 errors", b"9 errors")


@pytest.mark.parametrize("change", [cut, tampered, lambda _: b""])
def test_a_stamp_that_is_not_whole_is_none(built: Path, change: Callable[[bytes], bytes]) -> None:
    stamps = {path: path.read_bytes() for path in (built / "build" / ".cache").iterdir()}
    changed = {path: change(data) for path, data in stamps.items() if b"0 errors" in data}
    assert changed
    for path, data in changed.items():
        path.write_bytes(data)
    assert of_run(COMMAND) is None
    for path in changed:
        path.write_bytes(stamps[path])


def a_nearer_style(built: Path) -> Path:
    new = built / "brief" / "styles" / "house.yaml"
    new.parent.mkdir()
    new.write_text("", encoding="utf-8")
    return new.parent


def a_foreign_file(built: Path) -> Path:
    new = next((built / "build").glob("[!.]*/")) / "mine.txt"
    new.write_text("mine", encoding="utf-8")
    return new


def a_link(built: Path) -> Path:
    new = built / "brief" / "sections" / "link.md"
    new.symlink_to("/etc/hostname")
    return new


def a_pipe(built: Path) -> Path:
    new = built / "brief" / "sections" / "pipe.md"
    os.mkfifo(new)
    return new


def what_a_kill_leaves(built: Path) -> Path:
    name = next((built / "build").glob("[!.]*/")).name
    new = built / "build" / f".{name}.stage"
    new.mkdir()
    return new


def the_report_of_a_failure(built: Path) -> Path:
    name = next((built / "build").glob("[!.]*/")).name
    new = built / "build" / f"{name}.problems.html"
    new.write_text("", encoding="utf-8")
    return new


UNUSUAL = (
    a_nearer_style,
    a_foreign_file,
    a_link,
    a_pipe,
    what_a_kill_leaves,
    the_report_of_a_failure,
)


@pytest.mark.parametrize("put", UNUSUAL)
def test_what_a_build_must_see_is_left_to_it(built: Path, put: Callable[[Path], Path]) -> None:
    new = put(built)
    assert of_run(COMMAND) is None
    shutil.rmtree(new) if new.is_dir() else new.unlink()


def test_hidden_files_are_nothing(built: Path) -> None:
    new = built / "brief" / ".DS_Store"
    new.write_text("", encoding="utf-8")
    assert of_run(COMMAND) is not None
    new.unlink()


@pytest.mark.parametrize("name", unchanged.DECIDES)
def test_the_environment_counts(built: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1700000000")
    assert of_run(COMMAND) is None


PROGRAM = ("making.py", "verify/words.py", "read_all.lua", "report.html.j2", "written_names.json")


@pytest.mark.parametrize("changed", [*PROGRAM, *unchanged.DATABASES])
def test_the_program_and_the_system_count(
    built: Path, changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = unchanged._state
    monkeypatch.setattr(
        unchanged, "_state", lambda path: "another" if path.endswith(changed) else own(path)
    )
    assert of_run(COMMAND) is None


def test_what_is_installed_counts(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = unchanged.installed()
    assert any(name.startswith("weasyprint-") for name in there)
    monkeypatch.setattr(unchanged, "installed", lambda: [*there, "weasyprint-99.dist-info"])
    assert of_run(COMMAND) is None


def test_every_file_of_the_program_is_one_of_it() -> None:
    folder = Path(unchanged.__file__).parent
    files = {path for path in folder.rglob("*") if path.is_file()}
    own = {path for path in files if path.suffix != ".pyc"}
    assert {Path(path) for path in unchanged.program_files()} == own
    assert {path.suffix for path in own} >= {".py", ".lua", ".j2"}


def test_a_link_may_lead_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    start_brief(tmp_path / "brief", datetime.date(2026, 1, 1))
    for name in ("one", "two"):
        style = Path(shutil.copytree(default_styles(), tmp_path / "houses" / name))
    tokens = (style / "tokens.css").read_text(encoding="utf-8")
    (style / "tokens.css").write_text(f"{tokens}\n/* another */\n", encoding="utf-8")
    link = tmp_path / "styles"
    link.symlink_to("houses/one")
    for command in (COMMAND, [*COMMAND, "--styles", "styles"]):
        assert cli.run(command) == cli.DONE
        assert of_run(command) is not None
        link.unlink()
        link.symlink_to("houses/two")
        assert of_run(command) is None
        link.unlink()
        link.symlink_to("houses/one")
    made = tmp_path / "build" / "brief"
    made.rename(tmp_path / "set")
    made.symlink_to(tmp_path / "set")
    assert of_run(COMMAND) is None
    assert "0 errors" in capsys.readouterr().out


def test_where_no_brief_is_named_another_may_be_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    start_brief(tmp_path / "brief", datetime.date(2026, 1, 1))
    command = ["build", "--format", "html"]
    for _ in range(2):
        assert cli.run(command) == cli.DONE
    assert capsys.readouterr().out.endswith(f"brief: {SAME}\n")
    assert of_run(command) is None
    shutil.copytree("brief/sections", "sections")
    shutil.copytree("brief/figures", "figures")
    shutil.copy("brief/brief.yaml", "brief.yaml")
    assert cli.run(command) == cli.DONE
    assert SAME not in capsys.readouterr().out


def test_a_folder_that_is_gone_is_told_in_words(tmp_path: Path) -> None:
    code = "import os, sys; os.rmdir(os.getcwd()); from briefbuild.__main__ import main; main()"
    here = tmp_path / "here"
    here.mkdir()
    command = [sys.executable, "-c", code, "build", "brief"]
    done = subprocess.run(command, cwd=here, capture_output=True, text=True, check=False)
    assert done.returncode == cli.MACHINE
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["build", "brief"],
        ["build", "brief", "--format", "html", "--strict"],
        ["build", "brief", "--format", "html", "--force"],
        ["build", "brief", "--format", "html", "--out", "elsewhere"],
        ["build", "brief", "--format", "html", "--json"],
        ["check", "brief"],
        [],
    ],
)
def test_another_command_has_no_stamp(built: Path, command: list[str]) -> None:
    assert of_run(command) is None


def test_a_change_while_it_is_built_is_no_part_of_the_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from briefbuild import pipeline

    monkeypatch.chdir(tmp_path)
    start_brief(tmp_path / "brief", datetime.date(2026, 1, 1))
    build = pipeline.build

    def typed(*arguments: object, **named: object) -> object:
        report = build(*arguments, **named)  # type: ignore[arg-type]
        with next((tmp_path / "brief" / "sections").iterdir()).open("a") as section:
            section.write("\nXylophone.\n")
        return report

    monkeypatch.setattr(pipeline, "build", typed)
    assert cli.run(COMMAND) == cli.DONE
    assert of_run(COMMAND) is None
    monkeypatch.setattr(pipeline, "build", build)
    assert cli.run(COMMAND) == cli.DONE
    page = tmp_path / "build" / "brief" / "brief.html"
    assert "Xylophone" in page.read_text(encoding="utf-8")
    assert of_run(COMMAND) is not None
    assert SAME not in capsys.readouterr().out


def test_of_several_briefs_only_the_changed_one_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["one", "two", "three"]
    for name in names:
        start_brief(tmp_path / name, datetime.date(2026, 1, 1))
    command = ["build", *names, "--format", "html"]
    assert cli.run(command) == cli.DONE
    assert capsys.readouterr().out.count(SAME) == 0
    assert of_run(command) is not None
    with next((tmp_path / "two" / "sections").iterdir()).open("a") as section:
        section.write("\nXylophone.\n")
    assert of_run(command) is None
    assert cli.run(command) == cli.DONE
    out = capsys.readouterr().out
    assert [name for name in names if f"{name}: {SAME}" in out] == ["one", "three"]
    assert "Xylophone" in (tmp_path / "build" / "two" / "two.html").read_text(encoding="utf-8")
    assert of_run(command) is not None


def test_no_other_brief_takes_the_folder_of_an_unchanged_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    start_brief(tmp_path / "one", datetime.date(2026, 1, 1))
    assert cli.run(["build", "one", "--format", "html"]) == cli.DONE
    shutil.copytree("one", "two")
    capsys.readouterr()
    assert cli.run(["build", "one", "two", "--format", "html"]) == cli.PROBLEMS
    said = capsys.readouterr()
    assert SAME in said.out
    assert "output-slug" in said.err
