"""The structure tree of a PDF in the making: which HTML element is which structure element.

ISO 32000-1, 14.7 and 14.8 define the tree and its standard types; ISO 14289-1 (PDF/UA-1) says what
must be in it. `Part` is a structure element before it is written; `Structure` makes one for an
HTML element when content of that element turns up, its ancestors first.

| HTML | structure |
|---|---|
| h1 … h6, p, blockquote, section | H1 … H6, P, BlockQuote, Sect |
| table, thead, tbody, tr, th, td, caption | Table, THead, TBody, TR, TH (Scope), TD, Caption |
| ul, ol; li; its marker | L; LI [ Lbl, LBody ] |
| dl; dt with its dd | L; LI [ Lbl, LBody … ] |
| figure; its img, its figcaption | Div [ Figure (Alt), Caption ] |
| a[href] | Link |
| nav.contents; its title; a list in it, li, a[href] | TOC; Caption; TOC, TOCI, Reference [ Link ] |
| a.note-call, a.note-recall | Reference [ Link ] |
| span.footnote, in its call | Note (ID), the sibling that follows the call's Reference |
| a.note-mark | Lbl [ Link ] |
| code; [lang] | Code; Span (Lang) |
| div | Div, and BlockQuote for .pull-quote |

Other inline elements have none: their content is their parent's. Text that stands directly in a
grouping element gets a P.

A caption follows its Figure and isn't within it: screen readers take a Figure's Alt for all that it
holds, so that captions, credits and the notes called in them would never be heard (Tagged PDF Best
Practice Guide: Syntax, PDF Association 2019, on Figure).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from briefbuild.numerals import NAMES

TAGS = {f"h{level}": f"H{level}" for level in range(1, 7)} | {
    "p": "P",
    "pre": "P",
    "blockquote": "BlockQuote",
    "section": "Sect",
    "div": "Div",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "figure": "Div",
    "img": "Figure",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "code": "Code",
}
CONTENTS = {
    "nav": "TOC",
    "div": "Caption",
    "ul": "TOC",
    "ol": "TOC",
    "li": "TOCI",
    "a": "Reference",
}
INLINE = frozenset({"code", "img"})
GROUPING = frozenset({"Document", "Div", "Sect", "BlockQuote"})
NOTE_CALLS = frozenset({"note-call", "note-recall"})


@dataclass(frozen=True)
class Content:
    """A piece of painted content: the marked-content number `mcid` on a page (from 0)."""

    page: int
    mcid: int


@dataclass(frozen=True)
class Annotation:
    """A link's annotation: the object's number, on a page (from 0)."""

    page: int
    number: int


@dataclass(eq=False)
class Part:
    """A structure element in the making."""

    tag: str
    parent: Part | None = None
    kids: list[Part | Content | Annotation] = field(default_factory=list)
    id: str = ""
    language: str = ""
    alternative: str = ""
    attributes: dict[str, object] = field(default_factory=dict)
    """Entries of its attribute object, the owner `O` among them."""
    anonymous: bool = False
    """Whether it was made to hold the text of a grouping element."""
    place: int = 0
    """The number of its element in the document."""

    def add(self, tag: str, *, after: Part | None = None) -> Part:
        """A new kid: the last one, or the one behind `after`."""
        made = Part(tag, self)
        self.kids.insert(self.kids.index(after) + 1 if after else len(self.kids), made)
        return made

    def below(self) -> Iterator[Part]:
        """This part and all in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Part):
                yield from kid.below()

    def pages(self) -> Iterator[int]:
        """The page of each piece of content in it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Part):
                yield from kid.pages()
            else:
                yield kid.page


class Structure:
    """The parts of one document, each made when its HTML element is first met."""

    def __init__(self, root: Element) -> None:
        self.document = Part("Document")
        self._places = {element: place for place, element in enumerate(root.iter())}
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._parts: dict[Element, Part] = {}
        self._items: dict[Element, Part] = {}

    def content(self, element: Element, marker: bool = False) -> Part:
        """The part that takes content painted for an element, or for its list marker."""
        part = self._label_of_item(element) if marker else self.part(element)
        if part.tag not in GROUPING:
            return part
        last = part.kids[-1] if part.kids else None
        if isinstance(last, Part) and last.anonymous:
            return last
        made = part.add("P")
        made.anonymous = True
        made.place = last.place if isinstance(last, Part) else part.place
        return made

    def part(self, element: Element) -> Part:
        """The part an element's content belongs to: its own, or its nearest ancestor's."""
        if element not in self._parts:
            self._parts[element] = self._made(element)
        return self._parts[element]

    def _made(self, element: Element) -> Part:
        parent = self._parents.get(element)
        if parent is None or element.tag == "body":
            return self.document
        part = self._own(element, parent)
        if part is None:
            return self.part(parent)
        if language := element.get("lang"):
            part.language = language
        part.place = self._places[element]
        if element.tag in TAGS and element.tag not in INLINE:
            _put_in_place(part)
        return part

    def _own(self, element: Element, parent: Element) -> Part | None:
        """The part of an element that has one of its own."""
        tag = element.tag
        if tag in CONTENTS and self._in_contents(element):
            if tag in ("ul", "ol") and parent.tag == "nav":
                return None  # its items are the table's
            part = self.part(parent).add(CONTENTS[tag])
            return part.add("Link") if tag == "a" else part
        if tag == "a" and element.get("href"):
            return self._link(element, parent)
        if tag == "span" and has_name(element, "footnote"):
            return self._note(element, parent)
        if tag in ("li", "dt", "dd"):
            return self._list_part(element, parent)
        if tag == "img" and self.part(parent).tag in GROUPING:
            return _furnish(_first(self.part(parent), TAGS[tag]), element)
        if tag in INLINE:
            return _furnish(self.content(parent).add(TAGS[tag]), element)
        if tag in TAGS:
            return _furnish(self.part(parent).add(_tag(element)), element)
        return self.content(parent).add("Span") if element.get("lang") else None

    def _in_contents(self, element: Element) -> bool:
        """Whether an element stands in the table of contents."""
        above: Element | None = element
        while above is not None and above.tag != "nav":
            above = self._parents.get(above)
        return above is not None and has_name(above, "contents")

    def _link(self, element: Element, parent: Element) -> Part:
        if names(element) & NOTE_CALLS:
            return self.content(parent).add("Reference").add("Link")
        if has_name(element, "note-mark"):
            return self.content(parent).add("Lbl").add("Link")
        return self.content(parent).add("Link")

    def _note(self, element: Element, call: Element) -> Part:
        reference = self.part(call).parent
        if reference is None or reference.parent is None:
            raise ValueError(f"the note {element.get('id')} stands in no call")
        part = reference.parent.add("Note", after=reference)
        part.id = element.get("id") or ""
        return part

    def _list_part(self, element: Element, parent: Element) -> Part:
        if element.tag == "dt":
            return self._item(element, parent).add("Lbl")
        opener = element if element.tag == "li" else _term_before(element, parent)
        return self._item(opener, parent).add("LBody")

    def _item(self, opener: Element, parent: Element) -> Part:
        """The LI that an `li`, or a `dt`, opens."""
        if opener not in self._items:
            self._items[opener] = self.part(parent).add("LI")
        return self._items[opener]

    def _label_of_item(self, element: Element) -> Part:
        """The Lbl for an item's bullet or number, before what the item holds."""
        item = self._item(element, self._parents[element])
        for kid in item.kids:
            if isinstance(kid, Part) and kid.tag == "Lbl":
                return kid
        made = item.add("Lbl")
        item.kids.insert(0, item.kids.pop())
        return made


def names(element: Element) -> set[str]:
    """An element's classes."""
    return set((element.get("class") or "").split())


def has_name(element: Element, name: str) -> bool:
    return name in names(element)


def _first(holder: Part, tag: str) -> Part:
    """A new kid before the others: a picture stands before its caption."""
    made = holder.add(tag)
    holder.kids.insert(0, holder.kids.pop())
    return made


def _put_in_place(part: Part) -> None:
    """Put a new part before the parts of what follows it in the document: a figure may stand behind
    text that follows it, or before text that it follows."""
    if part.parent is None or part.parent.tag not in GROUPING:
        return
    kids = part.parent.kids
    kids.remove(part)
    place = len(kids)
    while place and isinstance(kid := kids[place - 1], Part) and kid.place > part.place:
        place -= 1
    kids.insert(place, part)


def _tag(element: Element) -> str:
    if has_name(element, "pull-quote"):
        return "BlockQuote"
    return TAGS[element.tag]


def _furnish(part: Part, element: Element) -> Part:
    """Give a part what its type asks for."""
    if part.tag == "Figure":
        part.alternative = element.get("alt") or ""
    if part.tag == "L":
        numbering = {"dl": "None", "ol": NAMES.get(element.get("type") or "", "Decimal")}
        part.attributes = {"O": "/List", "ListNumbering": f"/{numbering.get(element.tag, 'Disc')}"}
    if part.tag in ("TH", "TD"):
        part.attributes = {"O": "/Table"}
        if part.tag == "TH":
            row = part.parent
            heads_row = row is not None and row.parent is not None and row.parent.tag == "TBody"
            part.attributes["Scope"] = "/Row" if heads_row else "/Column"
        for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
            if (element.get(name) or "1") != "1":
                part.attributes[key] = int(element.get(name) or 1)
    return part


def _term_before(definition: Element, parent: Element) -> Element:
    """The `dt` whose definition this is."""
    term = definition
    for child in parent:
        term = child if child.tag == "dt" else term
        if child is definition:
            break
    return term
