"""The best breaks of a paragraph, beside all the breaks there are."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefbuild.render.pages.paragraphs.total_fit import SHRINK, Break, Measure, best_breaks

SPACE, LETTER = 3.0, 5.0


def paragraph(words: list[str]) -> list[Break]:
    """The places where a paragraph of words may be broken; “-” in a word is a possible hyphen."""
    made = [Break(0, 0.0, 0.0, 0, 0)]
    position, x, spaces = 0, 0.0, 0
    for number, word in enumerate(words):
        parts = word.split("-")
        for part in parts[:-1]:
            position, x = position + len(part), x + LETTER * len(part)
            made.append(Break(position, x + LETTER, x, spaces, spaces, hyphen=True, added=True))
        position, x = position + len(parts[-1]), x + LETTER * len(parts[-1])
        gap = 0 if number == len(words) - 1 else 1
        position, spaces = position + gap, spaces + gap
        made.append(Break(position, x, x + SPACE * gap, spaces - gap, spaces))
        x += SPACE * gap
    return made


def lines(breaks: list[Break], stops: list[int]) -> list[tuple[Break, Break]]:
    return list(pairwise([breaks[0], *(breaks[stop] for stop in stops)]))


def slack(line: tuple[Break, Break], measure: Measure) -> float:
    return measure.width - (line[1].end - line[0].start)


def fits(line: tuple[Break, Break], measure: Measure) -> bool:
    spaces = line[1].spaces_before - line[0].spaces_after
    return slack(line, measure) >= -(spaces * SPACE * SHRINK if measure.justified else 0.0) - 1e-9


words = st.lists(st.from_regex(r"[a-z]{1,7}(-[a-z]{3,5})?", fullmatch=True), min_size=1, max_size=7)


@given(words, st.booleans(), st.integers(30, 90))
def test_it_answers_whenever_there_is_an_answer(
    text: list[str], justified: bool, width: int
) -> None:
    measure = Measure(width, space=SPACE, justified=justified)
    breaks = paragraph(text)
    end = len(breaks) - 1
    stops = best_breaks(breaks, 0, measure)
    if stops:
        assert stops[-1] == end
        assert all(fits(line, measure) for line in lines(breaks, stops))
        return
    ways = (c for n in range(end) for c in combinations(range(1, end), n))
    assert not any(all(fits(line, measure) for line in lines(breaks, [*c, end])) for c in ways)


def test_a_word_wider_than_the_column_has_no_answer() -> None:
    assert best_breaks(paragraph(["short", "incomprehensibly", "so"]), 0, Measure(50)) == []


def test_it_looks_ahead_where_filling_line_by_line_does_not() -> None:
    measure = Measure(54.0, space=SPACE, justified=False)
    breaks = paragraph(["aaa", "bb", "cc", "ddddd", "eeeeeeeee", "fffff"])
    full = max(stop for stop in range(len(breaks)) if breaks[stop].end <= measure.width)
    first = best_breaks(breaks, 0, measure)[0]
    assert first < full
    lacks = [slack(line, measure) for line in lines(breaks, best_breaks(breaks, 0, measure))[:-1]]
    assert max(lacks) < slack((breaks[full], breaks[full + 1]), measure)


def test_hyphens_never_stand_three_in_a_row() -> None:
    breaks = paragraph(["aaa-aaaa"] * 14)
    seen = set()
    for width in range(60, 140, 7):
        stops = best_breaks(breaks, 0, Measure(float(width), space=SPACE))
        ends = "".join("-" if breaks[stop].hyphen else "." for stop in stops)
        assert "---" not in ends, width
        seen |= set(ends)
    assert "-" in seen


def test_a_words_own_hyphen_counts_in_a_stack() -> None:
    breaks = paragraph(["aaa-aaaa", "bbb-bbbb"] * 7)
    own = [replace(place, added=i % 4 == 1) for i, place in enumerate(breaks)]
    for width in range(60, 140, 7):
        stops = best_breaks(own, 0, Measure(float(width), space=SPACE))
        assert "---" not in "".join("-" if own[stop].hyphen else "." for stop in stops), width


def test_the_last_line_is_no_crumb() -> None:
    breaks = paragraph(["aaaaa"] * 9 + ["bb"])
    for words_in_line in (2, 3, 4):  # fits that many, so that filling lines leaves “bb” alone
        ragged = Measure((5 * LETTER + SPACE) * words_in_line, space=SPACE, justified=False)
        last = lines(breaks, best_breaks(breaks, 0, ragged))[-1]
        assert last[1].position - last[0].position >= 5, words_in_line


def test_the_first_line_is_shorter_by_its_indent() -> None:
    breaks = paragraph(["aaaa", "bbbb", "cccc", "dddd", "eeee"])
    plain = best_breaks(breaks, 0, Measure(66.0, space=SPACE, justified=False))
    indented = best_breaks(breaks, 0, Measure(66.0, 25.0, space=SPACE, justified=False))
    assert breaks[plain[0]].end > 66 - 25
    assert breaks[indented[0]].end <= 66 - 25


def test_a_compound_is_rather_not_divided_again() -> None:
    breaks = paragraph(["aaa", "bb", "cccc", "ddddd-eee", "ff", "ggg"] * 5)
    measure = Measure(231.0, space=SPACE)
    assert any(breaks[stop].hyphen for stop in best_breaks(breaks, 0, measure))
    compound = [replace(place, compound=place.hyphen) for place in breaks]
    assert not any(compound[stop].hyphen for stop in best_breaks(compound, 0, measure))


def test_a_title_is_balanced() -> None:
    breaks = paragraph(["aaaaa"] * 5)
    plain = Measure((5 * LETTER + SPACE) * 4, space=SPACE, justified=False)
    balanced = Measure(plain.width, space=SPACE, justified=False, balanced=True)
    assert len(lines(breaks, best_breaks(breaks, 0, plain))) == 2
    assert best_breaks(breaks, 0, plain)[0] == 4
    assert best_breaks(breaks, 0, balanced)[0] in (2, 3)


def test_a_title_is_rather_broken_at_a_pause() -> None:
    breaks = paragraph(["aaaaa"] * 6)
    measure = Measure((5 * LETTER + SPACE) * 5, space=SPACE, justified=False, balanced=True)
    assert best_breaks(breaks, 0, measure)[0] == 3
    paused = [replace(place, pause=i == 2) for i, place in enumerate(breaks)]
    assert best_breaks(paused, 0, measure)[0] == 2
