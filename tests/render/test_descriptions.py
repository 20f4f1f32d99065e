"""Long descriptions: in the alternative text, or behind the figure."""

from __future__ import annotations

from briefbuild import pandoc
from briefbuild.render.descriptions import shown_on_request, told_at_once
from briefbuild.tree import Node, Nodes, attr, div, document, node, para, plain, span, string, words


def figure(*description: Node) -> Node:
    label = span([string("Figure\u00a01:")], "", ["caption-label"])
    caption = [None, [plain([label, node("Space"), *words("What it shows.")])]]
    picture = plain([node("Image", [attr(), words("A river."), ["a.png", ""]])])
    told = [div([*description], "description-of-fig-a", ["long-description"])]
    return node("Figure", [attr("fig-a"), caption, [picture, *(told if description else [])]])


def html(blocks: Nodes) -> str:
    written, problems = pandoc.write(document(blocks), "html5", ("--wrap=none",))
    assert not problems
    return written.decode()


DESCRIPTION = para(words("It rises")), para([node("Emph", words("here & there."))])


def test_it_stands_at_the_end_of_the_alternative_text() -> None:
    page = html(told_at_once([figure(*DESCRIPTION)]))
    assert 'alt="A river. It rises here &amp; there."' in page
    assert "long-description" not in page


def test_it_stands_behind_the_figure_and_the_picture_points_there() -> None:
    page = html(shown_on_request([figure(*DESCRIPTION), para(words("Text."))], "Told & said"))
    assert 'alt="A river."' in page
    assert 'aria-details="description-of-fig-a"' in page
    _, behind = page.split("</figure>")
    assert behind.splitlines()[1:] == [
        '<details class="long-description" id="description-of-fig-a">',
        "<summary>Figure\u00a01: Told &amp; said</summary>",
        "<p>It rises</p>",
        "<p><em>here &amp; there.</em></p>",
        "</details>",
        "<p>Text.</p>",
    ]


def test_a_figure_without_one_stays_as_it_is() -> None:
    blocks = [figure()]
    assert told_at_once(blocks) == shown_on_request(blocks, "Description") == blocks
