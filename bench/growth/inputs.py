"""Inputs of 1 MB, each of one thing over and over: what may take a reader or a page maker long.

Every input must end, with its files or with a problem, within a minute and a gigabyte.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

SIZE = 990_000
"""Bytes of Markdown, or of YAML, in each, roughly: a section may have a million."""
OPENING = "# Heading\n\n"
SENTENCE = "The quick brown fox jumps over the lazy dog, while the band plays on. "
SCRIPTS = (
    "Быстрая коричневая лиса прыгает через ленивую собаку. ",
    "Η γρήγορη καφέ αλεπού πηδάει πάνω από το σκυλί. ",
    "الثعلب البني السريع يقفز فوق الكلب الكسول. ",
    "השועל החום המהיר קופץ מעל הכלב העצלן. ",
    "तेज़ भूरी लोमड़ी आलसी कुत्ते के ऊपर कूदती है। ",
    "敏捷的棕色狐狸跳过了懒狗。",
    "สุนัขจิ้งจอกสีน้ำตาลกระโดดข้ามสุนัขขี้เกียจ ",
    "e\u0301\u0323\u0302 Zürich A\u030a ",
)
Write = Callable[[Path], None]


def repeated(piece: str) -> str:
    """A section of that, over and over; `{n}` in it is a number of its own each time."""
    return OPENING + "".join(_pieces(piece))


def nested(opening: str, inner: str = "word", closing: str = "", depth: int = 0) -> str:
    """A section in which one thing stands within another, `depth` deep, 1 MB by default."""
    deep = depth or SIZE // len(opening + closing)
    return OPENING + opening * deep + inner + closing * deep + "\n"


def _pieces(piece: str) -> Iterator[str]:
    size, n = 0, 0
    while size < SIZE:
        n += 1
        text = piece.replace("{n}", str(n))
        size += len(text.encode())
        yield text


def _notes(piece: str) -> str:
    """Paragraphs and the bodies of their notes, half and half."""
    return repeated(f"Text[^{{n}}] goes on.\n\n[^{{n}}]: {piece}\n\n")


def _indented() -> str:
    """Lists in lists, each level indented by two more, as deep as 1 MB goes."""
    depth = int((SIZE) ** 0.5)
    return OPENING + "".join(f"{'  ' * n}- a\n" for n in range(depth))


SECTIONS: Mapping[str, Callable[[], str]] = {
    "prose": lambda: repeated(SENTENCE * 8 + "\n\n"),
    "one paragraph": lambda: repeated(SENTENCE),
    "short words": lambda: repeated("a "),
    "one word": lambda: repeated("a"),
    "lines": lambda: repeated("word\n"),
    "hard breaks": lambda: repeated("word\\\n"),
    "paragraphs": lambda: repeated("word\n\n"),
    "notes, short": lambda: _notes("Body."),
    "notes, long": lambda: _notes(SENTENCE * 30),
    "one note": lambda: f"{OPENING}Text[^a].\n\n[^a]: {SENTENCE * (SIZE // len(SENTENCE))}\n",
    "calls without body": lambda: repeated("word[^n{n}] "),
    "bodies without call": lambda: repeated("[^n{n}]: Body.\n\n"),
    "calls of one note": lambda: f"{repeated('word[^a] ')}\n\n[^a]: Body.\n",
    "one label doubled": lambda: repeated("[^a]: Body.\n\n"),
    "notes in a ring": lambda: repeated("[^n{n}]: See[^n1].\n\n"),
    "table rows": lambda: f"{OPENING}| a | b |\n|---|---|\n" + repeated("| 1.5 | b |\n")[11:],
    "one wide table": lambda: f"{OPENING}{'|a' * 200_000}|\n{'|-' * 200_000}|\n",
    "tables": lambda: repeated("| a | b |\n|---|---|\n| 1 | 2 |\n\n: Caption {#tbl-{n}}\n\n"),
    "headings": lambda: repeated("## Title\n\n"),
    "headings, own": lambda: repeated("## Title {n}\n\nWord.\n\n"),
    "links": lambda: repeated("[a](https://example.org/{n}) "),
    "links, unknown": lambda: repeated("[a](#sec-{n}) "),
    "addresses": lambda: repeated("<https://example.org/{n}> "),
    "definitions": lambda: repeated("[a{n}]: https://example.org/\n"),
    "definitions, used": lambda: repeated("[a{n}]\n\n[a{n}]: https://example.org/\n\n"),
    "references": lambda: repeated("see @fig-a{n} "),
    "addresses, plain": lambda: repeated("www.example.org/{n} a{n}@example.org "),
    "list items": lambda: repeated("- a\n"),
    "numbered items": lambda: repeated("1. a\n"),
    "definition lists": lambda: repeated("Term\n\n:   Text\n\n"),
    "lists, nested": _indented,
    "lists in a line": lambda: nested("- "),
    "quotations, nested": lambda: nested("> "),
    "quotations, 90 deep": lambda: repeated("> " * 90 + "word\n\n"),
    "brackets": lambda: nested("["),
    "brackets, paired": lambda: nested("[", "a", "]"),
    "brackets, link": lambda: nested("[", "a", "](x)"),
    "pictures": lambda: nested("![", "a", "](x)"),
    "emphasis, nested": lambda: nested("*a ", "a", "* "),
    "emphasis, flat": lambda: repeated("*a* "),
    "emphasis, opened": lambda: repeated("*a _b "),
    "stars": lambda: nested("*"),
    "underscores": lambda: nested("_a"),
    "code, opened": lambda: "".join((OPENING, *(f"{'`' * n} " for n in range(1, 1400)))),
    "code blocks": lambda: repeated("```\nx\n```\n\n"),
    "code block": lambda: f"{OPENING}```\n{'x = 1  # comment' * 55_000}\n```\n",
    "divs, nested": lambda: nested("::: box\n"),
    "divs": lambda: repeated("::: box\nword\n:::\n\n"),
    "colons": lambda: nested(":"),
    "less-than": lambda: nested("<"),
    "tags": lambda: nested("<a ", ""),
    "comments, opened": lambda: nested("<!-- "),
    "comments, closed": lambda: repeated("<!-- a --> "),
    "commands": lambda: nested("\\a["),
    "at signs": lambda: f"{OPENING}a{'@' * SIZE}",
    "colons, blanks": lambda: f"{OPENING}:: a{' ' * SIZE}b\n",
    "dollars": lambda: nested("$a "),
    "carets": lambda: nested("^a ~b "),
    "braces": lambda: nested("a{"),
    "spans": lambda: repeated("[a]{lang=fr} "),
    "spans, nested": lambda: nested("[", "a", "]{lang=fr}"),
    "backslashes": lambda: nested("\\"),
    "entities": lambda: repeated("&amp;&#x41; "),
    "quotes": lambda: repeated("\"a 'b "),
    "dashes": lambda: repeated("- --- -- "),
    "pipes": lambda: nested("|"),
    "blanks": lambda: nested(" "),
    "empty lines": lambda: nested("\n"),
    "tabs": lambda: nested("\t"),
    "equals": lambda: repeated("a\n=\n"),
    "acronyms": lambda: repeated("NATO USA "),
    "numbers": lambda: repeated("1,234.5-6 "),
    "scripts": lambda: repeated("".join(SCRIPTS) + "\n\n"),
    "accents": lambda: nested("\u0301", "a"),
    "no glyphs": lambda: OPENING + "".join(chr(0x20000 + n % 40_000) + " " for n in range(200_000)),
    "emoji": lambda: repeated("👩‍👩‍👧‍👦 "),
    "directions": lambda: repeated("\u202ea\u202c "),
    "controls": lambda: repeated("a\u0007"),
}


def write_section(folder: Path, text: str) -> None:
    """A brief of that one section."""
    write_sections(folder, {"sections/01.md": text})


def write_sections(folder: Path, texts: Mapping[str, str]) -> None:
    """A brief of those files."""
    (folder / "sections").mkdir(parents=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    _facts(folder, sections=list(texts))


def _facts(folder: Path, **more: object) -> None:
    facts = {"title": "A Title", "slug": "long", "lang": "en-GB", "date": "2026"}
    facts["status"] = "draft"
    made = {**facts, "authors": [{"name": "Ada Byron"}], **more}
    (folder / "brief.yaml").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")


def _many_sections(folder: Path) -> None:
    count = SIZE // len(OPENING + "Word.\n")
    write_sections(folder, {f"sections/{n:05}.md": f"{OPENING}Word.\n" for n in range(count)})


def _yaml(folder: Path, text: str) -> None:
    write_section(folder, f"{OPENING}Word.\n")
    path = folder / "brief.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')[:-1]}, {text}}}\n", encoding="utf-8")


def _loose_yaml(folder: Path, text: str) -> None:
    write_section(folder, f"{OPENING}Word.\n")
    (folder / "brief.yaml").write_text(text, encoding="utf-8")


def _authors(folder: Path) -> None:
    write_section(folder, f"{OPENING}Word.\n")
    _facts(folder, sections=["sections/01.md"], authors=[{"name": "A B"}] * (SIZE // 17))


def _points(folder: Path) -> None:
    write_section(folder, f"{OPENING}Word.\n")
    _facts(folder, sections=["sections/01.md"], key_points=["A point."] * (SIZE // 12))


def _figures(folder: Path) -> None:
    write_section(folder, f"{OPENING}Word.\n")
    entry = {"file": "figures/a.svg", "alt": "A", "rights": {"permission": "not-needed"}}
    figures = {f"fig-{n}": entry for n in range(SIZE // 100)}
    _facts(folder, sections=["sections/01.md"], figures=figures)


FOLDERS: Mapping[str, Write] = {
    "many sections": _many_sections,
    "yaml: authors": _authors,
    "yaml: key points": _points,
    "yaml: figures": _figures,
    "yaml: summary": lambda f: _yaml(f, f'"summary": "{SENTENCE * (SIZE // len(SENTENCE))}"'),
    "yaml: unknown keys": lambda f: _yaml(f, ", ".join(f'"key{n}": 1' for n in range(80_000))),
    "yaml: one key": lambda f: _yaml(f, ", ".join('"title": "a"' for _ in range(80_000))),
    "yaml: nested": lambda f: _yaml(f, f'"keywords": {"[" * 500_000}{"]" * 500_000}'),
    "yaml: maps, nested": lambda f: _yaml(f, f'"keywords": {"{a: " * 200_000}{"}" * 200_000}'),
    "yaml: indented": lambda f: _loose_yaml(f, "".join(f"{' ' * n}a:\n" for n in range(1400))),
    "yaml: dashes": lambda f: _loose_yaml(f, "- " * (SIZE // 2)),
    "yaml: quotes": lambda f: _loose_yaml(f, 'a: "' * (SIZE // 4)),
}
