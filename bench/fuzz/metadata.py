"""brief.yaml as authors write it, sound and not, put together at random; `¤` as in `fragments`."""

from __future__ import annotations

from hypothesis import strategies as st

from bench.fuzz.fragments import ODD, SOUND

# Facts that every brief has, each mostly sound; what stands behind is for one that isn't.
TITLES = (
    "A ¤",
    '"¤: ¤"',
    "'¤ ''¤'''",
    "¤ *¤*",
    "¤ – ¤",
    "¤: ¤",
    "[¤]",
    "{¤}",
    "",
    "NO",
    "1.10",
    "& ¤",
)
DATES = ('"2023"', "2023-05", "2023-05-14", "2023", "2023-02-30", "May 2023", "12:30:45", "")
LANGUAGES = ("en", "en-GB", "de", "fr", "NO", "xx-yy-zz", "EN_us", "")
AUTHORS = (
    "\n  - name: A. ¤",
    "\n  - name: A. ¤\n    bio: ¤ is *¤*.",
    "\n  - name: A. ¤\n    role: ¤\n    affiliation: ¤",
    "\n  - name: A. ¤\n  - name: B. ¤\n    sort_name: ¤, B.",
    *(" A. ¤", "\n  - A. ¤", "\n  - nmae: ¤", " []", "\n - name: ¤\n   bio", "\n\t- name: ¤"),
)
SOUND_ONES = (
    *("subtitle: ¤ ¤", "summary: ¤ *¤* ¤.", "summary: |\n  ¤.\n\n  - ¤\n  - ¤[^s]\n\n  [^s]: ¤."),
    *(
        "summary: >\n  ¤ ¤\n  ¤",
        "key_points: [¤, ¤ ¤]",
        "key_points:\n  - ¤\n  - “¤”",
        "keywords: [a]",
    ),
    *('number: "12"', "version: 1.10", "licence: CC BY 4.0", "status: draft", "doi: 10.1234/abc"),
    *("author_note: symbol", "acknowledgements: ¤ ¤", "disclaimer: ¤.", "url: https://example.org"),
)
ODD_ONES = (
    *(
        "key_points:\n  - ¤\n  - “¤”[^a]",
        "number: 012",
        "status: no",
        "doi: https://doi.org/10.1/x",
    ),
    *("author_note: none", "errata: ¤", "titel: ¤", "title: ¤", "summary: ¤: ¤", "summary: '¤"),
    *(
        "summary: <b>¤</b>",
        'summary: "¤',
        "summary: *¤*",
        "summary: @¤",
        "summary: `¤`",
        "series: ¤",
    ),
    *("x: &a [¤]\ny: *a", "!!python/object:os.system ¤", "- ¤", "¤", "...", "---"),
    *("summary: ¤ # comment", "summary: {{ ¤ }}", "summary: [¤](x)", "url: ¤", "\ttabs: ¤"),
)
FIGURE = """
figures:
  fig-a:
    file: figures/a.svg
    alt: ¤ ¤
    credit: ¤
    source: ¤
    rights: {holder: ¤, permission: not-needed}
"""


MOSTLY = 8
"""Of so many cases about one has something odd."""


def _key(line: str) -> str:
    return line.partition(":")[0]


def mostly(first: str, *others: str) -> st.SearchStrategy[str]:
    """The first value in most cases: briefs with many mistakes hide what one of them does."""
    return st.sampled_from((*[first] * MOSTLY * len(others), *others))


@st.composite
def briefs(draw: st.DrawFn) -> str:
    """The text of brief.yaml for one section, sections/a.md."""
    lines = [
        f"title: {draw(mostly(*TITLES))}",
        "slug: fuzzed",
        f"lang: {draw(mostly(*LANGUAGES))}",
        f"date: {draw(mostly(*DATES))}",
        f"authors:{draw(mostly(*AUTHORS))}",
        "sections: [sections/a.md]",
        *draw(st.lists(st.sampled_from(SOUND_ONES), max_size=2, unique_by=_key)),
        *([draw(st.sampled_from(ODD_ONES))] if draw(st.integers(0, MOSTLY)) == 0 else []),
    ]
    if draw(st.integers(0, MOSTLY)) == 0:
        words = draw(st.lists(st.sampled_from((*SOUND, *ODD)), min_size=1, max_size=3))
        text = " ".join(words).replace("\n", " ")
        lines.append("subtitle: |\n  " + text if draw(st.booleans()) else f"summary: {text}")
    return "\n".join(lines) + "\n" + FIGURE
