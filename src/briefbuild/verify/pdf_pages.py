"""What is read of a PDF's pages one by one, whatever their structure says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter

import pikepdf

from briefbuild.verify.pdf_ink import unseen
from briefbuild.verify.pdf_text import Pages, joined
from briefbuild.verify.reading import NOWHERE, ReadFault, ReadMargin

TOLD = 12
"""Words of a row that can't be seen; the first ones tell where it is."""
Starts = Mapping[tuple[int, int], tuple[str | None, int]]
"""For the marked content of each page the note that it stands in, and how many words of it, or of
the main text, are before it."""


def margins_of(pages: Pages, pdf: pikepdf.Pdf) -> tuple[ReadMargin, ...]:
    tagged = ["/StructParents" in page.obj for page in pdf.pages]
    return tuple(
        ReadMargin(joined(page.margins), not page.content, not any(tagged[number:]))
        for number, page in enumerate(pages.pages)
    )


def hidden_words(pages: Pages, starts: Starts) -> Iterator[ReadFault]:
    """The words that a page hides; those in a row, for the same reason, are told together."""
    for number in range(len(pages)):
        for reason, found in groupby(unseen(pages, number), key=attrgetter("reason")):
            row = list(found)
            item = " ".join(word.text for word in row[:TOLD]) + (" …" if len(row) > TOLD else "")
            note, after = starts.get((number, row[0].content), (None, NOWHERE))
            at = after if after == NOWHERE else after + row[0].before
            yield ReadFault(item, f"{reason} (page {number + 1})", at, note)


def broken_links(pdf: pikepdf.Pdf) -> Iterator[dict[str, str]]:
    """Links to a named destination that the document doesn't have (ISO 32000-1, 12.3.2.3)."""
    named = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    names = set() if named is None else set(pikepdf.NameTree(named).keys())
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.get("/Annots", pikepdf.Array()):
            target = annotation.get("/Dest")
            if isinstance(target, pikepdf.String) and str(target) not in names:
                reason = f"is linked to on page {number} but is not in the document"
                yield {"item": str(target), "reason": reason}
