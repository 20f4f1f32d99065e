"""A brief of which nothing has changed since it was built: known before the program is imported.

A build that ends well leaves a stamp in the cache: the hash of all that it was made from, the hash
of all that it made, and what it printed. While both are still so, the same command prints the same
and is done, within a few hundredths of a second.

What is compared is contents, never times, so that a touch or a checkout changes nothing and no
reuse is wrong. Only the program itself, and what is installed beside it, is looked at as git looks
at a work tree: by size, times (that of the last change too, which no tool can set) and number.

Nothing is imported here but what starts at once: pathlib, dataclasses and typing take longer than
all of this. Whatever isn't quite as usual (a link, a pipe, a folder that can't be read) is left to
the build, which says what is wrong with it.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys

from briefbuild import store

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing takes long to import
    from collections.abc import Iterator, Sequence

FORCE = "--force"
PROGRAM = os.path.dirname(os.path.realpath(__file__))
"""The folder of the program's own files."""
FORM = "1"
"""Of what a stamp holds: a program that writes another form doesn't find this one's."""
SAME = "nothing has changed since, so nothing was built anew"
MOST_BYTES = 200_000_000
"""Of one file; larger ones are in no edition."""
DATABASES = ("/var/lib/dpkg/status", "/lib/apk/db/installed", "/var/lib/rpm/rpmdb.sqlite")
"""Where a system keeps what is installed on it; libraries that set text are among that."""
DECIDES = ("SOURCE_DATE_EPOCH", "NO_COLOR", "TERM")
"""Variables of the environment by which files, or what is printed, differ."""
_ORDINARY = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY


class Unusual(Exception):
    """There is something that a build is to look at."""


class Places:
    """Where a brief is built from and to, as paths."""

    def __init__(self, brief: str, styles: Sequence[str], absent: Sequence[str], out: str) -> None:
        self.brief, self.styles, self.absent, self.out = brief, [*styles], [*absent], out
        """`absent`: the files of other house styles, which would be taken if they were there."""

    def written(self) -> tuple[str, str, str, str]:
        """As four strings; `read` makes places of them again."""
        return self.brief, "\0".join(self.styles), "\0".join(self.absent), self.out

    @staticmethod
    def read(brief: str, styles: str, absent: str, out: str) -> Places:
        return Places(brief, styles.split("\0"), absent.split("\0") if absent else [], out)

    def inputs(self, known: dict[str, str]) -> str:
        """The hash of all that decides what is made and printed; `known` has those of folders that
        were read before. Raises OSError and Unusual."""
        if any(os.path.lexists(path) for path in self.absent):
            raise Unusual
        for style in self.styles:
            if style not in known:
                known[style] = held(style)
        if not known.get(""):
            known[""] = _surroundings()
        styles = [part for style in self.styles for part in (style, known[style])]
        leads_to = os.path.realpath(self.brief)  # by which its style is looked for
        return _hash(known[""], leads_to, held(self.brief, self.out), *styles)

    def outputs(self, slug: str) -> str:
        """The hash of the set that was made. Raises OSError, and Unusual where a build has
        something to sweep or to refuse."""
        if os.path.islink(f"{self.out}/{slug}"):
            raise Unusual
        for left in (f".{slug}.stage", f"{slug}.problems.html"):
            if os.path.lexists(f"{self.out}/{left}"):
                raise Unusual
        return held(f"{self.out}/{slug}", hidden=True)


class Stamp:
    """What the build of one brief was made from, what it made, and what it printed."""

    def __init__(self, places: Places, inputs: str) -> None:
        self.places, self.inputs = places, inputs

    def keep(self, name: str, slug: str, stderr: str, stdout: str) -> bool:
        """Leave it, once a build has ended well; whether that could be done."""
        try:
            made = self.places.outputs(slug)
            told = (*self.places.written(), self.inputs, slug, made, stderr, stdout)
            store.write(cache_of(self.places.out), name, _joined(told))
        except (OSError, Unusual):
            return False
        return True


def begun(places: Places) -> Stamp | None:
    """The stamp of a build that begins: what it is made from, as it is now. None for what is
    unusual: such a brief is built each time."""
    try:
        return Stamp(places, places.inputs({}))
    except (OSError, Unusual):
        return None


def keep_run(out: str, arguments: Sequence[str], briefs: Sequence[str]) -> None:
    """Leave word which stamps a whole command stands for."""
    try:
        store.write(cache_of(out), run_name(arguments), _joined(briefs))
    except OSError:
        return


def of_run(arguments: Sequence[str]) -> tuple[str, str] | None:
    """What a command would print on stderr and stdout, if it has nothing to do; else None."""
    if arguments[:1] != ["build"] or FORCE in arguments:
        return None
    cache = cache_of(_out(arguments))
    try:
        names = store.read(cache, run_name(arguments))
    except OSError:  # the folder in which the command was given is gone
        return None
    known: dict[str, str] = {}
    found = []
    for name in _parts(names) if names else ():
        told = of_brief(cache, name, known)
        if told is None:
            return None
        found.append(told)
    if not found:
        return None
    return "".join(stderr for _, stderr, _ in found), "".join(stdout for _, _, stdout in found)


def of_brief(cache: str, name: str, known: dict[str, str]) -> tuple[str, str, str] | None:
    """The slug of a brief and what its build printed on stderr and stdout; None if there is
    something to do. `known` is filled for the next brief, which mostly has the same style."""
    stored = store.read(cache, name)
    if stored is None:
        return None
    *where, inputs, slug, made, stderr, stdout = _parts(stored)
    places = Places.read(*where)
    try:
        if places.inputs(known) != inputs or places.outputs(slug) != made:
            return None
    except (OSError, Unusual):
        return None
    return slug, stderr, f"{stdout}{places.brief}: {SAME}\n"


def run_name(arguments: Sequence[str]) -> str:
    """The name under which a whole command is kept."""
    return _name("run", arguments)


def brief_name(options: Sequence[str], brief: str) -> str:
    """The name under which a brief is kept that was built with such options."""
    return _name("brief", [*options, brief])


def cache_of(out: str) -> str:
    """The folder of what is kept between builds."""
    return f"{out}/.cache"


def held(folder: str, apart: str = "", hidden: bool = False) -> str:
    """The hash of the files in a folder, their names and contents; without hidden ones unless they
    are asked for, and without a folder `apart` in it. Raises OSError and Unusual."""
    total = hashlib.sha256()
    outside = os.path.realpath(apart) if apart else ""
    for name, path in _files(folder, "", outside, hidden):
        total.update(_joined((name, _digest(path))))
    return total.hexdigest()


def installed() -> list[str]:
    """“weasyprint-68.0.dist-info”, …: the folders in which packages tell of themselves (PyPA’s
    recording of installed projects)."""
    found = set()
    for folder in sys.path:
        try:
            found |= {name for name in os.listdir(folder or ".") if name.endswith(".dist-info")}
        except OSError:
            continue
    return sorted(found)


def program_files() -> list[str]:
    """The paths of the program's own files, in a fixed order; without the house style that comes
    with it, which counts as one. Raises OSError and Unusual."""
    styles = f"{PROGRAM}{os.sep}styles"
    found = (path for _, path in _files(PROGRAM, "", styles, False))
    return [path for path in found if not path.endswith(".pyc")]


def _name(kind: str, arguments: Sequence[str]) -> str:
    return _hash(FORM, kind, os.getcwd(), str(sys.stderr.isatty()), *arguments)


def _out(arguments: Sequence[str]) -> str:
    """The output folder that a command names; where it names it otherwise, no stamp is found."""
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if argument == "--out":
            return following
        if argument.startswith("--out="):
            return argument.removeprefix("--out=")
    return "build"


def _files(folder: str, below: str, outside: str, hidden: bool) -> Iterator[tuple[str, str]]:
    """The names, from `below` on, and the paths of the files in a folder, in a fixed order."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        name = below + entry.name
        if entry.name.startswith(".") and not hidden:
            continue
        if entry.is_dir(follow_symlinks=False):
            if not outside or os.path.realpath(entry.path) != outside:
                yield from _files(entry.path, f"{name}/", outside, hidden)
        elif entry.is_file(follow_symlinks=False):
            yield name, entry.path
        else:
            raise Unusual


def _digest(path: str) -> bytes:
    """The hash of a file's contents. Raises OSError, and Unusual for what is no ordinary file."""
    file = os.open(path, _ORDINARY)
    try:
        state = os.fstat(file)
        if not stat.S_ISREG(state.st_mode) or state.st_size > MOST_BYTES:
            raise Unusual
        total, left = hashlib.sha256(), state.st_size + 1  # what grows meanwhile has another hash
        while left > 0 and (data := os.read(file, left)):
            total.update(data)
            left -= len(data)
    finally:
        os.close(file)
    return total.digest()


def _surroundings() -> str:
    """The hash of what stays the same for all briefs: program, libraries, environment."""
    states = [_state(path) for path in (*program_files(), *DATABASES)]
    environment = [os.environ.get(name, "") for name in DECIDES]
    return _hash(sys.version, PROGRAM, *states, *installed(), *environment)


def _state(path: str) -> str:
    try:
        state = os.stat(path)
    except OSError:
        return ""
    return f"{state.st_size} {state.st_mtime_ns} {state.st_ctime_ns} {state.st_ino}"


def _hash(*parts: str | bytes) -> str:
    """One name for all parts together; their borders count."""
    return hashlib.sha256(_joined(parts)).hexdigest()


def _joined(parts: Sequence[str | bytes]) -> bytes:
    """Each part with its length before it."""
    joined = bytearray()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        joined += len(data).to_bytes(8, "big") + data
    return bytes(joined)


def _parts(joined: bytes) -> list[str]:
    """The strings that were joined."""
    parts, start = [], 0
    while start < len(joined):
        end = start + 8 + int.from_bytes(joined[start : start + 8], "big")
        parts.append(joined[start + 8 : end].decode("utf-8", "surrogateescape"))
        start = end
    return parts
