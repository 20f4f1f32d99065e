"""The web page's parts, as HTML: masthead, text with its notes, colophon.

The tree becomes HTML as for print (`render/hypertext.py`). On a page of the web the notes' bodies
stand together behind the text, each once, with its way back (DPUB-ARIA 1.1: doc-endnotes,
doc-footnote, doc-backlink); where there is room, web.css lays each beside its call. For that it is
given names, as custom properties: `--anchor` of a call and of a note, `--call` and `--before` of a
note, its call's and the note's before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, tostring

import tinyhtml5

from briefbuild import pandoc
from briefbuild.problems import Problem
from briefbuild.render.addresses import open_addresses
from briefbuild.render.edition import Edition
from briefbuild.render.hypertext import NoteBody, lower, name_lists
from briefbuild.render.pages.notes import is_call, raise_symbols
from briefbuild.render.screens import for_screens
from briefbuild.render.web.tables import frame_tables
from briefbuild.render.whole_words import hold_hyphens, with_whole_words
from briefbuild.tree import div, document

ARGUMENTS = ("--wrap=none", "--syntax-highlighting=none")
AFTER_NOTES = frozenset({"acknowledgements", "about-authors", "colophon"})
NOTES_ID = "note-list"


@dataclass(frozen=True)
class Parts:
    """The page's parts, each as HTML."""

    masthead: str
    body: str
    colophon: str
    pictures: Mapping[str, str]
    """The address that stands in the page for each picture, with its target in the tree."""


def parts_of(edition: Edition) -> tuple[Parts | None, list[Problem]]:
    """The parts of an edition's page; None when pandoc gives none."""
    addresses = {target: f"figure-{n}.png" for n, target in enumerate(edition.assets)}
    words = edition.house.words(edition.brief.lang)
    lowered = lower(for_screens(edition), image=lambda target: addresses[target], headings=1)
    bodies = [div(note.blocks, note.id, ["note"]) for note in lowered.notes]
    whole = with_whole_words([*lowered.blocks, *bodies])
    html, problems = pandoc.write(document(whole), "html5", ARGUMENTS)
    if not html:
        return None, problems
    root = tinyhtml5.parse(html.decode(), namespace_html_elements=False)
    body = next(root.iter("body"))
    pictures = {address: target for target, address in addresses.items()}
    name_lists(body)
    _describe_pictures(body, edition, pictures)
    _take_descriptions_in(body)
    frame_tables(body)
    _mark_calls(body)
    open_addresses(body)
    hold_hyphens(body)
    _gather_notes(body, lowered.notes, words)
    masthead, colophon = _taken_out(body, "masthead"), _taken_out(body, "colophon")
    return Parts(_html(masthead), _html(list(body)), _html(colophon), pictures), problems


def _describe_pictures(body: Element, edition: Edition, targets: Mapping[str, str]) -> None:
    """Each picture's size, so that the text doesn't move while it loads."""
    for image in body.iter("img"):
        asset = edition.assets[targets[image.get("src") or ""]]
        image.set("width", str(asset.width_px))
        image.set("height", str(asset.height_px))
        image.set("style", f"--aspect: {asset.aspect:.6g}")
    for caption in body.iter("figcaption"):
        caption.attrib.pop("aria-hidden", None)  # pandoc hides one that equals its picture's words


def _take_descriptions_in(body: Element) -> None:
    """Each long description into the figure that it follows: there the style places it, beside a
    long caption. HTML wants the caption first or last."""
    for parent in list(body.iter()):
        for figure, description in pairwise(list(parent)):
            if figure.tag == "figure" and description.tag == "details":
                parent.remove(description)
                figure.insert(len(figure) - 1, description)


def _mark_calls(body: Element) -> None:
    """Tell the style which calls it must raise, and which it must part from the one before."""
    raise_symbols(body)
    for parent in list(body.iter()):
        for before, call in pairwise(parent):
            if is_call(before) and is_call(call) and not before.tail:
                call.set("class", f"{call.get('class')} further")


def _gather_notes(body: Element, notes: Sequence[NoteBody], words: Mapping[str, str]) -> None:
    """The notes' bodies in a section of their own, before what stands behind the text."""
    if not notes:
        return
    elements = {e.get("id"): e for e in body.iter() if e.get("id")}
    section = Element("section", {"class": "notes", "role": "doc-endnotes"})
    section.set("aria-labelledby", NOTES_ID)
    SubElement(section, "h2", {"id": NOTES_ID}).text = words["notes"]
    before = ""
    for note in notes:
        found = elements[note.id]
        body.remove(found)
        section.append(_note(note, found, words, before))
        elements[note.calls[0]].set("style", f"--anchor: --{note.calls[0]}")
        before = note.id
    at = (n for n, child in enumerate(body) if AFTER_NOTES & _classes(child))
    body.insert(next(at, len(body)), section)


def _note(note: NoteBody, found: Element, words: Mapping[str, str], before: str) -> Element:
    names = f"--anchor: --{note.id}; --call: --{note.calls[0]}"
    style = f"{names}; --before: --{before}" if before else names
    made = Element("div", {"class": "note", "id": note.id, "role": "doc-footnote"})
    made.set("style", style)
    back = Element("a", {"class": "note-mark", "role": "doc-backlink"})
    back.set("href", f"#{note.calls[0]}")
    back.set("aria-label", words["back_to_text_from"].replace("{mark}", note.mark))
    back.text, back.tail = note.mark, " "
    host = found[0] if len(found) and found[0].tag == "p" else made
    if host is not made:
        back.tail = f" {(host.text or '').lstrip()}"
        host.text = None
    host.insert(0, back)
    made.extend(found)
    return made


def _taken_out(body: Element, name: str) -> list[Element]:
    """The children of a class, which no longer stand in the body."""
    found = [child for child in body if name in _classes(child)]
    for child in found:
        body.remove(child)
    return found


def _classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split())


def _html(elements: Sequence[Element]) -> str:
    return "\n".join(_serialised(elements))


def _serialised(elements: Sequence[Element]) -> Iterator[str]:
    for element in elements:
        element.tail = None
        yield tostring(element, encoding="unicode", method="html")
