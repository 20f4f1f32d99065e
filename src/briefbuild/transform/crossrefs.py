"""Cross-references: `@fig-map` becomes “Figure 1”, and every internal link is checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from briefbuild.nearest import nearest
from briefbuild.problems import Problem, problem
from briefbuild.transform.context import Context, Outcome
from briefbuild.tree import (
    Node,
    Nodes,
    classes_of,
    id_of,
    node,
    pairs_of,
    place_of,
    rewrite,
    string,
    text_of,
    walk,
)

REFERENCE = re.compile(r"(?<![\w.@])@((?:fig|tbl|sec)-[a-z0-9]+(?:-[a-z0-9]+)*)")
SIMILAR = re.compile(
    r"(?<![\w.@])@((?:fig|figure|tbl|tab|table|sec|section)[-_:]\w+(?:-\w+)*)", re.IGNORECASE
)
"""What may be meant as a reference; it is, where an id of the brief is nearly the same."""
SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class Target:
    """What may be referred to."""

    kind: str
    number: str
    text: Nodes
    """What a reference to it says; nothing for a figure without number."""


def crossrefs(blocks: Nodes, context: Context) -> Outcome:
    """Put references in for `@…`; report those, and links, that lead nowhere."""
    targets = _targets(blocks)
    ids = {id_of(n) for n in walk(blocks)} - {""}
    known = {*targets, *context.brief.figures}
    unset = {id_of(n) for n in walk(blocks) if n["t"] == "Image"}  # reported as figures
    problems: list[Problem] = []

    def unknown(n: Node, id: str) -> None:
        if context.whole and id not in unset:
            problems.append(_unknown(n, id, targets, context, len(problems)))

    def change(n: Node) -> Node | Nodes | None:
        if n["t"] == "Link" and n.get("pos"):
            problems.extend(_link(n, ids, context, len(problems)))
        if n["t"] == "Str" and "@" in n["c"]:
            problems.extend(_misspelt(n, known, len(problems)))
            return _replaced(n, targets, unknown)
        return None

    return rewrite(blocks, change), problems


def _targets(blocks: Nodes) -> dict[str, Target]:
    targets: dict[str, Target] = {}
    for n in walk(blocks):
        if n["t"] == "Header":
            quoted = node("Quoted", [{"t": "DoubleQuote"}, _without_notes(n["c"][2])])
            targets[id_of(n)] = Target("section", "", [quoted])
        elif n["t"] in ("Figure", "Table") and id_of(n):
            label = next((s for s in walk(_caption(n)) if "caption-number" in classes_of(s)), None)
            pairs = pairs_of(label) if label else {}
            text = label["c"][1] if label else []
            kind = "figure" if n["t"] == "Figure" else "table"
            targets[id_of(n)] = Target(kind, pairs.get("number", ""), text)
    return {id: _resolved(target, targets) for id, target in targets.items()}


def _resolved(target: Target, targets: Mapping[str, Target]) -> Target:
    """A heading is quoted as it is printed: its own references in words, but no links in a link."""
    if target.kind != "section" or "@" not in text_of(target.text):
        return target

    def words(n: Node) -> Nodes | None:
        if n["t"] != "Str":
            return None
        linked = _replaced(n, targets, lambda _, __: None)
        return [i for m in linked for i in (m["c"][1] if m["t"] == "Link" else [m])]

    return replace(target, text=rewrite(target.text, words))


def _caption(n: Node) -> Nodes:
    blocks: Nodes = n["c"][1][1]
    return blocks


def _without_notes(inlines: Nodes) -> Nodes:
    calls = ("note-call", "note-recall")
    kept: Nodes = rewrite(inlines, lambda n: [] if any(c in calls for c in classes_of(n)) else None)
    return kept


def _replaced(
    n: Node, targets: Mapping[str, Target], unknown: Callable[[Node, str], None]
) -> Nodes:
    """A Str split at its references; `unknown` hears of those that lead nowhere."""
    made: Nodes = []
    text, end = n["c"], 0
    for match in REFERENCE.finditer(text):
        target = targets.get(match[1])
        if target is None or not target.text:
            unknown(n, match[1])
            continue
        if match.start() > end:
            made.append(string(text[end : match.start()], n.get("pos")))
        pairs = [["kind", target.kind], ["number", target.number]]
        attributes = ["", ["cross-reference"], [p for p in pairs if p[1]]]
        content = [attributes, target.text, [f"#{match[1]}", ""]]
        made.append({"t": "Link", "c": content, "pos": n.get("pos")})
        end = match.end()
    return [*made, string(text[end:], n.get("pos"))] if end < len(text) else made


def _misspelt(n: Node, ids: Collection[str], told: int) -> Iterator[Problem]:
    """References in another form than theirs, `@Fig-map` or `@fig_map`, to an id that exists."""
    for match in SIMILAR.finditer(n["c"]):
        if REFERENCE.match(n["c"], match.start()):
            continue
        meant = re.sub("[_:]", "-", match[1]).lower()
        close = nearest(meant, ids, told, cutoff=0.8)
        if close:
            hint = f"did you mean “@{close}”?"
            yield problem("reference-unknown", place_of(n), id=match[1], hint=hint)


def _unknown(
    n: Node, id: str, targets: Mapping[str, Target], context: Context, told: int
) -> Problem:
    if id in targets:
        hint = "it has no number: take “.unnumbered” off, or write the reference in words"
    elif id in context.brief.figures:
        file = context.from_section(n["pos"][0] if n.get("pos") else "", id)
        hint = f"brief.yaml has it, but no section: place it with “![Caption]({file}){{#{id}}}”"
    else:
        close = nearest(id, targets, told, cutoff=0.5)
        hint = f"did you mean “@{close}”?" if close else "give the target this id: {#" + id + "}"
    return problem("reference-unknown", place_of(n), id=id, hint=hint)


def _link(n: Node, ids: set[str], context: Context, told: int) -> list[Problem]:
    """A link leads to an id of the brief or out to the web, and has text."""
    target = n["c"][2][0]
    if target.startswith("#"):
        if target[1:] in ids or not context.whole:
            return []
        close = nearest(target[1:], ids, told)
        hint = f"did you mean “#{close}”?" if close else "no heading, figure or table has this id"
        return [problem("link-unknown", place_of(n), target=target, hint=hint)]
    if target.lower().startswith(SCHEMES) and len(target) > len("https://"):
        hint = "write the words that carry the link in the brackets"
        empty = not text_of(n["c"][1]).strip()
        return [problem("link-unknown", place_of(n), target=target, hint=hint)] if empty else []
    hint = "a link is a full address (https://…) or an id of this brief (#sec-…)"
    return [problem("link-unknown", place_of(n), target=target, hint=hint)]
