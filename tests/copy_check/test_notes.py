"""The rules of notes and links: what each finds, and what comes near it and is right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from briefbuild.copy_check.rules import LINKS, NOTES
from tests.copy_notes import copy_with
from tests.copy_text import asked

KIM = "Kim, Yuna. “Islands of Ire in the Sea.” *Asian Review* 15 (2008), 7."
SHORT = "Kim, “Islands of Ire,” 9."
LEE = "Lee, Ann. *Nations and Flags*. Oxford: OUP, 2009."


def noted(*notes: str) -> str:
    """A text with a call for each note, and their bodies below."""
    calls = " ".join(f"Word.[^n{i}]" for i, _ in enumerate(notes))
    return "\n\n".join([calls, *(f"[^n{i}]: {body}" for i, body in enumerate(notes))])


def codes(notes: Sequence[str]) -> set[str]:
    """What the rules of notes and links find."""
    copy = copy_with(notes)
    return {found.code for rule in (*NOTES, *LINKS) for found in rule.find(copy)}


HITS: dict[str, Sequence[Sequence[str]]] = {
    "note-incomplete": [
        ["Choi, Soo-Hyang, and Josh Smith. 2023. *Reuters*."],
        ["Center for American Progress. 2022."],
        ["Choi, Soo-Hyang. 2023. <https://example.org/a>."],
        ["Kim, Yuna. “Islands of Ire in the Sea.”"],
        ["“Islands of Ire in the Sea,” 12."],
        ["*The Making of Modern Korea*."],
        ["<https://example.org/a>."],
        ["See https://example.org/a, accessed May 14, 2021."],
    ],
    "note-repeated": [[KIM, KIM], [KIM, KIM.replace("7", "19")], [LEE, LEE]],
    "note-short": [
        ["Kim, Korea, p. 5."],
        ["Smith 2019, 12."],
        [KIM, "Kimm, “Islands of Ire,” 9."],
        [KIM, "Kim, “Another Work,” 9."],
        [KIM, "Kim 2011, 9."],
        [KIM, "See also Smith et al. (2019), 12."],
        [SHORT, KIM],
    ],
    "note-ibid": [
        ["Ibid., 5."],
        ["So the ministry says.", "*Ibid.*, 5."],
        [f"{KIM[:-1]}; {LEE}", "Ibid., 5."],
    ],
    "note-op-cit": [["Kim, op. cit., 5."], [LEE, "Kim, *op. cit.*, 5."], [LEE, "Op. cit., 5."]],
    "note-dates": [["May 14, 2021.", "June 3, 2021.", "14 May 2021."], ["1 May 2021; 2021-05-14."]],
    "note-pages": [
        [KIM, KIM.replace("Ire", "Fire"), LEE.replace("2009", "2009, p. 5")],
        ["Art. 5, pp. 12."],
        ["Art. 5, p. 12–15."],
    ],
    "note-names": [
        [KIM, LEE, "Thomas Cynkin. “Are Relations on Track?” *Atlantic*, 2023."],
        [KIM, LEE, "TASEVSKI, OLIVIA. “Islands and Their Ire.” *Interpreter*, 2020."],
    ],
    "note-titles": [
        [KIM, KIM.replace("“Islands of Ire in the Sea.”", "Flags and Nations of Asia.")],
        [LEE, "Ho, Bo. “Flags and Nations” (Oxford: OUP, 2010), 5."],
    ],
    "note-years": [[KIM, "Lee, Ann. 2009. “Nations and Flags.” *Asian Review* 15, 9."]],
    "note-accessed": [
        ["<https://a.org/b>, accessed May 1, 2021.", "<https://a.org/c>. Accessed on May 2, 2021."]
    ],
    "note-ends": [["One.", "Two.", "Three"]],
    "link-date": [
        ["“A Title of It.” May 2021. <https://a.org/2019/05/14/title>."],
        ["“A Title of It.” 2021. <https://a.org/2019/05/14/title>."],
        ["“A Title of It.” n.d. <https://a.org/2019/05/title>."],
        ["“A Title.” 14 May 2019. https://a.org/2019/05/15/title, accessed May 15, 2019."],
    ],
    "link-twice": [
        [
            "“Islands of Ire.” 2019. <https://a.org/b>.",
            "“Flags and Nations.” 2020. <https://a.org/b/>.",
        ]
    ],
}  # fmt: skip
MISSES: dict[str, Sequence[Sequence[str]]] = {
    "note-incomplete": [
        [KIM, SHORT, LEE, "Ibid., 5.", "Lee 2009, 12."],
        ["Choi, Soo-Hyang. 2023. *The Politics of Islands*."],
        ["See the text at <https://example.org/a>.", "*Emphasis added.*", "“It is not so.”"],
        ["He said it to *The Times*.", "“Ministry” here means the Foreign Ministry."],
        ["In 2017, South Korea deployed a system.", "Art. 235.", "May 14, 2021."],
    ],
    "note-repeated": [
        [KIM, SHORT, KIM.replace("Ire", "Fire")],
        ["“The North” in 2010; *Asia*.", "“The North” in 2010; *Asia*."],
    ],
    "note-short": [
        [KIM, SHORT, "Kim 2008, 9.", "See Kim, Islands, p. 5.", "Kim, p. 12."],
        ["May 2021.", "Table 1999, 12.", "Art. 235, p. 5.", "Seoul, Korea, 2019.", "Part VI (5)."],
        ["The ministry says so, p. 5."],
    ],
    "note-ibid": [
        [KIM, "Ibid., 5.", "Ibid.", "See ibid., 7; so said the ministry."],
        ["Art. 235.", "Ibid."],
        [f"{KIM[:-1]}; ibid., 12."],
        ["One thing; another, as in *Asian Review* (2008).", "Ibid."],
    ],
    "note-op-cit": [[KIM, LEE, "Kim, op. cit., 5.", "Loc. cit."]],
    "note-dates": [["May 14, 2021.", "“On 14 May 2021.” June 3, 2021.", "In May 2021."]],
    "note-pages": [[KIM, KIM.replace("Ire", "Fire"), "In 1919, p. 5.", "Art. 5, pp. 12–15, p. 7."]],
    "note-names": [
        [KIM, LEE, "Atlantic Council. 2023. “Are Relations on Track?” *Atlantic*, May 2023."],
        [KIM, "White House, “A Fact Sheet on It,” May 2023."],
    ],
    "note-titles": [[KIM, LEE]],
    "note-years": [[KIM, LEE, "Atlantic Council. 2023. “Are Relations on Track?” *Atlantic*."]],
    "note-accessed": [["The mine was visited in 1950.", "The archive is accessed on foot."]],
    "note-ends": [["One.", "“Two.”", "(Three.)", "Four?", "As follows:\n\n    - five"]],
    "link-date": [
        ["“A Title.” May 14, 2019. <https://a.org/2019/05/14/title>."],
        ["“A Title of 2012.” 2019, accessed May 14, 2021. <https://a.org/2019/05/title>."],
        ["“A Title.” May 2019. <https://a.org/uploads/2018/05/title.pdf>."],
        ["“A Title.” <https://a.org/2019/05/14/title>."],
    ],
    "link-twice": [
        [
            "“Islands of Ire.” 2019. <https://a.org/b>.",
            "“Islands of Ire.” 2019. <https://a.org/b>.",
            "“Flags and Nations.” 2019. <https://a.org/c>.",
        ]
    ],
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(HITS))
def test_found(code: str) -> None:
    for notes in HITS[code]:
        assert code in codes(notes), notes


@pytest.mark.parametrize("code", sorted(MISSES))
def test_not_found(code: str) -> None:
    for notes in MISSES[code]:
        assert code not in codes(notes), notes


LINKED = {
    "link-address": "[a](https://example/a) <http://localhost/a> http//a.org https://https://b.org",
    "link-email": "[a](mailto:a@b) [a@b.org](mailto:b@b.org) Write to kim@@b.org, lee@example.",
    "link-text": "[www.a.org/b](https://c.org/b) [a.org](https://b.org) "
    "[doi:10.1000/1](https://doi.org/10.1000/2) [https://a.org/b](https://a.org/c)",
    "link-forms": "[a](https://a.org/b) [b](http://a.org/b) [c](https://www.a.org/b/) "
    "[d](https://a.org/b?utm_source=x) <https://a.org/b/#c>",
    "link-twice": "[Smith on 2019](https://a.org/b) [the Jones report](https://a.org/b)",
}
TIMES = {"link-address": 4, "link-email": 4, "link-text": 4, "link-forms": 3, "link-twice": 1}
UNLINKED = (
    "[a](https://a.org/b_(c)) [www.a.org](https://www.a.org/c/d) <https://a.org/x> [a.org/x…]"
    "(https://a.org/x/y/z) [Node.js](https://b.org) [A](https://c.org) [Amazon.com](https://d.org)"
    " see https://e.org/f. Write to kim@example.org, (lee@example.org) or @kim. "
    "[the report](https://a.org/r) [a study](https://a.org/r) [kim@a.org](mailto:Kim@a.org) "
    "[10.1000/1](https://doi.org/10.1000/1) `http//a`"
)


@pytest.mark.parametrize("code", sorted(LINKED))
def test_links_that_are_told_of(code: str, tmp_path: Path) -> None:
    found = [line for line in asked(LINKED[code], tmp_path) if line.endswith(code)]
    assert len(found) == TIMES[code], found


def test_links_that_are_right(tmp_path: Path) -> None:
    assert [line for line in asked(UNLINKED, tmp_path) if " link-" in line] == []


def test_a_mixture_is_told_once_at_the_rarer_ways_first_place(tmp_path: Path) -> None:
    text = noted("One.", "Two", "Three.", "Four", "Five.")
    assert asked(text, tmp_path) == ["7:10 query note-ends"]


def test_works_in_a_list_of_references_may_be_cited_short(tmp_path: Path) -> None:
    listed = "\n\n## References\n\nSmith, John. 2019. *On Islands*. Oxford: OUP.\n"
    found = asked(noted("Smith 2019, 12.") + listed, tmp_path)
    assert [line for line in found if "note-short" in line] == []
