"""pandoc is called in one place, can't hang the machine, and none of its warnings is swallowed."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from briefbuild import pandoc
from briefbuild.positions import Origin
from briefbuild.process_limits import OutOfTime, bounded, count, seconds_left
from briefbuild.tree import document, node, para, plain, string, text_of
from briefbuild.workers import Task, Workers
from tests.processes import gone


def test_many_texts_are_read_in_one_process_in_order() -> None:
    texts = [(pandoc.MARKDOWN, f"Text {n}.") for n in range(20)] + [(pandoc.HTML, "<p>Last.</p>")]
    documents, problems = pandoc.read_all(texts)
    assert problems == []
    expected = [*(f"Text {n}." for n in range(20)), "Last."]
    assert [text_of(d["blocks"]) for d in documents] == expected


def test_a_text_that_cannot_be_read_is_a_problem() -> None:
    documents, problems = pandoc.read_all([("no-such-format", "Text.")])
    assert documents == []
    assert [p.code for p in problems] == ["pandoc-failed"]


def test_a_warning_of_pandocs_is_a_problem() -> None:
    picture = node("Image", [["", [], []], [string("alt")], ["nowhere.png", ""]])
    _, problems = pandoc.write(document([plain([picture])]), "docx")
    assert [p.code for p in problems] == ["pandoc-warning"]
    assert "nowhere.png" in problems[0].message


SLEEPS = """#!/bin/sh
echo $$ >> "$0.pids"
sleep 600 &
echo $! >> "$0.pids"
wait
"""
CHOOSY = """#!/bin/sh
case $(cat) in *heavy*) while :; do :; done;; esac
echo '[{"blocks": []}]'
"""
CRASHES = CHOOSY.replace("while :; do :; done", "kill -SEGV $$")
STARVED = CHOOSY.replace(
    "while :; do :; done", "printf 'Error running Lua:\\nnot enough memory' >&2; exit 84"
)


def stub(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in pandoc's place, with a second for its work, and two by the clock."""
    program = folder / "pandoc"
    program.write_text(text)
    program.chmod(0o755)
    monkeypatch.setattr(pandoc, "binary", lambda: str(program))
    monkeypatch.setattr(pandoc, "PANDOC_SECONDS", 1)
    monkeypatch.setattr(pandoc, "CLOCK", 2)
    return program


def test_a_pandoc_that_hangs_is_ended_with_all_that_it_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = stub(tmp_path, SLEEPS, monkeypatch)
    _, (found,) = pandoc.write(document([para([string("x")])]), "docx")
    said = "writing docx with pandoc was not done after 2 seconds by the clock"
    assert (found.code, found.message) == ("work-stopped", said)
    for pid in program.with_suffix(".pids").read_text().split():
        assert gone(int(pid))


@pytest.mark.parametrize(
    ("does", "reason"),
    [
        (CHOOSY, "was not done after 1 second of work"),
        (CRASHES, "crashed (SIGSEGV)"),
        (STARVED, "needed more than 830 MB of memory"),
    ],
    ids=["busy", "crashes", "starved"],
)
def test_the_text_that_stops_pandoc_is_named(
    does: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub(tmp_path, does, monkeypatch)
    monkeypatch.setattr(pandoc, "CLOCK", 60)
    origins = [Origin(f"sections/{name}.md", name) for name in ("light", "heavy", "last")]
    documents, (found,) = pandoc.read_all([(pandoc.MARKDOWN, o.text) for o in origins], origins)
    assert documents == []
    said = f"sections/heavy.md: error[work-stopped]: reading the texts with pandoc {reason}"
    assert str(found).startswith(said)


def test_each_text_that_is_too_deep_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "DEPTH", 500)
    deep = "".join(f"{'  ' * level}- a\n" for level in range(100))
    origins = [Origin(f"{name}.md", text) for name, text in (("a", deep), ("b", "B"), ("c", deep))]
    documents, problems = pandoc.read_all([(pandoc.MARKDOWN, o.text) for o in origins], origins)
    assert documents == []
    assert [(p.code, str(p.place)) for p in problems] == [
        ("pandoc-failed", "a.md"),
        ("pandoc-failed", "c.md"),
    ]


def test_pandoc_may_take_what_is_left_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub(tmp_path, CHOOSY, monkeypatch)
    monkeypatch.setattr(pandoc, "PANDOC_SECONDS", 50)
    monkeypatch.setattr(pandoc, "CLOCK", 60)
    monkeypatch.setattr(pandoc, "seconds_left", lambda: 1.5)
    _, (found,) = pandoc.write(document([para([string("heavy")])]), "docx")
    assert found.message == "writing docx with pandoc was not done after 2 seconds of work"


def test_what_pandoc_takes_is_taken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub(tmp_path, CHOOSY, monkeypatch)
    monkeypatch.setattr(pandoc, "CLOCK", 60)

    def writes() -> str:
        try:
            with bounded(50, 900):
                count(seconds_left() - 0.5)
                pandoc.write(document([para([string("heavy")])]), "docx")
                start = time.process_time()
                while time.process_time() - start < 10:
                    pass
        except OutOfTime:
            return "ended"
        return "went on"

    # In a child: said within a hook of a fork, it is lost once, and the tests' own hook hears it.
    assert Workers().run([Task(writes, "")]) == ["ended"]  # after pandoc's second, not after 50


def test_memory_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "PANDOC_HEAP", 8)
    _, problems = pandoc.write(document([para([string("x" * 50)] * 50)] * 2000), "html")
    assert [p.message for p in problems] == [
        "writing html with pandoc needed more than 8 MB of memory"
    ]


def test_nested_brackets_take_linear_time() -> None:
    """pandoc's own Markdown reader needs a minute for fifteen of them (pandoc #1735)."""
    documents, problems = pandoc.read_all([(pandoc.MARKDOWN, "[" * 5000)])
    assert problems == []
    assert text_of(documents[0]["blocks"]) == "[" * 5000


def test_a_reader_opens_no_file(tmp_path: Path) -> None:
    """pandoc's HTML reader fetches what an iframe names, and reads it as the page's own text."""
    (tmp_path / "secret.html").write_text("<p>Secret.</p>", encoding="utf-8")
    page = f'<p>Text.</p><iframe src="{tmp_path}/secret.html"></iframe>'
    documents, problems = pandoc.read_all([(pandoc.HTML, page)])
    assert text_of(documents[0]["blocks"]) == "Text."
    assert [p.code for p in problems] == ["pandoc-warning"]


def test_a_user_s_own_pandoc_folder_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (tmp_path / ".pandoc", tmp_path / "share/pandoc"):
        folder.mkdir(parents=True)
        (folder / "epub.css").write_text("/* mine */", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    data, _ = pandoc.write(document([para([string("Text.")])]), "epub3", ["-M", "title=T"])
    with ZipFile(BytesIO(data)) as book:
        styles = [book.read(name) for name in book.namelist() if name.endswith(".css")]
    assert styles
    assert not any(b"mine" in style for style in styles)
