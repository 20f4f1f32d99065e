"""A picture of a Word file, its vector form when it has one (ECMA-376, part 1, 20.4)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from briefbuild.verify.looks import digest_of, look_of
from briefbuild.verify.ooxml import ADEC, ASVG, OFF, WP, A, Package, R
from briefbuild.verify.reading import ReadImage

LEAST = 36_000
"""English Metric Units of a picture's side, a millimetre: smaller ones aren't seen."""


def picture_of(
    drawing: etree._Element, package: Package, links: Mapping[str, tuple[str, bool]]
) -> ReadImage | None:
    """What a drawing shows; None without a picture, or for one that is marked as decoration, that
    is hidden or has no size. `links` are the part's relationships."""
    about = drawing.find(f"{WP}docPr")
    marks = [e for e in drawing.iter(f"{ADEC}decorative") if e.get("val") in ("1", "true")]
    blip = next(drawing.iter(f"{A}blip"), None)
    if marks or blip is None or _is_unseen(drawing, about):
        return None
    vector = next(blip.iter(f"{ASVG}svgBlip"), None)
    shown = blip if vector is None else vector
    part, _ = links.get(shown.get(f"{R}embed", ""), ("", False))
    data = package.parts.get(part, b"")
    alt = "" if about is None else about.get("descr", "")
    return ReadImage(alt, digest_of(data), (), look_of(data))


def _is_unseen(drawing: etree._Element, about: etree._Element | None) -> bool:
    hidden = about is not None and about.get("hidden", "0") not in OFF
    extent = drawing.find(f"{WP}extent")
    sides = () if extent is None else (extent.get("cx", "0"), extent.get("cy", "0"))
    return hidden or any(int(side) < LEAST for side in sides)
