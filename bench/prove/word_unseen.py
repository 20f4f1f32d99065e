"""Text of a Word file that is there and can't be seen: by its own properties, or by its style's."""

from __future__ import annotations

from random import Random

from bench.prove.seeding import Change, Kinds, pick
from bench.prove.word_file import W, WordFile, element, properties, said

Said = list[tuple[str, dict[str, str]]]
RUNS: dict[str, Said] = {
    "hidden": [("vanish", {})],
    "hidden on the web": [("webHidden", {}), ("vanish", {"val": "true"})],
    "of 1 pt": [("sz", {"val": "2"})],
    "of 3 pt": [("sz", {"val": "6"})],
    "white": [("color", {"val": "FFFFFF"})],
    "all but white": [("color", {"val": "FDFDFD"})],
    "white by the theme": [("color", {"val": "FFFFFF", "themeColor": "background1"})],
    "as its shading": [("color", {"val": "123456"}), ("shd", {"val": "clear", "fill": "123456"})],
    "as its highlight": [("color", {"val": "000000"}), ("highlight", {"val": "black"})],
    "squeezed to 1 %": [("w", {"val": "1"})],
    "raised off the line": [("position", {"val": "3000"})],
    "condensed to nothing": [("spacing", {"val": "-1000"})],
}
PARAGRAPHS: dict[str, Said] = {
    "in lines of 1 pt": [("spacing", {"line": "20", "lineRule": "exact"})],
    "indented off the page": [("ind", {"left": "-20000", "right": "20000"})],
    "in a frame off the page": [
        ("framePr", {"w": "2000", "hRule": "exact", "x": "-20000", "y": "-20000"})
    ],
}


def _run(changes: Said) -> Change:
    """A word's run with these properties, in the place of its own."""

    def change(file: WordFile, rng: Random) -> str:
        run, word = file.lone_run(rng)
        holder = properties(run, "rPr")
        for name, attributes in changes:
            for old in holder.findall(f"{W}{name}"):
                holder.remove(old)
            holder.append(element(name, **attributes))
        return f"“{word}”"

    return change


def _run_style(changes: Said) -> Change:
    """The same, by a character style that is based on one that says it."""

    def change(file: WordFile, rng: Random) -> str:
        for name, based in (("Seeded0", ""), ("Seeded", "Seeded0")):
            style = element("style", type="character", styleId=name)
            style.append(element("name", val=name))
            if based:
                style.append(element("basedOn", val=based))
            else:
                holder = element("rPr")
                holder.extend([element(n, **attributes) for n, attributes in changes])
                style.append(holder)
            file.styles.append(style)
        run, word = file.lone_run(rng)
        holder = properties(run, "rPr")
        for old in holder.findall(f"{W}rStyle"):
            holder.remove(old)
        holder.insert(0, element("rStyle", val="Seeded"))
        return f"“{word}”"

    return change


def _paragraph(changes: Said) -> Change:
    """A paragraph with these properties."""

    def change(file: WordFile, rng: Random) -> str:
        paragraph = pick(rng, file.paragraphs())
        holder = properties(paragraph, "pPr")
        for name, attributes in changes:
            for old in holder.findall(f"{W}{name}"):
                holder.remove(old)
            holder.append(element(name, **attributes))
        return said(paragraph)[:50]

    return change


def _paragraph_style(changes: Said) -> Change:
    """A style of the text's paragraphs with other properties of its letters."""

    def change(file: WordFile, rng: Random) -> str:
        used = {e.get(f"{W}val") for p in file.paragraphs() for e in p.iter(f"{W}pStyle")}
        styles = [s for s in file.styles.iter(f"{W}style") if s.get(f"{W}styleId") in used]
        style = pick(rng, styles)
        holder = style.find(f"{W}rPr")
        if holder is None:
            holder = element("rPr")
            style.append(holder)
        for name, attributes in changes:
            for old in holder.findall(f"{W}{name}"):
                holder.remove(old)
            holder.append(element(name, **attributes))
        return style.get(f"{W}styleId") or ""

    return change


KINDS: Kinds = {
    **{f"word {name}": _run(changes) for name, changes in RUNS.items()},
    **{
        f"word {name}, by its style": _run_style(RUNS[name])
        for name in ("hidden", "white", "of 1 pt", "as its shading")
    },
    **{f"paragraph {name}": _paragraph(changes) for name, changes in PARAGRAPHS.items()},
    **{
        f"paragraphs {name}, by their style": _paragraph_style(RUNS[name])
        for name in ("hidden", "white", "of 1 pt")
    },
}
