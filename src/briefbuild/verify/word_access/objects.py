"""Rules on what is no text: pictures, what stands beside the text, links, protection."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbuild.verify.ooxml import ADEC, OFF, WP, R, W, letters
from briefbuild.verify.word_access.opened import WordFile
from briefbuild.verify.word_access.rule import EDITORS, Fault, Rule

VML = "{urn:schemas-microsoft-com:vml}"
A_FILE = re.compile(r"\.(?:png|jpe?g|gif|tiff?|bmp|svg|emf|wmf|webp)\b", re.IGNORECASE)
BESIDE = (f"{WP}anchor", f"{W}pict", f"{W}txbxContent", f"{W}framePr", f"{W}object")
NOTHING_SAID = frozenset(
    {
        *("click", "click here", "here", "link", "more", "read more", "learn more", "see here"),
        *("this", "this link", "this page", "website", "page"),
        *("hier", "hier klicken", "klicken sie hier", "mehr", "weiterlesen", "dieser link"),
        *("ici", "cliquez ici", "lien", "plus", "lire la suite", "en savoir plus"),
    }
)
"""Texts of links that say nothing of where they lead, in English, German and French."""


def alternatives(file: WordFile) -> Iterator[Fault]:
    """Each picture has a text in its place or is marked as decoration."""
    for root in file.texts.values():
        for about in root.iter(f"{WP}docPr"):
            text, name = about.get("descr", "").strip(), about.get("name", "?")
            marks = about.iter(f"{ADEC}decorative")
            decorates = any(mark.get("val", "1") not in OFF for mark in marks)
            if not text and not decorates:
                yield {"reason": f"“{name}” has none, and isn’t marked as decoration"}
        for shape in root.iter(f"{VML}shape", f"{VML}rect"):
            if not shape.get("alt", "").strip():
                yield {"reason": "a drawing has none"}


def descriptions(file: WordFile) -> Iterator[Fault]:
    """No alternative text is a file's name."""
    for root in file.texts.values():
        for about in root.iter(f"{WP}docPr"):
            if A_FILE.search(about.get("descr", "")):
                yield {"text": about.get("descr", ""), "reason": "names a file"}


def inline(file: WordFile) -> Iterator[Fault]:
    """Nothing stands beside the text, where screen readers find it late or never."""
    for name, root in file.texts.items():
        for found in root.iter(*BESIDE):
            yield {"reason": f"{name} has a {str(found.tag).partition('}')[2]}"}


def watermarks(file: WordFile) -> Iterator[Fault]:
    """No picture behind the text: it would stand in a header."""
    for name, root in file.texts.items():
        pictures = (f"{W}drawing", f"{W}pict")
        if "/header" in name and next(root.iter(*pictures), None) is not None:
            yield {"reason": f"{name} holds a picture"}


def destinations(file: WordFile) -> Iterator[Fault]:
    """The text of a link says where it leads."""
    for name, root in file.texts.items():
        links = file.package.relationships(name)
        for link in root.iter(f"{W}hyperlink"):
            text = " ".join("".join(letters(t) for t in link.iter(f"{W}t")).split())
            target = links.get(link.get(f"{R}id", ""), (link.get(f"{W}anchor", ""), False))[0]
            if text.rstrip(".:…").casefold() in {*NOTHING_SAID, ""}:
                yield {"text": text, "target": target, "reason": f"leads to {target}"}


def protection(file: WordFile) -> Iterator[Fault]:
    """Assistive technology may read and readers may enlarge, recolor and copy."""
    settings = file.package.xml("word/settings.xml")
    for name in ("documentProtection", "writeProtection"):
        if settings is not None and settings.find(f"{W}{name}") is not None:
            yield {"reason": f"settings.xml has {name}"}


RULES = (
    Rule("pictures have alternative text", alternatives),
    Rule("pictures and objects stand in line with the text", inline),
    Rule("no picture is a watermark", watermarks),
    Rule(
        "a link’s text says where it leads",
        destinations,
        EDITORS,
        "name what it leads to: many readers hear links without the text around them",
    ),
    Rule(
        "alternative text says what a picture shows",
        descriptions,
        EDITORS,
        "write in “alt” what the picture tells, as to someone on the telephone",
    ),
    Rule("the document isn’t protected from its readers", protection),
)
