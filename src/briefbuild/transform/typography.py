"""Typography: the language's quotation marks, en dashes in ranges, words that stay whole.

Only marks change, never words: the proof compares words, so a change here can't hide a loss.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefbuild.transform.context import Context, Outcome
from briefbuild.tree import Node, Nodes, node, rewrite, span, string

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

# A range of numbers (173-174, 247-65, 2015-2019): not part of a longer chain such as a date
# (2023-05-14), a telephone number or a version.
RANGE = re.compile(r"(?<![\w./-])(\d{1,4})-(\d{1,4})(?![\w/-]|\.\d)")
DIVISIBLE = re.compile(r"[^\W\d_]{5}")  # a word of fewer letters isn't hyphenated


def typography(blocks: Nodes, context: Context) -> Outcome:
    """Set quotation marks and ranges; mark the names that hyphenation leaves whole."""
    return _set(blocks, context, context.brief.lang), []


def _set(tree: Any, context: Context, language: str) -> Any:
    outer = _quotes(language)

    def change(n: Node) -> Node | Nodes | None:
        if n["t"] == "Quoted":
            kind, inlines = n["c"]
            pair = outer[:2] if kind["t"] == "DoubleQuote" else outer[2:]
            return _quoted(inlines, pair, language, n.get("pos"))
        if n["t"] == "Str":
            return _string(n, context)
        if n["t"] in ("Para", "Plain"):
            return {**n, "c": _whole_end(n["c"])}
        return None

    return rewrite(tree, change)


def _whole_end(inlines: Nodes) -> Nodes:
    """The last word of a paragraph stays whole: a line of three letters is no line."""
    for index in range(len(inlines) - 1, -1, -1):
        last = inlines[index]
        if last["t"] == "Str" and DIVISIBLE.search(last["c"]):
            return [*inlines[:index], _unbroken(last), *inlines[index + 1 :]]
        if last["t"] != "Span" or last["c"][0][1] not in (["note-call"], ["note-recall"]):
            break
    return inlines


def _unbroken(word: Node) -> Node:
    return {**span([word], classes=["unbroken"]), "pos": word.get("pos")}


def _quotes(language: str) -> str:
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


def _string(n: Node, context: Context) -> Node | None:
    text = n["c"] if "://" in n["c"] or "@" in n["c"] else RANGE.sub("\\1–\\2", n["c"])
    name = text.strip("“”‘’«»„‚.,;:!?()[]").removesuffix("’s")
    if name in context.unbroken:
        return _unbroken(node("Str", text, n.get("pos")))
    return {**n, "c": text} if text != n["c"] else None
