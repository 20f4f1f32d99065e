"""Bring to this machine the system packages that briefbuild needs, and only the missing ones.

    python3 scripts/machine.py build|verify

Run by `make` before there is a virtual environment, so it imports the standard library only, and
its syntax is old enough for an outdated Python to reach the message that says so.

Each need is tested by what it is for (a library that loads, a command, a file), not by the name
of its package, so that a machine which has it from elsewhere is left alone. Where `apt-get` can
be run, as root or through sudo, missing packages are installed; elsewhere they are named.

Exit code: 0 all is there; 3 something is missing and could not be installed.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

OLDEST_PYTHON = (3, 11)
APT_TRIES = 3
JARS = Path("/usr/share/java")


class Need(NamedTuple):
    """One thing the machine must have: the Debian package that brings it, and its test."""

    package: str
    present: Callable[[], bool]


def library(name: str, version: int) -> Callable[[], bool]:
    """Return a test for the shared library `name` with its ABI `version`."""

    def present() -> bool:
        try:
            ctypes.CDLL(f"lib{name}.so.{version}")
        except OSError:
            return ctypes.util.find_library(name) is not None
        return True

    return present


def command(name: str) -> Callable[[], bool]:
    """Return a test for a command on the path."""
    return lambda: shutil.which(name) is not None


def file(path: Path) -> Callable[[], bool]:
    """Return a test for a file."""
    return path.exists


def can_make_venv() -> bool:
    """Tell whether Python can make a virtual environment with pip; Debian packs that apart."""
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


# WeasyPrint 70 loads these through cffi; each brings the rest of Pango and fontconfig.
BUILD = (
    Need("python3-venv", can_make_venv),
    Need("libpango-1.0-0", library("pango-1.0", 0)),
    Need("libpangoft2-1.0-0", library("pangoft2-1.0", 0)),
    Need("libharfbuzz-subset0", library("harfbuzz-subset", 0)),
)

# The independent validators. veraPDF, EPUBCheck and vnu run on Java; veraPDF needs its XML binding
# too, which is left out of its jar. LibreOffice lays the Word file out. The browser is for Ace and
# axe, which npm brings.
VERIFY = (
    Need("strace", command("strace")),  # tests watch what a build opens and whom it calls
    Need("default-jre-headless", command("java")),
    Need("libactivation-java", file(JARS / "javax.activation.jar")),
    Need("libistack-commons-java", file(JARS / "istack-commons-runtime.jar")),
    Need("libjaxb-api-java", file(JARS / "jaxb-api.jar")),
    Need("libjaxb-java", file(JARS / "jaxb-runtime.jar")),
    Need("libstax-ex-java", file(JARS / "stax-ex.jar")),
    Need("libtxw2-java", file(JARS / "txw2.jar")),
    Need("libreoffice-writer-nogui", command("soffice")),
    Need("chromium", command("chromium")),
    Need("npm", command("npm")),
    Need("libatomic1", library("atomic", 1)),  # for the driver that playwright brings
)

NEEDS = {"build": BUILD, "verify": VERIFY}


def missing(needs: tuple[Need, ...]) -> list[str]:
    """Return the packages whose need is unmet."""
    return [need.package for need in needs if not need.present()]


def as_root() -> list[str] | None:
    """Return the words that make a command run as root, or None where none do."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        return ["sudo"] if sys.stdin.isatty() else ["sudo", "--non-interactive"]
    return None


def apt_install(packages: list[str], prefix: list[str]) -> bool:
    """Install packages with apt-get, trying again after a failed download; tell if it worked.

    What apt-get says, some hundred lines, is shown only of a try that failed.
    """
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    return any(runs([*apt, "update"]) and runs(install) for _ in range(APT_TRIES))


def runs(words: list[str]) -> bool:
    """Run a command, show what it printed if it failed, and tell whether it succeeded."""
    pipe = subprocess.PIPE
    result = subprocess.run(words, stdout=pipe, stderr=subprocess.STDOUT, check=False)
    if result.returncode:
        sys.stderr.write(result.stdout.decode(errors="replace"))
    return result.returncode == 0


def main(purpose: str) -> int:
    """Install what `purpose`, one of `NEEDS`, lacks; say what could not be had."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        print(
            f"briefbuild needs Python {wanted} or newer; {sys.executable} is "
            f"{platform.python_version()}.\n"
            f"Install a newer one and name it: make PYTHON=python{wanted}",
            file=sys.stderr,
        )
        return 3
    packages = missing(NEEDS[purpose])
    if not packages:
        return 0
    names = " ".join(packages)
    prefix = as_root()
    if not shutil.which("apt-get") or prefix is None:
        why = "it can only be installed as root" if prefix is None else "there is no apt-get here"
        print(
            f"This machine lacks something briefbuild needs, and {why}.\n"
            f"Install these (Debian's names; other systems have the same under similar ones), "
            f"then run make again:\n  {names}",
            file=sys.stderr,
        )
        return 3
    print(f"Installing system packages: {names}", flush=True)
    if apt_install(packages, prefix) and not missing(NEEDS[purpose]):
        return 0
    print(f"Could not install: {names}. See the messages above.", file=sys.stderr)
    return 3


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in NEEDS:
        sys.exit(f"usage: machine.py {'|'.join(NEEDS)}")
    sys.exit(main(sys.argv[1]))
