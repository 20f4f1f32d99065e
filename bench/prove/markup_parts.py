"""Faults in the tables and figures of an EPUB's or a web page's text."""

from __future__ import annotations

from random import Random

from lxml import etree

from bench.prove.markup import Book, Markup, exchange, name_of, shown
from bench.prove.seeding import WORD, Change, Kinds, Unfit, misspelt, pick, two
from briefbuild.verify.read_html import take_out


def _cells(site: Markup) -> list[etree._Element]:
    return [e for e in site.all("td", "th") if shown(e)]


def _empty(element: etree._Element) -> None:
    for child in list(element):
        element.remove(child)
    element.text = None


def _lost_cell(site: Markup, rng: Random) -> str:
    cell = pick(rng, _cells(site))
    text = shown(cell)
    _empty(cell)
    return text


def _swapped_cells(site: Markup, rng: Random) -> str:
    one, other = two(rng, list({shown(c): c for c in _cells(site)}.values()))
    exchange(one, other)
    return f"{shown(one)} / {shown(other)}"


def _moved_to_neighbour(site: Markup, rng: Random) -> str:
    """A cell's text stands in the next one: no word is lost, and none is out of order."""
    cells = [c for c in _cells(site) if (n := c.getnext()) is not None and name_of(n) == "td"]
    cell = pick(rng, cells)
    text, after = shown(cell), cell.getnext()
    assert after is not None
    _empty(cell)
    after.text = f"{text} {after.text or ''}"
    return text


def _rows(site: Markup) -> list[etree._Element]:
    return [row for row in site.all("tr") if shown(row)]


def _lost_row(site: Markup, rng: Random) -> str:
    row = pick(rng, _rows(site))
    take_out(row)
    return shown(row)


def _swapped_rows(site: Markup, rng: Random) -> str:
    one, other = two(rng, list({shown(r): r for r in _rows(site)}.values()))
    exchange(one, other)
    return f"{shown(one)} / {shown(other)}"


def _joined_rows(site: Markup, rng: Random) -> str:
    """A row's cells stand at the end of the row above."""
    rows = [r for r in _rows(site) if (b := r.getprevious()) is not None and name_of(b) == "tr"]
    row = pick(rng, rows)
    before = row.getprevious()
    assert before is not None
    before.extend(list(row))
    take_out(row)
    return shown(before)


def _plain_header(site: Markup, rng: Random) -> str:
    """The table's head is a row like any other."""
    head = pick(rng, site.all("thead"))
    for cell in head.iter():
        if name_of(cell) == "th":
            cell.tag = site.make(cell, "td").tag
    head.tag = site.make(head, "tbody").tag
    return shown(head)


def _wrong_number(site: Markup, rng: Random) -> str:
    cells = [c for c in _cells(site) if any(d.isdigit() for d in c.text or "")]
    cell = pick(rng, cells)
    text = cell.text or ""
    at = pick(rng, [i for i, c in enumerate(text) if c.isdigit()])
    cell.text = text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]
    return f"{text} is now {cell.text}"


def _captions(site: Markup) -> list[etree._Element]:
    return site.all("figcaption", "caption")


def _lost_caption(site: Markup, rng: Random) -> str:
    caption = pick(rng, _captions(site))
    take_out(caption)
    return shown(caption)


def _swapped_captions(site: Markup, rng: Random) -> str:
    one, other = two(rng, _captions(site))
    exchange(one, other)
    return f"{shown(one)} / {shown(other)}"


def _moved_caption(site: Markup, rng: Random) -> str:
    """A figure's caption stands behind it, and no longer in it."""
    caption = pick(rng, site.all("figcaption"))
    figure = caption.getparent()
    if figure is None:
        raise Unfit
    caption.tag = site.make(caption, "div").tag
    caption.tail = None
    figure.addnext(caption)
    return shown(caption)


def _credits(site: Markup) -> list[etree._Element]:
    return [e for e in site.all("div", "p", "span") if "credit" in (e.get("class") or "").split()]


def _lost_credit(site: Markup, rng: Random) -> str:
    credit = pick(rng, _credits(site))
    take_out(credit)
    return shown(credit)


def _misspelt_caption(site: Markup, rng: Random) -> str:
    holders = [e for c in _captions(site) for e in c.iter() if WORD.search(e.text or "")]
    holder = pick(rng, [e for e in holders if name_of(e)])
    text = holder.text or ""
    found = pick(rng, list(WORD.finditer(text)))
    holder.text = text[: found.start()] + misspelt(found.group(), rng) + text[found.end() :]
    return holder.text


def _lost_image(site: Markup, rng: Random) -> str:
    image = pick(rng, site.pictures())
    take_out(image)
    return image.get("alt") or ""


def _swapped_images(site: Markup, rng: Random) -> str:
    """Two pictures change places, each place keeping its alternative text and caption."""
    one, other = two(rng, site.pictures())
    sources = one.get("src") or "", other.get("src") or ""
    other.set("src", sources[0])
    one.set("src", sources[1])
    return f"{one.get('alt')} / {other.get('alt')}"


def _dead_image(site: Markup, rng: Random) -> str:
    image = pick(rng, site.pictures())
    image.set("src", "nowhere.png")
    return image.get("alt") or ""


def _with(name: str, value: str | None) -> Change:
    """A picture with another attribute; None takes it off."""

    def change(site: Markup, rng: Random) -> str:
        image = pick(rng, site.pictures())
        said = image.get("alt") or ""
        if value is None:
            image.attrib.pop(name, None)
        else:
            image.set(name, value)
        return said[:50]

    return change


def _misspelt_alt(site: Markup, rng: Random) -> str:
    image = pick(rng, site.pictures())
    text = image.get("alt") or ""
    found = pick(rng, list(WORD.finditer(text)))
    image.set("alt", text[: found.start()] + misspelt(found.group(), rng) + text[found.end() :])
    return found.group()


def _swapped_alts(site: Markup, rng: Random) -> str:
    one, other = two(rng, site.pictures())
    texts = one.get("alt") or "", other.get("alt") or ""
    other.set("alt", texts[0])
    one.set("alt", texts[1])
    return " / ".join(text[:30] for text in texts)


# ── what only an EPUB has ────────────────────────────────────────────────────────────────────────


def _blank_picture(book: Book, rng: Random) -> str:
    """A picture's file holds another picture: the cover's."""
    name = book.part_of(pick(rng, book.pictures()))
    book.parts[name] = book.parts[next(n for n in book.parts if n.endswith("cover.png"))]
    return name


def _damaged_drawing(book: Book, rng: Random) -> str:
    """One shape of a drawing is gone."""
    names = [n for n in book.parts if n.startswith("EPUB/media/file") and n.endswith(".svg")]
    name = pick(rng, names)
    drawing = etree.fromstring(book.parts[name])
    shapes = [e for e in drawing.iter() if name_of(e) in ("path", "rect", "text", "image")]
    take_out(pick(rng, shapes))
    book.parts[name] = etree.tostring(drawing)
    return name


def _lost_part(book: Book, rng: Random) -> str:
    name = pick(rng, [n for n in book.parts if n.startswith("EPUB/media/file")])
    del book.parts[name]
    return name


def _spine(book: Book) -> tuple[str, etree._Element, list[etree._Element]]:
    package = etree.fromstring(book.parts["EPUB/content.opf"])
    items = [e for e in package.iter() if name_of(e) == "itemref"]
    return "EPUB/content.opf", package, [i for i in items if "ch" in (i.get("idref") or "")]


def _lost_page(book: Book, rng: Random) -> str:
    name, package, items = _spine(book)
    item = pick(rng, items)
    take_out(item)
    book.parts[name] = etree.tostring(package)
    return item.get("idref") or ""


def _swapped_pages(book: Book, rng: Random) -> str:
    name, package, items = _spine(book)
    one, other = two(rng, items)
    exchange(one, other)
    book.parts[name] = etree.tostring(package)
    return f"{one.get('idref')} / {other.get('idref')}"


def _aside_page(book: Book, rng: Random) -> str:
    """A page is no longer met by who reads on."""
    name, package, items = _spine(book)
    item = pick(rng, items)
    item.set("linear", "no")
    book.parts[name] = etree.tostring(package)
    return item.get("idref") or ""


KINDS: Kinds = {
    "cell emptied": _lost_cell,
    "cells swapped": _swapped_cells,
    "cell’s text in the next cell": _moved_to_neighbour,
    "row lost": _lost_row,
    "rows swapped": _swapped_rows,
    "rows joined": _joined_rows,
    "head no longer a head": _plain_header,
    "number in a cell changed": _wrong_number,
    "caption lost": _lost_caption,
    "captions swapped": _swapped_captions,
    "caption outside its figure": _moved_caption,
    "caption misspelt": _misspelt_caption,
    "credit lost": _lost_credit,
    "image lost": _lost_image,
    "images swapped": _swapped_images,
    "image leads nowhere": _dead_image,
    "image of no size": _with("width", "0"),
    "image called decoration": _with("role", "presentation"),
    "alternative text lost": _with("alt", None),
    "alternative text emptied": _with("alt", ""),
    "alternative text misspelt": _misspelt_alt,
    "alternative texts swapped": _swapped_alts,
}
BOOK_KINDS: Kinds = {
    "picture’s file changed": _blank_picture,
    "shape of a drawing lost": _damaged_drawing,
    "picture’s file lost": _lost_part,
    "page lost": _lost_page,
    "pages swapped": _swapped_pages,
    "page set aside": _aside_page,
}
