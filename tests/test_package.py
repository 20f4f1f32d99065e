"""The wheel carries the house style and every file the program reads beside its code."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.building import ROOT


def test_the_wheel_holds_the_program_and_the_house_style(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*command, "--directory", tmp_path], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        packed = {name for name in package.namelist() if name.startswith("briefbuild/")}
    assert packed == wanted("src/briefbuild", "briefbuild") | wanted("styles", "briefbuild/styles")


def wanted(folder: str, packed: str) -> set[str]:
    """Return the names that a folder's files must have in the wheel."""
    files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    return {
        f"{packed}/{path.relative_to(ROOT / folder).as_posix()}"
        for path in files
        if "__pycache__" not in path.parts
    }
