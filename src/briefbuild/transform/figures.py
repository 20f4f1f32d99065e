"""Figures: an image alone in its paragraph, with its ledger entry, caption, credit and number."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from briefbuild.model import Figure
from briefbuild.problems import Problem, problem
from briefbuild.transform.captions import caption
from briefbuild.transform.context import Context, Outcome
from briefbuild.tree import (
    FIGURE_SIZES,
    Node,
    Nodes,
    classes_of,
    div,
    has_class,
    id_of,
    node,
    place_of,
    plain,
    rewrite,
    span,
    string,
    text_of,
    walk,
    words,
)

UNSAID = {
    "Note": "a note",
    "Cite": "a cross-reference",
    "Link": "a link",
    "Image": "a picture",
    "Table": "a table",
    "BulletList": "a list",
    "OrderedList": "a list",
    "Header": "a heading",
}
"""What an alternative text, which is plain words, can't hold."""


def figures(blocks: Nodes, context: Context) -> Outcome:
    """Turn image paragraphs into Figures, numbered through the brief."""
    problems: list[Problem] = []
    numbers = _numbers(blocks)

    def change(n: Node) -> Node | None:
        image = _alone(n)
        if image is None:
            return None
        entry, found = _entry(image, context)
        problems.extend(found)
        return _figure(image, entry, numbers.get(id_of(image)), context) if entry else n

    changed = rewrite(blocks, change)
    problems += [problem("figure-inline", place_of(i)) for i in _stray(changed)]
    problems += _undescribed(context)
    problems += _unused(blocks, context) if context.whole else []
    problems += _contradictions(context)
    problems += _permissions(blocks, context)
    problems += _expired(blocks, context)
    return changed, problems


def _alone(n: Node) -> Node | None:
    """The image of a paragraph that holds nothing else."""
    if n["t"] not in ("Para", "Plain") or len(n["c"]) != 1 or n["c"][0]["t"] != "Image":
        return None
    image: Node = n["c"][0]
    return image if n["t"] == "Para" else None


def _images(blocks: Nodes) -> Iterable[Node]:
    """The pictures that are figures, or should be; an author's portrait is none."""
    return (n for n in walk(blocks) if n["t"] == "Image" and not has_class(n, "portrait"))


def _stray(blocks: Nodes) -> list[Node]:
    """Images that became no figure and whose paragraph holds other things too.

    An id that stands apart from its image, on a Span, is reported as such (`leftovers`).
    """
    found = []
    for n in walk(blocks):
        if n["t"] in ("Para", "Plain", "Header") and _alone(n) is None:
            content = n["c"] if n["t"] != "Header" else n["c"][2]
            if not any(id_of(i).startswith("fig-") for i in content if i["t"] == "Span"):
                found += [i for i in _images(content) if i.get("pos")]
    in_figures = {id(i) for f in walk(blocks) if f["t"] == "Figure" for i in _images([f])}
    return [i for i in found if id(i) not in in_figures]


def _numbers(blocks: Nodes) -> dict[str, int]:
    counted = [
        id_of(_alone(n) or n)
        for n in walk(blocks)
        if _alone(n) is not None and not has_class(_alone(n) or n, "unnumbered")
    ]
    return {id: i for i, id in enumerate(counted, 1)}


def _entry(image: Node, context: Context) -> tuple[Figure | None, list[Problem]]:
    """The ledger entry of an image, and what keeps it from being set."""
    place, id = place_of(image), id_of(image)
    ledger = context.brief.figures
    if not id:
        return None, [problem("figure-no-id", place)]
    problems = []
    if not text_of(image["c"][1]).strip():
        problems.append(problem("figure-caption", place, id=id))
    if id not in ledger:
        names = [known.removeprefix("fig-") for known in ledger]
        close = difflib.get_close_matches(id.removeprefix("fig-"), names, n=1)
        near = f"did you mean “fig-{close[0]}”?" if close else ""
        hint = near or "add its file, alt and rights there"
        return None, [*problems, problem("figure-unknown", place, id=id, hint=hint)]
    target = image["c"][2][0]
    here = target if ":" in target else context.in_brief(image["pos"][0], target)
    if here != ledger[id].file:
        facts = {"id": id, "here": here, "ledger": ledger[id].file}
        problems.append(problem("figure-file", place, **facts))
    return ledger[id], problems


def _figure(image: Node, entry: Figure, number: int | None, context: Context) -> Node:
    id = id_of(image)
    _, _, pairs = image["c"][0]
    classes = ["figure", *classes_of(image)]
    text = caption("figure", number, image["c"][1], context)
    credit = _credit(id, entry, context)
    blocks = [text, div([plain(credit)], classes=["credit"])] if credit else [text]
    alt = words(entry.alt, image["pos"])
    sizes = [name for name in classes_of(image) if name in FIGURE_SIZES]
    picture: Node = node("Image", [["", sizes, []], alt, [entry.file, ""]], image["pos"])
    described = context.fields.get(f"figures.{id}.long_description", [])
    told = [div(described, f"description-of-{id}", ["long-description"])] if described else []
    content = [[id, classes, pairs], [None, blocks], [plain([picture]), *told]]
    return node("Figure", content, image["pos"])


def _credit(id: str, entry: Figure, context: Context) -> Nodes:
    """Credit, source and licence, each with its word before it and closed by a full stop."""
    texts = {name: context.fields.get(f"figures.{id}.{name}") for name in ("credit", "source")}
    texts["licence"] = words(entry.rights.licence or "")
    made: Nodes = []
    for field, text in texts.items():
        if text:
            label = string(context.words[field] + context.words["caption_end"])
            stop = [] if text_of(text).rstrip().endswith((".", "?", "!")) else [string(".")]
            part = span([label, node("Space"), *text, *stop], classes=[f"figure-{field}"])
            made += [node("Space"), part] if made else [part]
    return made


def _undescribed(context: Context) -> list[Problem]:
    """What stands in long descriptions and can't be said in an alternative text."""
    found = []
    for id in context.brief.figures:
        described = context.fields.get(f"figures.{id}.long_description", [])
        unsaid = [(UNSAID[n["t"]], n) for n in walk(described) if n["t"] in UNSAID]
        unsaid += [("more than paragraphs", n) for n in described if n["t"] != "Para"]
        for what, n in unsaid[:1]:
            found.append(problem("figure-description", place_of(n), id=id, what=what))
    return found


def _unused(blocks: Nodes, context: Context) -> list[Problem]:
    used = {id_of(i) for i in _images(blocks)}
    return [
        problem("figure-unused", context.ledger.get(id), id=id, file=context.from_section("", id))
        for id in context.brief.figures
        if id not in used
    ]


def _contradictions(context: Context) -> list[Problem]:
    """Entries with one file and several rights: a picture has one holder and one permission, or a
    refused one would be shown on the strength of another entry."""
    firsts: dict[str, str] = {}
    problems = []
    for id, figure in context.brief.figures.items():
        first = firsts.setdefault(figure.file, id)
        if figure.rights != context.brief.figures[first].rights:
            facts = {"first": first, "id": id, "file": figure.file}
            problems.append(problem("figure-rights", context.ledger.get(id), **facts))
    return problems


def _permissions(blocks: Nodes, context: Context) -> list[Problem]:
    """A figure that may not be shown: a warning in a draft, an error in a release."""
    release = context.brief.status == "release"
    code = "figure-permission-release" if release else "figure-permission"
    used = {id_of(i) for i in _images(blocks)}
    return [
        problem(
            code,
            context.ledger.get(id),
            id=id,
            state=figure.rights.permission.replace("-", " "),
            holder=figure.rights.holder,
        )
        for id, figure in context.brief.figures.items()
        if id in used and not figure.rights.usable
    ]


def _expired(blocks: Nodes, context: Context) -> list[Problem]:
    """A permission that ended before the brief's date: a warning in a draft, an error in a release.

    The two dates may be given to the year, the month or the day; they are compared as far as both
    are known.
    """
    release = context.brief.status == "release"
    code = "figure-expired-release" if release else "figure-expired"
    used = {id_of(i) for i in _images(blocks)}
    date = context.brief.date
    return [
        problem(code, context.ledger.get(id), id=id, expiry=expiry, date=date)
        for id, figure in context.brief.figures.items()
        if id in used and figure.rights.permission == "granted"
        if (expiry := figure.rights.expiry) and expiry[: len(date)] < date[: len(expiry)]
    ]
