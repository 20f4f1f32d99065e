"""Where the compared tools come from, and which versions they turn out to be.

They are installed, at the versions pinned in bench/peers/, into a folder of their own, apart from
what briefbuild locks.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import venv
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.tools import BRIEFBUILD, PINS, call


def install(folder: Path) -> dict[str, str]:
    """Install the pinned tools once; the environment in which they are found.

    Vivliostyle is left out where there is no npm or no Chromium.
    """
    python, node = folder / "python", folder / "node"
    once(python, PINS / "requirements.txt", with_pip)
    if chromium() and shutil.which("npm"):
        once(node, PINS / "package.json", with_npm)
    (pandoc,) = python.glob("lib/python*/site-packages/pypandoc/files")
    programs = (python / "bin", pandoc, node / "node_modules" / ".bin")
    path = os.pathsep.join([*map(str, programs), os.environ["PATH"]])
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return kept | {"PATH": path, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def once(folder: Path, pins: Path, action: Callable[[Path, Path], None]) -> None:
    """Install what `pins` names into `folder`, unless exactly that was done before."""
    stamp = folder / "installed"
    if stamp.exists() and stamp.read_bytes() == pins.read_bytes():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    action(folder, pins)
    shutil.copy(pins, stamp)


def with_pip(folder: Path, pins: Path) -> None:
    """A virtual environment with the Python tools. Raises subprocess.CalledProcessError."""
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "pip"), "--disable-pip-version-check", "install", "-qq"]
    subprocess.run([*pip, "--requirement", str(pins)], check=True)


def with_npm(folder: Path, pins: Path) -> None:
    """The Node tools, without a browser of their own. Raises subprocess.CalledProcessError."""
    shutil.copy(pins, folder / "package.json")
    quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--silent"]
    environment = os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}
    subprocess.run(["npm", "install", *quiet], cwd=folder, env=environment, check=True)


def chromium() -> str | None:
    """The path of Debian's Chromium, if it is there."""
    return shutil.which("chromium")


def versions(environment: Mapping[str, str]) -> list[str]:
    """What was run, each tool with the version that it gives itself."""

    def said(*command: str) -> str:
        return call(command, Path.cwd(), environment).strip().splitlines()[0]

    asked = "import importlib.metadata as m; print('Typst (PyPI)', m.version('typst'))"
    found = [
        said(str(BRIEFBUILD), "--version"),
        said("pandoc", "--version"),
        said("weasyprint", "--version"),
        said("python", "-c", asked),
    ]
    browser = chromium()
    if browser:
        cli = said("vivliostyle", "--version").removeprefix("cli: ")
        node = f"Node.js {said('node', '--version')}"
        found += [f"Vivliostyle CLI {cli}", node, said(browser, "--version")]
    return [*found, said("soffice", "--version")]
