"""Notes in the print page: each body moved into its call, where WeasyPrint looks for it.

pandoc writes the calls as links and, at the end, the bodies in `div.note-body` (`bodies`). After
parsing, each call becomes (`place_notes`)

    <a class="note-call" id="call-7" href="#note-7" role="doc-noteref">7
      <span class="footnote" id="note-7" role="doc-footnote">
        <a class="note-mark" href="#call-7">7</a>
        <p>…</p>
      </span>
    </a>

`RULES` sends the span to the foot of the page. The mark is plain text, not generated content, so
that a further call (`a.note-recall`) is set alike. A body inherits from the host its call stands
in: the house style must reset what it doesn't want.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from briefbuild.render.hypertext import NoteBody
from briefbuild.tree import Nodes, div

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
WORD_JOINER = "\u2060"
ZERO_WIDTH_SPACE = "\u200b"
NO_BREAK_SPACE = "\u00a0"
CRUMB = 5
"""Characters: fewer don't stand alone on a line."""
LAST_WORD = re.compile(rf" (?=\S{{1,{CRUMB - 1}}}$)")
SMALL = frozenset(".,-_~%")
"""Signs before which a long segment of an address may break."""
LONG_SEGMENT = 16
BREAKING = frozenset("/?-!")
"""Signs after which a line may break anywhere (Unicode Standard Annex 14)."""
HYPHEN = re.compile(r"-(?=.)")
"""A hyphen that isn't the last sign."""
WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")
BLOCKS = frozenset(
    ["p", "div", "ul", "ol", "dl", "li", "dt", "dd", "blockquote", "pre", "table", "figure"]
)

RULES = """
.footnote { float: footnote; footnote-policy: line }
.footnote::footnote-call { content: none }
.footnote::footnote-marker { content: none }
[data-bookmark] { bookmark-label: attr(data-bookmark) }
"""
"""What makes a note one; how it looks is the house style's."""


def bodies(notes: Sequence[NoteBody]) -> Nodes:
    """The notes as blocks for the end of pandoc's document."""
    return [div(note.blocks, note.id, ["note-body"]) for note in notes]


def place_notes(root: Element, notes: Sequence[NoteBody]) -> None:
    """Move each body from the end of the page into the first of its calls; changes `root`."""
    parents = {child: parent for parent in root.iter() for child in parent}
    elements = {e.get("id"): e for e in root.iter() if e.get("id")}
    label_headings(root)
    hold_calls(root, parents)
    raise_symbols(root)
    break_addresses(root)
    hold_code(root)
    for note in notes:
        body = elements[note.id]
        parents[body].remove(body)
        call = elements[note.calls[0]]
        call.append(footnote(note, body))


def hold_calls(root: Element, parents: Mapping[Element, Element]) -> None:
    """Keep every call on the line of its word, by a word joiner (U+2060) before it.

    WeasyPrint breaks lines between a full stop and a call, even from one page to the next. A call
    right behind another one is told to the style, which must part them: 12 and 13, not 1213.
    """
    for call in [a for a in root.iter("a") if is_call(a)]:
        parent = parents[call]
        before = list(parent)[: list(parent).index(call)]
        if before:
            if is_call(before[-1]) and not before[-1].tail:
                call.set("class", f"{call.get('class')} further")
            before[-1].tail = (before[-1].tail or "") + WORD_JOINER
        else:
            parent.text = (parent.text or "") + WORD_JOINER


def raise_symbols(root: Element) -> None:
    """Tell the style which calls it must raise: fonts have superior figures, and an asterisk is
    drawn high, but a dagger stands on the line."""
    for call in [a for a in root.iter("a") if is_call(a)]:
        mark = (call.text or "").strip()
        if not mark.isdecimal() and set(mark) != {"*"}:
            call.set("class", f"{call.get('class')} raised")


def break_addresses(root: Element) -> None:
    """Let addresses break where no reader takes the break for a part of them."""
    for link in root.iter("a"):
        if "uri" in (link.get("class") or "").split():
            for element in link.iter():
                element.text = breakable(element.text or "")
                if element is not link:
                    element.tail = breakable(element.tail or "")


def breakable(address: str) -> str:
    """An address with zero width spaces where it may break, and word joiners where it may not.

    It breaks after a slash or an equals sign and before what opens a query or a fragment; within
    a long segment before a point, a comma, a hyphen and the like, never after it, where it would
    seem to be added (Chicago Manual of Style 17, 7.46 and 14.18); not within the host's name, which
    is read as one; and not so near its end that the last line would hold a crumb.
    """
    made = address[:1]
    for segment in re.finditer(r"[^/?&=#]*[/?&=#]*", address):
        host = address[: segment.start()] == "" or address[: segment.start()].endswith("//")
        small = len(segment[0]) > LONG_SEGMENT and not host
        for at in range(max(segment.start(), 1), segment.end()):
            before, after = address[at - 1], address[at]
            fits = at >= CRUMB and len(address) - at >= CRUMB
            opens = after in "?&#" and before != "/"
            goes_on = before in "/=" and after not in "/=&?#"
            if fits and (opens or goes_on or (small and after in SMALL and before != "/")):
                made += ZERO_WIDTH_SPACE
            elif before in BREAKING:
                made += WORD_JOINER
            made += after
    return made


def hold_code(root: Element) -> None:
    """Keep code in running text on one line at its hyphens, by a word joiner after each: a break
    there would seem to be a word's. It may still break after a slash."""
    blocks = {code for pre in root.iter("pre") for code in pre.iter()}
    for element in (e for code in root.iter("code") if code not in blocks for e in code.iter()):
        element.text = HYPHEN.sub(f"-{WORD_JOINER}", element.text or "")
        if element.tag != "code":
            element.tail = HYPHEN.sub(f"-{WORD_JOINER}", element.tail or "")


def hold_last_words(note: Element) -> None:
    """Keep a short last word of each of a note's paragraphs with the word before it."""
    for element in [e for e in note.iter() if e.tag in BLOCKS and e.tag != "pre"]:
        last, children = element, list(element)
        if any(child.tag in BLOCKS for child in children):
            continue
        if children:
            children[-1].tail = LAST_WORD.sub(NO_BREAK_SPACE, children[-1].tail or "")
        else:
            last.text = LAST_WORD.sub(NO_BREAK_SPACE, last.text or "")


def footnote(note: NoteBody, body: Element) -> Element:
    """The note as it stands in its call."""
    made = Element("span", {"class": "footnote", "id": note.id, "role": "doc-footnote"})
    back = Element("a", {"class": "note-mark", "href": f"#{note.calls[0]}"})
    back.text = note.mark
    made.append(back)
    made.extend(body)
    collapse(made)
    hold_last_words(made)
    return made


def label_headings(root: Element) -> None:
    """Give headings that call a note their words alone for the outline.

    WeasyPrint takes the whole content for a bookmark's label, the marks of notes included.
    """
    for heading in (e for e in root.iter() if e.tag in HEADINGS):
        calls = [a for a in heading.iter("a") if is_call(a)]
        if calls:
            marks = {id(a) for a in calls}
            heading.set("data-bookmark", " ".join(_words(heading, marks).split()))


def is_call(element: Element) -> bool:
    names = (element.get("class") or "").split()
    return "note-call" in names or "note-recall" in names


def _words(element: Element, leave_out: set[int]) -> str:
    """The text below an element, without that of some of its descendants."""
    if id(element) in leave_out:
        return ""
    parts = [element.text or ""]
    for child in element:
        parts += [_words(child, leave_out), child.tail or ""]
    return "".join(parts)


def collapse(note: Element) -> None:
    """Collapse white space as CSS would: WeasyPrint from 68 on doesn't in notes."""
    for element in note.iter():
        if element.tag == "pre":
            continue
        element.text = _collapsed(element.text)
        for child in element:
            child.tail = _collapsed(child.tail)
        if any(child.tag in BLOCKS for child in element):
            _drop_between_blocks(element)


def _drop_between_blocks(element: Element) -> None:
    """Take out the white space between blocks, which would make lines of its own."""
    if not (element.text or "").strip():
        element.text = None
    for child in element:
        if child.tag in BLOCKS and not (child.tail or "").strip():
            child.tail = None


def _collapsed(text: str | None) -> str | None:
    return WHITE_SPACE.sub(" ", text) if text else text
