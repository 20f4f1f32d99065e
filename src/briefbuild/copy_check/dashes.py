"""Dashes and slashes: one way to set them through the brief.

Ranges of numbers get their en dash by themselves (`transform.typography`), and so does a hyphen
between blanks: what is told here is what stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbuild.copy_check.forms import Use, times, unusual, usual
from briefbuild.copy_check.rule import Copy
from briefbuild.problems import Problem, problem

WITH_HYPHEN = re.compile(r"(?<=[^\W\d_])[,.”’)]? (-) (?=[^\W\d_“‘(])")
DASH = re.compile(r"(?<=[^\W\d_,.;”’)?!])(?:( [—–] )|(—))(?=[^\W_“‘(])")
SPACED_RANGE = re.compile(r"(?<![\w/.-])(\d{1,4}) ?([–-]) ?(\d{1,4})(?![\w/-])")
SLASH = re.compile(r"([^\W\d_][\w’-]*)( ?)/( ?)([^\W\d_][\w’-]*)")
SHOWN = {" — ": "an em dash between blanks", " – ": "an en dash between blanks", "—": "an em dash"}


def hyphens(copy: Copy) -> Iterator[Problem]:
    """A hyphen with blanks around it: a dash, or what a browser puts behind a title."""
    for passage, text in copy.own():
        for match in WITH_HYPHEN.finditer(text):
            shown = text[max(0, match.start(1) - 20) : match.end(1) + 20].strip()
            yield problem("dash-hyphen", passage.place(match.start(1)), text=shown)


def mixed(copy: Copy) -> Iterator[Problem]:
    """Dashes of several kinds: “a — b”, “a—b”, “a – b”."""
    forms: dict[str, list[Use]] = {}
    for passage, text in copy.written():
        for match in DASH.finditer(text):
            at = match.start()
            forms.setdefault(match[0], []).append(Use(passage, at, match[0]))
    for use, count in unusual(forms) if forms else ():
        most = usual(forms)
        at = use.index + use.text.startswith(" ")
        more = f" and {times(count - 1)} more" if count > 1 else ""
        facts = {"form": SHOWN[use.text], "more": more, "most": SHOWN[most]}
        yield problem("dash-mixed", use.passage.place(at), **facts, times=times(len(forms[most])))


def ranges(copy: Copy) -> Iterator[Problem]:
    """A range with blanks around its dash, where others have none."""
    forms: dict[str, list[Use]] = {}
    for passage, text in copy.own():
        for match in SPACED_RANGE.finditer(text):
            if int(match[1]) < int(match[3]):
                form = "spaced" if " " in match[0] else "close"
                forms.setdefault(form, []).append(Use(passage, match.start(), match[0]))
    if len(forms.get("close", ())) >= len(forms.get("spaced", ())):
        for use in forms.get("spaced", ()):
            close = re.sub(r" ?[–-] ?", "–", use.text)
            facts = {"text": use.text, "close": close}
            yield problem("range-spaced", use.passage.place(use.index), **facts)


def slashes(copy: Copy) -> Iterator[Problem]:
    """“a/ b”; and “a / b” where the same words are “a/b” elsewhere (lines of verse have blanks)."""
    found = [
        (passage, match)
        for passage in copy.passages
        for match in SLASH.finditer(passage.plain())
        if "www" not in match[0]
    ]
    close = {(m[1], m[4]) for _, m in found if not m[2] and not m[3]}
    for passage, match in found:
        one_sided = bool(match[2]) != bool(match[3]) and not (match[2] and _is_path(match))
        if one_sided or (match[2] and (match[1], match[4]) in close):
            facts = {"text": match[0], "close": f"{match[1]}/{match[4]}"}
            yield problem("slash-spaced", passage.place(match.start(1)), **facts)


def _is_path(match: re.Match[str]) -> bool:
    """Whether “see /etc” names a folder: words on the two sides of a slash are of one kind."""
    ends = match.string[match.end() : match.end() + 1]
    return (
        ends == "/" or match[1][0].isupper() != match[4][0].isupper() or len(match[4]) < len("abc")
    )
