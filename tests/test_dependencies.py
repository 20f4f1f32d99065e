"""Every dependency is declared, locked by hash, and explained in docs/dependencies.md."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from scripts.machine import NEEDS
from tests.building import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NPM = ROOT / "scripts" / "npm"
LOCKS = ["requirements.lock", "requirements-verify.lock", "requirements-test.lock"]


def name(requirement: str) -> str:
    """Return the name of a requirement as the packaging index spells it."""
    return re.split(r"[^\w.@/-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def declared() -> dict[str, set[str]]:
    """Return what is asked for: to run, to have files checked, to build and test, by the tests."""
    groups = PROJECT["dependency-groups"]
    return {
        "run": {name(entry) for entry in PROJECT["project"]["dependencies"]},
        "verify": {name(entry) for entry in PROJECT["project"]["optional-dependencies"]["verify"]},
        "develop": {name(entry) for group in groups.values() for entry in group},
        "npm": set(npm("package.json")["devDependencies"]),
        "system": {need.package for needs in NEEDS.values() for need in needs},
    }


def npm(file: str) -> dict[str, Any]:
    """Return one of npm's files."""
    read: dict[str, Any] = json.loads((NPM / file).read_text(encoding="utf-8"))
    return read


def explained() -> list[set[str]]:
    """Return the names in the first column of each table of the page."""
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    return [
        {name(entry) for entry in re.findall(r"^\| `([^`]+)`", section, re.MULTILINE)}
        for section in page.split("\n## ")[1:]
    ]


def locked(lock: str) -> dict[str, list[str]]:
    """Return the lines of each package of a lock."""
    entries = re.split(r"^(?=\S)", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {name(entry): entry.splitlines() for entry in entries if entry}


def test_the_page_explains_what_is_declared_and_nothing_else() -> None:
    assert explained() == list(declared().values())


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_versions_and_hashes_only(lock: str) -> None:
    for first, *rest in locked(lock).values():
        assert re.fullmatch(r"[a-z0-9.-]+==[\w.]+( ; [\w. '=!<>]+)? \\", first)
        assert rest
        assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in rest)


def test_the_locks_hold_all_that_is_declared_in_the_same_versions() -> None:
    run, verify, test = map(locked, LOCKS)
    wanted = declared()
    build = {name(entry) for entry in PROJECT["dependency-groups"]["build"]}
    assert wanted["run"] | build <= run.keys()
    assert wanted["verify"] <= verify.keys()
    assert wanted["develop"] <= test.keys()
    assert run.items() <= verify.items() <= test.items()


def test_npm_s_lock_holds_the_declared_versions_and_hashes_but_no_addresses() -> None:
    lock = npm("package-lock.json")
    (root,) = (entry for path, entry in lock["packages"].items() if not path)
    others = [entry for path, entry in lock["packages"].items() if path]
    assert root["devDependencies"] == npm("package.json")["devDependencies"]
    assert all(entry["integrity"].startswith("sha512-") for entry in others)
    assert not re.search(r'"resolved"|registry', json.dumps(lock))


def test_what_the_build_back_end_needs_is_locked_too() -> None:
    build = {name(entry) for entry in PROJECT["build-system"]["requires"]}
    assert build <= locked("requirements.lock").keys()


def imported(folder: Path) -> Iterator[str]:
    """Yield the top module of each absolute import in a folder's Python files."""
    for file in sorted(folder.rglob("*.py")):
        for item in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(item, ast.Import):
                yield from (alias.name.split(".")[0] for alias in item.names)
            elif isinstance(item, ast.ImportFrom) and not item.level and item.module:
                yield item.module.split(".")[0]


def used(folder: Path) -> set[str]:
    """Return the packages that a folder's Python files import, less Python's and our own."""
    ours = {"bench", "briefbuild", "scripts", "tests"} | sys.stdlib_module_names
    packages = packages_distributions()
    return {name(packages[module][0]) for module in imported(folder) if module not in ours}


def test_what_the_program_imports_is_what_it_declares() -> None:
    assert used(ROOT / "src") - declared()["verify"] == declared()["run"]


@pytest.mark.parametrize("folder", ["bench", "scripts", "tests"])
def test_what_the_other_folders_import_is_declared(folder: str) -> None:
    known = declared()
    assert used(ROOT / folder) <= known["run"] | known["verify"] | known["develop"]


def test_an_import_is_seen_wherever_it_stands(tmp_path: Path) -> None:
    source = "import os\n\ndef late():\n    import yaml\n    from lxml.etree import parse\n"
    (tmp_path / "module.py").write_text(source, encoding="utf-8")
    assert used(tmp_path) == {"pyyaml", "lxml"}


def test_no_lock_file_has_an_address() -> None:
    locks = [*ROOT.glob("requirements*.lock"), ROOT / "scripts" / "npm" / "package-lock.json"]
    assert len(locks) == 4
    assert [lock.name for lock in locks if "://" in lock.read_text(encoding="utf-8")] == []
