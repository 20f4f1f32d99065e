"""Compare what a file must hold with what it turned out to hold, and word each difference.

One lost word must not make every later call look moved: positions in the file are translated
through the alignment of the words before they are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from urllib.parse import quote, unquote

from briefbuild.problems import Place, Problem, problem
from briefbuild.verify import items as must
from briefbuild.verify import reading as has
from briefbuild.verify.align import Difference, counterpart, differences
from briefbuild.verify.at_words import located_problems, place_at
from briefbuild.verify.drawn_text import lost_lettering
from briefbuild.verify.items import Inventory, Word
from briefbuild.verify.looks import resembles
from briefbuild.verify.numbers import number_problems
from briefbuild.verify.reading import Reading
from briefbuild.verify.references import reference_problems
from briefbuild.verify.running_heads import margin_problems
from briefbuild.verify.settle import settle
from briefbuild.verify.tables import table_problems

MOST = 20
"""Differences named for one file; a broken file has thousands, and the first ones tell most."""
EXCERPT = 12


def compare(inventory: Inventory, reading: Reading, format: str) -> list[Problem]:
    """Every difference between source and file, at most `MOST` and a count of the others.

    `format` names the file in the problems' wording. An empty list is the proof.
    """
    found = settle(reading, inventory)
    drift = differences(inventory.texts, found.words)
    problems = [
        *(_style_problem(fault, format) for fault in found.styled),
        *word_problems(inventory.words, found.words, drift, format),
        *_call_problems(inventory.calls, found.calls, drift, format),
        *_note_problems(inventory, found, format),
        *_heading_problems(inventory, found.headings, drift, format),
        *_image_problems(inventory.images, found.images, format),
        *_link_problems(inventory.links, found.links, "link", format),
        *number_problems(inventory.numbers, found.numbers, inventory.texts, drift, format),
        *table_problems(inventory.tables, found.tables, format),
        *reference_problems(inventory.references, found.references, format),
        *located_problems(inventory, found.located, drift, format),
        *(problem("proof-item", None, format=format, kind="item", **f) for f in found.faults),
    ]
    if inventory.margins:
        problems += margin_problems(inventory.margins, found.margins, inventory.texts, format)
    return few(problems, format)


def _style_problem(fault: Mapping[str, str], format: str) -> Problem:
    """What the file's own style does to its text, or may do."""
    facts = {name: said for name, said in fault.items() if name != "code"}
    code = "proof-pale" if fault["code"] == "proof-pale" else "proof-style"
    return problem(code, None, format=format, **facts)


def few(problems: list[Problem], format: str) -> list[Problem]:
    """The first ones, and how many more there are."""
    if len(problems) <= MOST:
        return problems
    more = problem("proof-more", None, format=format, count=len(problems) - MOST)
    return [*problems[:MOST], more]


def word_problems(
    words: Sequence[Word],
    found: Sequence[str],
    drift: Iterable[Difference],
    format: str,
    nearest: Place | None = None,
) -> Iterator[Problem]:
    """One problem for each stretch that differs; `nearest` is the place when no word has one."""
    for d in drift:
        place = place_at(words, d.a0) or nearest
        before = _excerpt([word.text for word in words[max(0, d.a0 - 5) : d.a0]])
        facts = {
            "format": format,
            "expected": _excerpt([word.text for word in words[d.a0 : d.a1]]),
            "found": _excerpt(found[d.b0 : d.b1]),
            "before": before or "(beginning)",
        }
        if d.a0 == d.a1:
            yield problem("proof-added", place, **facts)
        elif d.b0 == d.b1:
            yield problem("proof-lost", place, **facts)
        else:
            yield problem("proof-words", place, **facts)


def _excerpt(words: Sequence[str]) -> str:
    return " ".join(words[:EXCERPT]) + (" …" if len(words) > EXCERPT else "")


def _call_problems(
    calls: Sequence[must.Call],
    found: Sequence[has.ReadCall],
    drift: Sequence[Difference],
    format: str,
) -> Iterator[Problem]:
    """Each call with its mark, in order, after the word it stands after in the source."""

    def wrong(call: must.Call, reason: str) -> Problem:
        return problem("proof-note", call.place, format=format, mark=call.mark, reason=reason)

    if [call.mark for call in calls] != [call.mark for call in found]:
        for d in differences([c.mark for c in calls], [c.mark for c in found]):
            marks = ", ".join(f"“{call.mark}”" for call in found[d.b0 : d.b1]) or "nothing"
            place = calls[d.a0 if d.a0 < len(calls) else -1].place if calls else None
            lost = ", ".join(call.mark for call in calls[d.a0 : d.a1]) or "—"
            reason = f"the file has {marks} where the source calls it"
            yield problem("proof-note", place, format=format, mark=lost, reason=reason)
        return
    for call, other in zip(calls, found, strict=True):
        if other.after not in counterpart(drift, call.after):
            far = other.after - counterpart(drift, call.after)[0]
            side = "late" if far > 0 else "early"
            yield wrong(call, f"its call stands {abs(far)} words too {side}")


def _note_problems(inventory: Inventory, reading: Reading, format: str) -> Iterator[Problem]:
    """Each note once, in order, complete, beginning on the page of its first call."""
    bodies: dict[str, list[has.ReadNote]] = {}
    for body in reading.notes:
        bodies.setdefault(body.mark, []).append(body)
    for note in inventory.notes:
        same = bodies.pop(note.mark, [])
        if len(same) == 1:
            yield from _body_problems(note, same[0], format)
        else:
            reason = f"its text stands {len(same)} times in the file" if same else "is missing"
            yield _wrong_note(note, format, reason)
    for mark in bodies:
        reason = "stands in the file but not in the source"
        yield problem("proof-note", None, format=format, mark=mark, reason=reason)
    yield from _page_problems(inventory, reading, format)
    order = [note.mark for note in inventory.notes]
    found_order = [note.mark for note in reading.notes]
    if order != found_order and sorted(order) == sorted(found_order):
        reason = f"the notes' order is {', '.join(found_order)}"
        yield problem("proof-note", None, format=format, mark=order[0], reason=reason)


def _wrong_note(note: must.Note, format: str, reason: str) -> Problem:
    return problem("proof-note", note.place, format=format, mark=note.mark, reason=reason)


def _body_problems(note: must.Note, found: has.ReadNote, format: str) -> Iterator[Problem]:
    """A note's words, links and numbers of lists."""
    here = f"{format}, note {note.mark}"
    texts = [word.text for word in note.words]
    drift = differences(texts, found.words)
    yield from word_problems(note.words, found.words, drift, here, note.place)
    links = [must.Link(target, note.place) for target in note.links]
    yield from _link_problems(links, found.links, f"link in note {note.mark}", format)
    yield from number_problems(note.numbers, found.numbers, texts, drift, here)


def _page_problems(inventory: Inventory, reading: Reading, format: str) -> Iterator[Problem]:
    """Notes that don't begin on the page of their first call, and those that are out of order
    there; a note may go on over the next pages, without a gap."""
    called = {call.mark: call.page for call in reversed(reading.calls)}
    times = Counter(body.mark for body in reading.notes)
    stands = {body.mark: body.pages for body in reading.notes if times[body.mark] == 1}
    ended = 0
    for note in (note for note in inventory.notes if note.mark in stands):
        page, pages = called.get(note.mark), stands[note.mark]
        begins = page or 0
        if pages and pages != tuple(range(begins, begins + len(pages))):
            where = ", ".join(map(str, pages))
            reason = f"is called on page {page}, but its text stands on page {where}"
            yield _wrong_note(note, format, reason)
        elif begins < ended:
            reason = f"begins on page {begins}, where the note before it goes on to {ended}"
            yield _wrong_note(note, format, reason)
        ended = max((ended, *pages))


def _heading_problems(
    inventory: Inventory,
    found: Sequence[has.ReadHeading],
    lost: Sequence[Difference],
    format: str,
) -> Iterator[Problem]:
    """Each heading as a heading, and levels that keep their order; of one that has `lost` words of
    the text, these are told.

    A format may number levels in its own way (the title as 1 or as no heading at all), but one
    level of the source is one level of the file, and a deeper one stays deeper.
    """
    headings = inventory.headings
    gone = [inventory.words[d.a0 : d.a1] for d in lost]
    optional = {heading.words for heading in headings if heading.level is None}
    needed = [h for h in headings if h.level is not None]
    read = [h for h in found if h.words not in optional or h.words in {n.words for n in needed}]
    keys, others = [" ".join(h.words) for h in needed], [" ".join(h.words) for h in read]
    drift = differences(keys, others)
    for d in drift:
        others_told = sum(_is_gone(heading, gone) for heading in needed[d.a0 : d.a1])
        for heading in (h for h in needed[d.a0 : d.a1] if not _is_gone(h, gone)):
            reason = "is not a heading in the file, or stands in another place"
            yield _item(format, "heading", _excerpt(heading.words), reason, heading.place)
        for extra in read[d.b0 + others_told : d.b1]:
            reason = "is a heading in the file but not in the source"
            yield _item(format, "heading", _excerpt(extra.words), reason, None)
    if not drift:
        yield from _level_problems(needed, read, format)


def _is_gone(heading: must.Heading, gone: Sequence[Sequence[Word]]) -> bool:
    """Whether words of a heading are among those that the text has lost; those of the program's
    own, which have no place, all in a row."""
    if any(word.place for word in heading.located):
        return any(word in words for words in gone for word in heading.located if word.place)
    rows = (" ".join(word.text for word in words) for words in gone)
    return any(f" {' '.join(heading.words)} " in f" {row} " for row in rows)


def _level_problems(
    needed: Sequence[must.Heading], read: Sequence[has.ReadHeading], format: str
) -> Iterator[Problem]:
    levels: dict[int, int] = {}
    for heading, other in zip(needed, read, strict=True):
        level = heading.level or 0
        if levels.setdefault(level, other.level) != other.level:
            reason = f"has level {other.level}, others of its kind {levels[level]}"
            yield _item(format, "heading", _excerpt(heading.words), reason, heading.place)
    for upper, lower in pairwise(sorted(levels)):
        if levels[upper] > levels[lower] or (upper and levels[upper] == levels[lower]):
            reason = f"is level {levels[lower]} in the file, and level {upper} is {levels[upper]}"
            yield _item(format, "heading", f"of level {lower}", reason, None)


def _image_problems(
    images: Sequence[must.Image], found: Sequence[has.ReadImage], format: str
) -> Iterator[Problem]:
    """Each picture in its place, by its bytes or looks, with its alternative text and caption."""
    if len(images) != len(found):
        drift = differences([i.alt for i in images], [" ".join(i.alt.split()) for i in found])
        for image in (image for d in drift for image in images[d.a0 : d.a1]):
            yield _item(format, "image", image.target, "is missing", image.place)
        for extra in (extra for d in drift for extra in found[d.b0 : d.b1]):
            reason = "is an image of the file but not of the source"
            yield _item(format, "image", _excerpt(extra.alt.split()), reason, None)
        return
    for image, other in zip(images, found, strict=True):
        for reason in _image_reasons(image, other, images):
            yield _item(format, "image", image.target, reason, image.place)


def _image_reasons(
    image: must.Image, found: has.ReadImage, images: Sequence[must.Image]
) -> Iterator[str]:
    if " ".join(found.alt.split()) != image.alt:
        yield f"its alternative text is “{found.alt}”, not “{image.alt}”"
    for d in differences(image.caption, found.caption):
        expected = _excerpt(image.caption[d.a0 : d.a1]) or "nothing"
        yield f"its caption has “{_excerpt(found.caption[d.b0 : d.b1])}”, not “{expected}”"
    if image.digests and not image.digests.issuperset(found.forms):
        yield "the file has another drawing here"
    if not image.digests or found.digest in image.digests:
        return
    # EPUB and Word hold the very bytes; looks, which forgive small differences, are for the PDF.
    if found.digest is not None or found.look is None or image.look is None:
        yield "the file has another picture here"
    elif not resembles(found.look, image.look, [other.look for other in images if other.look]):
        yield "the file has another picture here, or a damaged one"
    elif found.lettering and (lost := lost_lettering(image.lettering, found.lettering)):
        yield f"its lettering has lost “{_excerpt(lost)}”"


def _link_problems(
    links: Sequence[must.Link], found: Sequence[str], kind: str, format: str
) -> Iterator[Problem]:
    """Each external target, in order; escaped and plain characters are equal (RFC 3986, 6.2.2)."""
    targets = [_address(link.target) for link in links]
    others = [_address(target) for target in found]
    for d in differences(targets, others):
        for link in links[d.a0 : d.a1]:
            yield _item(format, kind, link.target, "is missing, or leads elsewhere", link.place)
        for target in found[d.b0 : d.b1]:
            yield _item(format, kind, target, "is in the file but not in the source", None)


def _address(target: str) -> str:
    return quote(unquote(target), safe=":/?#[]@!$&'()*+,;=~").rstrip("/")


def _item(format: str, kind: str, item: str, reason: str, place: Place | None) -> Problem:
    return problem("proof-item", place, format=format, kind=kind, item=item, reason=reason)
