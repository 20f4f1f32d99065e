"""Typography: the language's quotation marks, en dashes in ranges, words that stay whole.

Only marks change, never words: the proof compares words, so a change here can't hide a loss.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefbuild.transform.context import Context, Outcome
from briefbuild.tree import NBSP, Node, Nodes, has_class, node, rewrite, span, string, text_of

# Unicode CLDR 46, delimiters: outer and inner pair by language.
QUOTES: Mapping[str, str] = {
    "bn": "“”‘’",
    "cs": "„“‚‘",
    "da": "“”‘’",
    "de": "„“‚‘",
    "de-CH": "«»‹›",
    "en": "“”‘’",
    "es": "«»“”",
    "fi": "””’’",
    "fr": "«»“”",
    "it": "«»“”",
    "ja": "「」『』",
    "ko": "“”‘’",
    "nl": "“”‘’",
    "pl": "„”«»",
    "pt": "“”‘’",
    "ru": "«»„“",
    "sv": "””’’",
    "zh": "“”‘’",
}
SPACED = ("fr",)  # a no-break space within guillemets: Imprimerie nationale, Lexique

# Two numbers that may be a range (173-174, 247-65, 2015-2019): not part of a longer chain such as
# a date (2023-05-14), a telephone number or a version. Only ascending ones are one (`_range`).
LONG, FAR = 4, 500
RANGE = re.compile(r"(?<![\w./-])(\d{1,4})-(\d{1,4})(?![\w/-]|\.\d)")
DIVISIBLE = re.compile(r"[^\W\d_]{5}")  # a word of fewer letters isn't hyphenated
# A line of a title doesn't end in one of these: each is bound to the word that follows.
BOUND: Mapping[str, frozenset[str]] = {
    "en": frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"})
}


def typography(blocks: Nodes, context: Context) -> Outcome:
    """Set quotation marks and ranges; mark the names that hyphenation leaves whole."""
    return _set(blocks, context, context.brief.lang), []


def _set(tree: Any, context: Context, language: str) -> Any:
    outer = quotation_marks(language)

    def change(n: Node) -> Node | Nodes | None:
        if n["t"] == "Quoted":
            kind, inlines = n["c"]
            pair = outer[:2] if kind["t"] == "DoubleQuote" else outer[2:]
            return _quoted(inlines, pair, language, n.get("pos"))
        if n["t"] == "Str":
            return _string(n, context)
        if n["t"] == "Link" and "://" in text_of(n):  # an address: no hyphen may be added to it
            (id, classes, pairs), words, target = n["c"]
            return {**n, "c": [[id, sorted({*classes, "uri"}), pairs], words, target]}
        if n["t"] == "Div" and has_class(n, "title"):
            bound = BOUND.get(language.split("-")[0], frozenset())
            attr, held = n["c"]
            return {**n, "c": [attr, [{**b, "c": _bind(b["c"], bound)} for b in held]]}
        if n["t"] in ("Para", "Plain"):
            return {**n, "c": _marked_end(_dashed(n["c"]))}
        return None

    return rewrite(tree, change)


def _dashed(inlines: Nodes) -> Nodes:
    """A hyphen between two spaces is a dash: “US-ROK Relations - Center for” has one."""
    made = list(inlines)
    for index in range(1, len(inlines) - 1):
        before, n, after = inlines[index - 1 : index + 2]
        if n["t"] == "Str" and n["c"] == "-" and before["t"] == after["t"] == "Space":
            made[index] = {**n, "c": "–"}
    return made


def _marked_end(inlines: Nodes) -> Nodes:
    """The last word of a paragraph marked: a line of three letters is no line, but a long word
    that can't be divided at all leaves a gaping line above."""
    for index in range(len(inlines) - 1, -1, -1):
        last = inlines[index]
        if last["t"] == "Str" and DIVISIBLE.search(last["c"]):
            return [*inlines[:index], _marked(last, "last-word"), *inlines[index + 1 :]]
        if last["t"] != "Span" or last["c"][0][1] not in (["note-call"], ["note-recall"]):
            break
    return inlines


def _marked(word: Node, name: str) -> Node:
    return {**span([word], classes=[name]), "pos": word.get("pos")}


def quotation_marks(language: str) -> str:
    """The four marks of a language: the outer pair, then the inner one."""
    base = language.split("-")[0]
    return QUOTES.get(language) or QUOTES.get(base) or QUOTES["en"]


def _quoted(inlines: Nodes, pair: str, language: str, pos: Any) -> Nodes:
    """The quoted words between their marks, each mark part of the word it stands by."""
    space = "\u202f" if language.startswith(SPACED) and pair[0] == "«" else ""
    made = [string(pair[0] + space, pos), *inlines, string(space + pair[1], pos)]
    joined: Nodes = []
    for n in made:
        if joined and n["t"] == "Str" and joined[-1]["t"] == "Str":
            joined[-1] = {**joined[-1], "c": joined[-1]["c"] + n["c"]}
        else:
            joined.append(n)
    return joined


def bound_title(text: str, language: str) -> str:
    """A title's words as one string, bound as in the tree: the cover breaks its own lines."""
    bound = BOUND.get(language.split("-")[0], frozenset())
    return "".join(w + (NBSP if w in bound else " ") for w in text.split()).strip()


def _bind(inlines: Nodes, bound: frozenset[str]) -> Nodes:
    """The inlines of a title, a no-break space after each word that is bound."""
    made: Nodes = []
    for n in inlines:
        if n["t"] == "Space" and made and made[-1]["t"] == "Str" and made[-1]["c"] in bound:
            n = string(NBSP, n.get("pos"))
        made.append(n)
    return made


def _range(pair: re.Match[str]) -> str:
    """The pair with an en dash if its second number, completed, is the larger: 247-65 is 247-265.

    What begins with a zero is a month or a part of a telephone number (2023-05, 555-0123); two
    numbers far apart, the second of four digits, are such a number too (555-1234) or an ISSN.
    """
    first, second = pair[1], pair[2]
    completed = first[: max(0, len(first) - len(second))] + second
    near = len(completed) < LONG or int(completed) - int(first) < FAR
    ascending = not second.startswith("0") and int(completed) > int(first)
    return f"{first}–{second}" if ascending and near else pair[0]


def _string(n: Node, context: Context) -> Node | None:
    text = n["c"] if "://" in n["c"] or "@" in n["c"] else RANGE.sub(_range, n["c"])
    name = text.strip("“”‘’«»„‚.,;:!?()[]").removesuffix("’s")
    if name in context.unbroken:
        return _marked(node("Str", text, n.get("pos")), "unbroken")
    return {**n, "c": text} if text != n["c"] else None
