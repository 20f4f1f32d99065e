"""Entries of PDF objects that may be one thing or a list of them, as plain lists."""

from __future__ import annotations

from typing import Any

import pikepdf

from briefbuild.verify.inventory import EXTERNAL


def lone_spaces(page: pikepdf.Page) -> frozenset[int]:
    """The numbers of the marked content that is a space and nothing else, by its ActualText
    (ISO 32000-1, 14.9.4). Any other ActualText is no proof of what the page shows."""
    opened = [item.operands for item in pikepdf.parse_content_stream(page, "BDC")]
    facts = [operands[1] for operands in opened if len(operands) == 2]
    return frozenset(
        int(fact.MCID)
        for fact in facts
        if isinstance(fact, pikepdf.Dictionary)
        and "/MCID" in fact
        and str(fact.get("/ActualText", "")).isspace()
    )


def kids_of(element: Any) -> list[Any]:
    """What stands in a structure element: elements, content, annotations."""
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def attributes_of(element: Any) -> list[Any]:
    """The attribute objects of a structure element."""
    found = element.get("/A")
    if found is None:
        return []
    many = list(found) if isinstance(found, pikepdf.Array) else [found]
    return [item for item in many if isinstance(item, pikepdf.Dictionary)]


def targets_of(link: Any) -> list[str]:
    """The external target of a link; one that runs over pages has an annotation on each."""
    found: list[str] = []
    for kid in kids_of(link):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
            action = kid.Obj.get("/A")
            target = "" if action is None else str(action.get("/URI", ""))
            if target.startswith(EXTERNAL) and target not in found:
                found.append(target)
    return found
