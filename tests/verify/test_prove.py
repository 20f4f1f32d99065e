"""`make prove` in small: faults of many kinds, put into one small brief's files, are all caught."""

from __future__ import annotations

import pytest

from bench.prove.alarms import Alarms
from bench.prove.kinds import FILES, PIPELINE, Fault, faults
from bench.prove.recall import Outcome, controls, outcome
from bench.prove.tables import alarm_table, recall_table
from bench.prove.texts import Text
from tests.verify.sample import Sample

FORMATS = {"pdf": 9, "epub": 9, "docx": 7, "html": 9}
"""The formats, and that each so manieth kind of fault is tried."""
LEAST = 40


@pytest.fixture(scope="module")
def text(good: Sample, tmp_path_factory: pytest.TempPathFactory) -> Text:
    """The sample in four formats."""
    made = Text("rivers", good.edition, tmp_path_factory.mktemp("prove"))
    for format in FORMATS:
        made.render(format, made.folder)
    return made


@pytest.fixture(scope="module")
def tried(text: Text, tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    scratch = tmp_path_factory.mktemp("faulty")
    chosen = [
        Fault("file", format, kind, text.name, 0)
        for format, step in FORMATS.items()
        for kind in list(FILES[format])[::step]
    ]
    chosen += [Fault("tree", "docx", kind, text.name, 0) for kind in list(PIPELINE["docx"])[::4]]
    return [made for fault in chosen if (made := outcome(fault, text, scratch)) is not None]


def test_every_fault_is_caught(tried: list[Outcome]) -> None:
    assert len(tried) >= LEAST
    assert [f"{o.fault.name}: {o.did}" for o in tried if not o.found] == []


def test_files_without_a_fault_are_proved(
    text: Text, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = dict(controls([text], tmp_path_factory.mktemp("sound"), tuple(FORMATS)))
    assert found == {f"rivers, {format}": () for format in FORMATS}


def test_a_fault_is_always_the_same(text: Text, tmp_path_factory: pytest.TempPathFactory) -> None:
    fault = Fault("file", "html", "word lost", text.name, 0)
    scratch = tmp_path_factory.mktemp("again")
    one, other = (outcome(fault, text, scratch) for _ in range(2))
    assert one is not None
    assert one == other


def test_suite_has_five_hundred_faults_in_two_texts() -> None:
    assert len(faults(["one", "other"], 1)) >= 500


def test_tables_tell_what_was_missed_and_invented() -> None:
    fault = Fault("file", "pdf", "word white", "rivers", 0)
    table = recall_table([Outcome(fault, "“ford”", ("an error",)), Outcome(fault, "“delta”", ())])
    assert "missed: 1\n  pdf/file/word white/rivers/0: “delta”" in table
    assert "2 faults of 1 kinds seeded, 1 caught: 50.00 %" in table
    alarms = [Alarms("rivers", 5000, 3, ("an alarm",)), Alarms("broken", refused=("a fault",))]
    assert "1 alarms in 5000 words: 2.00 in 10,000" in alarm_table(alarms)
