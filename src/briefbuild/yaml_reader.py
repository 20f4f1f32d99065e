"""Read a YAML file into a model: YAML 1.2 scalars as text, and every problem with its place.

PyYAML's resolvers follow YAML 1.1 (NO is false, 1.10 is 1.1, 12:30:45 is 45045), so none is used:
each scalar stays the text that was written and the model converts it. Duplicate and unknown keys,
anchors, aliases and tags are problems.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from briefbuild.inside import BRIEF, read_inside
from briefbuild.invisible import invisible_characters, visible
from briefbuild.limits import SHEET_BYTES, YAML_BYTES, beyond
from briefbuild.model import DOI, EMAIL, FIGURE_ID, RATIO, SLUG
from briefbuild.problems import Place, Problem, is_broken, problem
from briefbuild.yaml_composer import Composer, TooMuch
from briefbuild.yaml_syntax import LINE_END, explained

Path_ = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)
CUT = re.compile(r" #.*")


@dataclass(frozen=True)
class Marked:
    """A YAML file as plain values, with the place of every key and value."""

    value: Any
    values: Mapping[Path_, Place]
    keys: Mapping[Path_, Place]
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path_) -> Place:
        """The place of a value, or of the nearest value that holds it."""
        while path not in self.values:
            path = path[:-1]
        return self.values[path]


@dataclass(frozen=True)
class Read(Generic[M]):
    """A model read from a file, or None when it could not be."""

    value: M | None
    marked: Marked
    problems: list[Problem]
    data: bytes = b""
    """The file as it was read."""


def read_text(path: Path, shown: str) -> tuple[str, list[Problem]]:
    """A text file in UTF-8 (a byte-order mark is dropped); problems name the first wrong byte."""
    data, wrong = read_inside(path.parent, path, Place(shown), SHEET_BYTES)
    return ("", [wrong] if wrong else []) if data is None else decoded(data, shown)


def decoded(data: bytes, shown: str) -> tuple[str, list[Problem]]:
    """The bytes of a file as text, with line feeds only."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        byte = data[error.start]
        return "", [problem("file-not-utf8", Place(shown, line, column), byte=byte)]


def mark(text: str, shown: str) -> Marked:
    """Parse YAML text; never raises for what is in it."""
    try:
        root = yaml.compose(text, Loader=Composer)
    except yaml.YAMLError as error:
        line, column, facts = explained(text, error)
        place = Place(shown, line, column)
        return Marked(None, {(): place}, {}, [problem("yaml-syntax", place, **facts)])
    except TooMuch as error:
        line, column, limit, found = error.args
        place = Place(shown, line + 1, column + 1)
        return Marked(None, {(): place}, {}, beyond(limit, found, place, Path(shown).name))
    walker = _Walker(shown, text)
    value = walker.value(root, ()) if root is not None else {}
    walker.values.setdefault((), Place(shown, 1, 1))
    return Marked(value, walker.values, walker.keys, walker.problems)


class _Walker:
    """Turns composed YAML nodes into plain values and notes where each stands."""

    def __init__(self, shown: str, text: str) -> None:
        self.lines = LINE_END.split(text)
        self.shown = shown
        self.values: dict[Path_, Place] = {}
        self.keys: dict[Path_, Place] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def at(self, node: yaml.Node) -> Place:
        mark = node.start_mark
        return Place(self.shown, mark.line + 1, mark.column + 1)

    def value(self, node: yaml.Node, path: Path_) -> Any:
        self.values[path] = self.at(node)
        if id(node) in self.seen:
            self.problems.append(problem("yaml-alias", self.at(node)))
            return None
        self.seen.add(id(node))
        if prefix := getattr(node, "prefix", None):
            self.problems.append(problem("yaml-prefix", self.at(node), prefix=prefix))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]
        plain = getattr(node, "style", None) is None
        if plain:
            self.comment(node)
        empty = plain and node.value in ("", "~", "null")
        return None if empty else node.value

    def comment(self, node: yaml.Node) -> None:
        """“We are #1”: YAML ends a plain value at “ #”, which an editor may mean as text.

        A comment that is meant stands apart, by two blanks.
        """
        end = node.end_mark
        cut = CUT.match(self.lines[end.line][end.column :]) if end.line < len(self.lines) else None
        if cut:
            place = Place(self.shown, end.line + 1, end.column + 2)
            self.problems.append(problem("yaml-comment", place, text=cut[0].strip()))

    def mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                reason, hint = "a list or a group of keys can’t be a key", "write a name there"
                facts = {"reason": reason, "hint": hint}
                self.problems.append(problem("yaml-syntax", self.at(key_node), **facts))
                continue
            key = str(key_node.value)
            if key in made or (*path, key) in self.keys:
                first = self.keys[(*path, key)].line
                self.problems.append(
                    problem("yaml-duplicate-key", self.at(key_node), key=key, first=first)
                )
                continue
            self.keys[(*path, key)] = self.at(key_node)
            value = self.value(value_node, (*path, key))
            if value is not None:
                made[key] = value
        return made


def read_model(model: type[M], path: Path, shown: str, whole: str = BRIEF) -> Read[M]:
    """Read `path` into `model`; `shown` is the path as problems name it, `whole` what the folder
    holds, a brief or a house style."""
    data, refused = read_inside(path.parent, path, Place(shown), YAML_BYTES, whole)
    text, problems = decoded(data or b"", shown)
    problems += [refused] if refused else []
    if problems or data is None:
        return Read(None, Marked(None, {(): Place(shown)}, {}), problems)
    marked = mark(visible(text), shown)
    marked.problems.extend(invisible_characters(text, shown))
    if marked.value is None:
        return Read(None, marked, marked.problems)
    try:
        value = model.model_validate(marked.value)
    except ValidationError as error:
        found = [_worded(model, marked, e) for e in _causes(model, error.errors())]
        return Read(None, marked, [*marked.problems, *found])
    sound = None if is_broken(marked.problems) else value
    return Read(sound, marked, list(marked.problems), data)


def _causes(model: type[BaseModel], errors: Sequence[Any]) -> list[Any]:
    """pydantic’s errors less those that follow from another one: a list is empty when what it holds
    was refused, and a key is missing when it is misspelt."""
    holding = {e["loc"][:end] for e in errors for end in range(len(e["loc"]))}
    meant = {
        (*e["loc"][:-1], _nearest_key(model, e["loc"]))
        for e in errors
        if e["type"] == "extra_forbidden"
    }
    return [
        e
        for e in errors
        if not (e["type"] == "too_short" and e["loc"] in holding)
        and not (e["type"] == "missing" and e["loc"] in meant)
    ]


def _worded(model: type[BaseModel], marked: Marked, error: Any) -> Problem:
    """One of pydantic's errors as a problem at the key or value that it is about."""
    path: Path_ = tuple(part for part in error["loc"] if part != "[key]")
    kind, file = error["type"], marked.place(()).file
    parent = _name(path[:-1], file)
    if kind == "extra_forbidden":
        key = str(path[-1])
        place = marked.keys.get(path, marked.place(path))
        return problem("yaml-unknown-key", place, key=key, parent=parent, hint=_near(model, path))
    if kind == "missing":
        return problem("yaml-required", marked.place(path[:-1]), key=path[-1], parent=parent)
    reason = str(error["msg"]).removeprefix("Value error, ")
    hint = HINTS.get(kind, "docs/fields.md lists what each field may hold")
    if error["loc"] and error["loc"][-1] == "[key]":
        place = marked.keys.get(path, marked.place(path))
    else:
        place = marked.place(path)
    return problem(
        "yaml-value", place, field=_name(path, file), reason=_plain(reason, error), hint=hint
    )


HINTS = {
    "string_type": "write text here; put it in quotation marks if it holds “: ” or begins with a "
    "sign such as [ { & * # % @",
    "tuple_type": "write a list: each entry on a line of its own, after “- ”",
    "model_type": "write “key: value” lines, indented below this key",
    "dict_type": "write “key: value” lines, indented below this key",
}


FORMS = {
    SLUG: "small letters and digits joined by single hyphens, like korea-japan-alliance",
    FIGURE_ID: "an id like fig-map: fig-, then small letters, digits and hyphens",
    DOI: "a DOI like 10.1000/xyz123",
    EMAIL: "an e-mail address",
    RATIO: "a ratio like 3:2",
}


def _plain(reason: str, error: Any) -> str:
    """pydantic's wording in the editor's terms."""
    kind = error["type"]
    if kind == "string_pattern_mismatch":
        form = FORMS.get(error["ctx"]["pattern"], error["ctx"]["pattern"])
        return f"“{error['input']}” is not {form}"
    if kind == "literal_error":
        return f"“{error['input']}” is not one of {error['ctx']['expected']}"
    if kind in ("tuple_type", "dict_type", "model_type", "string_type"):
        wanted = {"tuple_type": "a list", "string_type": "text"}.get(kind, "keys with values")
        return f"expected {wanted}"
    if kind == "too_short":
        return "the list is empty"
    if kind == "string_too_short":
        return "nothing is written here"
    if kind == "string_too_long":
        return f"longer than {error['ctx']['max_length']} characters"
    return reason[:1].lower() + reason[1:]


def _name(path: Path_, file: str) -> str:
    """("authors", 0, "name") as “authors[1].name”; the whole file as its name."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else str(part)
    return name or Path(file).name


def _near(model: type[BaseModel], path: Path_) -> str:
    """What to do about an unknown key."""
    close, known = _nearest_key(model, path), _keys_at(model, path[:-1])
    return f"did you mean “{close}”?" if close else f"the keys here are {', '.join(known)}"


def _nearest_key(model: type[BaseModel], path: Path_) -> str:
    """The known key that an unknown one most resembles, or nothing."""
    known = _keys_at(model, path[:-1])
    close = difflib.get_close_matches(str(path[-1]).lower(), known, n=1, cutoff=0.6)
    return close[0] if close else ""


def _keys_at(model: type[BaseModel], path: Path_) -> list[str]:
    """The keys that the model knows at this path."""
    schema: Any = model.model_json_schema()
    definitions = schema.get("$defs", {})
    for part in path:
        schema = _step(schema, part)
        for option in [schema, *schema.get("anyOf", [])]:
            if "$ref" in option:
                schema = definitions[option["$ref"].rsplit("/", 1)[1]]
    return list(schema.get("properties", {}))


def _step(schema: Any, part: str | int) -> Any:
    if isinstance(part, int):
        return schema.get("items", {})
    if part in schema.get("properties", {}):
        return schema["properties"][part]
    patterns = schema.get("patternProperties", {})
    return next(iter(patterns.values()), schema.get("additionalProperties") or {})
