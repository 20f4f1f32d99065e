"""What the reader swallows is found by the coverage rule, with its place; markup is no loss."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbuild import pandoc
from briefbuild.coverage import labels_of, note_faults, swallowed
from briefbuild.leftovers import leftovers
from briefbuild.note_loops import without_loops
from briefbuild.numerals import numeral
from briefbuild.positions import Origin, placed
from briefbuild.problems import Problem
from briefbuild.tree import text_of, walk
from tests.reading import codes


def read(text: str) -> tuple[Origin, list[dict[str, object]], list[Problem]]:
    """Any text, and what pandoc refuses of it; each refusal has its place."""
    origin = Origin("a.md", text)
    plain = without_loops(text)[0]
    documents, problems = pandoc.read_all([(pandoc.MARKDOWN, plain)], [origin])
    lines = text.split("\n")
    for problem in problems:
        assert problem.code == "pandoc-failed"
        assert problem.place is not None
        assert lines[problem.place.line - 1][problem.place.column - 1] == "{"
    return origin, placed(documents[0]["blocks"], origin), problems


def origin_of(text: str) -> tuple[Origin, list[dict[str, object]]]:
    """A text of which pandoc refuses nothing."""
    origin, blocks, refused = read(text)
    assert refused == []
    return origin, blocks


NOTHING_LOST = """\
# Heading *one* {#sec-one}

Text with [a link]( https://x.org/a_(b) ) and [another][ref] and <https://y.org>.
An [under]{.smallcaps} word, `code`{.x}, H~2~O, 2^nd^, ~~gone~~, &amp; &eacute;, a\\*b.

::: recommendations
Term *one*
:   Text.[^a]
:::

::: {.box #fig-x}
1. one
2. two
   a) three
:::

> quoted[^b]

| A | B |
|---|--:|
| 1 | 2 |

: Caption {#tbl-x}

```python
print("[^c]")
    ``` indented(2)

last()
```

    indented code
    of two lines

![Caption](../figures/x.svg){#fig-a .unnumbered}

[^a]: Body *one*.

    Second paragraph.

    ```python
    print("a note's code")

    > more
    ```

[^b]: Body two.

[ref]: https://z.org
"""


def test_markup_is_no_loss() -> None:
    origin, _ = origin_of(NOTHING_LOST)
    assert swallowed(origin) == []
    assert note_faults(origin) == []


@pytest.mark.parametrize(
    ("text", "lost", "place"),
    [
        ("| A |\n|---|\n| 1 | EXTRA |\n", "EXTRA", "a.md:3:5"),
        ("Text.\n\n[Note]: swallowed\n", "[Note]: swallowed", "a.md:3:1"),
        ('A [link](https://x.org/a_(b) "Title").\n', '"Title"', "a.md:1:30"),
        ('[a]: https://x.org "Title"\n\n[a]\n', '"Title"', "a.md:1:20"),
        ("Text.[^1]\n\n[^1]: 2019.\n", "2019.", "a.md:3:7"),
        ("{#a} x\n", "{#a}", "a.md:1:1"),
        ("Some {#b} text\n", "{#b}", "a.md:1:6"),
        ("Some text {.b}\n", "{.b}", "a.md:1:11"),
        ("> {#c} text\n", "{#c}", "a.md:1:3"),
        ("1. {#c} text\n", "{#c}", "a.md:1:4"),
        ("- One {#c}\n\n  ```\n  code\n  ```\n", "{#c}", "a.md:1:7"),
        ("Term\n\n:   Text {#d}\n", "{#d}", "a.md:3:10"),
        ("| A |\n|---|\n| 1 | ✓ |\n", "| ✓ |", "a.md:3:5"),
        ("| A |\n|---|\n| 1 | - |\n", "| - |", "a.md:3:5"),
        ("A | B\n--|--\n1 | *2* | ?\n", "| ?", "a.md:3:7"),
        ("A | B\n--|--\n1 \\\\| 2 | 3 | ?\n", "| ?", "a.md:3:13"),
        ("[a]: https://x.org\n[A]: https://y.org\n\n[a]\n", "https://y.org", "a.md:2:1"),
        ("``` lost words\ncode\n```\n", "``` lost words", "a.md:1:1"),
        ("> ~~~ {.py} lost words\n> code\n> ~~~\n", "lost words", "a.md:1:3"),
        ("1. ``` {.py lost}\n   code\n   ```\n", "{.py lost}", "a.md:1:4"),
        ("> | A |\n> |---|\n> | 1 | &check; |\n", "| &check; |", "a.md:3:7"),
        ("| A |\n|---|\n| 1 | [](https://x.org) |\n", "| [](https://x.org) |", "a.md:3:5"),
        ("| A |\n|:-:|\n| `1|2` |\n", "|2`", "a.md:3:5"),
        ('A [link](https://x.org "?") and `"?"`.\n', '"?"', "a.md:1:24"),
        ("[a]: https://x.org\n  (&euro;)\n\n[a]\n", "(&euro;)", "a.md:2:3"),
        ("A `[Note]`, a [Note](https://x.org).\n\n[Note]: lost\n", "[Note]: lost", "a.md:3:1"),
    ],
)
def test_swallowed_text_is_found(text: str, lost: str, place: str) -> None:
    origin, blocks = origin_of(text)
    assert lost.strip("[]") not in text_of(blocks).split()
    (found,) = swallowed(origin)
    assert lost in found.message
    assert str(found.place) == place


TABS = """\
# One\ttwo

A farmer\tpays 480 *taka* now, says @fig-example.[^first] And\tthen[^second], `co\tde`.

1.\t85,000 ha.
2.\tLess.

- one
\t- two\tthree
\t\t- four

>\tquoted text\there

| A\tB | C |
|---|---|
| 1\t2 | three four |

[^first]: Body\tone.

\t- a\tlist
\t- of two

[^second]:\tBody two.
"""


def test_tabs_lose_nothing() -> None:
    """pandoc counts columns with tabs reaching to the next stop, places count characters."""
    origin, _ = origin_of(TABS)
    assert swallowed(origin) == []
    assert note_faults(origin) == []
    assert leftovers(origin, labels_of(origin)) == []


@given(st.lists(st.sampled_from(["ab", "cde", "f", " ", "\t", "*g h*", "\t\t", "|"]), max_size=12))
def test_the_places_of_words_count_characters(pieces: list[str]) -> None:
    text = "x" + "".join(pieces) + "y\n\n>\t- a\tb\n"
    _, blocks = origin_of(text)
    lines = text.split("\n")
    for found in walk(blocks):
        if found["t"] == "Str":
            _, line, column = found["pos"]
            assert lines[line - 1][column - 1 :].startswith(found["c"])


def test_note_faults_have_their_places() -> None:
    text = "A[^1] b[^no].\n\n[^1]: One.[^2]\n\n[^1]: Again.\n\n[^2]: Two.\n\n[^3]: Three.\n"
    origin, _ = origin_of(text)
    found = note_faults(origin)
    assert codes(found) == ["note-duplicate", "note-unused", "note-nested", "note-undefined"]
    assert [str(p.place) for p in found] == ["a.md:5:1", "a.md:9:1", "a.md:3:11", "a.md:1:8"]


@pytest.mark.parametrize(
    "text",
    [
        "## Heading {#sec-a .b}\n",
        "- ## Heading {#sec-a} ##\n",
        "Heading {#sec-a}\n======\n",
        "| A |\n|---|\n| 1 |\n\n: Caption on\nlines {#tbl-x .unnumbered}\n",
        "Some [text]{#a} and *text*{.b} and `code`{.c} and a word{#d}.\n",
        "> A [text][a\n> b].\n>\n> [a b]: https://x.org/(a(b))\n",
        "- A [text][a]{.b}, [a][], ![][b].\n\n  - C\n\n    [a]: https://x.org\n    [b]: /x\n",
        "Text.[^1]\n\n[^1]: A [te\\]xt].\n\n    [te\\]xt]: <https://x.org>\n",
        "- 1. One\n  2. > a) Two\n",
        "1986.\n      Text\n",
        "Text.[^1]\n\n[^1]: ::: box\n    Text\n    :::\n",
        "Term\n:   ```py\n    code\n    ```\n",
    ],
)
def test_markup_where_it_belongs_is_no_loss(text: str) -> None:
    assert swallowed(origin_of(text)[0]) == []


NUMERALS = st.sampled_from(["1", "a", "A", "i", "I"])
SIGNS = st.sampled_from([("", ".  "), ("", ")  "), ("(", ") ")])


@given(st.integers(1, 12), st.integers(1, 12), NUMERALS, SIGNS)
def test_the_numbers_of_lists_are_no_loss(first: int, size: int, kind: str, signs: Any) -> None:
    """Figures, letters and Roman numerals of any size, with a point or in parentheses."""
    numbers = (f"{signs[0]}{numeral(first + i, kind)}{signs[1]}" for i in range(size))
    origin, blocks = origin_of("".join(f"{number}word{i}\n" for i, number in enumerate(numbers)))
    assert swallowed(origin) == []
    assert all(f"word{i}" in text_of(blocks) for i in range(size))


WORDS = st.lists(st.from_regex(r"[A-Za-zé]{1,9}", fullmatch=True), min_size=1, max_size=30)
GLUE = st.sampled_from([" ", "\n", "\n\n", " *", "* ", " [", "] ", " | ", " : ", "\n- ", "\n1. ",
                        " <", "> ", "\n::: box\n", "\n:::\n", "](", ")", "{", "}", "`", "[^a]",
                        "\n\n[^a]: ", "\n> ", "~", "^", " & ", "\t", "\n\t- ",
                        "\n1.\t", "\n>\t"])  # fmt: skip


@given(st.data(), WORDS)
def test_every_word_is_in_the_tree_or_named_as_lost(data: st.DataObject, words: list[str]) -> None:
    """For any mixture of words and markup: what the tree lacks, some problem tells of."""
    text = "".join(w + data.draw(GLUE) for w in words)
    origin, blocks, refused = read(text)
    arrived = text_of(blocks, notes=True)
    problems = [*refused, *swallowed(origin), *note_faults(origin)]
    missing = [w for w in words if w not in arrived]
    raw = any("Raw" in str(b) for b in blocks)
    in_target = [w for w in missing if f"({w}" in text or f"{w})" in text or "{" in text]
    assert not missing or problems or raw or in_target or "](" in text
