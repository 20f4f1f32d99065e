"""The rules of wording: what each finds, and what comes near it and is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.copy_text import asked

HITS = {
    "word-doubled": ["Over the the sea.", "It is is so *it it* seems.", "Als als er ging."],
    "quote-unpaired": ['He said "yes and went.', "A “b “c” d.", "A b” c.", "“A.\n\nB."],
    "quote-straight": ['Say "a b" or \\"cd\\" so.'],
    "quote-style": ["Some 'single marks' here.", 'One "a b" "c d" "e f", one \'single marks\'.'],
    "dash-hyphen": ["They went - nobody knew.", "Text.[^a]\n\n[^a]: “A title - The site.”"],
    "dash-mixed": ["A b—c d. E f—g h. I j—k l. M n – o p."],
    "range-spaced": ["In 1910–1945 and 1950 – 1953."],
    "slash-spaced": [
        "Dokdo/ Takeshima.",
        "Dokdo /Takeshima.",
        "War/peace, and war/peace, war / peace and/or War / peace; and / or.",
    ],
    "hyphen-capitals": ["To the North-East. In the North-east. From North-East."],
    "name-capitals": ["Kim Dae-Jung met Moon Jae-in."],
    "acronym-swapped": [
        "The THAAD (a shield). With THAAD. No THADD.",
        "US-DPRK, DPRK, DRPK-Japan.",
    ],
    "acronym-unspelled": ["The ICBM flew.", "An MRBM-2 and the SLBMs of Korea."],
    "spelling-variant": ["Our colour.", "To recognise it.", "It travelled.", "A grey theatre."],
    "spelling-mixed": [
        "The cooperation, a co-operation, cooperation.",
        "To say naïvely or naively.",
    ],
}
MISSES = {
    "word-doubled": "They had had it; that that is so. In Pago Pago. A the-book. A *b* `b` b. "
    "No: no.",
    "quote-unpaired": 'He is 5\'10" tall. “A.\n\n“B.”\n\nThe \'90s and “b ‘c’ d”.',
    "quote-straight": 'A “b” and 12\\" of it, 5\\\' long.',
    "quote-style": "Say “a ‘b c d’ e”. The dogs’ bone and the cats’ tail. Rock 'n' roll, an 'a'.",
    "dash-hyphen": "The US-ROK alliance, 5 - 3 = 2, and\n\n- an item\n- another.",
    "dash-mixed": "A b—c d. E f—g h. The years 1910–1945. “I j – k l”. Korea–Japan.",
    "range-spaced": "In 1910–1945, 12-15, 3 - 1 and 1950–1953.",
    "slash-spaced": "And/or, see /etc/passwd, <https://a.org/b/c>, in the lane / in the rain.",
    "hyphen-capitals": "The Asia-Pacific. ASIA-PACIFIC. Long-term plans; *The Long-Term "
    "View*.\n\n## A Long-Term Plan\n\nText.",
    "name-capitals": "Kim Jong-un and Moon Jae-in, South Korea-led, the Yoon-Kishida summit, "
    "Indo-Pacific.",
    "acronym-swapped": "The ISP (Indo-Pacific) and IPS (strategy), ISP, IPS. UNO, UN, NOU.",
    "acronym-unspelled": "NATO, the International Monetary Fund and the IMF. An ICBM (a "
    "missile). XVII."
    " In COVID-19. YOU MUST GO. It SHALL, and shall. The RFC 20. “The XYZ said”. A (DPRK) text, "
    "DPRK.",
    "spelling-variant": "The color of labor: honorary, to advise, to exercise, a laboratory, "
    "elaborate,"
    " four, hour, analyses, promise. The Labour Party. “Our colour”. [couleur colour]{lang=fr}",
    "spelling-mixed": "To recover and re-cover, a reform and re-form; long-term, the long term. "
    "A resume.",
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(HITS))
def test_found(code: str, tmp_path: Path) -> None:
    for number, text in enumerate(HITS[code]):
        found = asked(text, tmp_path / str(number))
        assert any(line.endswith(f" query {code}") for line in found), (text, found)


@pytest.mark.parametrize("code", sorted(MISSES))
def test_not_found(code: str, tmp_path: Path) -> None:
    found = asked(MISSES[code], tmp_path)
    assert [line for line in found if line.endswith(code)] == []


def test_each_language_has_its_marks_and_spelling(tmp_path: Path) -> None:
    british = "Some 'single marks' and 'more of them'. To recognise. The colour."
    assert asked(british, tmp_path / "a", lang="en-GB") == []
    assert asked("The color.", tmp_path / "b", lang="en-GB") == ["3:5 query spelling-variant"]
    german = "Er sagte „so ‚und so‘ nicht“, die die Welt sehen."
    assert asked(german, tmp_path / "c", lang="de") == []
    mixed = "The colour, color, color, colors, color."
    assert asked(mixed, tmp_path / "d", lang="en") == ["3:5 query spelling-mixed"]


def test_british_texts_have_one_of_ise_and_ize(tmp_path: Path) -> None:
    text = "To organize, realize, recognize and modernise."
    assert asked(text, tmp_path, lang="en-GB") == ["3:37 query spelling-mixed"]


def test_a_text_in_the_other_english_is_told_of_once(tmp_path: Path) -> None:
    text = "Labour, colour, favour, labour, honour, behaviour, neighbour, theatre, and so on."
    assert asked(text, tmp_path) == ["3:9 query spelling-variant"]


def test_a_word_swapped_is_not_also_unspelled(tmp_path: Path) -> None:
    text = "Democratic People’s Republic of Korea, DPRK. DPRK, DRPK."
    assert asked(text, tmp_path) == ["3:52 query acronym-swapped"]


def test_pictures_of_others_have_a_credit_and_charts_a_source(tmp_path: Path) -> None:
    figure = "    alt: A square.\n    rights: {holder: X, permission: granted}\n"
    own = "    alt: A square.\n    rights: {holder: X, permission: not-needed}\n"
    yaml = f"figures:\n  fig-a:\n    file: figures/a.svg\n{figure}"
    assert asked("Text.", tmp_path / "a", yaml=yaml) == ["10:3 query figure-credit"]
    assert asked("Text.", tmp_path / "b", yaml=yaml + "    credit: Reuters\n") == []
    yaml = f"figures:\n  fig-a:\n    file: figures/a.svg\n{own}"
    assert asked("Text.", tmp_path / "c", yaml=yaml) == []
    yaml = f"figures:\n  fig-a:\n    file: figures/a.vl.json\n{own}"
    assert asked("Text.", tmp_path / "d", yaml=yaml) == ["10:3 query figure-source"]
    assert asked("Text.", tmp_path / "e", yaml=yaml + "    source: a survey\n") == []
