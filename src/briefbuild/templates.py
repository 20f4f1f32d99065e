"""A house's templates, filled: text with its facts put in, or what is wrong, at its line."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from typing import Any

import jinja2

from briefbuild.house import House
from briefbuild.problems import Place, Problem, problem

_FAULTS = (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError)
_HINTS = {
    jinja2.TemplateSyntaxError: "compare with the style that came with the program",
    jinja2.UndefinedError: "docs/designers.md lists the names a template may use",
}


def fill(
    house: House, name: str, facts: Mapping[str, Any], *, trim: bool = False
) -> tuple[str | None, list[Problem]]:
    """The text of `templates/<name>`, its slots escaped for HTML and XML.

    With `trim`, a line that holds nothing but a statement leaves no line behind.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(house.files.all("templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=trim,
        lstrip_blocks=trim,
    )
    file = house.files.find(f"templates/{name}")[1]
    try:
        template = environment.get_template(name)
    except jinja2.TemplateNotFound:
        return None, [problem("style-missing", Place(file), file=f"templates/{name}")]
    except jinja2.TemplateSyntaxError as error:
        return None, [_worded(error, Place(file, error.lineno))]
    try:
        return template.render(facts), []
    except _FAULTS as error:
        return None, [_worded(error, Place(file, line_in(error, template)))]


def line_in(error: BaseException, template: jinja2.Template) -> int:
    """The template's line that an error arose from; 0 if it came from nowhere in it.

    Jinja writes a template's own lines into its exceptions' tracebacks.
    """
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno or 0 for frame in frames if frame.filename == template.filename]
    return lines[-1] if lines else 0


def _worded(error: Exception, place: Place) -> Problem:
    kinds = (hint for kind, hint in _HINTS.items() if isinstance(error, kind))
    hint = next(kinds, "docs/designers.md says what each name holds")
    return problem("style-template", place, reason=str(error).split("\n")[0], hint=hint)
