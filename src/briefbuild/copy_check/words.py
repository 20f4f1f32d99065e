"""Words: the same one twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefbuild.copy_check.rule import Copy
from briefbuild.problems import Problem, problem

TWICE = re.compile(r"(?<![\w’'-])([^\W\d_]+)[ \n]+(\1)(?![\w’'-])", re.IGNORECASE)
MEANT: Mapping[str, frozenset[str]] = {
    "en": frozenset({"had", "that", "is", "very", "so", "no", "ha", "bye", "long", "many", "her"}),
    "de": frozenset({"die", "der", "das", "sie", "ihr"}),
    "fr": frozenset({"nous", "vous"}),
    "nl": frozenset({"die", "dat"}),
}
"""Words that may rightly stand twice: “the one he had had”, “nous nous trompons”."""


def doubled(copy: Copy) -> Iterator[Problem]:
    """“the the”; not two names (“Pago Pago”), nor letters, nor what may be meant."""
    meant = MEANT.get(copy.base, frozenset())
    for passage, text in copy.own():
        for match in TWICE.finditer(text):
            first, second = match[1], match[2]
            if first.lower() in meant or second[0].isupper():
                continue
            facts = {"word": match[0].replace("\n", " ")}
            yield problem("word-doubled", passage.place(match.start(2)), **facts)
