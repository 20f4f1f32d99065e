"""Faults in the words, notes, links and headings of an EPUB's or a web page's text."""

from __future__ import annotations

from copy import deepcopy
from random import Random

from lxml import etree

from bench.prove.markup import Markup, exchange, name_of, shown
from bench.prove.seeding import WORD, Change, Kinds, Unfit, misspelt, pick, two
from briefbuild.verify.read_html import take_out


def _word_to(made: str) -> Change:
    """A change of one word: `made` is formatted with the word."""

    def change(site: Markup, rng: Random) -> str:
        piece, found = site.word(rng)
        word = found.group()
        new = made.format(word=word, half=word[: len(word) // 2], rest=word[len(word) // 2 :])
        piece.write(piece.text[: found.start()] + new + piece.text[found.end() :])
        return f"“{word}” is now “{new}”"

    return change


def _misspelt_word(site: Markup, rng: Random) -> str:
    piece, found = site.word(rng)
    new = misspelt(found.group(), rng)
    piece.write(piece.text[: found.start()] + new + piece.text[found.end() :])
    return f"“{found.group()}” is now “{new}”"


def _swapped_words(site: Markup, rng: Random) -> str:
    pieces = [p for p in site.pieces() if len(set(WORD.findall(p.text))) > 1]
    piece = pick(rng, pieces)
    one, other = two(rng, list({m.group(): m for m in WORD.finditer(piece.text)}.values()))
    text = piece.text
    swapped = text[: one.start()] + other.group() + text[one.end() : other.start()]
    piece.write(swapped + one.group() + text[other.end() :])
    return f"“{one.group()}” and “{other.group()}”"


def _joined_words(site: Markup, rng: Random) -> str:
    pieces = [p for p in site.pieces() if len(WORD.findall(p.text)) > 2]
    piece = pick(rng, pieces)
    spaces = [i for i, c in enumerate(piece.text) if c == " " and 0 < i < len(piece.text) - 1]
    inner = [i for i in spaces if piece.text[i - 1].isalpha() and piece.text[i + 1].isalpha()]
    at = pick(rng, inner)
    piece.write(piece.text[:at] + piece.text[at + 1 :])
    return f"“{piece.text[max(0, at - 8) : at + 8]}”"


def _lost_figure(site: Markup, rng: Random) -> str:
    """One figure of a number is gone."""
    pieces = [p for p in site.pieces() if any(c.isdigit() for c in p.text)]
    piece = pick(rng, pieces)
    at = pick(rng, [i for i, c in enumerate(piece.text) if c.isdigit()])
    piece.write(piece.text[:at] + piece.text[at + 1 :])
    return f"“{piece.text[max(0, at - 8) : at + 8]}”"


def _paragraphs(site: Markup) -> list[etree._Element]:
    return [e for e in site.all("p", "li") if WORD.search(shown(e))]


def _lost_paragraph(site: Markup, rng: Random) -> str:
    paragraph = pick(rng, _paragraphs(site))
    take_out(paragraph)
    return shown(paragraph)


def _double_paragraph(site: Markup, rng: Random) -> str:
    paragraph = pick(rng, _paragraphs(site))
    home = paragraph.getparent()
    assert home is not None
    home.insert(home.index(paragraph) + 1, deepcopy(paragraph))
    return shown(paragraph)


def _swapped_paragraphs(site: Markup, rng: Random) -> str:
    plain = [p for p in _paragraphs(site) if name_of(p) == "p"]
    one, other = two(rng, list({shown(p): p for p in plain}.values()))
    exchange(one, other)
    return f"{shown(one)} / {shown(other)}"


def _comment(site: Markup, rng: Random) -> str:
    """A word stands in a comment."""
    element, word = site.wrapped(rng)
    comment = etree.Comment(word)
    comment.tail = element.tail
    home = element.getparent()
    assert home is not None
    home.replace(element, comment)
    return f"“{word}”"


def _in_element(name: str) -> Change:
    """A word in an element that shows nothing of it."""

    def change(site: Markup, rng: Random) -> str:
        _, word = site.wrapped(rng, name)
        return f"“{word}”"

    return change


# ── notes ────────────────────────────────────────────────────────────────────────────────────────


def _lost_note(site: Markup, rng: Random) -> str:
    note = pick(rng, site.roles("doc-footnote"))
    take_out(note)
    return shown(note)


def _empty_note(site: Markup, rng: Random) -> str:
    note = pick(rng, site.roles("doc-footnote"))
    text = shown(note)
    kept = [e for e in note.iter() if e.get("role") == "doc-backlink"]
    for child in list(note):
        note.remove(child)
    for mark in kept:
        mark.tail = None
        note.append(mark)
    return text


def _double_note(site: Markup, rng: Random) -> str:
    note = pick(rng, site.roles("doc-footnote"))
    home = note.getparent()
    assert home is not None
    home.append(deepcopy(note))
    return shown(note)


def _swapped_notes(site: Markup, rng: Random) -> str:
    """Two notes' texts change places; each mark stays."""
    one, other = two(rng, site.roles("doc-footnote"))
    marks = [next(e for e in n.iter() if e.get("role") == "doc-backlink") for n in (one, other)]
    exchange(one, other)
    exchange(*marks)
    return f"{shown(one)} / {shown(other)}"


def _lost_call(site: Markup, rng: Random) -> str:
    call = pick(rng, site.roles("doc-noteref"))
    take_out(call)
    return f"call {shown(call)}"


def _moved_call(site: Markup, rng: Random) -> str:
    """A call stands a word too early."""
    calls = [c for c in site.roles("doc-noteref") if c.getprevious() is None]
    calls = [c for c in calls if (e := c.getparent()) is not None and WORD.search(e.text or "")]
    call = pick(rng, calls)
    home = call.getparent()
    assert home is not None
    before, last = (home.text or "").rstrip().rpartition(" ")[::2]
    if not WORD.search(before) or not WORD.search(last):
        raise Unfit
    home.text = before
    call.tail = f" {last}{call.tail or ''}"
    return f"call {shown(call)} before “{last}”"


def _swapped_calls(site: Markup, rng: Random) -> str:
    one, other = two(rng, site.roles("doc-noteref"))
    one.text, other.text = other.text, one.text
    if one.text == other.text:
        raise Unfit
    return f"{one.text} / {other.text}"


def _misled(role: str) -> Change:
    """A call, or a note's way back, leads to another note's."""

    def change(site: Markup, rng: Random) -> str:
        one, other = two(rng, site.roles(role))
        if one.get("href") == other.get("href"):
            raise Unfit
        one.set("href", other.get("href") or "")
        return f"{shown(one)} leads where {shown(other)} does"

    return change


def _renamed_note(site: Markup, rng: Random) -> str:
    note = pick(rng, site.roles("doc-footnote"))
    note.set("id", "elsewhere")
    return shown(note)


# ── links, headings ──────────────────────────────────────────────────────────────────────────────


def _links(site: Markup) -> list[etree._Element]:
    return [e for e in site.all("a") if (e.get("href") or "").startswith("http")]


def _other_target(site: Markup, rng: Random) -> str:
    link = pick(rng, _links(site))
    link.set("href", f"{link.get('href')}x")
    return link.get("href") or ""


def _swapped_targets(site: Markup, rng: Random) -> str:
    one, other = two(rng, list({e.get("href"): e for e in _links(site)}.values()))
    targets = one.get("href") or "", other.get("href") or ""
    other.set("href", targets[0])
    one.set("href", targets[1])
    return " / ".join(targets)


def _unlinked(site: Markup, rng: Random) -> str:
    link = pick(rng, _links(site))
    del link.attrib["href"]
    return shown(link)


def _inner_links(site: Markup) -> list[etree._Element]:
    links = [e for e in site.all("a") if "#" in (e.get("href") or "")]
    return [e for e in links if not (e.get("href") or "").startswith("http")]


def _misled_reference(site: Markup, rng: Random) -> str:
    """A reference leads to another figure, table or section."""
    one, other = two(rng, list({e.get("href"): e for e in _inner_links(site)}.values()))
    one.set("href", other.get("href") or "")
    return f"{shown(one)} leads to {other.get('href')}"


def _dead_reference(site: Markup, rng: Random) -> str:
    link = pick(rng, _inner_links(site))
    link.set("href", "#nowhere")
    return shown(link)


def _headings(site: Markup, *names: str) -> list[etree._Element]:
    return [e for e in site.all(*(names or ("h1", "h2", "h3"))) if shown(e)]


def _heading_to(name: str) -> Change:
    def change(site: Markup, rng: Random) -> str:
        heading = pick(rng, [h for h in _headings(site) if name_of(h) != name])
        heading.tag = site.make(heading, name).tag
        return f"{shown(heading)} is {name}"

    return change


def _false_heading(site: Markup, rng: Random) -> str:
    plain = [p for p in _paragraphs(site) if name_of(p) == "p"]
    told = ("details", "aside", "figcaption")  # a picture's description is no part of the text
    plain = [p for p in plain if not any(name_of(e) in told for e in p.iterancestors())]
    paragraph = pick(rng, plain)
    paragraph.tag = site.make(paragraph, "h2").tag
    return shown(paragraph)


KINDS: Kinds = {
    "word lost": _word_to(""),
    "word doubled": _word_to("{word} {word}"),
    "word added": _word_to("{word} indeed"),
    "word divided": _word_to("{half} {rest}"),
    "word misspelt": _misspelt_word,
    "words swapped": _swapped_words,
    "words joined": _joined_words,
    "figure of a number lost": _lost_figure,
    "word in a comment": _comment,
    "word in <template>": _in_element("template"),
    "word in <script>": _in_element("script"),
    "word in <noscript>": _in_element("noscript"),
    "paragraph lost": _lost_paragraph,
    "paragraph doubled": _double_paragraph,
    "paragraphs swapped": _swapped_paragraphs,
    "note lost": _lost_note,
    "note emptied": _empty_note,
    "note doubled": _double_note,
    "notes’ texts swapped": _swapped_notes,
    "call lost": _lost_call,
    "call moved": _moved_call,
    "calls’ marks swapped": _swapped_calls,
    "call leads to another note": _misled("doc-noteref"),
    "note leads back to another call": _misled("doc-backlink"),
    "note’s id changed": _renamed_note,
    "link’s target changed": _other_target,
    "links’ targets swapped": _swapped_targets,
    "link taken off": _unlinked,
    "reference leads elsewhere": _misled_reference,
    "reference leads nowhere": _dead_reference,
    "heading a level too deep": _heading_to("h4"),
    "heading a paragraph": _heading_to("p"),
    "paragraph a heading": _false_heading,
}
