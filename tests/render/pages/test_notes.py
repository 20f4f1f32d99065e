"""Notes in the print page: where they stand and what is in them."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import fromstring, tostring

import pikepdf
import pypdfium2
import pytest
import weasyprint

from briefbuild.render.pages.notes import (
    break_addresses,
    breakable,
    collapse,
    hold_calls,
    hold_last_words,
    raise_symbols,
)
from briefbuild.verify.words import words_in
from tests.render.pdf.printing import File, attempt, printed

EVERYTHING = Path(__file__).with_name("everything.md").read_text(encoding="utf-8")
PAIRS = {"hosttitle": "notetitle", "hostauthor": "noteauthor"} | {
    f"host{part}": f"note{part}"
    for part in re.findall(r"host(\w+)\[\^", EVERYTHING)
    if part not in ("title", "author")
}
SYMBOL = """
::: title-block
::: title
A title
:::
::: authors
::: author
Ann Author[^bio]
:::
:::
:::

# First

Words.[^1] More words.[^2]

[^bio]: Ann writes.
[^1]: First note.
[^2]: Second note.
"""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> File:
    return printed(EVERYTHING, tmp_path_factory.mktemp("everything"))


@pytest.mark.parametrize(("host", "note"), sorted(PAIRS.items()))
def test_a_note_stands_once_on_its_calls_page(everything: File, host: str, note: str) -> None:
    pages = [i for i, page in enumerate(everything.pages) if re.search(rf"\b{host}", page)]
    assert everything.page_with(note) in pages


def test_every_component_has_a_note() -> None:
    assert len(PAIRS) == 17


def test_a_note_looks_the_same_in_every_host(everything: File) -> None:
    """Its letters are those of the notes' font, whatever stands around its call."""
    sizes = set()
    for page in pypdfium2.PdfDocument(everything.path):
        text = page.get_textpage()
        content = text.get_text_bounded()
        for word in PAIRS.values():
            at = content.find(word)
            if at >= 0:
                left, bottom, right, top = text.get_charbox(at)
                sizes.add((round(right - left, 1), round(top - bottom, 1)))
    assert len(sizes) == 1


def test_the_authors_note_comes_first_with_its_symbol(tmp_path: Path) -> None:
    file = printed(SYMBOL, tmp_path, symbols=1)
    assert [note.id for note in file.tree.all("Note")] == ["note-a1", "note-1", "note-2"]
    text = " ".join(file.pages[0].split())
    assert "Ann Author*" in text
    assert "Words.1 More words.2" in text
    assert re.search(r"\* ?Ann writes\. 1 ?First note\. 2 ?Second note\.", text)


def test_without_symbol_the_authors_note_is_note_1(tmp_path: Path) -> None:
    file = printed(SYMBOL, tmp_path)
    assert [note.id for note in file.tree.all("Note")] == ["note-1", "note-2", "note-3"]
    assert "Ann Author1" in file.pages[0]


def test_a_note_may_hold_paragraphs_lists_and_links(everything: File) -> None:
    (note,) = [n for n in everything.tree.all("Note") if n.id == "note-5"]
    assert [kid.tag for kid in note.elements] == ["Lbl", "P", "P", "L"]
    assert len(note.all("Link")) == 2


def test_a_second_call_shows_the_mark_and_no_second_body(everything: File) -> None:
    assert re.search(r"hostagain\s?5", everything.pages[0])
    everything.page_with("noteemphasis")


def test_many_notes_stay_with_their_calls(tmp_path: Path) -> None:
    paragraphs = [
        f"host{i}x " + "some words that fill a line or two of the column " * (i % 5 + 1) + f"[^{i}]"
        for i in range(60)
    ]
    bodies = [f"[^{i}]: note{i}x " + "and its words " * (i % 11) for i in range(60)]
    file = printed("# Dense\n\n" + "\n\n".join([*paragraphs, *bodies]), tmp_path)
    assert len(file.pages) > 3
    for note in file.tree.all("Note"):
        assert note.parent is not None
        siblings = note.parent.elements
        call = siblings[siblings.index(note) - 1].elements[0]
        assert note.data.Pg.objgen == call.data.Pg.objgen
    for i in range(60):
        file.page_with(f"note{i}x")


LONG = "and its words " * 1200


def test_a_note_longer_than_a_page_goes_on_over_the_next_ones(tmp_path: Path) -> None:
    text = f"# Long\n\nWords.[^1] More.[^2]\n\n[^1]: Short.\n\n[^2]: {LONG} <https://a.org> notend"
    file = printed(text, tmp_path)
    first, long = file.tree.all("Note")
    assert (first.id, long.id) == ("note-1", "note-2")
    assert [kid.tag for kid in long.elements] == ["Lbl", "P"]
    numbers = {page.obj.objgen: number for number, page in enumerate(file.pdf.pages)}
    content = [kid for kid in long.elements[1].kids if hasattr(kid, "keys")]
    later = [numbers[kid.Pg.objgen] for kid in content if "/Pg" in kid and "/MCID" in kid]
    assert sorted(set(later)) == list(range(1, len(file.pages)))
    assert later == sorted(later)
    assert file.page_with("notend") == len(file.pages) - 1 > 1


def test_what_leads_to_a_split_note_leads_to_its_beginning(tmp_path: Path) -> None:
    file = printed(f"# Long\n\nWords.[^1] More.\n\n[^1]: Begins. {LONG}", tmp_path)
    found = list(pikepdf.NameTree(file.pdf.Root.Names.Dests).items())
    names = [name for name, _ in found]
    assert sorted(names) == sorted({*names})
    target = dict(found)["note-1"]
    assert target[0].objgen == file.pdf.pages[0].obj.objgen
    links = [a for a in file.annotations if str(a.get("/Dest", "")) in ("note-1", "call-1")]
    assert len(links) == 2


def test_a_note_behind_one_that_fills_its_page_is_found(tmp_path: Path) -> None:
    text = f"# Long\n\nWords.[^1]^,^[^2]\n\n[^1]: {LONG}\n\n[^2]: Short."
    rendered = attempt(text, tmp_path)
    assert [(p.code, p.facts["mark"]) for p in rendered.problems] == [("note-too-long", "2")]


def test_white_space_in_a_note_is_collapsed() -> None:
    note = fromstring("<span>\n<p>One\n  two <em> three</em>\n four</p>\n<p>Five</p>\n</span>")
    collapse(note)
    assert "".join(note.itertext()) == "One two  three fourFive"
    kept = fromstring("<span><pre>a\n  b</pre></span>")
    collapse(kept)
    assert "".join(kept.itertext()) == "a\n  b"


def lines_that_begin_with_a_call(*, held: bool) -> int:
    """How many lines, on pages of many widths, begin with a call's number."""
    call = '<a class="note-call">7</a>'
    root = fromstring(f"<p>The treaty was signed in 2022.{call} It holds, <i>so far</i>.{call}</p>")
    if held:
        hold_calls(root, {child: parent for parent in root.iter() for child in parent})
    text = tostring(root, encoding="unicode")
    found = 0
    for width in range(60, 300, 2):
        style = f"@page {{ size: {width}px 400px; margin: 0 }} p {{ margin: 0 }}"
        page = weasyprint.HTML(string=f"<style>{style}</style>{text}").write_pdf()
        with pypdfium2.PdfDocument(page) as document:
            lines = document[0].get_textpage().get_text_bounded().splitlines()
        found += sum(line.startswith("7") for line in lines)
    return found


def gaps_between_calls(text: str, work: Path) -> float:
    """How far apart, in points, the calls 1 and 2 are printed."""
    file = printed(f"{text}\n\n[^1]: Firstword.\n[^2]: Secondword.\n", work)
    with pypdfium2.PdfDocument(file.path) as document:
        page = document[0].get_textpage()
        content = page.get_text_range()
        first, second = (page.get_charbox(content.index(f"{n}", 1)) for n in (1, 2))
    return float(second[0] - first[2])


def test_calls_right_behind_each_other_are_parted(tmp_path: Path) -> None:
    """12 and 13, not 1213; a call that begins after a word stands close to it."""
    assert gaps_between_calls("Words.[^1][^2] More.", tmp_path) > 2


def test_only_a_call_right_behind_another_one_is_parted() -> None:
    call = '<a class="note-call">{}</a>'.format
    root = fromstring(f"<p>Words{call(1)}{call(2)}{call(3)} and{call(4)} {call(5)}</p>")
    hold_calls(root, dict.fromkeys(root, root))
    further = [a.text for a in root if a.get("class") == "note-call further"]
    assert further == ["2", "3"]


def test_a_call_stays_on_the_line_of_its_word() -> None:
    assert lines_that_begin_with_a_call(held=False) > 0
    assert lines_that_begin_with_a_call(held=True) == 0


def test_calls_with_a_dagger_are_raised_and_no_others() -> None:
    calls = "".join(f'<a class="note-call">{mark}</a>' for mark in ("7", "*", "**", "†", "‡"))
    root = fromstring(f'<body>{calls}<a class="note-recall">†</a><a>†</a></body>')
    raise_symbols(root)
    raised = ["raised" in (a.get("class") or "").split() for a in root]
    assert raised == [False, False, False, True, True, True, False]


def shown(address: str) -> str:
    """Where an address may break, as |, and where it may not, as ~."""
    return breakable(address).replace("\u200b", "|").replace("\u2060", "~")


@pytest.mark.parametrize(
    "broken",
    [
        "https:/~/|www.example.org/|archive/|page.html",
        "https:/~/|example.org/|volume-~ii|?~leaf=|4468|&side=both",
        "https:/~/|example.org/|commissioners|-~of|-~the|-~harbour/|page3e|_001129|.html",
        "https:/~/|example.org/~ties",
        "https:/~/|www.atlanticcouncil.org/|blogs",
        "www.the-~diplomat-~of-~the-~world.example.org",
        "https:/~/|example.org/|story|#part-~two",
        "mailto:ann@example.org",
        "",
    ],
)
def test_an_address_breaks_where_no_sign_seems_added_and_leaves_no_crumb(broken: str) -> None:
    assert shown(broken.replace("|", "").replace("~", "")) == broken


def test_only_addresses_are_broken_and_no_word_of_them_changes() -> None:
    page = '<body><p>A-b <a class="uri">https://x.org/see<b>/e-f</b>-g</a>-h <a>i/j</a></p></body>'
    root = fromstring(page)
    break_addresses(root)
    text = "".join(root.itertext())
    assert words_in(text) == words_in("".join(fromstring(page).itertext()))
    assert text.startswith("A-b https:")
    assert text.endswith("-h i/j")
    assert "\u200b" in text


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("<p>It was so in 12.</p>", "It was so in\u00a012."),
        ("<p>It was so in <em>the</em> end.</p>", "It was so in the\u00a0end."),
        ("<p>It was so in Korea.</p>", "It was so in Korea."),
        ("<p>One two.</p><ul><li>Three or 4</li></ul>", "One\u00a0two.Three or\u00a04"),
        ("<p>See <a>x.org</a>.</p><pre>a b</pre>", "See x.org.a b"),
    ],
)
def test_a_short_last_word_of_a_note_has_the_word_before_it(text: str, held: str) -> None:
    note = fromstring(f"<span>{text}</span>")
    hold_last_words(note)
    assert "".join(note.itertext()) == held


def test_no_line_of_a_long_address_ends_in_a_hyphen(tmp_path: Path) -> None:
    address = "https://www.example.org/" + "-".join(["word"] * 60)
    file = printed(SYMBOL.replace("First note.", f"See <{address}>."), tmp_path, symbols=1)
    lines = [line.strip() for page in file.pages for line in page.splitlines() if "word" in line]
    assert len(lines) > 2
    assert not any(line.endswith("-") for line in lines)
    assert any(line.startswith("-") for line in lines)


def test_a_note_called_in_a_tables_head_stands_once_though_the_head_is_repeated(
    tmp_path: Path,
) -> None:
    rows = "\n".join(f"| Row {n} | words |" for n in range(90))
    file = printed(f"| Left[^1] | Right |\n|---|---|\n{rows}\n\n[^1]: Noteword.\n", tmp_path)
    assert len(file.pages) > 1
    assert file.page_with("Noteword") == 0
    assert len(file.tree.all("Note")) == 1
