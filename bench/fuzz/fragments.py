"""Markdown as authors write it, sound and not, put together at random.

`¤` stands for a word of its own: before a text is read, each becomes another one (`trial.worded`),
so that a word that goes missing can be told from all others. It stands nowhere but in what readers
are to read: not in addresses, ids, classes or comments.
"""

from __future__ import annotations

from hypothesis import strategies as st

SOUND = (
    *("¤", "¤ ¤ ¤", "*¤*", "**¤ ¤**", "***¤***", "“¤”", '"¤ ¤"', "‘¤’", "¤’s", "`¤`", "(¤)", "¤,"),
    *("¤–¤", "¤ – ¤", "¤ -- ¤", "¤---¤", "¤...", "¤/¤", "¤-¤", "¤;", "H~2~O ¤", "x^2^ ¤", "5 % ¤"),
    *("US$5 ¤", "$5 and $6 ¤", "¤ & ¤", "¤ &amp; ¤", "¤ &lt; ¤", "¤ < ¤", "¤ > ¤", "100 °C ¤"),
    *("[¤ ¤](https://example.org/a)", "<https://example.org/b> ¤", "a.b@example.org ¤", "¤ @ ¤"),
    *("[¤](#sec-first)", "@sec-first ¤", "\\*¤\\*", "\\[¤\\]", "\\# ¤", "¤\\\n¤", "¤  \n¤", "¤\n¤"),
    *(
        "[¤]{.smallcaps}",
        "[¤]{lang=de}",
        "¤\u00a0¤",
        "¤\u00ad¤",
        "¤é ¤",
        "¤e\u0301 ¤",
        "Ł¤ ¤",
        "№ ¤",
    ),
)
ODD = (
    *(
        "<¤>",
        "<¤ ¤>",
        "a<¤ and ¤>b",
        "{¤}",
        "[¤]",
        "[¤",
        "¤]",
        "[¤][]",
        "[¤][¤]",
        "^[¤ ¤]",
        "((¤))",
    ),
    *(
        "[^none] ¤",
        "[ ^a] ¤",
        "[^a ¤",
        "^a] ¤",
        "[¤] (https://example.org)",
        "[¤](https://a.org ¤)",
    ),
    *("\\textbf{¤}", "\\footnote{¤}", "$¤$", "$$¤$$", "`¤`{=html}", "<b>¤</b>", "<br>¤", "</¤>"),
    *("<!-- note --> ¤", "![¤]", "![¤](", "![¤](none.png)", "![¤](../figures/a.svg) ¤", "==¤=="),
    *("~~¤~~", "++¤++", "{++¤++}", "[¤]{.none}", "[¤]{#own}", "@¤", "[@¤]", "[@¤, p. 5]", "#¤"),
    *(
        "&¤;",
        "&#0; ¤",
        "*¤",
        "**¤",
        "_¤",
        "`¤",
        "``¤`",
        "¤|¤",
        "¤\\",
        "¤: ¤",
        "¤\t¤",
        ":¤:",
        "*¤**",
    ),
    *(
        "¤\u200b¤",
        "\u202e¤",
        "\ufeff¤",
        "¤\x0b¤",
        "¤\x00¤",
        "😀 ¤",
        "汉字 ¤",
        "\ue000 ¤",
        "*a*¤*b*",
    ),
    *(
        "{{ ¤ }}",
        "{% ¤ %}",
        "{{< ¤ >}}",
        "<¤@example.org>",
        "https://example.org/¤)",
        "www.a.org ¤",
    ),
    *(
        "[¤](javascript:x)",
        "[¤](file:///etc/passwd)",
        "[¤](none.md)",
        "¤ [^1]:",
        "[[¤]]",
        "[[¤|¤]]",
    ),
)
PREFIXES = (
    *("", "", "", "", "- ", "* ", "1. ", "1986. ", "a) ", "> ", ">", "# ", "## ", "### ", "#### "),
    *(
        "##",
        "    ",
        "\t",
        "  ",
        ": ",
        "~ ",
        "+ ",
        "| ",
        "--- ",
        "=== ",
        "> - ",
        "- > ",
        "10) ",
        "(1) ",
    ),
    *("::: ", ":::", "• ", "– ", "% ", "\\", "[^b]: ", "[note]: ", "- [ ] ", "//", "!!! ", ".. "),
)
ENDINGS = (
    *(
        "",
        "",
        "",
        "",
        "",
        "[^a]",
        ".[^a]",
        "[^b]",
        "\\",
        "  ",
        " {#own}",
        " {.none}",
        " #",
        ":",
        " |",
    ),
    *(
        "\n===",
        "\n---",
        "\n-",
        "\n| --- |",
        "\n: ¤",
        "\n¤ | ¤",
        " {-}",
        " {#sec-own}",
        "\n    ¤",
        "^1",
    ),
)
BLOCKS = (
    *(
        "## ¤ ¤",
        "## ¤ {#sec-first}",
        "### ¤",
        "## ¤[^a]",
        "***",
        "---",
        "- ¤\n- ¤\n    - ¤\n\n    ¤",
    ),
    *(
        "1. ¤\n2. ¤\n\n   ¤",
        "- ¤\n\n- ¤",
        "* ¤\n+ ¤",
        "1. ¤\n1. ¤",
        "3. ¤\n5. ¤",
        "- ¤\n¤",
        "> ¤\n¤",
    ),
    *("> ¤\n>\n> ¤ ¤", "| ¤ | ¤ |\n|---|--:|\n| ¤ | 1.5 |\n| ¤ | 12 |", "¤ | ¤\n--|--\n¤ | ¤"),
    *("| ¤ | ¤ |\n|---|---|\n| ¤ | ¤ |\n\n: ¤ ¤ {#tbl-one}", "| ¤ |\n|---|\n| ¤ | ¤ | ¤ |"),
    *(
        "| ¤ | ¤ |\n|---|\n| ¤ | ¤ |",
        "| ¤ | ¤ |\n| ¤ | ¤ |",
        "| a \\| ¤ | ¤ |\n|--|--|\n| `¤|¤` | ¤ |",
    ),
    *(
        "+---+---+\n| ¤ | ¤ |\n+---+---+",
        "  ¤    ¤\n----- -----\n  ¤    ¤",
        "|  | ¤ |\n|--|--|\n| ¤ |  |",
        "- ¤\n\n  | ¤ |\n  |---|\n  | ¤ | &euro; | `¤|¤` |",
    ),
    *(
        "::: box\n¤ ¤\n:::",
        "::: key-points\n- ¤\n- ¤\n:::",
        "::: pull-quote\n¤ ¤\n:::",
        "::: boxes\n¤\n:::",
    ),
    *(
        "::: recommendations\n¤\n:   ¤ ¤\n\n¤\n:   ¤\n:::",
        "::: box\n¤",
        ":: box\n¤\n::",
        ":::\n¤\n:::",
    ),
    *(
        ":::: box\n¤\n\n::: box\n¤\n:::\n::::",
        "::: table-note\n¤\n:::",
        "::: {.box lang=de}\n¤\n:::",
    ),
    *(
        "```\n¤ ¤\n```",
        "```python\n¤\n```",
        "```\n¤",
        "~~~\n¤\n~~~",
        "``` ¤ ¤\n¤\n```",
        "~~~ {.py} ¤\n¤\n~~~",
        "- ``` {.py ¤}\n  ¤\n  ```",
        '```py title="¤"\n¤\n```',
        "    ¤ ¤",
        "¤\n:   ¤",
        "Term\n: ¤",
    ),
    *(
        "[note]: ¤",
        "[note]: https://example.org/c",
        "[¤][note]\n\n[note]: https://example.org/c '¤'\n[note]: ¤ \"¤\"",
        "¤ `[code]`\n\n[code]: ¤",
        "> [¤][quoted]\n>\n> [quoted]: https://example.org/d",
        "[¤]: ¤ ¤",
        "[^c]: ¤",
        "[^a]: ¤",
        "[^d]: ¤[^a]",
    ),
    *(
        "[^e]:\n    ¤\n\n    ¤ ¤",
        "¤.[^e] ¤",
        "[^e]: `¤ ¤`\n\n    ``` ¤\n    ¤\n    ```\n\n    ::: box\n    ¤\n    :::",
        "[^e]: ::: box\n    ¤\n    :::",
        "- 1. ¤\n  2. a) ¤",
        "[^f]: ¤\n\n    ¤\n\n¤[^f]",
        "¤[^g]\n\n[^g]: ¤\n¤\n\n  ¤",
    ),
    *("<div>\n¤\n</div>", "<p>¤</p>", "<details><summary>¤</summary>¤</details>", "<!-- note -->"),
    *(
        "<!-- note\n\n¤",
        "<script>x</script>",
        "---\ntitle: ¤\n---",
        "--- ¤ ¤ ---",
        "+++\ntitle = ¤\n+++",
    ),
    *(
        "\\begin{quote}\n¤\n\\end{quote}",
        "$$\n¤\n$$",
        "<<<<<<< HEAD\n¤\n=======\n¤\n>>>>>>> b",
        "{% raw %}\n¤",
    ),
    *(
        "![¤ *¤*](../figures/a.svg){#fig-a}",
        "![¤](../figures/a.svg)\n¤",
        "![](../figures/a.svg){#fig-a}",
    ),
    *("![¤[^a]](../figures/a.svg){#fig-a .unnumbered}", "![¤](../figures/none.png){#fig-none}"),
)

inline = st.sampled_from((*SOUND * 4, *ODD))
line = st.lists(inline, min_size=1, max_size=5).map(" ".join)
paragraph = st.builds(
    lambda prefix, lines, ending: prefix + "\n".join(lines) + ending,
    st.sampled_from(PREFIXES),
    st.lists(line, min_size=1, max_size=3),
    st.sampled_from(ENDINGS),
)
sound = st.lists(st.sampled_from(SOUND), min_size=1, max_size=6).map(" ".join)
block = st.one_of(sound, sound, sound, paragraph, st.sampled_from(BLOCKS))
between = st.sampled_from(("\n\n", "\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\r\n\r\n", "\n \n"))


@st.composite
def sections(draw: st.DrawFn) -> str:
    """The text of a section file: a heading, blocks, and the body of note a."""
    text = "# ¤ {#sec-first}"
    for _ in range(draw(st.integers(1, 7))):
        text += draw(between) + draw(block)
    return f"{text}{draw(between)}¤.[^a]\n\n[^a]: ¤ ¤.\n"
