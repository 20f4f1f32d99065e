"""Find every problem of a brief and its house style that can be found without making a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefbuild.house import House
from briefbuild.load import load
from briefbuild.output import Output
from briefbuild.prepare import prepare, without_facts
from briefbuild.press_style import SHEET as PRESS_SHEET
from briefbuild.press_style import read_press_style
from briefbuild.problems import Problem, in_order
from briefbuild.report import Report
from briefbuild.workers import Workers


def check(
    folder: Path, shown: str, house: House, to: Output, workers: Workers | None = None
) -> Report:
    """Find every problem that can be found without making a file."""
    report = check_brief(folder, shown, house, to, workers)
    found = house.found("what making the files would find", lambda: _style_faults(house))
    return replace(report, problems=tuple(in_order([*found, *report.problems])))


def check_brief(
    folder: Path, shown: str, house: House, to: Output, workers: Workers | None = None
) -> Report:
    """What is wrong with the brief itself, whatever its house's style sheets say."""
    source = load(folder, shown)
    if source.brief is None:
        return without_facts(source, house, to.cache, workers)
    prepared = prepare(source, source.brief, house, to.cache, workers)
    return Report(shown, source.brief.title, prepared.problems)


def _style_faults(house: House) -> list[Problem]:
    """What making the PDFs and the EPUB would find wrong in the house's style sheets."""
    # Here, since they are slow to import.
    from briefbuild.render.declarations import book_style_problems, page_style_problems
    from briefbuild.render.pages.sheets import sheet_problems

    printed = house.files.find(PRESS_SHEET)[0].is_file()
    press = read_press_style(house)[1] if printed else []
    return [
        *sheet_problems(house),
        *book_style_problems(house),
        *page_style_problems(house),
        *press,
    ]
