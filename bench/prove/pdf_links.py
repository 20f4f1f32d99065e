"""Faults in a PDF's links and bookmarks."""

from __future__ import annotations

from random import Random
from typing import Any

import pikepdf
from pikepdf import Array, String

from bench.prove.seeding import Change, Kinds, misspelt, pick, two


def _annotations(pdf: pikepdf.Pdf) -> list[Any]:
    return [a for page in pdf.pages for a in page.obj.get("/Annots", Array())]


def _links(pdf: pikepdf.Pdf) -> list[Any]:
    return [a for a in _annotations(pdf) if "/A" in a and "/URI" in a.A]


def _other_target(pdf: pikepdf.Pdf, rng: Random) -> str:
    link = pick(rng, _links(pdf))
    link.A.URI = String(f"{link.A.URI}x")
    return str(link.A.URI)


def _exchanged_targets(pdf: pikepdf.Pdf, rng: Random) -> str:
    one, other = two(rng, list({str(a.A.URI): a for a in _links(pdf)}.values()))
    one.A.URI, other.A.URI = String(str(other.A.URI)), String(str(one.A.URI))
    return f"{one.A.URI} / {other.A.URI}"


def _link_elsewhere(pdf: pikepdf.Pdf, rng: Random) -> str:
    """The place to click lies off the words that the link is."""
    link = pick(rng, _links(pdf))
    left, bottom, right, top = (float(n) for n in link.Rect)
    link.Rect = Array([left, bottom + 60, right, top + 60])
    if "/QuadPoints" in link:
        del link["/QuadPoints"]
    return str(link.A.URI)


def _flat_link(pdf: pikepdf.Pdf, rng: Random) -> str:
    """The place to click lies on the words, and is no higher than a line."""
    link = pick(rng, _annotations(pdf))
    left, bottom, right, top = (float(n) for n in link.Rect)
    link.Rect = Array([left, (bottom + top) / 2, right, (bottom + top) / 2])
    if "/QuadPoints" in link:
        del link["/QuadPoints"]
    return str(link.get("/Contents", ""))


def _lost_link(pdf: pikepdf.Pdf, rng: Random) -> str:
    link = pick(rng, _links(pdf))
    for page in pdf.pages:
        kept = [a for a in page.obj.get("/Annots", Array()) if a.objgen != link.objgen]
        page.obj.Annots = Array(kept)
    return str(link.A.URI)


def _inner(pdf: pikepdf.Pdf) -> list[Any]:
    return [a for a in _annotations(pdf) if "/Dest" in a]


def _nowhere(pdf: pikepdf.Pdf, rng: Random) -> str:
    link = pick(rng, _inner(pdf))
    link.Dest = String("nowhere")
    return "a link within"


def _misled(begins: str) -> Change:
    """A link within leads where another one of its kind does."""

    def change(pdf: pikepdf.Pdf, rng: Random) -> str:
        links = {str(a.Dest): a for a in _inner(pdf) if str(a.Dest).startswith(begins)}
        one, other = two(rng, list(links.values()))
        said = f"{one.Dest} is now {other.Dest}"
        one.Dest = String(str(other.Dest))
        return said

    return change


def _lost_bookmark(pdf: pikepdf.Pdf, rng: Random) -> str:
    first = pdf.Root.Outlines.First
    said = str(first.Title)
    first.Title = String(misspelt(said, rng))
    return said


KINDS: Kinds = {
    "link’s target changed": _other_target,
    "links’ targets exchanged": _exchanged_targets,
    "link off its words": _link_elsewhere,
    "link without height": _flat_link,
    "link lost": _lost_link,
    "reference leads nowhere": _nowhere,
    "call leads to another note": _misled("note-"),
    "note leads back to another call": _misled("call-"),
    "reference leads elsewhere": _misled("fig-"),
    "bookmark misspelt": _lost_bookmark,
}
