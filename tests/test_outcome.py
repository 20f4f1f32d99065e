"""What a run says: colors on a terminal alone, and one document for machines on every way out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefbuild import check as checking
from briefbuild.cli import MACHINE, run
from briefbuild.outcome import Outcome, lines, shows_color
from briefbuild.problems import Place, Problem, problem
from briefbuild.report import Report
from tests.fault_cases import Part, lay_out

FOUND = problem("note-unused", Place("brief/sections/a b.md", 3, 1), label="ä")
LEVELS = {"none", "note", "warning", "error"}


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two briefs, the second with a note that nothing calls and a picture in no section."""
    lay_out({}, tmp_path / "one")
    rights = "rights: {holder: B, permission: not-needed}"
    ledger = f"figures:\n  fig-a:\n    file: a.png\n    alt: A\n    {rights}\n"
    lay_out(
        {
            "sections/a.md": Part("# Heading\n\nText.\n\n[^a]: A “note” 🙂.\n"),
            "brief.yaml": Part(ledger, "adds"),
        },
        tmp_path / "two",
    )
    monkeypatch.chdir(tmp_path)


def test_colors_are_for_terminals_that_want_them() -> None:
    assert shows_color(True, {})
    assert not shows_color(False, {})
    assert not shows_color(True, {"NO_COLOR": "1"})
    assert not shows_color(True, {"TERM": "dumb"})
    assert shows_color(True, {"NO_COLOR": ""})  # no-color.org: “when present and not empty”


def test_a_problem_in_color_has_the_same_words() -> None:
    (plain,) = lines([FOUND], color=False)
    (colored,) = lines([FOUND], color=True)
    assert plain == str(FOUND)
    assert "\033[1;31merror[note-unused]:\033[0m" in colored
    for code in ("\033[0m", "\033[1m", "\033[2m", "\033[1;31m"):
        colored = colored.replace(code, "")
    assert colored == plain


@pytest.mark.usefixtures("two")
def test_nothing_is_colored_in_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "two"]) == 1
    assert "\033" not in "".join(capsys.readouterr())


@pytest.mark.usefixtures("two")
def test_json_is_one_document_for_several_briefs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "one", "two", "none", "--json"]) == 1
    printed = capsys.readouterr()
    one, two, none = json.loads(printed.out)
    assert (one["brief"], one["problems"]) == ("one", [])
    assert {"note-unused", "file-missing"} <= {p["code"] for p in two["problems"]}
    assert [p["code"] for p in none["problems"]] == ["brief-missing"]
    assert one.keys() == two.keys() == none.keys()
    assert printed.err == ""


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (OSError(28, "No space left on device"), MACHINE, "No space left on device"),
        (KeyboardInterrupt(), 130, "stopped"),
        (ZeroDivisionError(), MACHINE, "a fault in briefbuild itself"),
    ],
)
def test_what_stops_a_run_is_in_its_document(
    error: BaseException,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    real = checking.check

    def check(folder: Path, *others: Any) -> Report:
        if folder.name == "two":
            raise error
        return real(folder, *others)

    monkeypatch.setattr(checking, "check", check)
    assert run(["check", "one", "two", "--json"]) == code
    one, two = json.loads(capsys.readouterr().out)
    assert "stopped" not in one
    assert two["brief"] == "two"
    assert said in two["stopped"]
    assert run(["check", "one", "two", "--output-format", "sarif"]) == code
    (sarif,) = json.loads(capsys.readouterr().out)["runs"]
    (invocation,) = sarif["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, code)
    assert said in invocation["toolExecutionNotifications"][0]["message"]["text"]


@pytest.mark.usefixtures("two")
def test_sarif_holds_what_its_schema_requires(capsys: pytest.CaptureFixture[str]) -> None:
    """SARIF 2.1.0, 3.13 to 3.28 and appendix J: the properties that must be there, and those that
    code hosts ask for; the official schema found nothing when this was written."""
    assert run(["check", "one", "two", "--output-format", "sarif"]) == 1
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (made,) = log["runs"]
    driver = made["tool"]["driver"]
    assert driver["name"] == "briefbuild"
    assert made["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in driver["rules"]]
    assert rules == sorted(set(rules))
    for rule in driver["rules"]:
        assert rule["help"]["text"]
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in LEVELS
    assert {"note-unused", "file-missing"} <= {r["ruleId"] for r in made["results"]}
    for result in made["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in LEVELS
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uriBaseId"] in made["originalUriBaseIds"]
        assert place["artifactLocation"]["uri"].startswith("two/")
        assert place["region"]["startLine"] > 0
        assert place["region"]["startColumn"] > 0


def test_sarif_names_files_by_addresses() -> None:
    outside = problem("note-empty", Place("/briefs/ä.md", 1), label="b")
    nowhere = problem("pandoc-warning", reason="x")
    found: tuple[Problem, ...] = (FOUND, outside, nowhere)
    made = json.loads(Outcome([Report("a", "A", found)], 1).document("sarif"))
    first, second, third = made["runs"][0]["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "brief/sections/a%20b.md", "uriBaseId": "SRCROOT"}
    assert place["region"] == {"startLine": 3, "startColumn": 1}
    place = second["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "file:///briefs/%C3%A4.md"}
    assert third["locations"] == []
    assert first["partialFingerprints"] != second["partialFingerprints"]
