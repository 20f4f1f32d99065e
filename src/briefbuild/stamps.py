"""Which briefs of a run have changed since they were built (`unchanged`), brief by brief."""

from __future__ import annotations

import argparse
from pathlib import Path

from briefbuild import unchanged
from briefbuild.unchanged import Places, Stamp


class Stamps:
    """The stamps of one run: those that are there, and those that it leaves.

    `built` gets the brief of each slug that needn't be built: no other may go to its folder.
    """

    def __init__(self, options: argparse.Namespace, built: dict[str, str]) -> None:
        self._out = str(options.out)
        self._styles: Path | None = options.styles
        self._arguments: list[str] = [*options.arguments]
        self._words = [
            f"--out={options.out}",
            f"--styles={options.styles}",
            f"--format={options.format}",
            f"--strict={options.strict}",
        ]
        self._briefs = len(options.briefs)
        self._force: bool = options.force
        self._built = built
        self._known: dict[str, str] = {}
        self._kept: list[str] = []

    def said(self, brief: Path) -> tuple[str, str] | None:
        """What the build of a brief printed on stderr and stdout, if nothing has changed since."""
        if self._force:
            return None
        name = self._name(brief)
        found = unchanged.of_brief(unchanged.cache_of(self._out), name, self._known)
        if found is None or found[0] in self._built:
            return None
        self._kept.append(name)
        slug, stderr, stdout = found
        self._built[slug] = str(brief)
        return stderr, stdout

    def begun(self, brief: Path) -> Stamp | None:
        """What a brief is built from, before any of it is read."""
        from briefbuild.house import default_styles

        styles, absent = styles_for(brief) if self._styles is None else (self._styles, [])
        default = default_styles()
        # As they are named: a link to a style may lead to another one the next time.
        folders = [styles] if styles.resolve() == default.resolve() else [styles, default]
        places = Places(str(brief), [*map(str, folders)], [*map(str, absent)], self._out)
        return unchanged.begun(places)

    def keep(self, brief: Path, stamp: Stamp | None, slug: str, said: tuple[str, str]) -> None:
        """Leave the stamp of a brief that was built, and what was printed."""
        name = self._name(brief)
        if stamp is not None and stamp.keep(name, slug, *said):
            self._kept.append(name)

    def keep_run(self) -> None:
        """Leave word of the whole run, if each of the briefs that it names has a stamp. Which brief
        is meant where none is named, only the program knows."""
        if self._briefs and len(self._kept) == self._briefs and not self._force:
            unchanged.keep_run(self._out, self._arguments, self._kept)

    def _name(self, brief: Path) -> str:
        return unchanged.brief_name(self._words, str(brief))


def styles_for(brief: Path) -> tuple[Path, list[Path]]:
    """The house style beside a brief or above it, else the one that comes with the program; and the
    files that would have made it another one, had they been there."""
    from briefbuild.house import default_styles

    absent: list[Path] = []
    for above in (brief.resolve(), *brief.resolve().parents):
        first = above / "styles" / "house.yaml"
        if first.is_file():
            return first.parent, absent
        absent.append(first)
    return default_styles(), absent
