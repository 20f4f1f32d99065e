"""The word for a draft on the EPUB's title page, where a printed page has it in its foot."""

from __future__ import annotations

from lxml import etree

from briefbuild.drafts import STATUS
from briefbuild.render.epub.accessibility import EPUB, XHTML
from briefbuild.render.epub.package import Package


def say_status(package: Package, word: str) -> None:
    """Put the word at the end of the title page's masthead, or before all where it has none, in
    place; "" puts nothing.

    To be called when the page list is made: the printed text hasn't this word there.
    """
    if not word:
        return
    bodies = (next(page.iter(f"{XHTML}body")) for page in package.pages.values())
    body = next(body for body in bodies if body.get(f"{EPUB}type") != "cover")
    divs = body.iter(f"{XHTML}div")
    masthead = next((d for d in divs if "masthead" in str(d.get("class", "")).split()), None)
    said = etree.Element(f"{XHTML}div", {"class": STATUS})
    said.text, said.tail = f"\n{word}\n", "\n"
    if masthead is not None:
        masthead.append(said)
    else:
        next(body.iter(f"{XHTML}section")).insert(0, said)
