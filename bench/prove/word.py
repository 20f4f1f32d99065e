"""Faults in the text, notes, links and headings of a Word file."""

from __future__ import annotations

from copy import deepcopy
from random import Random

from lxml import etree

from bench.prove.markup import exchange
from bench.prove.seeding import WORD, Change, Kinds, Unfit, misspelt, pick, two
from bench.prove.word_file import R, W, WordFile, element, said
from briefbuild.verify.read_html import take_out


def _word_to(made: str) -> Change:
    """A change of one word: `made` is formatted with the word."""

    def change(file: WordFile, rng: Random) -> str:
        holder = pick(rng, file.texts())
        text = holder.text or ""
        found = pick(rng, list(WORD.finditer(text)))
        word = found.group()
        new = made.format(word=word, half=word[:2], rest=word[2:], wrong=misspelt(word, rng))
        holder.text = text[: found.start()] + new + text[found.end() :]
        return f"“{word}” is now “{new}”"

    return change


def _swapped_words(file: WordFile, rng: Random) -> str:
    holder = pick(rng, [t for t in file.texts() if len(set(WORD.findall(t.text or ""))) > 1])
    text = holder.text or ""
    one, other = two(rng, list({m.group(): m for m in WORD.finditer(text)}.values()))
    swapped = text[: one.start()] + other.group() + text[one.end() : other.start()]
    holder.text = swapped + one.group() + text[other.end() :]
    return f"“{one.group()}” and “{other.group()}”"


def _lost_run(file: WordFile, rng: Random) -> str:
    run = pick(rng, file.runs())
    take_out(run)
    return said(run)[:50]


def _lost_paragraph(file: WordFile, rng: Random) -> str:
    paragraph = pick(rng, file.paragraphs())
    take_out(paragraph)
    return said(paragraph)[:50]


def _double_paragraph(file: WordFile, rng: Random) -> str:
    paragraph = pick(rng, file.paragraphs())
    paragraph.addnext(deepcopy(paragraph))
    return said(paragraph)[:50]


def _swapped_paragraphs(file: WordFile, rng: Random) -> str:
    one, other = two(rng, list({said(p): p for p in file.paragraphs()}.values()))
    exchange(one, other)
    return f"{said(one)[:30]} / {said(other)[:30]}"


def _as_other(name: str) -> Change:
    """The letters of a run in another element: of a deletion, a field's code."""

    def change(file: WordFile, rng: Random) -> str:
        run, word = file.lone_run(rng)
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}{name}"
        return f"“{word}”"

    return change


def _within(name: str) -> Change:
    """A run within an element that takes it out of the text."""

    def change(file: WordFile, rng: Random) -> str:
        run, word = file.lone_run(rng)
        holder = element(name, id="900", author="Nobody")
        home = run.getparent()
        assert home is not None
        home.replace(run, holder)
        holder.append(run)
        return f"“{word}”"

    return change


# ── notes ────────────────────────────────────────────────────────────────────────────────────────


def _lost_note(file: WordFile, rng: Random) -> str:
    note = pick(rng, file.bodies())
    take_out(note)
    return said(note)[:50]


def _empty_note(file: WordFile, rng: Random) -> str:
    note = pick(rng, file.bodies())
    text = said(note)[:50]
    for run in [r for r in note.iter(f"{W}r") if r.find(f"{W}t") is not None]:
        take_out(run)
    return text


def _swapped_notes(file: WordFile, rng: Random) -> str:
    one, other = two(rng, file.bodies())
    ids = one.get(f"{W}id", ""), other.get(f"{W}id", "")
    other.set(f"{W}id", ids[0])
    one.set(f"{W}id", ids[1])
    return f"{said(one)[:30]} / {said(other)[:30]}"


def _calls(file: WordFile) -> list[etree._Element]:
    calls = [e.getparent() for e in file.document.iter(f"{W}footnoteReference")]
    return [e for e in calls if e is not None]


def _lost_call(file: WordFile, rng: Random) -> str:
    call = pick(rng, _calls(file))
    take_out(call)
    return said(call)


def _moved_call(file: WordFile, rng: Random) -> str:
    """A call stands before the run that it stood after."""
    calls = [c for c in _calls(file) if (b := c.getprevious()) is not None and b.tag == f"{W}r"]
    call = pick(rng, [c for c in calls if WORD.search(said(c.getprevious()))])  # type: ignore[arg-type]
    before = call.getprevious()
    assert before is not None
    exchange(before, call)
    return said(before)[:50]


# ── links, headings ──────────────────────────────────────────────────────────────────────────────


def _other_target(file: WordFile, rng: Random) -> str:
    names = ["word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"]
    roots = {name: etree.fromstring(file.parts[name]) for name in names if name in file.parts}
    outside = [(n, e) for n, root in roots.items() for e in root if e.get("TargetMode")]
    name, link = pick(rng, outside)
    link.set("Target", f"{link.get('Target')}x")
    file.parts[name] = etree.tostring(roots[name])
    return link.get("Target") or ""


def _links(file: WordFile) -> list[etree._Element]:
    found = [e for root in (file.document, file.notes) for e in root.iter(f"{W}hyperlink")]
    return [e for e in found if e.get(f"{R}id")]


def _unlinked(file: WordFile, rng: Random) -> str:
    link = pick(rng, _links(file))
    for run in reversed(list(link)):
        link.addnext(run)
    take_out(link)
    return link.get(f"{R}id") or ""


def _anchors(file: WordFile) -> list[etree._Element]:
    return [e for e in file.document.iter(f"{W}hyperlink") if e.get(f"{W}anchor")]


def _misled(file: WordFile, rng: Random) -> str:
    """A reference within the file leads to another bookmark."""
    link = pick(rng, _anchors(file))
    names = {e.get(f"{W}name") or "" for e in file.document.iter(f"{W}bookmarkStart")}
    other = pick(rng, sorted(names - {link.get(f"{W}anchor") or ""}))
    link.set(f"{W}anchor", other)
    return f"{said(link)} leads to {other}"


def _nowhere(file: WordFile, rng: Random) -> str:
    link = pick(rng, _anchors(file))
    link.set(f"{W}anchor", "nowhere")
    return said(link)


def _styled(old: str, new: str) -> Change:
    """A paragraph of one style has another one; `old` is how the style's id begins."""

    def change(file: WordFile, rng: Random) -> str:
        styles = [p.find(f"{W}pPr/{W}pStyle") for p in file.paragraphs()]
        style = pick(rng, [s for s in styles if s is not None and _begins(s, old)])
        style.set(f"{W}val", new)
        return f"{old} is now {new}"

    return change


def _begins(style: etree._Element, name: str) -> bool:
    return (style.get(f"{W}val") or "").startswith(name)


def _empty_style(file: WordFile, rng: Random) -> str:
    """A heading's style is no heading's: it has no level."""
    levels = list(file.styles.iter(f"{W}outlineLvl"))
    used = {e.get(f"{W}val") for p in file.paragraphs() for e in p.iter(f"{W}pStyle")}
    holders = [e for e in levels if _style_of(e).get(f"{W}styleId") in used]
    level = pick(rng, holders)
    name = _style_of(level).get(f"{W}styleId") or ""
    take_out(level)
    return name


def _style_of(element: etree._Element) -> etree._Element:
    found = next(element.iterancestors(f"{W}style"), None)
    if found is None:
        raise Unfit
    return found


KINDS: Kinds = {
    "word lost": _word_to(""),
    "word doubled": _word_to("{word} {word}"),
    "word added": _word_to("{word} indeed"),
    "word divided": _word_to("{half} {rest}"),
    "word misspelt": _word_to("{wrong}"),
    "words swapped": _swapped_words,
    "run lost": _lost_run,
    "paragraph lost": _lost_paragraph,
    "paragraph doubled": _double_paragraph,
    "paragraphs swapped": _swapped_paragraphs,
    "word as deleted text": _as_other("delText"),
    "word as a field’s code": _as_other("instrText"),
    "word in a deletion": _within("del"),
    "word moved away": _within("moveFrom"),
    "note lost": _lost_note,
    "note emptied": _empty_note,
    "notes’ texts swapped": _swapped_notes,
    "call lost": _lost_call,
    "call moved": _moved_call,
    "link’s target changed": _other_target,
    "link taken off": _unlinked,
    "reference leads elsewhere": _misled,
    "reference leads nowhere": _nowhere,
    "heading a paragraph": _styled("Heading", "BodyText"),
    "heading a level too deep": _styled("Heading1", "Heading3"),
    "paragraph a heading": _styled("BodyText", "Heading2"),
    "title a paragraph": _styled("Title", "BodyText"),
    "style without its level": _empty_style,
}
