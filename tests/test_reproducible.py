"""Same in, same bytes out: another folder, clock, language and umask change nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import BRIEFBUILD, ROOT, Built, build

ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "7",
}


@pytest.fixture
def open_umask() -> Iterator[None]:
    """Let everybody write what the test creates, which few machines do."""
    before = os.umask(0o000)
    yield
    os.umask(before)


def differences(one: Path, other: Path) -> list[str]:
    """Return what differs between two files: the name, and for a ZIP package its parts."""
    if one.read_bytes() == other.read_bytes():
        return []
    parts: list[str] = []
    if zipfile.is_zipfile(one) and zipfile.is_zipfile(other):
        with zipfile.ZipFile(one) as left, zipfile.ZipFile(other) as right:
            parts = sorted(entries(left) ^ entries(right))
    return [one.name, *parts]


def entries(package: zipfile.ZipFile) -> set[str]:
    """Return a line for each entry of a package, with all that can differ."""
    return {f"{i.filename} {i.date_time} {i.external_attr:o} {i.CRC:x}" for i in package.infolist()}


def test_two_builds_are_the_same_bytes(
    commentary: Built, tmp_path: Path, open_umask: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "elsewhere, être"
    shutil.copytree(ROOT / "brief", folder / "a brief")
    monkeypatch.chdir(folder)
    again = build(Path("a brief"), Path("out"), ELSEWHERE)
    pairs = zip(commentary.files(), again.files(), strict=True)
    assert [difference for pair in pairs for difference in differences(*pair)] == []


def test_the_epub_is_the_same_bytes_without_the_pdf_whose_pages_it_lists(
    commentary: Built, tmp_path: Path
) -> None:
    command: list[str | Path] = [BRIEFBUILD, "build", ROOT / "brief", "--out", tmp_path]
    command += ["--format", "epub"]
    subprocess.run(command, check=True, capture_output=True)
    (alone,) = tmp_path.glob("*/*.epub")
    assert differences(commentary.epub, alone) == []


def test_two_press_pdfs_are_the_same_bytes(
    tmp_path: Path, open_umask: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "elsewhere, être"
    shutil.copytree(ROOT / "brief", folder / "a brief")
    first = pressed(ROOT / "brief", tmp_path / "out", {})
    monkeypatch.chdir(folder)
    again = pressed(Path("a brief"), Path("out"), ELSEWHERE)
    assert differences(first, again) == []


def pressed(brief: Path, out: Path, environment: dict[str, str]) -> Path:
    """Build a brief for the printer, and return the file."""
    command: list[str | Path] = [BRIEFBUILD, "build", brief, "--format", "press", "--out", out]
    subprocess.run(command, env=os.environ | environment, check=True, capture_output=True)
    (file,) = out.glob("*/*-press.pdf")
    return file


def test_a_changed_date_inside_a_package_is_a_difference(commentary: Built, tmp_path: Path) -> None:
    other = tmp_path / commentary.docx.name
    with zipfile.ZipFile(commentary.docx) as source, zipfile.ZipFile(other, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            item.date_time = (2001, 1, 1, 0, 0, 0)
            target.writestr(item, content)
    assert differences(commentary.docx, other)[0] == commentary.docx.name
