"""Where the page maker may read: the house style's folder, and the figures that were built.

A page has no business on the network or elsewhere on the disk. Whatever else it asks for stops
the work: WeasyPrint swallows ordinary errors and goes on without the file, so the fetcher raises
`FatalURLFetchingError`, which it lets through.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from briefbuild.figures.assets import Asset
from briefbuild.house import House
from briefbuild.inside import find_inside
from briefbuild.problems import Place, Problem, problem

SCHEME, PICTURE = "figure:", ".svg"
MEDIA_TYPES = {".css": "text/css", ".ttf": "font/ttf", ".otf": "font/otf", ".svg": "image/svg+xml"}
FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def address(target: str) -> str:
    """The address by which a page asks for a figure.

    It ends like a picture's, whatever the target is: pandoc would embed a `.json` as an object,
    without its alternative text.
    """
    return SCHEME + quote(target, safe="") + PICTURE


def target_of(url: str) -> str:
    """The figure's target in the tree, from its address."""
    return unquote(url.removeprefix(SCHEME).removesuffix(PICTURE))


class Sources(URLFetcher):  # type: ignore[misc]
    """Gives WeasyPrint files of the house style and figures, and nothing else."""

    def __init__(self, house: House, assets: Mapping[str, Asset]) -> None:
        super().__init__()
        self._house, self._assets = house, assets
        self.problems: list[Problem] = []
        self.sheets: dict[str, str] = {}
        """The style sheets that were read, by their shown paths."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith(SCHEME):
            asset = self._assets[target_of(url)]
            kind = "image/svg+xml" if asset.vector else asset.media_type
            return URLFetcherResponse(url, asset.vector or asset.raster, {"Content-Type": kind})
        path = self._file(url)
        data = path.read_bytes()
        if path.suffix == ".css":
            self.sheets[self._shown(path)] = data.decode("utf-8", "replace")
        kind = MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")
        return URLFetcherResponse(url, data, {"Content-Type": kind})

    def _file(self, url: str) -> Path:
        """The file of the house style at a file: address; anything else is fatal."""
        folder, parts = self._house.folder.resolve(), urlsplit(url)
        place = Place(self._house.shown)
        if parts.scheme != "file" or parts.netloc:
            self.problems.append(problem("style-address", place, address=url))
            raise FatalURLFetchingError(url)
        path = Path(unquote(parts.path))
        found, wrong = find_inside(folder, path, place)
        if wrong and wrong.code == "file-missing":
            wrong = problem("style-missing", place, file=self._shown(path))
        elif wrong:
            wrong = problem("style-address", place, address=url)
        if wrong or found is None:
            self.problems += [wrong] if wrong else []
            raise FatalURLFetchingError(url)
        return found

    def _shown(self, path: Path) -> str:
        folder = self._house.folder.resolve()
        inside = path.relative_to(folder) if path.is_relative_to(folder) else path
        return f"{self._house.shown}/{inside.as_posix()}"


@contextmanager
def house_fonts_only(house: House, work: Path) -> Iterator[FontConfiguration]:
    """A font configuration that knows the house's fonts and none of the machine's.

    fontconfig takes its own configuration from the environment, which is set for that moment:
    not to be used by two threads at once. `work` takes fontconfig's cache.
    """
    file = (work / "fonts.conf").resolve()  # fontconfig looks for a relative path elsewhere
    file.write_text(
        FONTCONFIG.format(fonts=_xml(house.fonts), cache=_xml(work / "fonts-cache")),
        encoding="utf-8",
    )
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(file)
    try:
        yield FontConfiguration()
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _xml(path: Path) -> str:
    return str(path.resolve()).replace("&", "&amp;").replace("<", "&lt;")
