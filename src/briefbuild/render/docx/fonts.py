"""The house's fonts in a Word file: named, described for who lacks them, and embedded.

Word knows a family by its four faces (regular, bold, italic, both); a semibold is a family of its
own there. Fonts are embedded whole and unmodified, obfuscated as ISO 29500-4, 9.2 has it, so that
the page looks the same where they aren't installed and any word can still be typed.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from fontTools.ttLib import TTFont

from briefbuild.render.docx.xml import R_NS, RELATION, W_NS, XML_HEAD

SLOTS = {
    "Regular": "embedRegular",
    "Bold": "embedBold",
    "Italic": "embedItalic",
    "Bold Italic": "embedBoldItalic",
}
SEMIBOLD = 600
NO_EMBEDDING = 0x0002  # OpenType OS/2 fsType: restricted licence embedding
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CLASSES = {"serif": "roman", "sans-serif": "swiss"}


@dataclass(frozen=True)
class Face:
    """One font file, as Word names it."""

    file: Path
    family: str
    """The family that Word lists: “Source Sans 3 Semibold”."""
    slot: str
    """Regular, Bold, Italic or Bold Italic."""
    design: str
    """The family that a designer names: “Source Sans 3”."""
    weight: int
    panose: str
    signature: Mapping[str, int]
    """Which parts of Unicode and which code pages it covers, as CT_FontSig names them."""
    embeddable: bool


def faces(folder: Path) -> tuple[Face, ...]:
    """The TrueType fonts in a folder, in the order of their files' names."""
    return tuple(_face(file) for file in sorted(folder.glob("*.ttf")))


def _face(file: Path) -> Face:
    with TTFont(file, lazy=True) as font:
        names, os2 = font["name"], font["OS/2"]
        family = names.getDebugName(1)
        return Face(
            file=file,
            family=family,
            slot=names.getDebugName(2),
            design=names.getDebugName(16) or family,
            weight=os2.usWeightClass,
            panose="".join(f"{value:02X}" for value in vars(os2.panose).values()),
            signature={
                **{f"usb{n}": getattr(os2, f"ulUnicodeRange{n + 1}") for n in range(4)},
                **{f"csb{n}": getattr(os2, f"ulCodePageRange{n + 1}") for n in range(2)},
            },
            embeddable=not os2.fsType & NO_EMBEDDING,
        )


def semibold(known: Iterable[Face], design: str) -> str | None:
    """The family that Word lists for a design's semibold, if there is one."""
    for face in known:
        if face.design == design and face.weight == SEMIBOLD and face.slot == "Regular":
            return face.family
    return None


def font_parts(known: Sequence[Face], stacks: dict[str, str]) -> dict[str, bytes]:
    """The parts that name, describe and embed fonts.

    `stacks` gives each family that the styles use the CSS list it was chosen from, whose next
    family stands in for it (`"Source Serif 4", Georgia, serif`).
    """
    parts: dict[str, bytes] = {}
    entries: list[str] = []
    links: list[str] = []
    for family, stack in sorted(stacks.items()):
        mine = [face for face in known if face.family == family]
        embedded = []
        for face in (f for f in mine if f.embeddable and f.slot in SLOTS):
            number = len(links) + 1
            key, data = _obfuscated(face.file.read_bytes())
            parts[f"word/fonts/font{number}.odttf"] = data
            links.append(
                f'<Relationship Id="rId{number}" Type="{RELATION}font" '
                f'Target="fonts/font{number}.odttf"/>'
            )
            tag = SLOTS[face.slot]
            order = list(SLOTS).index(face.slot)
            embedded.append((order, f'<w:{tag} r:id="rId{number}" w:fontKey="{key}"/>'))
        entries.append(_entry(family, stack, mine, [xml for _, xml in sorted(embedded)]))
    table = "".join(entries)
    parts["word/fontTable.xml"] = (
        f'{XML_HEAD}<w:fonts xmlns:w="{W_NS}" xmlns:r="{R_NS}">{table}</w:fonts>'.encode()
    )
    joined = "".join(links)
    parts["word/_rels/fontTable.xml.rels"] = (
        f'{XML_HEAD}<Relationships xmlns="{RELATIONSHIPS}">{joined}</Relationships>'.encode()
    )
    return parts


def _entry(family: str, stack: str, mine: Sequence[Face], embedded: Sequence[str]) -> str:
    """A row of the font table, in the order of CT_Font (ISO 29500-1, 17.8.3.10): what stands in for
    the family, by name and by its looks, and what it covers."""
    others = [name.strip().strip("\"'") for name in stack.split(",")]
    kind = next((CLASSES[name] for name in others if name in CLASSES), "auto")
    names = ", ".join(name for name in others if name not in (family, *CLASSES))
    alternative = f"<w:altName w:val={quoteattr(names)}/>" if names else ""
    plainest = min(mine, key=lambda face: [*SLOTS, face.slot].index(face.slot), default=None)
    panose = f'<w:panose1 w:val="{plainest.panose}"/>' if plainest else ""
    covered = plainest.signature.items() if plainest else ()
    signature = "".join(f' w:{name}="{bits:08X}"' for name, bits in covered)
    return (
        f"<w:font w:name={quoteattr(family)}>{alternative}{panose}"
        f'<w:charset w:val="00"/><w:family w:val="{kind}"/>'
        f'<w:pitch w:val="variable"/>{f"<w:sig{signature}/>" if signature else ""}'
        f"{''.join(embedded)}</w:font>"
    )


def _obfuscated(data: bytes) -> tuple[str, bytes]:
    """A key made from the font itself, and the font with its first 32 bytes changed by the key."""
    identity = uuid.UUID(bytes=hashlib.sha256(data).digest()[:16], version=4)
    key = identity.bytes[::-1]
    head = bytes(byte ^ key[index % 16] for index, byte in enumerate(data[:32]))
    return f"{{{str(identity).upper()}}}", head + data[32:]
