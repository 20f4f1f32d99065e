"""Every format is proved complete, and every fault seeded in the tree before rendering is caught.

The fault is what a renderer might do wrong; the inventory is that of the good tree.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefbuild.tree import Nodes
from briefbuild.verify.proof import verify
from tests.verify import sample
from tests.verify.sample import NAMES, Sample, said

SPRINGS = "https://example.org/springs"
REGISTER = "https://example.org/register?x=1&y=2"

FAULTS: dict[str, tuple[Callable[[Nodes], Nodes], str]] = {
    "word dropped": (sample.word("springs", ""), "“springs” is missing after"),
    "word changed": (sample.word("springs", "swamps"), "expected “springs”, found “swamps”"),
    "words swapped": (sample.swapped_words("hydrologists", "measurements,"), "hydrologists"),
    "word in a table": (sample.word("little", ""), "“little” is missing"),
    "word in an item": (sample.word("another", ""), "“another” is missing"),
    "word added": (sample.word("springs", "springs freely"), "“freely” stands after"),
    "note dropped": (sample.unnoted("3"), "note 3"),
    "note cut": (
        sample.on_notes(lambda notes, mark, body: sample.word("sentence,", "")(body)),
        "note 3: “sentence” is missing after “said so And a second”",
    ),
    "notes swapped": (
        sample.on_notes(lambda notes, mark, body: notes.get({"2": "3"}.get(mark, mark))["c"]),  # type: ignore[index]
        "note 2",
    ),
    "call moved": (sample.moved_call("3"), "its call stands"),
    "mark wrong": (sample.marked_otherwise("3", "8"), "note 3"),
    "figures swapped": (sample.with_image(sample.other_picture), "another picture here"),
    "alt missing": (sample.with_image(sample.without_alt), "its alternative text is “”"),
    "description lost": (
        sample.each("Div", sample.without_description),
        "its alternative text is “A wedge that widens to the right.”, not",
    ),
    "description cut": (sample.word("summer.", ""), "its alternative text is “A wedge"),
    "caption lost": (sample.each("Figure", sample.without_caption), "its caption has"),
    "credit lost": (sample.each("Figure", sample.without_credit), "Survey Office"),
    "heading turned into text": (sample.as_paragraph("fords"), "“Of fords”: is not a heading"),
    "link lost": (sample.unlinked(REGISTER), "register?x=1&y=2”: is missing"),
    "link in a note lost": (sample.unlinked(SPRINGS), "springs”: is missing"),
}
NOT_A_FAULT = {
    # Word counts the marks of its footnotes itself: the mark in the tree is nothing to it.
    ("docx", "mark wrong"),
    # Nothing on a sheet of paper leads anywhere.
    ("press", "link lost"),
    ("press", "link in a note lost"),
}


@pytest.mark.parametrize("format", NAMES)
def test_good_file_has_no_problem(good: Sample, format: str) -> None:
    proof = good.proof(format)
    assert said(proof.problems) == ""
    assert proof.counts["notes"] == 4
    assert proof.counts["calls"] == 5
    assert proof.counts["images"] == proof.counts["figure captions"] == 2
    assert proof.counts.get("links") == (None if format == "press" else 2)
    assert proof.counts["words"] == len(good.inventory.words) + sum(
        len(note.words) for note in good.inventory.notes
    )


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("format", NAMES)
def test_seeded_fault_is_caught(good: Sample, format: str, fault: str) -> None:
    if (format, fault) in NOT_A_FAULT:
        assert said(good.proof(format, FAULTS[fault][0]).problems) == ""
        return
    change, wording = FAULTS[fault]
    assert wording in said(good.proof(format, change).problems)


def test_problem_names_the_place_in_the_source(good: Sample) -> None:
    (found,) = good.proof("docx", sample.word("springs", "")).problems
    assert str(found.place) == "brief/sections/a.md:3:68"


def test_unreadable_file_is_a_problem(good: Sample, tmp_path: Path) -> None:
    for suffix in (".pdf", ".epub", ".docx"):
        path = tmp_path / f"broken{suffix}"
        path.write_bytes(b"no such file")
        (found,) = verify(path, suffix, good.inventory).problems
        assert found.code == "proof-unreadable"


def charted(folder: Path, last: float) -> Sample:
    """The brief with a chart of three values in the place of its drawing."""
    values = [{"year": str(y), "sum": s} for y, s in ((2020, 102.7), (2021, 150.5), (2022, last))]
    axes = {"x": {"field": "year", "type": "nominal"}, "y": {"field": "sum"}}
    chart = {"data": {"values": values}, "mark": "bar", "encoding": axes}
    files = {
        "brief.yaml": sample.BRIEF.replace("delta.svg", "delta.vl.json"),
        "sections/a.md": (sample.FIRST + sample.NOTES).replace("delta.svg", "delta.vl.json"),
        "figures/delta.vl.json": json.dumps(chart),
    }
    return sample.make(folder, files)


@pytest.mark.parametrize("format", ["epub", "docx"])
def test_a_chart_with_another_datum_is_another_picture(tmp_path: Path, format: str) -> None:
    """Too like to be told apart by looks, as in the PDF; but these hold the very bytes."""
    good = charted(tmp_path / "good", 150.6)
    other = charted(tmp_path / "other", 150.7)
    assert said(verify(good.file(format), format, good.inventory).problems) == ""
    found = said(verify(other.file(format), format, good.inventory).problems)
    assert "delta.vl.json”: the file has another picture here" in found
