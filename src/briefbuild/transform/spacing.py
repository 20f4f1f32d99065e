"""Spacing: the spaces at which no line may end become no-break spaces.

Between a sum and its currency, a number and its unit, initials and a name, an abbreviation and its
number, a day and its month; before a short last word; in French before double punctuation. Which
words these are is the language's (`spacing_rules`), of the brief or of a part with its own `lang`.

Only spaces change, or are put in where French wants one, or left out behind a slash: the proof
compares words, to which a no-break space is a space like any other, and a slash parts two of them.
Code and addresses stay as they are.
"""

from __future__ import annotations

import re
from typing import Any

from briefbuild.transform.context import Context, Outcome
from briefbuild.transform.spacing_rules import Rules, rules_for
from briefbuild.tree import NBSP, Node, Nodes, classes_of, has_class, pairs_of, string, text_of

NARROW = "\u202f"
OPENING, CLOSING = "“‘„‚«»‹›([{\"'", "”’»«›‹)]}\"'"
SHORT = 5
"""A last line of fewer characters is none: such a word keeps the one before it company."""
SLASHED = re.compile(r"(?:^|[\s(“‘])[^\W\d_]+(?:[-’][^\W\d_]+)*/$")
"""One word and a slash; an address has more than that before its last slash."""
CALLS = (["note-call"], ["note-recall"])
CONTAINERS = frozenset({"Emph", "Strong", "Span", "Link", "Underline", "Strikeout"})


def spacing(blocks: Nodes, context: Context) -> Outcome:
    """Put no-break spaces where a line's end would be wrong."""
    return _ends(_spaced(blocks, context.brief.lang)), []


def _spaced(tree: Any, language: str) -> Any:
    """The tree with the spaces of each run of inlines set by the rules of its language."""
    if isinstance(tree, list):
        made = [_spaced(item, language) for item in tree]
        if any(isinstance(n, dict) and n.get("t") in ("Space", "Str") for n in made):
            return _set(made, rules_for(language))
        return made
    if not isinstance(tree, dict) or "c" not in tree or _is_address(tree):
        return tree
    if isinstance(tree["c"], str):
        return tree
    return {**tree, "c": _spaced(tree["c"], pairs_of(tree).get("lang", language))}


def _is_address(n: Node) -> bool:
    return n["t"] in ("Code", "CodeBlock") or (n["t"] == "Link" and has_class(n, "uri"))


def _set(inlines: Nodes, rules: Rules) -> Nodes:
    """One run of inlines, its spaces set."""
    made: Nodes = []
    words = _tokens(inlines)
    place = 0
    for index, n in enumerate(inlines):
        if n["t"] == "Space":
            left, right = words[place], words[place + 1]
            place += 1
            if SLASHED.search(left) and right[:1].isalpha():
                continue  # “Dokdo/ Takeshima”: a slash has a space on both sides or on none
            n = string(NBSP, n.get("pos")) if right == "–" else _space(n, left, right, rules)
        elif n["t"] == "Str" and rules.high and "://" not in n["c"]:
            joined = index > 0 and inlines[index - 1]["t"] != "Space"
            n = {**n, "c": _french(n["c"], joined, rules)}
        made.append(n)
    return made


def _tokens(inlines: Nodes) -> list[str]:
    """The text between spaces, whatever nodes it is in."""
    parts: list[list[str]] = [[]]
    for n in inlines:
        if n["t"] == "Space":
            parts.append([])
        else:
            parts[-1].append(text_of(n))
    return ["".join(part) for part in parts]


def _space(n: Node, left: str, right: str, rules: Rules) -> Node:
    """The space between two words, as it must be."""
    # A node of several words (an emphasised title) touches the space with its last or first one.
    before = (left.split() or [""])[-1]
    after = (right.split() or [""])[0]
    if rules.high and (after[:1] in rules.high + "»" or before[-1:] == "«") and before and after:
        return string(NARROW, n.get("pos"))
    if rules.bind(before.lstrip(OPENING), after.lstrip(OPENING).rstrip(CLOSING)):
        return string(NBSP, n.get("pos"))
    return n


def _french(text: str, joined: bool, rules: Rules) -> str:
    """A narrow space before the word's double punctuation and within its guillemets.

    `joined` says that the word goes on from a node before it, without a space.
    """
    body = text.rstrip(CLOSING.replace("»", ""))
    stem = body.rstrip(rules.high)
    if stem != body and (stem or joined) and stem[-1:] not in (NARROW, NBSP, "(", "["):
        text = stem + NARROW + text[len(stem) :]
    if text[:1] == "«" and text[1:2].isalnum():
        text = "«" + NARROW + text[1:]
    if text.rstrip(".,")[-1:] == "»" and (bare := text.rstrip(".,")[:-1])[-1:].isalnum():
        text = bare + NARROW + text[len(bare) :]
    return text


def _ends(tree: Any) -> Any:
    """The tree with the last word of each paragraph bound, if it is short; not in tables' cells,
    where it would make columns wider."""
    if isinstance(tree, list):
        return [_ends(item) for item in tree]
    if not isinstance(tree, dict) or "c" not in tree:
        return tree
    kind, content = tree["t"], tree["c"]
    if kind == "Table":
        attributes, caption, *rest = content
        return {**tree, "c": [attributes, _ends(caption), *rest]}
    if kind in ("Para", "Plain"):
        return {**tree, "c": _bound_end(_ends(content))}
    return {**tree, "c": _ends(content)}


def _bound_end(inlines: Nodes) -> Nodes:
    """The inlines with a no-break space before a short last word."""
    end = ""
    for index in range(len(inlines) - 1, -1, -1):
        n = inlines[index]
        if n["t"] in ("LineBreak", "Note", "Code") or len(end) >= SHORT:
            return inlines
        if n["t"] == "Space":
            if not end or index == 0 or inlines[index - 1]["t"] in ("LineBreak", "Space"):
                return inlines
            return [*inlines[:index], string(NBSP, n.get("pos")), *inlines[index + 1 :]]
        if classes_of(n) in CALLS:
            continue
        if n["t"] in CONTAINERS and not end and " " in text_of(n) and not _is_address(n):
            return [*inlines[:index], _inside(n), *inlines[index + 1 :]]
        end = text_of(n) + end
    return inlines


def _inside(n: Node) -> Node:
    """A container that ends a paragraph, with its own last word bound."""
    if n["t"] in ("Span", "Link"):
        attributes, held, *target = n["c"]
        return {**n, "c": [attributes, _bound_end(held), *target]}
    return {**n, "c": _bound_end(n["c"])}
