"""A house's templates, filled: text with its facts put in, or what is wrong, at its line."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Iterator, Mapping
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefbuild.house import House
from briefbuild.problems import Place, Problem, problem

_FAULTS = (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError)
_HINTS = {
    jinja2.TemplateSyntaxError: "compare with the style that came with the program",
    jinja2.UndefinedError: "docs/designers.md lists the names a template may use",
}
NAMELESS = re.compile(r"'(?P<plain>\w+)' is undefined|has no attribute '(?P<inner>\w+)'")
"""Jinja's words for a name that isn't there: alone, or after a point."""
UNREAD = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
PICTURE = re.compile(r"<(img|picture|svg|object|embed|video|canvas|iframe)\b", re.IGNORECASE)
DEEP = re.compile(r"<(h[3-6])\b", re.IGNORECASE)
FRAMES = frozenset({"print.html.j2", "web.html.j2"})
"""Not read into the tree, whose headings are in order."""


def fill(
    house: House, name: str, facts: Mapping[str, Any], *, trim: bool = False
) -> tuple[str | None, list[Problem]]:
    """The text of `templates/<name>`, its slots escaped for HTML and XML.

    With `trim`, a line that holds nothing but a statement leaves no line behind.
    """
    # Sandboxed: a template could else open files by way of Python’s own names.
    environment = ImmutableSandboxedEnvironment(
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
    text = house.files.find(f"templates/{name}")[0].read_text(encoding="utf-8-sig")
    if refused := list(_refused(name, text, file)):
        return None, refused
    try:
        return template.render(facts), []
    except jinja2.UndefinedError as error:
        line = line_in(error, template)
        written = text.split("\n")[line - 1] if line else ""
        return None, [_undefined(error, written, facts, Place(file, line))]
    except _FAULTS as error:
        return None, [_worded(error, Place(file, line_in(error, template)))]


def _refused(name: str, text: str, file: str) -> Iterator[Problem]:
    """Elements that a template of HTML has no use for: pictures, and headings that skip a level."""
    if not name.endswith(".html.j2"):
        return
    read = UNREAD.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for match in PICTURE.finditer(read):
        reason = f"it has <{match[1]}>, but a template holds no pictures"
        hint = 'give an element a picture as its ground, in CSS: background: url("…") no-repeat'
        yield problem("style-template", _at(file, read, match.start()), reason=reason, hint=hint)
    for match in () if name in FRAMES else DEEP.finditer(read):
        reason = f"it has <{match[1]}>, a heading that skips a level"
        hint = "write <h1>, <h2> below it, or a <div> with a class, which is no heading"
        yield problem("style-template", _at(file, read, match.start()), reason=reason, hint=hint)


def _at(file: str, text: str, offset: int) -> Place:
    before = text[:offset]
    return Place(file, before.count("\n") + 1, offset - before.rfind("\n"))


def _undefined(
    error: jinja2.UndefinedError, written: str, facts: Mapping[str, Any], place: Place
) -> Problem:
    """A name that isn't there, and the one that may be meant; `written` is the template's line."""
    named = NAMELESS.search(str(error))
    if named is None:
        return _worded(error, place)
    name = named["plain"] or named["inner"]
    owner = re.search(rf"(\w+)\.{name}\b", written) if named["inner"] else None
    whole = f"{owner[1]}.{name}" if owner else name
    known = _names(facts, owner[1]) if owner else sorted(facts)
    near = difflib.get_close_matches(name, known, n=1)
    hint = _HINTS[jinja2.UndefinedError]
    if owner and owner[1] == "words":
        hint = f"write “{name}: …” under “words: en:” in house.yaml"
    if near:
        meant = f"{owner[1]}.{near[0]}" if owner else near[0]
        hint = f"did you mean {meant}? If not, {hint}"
    return problem("style-template", place, reason=f"nothing is named “{whole}”", hint=hint)


def _names(facts: Mapping[str, Any], owner: str) -> list[str]:
    """The names that something has; of a loop's variable, those that the items of any list have."""
    value = facts.get(owner)
    holders = [value] if value is not None else []
    if value is None:
        holders = [item for fact in facts.values() if isinstance(fact, list) for item in fact]
    named = (h if isinstance(h, Mapping) else getattr(type(h), "model_fields", ()) for h in holders)
    return sorted({name for names in named for name in names})


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
