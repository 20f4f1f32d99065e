"""300 briefs put together at random, the same ones each time; and that a fault would be told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from bench.fuzz import rounds, trial
from bench.fuzz.__main__ import escaped
from bench.fuzz.trial import Failure, Tally, judge, word, worded
from briefbuild import prepare
from briefbuild.assemble import Assembled, assemble
from briefbuild.problems import problem
from briefbuild.tree import Nodes, rewrite
from tests.fault_cases import Part, content, house_style, read_case

SOUND = 'title: A ¤\nslug: fuzzed\nlang: en\ndate: "2023"\nauthors:\n  - name: A. ¤\n'
SOUND += "sections: [sections/a.md]\n"
SECTION = "# ¤\n\n¤ *¤*.[^a]\n\n[^a]: ¤.\n"


def test_briefs_at_random_end_well_and_lose_no_word() -> None:
    result = rounds.play(1, 300)
    assert result.failed == "", f"{result.metadata}\n----\n{result.section}"
    assert result.tally.examples >= 300
    assert result.tally.sound > 30
    assert result.tally.missing > 100
    assert len(result.tally.codes) > 30
    assert {"html", "docx"} & result.tally.built.keys()


KEPT = sorted((Path(__file__).parent / "faults").glob("fuzz-*.txt"))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_what_failed_once_is_judged_again(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "EVERY", dict.fromkeys(trial.EVERY, 1))
    files = read_case(path).files
    facts, section = (content(n, files[n]).decode() for n in (trial.METADATA, trial.SECTION))
    tally = Tally()
    judge(facts, section, house_style(), tmp_path, tally)
    assert tally.examples == 1
    assert tally.sound == 0 or tally.built.keys() == trial.EVERY.keys()


def test_a_sound_brief_is_judged_sound(tmp_path: Path) -> None:
    tally = Tally()
    judge(SOUND, SECTION, house_style(), tmp_path, tally)
    assert (tally.examples, tally.sound, tally.words, tally.missing) == (1, 1, 5, 0)


def test_a_word_that_is_lost_without_a_word_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def losing(*arguments: object) -> Assembled:
        read = assemble(*arguments)  # type: ignore[arg-type]
        gone = word(2)
        blocks: Nodes = rewrite(
            read.blocks, lambda n: [] if n["t"] == "Str" and gone in n["c"] else None
        )
        object.__setattr__(read, "blocks", blocks)
        return read

    monkeypatch.setattr(trial, "assemble", losing)
    with pytest.raises(Failure, match=f"a.md:3: “{word(2)}” is nowhere"):
        judge(SOUND, SECTION, house_style(), tmp_path, Tally())


def test_a_fault_of_the_program_s_own_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = problem("pandoc-warning", reason="odd")
    monkeypatch.setattr(prepare, "misreadings", lambda *_: [fault])
    with pytest.raises(Failure, match="pandoc warns: odd"):
        judge(SOUND, SECTION, house_style(), tmp_path, Tally())


def works(*_: object) -> None:
    while True:
        pass


def waits(*_: object) -> None:
    Event().wait(600)


@pytest.mark.parametrize("does", [works, waits])
def test_what_takes_too_long_is_a_failure(
    does: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "SECONDS", 0.2)
    monkeypatch.setattr(prepare, "misreadings", does)
    with pytest.raises(Failure, match="not done after"):
        judge(SOUND, SECTION, house_style(), tmp_path, Tally())


def test_every_mark_becomes_a_word_of_its_own() -> None:
    text = worded("¤" * 3000)
    words = [word(n) for n in range(3000)]
    assert text == "".join(words)
    assert len(set(words)) == 3000


def test_a_kept_failure_reads_as_it_was() -> None:
    text = "a\x00\u202e\\x41 \\u0041\r\n😀é\t"
    assert content("sections/a.md", Part(escaped(text), "escapes")) == text.encode()
