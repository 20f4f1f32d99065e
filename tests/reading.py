"""For tests of transforms: Markdown in, the transformed tree as a short text out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefbuild import pandoc
from briefbuild.model import Brief
from briefbuild.positions import Origin, placed
from briefbuild.problems import Problem
from briefbuild.transform.context import Context
from briefbuild.tree import Nodes, words

WORDS = {
    "figure": "Figure",
    "table": "Table",
    "image": "Image",
    "caption_end": ":",
    "credit": "Credit",
    "source": "Source",
    "licence": "License",
}


def brief(**fields: Any) -> Brief:
    """A brief with the fields that matter to a test."""
    base: dict[str, Any] = {
        "title": "A Title",
        "slug": "a-title",
        "lang": "en",
        "date": "2023",
        "authors": [{"name": "A. Author"}],
        "sections": ["sections/a.md"],
    }
    return Brief.model_validate(base | fields)


def context(unbroken: frozenset[str] = frozenset(), **fields: Any) -> Context:
    made = brief(**fields)
    texts: Mapping[str, Nodes] = {
        f"figures.{id}.{name}": words(text)
        for id, figure in made.figures.items()
        for name, text in (("credit", figure.credit), ("source", figure.source))
        if text
    }
    return Context(made, ".", WORDS, unbroken, texts, {})


def tree_of(markdown: str, file: str = "sections/a.md") -> Nodes:
    """The tree of one section, as `assemble` gives it."""
    documents, problems = pandoc.read_all([(pandoc.MARKDOWN, markdown)])
    assert problems == []
    blocks: Nodes = placed(documents[0]["blocks"], Origin(file, markdown))
    return blocks


def native(blocks: Nodes) -> str:
    """The tree in Markdown again, for people to read."""
    document = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    text, problems = pandoc.write(document, "markdown-smart", ["--wrap=none"])
    assert problems == []
    return text.decode().strip()


def codes(problems: list[Problem]) -> list[str]:
    return [p.code for p in problems]
