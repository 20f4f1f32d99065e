"""Where the page maker may read: the house style's folder, and the figures that were built.

A page has no business on the network or elsewhere on the disk. Whatever else it asks for stops
the work: WeasyPrint swallows ordinary errors and goes on without the file, so the fetcher raises
`FatalURLFetchingError`, which it lets through.
"""

from __future__ import annotations

import os
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from briefbuild.figures.assets import Asset
from briefbuild.house import House
from briefbuild.inside import read_inside
from briefbuild.problems import Place, Problem, problem
from briefbuild.style_files import TOKENS, inherited_rule
from briefbuild.style_sheets import pieces

SCHEME, PICTURE = "figure:", ".svg"
WITHIN = re.compile("data:(image/(?:png|jpeg));base64,")
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
    """Gives WeasyPrint files of the house style and figures, and nothing else.

    `others` are texts in the place of style sheets, by their shown paths.
    """

    def __init__(
        self, house: House, assets: Mapping[str, Asset], others: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._house, self._assets, self._others = house, assets, others or {}
        self.problems: list[Problem] = []
        self.sheets: dict[str, str] = {}
        """The style sheets that were read, by their shown paths."""
        self._urls: dict[str, str] = {}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith(SCHEME):
            asset = self._assets[target_of(url)]
            kind = "image/svg+xml" if asset.vector else asset.media_type
            return URLFetcherResponse(url, asset.vector or asset.raster, {"Content-Type": kind})
        if match := WITHIN.match(url):  # a picture within a drawing: nothing is fetched
            data = b64decode(url[match.end() :])
            return URLFetcherResponse(url, data, {"Content-Type": match[1]})
        path, data, shown = self._file(url)
        data = self._others[shown].encode() if shown in self._others else data
        if path.suffix == ".css":
            self.sheets[shown] = data.decode("utf-8-sig", "replace")
            self._urls[shown] = url
            if path.name == TOKENS:
                data += inherited_rule(self._house.files).encode()
        kind = MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")
        return URLFetcherResponse(url, data, {"Content-Type": kind})

    def _file(self, url: str) -> tuple[Path, bytes, str]:
        """The file of the house style at a file: address, what it holds, and its name; anything
        else is fatal.

        A base's style sheet may ask for a file that the house has, and the other way round.
        """
        files, parts = self._house.files, urlsplit(url)
        path = Path(unquote(parts.path))
        folders = [folder for folder in files.folders if path.is_relative_to(folder.resolve())]
        if parts.scheme != "file" or parts.netloc or not folders:
            raise self._refusal("style-address", url, address=url)
        asked = path.relative_to(folders[0].resolve()).as_posix()
        real, shown = files.find(asked)
        folder = next(folder for folder in files.folders if real.is_relative_to(folder))
        data, wrong = read_inside(folder, real, Place(shown))
        if wrong and wrong.code == "file-missing":
            raise self._refusal("style-missing", url, file=shown)
        if wrong or data is None:
            raise self._refusal("style-address", url, address=url)
        return real, data, shown

    def _refusal(self, code: str, url: str, **facts: object) -> FatalURLFetchingError:
        """What stops the work, with the problem at the place that asks for the address."""
        self.problems.append(problem(code, self._asking(url), **facts))
        return FatalURLFetchingError(url)

    def _asking(self, url: str) -> Place:
        """Where a style sheet asks for an address; the style's folder if none does."""
        for file, css in self.sheets.items():
            for piece in pieces(css, file):
                if piece.kind == "address" and urljoin(self._urls[file], piece.name) == url:
                    return piece.place
        return Place(self._house.shown)


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
