"""`lean_lock.py FILE`: take the addresses that ask for funding out of npm's lock file."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(file: Path) -> None:
    """Write the lock file anew, without what asks for funding."""
    lock = json.loads(file.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
    file.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
