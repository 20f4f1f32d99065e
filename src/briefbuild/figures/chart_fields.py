"""The fields that a chart draws and its data don't have: Vega-Lite draws empty axes, and is silent.

Each view's data is followed through its transforms, as Vega-Lite's documentation gives their
outputs. Where those depend on the data's values (`pivot`), or the data aren't rows (`sphere`), any
field may be there, and none is doubted; nor is one that an expression may be testing for.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

Json = Any  # what json.loads returns
_STEP = re.compile(r"\[\s*'([^']*)'\s*\]|\[\s*\"([^\"]*)\"\s*\]|\[([^\]]*)\]|((?:\\.|[^.\[\]])+)")
_DATUM = re.compile(r"\bdatum(?:\.([A-Za-z_$][\w$]*)|\[\s*(?:'([^']*)'|\"([^\"]*)\")\s*\])")
_TESTED = re.compile(r"\bis[A-Z]\w*\(|\bnull\b|\bundefined\b|\|\||!\s*datum")
_DELIMITERS = {"csv": ",", "tsv": "\t"}
_PARTS = ("layer", "hconcat", "vconcat", "concat")
_REFERENCES = (
    *("groupby", "fold", "flatten", "sort", "lookup", "impute", "key", "pivot", "extent"),
    *("density", "regression", "loess", "on", "quantile", "stack", "field"),
)
"""Keys of transforms whose values are names of fields, or objects with a `field`."""
_ANEW = {
    "density": ("value", "density"),
    "quantile": ("prob", "value"),
    "regression": (),
    "loess": (),
}
"""Transforms that leave nothing but `groupby` and what they make, with its names unless told."""


@dataclass(frozen=True)
class Missing:
    """A field that no row has, and the names of those that they have, sorted."""

    field: str
    known: tuple[str, ...]


@dataclass(frozen=True)
class _Fields:
    """The fields of a view's data: those of its rows and those that transforms add."""

    rows: Sequence[Json] | None = None
    """None where any field may be there."""
    added: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        if self.rows is None or name in ("", "*") or name in self.added:
            return True
        steps = [re.sub(r"\\(.)", r"\1", "".join(m)) for m in _STEP.findall(name)]
        return steps[:1] == [] or steps[0] in self.added or any(_leads(r, steps) for r in self.rows)

    def names(self) -> tuple[str, ...]:
        found = {key for row in self.rows or () if isinstance(row, dict) for key in row}
        return tuple(sorted(found | self.added))


@dataclass(frozen=True)
class _View:
    """What a view has from those around it."""

    fields: _Fields = field(default_factory=_Fields)
    encoding: Mapping[str, Json] = field(default_factory=dict)
    datasets: Mapping[str, Json] = field(default_factory=dict)
    repeated: Mapping[str, Sequence[Json]] = field(default_factory=dict)


def missing_fields(spec: Json) -> Iterator[Missing]:
    """Each field that a spec draws and no row of its data has, once; its data stand in the spec."""
    seen: set[str] = set()
    for missing in _in_view(spec, _View()):
        if missing.field not in seen:
            seen.add(missing.field)
            yield missing


def _in_view(spec: Json, around: _View) -> Iterator[Missing]:
    if not isinstance(spec, dict):
        return
    view = replace(around, datasets={**around.datasets, **_object(spec.get("datasets"))})
    own = "data" in spec
    if own:
        inherits = around.fields.rows is None and around.fields.added == frozenset()
        shared = around.encoding if inherits else {}
        view = replace(view, fields=_of_data(spec["data"], view), encoding=shared)
    for transform in _list(spec.get("transform")):
        yield from _doubted(_read_by(transform), view)
        view = replace(view, fields=_after(transform, view))
    view = replace(view, encoding=_merged(view.encoding, _object(spec.get("encoding"))))
    facet = _object(spec.get("facet"))
    yield from _doubted(_named([facet, *facet.values()]), view)
    if "mark" in spec:
        yield from _doubted(_named(_definitions(view.encoding)), view)
    repeat = spec.get("repeat")
    lists = _object(repeat) or {"repeat": repeat}
    view = replace(view, repeated={**view.repeated, **{k: _list(v) for k, v in lists.items()}})
    parts = [part for key in _PARTS for part in _list(spec.get(key))]
    for part in [*parts, spec.get("spec")]:
        yield from _in_view(part, view)


def _doubted(names: Iterator[Json], view: _View) -> Iterator[Missing]:
    """Those of the names that no row has; `{"repeat": "row"}` stands for a list of names."""
    for name in names:
        several = view.repeated.get(str(name.get("repeat")), ()) if isinstance(name, dict) else ()
        for one in [name, *several]:
            if isinstance(one, str) and not view.fields.has(one):
                yield Missing(one, view.fields.names())


# ── what names fields ────────────────────────────────────────────────────────────────────────


def _merged(shared: Mapping[str, Json], own: Mapping[str, Json]) -> dict[str, Json]:
    """A layer's channels over those of the layers' view."""
    return {**shared, **{k: _over(shared.get(k), v) for k, v in own.items()}}


def _over(shared: Json, own: Json) -> Json:
    inherits = isinstance(own, dict) and isinstance(shared, dict) and "field" in own
    return {**shared, **own} if inherits else own


def _definitions(encoding: Mapping[str, Json]) -> Iterator[Json]:
    """What channels are drawn from, with its conditions and its order."""
    for channel in encoding.values():
        for definition in _list(channel):
            yield definition
            if isinstance(definition, dict):
                yield from _list(definition.get("condition"))
                yield definition.get("sort")


def _named(definitions: Iterator[Json] | Sequence[Json]) -> Iterator[Json]:
    """The `field` of each definition that has one."""
    for definition in definitions:
        if isinstance(definition, dict) and "field" in definition:
            yield definition["field"]


def _read_by(transform: Json) -> Iterator[Json]:
    """The fields that a transform reads."""
    if not isinstance(transform, dict):
        return
    for key in _REFERENCES:
        for item in _list(transform.get(key)):
            yield item if isinstance(item, str) else _object(item).get("field")
    if "pivot" in transform:
        yield transform.get("value")
    for key in ("aggregate", "joinaggregate", "window"):
        yield from _named(_list(transform.get(key)))
    yield from _tested_by(transform.get("filter"))
    yield from _tested_by(transform.get("calculate"))


def _tested_by(test: Json) -> Iterator[Json]:
    """The fields in an expression or a predicate, or in those that it is made of."""
    if isinstance(test, str) and not _TESTED.search(test):
        yield from (re.sub(r"([.\[\]\\])", r"\\\1", "".join(m)) for m in _DATUM.findall(test))
    elif isinstance(test, dict):
        yield from _named([test] if "valid" not in test else [])
        for key in ("and", "or", "not"):
            for part in _list(test.get(key)):
                yield from _tested_by(part)


# ── what fields there are ────────────────────────────────────────────────────────────────────


def _of_data(data: Json, view: _View) -> _Fields:
    """The fields of a `data` object."""
    data = _object(data)
    values = data.get("values", view.datasets.get(str(data.get("name"))))
    form = _object(data.get("format"))
    kind = str(form.get("type", "json"))
    if "sequence" in data:
        return _Fields((), frozenset({str(_object(data["sequence"]).get("as", "data"))}))
    if isinstance(values, str):
        delimiter = _DELIMITERS.get(kind, form.get("delimiter") if kind == "dsv" else None)
        if not isinstance(delimiter, str) or len(delimiter) != 1 or not values.strip():
            return _Fields()
        header = next(csv.reader(values.splitlines(), delimiter=delimiter), [])
        return _Fields([dict.fromkeys(header, "")])
    if kind == "topojson":
        return _Fields(_features(values, str(form.get("feature"))))
    for step in str(form.get("property") or "").split("."):
        values = _object(values).get(step) if step else values
    rows = [values] if isinstance(values, dict) else values
    if not isinstance(rows, list) or not rows:
        return _Fields()
    return _Fields([row if isinstance(row, dict) else {"data": row} for row in rows])


def _features(topology: Json, name: str) -> Sequence[Json] | None:
    """The rows that Vega makes of an object of a TopoJSON file."""
    found = _object(_object(_object(topology).get("objects")).get(name))
    if not found:
        return None
    shapes = [_object(g) for g in _list(found.get("geometries", found))]
    made = {"type": "Feature", "geometry": None}
    return [{**made, **{k: g[k] for k in ("id", "properties") if k in g}} for g in shapes]


def _after(transform: Json, view: _View) -> _Fields:
    """The fields behind a transform."""
    fields, transform = view.fields, _object(transform)
    if "pivot" in transform:
        return _Fields()
    named = [str(name) for name in _list(transform.get("as"))]
    group = [str(name) for name in _list(transform.get("groupby"))]
    if "aggregate" in transform:
        return _Fields((), frozenset({*group, *_outputs(transform["aggregate"])}))
    for key, otherwise in _ANEW.items():
        if key in transform:
            pair = [str(transform.get("on")), str(transform.get(key))] if not otherwise else []
            made = named or [*otherwise, *pair]
            facts = ["coef", "rSquared"] if transform.get("params") else []
            return _Fields((), frozenset({*group, *made, *facts}))
    made = [*named, *(f"{name}_end" for name in named)]
    if "fold" in transform:
        made = [*(named or ["key"]), "value"][:2]
    if "lookup" in transform:
        source = _object(transform.get("from"))
        made = named or [str(name) for name in _list(source.get("fields"))]
        if not made:
            return _Fields()
    for key in ("joinaggregate", "window"):
        made += _outputs(transform.get(key))
    return replace(fields, added=fields.added | frozenset(made))


def _outputs(operations: Json) -> list[str]:
    """The names of what is computed, those that Vega gives where the spec gives none."""
    facts = [_object(operation) for operation in _list(operations)]
    return [str(f.get("as", f"{f.get('op')}_{f.get('field', '')}".rstrip("_"))) for f in facts]


def _leads(row: Json, steps: Sequence[str]) -> bool:
    """Whether a path of names leads to something in a row."""
    for step in steps:
        if isinstance(row, dict) and step in row:
            row = row[step]
        elif isinstance(row, list) and step.isdecimal() and int(step) < len(row):
            row = row[int(step)]
        else:
            return step == "length" and isinstance(row, list | str)
    return True


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [] if value is None else [value]
