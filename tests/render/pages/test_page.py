"""What the frame of the page is given."""

from __future__ import annotations

from briefbuild.render.pages.page import running_title


def test_a_long_title_runs_without_what_follows_its_colon() -> None:
    long = "Water and Welfare in the Lower Delta: What a Decade of Surveys Tells Us about Migration"
    assert running_title(long) == "Water and Welfare in the Lower Delta"


def test_a_short_title_and_one_without_a_colon_run_whole() -> None:
    whole = "Water and Welfare in the Lower Delta after a Decade of Surveys, Programmes and Floods"
    assert running_title("Water: A Survey") == "Water: A Survey"
    assert running_title(whole) == whole
