"""Rules on what the file is made of: fonts, colours, and nothing that acts or is locked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from briefbuild.verify.claims.opened import Opened
from briefbuild.verify.claims.rule import ARCHIVE, UA, Rule

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
ALLOWED_ACTIONS = frozenset({"/GoTo", "/GoToR", "/GoToE", "/URI", "/Named", "/SubmitForm"})
PRINTED, HIDING = 4, 1 | 2 | 32
"""An annotation's flags: Print; and Invisible, Hidden, NoView (ISO 32000-1, table 165)."""
ICC_RGB = b"RGB "
LZW = "/LZWDecode"


def fonts(file: Opened) -> Iterator[str]:
    """The letters of every font are in the file."""
    for name, font in file.fonts():
        descriptor = font.get("/FontDescriptor")
        if font.get("/Subtype") in ("/Type0", "/Type3"):
            continue
        if descriptor is None or not any(key in descriptor for key in FONT_FILES):
            yield f"the font {name} isn’t embedded"


def letters(file: Opened) -> Iterator[str]:
    """Every font that pages name says which characters its letters are."""
    for name, font in file.fonts():
        whole = font.get("/Subtype") not in ("/CIDFontType0", "/CIDFontType2")
        if whole and "/ToUnicode" not in font:
            yield f"the font {name} doesn’t say which characters its letters are"


def colours(file: Opened) -> Iterator[str]:
    """Colours are grey or RGB, and the output intent's profile says which RGB."""
    intents = [i for i in file.pdf.Root.get("/OutputIntents", []) if i.get("/S") == "/GTS_PDFA1"]
    profiles = [intent.get("/DestOutputProfile") for intent in intents]
    if len(profiles) != 1 or profiles[0] is None or profiles[0].read_bytes()[16:20] != ICC_RGB:
        yield "there is no output intent with an RGB profile"
    for stream in file.streams():
        if stream.get("/ColorSpace") == "/DeviceCMYK":
            yield "a picture is in DeviceCMYK"
    sources: list[Any] = [*file.pdf.pages]
    sources += [s for s in file.streams() if s.get("/Subtype") == "/Form"]
    for source in sources:
        if pikepdf.parse_content_stream(source, "k K"):
            yield "a colour is in DeviceCMYK"


def pictures(file: Opened) -> Iterator[str]:
    """Pictures are shown as they are, with no more points than they have."""
    for stream in file.streams():
        if bool(stream.get("/Interpolate", False)):
            yield "a picture is smoothed, each reader in its way"


def actions(file: Opened) -> Iterator[str]:
    """Nothing runs or starts by itself."""
    for item in file.pdf.objects:
        if not isinstance(item, pikepdf.Dictionary):
            continue
        for key in ("/JS", "/AA"):
            if key in item:
                yield f"there is an entry {key[1:]}"
        action = item.get("/A")
        if isinstance(action, pikepdf.Dictionary) and "/S" in action:
            if action.S not in ALLOWED_ACTIONS:
                yield f"there is an action {str(action.S)[1:]}"
            if "/JS" in action:
                yield "there is a script"
    if "/JavaScript" in file.pdf.Root.get("/Names", pikepdf.Dictionary()):
        yield "there is a script"


def flags(file: Opened) -> Iterator[str]:
    """Annotations are printed and not hidden."""
    for number, annotation in file.annotations():
        flag = int(annotation.get("/F", 0))
        if not flag & PRINTED or flag & HIDING:
            yield f"an annotation on page {number} isn’t printed or is hidden"


def openness(file: Opened) -> Iterator[str]:
    """The file has an identifier, and is neither encrypted nor packed in a closed way."""
    if file.pdf.is_encrypted:
        yield "the file is encrypted"
    if "/ID" not in file.pdf.trailer:
        yield "the file has no identifier"
    for stream in file.streams():
        filters = stream.get("/Filter")
        packed = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
        if any(name == LZW for name in packed):
            yield "a stream is packed with LZW"
        if "/F" in stream:
            yield "a stream lies in another file"


RULES = (
    Rule({UA: "7.21.4.1", ARCHIVE: "6.2.11.4"}, fonts),
    Rule({UA: "7.21.7", ARCHIVE: "6.2.11.7"}, letters),
    Rule({ARCHIVE: "6.2.4"}, colours),
    Rule({ARCHIVE: "6.2.8"}, pictures),
    Rule({ARCHIVE: "6.5.1"}, actions),
    Rule({ARCHIVE: "6.3.2"}, flags),
    Rule({ARCHIVE: "6.1"}, openness),
)
