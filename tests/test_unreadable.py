"""Braces at which pandoc gives up are named at their place; all else of the text is still read."""

from __future__ import annotations

import pytest

from briefbuild import pandoc
from briefbuild.positions import Origin
from briefbuild.tree import text_of


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("{#a}\n{#b} x\n", ["a.md:2:1"]),
        (" {#a}\n {#b} x\n", ["a.md:2:2", "a.md:1:2"]),
        ("{#a}\n x\n", ["a.md:1:1"]),
        ("y\n\n{#a}\n{#b}{.c} x\n", ["a.md:4:1"]),
        ("{#a}\n    \nx\n", ["a.md:1:1"]),
        ("{#a}\n\tx\n", ["a.md:1:1"]),
        ("> {#a}\n> {#b} x\n", ["a.md:2:3"]),
        ("{#a}\n{#b} x\n\n- {#c}\n  {#d} x\n", ["a.md:2:1", "a.md:5:3"]),
    ],
)
def test_what_pandoc_refuses_has_a_place_and_the_rest_is_read(text: str, places: list[str]) -> None:
    pages = [(pandoc.MARKDOWN, text), (pandoc.MARKDOWN, "Sound."), (pandoc.HTML, "<p>Page.</p>")]
    documents, problems = pandoc.read_all(pages, [Origin("a.md", text), Origin("b.md", "Sound.")])
    assert [(p.code, str(p.place)) for p in problems] == [("pandoc-failed", p) for p in places]
    assert [text_of(d["blocks"]) for d in documents[1:]] == ["Sound.", "Page."]
    assert "x" in text_of(documents[0]["blocks"])


@pytest.mark.parametrize("text", ["{#a}\n\\{#b} x\n", "{#a}\n{#b}\nx\n", "{#a} x\n"])
def test_what_pandoc_reads_is_no_problem(text: str) -> None:
    _, problems = pandoc.read_all([(pandoc.MARKDOWN, text)], [Origin("a.md", text)])
    assert problems == []


def test_a_value_of_brief_yaml_has_the_place_of_its_field() -> None:
    text = "{#a}\n{#b} x\n"
    origin = Origin("brief.yaml", text, (7, 10))
    _, (problem,) = pandoc.read_all([(pandoc.MARKDOWN, text)], [origin])
    assert str(problem.place) == "brief.yaml:7:10"


def test_only_what_is_too_deep_is_named() -> None:
    """And no ruler, nor what stands in another text."""
    ruled = "Words.\n\n" + "-" * 200 + "\n\nWords.\n\n" + "* " * 100 + "\n"
    deep = f"{ruled[:-201]}\n{'> ' * 3000}a\n"
    texts = [(pandoc.MARKDOWN, ruled), (pandoc.MARKDOWN, deep)]
    documents, problems = pandoc.read_all(texts, [Origin("a.md", ruled), Origin("b.md", deep)])
    assert len(documents) == 2
    assert [(p.code, str(p.place)) for p in problems] == [("pandoc-failed", "b.md:8:1")]


def test_texts_with_many_such_faults_are_given_up() -> None:
    text = "{#a}\n{#b} x\n\n" * (pandoc.ROUNDS + 1)
    documents, problems = pandoc.read_all([(pandoc.MARKDOWN, text)], [Origin("a.md", text)])
    assert documents == []
    assert len({p.place for p in problems}) == pandoc.ROUNDS
