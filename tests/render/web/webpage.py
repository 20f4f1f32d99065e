"""A small brief's web page, made by hand after the tree's conventions, and its parts."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import tinyhtml5

from briefbuild.render.web.renderer import render
from briefbuild.tree import Nodes
from tests.render.sample_edition import edition


@dataclass(frozen=True)
class WebPage:
    """A finished page."""

    html: str

    @cached_property
    def root(self) -> Element:
        root: Element = tinyhtml5.parse(self.html, namespace_html_elements=False)
        return root

    def one(self, path: str) -> Element:
        """The only element of a path."""
        (found,) = self.root.iterfind(path)
        return found

    def meta(self, name: str) -> list[str]:
        """What the head says under a name, in order."""
        metas = self.root.iter("meta")
        return [m.get("content") or "" for m in metas if name in (m.get("name"), m.get("property"))]

    @property
    def report(self) -> dict[str, Any]:
        """The JSON-LD."""
        said: dict[str, Any] = json.loads(self.one(".//script").text or "")
        return said

    @property
    def style(self) -> str:
        return self.one(".//style").text or ""

    @property
    def newer_style(self) -> str:
        """The sheet for browsers that know more of CSS."""
        link = self.one(".//link[@rel='stylesheet']")
        return unquote((link.get("href") or "").removeprefix("data:text/css,"))

    def fonts(self) -> dict[tuple[str, str, str], bytes]:
        """The fonts within, by family, weight and style."""
        rule = re.compile(
            r'@font-face \{ font-family: "(.*?)"; font-weight: (.*?); font-style: (.*?);'
            r" src: url\(data:font/woff;base64,(.*?)\)"
        )
        return {(m[1], m[2], m[3]): b64decode(m[4]) for m in rule.finditer(self.style)}


def make(work: Path, blocks: Nodes | None = None, **facts: Any) -> WebPage:
    """The page of the sample edition, with other blocks or facts."""
    rendered = render(edition(work, blocks, **facts), work / "page.html")
    assert rendered.problems == ()
    return WebPage(rendered.path.read_text(encoding="utf-8"))
