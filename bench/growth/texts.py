"""The commentary, several times over: its sections again as further sections of one brief.

Each copy has notes, figures and sections of its own names, and figure files of its own, so that
words, notes and pictures all grow; what stands before and behind the sections stays as it is.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from bench.tools import ROOT

COMMENTARY = ROOT / "brief"
NOTE = re.compile(r"\[\^([^\]\s]+)\]")
NAME = re.compile(r"(?<=[#@])((?:fig|tbl|sec)-[\w-]*\w)")
FILE = re.compile(r"(?<=\.\./figures/)(?=[\w-])")
WORD = re.compile(r"\w+")


def write_copies(folder: Path, copies: int) -> int:
    """Write the commentary `copies` times as one brief; the words of its sections."""
    shutil.copytree(COMMENTARY, folder)
    facts: dict[str, Any] = yaml.safe_load((folder / "brief.yaml").read_text(encoding="utf-8"))
    sections, figures = list(facts["sections"]), dict(facts["figures"])
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in sections}
    for copy in range(2, copies + 1):
        for name, text in texts.items():
            again = f"sections/{copy:03}-{Path(name).name}"
            (folder / again).write_text(renamed(text, copy), encoding="utf-8")
            facts["sections"].append(again)
        for id, entry in figures.items():
            facts["figures"][f"{id}-{copy}"] = {**entry, "file": _copied(folder, entry, copy)}
    (folder / "brief.yaml").write_text(_yaml(facts), encoding="utf-8")
    return copies * sum(len(WORD.findall(text)) for text in texts.values())


def write_empty(folder: Path) -> None:
    """The commentary with a single section of one word: what remains is the cost of starting."""
    shutil.copytree(COMMENTARY, folder)
    facts = yaml.safe_load((folder / "brief.yaml").read_text(encoding="utf-8"))
    facts |= {"sections": facts["sections"][:1], "figures": {}}
    (folder / facts["sections"][0]).write_text("# Introduction\n\nWord.\n", encoding="utf-8")
    (folder / "brief.yaml").write_text(_yaml(facts), encoding="utf-8")


def renamed(text: str, copy: int) -> str:
    """A section with names of its own for its notes, figures and itself."""
    text = NOTE.sub(rf"[^\1-{copy}]", text)
    text = NAME.sub(rf"\1-{copy}", text)
    return FILE.sub(f"{copy:03}-", text)


def _copied(folder: Path, entry: dict[str, Any], copy: int) -> str:
    """A figure's file again; a drawing differs from the first, so that it is drawn anew."""
    path = folder / entry["file"]
    again = path.with_name(f"{copy:03}-{path.name}")
    if path.exists():
        text = path.read_text(encoding="utf-8")
        again.write_text(text.replace("{", f'{{"name": "copy-{copy}",', 1), encoding="utf-8")
    return str(again.relative_to(folder))


def _yaml(facts: Any) -> str:
    """As YAML without aliases: JSON is YAML, and has none."""
    return json.dumps(facts, ensure_ascii=False, indent=1)
