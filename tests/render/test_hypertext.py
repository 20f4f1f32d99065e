"""The lowering to what pandoc's HTML writers need."""

from __future__ import annotations

import copy

from briefbuild.render.hypertext import lower
from briefbuild.tree import (
    Nodes,
    attr,
    attr_of,
    div,
    id_of,
    node,
    pairs_of,
    para,
    plain,
    span,
    string,
    walk,
    words,
)


def call(key: str, text: str, mark: str | None = None) -> Nodes:
    note = node("Note", [para(words(text))])
    return [span([note], f"call-{key}", ["note-call"], key=key, mark=mark or key)]


def recall(key: str, nth: int) -> Nodes:
    return [span([], f"call-{key}-{nth}", ["note-recall"], key=key, mark=key)]


def unchanged(target: str) -> str:
    return target


def header(level: int, text: str) -> dict[str, object]:
    return node("Header", [level, attr(f"sec-{text.lower()}"), words(text)])


def test_a_call_becomes_a_link_and_its_body_is_taken_out() -> None:
    lowered = lower([para([string("Words"), *call("7", "The body")])], image=unchanged)
    link = lowered.blocks[0]["c"][1]
    assert link["t"] == "Link"
    assert attr_of(link) == ["call-7", ["note-call"], [["role", "doc-noteref"]]]
    assert link["c"][1:] == [[string("7")], ["#note-7", ""]]
    assert [(n.key, n.mark, n.id, n.blocks) for n in lowered.notes] == [
        ("7", "7", "note-7", [para(words("The body"))])
    ]
    assert not [n for n in walk(lowered.blocks) if n["t"] == "Note"]


def test_a_second_call_leads_to_the_same_body() -> None:
    text = [para([*call("1", "Body"), *recall("1", 2)]), para(recall("1", 3))]
    lowered = lower(text, image=unchanged)
    links = [n for n in walk(lowered.blocks) if n["t"] == "Link"]
    assert [n["c"][2][0] for n in links] == ["#note-1"] * 3
    assert [n.calls for n in lowered.notes] == [("call-1", "call-1-2", "call-1-3")]


def test_bodies_come_in_the_order_of_their_calls() -> None:
    title = div([div([plain([*words("A title"), *call("a1", "The author", "*")])], "", ["title"])])
    caption = [None, [plain(call("2", "Two"))]]
    picture = plain([node("Image", [attr(), words("Alt"), ["x.svg", ""]])])
    figure = node("Figure", [attr("fig-x", ["figure"]), caption, [picture]])
    cell = node("DefinitionList", [[call("3", "Three"), [[para(call("4", "Four"))]]]])
    text = [title, para(call("1", "One")), figure, cell]
    assert [n.mark for n in lower(text, image=unchanged).notes] == ["*", "1", "2", "3", "4"]


def test_the_title_is_the_one_first_heading() -> None:
    title = div([plain(words("A title"))], "", ["title"])
    text = [div([title], "", ["title-block"]), header(1, "One"), header(2, "Two")]

    def levels(headings: int) -> list[int]:
        lowered = lower(text, image=unchanged, headings=headings)
        return [n["c"][0] for n in walk(lowered.blocks) if n["t"] == "Header"]

    assert levels(1) == [1, 2, 3]
    assert levels(0) == [1, 1, 2]


def test_images_get_the_formats_address_and_keep_their_alternative_text() -> None:
    image = node("Image", [attr("", ["wide"]), words("What it shows"), ["figures/x.svg", "tip"]])
    lowered = lower([plain([image])], image=lambda target: "built/" + target)
    assert lowered.blocks[0]["c"][0]["c"] == [
        ["", ["wide"], []],
        words("What it shows"),
        ["built/figures/x.svg", ""],
    ]


def test_own_attributes_go_and_ids_and_languages_stay() -> None:
    number = span(words("Figure 1"), "n", ["caption-number"], kind="figure", number="1")
    foreign = span(words("독도"), "", [], lang="ko")
    lowered = lower([para([number, foreign])], image=unchanged)
    first, second = lowered.blocks[0]["c"]
    assert id_of(first) == "n"
    assert pairs_of(first) == {}
    assert pairs_of(second) == {"lang": "ko"}


def test_the_tree_it_was_given_is_left_alone() -> None:
    text = [div([plain([*words("T"), *call("1", "Body")])], "", ["title"]), header(1, "One")]
    before = copy.deepcopy(text)
    lower(text, image=unchanged, headings=1)
    assert text == before
