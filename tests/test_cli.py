"""The command line: exit codes, what is printed, and never a traceback."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefbuild.cli import run
from briefbuild.new import start_brief

SECTION = "# One\n\nText.\n"


@pytest.fixture
def brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound brief in the current folder."""
    monkeypatch.chdir(tmp_path)
    assert run(["new", "brief"]) == 0
    return tmp_path / "brief"


def test_new_brief_has_no_problem(brief: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 0
    assert capsys.readouterr().out.endswith("brief: 0 errors, 0 warnings\n")


def test_new_writes_over_nothing(brief: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (brief / "brief.yaml").read_text()
    assert run(["new", "brief"]) == 2
    assert "brief is not empty" in capsys.readouterr().err
    assert (brief / "brief.yaml").read_text() == before


def test_problems_go_to_standard_error_as_compilers_print_them(
    brief: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (brief / "sections/01-introduction.md").write_text("# One\n\nText.[^dokdo]\n")
    assert run(["check"]) == 1
    err = capsys.readouterr().err
    assert (
        "brief/sections/01-introduction.md:3:6: error[note-undefined]: "
        "note [^dokdo] is called but has no body\n"
        "  hint: add “[^dokdo]: …” to this file\n"
    ) in err


def test_every_problem_is_reported_in_one_run(
    brief: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (brief / "brief.yaml").read_text().replace("lang: en ", "lang: English ")
    (brief / "brief.yaml").write_text(text + "keywrds:\n  - x\n")
    (brief / "sections/01-introduction.md").write_text("Text \u202e.\n")
    assert run(["check"]) == 1
    err = capsys.readouterr().err
    assert all(code in err for code in ("yaml-value", "yaml-unknown-key", "text-control"))


def test_json_for_machines(brief: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (brief / "sections/01-introduction.md").write_text("# One\n\nText.[^dokdo]\n")
    capsys.readouterr()
    assert run(["check", "--json"]) == 1
    (result,) = json.loads(capsys.readouterr().out)
    problem = next(p for p in result["problems"] if p["code"] == "note-undefined")
    assert (problem["line"], problem["column"], problem["severity"]) == (3, 6, "error")


def test_strict_makes_a_warning_count(brief: Path) -> None:
    text = (brief / "brief.yaml").read_text().replace("not-needed", "requested")
    (brief / "brief.yaml").write_text(text)
    assert run(["check"]) == 0
    assert run(["check", "--strict"]) == 1


def test_errors_leave_the_earlier_files_untouched(brief: Path) -> None:
    old = Path("build/brief")
    old.mkdir(parents=True)
    (old / "brief.pdf").write_text("old")
    (brief / "sections/01-introduction.md").write_text("# One\n\nText.[^dokdo]\n")
    assert run(["build"]) == 1
    assert [(p.name, p.read_text()) for p in old.iterdir()] == [("brief.pdf", "old")]


@pytest.mark.parametrize("arguments", [["build", "--format", "odt"], ["bild"], ["build", "--no"]])
def test_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(arguments)
    assert stopped.value.code == 2


def test_no_brief_says_how_to_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["check", "--json"]) == 1
    assert '"brief-missing"' in capsys.readouterr().out
    assert run(["check"]) == 1
    assert "briefbuild new brief" in capsys.readouterr().err


def test_verify_without_a_build_says_so(brief: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "--json"]) == 1
    assert '"proof-nothing"' in capsys.readouterr().out
    assert run(["verify"]) == 1
    assert "[proof-nothing]: there is no finished file in build/brief" in capsys.readouterr().err


def test_build_then_verify_then_an_edit(brief: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--format", "docx", "--format", "epub"]) == 0  # or with a comma
    assert sorted(p.name for p in Path("build/brief").iterdir()) == [
        "brief.docx",
        "brief.epub",
        "report.html",
        "report.json",
    ]
    assert run(["verify"]) == 0
    section = brief / "sections/01-introduction.md"
    section.write_text(section.read_text().replace("Begin here.", "Begin here, now."))
    capsys.readouterr()
    assert run(["verify"]) == 1
    assert "sections/01-introduction.md:3" in capsys.readouterr().err
    assert run(["build", "--format", "docx"]) == 0
    assert "made: brief.epub" in capsys.readouterr().out
    assert not Path("build/brief/brief.epub").exists()


def test_one_format_more_of_the_same_brief_keeps_the_others(
    brief: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", "--format", "epub"]) == 0
    epub = Path("build/brief/brief.epub").read_bytes()
    assert run(["build", "--format", "docx"]) == 0
    assert Path("build/brief/brief.epub").read_bytes() == epub
    assert run(["verify"]) == 0
    Path("build/brief/brief.epub").unlink()
    docx = Path("build/brief/brief.docx")
    docx.write_bytes(docx.read_bytes() + b" ")
    capsys.readouterr()
    assert run(["verify", "--json"]) == 1
    out = capsys.readouterr().out
    assert '"output-missing"' in out
    assert '"output-changed"' in out


def test_nothing_that_is_not_ours_is_replaced(
    brief: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--out .` the set would take the place of the brief itself."""
    assert run(["build", "--out", ".", "--json"]) == 1
    assert '"output-foreign"' in capsys.readouterr().out
    assert (brief / "brief.yaml").is_file()
    assert run(["build", "--format", "docx"]) == 0
    Path("build/brief/comments.txt").write_text("mine")
    assert run(["build", "--format", "docx"]) == 1
    assert "holds what no build put there: comments.txt" in capsys.readouterr().err
    assert Path("build/brief/comments.txt").read_text() == "mine"


@pytest.mark.parametrize("link", [False, True])
def test_a_file_in_the_place_of_the_set_is_not_replaced(
    link: bool, brief: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = brief.parent / "build" / "brief"
    place.parent.mkdir()
    place.symlink_to(brief / "sections") if link else place.write_text("mine")
    assert run(["build", "--format", "html", "--json"]) == 1
    assert '"output-foreign"' in capsys.readouterr().out
    assert place.is_symlink() if link else place.read_text() == "mine"


def test_two_briefs_with_one_slug_do_not_replace_each_other(
    brief: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(brief, "copy")
    assert run(["build", "--format", "docx", "--json", "brief", "copy"]) == 1
    assert '"output-slug"' in capsys.readouterr().out
    assert Path("build/brief/brief.docx").exists()


def test_a_failed_build_leaves_its_report_until_one_succeeds(
    brief: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    section = brief / "sections/01-introduction.md"
    good = section.read_text()
    section.write_text(good + "\nLost.[^dokdo]\n")
    assert run(["build", "--format", "docx"]) == 1
    assert "[^dokdo] is called but has no body" in Path("build/brief.problems.html").read_text()
    section.write_text(good)
    assert run(["build", "--format", "docx"]) == 0
    assert not Path("build/brief.problems.html").exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('date: "', 'date: "2023-02-30" #'),
        ('date: "', 'date: "0000-05" #'),
        ("sections/01-introduction.md", '"a\\0b.md"'),
        ("sections/01-introduction.md", "x" * 300 + ".md"),
    ],
)
def test_odd_values_are_problems_with_a_place(
    brief: Path, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    path = brief / "brief.yaml"
    path.write_text(path.read_text().replace(old, new, 1))
    assert run(["check"]) == 1
    assert "brief/brief.yaml:" in capsys.readouterr().err


@pytest.mark.parametrize("text", [">" * 300, "- " * 300, "*" * 3000 + "x" + "*" * 3000])
def test_deep_nesting_is_no_crash(
    brief: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (brief / "sections/01-introduction.md").write_text(f"# One\n\n{text} deep\n")
    assert run(["check"]) in (0, 1)
    assert "a fault in briefbuild" not in capsys.readouterr().err


INTERRUPTED = """
import sys
from briefbuild import __main__, cli
cli.COMMANDS["check"] = lambda _: exec("raise KeyboardInterrupt")
sys.argv[1:] = ["check"]
__main__.main()
"""


def test_ctrl_c_within_an_exec_has_the_same_code(tmp_path: Path) -> None:
    """Dataclasses are made so, while a library is loaded; Python then ends itself by SIGINT."""
    (tmp_path / "interrupted.py").write_text(INTERRUPTED)
    command = [sys.executable, "-m", "interrupted"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr[:7]) == (130, "stopped")


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (PermissionError(13, "Permission denied", "build"), 3, "Permission denied: build"),
        (OSError(28, "No space left on device"), 3, "No space left on device"),
        (OSError("cannot load library 'pango-1.0-0'"), 3, "libpango-1.0-0"),
        (KeyboardInterrupt(), 130, "what is published is whole"),
        (ValueError("boom"), 3, "a fault in briefbuild itself"),
    ],
)
def test_what_fails_is_said_and_never_thrown(
    brief: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    words: str,
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("briefbuild.house.load_house", fail)
    assert run(["check"]) == code
    err = capsys.readouterr().err
    assert words in err
    assert "Traceback" not in err


def test_slug_of_a_new_brief_comes_from_its_folder(tmp_path: Path) -> None:
    import datetime

    start_brief(tmp_path / "Élan_Vital-2", datetime.date(2026, 1, 1))
    text = (tmp_path / "Élan_Vital-2" / "brief.yaml").read_text(encoding="utf-8")
    assert 'slug: "elan-vital-2"' in text
    assert 'date: "2026"' in text


def test_a_new_brief_has_a_name_that_make_can_take(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", str(tmp_path / "Water Security")]) == 2
    assert "call it water-security" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "My Briefs").mkdir()
    assert run(["new", str(tmp_path / "My Briefs" / "water-security")]) == 0
