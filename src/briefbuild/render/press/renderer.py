"""The press PDF: pages set under press.css, in inks, on their sheets, declared as PDF/X-4.

The pages are those of the screen PDF, line by line: press.css changes colours only. They carry the
same tags, since a structure tree is no interactive part, and so the same reader proves that nothing
is lost. What WeasyPrint can't do is done on its finished file: it knows neither the profile nor
registration black, and writes pictures and drawings in RGB.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf

from briefbuild.press_style import SHEET, PressStyle, read_press_style, rgb_of
from briefbuild.problems import problem
from briefbuild.render.edition import Edition, Rendered
from briefbuild.render.pages.tags import finisher, watch
from briefbuild.render.pages.typeset import typeset
from briefbuild.render.press.declaration import VERSION, declare, take_out_what_acts
from briefbuild.render.press.inks import Printer
from briefbuild.render.press.pictures import Pictures
from briefbuild.render.press.recolouring import Recolouring
from briefbuild.render.press.resolution import too_coarse
from briefbuild.render.press.sheet import (
    REGISTRATION,
    add_blank_pages,
    lay_on_sheet,
    registration,
)


def render(edition: Edition, target: Path) -> Rendered:
    """Write the edition as PDF/X-4 at `target`; nothing is written when it can't be made."""
    style, problems = read_press_style(edition.house)
    if style is None:
        return Rendered(target, tuple(problems))
    printer = Printer(style)
    pictures = Pictures(printer)
    unlike = [problem("press-ink", token.place, name=token.name) for token in printer.unlike]
    edition = replace(edition, assets=pictures.prepared(edition.assets))
    options = {"pdf_tags": True}
    made = typeset(edition, SHEET, _screen_colours(edition), **options)
    if made.document is None or made.root is None:
        return Rendered(target, tuple(made.problems))
    problems = too_coarse(made.document, edition)
    if problems:
        return Rendered(target, (*made.problems, *problems))
    made.document.metadata.lang = edition.brief.lang
    words = edition.house.words(edition.brief.lang)
    painted = watch(made.document)
    data = made.write(finisher=finisher(painted, made.root, words), **options)
    with pikepdf.open(BytesIO(data)) as pdf:
        _for_press(pdf, edition, style, pictures)
        pdf.save(
            target,
            force_version=VERSION,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return Rendered(target, (*unlike, *made.problems))


def _screen_colours(edition: Edition) -> str:
    """The tokens' own colours, over those of press.css: what WeasyPrint paints, `Printer` knows.

    WeasyPrint 70 fails where a gradient has a `device-cmyk()`, and pictures have RGB anyway.
    """
    tokens = edition.house.tokens.items()
    return f":root {{ {' '.join(f'{name}: {value};' for name, value in tokens if rgb_of(value))} }}"


def _for_press(pdf: pikepdf.Pdf, edition: Edition, style: PressStyle, pictures: Pictures) -> None:
    take_out_what_acts(pdf)
    recolouring = Recolouring(pdf, pictures.printer, pictures.convert)
    contents = [recolouring.page(page) for page in pdf.pages]
    everywhere = registration(pdf)
    for page, content in zip(pdf.pages, contents, strict=True):
        page.Resources.ColorSpace = pikepdf.Dictionary({REGISTRATION: everywhere})
        lay_on_sheet(pdf, page, content, style)
    add_blank_pages(pdf, style, edition.brief.pages_in_a_sheet)
    declare(pdf, edition, style)
