"""No input reaches a file outside the brief and its house style, or any other machine.

Hostile briefs and styles are built while canaries outside are watched and a server counts who asks:
nothing is opened, nobody is asked, and each attempt is named. What only looks like an attack, the
syntax of templates in a text, stays text.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest

from briefbuild import inside
from briefbuild.house import load_house
from briefbuild.load import load
from briefbuild.output import Output
from briefbuild.pipeline import build
from briefbuild.problems import Place, Problem, is_broken
from briefbuild.render.formats import FORMATS
from briefbuild.workers import Task, Workers
from tests.building import BRIEFBUILD, ROOT
from tests.watching import Seen, Server, watched

YAML = (
    'title: A Title\nslug: brief\nlang: en\ndate: "2023"\nauthors:\n  - name: A. Author\n'
    "sections:\n  - a.md\n"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
SVG += 'viewBox="0 0 100 50">'
RECT = '<rect width="9" height="9" fill="#123456"/></svg>'
KINDS = ("txt", "md", "yaml", "png", "svg", "csv", "json", "css", "html", "ttf", "icc", "j2", "dtd")
ENTRY = "  {id}:\n    file: {file}\n    alt: A picture\n    rights: {{holder: public domain, "
ENTRY += "permission: not-needed}}\n"

# What a drawing may ask for: HTTP and OUT stand for the server and the folder of canaries.
DRAWINGS = {
    "image-http": '<image xlink:href="HTTP/secret.png" width="9" height="9"/>',
    "image-file": '<image href="file://OUT/secret.png" width="9" height="9"/>',
    "image-path": '<image href="../../out/secret.png" width="9" height="9"/>',
    "image-svg": '<image href="data:image/svg+xml,%3Csvg/%3E" width="9" height="9"/>',
    "use": '<use href="HTTP/secret.svg#a"/>',
    "use-file": '<use xlink:href="file://OUT/secret.svg#a"/>',
    "fill": '<rect width="9" height="9" fill="url(HTTP/secret.svg#a)"/>',
    "fill-quoted": "<rect width='9' height='9' style=\"fill: url( 'file://OUT/secret.svg#a')\"/>",
    "fill-escaped": r'<rect width="9" height="9" style="fill: u\72l(HTTP/secret.svg)"/>',
    "sheet-import": "<style>@import 'HTTP/secret.css';</style>",
    "sheet-escaped": r"<style>@\69mport 'HTTP/secret.css';</style>",
    "sheet-commented": "<style>@im<!-- -->port 'HTTP/secret.css'; a{}<g/>@import 'x';</style>",
    "sheet-face": "<style>@font-face { font-family: X; src: url(file://OUT/secret.ttf) }</style>",
    "sheet-set": "<style>rect { background: image-set('HTTP/secret.png' 1x) }</style>",
    "sheet-set-later": "<style>rect { mask: image-set('#a' 1x, 'HTTP/secret.png' 2x) }</style>",
    "base": '<g xml:base="HTTP/"><use href="#a"/></g>',
    "script": "<script>fetch('HTTP/x')</script>",
    "script-href": '<script href="HTTP/x.js"/>',
    "listener": '<ev:listener xmlns:ev="http://www.w3.org/2001/xml-events" handler="HTTP/x.js"/>',
    "onload": '<g onload="fetch(1)"/>',
    "foreign": '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    "anchor": '<a href="javascript:alert(1)"><rect width="9" height="9"/></a>',
    "cursor": '<rect width="9" height="9" style="cursor: url(HTTP/secret.png)"/>',
    "xinclude": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://OUT/secret.svg"/>',
    "fe-image": '<filter id="f"><feImage href="HTTP/secret.png"/></filter>',
}
# Whole files of their own.
DOCUMENTS = {
    "dtd-http": f'<!DOCTYPE svg SYSTEM "HTTP/secret.dtd">{SVG}{RECT}',
    "dtd-file": f'<!DOCTYPE svg SYSTEM "file://OUT/secret.dtd">{SVG}{RECT}',
    "entity": f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file://OUT/secret.txt">]>{SVG}<text>&a;</text>{RECT}',
    "parameter": f'<!DOCTYPE svg [<!ENTITY % a SYSTEM "HTTP/secret.dtd"> %a;]>{SVG}{RECT}',
    "laughs": '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {n} "{f"&{m};" * 10}">' for m, n in zip("abcdefg", "bcdefgh", strict=True))
    + f"]>{SVG}<text>&h;</text>{RECT}",
    "sheet": f'<?xml-stylesheet href="HTTP/secret.css"?>{SVG}{RECT}',
}
CHARTS: Mapping[str, dict[str, Any]] = {
    "data-http": {"data": {"url": "HTTP/secret.csv"}},
    "data-scheme": {"data": {"url": "//127.0.0.1/secret.csv"}},
    "data-file": {"data": {"url": "file://OUT/secret.csv"}},
    "data-path": {"data": {"url": "../../out/secret.csv"}},
    "data-link": {"data": {"url": "link.csv"}},
    "data-lookup": {
        "data": {"values": [{"a": 1}]},
        "transform": [{"lookup": "a", "from": {"data": {"url": "HTTP/s.csv"}, "key": "a"}}],
    },
    "data-signal": {"data": {"url": {"expr": "'HTTP/secret.csv'"}}},
    "image": {
        "data": {"values": [{"a": "HTTP/secret.png"}]},
        "mark": "image",
        "encoding": {"url": {"field": "a", "type": "nominal"}},
    },
    "image-mark": {
        "data": {"values": [{"a": 1}]},
        "mark": {"type": "image", "url": "file://OUT/secret.png"},
    },
    "href": {
        "data": {"values": [{"a": 1}]},
        "encoding": {"href": {"value": "javascript:alert(1)"}},
    },
}
# A line of Markdown, and the code of what must be said of it.
LINES = (
    ("![p](HTTP/secret.png)", "figure-"),
    ("![p](file://OUT/secret.png)", "figure-"),
    ("![p](../out/secret.png)", "figure-"),
    ("Words ![p](HTTP/secret.png) and words.", "figure-"),
    ('<img src="HTTP/secret.png">', "markup-raw"),
    ('<iframe src="HTTP/secret.html"></iframe>', "markup-raw"),
    ("Words <script>fetch('HTTP/')</script> words.", "markup-raw"),
    ('<link rel="attachment" href="file://OUT/secret.txt">', "markup-raw"),
    ('`<img src="HTTP/secret.png">`{=html}', "markup-raw"),
    ("`\\input{OUT/secret.txt}`{=latex}", "markup-raw"),
    ("[Words](file://OUT/secret.txt)", "link-"),
    ("[Words](javascript:alert)", "link-"),
    ("[Words](data:text/html,x)", "link-"),
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder of canaries, beside the brief's and the style's."""
    folder = tmp_path / "out"
    folder.mkdir()
    for kind in KINDS:
        (folder / f"secret.{kind}").write_text("CANARY\n", encoding="utf-8")
    shutil.copyfile(ROOT / "brief/figures/china-exports.csv", folder / "secret.csv")
    shutil.copyfile(next((ROOT / "styles/fonts").glob("*.ttf")), folder / "secret.ttf")
    (folder / "secret.svg").write_text(f"{SVG}{RECT}", encoding="utf-8")
    return folder


def canaries(out: Path) -> list[Path]:
    return [out, *sorted(out.iterdir())]


def aimed(text: str, out: Path, server: Server) -> str:
    return text.replace("HTTP", server.address).replace("OUT", str(out))


def looks_up(name: str) -> None:
    with suppress(OSError):
        socket.getaddrinfo(name, 80)


def test_the_watch_sees_a_file_opened_and_a_server_asked(out: Path, server: Server) -> None:
    """By a process that has nothing to do with Python, too; and by a fork that calls another."""
    with watched(canaries(out), server) as seen:
        subprocess.run(["cat", out / "secret.txt"], check=True, capture_output=True)
        (out / "secret.png").read_bytes()
        list(out.iterdir())
        build_opener(ProxyHandler({})).open(f"{server.address}/secret.css").close()
        Workers().run([Task(partial(looks_up, "elsewhere.invalid"), "")])
    assert seen.opened == ["secret.txt", "secret.png", "out"]
    assert seen.asked == ["/secret.css"]
    assert any("connect ('127.0.0.1'" in call for call in seen.called)
    assert any("getaddrinfo elsewhere.invalid" in call for call in seen.called)


def built(brief: Path, styles: Path = ROOT / "styles") -> list[Problem]:
    """Build a brief in every format, as the command does; all that was said."""
    house, problems = load_house(styles, "styles")
    if house is None or is_broken(problems):
        return problems
    to = Output(brief.parent / "built")
    return [*problems, *build(brief, "brief", house, FORMATS[:4], to).problems]


def lay_out(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_hostile_brief_opens_nothing_and_asks_nobody(
    tmp_path: Path, out: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, server.address)
    pictures = {f"figures/{name}.svg": SVG + inner + RECT for name, inner in DRAWINGS.items()}
    pictures |= {f"figures/{name}.svg": text for name, text in DOCUMENTS.items()}
    shape = {"mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
    charts = {f"figures/{n}.vl.json": json.dumps(shape | c) for n, c in CHARTS.items()}
    links = [f"figures/link.{kind}" for kind in ("png", "svg", "csv")]
    reached = ["../out/secret.png", "away/secret.png", "figures/pipe.png"]
    reached += ["figures/zero.png", "figures/zero.svg", *links[:2]]
    named = {f"fig-{n}": file for n, file in enumerate([*pictures, *charts, *reached])}
    sections = ["../out/secret.md", "link.md", "away/secret.md", "pipe.md"]
    yaml = YAML + "".join(f"  - {name}\n" for name in [*sections, "zero.md", "sub/../../out/x.md"])
    yaml += "figures:\n" + "".join(ENTRY.format(id=id, file=f) for id, f in named.items())
    text = "# Heading\n\n" + "\n\n".join(line for line, _ in LINES) + "\n"
    texts = {
        "a.md": text,
        "brief.yaml": yaml.replace("A. Author\n", "A. Author\n    photo: p.jpg\n"),
    }
    texts |= pictures | charts
    brief = lay_out(
        tmp_path / "brief", {name: aimed(text, out, server) for name, text in texts.items()}
    )
    for name in ("link.md", *links, "p.jpg"):
        kind = "png" if name == "p.jpg" else name.rpartition(".")[2]
        (brief / name).symlink_to(out / f"secret.{kind}")
    (brief / "away").symlink_to(out)
    for name in ("zero.md", "figures/zero.png", "figures/zero.svg"):
        (brief / name).symlink_to("/dev/zero")
    for name in ("pipe.md", "figures/pipe.png"):
        os.mkfifo(brief / name)

    with watched(canaries(out), server) as seen:
        problems = built(brief)

    assert seen == Seen()
    said = {p.place.file.removeprefix("brief/") for p in problems if p.place}
    assert {*pictures, *charts} - said == set()
    messages = [p.message for p in problems if p.code in ("file-outside", "file-not-regular")]
    for name in [*reached, "link.csv", *sections, "zero.md", "p.jpg"]:
        assert any(name in message for message in messages), name
    for number, (line, code) in enumerate(LINES):
        at = (Path("brief/a.md").as_posix(), 3 + 2 * number)
        codes = [p.code for p in problems if p.place and (p.place.file, p.place.line) == at]
        assert any(found.startswith(code) for found in codes), (line, codes)
    assert not (tmp_path / "built" / "brief").exists()


# What a house style may ask for: a file of the style, and what stands in it instead.
PRINT = (ROOT / "styles/print.css").read_text(encoding="utf-8")
FRONT = (ROOT / "styles/templates/masthead.html.j2").read_text(encoding="utf-8")
PAGE = (ROOT / "styles/templates/print.html.j2").read_text(encoding="utf-8")
READ = "{{ ''.__class__.__mro__[1].__subclasses__() }}"
STYLES = {
    "import-http": ("print.css", PRINT + '@import "HTTP/secret.css";'),
    "import-path": ("print.css", '@import "../out/secret.css";' + PRINT),
    "import-escaped": ("print.css", r'@\69mport "HTTP/secret.css";' + PRINT),
    "picture-http": ("print.css", PRINT + "body { background: url(HTTP/secret.png) }"),
    "picture-file": ("print.css", PRINT + 'body { background: url("file://OUT/secret.png") }'),
    "picture-escaped": ("print.css", PRINT + r"body { background: u\72l(HTTP/secret.png) }"),
    "content": ("print.css", PRINT + "h1::before { content: url(HTTP/secret.png) }"),
    "face": ("print.css", PRINT + "@font-face { font-family: X; src: url(HTTP/secret.ttf) }"),
    "web": ("web.css", 'main { background: url("../out/secret.png") } @import "HTTP/a.css";'),
    "book": ("epub.css", "body { background: url(../out/secret.png) }"),
    "drawing": ("x.svg", f'{SVG}<image href="file://OUT/secret.png" width="9" height="9"/>{RECT}'),
    "template-iframe": (
        "templates/masthead.html.j2",
        FRONT + "{{ '<' }}{{ '<iframe src=\"HTTP/secret.html\"></iframe>'|safe }}",
    ),
    "template-python": ("templates/masthead.html.j2", FRONT + READ),
    "template-include": (
        "templates/masthead.html.j2",
        FRONT + "{% include '../../out/secret.j2' %}",
    ),
    "page-sheet": (
        "templates/print.html.j2",
        PAGE.replace("</head>", '<link rel="stylesheet" href="HTTP/secret.css"></head>'),
    ),
    "page-attachment": (
        "templates/print.html.j2",
        PAGE.replace("</head>", '<link rel="attachment" href="file://OUT/secret.txt"></head>'),
    ),
}
LINKED = {
    "sheet": ("components/x.css", "secret.css"),
    "template": ("templates/x.html.j2", "secret.j2"),
    "font": ("fonts/inner/x.ttf", "secret.ttf"),
    "licence": ("fonts/x.txt", "secret.txt"),
    "house": ("house.yaml", "secret.yaml"),
}


def styled(tmp_path: Path) -> Path:
    """A house style that holds nothing but what differs from the program's own."""
    yaml = "based_on: default\ninstitute:\n  name: An Institute\n"
    return lay_out(tmp_path / "style", {"house.yaml": yaml})


def sound(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "brief", {"brief.yaml": YAML, "a.md": "# Heading\n\nText.\n"})


@pytest.mark.parametrize("name", STYLES)
def test_a_hostile_style_opens_nothing_and_asks_nobody(
    name: str, tmp_path: Path, out: Path, server: Server
) -> None:
    style, (file, text) = styled(tmp_path), STYLES[name]
    files = {file: aimed(text, out, server)}
    if file == "x.svg":
        files["print.css"] = PRINT + "body { background: url(x.svg) }"
    with watched(canaries(out), server) as seen:
        problems = built(sound(tmp_path), lay_out(style, files))
    assert seen == Seen()
    assert any(p.severity == "error" for p in problems)


@pytest.mark.parametrize("name", LINKED)
def test_a_style_s_link_that_leads_out_is_refused(
    name: str, tmp_path: Path, out: Path, server: Server
) -> None:
    style, (file, secret) = styled(tmp_path), LINKED[name]
    (style / file).parent.mkdir(parents=True, exist_ok=True)
    (style / file).unlink(missing_ok=True)
    (style / file).symlink_to(out / secret)
    with watched(canaries(out), server) as seen:
        problems = built(sound(tmp_path), style)
    assert seen == Seen()
    assert [p.code for p in problems] == ["file-outside"]


@pytest.mark.parametrize("name", ["components", "fonts", "templates"])
def test_a_style_s_folder_that_leads_out_is_refused(
    name: str, tmp_path: Path, out: Path, server: Server
) -> None:
    style = styled(tmp_path)
    (style / name).symlink_to(out)
    with watched(canaries(out), server) as seen:
        problems = built(sound(tmp_path), style)
    assert seen == Seen()
    assert {p.code for p in problems} == {"file-outside"}


@pytest.mark.parametrize("name", ["fonts/x.ttf", "fonts/x.txt", "components/x.css"])
def test_a_pipe_in_a_style_keeps_nobody_waiting(name: str, tmp_path: Path) -> None:
    style = styled(tmp_path)
    (style / name).parent.mkdir()
    os.mkfifo(style / name)
    assert "file-not-regular" in {p.code for p in built(sound(tmp_path), style)}


def test_a_brief_yaml_that_leads_out_is_refused(tmp_path: Path, out: Path, server: Server) -> None:
    brief = sound(tmp_path)
    (brief / "brief.yaml").unlink()
    (brief / "brief.yaml").symlink_to(out / "secret.yaml")
    with watched(canaries(out), server) as seen:
        problems = built(brief)
    assert seen == Seen()
    assert [p.code for p in problems] == ["file-outside"]


def test_a_file_exchanged_after_the_look_is_not_read(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As somebody does who works in the folder while it is being built."""
    brief = lay_out(tmp_path / "brief", {"in/a.md": "Text."})
    looked = inside.find_inside

    def exchanged(*args: Any) -> Any:
        found = looked(*args)
        shutil.rmtree(brief / "in")
        (brief / "in").symlink_to(out)
        return found

    (out / "a.md").write_text("CANARY", encoding="utf-8")
    monkeypatch.setattr(inside, "find_inside", exchanged)
    data, problem = inside.read_inside(brief, brief / "in/a.md", Place("x"))
    assert data is None
    assert problem
    assert problem.code == "file-missing"


def test_a_link_within_the_brief_is_no_problem(tmp_path: Path) -> None:
    brief = lay_out(tmp_path / "brief", {"texts/b.md": "# Heading\n\nText.\n", "brief.yaml": YAML})
    (brief / "a.md").symlink_to("texts/b.md")
    (tmp_path / "linked").symlink_to(brief)
    assert [p.code for p in load(tmp_path / "linked").problems] == []


# Words that a template engine, TeX or a shell would replace.
WORDS = "{{ 7*7 }} {% include 'secret.j2' %} {# no comment #} ${7*7} #{7*7} <%= 7*7 %> $(id)"
CALLED = re.compile(r"connect\(\d+(?:<[^>]*>)?, \{sa_family=(\w+)")
OPENED = re.compile(r"^\d+ +open(?:at)?\(.* = \d+<(/[^>]*)>$", re.MULTILINE)


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A brief of template syntax built in every format, and the system calls of all processes."""
    folder = tmp_path_factory.mktemp("traced")
    written = re.sub(r"[{}$#<*%]", r"\\\g<0>", WORDS)  # bare, such signs are reported
    yaml = YAML.replace("A Title", '"' + written.replace("\\", "\\\\") + '"')
    text = f"# {written}\n\nWords {written}.[^1]\n\n[^1]: {written}\n"
    lay_out(folder / "brief", {"brief.yaml": yaml, "a.md": text})
    log = folder / "calls"
    command: list[str | Path] = [
        "strace",
        "-f",
        "-y",
        "-qq",
        "--seccomp-bpf",
        "-s",
        "300",
        "-o",
        log,
    ]
    command += ["-e", "trace=openat,open,connect"]
    if subprocess.run([*command, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine lets no process watch another's system calls")
    run = subprocess.run(
        [*command, BRIEFBUILD, "build", folder / "brief", "--out", folder / "built"],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    return folder, log.read_text(encoding="utf-8", errors="replace")


def test_a_build_calls_no_other_machine(traced: tuple[Path, str]) -> None:
    """Whatever the process: Python, pandoc, V8."""
    assert set(CALLED.findall(traced[1])) <= {"AF_UNIX"}


def test_a_build_opens_nothing_of_the_user_s(traced: tuple[Path, str]) -> None:
    """But brief, style and output: besides, only what is the system's or the program's own."""
    folder, calls = traced
    own = [folder, ROOT, Path(sys.prefix), Path(sys.base_prefix), Path("/tmp")]
    system = [
        Path(name)
        for name in (
            "/usr",
            "/lib",
            "/lib64",
            "/etc",
            "/proc",
            "/sys",
            "/dev",
            "/var/cache/fontconfig",
        )
    ]
    opened = {Path(name) for name in OPENED.findall(calls)}
    assert folder / "brief/a.md" in opened
    assert not [p for p in opened if p.suffix in (".ttf", ".otf") and p.is_relative_to("/usr")]
    strangers = [p for p in opened if not any(p.is_relative_to(one) for one in [*own, *system])]
    assert strangers == []
    beside = [p for p in opened if p.is_relative_to("/tmp") and not p.is_relative_to(folder)]
    assert [p for p in beside if p.is_relative_to(folder.parent)] == []


def test_template_syntax_stays_text(traced: tuple[Path, str]) -> None:
    """The build has proved each word of it in each format; here the page is looked at once more."""
    page = (traced[0] / "built/brief/brief.html").read_text(encoding="utf-8")
    assert page.count("7*7") >= 3 * page.count("49 ")
    assert len(list((traced[0] / "built/brief").glob("brief.*"))) == 4
    assert "{% include" in page


def test_the_trace_shows_a_call_and_an_opening(tmp_path: Path, out: Path, server: Server) -> None:
    log = tmp_path / "calls"
    code = f"import urllib.request as u; open('{out}/secret.txt'); u.urlopen('{server.address}/x')"
    strace: list[str | Path] = [
        "strace",
        "-f",
        "-y",
        "-qq",
        "--seccomp-bpf",
        "-o",
        log,
        "-e",
        "trace=openat,open,connect",
    ]
    if subprocess.run([*strace, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine lets no process watch another's system calls")
    subprocess.run([*strace, sys.executable, "-c", code], check=True)
    calls = log.read_text(encoding="utf-8", errors="replace")
    assert "AF_INET" in CALLED.findall(calls)
    assert str(out / "secret.txt") in OPENED.findall(calls)
