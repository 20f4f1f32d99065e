"""The rule on contrast: each word against the shading that it stands on (WCAG 2.2, 1.4.3).

Word's checker doesn't ask less of large letters, so neither is it done here.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefbuild.verify.ooxml import W, letters, value
from briefbuild.verify.word_access.opened import Element, WordFile
from briefbuild.verify.word_access.rule import STYLES, Fault, Rule

LEAST = 4.5
PAPER, INK = "FFFFFF", "000000"
EXCERPT = 40


def contrast(file: WordFile) -> Iterator[Fault]:
    """Each color of letters on each ground that it stands on, with the first such words."""
    seen: set[tuple[str, str]] = set()
    for paragraph in file.paragraphs:
        for run in file.runs(paragraph.element):
            ground = ground_of(file, run, paragraph.element)
            color = color_of(file, run, ground)
            ratio = contrast_ratio(color, ground)
            if ratio < LEAST and (color, ground) not in seen:
                seen.add((color, ground))
                text = "".join(letters(part) for part in run.iter(f"{W}t", f"{W}sym")).strip()
                facts = {"color": f"#{color.lower()}", "ground": f"#{ground.lower()}"}
                yield {"text": text[:EXCERPT], "ratio": f"{ratio:.2f}", **facts}


def color_of(file: WordFile, run: Element, ground: str) -> str:
    """The color of letters; “auto” is black or white, whichever is seen better."""
    named = next((value(color) for color in file.letters(run, "color")), "auto")
    if named != "auto":
        return named.upper()
    return max((INK, PAPER), key=lambda color: contrast_ratio(color, ground))


def ground_of(file: WordFile, run: Element, paragraph: Element) -> str:
    """What lies behind the letters: the run's shading, the paragraph's, the cell's, or paper."""
    cells = list(run.iterancestors(f"{W}tc"))
    shades = [*file.letters(run, "shd"), *file.settings(paragraph, "shd")]
    shades += [shade for cell in cells for shade in cell.iterfind(f"{W}tcPr/{W}shd")]
    fills = (shade.get(f"{W}fill", "auto") for shade in shades)
    return next((fill.upper() for fill in fills if fill != "auto"), PAPER)


def contrast_ratio(one: str, other: str) -> float:
    """The contrast ratio of two colors (WCAG 2.2, definitions)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


RULES = (Rule("text stands out from its ground", contrast, STYLES),)
