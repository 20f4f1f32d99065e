"""The brief that ships holds exactly the words of its source text, `tests/brief/commentary.txt`."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from tests.brief_text import Block, Note, Text, differences, read_brief, read_source

BRIEF = Path(__file__).parents[1] / "brief"
SECTIONS = sorted((BRIEF / "sections").glob("*.md"))
SOURCE = Path(__file__).parent / "brief" / "commentary.txt"


@pytest.fixture(scope="module")
def source() -> Text:
    return read_source(SOURCE.read_text(encoding="utf8"))


@pytest.fixture(scope="module")
def markdown() -> list[str]:
    return [path.read_text(encoding="utf8") for path in SECTIONS]


def test_the_source_is_read_whole(source: Text) -> None:
    """Counts known from the printed text, so that an empty reading can't pass for a match."""
    kinds = Counter(block.kind for block in source.blocks)
    assert (kinds["heading"], kinds["paragraph"]) == (10, 15)
    assert (kinds["image"], kinds["figure"]) == (2, 1)
    assert (kinds["term"], kinds["definition"]) == (4, 4)
    assert list(source.notes) == list(range(2, 22))


def test_the_sections_hold_the_words_of_the_source(source: Text, markdown: list[str]) -> None:
    assert differences(source, read_brief(markdown)) == []


def test_brief_yaml_holds_the_title_the_author_and_the_order() -> None:
    """The source's first two paragraphs, and its note 1, the author's."""
    lines = [line for line in SOURCE.read_text(encoding="utf8").splitlines() if line]
    brief = yaml.load((BRIEF / "brief.yaml").read_text(encoding="utf8"), yaml.BaseLoader)
    author = brief["authors"][0]
    assert [brief["title"], f"-{author['name']}¹"] == lines[:2]
    assert f"¹ {' '.join(author['bio'].split())}" in lines
    assert brief["sections"] == [path.relative_to(BRIEF).as_posix() for path in SECTIONS]


def test_each_note_is_called_once_and_in_order(source: Text, markdown: list[str]) -> None:
    """Seen in the Markdown itself, since pandoc drops a body that nothing calls."""
    names = [name for text in markdown for name in _called(text)]
    assert [_called(text) for text in markdown] == [_bodies(text) for text in markdown]
    assert len(set(names)) == len(names) == len(source.notes)
    assert _called("[^b] [^a]\n\n[^a]: A\n\n[^b]: B") != _bodies("[^b] [^a]\n\n[^a]: A\n\n[^b]: B")


def _called(text: str) -> list[str]:
    return re.findall(r"\[\^([^]]+)\](?!:)", text)


def _bodies(text: str) -> list[str]:
    return re.findall(r"(?m)^\[\^([^]]+)\]:", text)


CURLED = re.compile(r"""[(*]?[‘“]?[^‘“’”'"][^‘“'"]*""")
"""A word whose quotation marks curl the right way: opening ones begin it, others don't."""


def test_quotation_marks_curl_the_right_way(source: Text, markdown: list[str]) -> None:
    """Where the source has curly marks of its own, they are the same."""
    for word, original in zip(_words(read_brief(markdown)), _words(source), strict=True):
        assert CURLED.fullmatch(word)
        assert word == original or not set(original) & set("‘’“”")


@pytest.mark.parametrize("word", ["’future-oriented’", "dialogue‘", "North's", "“Here‘s", '"MOFA:'])
def test_a_mark_that_curls_the_wrong_way_is_found(word: str) -> None:
    assert not CURLED.fullmatch(word)


def _words(text: Text) -> list[str]:
    parts: list[Block | Note] = [*text.blocks, *text.notes.values()]
    return [word for part in parts for word in part.words]


FAULTS = {
    "word dropped": ("sporadic bursts", "bursts"),
    "words swapped": ("sporadic bursts", "bursts sporadic"),
    "mistake mended": ("DRPK", "DPRK"),
    "note dropped": (r"(?s)\[\^park-2008-history\](?!:)(.*)\[\^park-2008-history\]:.*?\n", r"\1"),
    "note's body dropped": (r"\[\^thaad-2017\]: .*\n", ""),
    "notes swapped": (r"(?s)(Cooney, .*?)\n(.*?: )(Park, .*?)\n", r"\3\n\2\1\n"),
    "call moved": (r"(\[\^rising-sentiment-2022\]), sustain", r", sustain\1"),
    "address changed": (r"\]\(https://www\.lowyinstitute\.org/", "](https://example.org/"),
    "emphasis dropped": (r"\*Lehigh University\*", "Lehigh University"),
    "image numbered": (r"\{#fig-map .unnumbered\}", "{#fig-map}"),
    "paragraph split": ("tourism between the two ", "tourism between the two\n\n"),
    "recommendation dropped": (r"Resume Multilateral Negotiations\n\n.*\n", ""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_seeded_fault_is_found(fault: str, source: Text, markdown: list[str]) -> None:
    pattern, replacement = FAULTS[fault]
    damaged = [re.sub(pattern, replacement, text) for text in markdown]
    assert sum(a != b for a, b in zip(markdown, damaged, strict=True)) == 1
    assert differences(source, read_brief(damaged))


def test_two_sections_in_the_wrong_order_are_found(source: Text, markdown: list[str]) -> None:
    for first, second in pairwise(range(len(markdown))):
        swapped = list(markdown)
        swapped[first], swapped[second] = markdown[second], markdown[first]
        assert differences(source, read_brief(swapped))
