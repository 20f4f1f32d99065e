"""Charts and maps: a Vega-Lite spec and its data, both from the brief, to SVG.

The spec's look comes from the house tokens (`chart_look`). Data files that `data.url` names, as a
path from the spec, are read here and put into the spec: vl-convert, which draws, fetches nothing.
It measures letters with the house's fonts, so that places don't depend on the machine; nor may
they depend on its clock or zone, so temporal fields must be in UTC.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from briefbuild.allowance import PICTURE_SECONDS, RESERVED_MEGABYTES
from briefbuild.cache import fingerprint, kept
from briefbuild.child import is_child
from briefbuild.figures.chart_fields import missing_fields
from briefbuild.figures.chart_look import CONFIG, Json, LookError, fill
from briefbuild.figures.chart_room import with_room
from briefbuild.figures.chart_svg import for_page
from briefbuild.inside import read_inside
from briefbuild.limits import DATA_BYTES, DATA_ROWS, beyond
from briefbuild.problems import Place, Problem, problem
from briefbuild.svg.read import SvgPicture, read_svg
from briefbuild.workers import FORKS, Stopped, Task, Workers

VEGA_LITE = "6.4"  # fixed: a newer one in vl-convert must not move a published chart
_NAMES = 12  # of fields, in a hint
_TEXT_FORMATS = ("csv", "tsv")


@dataclass(frozen=True)
class Studio:
    """What charts are drawn with: the house's tokens and fonts, and where results are kept."""

    tokens: Mapping[str, str]
    fonts: Path
    cache: Path | None = None


@dataclass
class _Draft:
    """A spec on its way: its text, how problems name it, and those found so far."""

    text: str
    path: Path
    folder: Path
    shown: str
    problems: list[Problem] = field(default_factory=list)

    def place_of(self, value: str) -> Place:
        """Where a string stands in the spec; the file alone when it is written otherwise there."""
        for written in (json.dumps(value, ensure_ascii=False), json.dumps(value)):
            if (at := self.text.find(written)) >= 0:
                return self._place(at)
        return Place(self.shown)

    def place_of_field(self, name: str) -> Place:
        """Where a field is named: as one if it can be had, or as any string."""
        written = re.escape(json.dumps(name, ensure_ascii=False))
        for pattern in (rf'"field"\s*:\s*({written})', rf"\bdatum\.({re.escape(name)})\b"):
            if found := re.search(pattern, self.text):
                return self._place(found.start(1))
        return self.place_of(name)

    def _place(self, at: int) -> Place:
        before = self.text[:at]
        return Place(self.shown, before.count("\n") + 1, at - before.rfind("\n"))

    def report(self, code: str, value: str, /, **facts: object) -> None:
        self.problems.append(problem(code, self.place_of(value), **facts))


def draw_chart(
    data: bytes, path: Path, folder: Path, shown: str, studio: Studio
) -> tuple[SvgPicture | None, list[Problem]]:
    """The chart of the spec `data` in the brief `folder`, or what forbids it.

    `data` is what the file at `path` holds; `shown` is how problems name it.
    """
    try:
        text = data.decode("utf-8-sig")
        spec = json.loads(text)
        if not isinstance(spec, dict):
            facts = {"reason": "a spec is one JSON object", "hint": "begin with { and end with }"}
            return None, [problem("chart-drawing", Place(shown), **facts)]
        draft = _Draft(text, path, folder, shown)
        whole = _filled(_with_data(spec, draft), draft, studio.tokens)
        if not draft.problems:
            _doubt_fields(whole, draft)
        return (None, draft.problems) if draft.problems else _drawn(whole, draft, studio)
    except json.JSONDecodeError as error:
        place = Place(shown, error.lineno, error.colno)
        return None, [problem("chart-json", place, reason=error.msg)]
    except UnicodeDecodeError as error:
        return None, [problem("file-not-utf8", Place(shown), byte=error.object[error.start])]
    except RecursionError:
        return None, [problem("chart-json", Place(shown), reason="it is nested too deeply")]


def _with_data(spec: Json, draft: _Draft) -> Json:
    """The spec with each named data file put in; whatever else names an address is a problem."""
    if isinstance(spec, list):
        return [_with_data(item, draft) for item in spec]
    if not isinstance(spec, dict):
        return spec
    whole = {}
    for key, value in spec.items():
        if key == "data" and isinstance(value, dict):
            whole[key] = _data(value, draft) if "url" in value else value
        elif key in ("url", "href"):
            draft.report("chart-remote", value if isinstance(value, str) else key, url=value)
        elif key in ("datasets", "usermeta"):
            whole[key] = value
        else:
            whole[key] = _with_data(value, draft)
    return whole


def _data(data: dict[str, Json], draft: _Draft) -> dict[str, Json]:
    """A `data` object with `values` in place of `url`; the kind is that of the file's ending."""
    url = str(data["url"])
    if "://" in url or url.startswith("//"):
        draft.report("chart-remote", url, url=url)
        return data
    place = draft.place_of(url)
    path = draft.path.parent / url
    held, found = read_inside(draft.folder, path, place, DATA_BYTES)
    if held is None:
        draft.problems += [found] if found else []
        return data
    ending = path.suffix.removeprefix(".")
    kind = {"type": ending if ending in (*_TEXT_FORMATS, "topojson") else "json"}
    rest = {k: v for k, v in data.items() if k not in ("url", "format")}
    try:
        text = held.decode("utf-8-sig")
        values = text if ending in _TEXT_FORMATS else json.loads(text)
    except ValueError as error:
        facts = {"file": url, "reason": error, "hint": "it must be UTF-8: CSV, TSV or JSON"}
        draft.problems.append(problem("chart-data", place, **facts))
        return data
    rows = text.count("\n") if ending in _TEXT_FORMATS else _rows(values)
    draft.problems += beyond(DATA_ROWS, rows, place, url)
    return {**rest, "values": values, "format": _over(kind, data.get("format", {}))}


def _rows(values: Json) -> int:
    """How many things a JSON text holds in its longest list."""
    inner = values.values() if isinstance(values, dict) else values
    if not isinstance(values, dict | list):
        return 0
    return max([len(values) if isinstance(values, list) else 0, *(_rows(v) for v in inner)])


def _filled(spec: Json, draft: _Draft, tokens: Mapping[str, str]) -> Json:
    """The spec with the tokens' values, and the house's config beneath its own."""
    for temporal in _local_times(spec):
        draft.report("chart-local-time", temporal, field=temporal)
    try:
        config = _over(fill(CONFIG, tokens), fill(spec.get("config", {}), tokens))
        return {**fill(spec, tokens), "config": config}
    except LookError as error:
        near = get_close_matches(error.token or "", tokens, 1)
        hint = f"did you mean var({near[0]})?" if near else "write var(--name) of a token there"
        if error.token is None:
            hint = "write color-mix(in srgb, var(--color-a) 40%, var(--color-b))"
        draft.report("chart-token", error.text, value=error.text, hint=hint)
    return None


def _doubt_fields(spec: Json, draft: _Draft) -> None:
    """Report each field that the chart draws and no row of its data has."""
    for missing in missing_fields(spec):
        name, names = missing.field, [f"“{known}”" for known in missing.known]
        known = ", ".join(names[:_NAMES]) + (" …" if len(names) > _NAMES else "")
        hint = f"the data have no “{name}”; they have {known or 'no fields'}"
        if name in missing.known:  # a dot or a bracket leads into a row
            escaped = re.sub(r"([.\[\]])", r"\\\\\1", name)
            hint = f"write “{escaped}”: a dot or a bracket alone leads into a row"
        facts = {"field": name, "hint": hint}
        draft.problems.append(problem("chart-field", draft.place_of_field(name), **facts))


def _over(below: Json, above: Json) -> Json:
    """Two configs as one; what stands above wins."""
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    return below | {k: _over(below[k], v) if k in below else v for k, v in above.items()}


def _local_times(spec: Json) -> Iterator[str]:
    """The fields that Vega-Lite would draw in the machine's own time zone."""
    if isinstance(spec, list):
        for item in spec:
            yield from _local_times(item)
    elif isinstance(spec, dict):
        scale = spec.get("scale")
        utc = isinstance(scale, dict) and scale.get("type") == "utc"
        utc = utc or str(spec.get("timeUnit", "")).startswith("utc")
        if spec.get("type") == "temporal" and not utc:
            yield str(spec.get("field", ""))
        for key, value in spec.items():
            if key not in ("data", "datasets"):
                yield from _local_times(value)


def _drawn(spec: Json, draft: _Draft, studio: Studio) -> tuple[SvgPicture | None, list[Problem]]:
    """The finished spec as a picture. vl-convert is loaded only when nothing is kept."""
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True)
    # The first part names the way of drawing: it changes with for_page and with_room.
    name = fingerprint(
        "chart 3", version("vl-convert-python"), VEGA_LITE, text, digest(studio.fonts)
    )

    def make() -> bytes:
        return with_room(for_page(_converted(text, studio.fonts)), studio.fonts)

    try:
        drawn = kept(studio.cache, name, make)
    except ValueError as error:
        reason = str(error).removeprefix("Vega-Lite to SVG conversion failed:").strip()
        facts = {"reason": reason.split("\n")[0].removeprefix("Error: "), "hint": ""}
        return None, [problem("chart-drawing", Place(draft.shown), **facts)]
    return read_svg(drawn, draft.shown, studio.fonts)


def _converted(text: str, fonts: Path) -> str:
    """The SVG of a finished spec. Raises ValueError for one that can't be drawn.

    vl-convert keeps threads, which no fork takes along: whoever used it in this process would have
    no chart drawn in children. So it is used in children only.
    """
    if FORKS and not is_child():
        task = Task(partial(_converted, text, fonts), "drawing the chart")
        (svg,) = Workers(jobs=1).run([task], PICTURE_SECONDS, RESERVED_MEGABYTES)
        if isinstance(svg, Stopped):
            raise ValueError(svg.reason)
        return svg
    import vl_convert  # 50 MB

    _register(fonts)
    return str(vl_convert.vegalite_to_svg(text, vl_version=VEGA_LITE, allowed_base_urls=[]))


@cache
def _register(fonts: Path) -> None:
    """Tell vl-convert of the fonts, once: it keeps them for the whole process."""
    import vl_convert

    vl_convert.register_font_directory(str(fonts))


@cache
def digest(fonts: Path) -> str:
    """One hash of all the fonts of a folder, with their names."""
    total = sha256()
    for path in sorted(fonts.glob("*.ttf")):
        total.update(path.name.encode() + sha256(path.read_bytes()).digest())
    return total.hexdigest()
