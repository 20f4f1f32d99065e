"""An author's photograph reaches every format as a picture with its alternative text, proved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from briefbuild.check import check
from briefbuild.house import default_styles, load_house
from briefbuild.load import load
from briefbuild.output import Output
from briefbuild.prepare import prepare
from briefbuild.render.edition import Edition
from briefbuild.render.formats import FORMATS
from briefbuild.tree import Change, Node, Nodes, rewrite, words
from briefbuild.verify.inventory import take
from briefbuild.verify.proof import Proof, verify
from tests.building import prepared
from tests.verify.sample import said

NAMES = ("pdf", "epub", "docx", "html")
"""The press PDF, which has no links, is proved against demands of its own."""

BRIEF = """\
title: T
slug: t
lang: en
date: "2023"
authors:
  - {name: Ada Able, photo: ada.png, bio: Ada Able writes., email: ada@example.org}
  - {name: Bo Baker, photo: ./bo.jpg, role: Editor, orcid: 0000-0002-1825-0097}
author_note: none
sections: [a.md]
status: release
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "brief"
    made.mkdir()
    (made / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    (made / "a.md").write_text("# One\n\nText.\n", encoding="utf-8")
    for name, color, edge in (("ada.png", "#335577", 100), ("bo.jpg", "#aa6633", 250)):
        picture = Image.new("RGB", (400, 500), "#e8ecef")
        ImageDraw.Draw(picture).ellipse((edge, 80, 500 - edge, 400), fill=color)
        picture.save(made / name)
    return made


def sound(folder: Path) -> Edition:
    found = prepared(folder, default_styles(), folder.parent)
    assert found.edition, [str(p) for p in found.problems]
    assert found.problems == ()
    return found.edition


def proof(edition: Edition, format: str, work: Path, blocks: Nodes | None = None) -> Proof:
    """The file that is made of `blocks`, against the inventory of the edition's own tree."""
    work.mkdir()
    other = edition.blocks if blocks is None else blocks
    (made,) = [f for f in FORMATS if f.name == format]
    rendered = made.render(replace(edition, blocks=other, work=work), work / f"t{made.suffix}")
    assert rendered.problems == ()
    return verify(rendered.path, format, take(edition.blocks, edition.assets))


@pytest.mark.parametrize("format", NAMES)
def test_photographs_are_in_every_format(folder: Path, tmp_path: Path, format: str) -> None:
    found = proof(sound(folder), format, tmp_path / "work")
    assert said(found.problems) == ""
    assert (found.counts["images"], found.counts["figure captions"]) == (2, 0)


def test_their_alternative_text_is_no_text_of_the_brief(folder: Path) -> None:
    inventory = take(sound(folder).blocks)
    assert [image.alt for image in inventory.images] == [
        "Photograph of Ada Able",
        "Photograph of Bo Baker",
    ]
    assert "Photograph" not in inventory.texts
    assert [str(image.place) for image in inventory.images] == [
        "brief/brief.yaml:6:29",
        "brief/brief.yaml:7:29",
    ]


def lost(n: Node) -> Nodes | None:
    return [] if n["t"] == "Image" and n["c"][2][0].startswith("ada") else None


def swapped(n: Node) -> Node | None:
    if n["t"] != "Image":
        return None
    other = "bo.jpg" if n["c"][2][0].startswith("ada") else "ada.png"
    return {**n, "c": [*n["c"][:2], [f"{other}#portrait", ""]]}


def misnamed(n: Node) -> Node | None:
    return {**n, "c": [n["c"][0], words("A face"), n["c"][2]]} if n["t"] == "Image" else None


@pytest.mark.parametrize("format", NAMES)
@pytest.mark.parametrize(
    ("fault", "wording"),
    [
        (lost, "ada.png#portrait”: is missing"),
        (swapped, "has another picture here"),
        (misnamed, "its alternative text is “A face”"),
    ],
)
def test_a_fault_seeded_in_them_is_caught(
    folder: Path, tmp_path: Path, format: str, fault: Change, wording: str
) -> None:
    edition = sound(folder)
    blocks = rewrite(edition.blocks, fault)
    assert wording in said(proof(edition, format, tmp_path / "work", blocks).problems)


def test_a_photograph_may_be_a_figure_too(folder: Path) -> None:
    rights = "rights: {holder: A, permission: granted}"
    ledger = f"figures: {{fig-a: {{file: ada.png, alt: A, credit: A, source: B, {rights}}}}}\n"
    (folder / "brief.yaml").write_text(BRIEF + ledger, encoding="utf-8")
    (folder / "a.md").write_text("# One\n\n![Caption](ada.png){#fig-a}\n", encoding="utf-8")
    assets = sound(folder).assets
    assert (assets["ada.png"].kind, assets["ada.png#portrait"].kind) == ("png", "portrait")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("gone.png", "file-missing"),
        ("../ada.png", "file-outside"),
        ("a.svg", "yaml-value"),
        ("https://example.org/ada.png", "yaml-value"),
        ("text.png", "picture-damaged"),
    ],
)
def test_what_is_no_photograph_in_the_brief_is_a_problem(
    folder: Path, path: str, code: str
) -> None:
    (folder.parent / "ada.png").write_bytes((folder / "ada.png").read_bytes())
    (folder / "text.png").write_text("no picture", encoding="utf-8")
    wrong = BRIEF.replace("photo: ada.png", f"photo: '{path}'")
    (folder / "brief.yaml").write_text(wrong, encoding="utf-8")
    house, _ = load_house(default_styles(), "styles")
    assert house
    report = check(folder, "brief", house, Output(folder.parent / "out"))
    assert [(p.code, p.place and (p.place.file, p.place.line)) for p in report.problems] == [
        (code, ("brief/brief.yaml", 6))
    ]


def test_a_style_that_places_no_photograph_is_a_problem(folder: Path, tmp_path: Path) -> None:
    house, _ = load_house(default_styles(), "styles")
    source = load(folder, "brief")
    assert house
    assert source.brief
    templates = tmp_path / "styles" / "templates"
    templates.mkdir(parents=True)
    for path in house.templates.iterdir():
        text = path.read_text(encoding="utf-8").replace("{{ author.photo }}", "")
        (templates / path.name).write_text(text, encoding="utf-8")
    other = replace(house, folder=tmp_path / "styles")
    found = prepare(source, source.brief, other, tmp_path / "cache").problems
    assert [p.code for p in found] == ["text-lost", "text-lost"]
