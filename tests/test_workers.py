"""What is done in child processes ends: within its limits, or in a problem that says where it was.

No test waits for a limit by the clock: limits are made so small that the work is beyond them.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest

from briefbuild import allowance, prepare, proving, workers
from briefbuild.check import check
from briefbuild.child import now_at
from briefbuild.figures import assets
from briefbuild.house import load_house
from briefbuild.output import Output
from briefbuild.pipeline import build
from briefbuild.problems import Place
from briefbuild.process_limits import OutOfTime, bounded, limits
from briefbuild.publish import locked
from briefbuild.render.edition import Edition, Rendered
from briefbuild.render.formats import FORMATS, Format
from briefbuild.render.pages import progress
from briefbuild.report import Report
from briefbuild.workers import Fault, Stopped, Task, Workers
from tests.building import ROOT, yaml_with
from tests.fault_cases import SOUND
from tests.processes import gone

PDF, EPUB = (next(f for f in FORMATS if f.name == name) for name in ("pdf", "epub"))
LONG = "\n\n".join(["A paragraph of text. " * 30] * 20)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'


def eats() -> NoReturn:
    kept = []
    while True:
        kept.append(bytearray(1 << 24))


def spins() -> NoReturn:
    while True:
        pass


def works(seconds: float) -> None:
    start = time.process_time()
    while time.process_time() - start < seconds:
        pass


def sleeps() -> NoReturn:
    while True:
        time.sleep(60)


def crashes() -> NoReturn:
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError


class Panic(BaseException):
    """What libraries in Rust raise."""


def panics() -> NoReturn:
    raise Panic("out of order")


def raises() -> NoReturn:
    raise KeyError("a fault")


@pytest.fixture(autouse=True)
def signals_may_be_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The signal that ends a step may come where Python lets no exception out; it comes again, and
    the lost one is no failure. Others that are lost are."""
    usual = sys.unraisablehook

    def told(lost: sys.UnraisableHookArgs) -> None:
        if lost.exc_type is not OutOfTime:
            usual(lost)

    monkeypatch.setattr(sys, "unraisablehook", told)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second of work for all that is done on a core; by the clock, so much longer that no busy
    machine stops what isn't to be stopped."""
    monkeypatch.setattr(workers, "BUILD_SECONDS", 1)
    monkeypatch.setattr(workers, "CLOCK", 60)


@pytest.fixture(autouse=True)
def children_gone() -> Iterator[None]:
    """Nothing that was begun goes on; a browser of other tests may."""
    before = children()
    yield
    assert children() <= before


def children() -> set[int]:
    """The child processes of this one, those that have ended unseen too."""
    found = set()
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            stat = (entry / "stat").read_text() if entry.name.isdecimal() else ""
            if stat and int(stat.rpartition(")")[2].split()[1]) == os.getpid():
                found.add(int(entry.name))
    return found


STOPPING = {
    "eats": (eats, "memory", "needed more than 940 MB of memory"),
    "spins": (spins, "time", "was not done after 1 second"),
    "sleeps": (sleeps, "time", "was not done after 1 second by the clock"),
    "crashes": (crashes, "crash", "crashed (SIGSEGV)"),
    "panics": (panics, "crash", "crashed (Panic: out of order)"),
}


def stopped(do: Callable[[], object], **options: int) -> Stopped:
    (made,) = Workers(**options).run([Task(do, "making it", Place("a.md", 2, 3))])
    assert isinstance(made, Stopped)
    return made


@pytest.mark.parametrize("name", STOPPING)
def test_what_goes_beyond_its_limits_is_a_problem_at_its_place(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    do, why, reason = STOPPING[name]
    if why == "memory":
        monkeypatch.setattr(workers, "BUILD_SECONDS", 60)
    if do is sleeps:
        monkeypatch.setattr(workers, "CLOCK", 1)
    made = stopped(do)
    assert made.why == why
    assert str(made.problem()).startswith(f"a.md:2:3: error[work-stopped]: making it {reason}")


def test_the_place_is_where_the_work_last_was() -> None:
    def goes_on() -> None:
        now_at(Place("b.md"), "reading it")
        now_at(Place("c.md", 7, 1))
        crashes()

    found = stopped(goes_on).problem()
    assert str(found).startswith("c.md:7:1: error[work-stopped]: reading it crashed")


def test_more_is_allowed_on_demand() -> None:
    assert "after 2 seconds" in stopped(spins, allow=2).reason


def test_what_is_well_is_answered_in_order_whatever_becomes_of_the_others() -> None:
    tasks = [Task(partial(str, n), "") for n in range(5)]
    made = Workers(2).run([*tasks, Task(crashes, ""), Task(partial(str, "x" * 10**6), "")])
    assert made[:5] == ["0", "1", "2", "3", "4"]
    assert isinstance(made[5], Stopped)
    assert made[6] == "x" * 10**6


def test_who_comes_too_late_isnt_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CLOCK", 600)
    made = Workers(1).run([Task(spins, "a"), Task(os.getpid, "b")])
    assert [m.reason for m in made if isinstance(m, Stopped)][1] == workers.TOO_LATE


def test_faults_and_refusals_are_raised_as_in_the_process_itself() -> None:
    with pytest.raises(Fault, match="KeyError: 'a fault'"):
        Workers().run([Task(raises, "")])
    with pytest.raises(FileNotFoundError, match="nowhere"):
        Workers().run([Task(Path("nowhere").read_bytes, "")])
    with pytest.raises(ValueError, match="invalid literal"):
        Workers().run([Task(partial(int, "x"), "")])


def test_where_there_are_no_forks_it_is_done_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FORKS", False)
    assert Workers().run([Task(os.getpid, "")]) == [os.getpid()]


def test_a_limit_that_was_lower_before_stays() -> None:
    """Who isn't root can't raise it."""

    def limited() -> tuple[int, int]:
        resource.setrlimit(resource.RLIMIT_DATA, (1 << 29, 1 << 29))
        limits(9, 4096)
        return resource.getrlimit(resource.RLIMIT_DATA)

    assert Workers().run([Task(limited, "")]) == [(1 << 29, 1 << 29)]


def test_out_of_time_is_said_again_where_python_loses_it(time_enough: None) -> None:
    class Slow:
        def __del__(self) -> None:
            works(10)

    def goes_on() -> str:
        try:
            with bounded(0.5, 4096):
                Slow()  # an exception of __del__ is dropped
                works(10)
        except OutOfTime:
            return "ended"
        return "went on"

    assert Workers().run([Task(goes_on, "")]) == ["ended"]


def test_a_child_has_no_file_of_its_parents(tmp_path: Path) -> None:
    def files() -> list[str]:
        return [str(file.resolve()) for file in Path("/proc/self/fd").iterdir()]

    with locked(tmp_path / "x"):
        assert any("x.lock" in name for name in files())
        (mine,) = Workers().run([Task(files, "")])
    assert not isinstance(mine, Stopped)
    assert not [name for name in mine if "x.lock" in name]


# ---- the stages


def renders(do: Callable[[], object]) -> Format:
    """The EPUB's format, whose file is begun and not ended."""

    def render(edition: Edition, target: Path) -> Rendered:
        target.write_bytes(b"begun")
        do()
        return Rendered(target)

    return EPUB._replace(render=render)


def brief(folder: Path, files: Mapping[str, str] = SOUND) -> Path:
    for name, text in files.items():
        path = folder / "brief" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "brief"


def built(folder: Path, format: Format, files: Mapping[str, str] = {}) -> Report:
    house, _ = load_house(ROOT / "styles", "styles")
    assert house is not None
    return build(
        brief(folder, SOUND | dict(files)), "brief", house, [format], Output(folder / "out")
    )


@pytest.fixture
def time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """For all that isn't to be stopped."""
    monkeypatch.setattr(workers, "BUILD_SECONDS", allowance.BUILD_SECONDS)


@pytest.mark.parametrize("name", ["eats", "crashes"])
def test_a_renderer_that_is_stopped_leaves_the_earlier_files(
    name: str, tmp_path: Path, time_enough: None
) -> None:
    assert built(tmp_path, EPUB).published
    before = {p.name: p.read_bytes() for p in (tmp_path / "out/a-title").iterdir()}
    report = built(tmp_path, renders(STOPPING[name][0]))
    assert report.published is None
    (found,) = report.problems
    said = f"brief/sections/a.md: error[work-stopped]: epub: making the file {STOPPING[name][2]}"
    assert str(found).startswith(said)
    assert {p.name: p.read_bytes() for p in (tmp_path / "out/a-title").iterdir()} == before
    assert not (tmp_path / "out/.a-title.stage").exists()


@pytest.mark.parametrize(
    ("part", "do", "message"),
    [
        ("verify", crashes, "epub: reading a-title.epub back crashed (SIGSEGV)"),
        ("take", eats, "counting what the files must hold needed more than 940 MB of memory"),
    ],
    ids=["reading back", "taking stock"],
)
def test_a_proof_that_is_stopped_is_a_problem(
    part: str,
    do: Callable[[], None],
    message: str,
    tmp_path: Path,
    time_enough: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(proving, part, lambda *_: do())
    report = built(tmp_path, EPUB)
    assert report.published is None
    assert [p.message for p in report.problems] == [message]


def test_a_picture_that_is_never_done_is_named(
    tmp_path: Path, time_enough: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "PICTURE_SECONDS", 1)
    monkeypatch.setattr(assets, "draw_png", lambda *_: spins())
    files = {"brief.yaml": yaml_with({"fig-a": "a.svg"}), "a.svg": DRAWING}
    folder = brief(tmp_path, files | {"a.md": "# A\n\n![Caption](a.svg){#fig-a}\n"})
    house, _ = load_house(ROOT / "styles", "styles")
    assert house is not None
    (found, *_) = check(folder, "brief", house, Output(tmp_path / "out")).problems
    assert str(found).startswith(
        "brief/a.svg: error[work-stopped]: making the picture was not done after 1 second of work"
    )


def test_ctrl_c_while_a_child_ends_is_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    wait4 = os.wait4

    def interrupted(pid: int, options: int) -> object:
        signal.raise_signal(signal.SIGINT)
        return wait4(pid, options)

    monkeypatch.setattr(os, "wait4", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Workers().run([Task(lambda: 1, "counting")])


WAITING = """
import os, sys, time
from pathlib import Path
from briefbuild import cli
from briefbuild.render import formats

def render(edition, target):
    Path(sys.argv[1]).write_text(str(os.getpid()))
    time.sleep(600)

formats.FORMATS = (formats.FORMATS[1]._replace(render=render),)
cli.main(["build", "--format", "epub", "--out", sys.argv[2], sys.argv[3]])
"""


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_a_signal_ends_all_processes(tmp_path: Path, number: signal.Signals, code: int) -> None:
    told = tmp_path / "pid"
    arguments = [str(path) for path in (told, tmp_path / "out", brief(tmp_path))]
    command = [sys.executable, "-c", WAITING, *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        while not told.exists() or not told.read_text():
            assert process.poll() is None
            time.sleep(0.1)
        process.send_signal(number)
        process.communicate()
    assert process.returncode == code
    assert gone(int(told.read_text()))
    stage = tmp_path / "out/.a-title.stage"
    assert stage.exists() == (number == signal.SIGKILL)


def test_the_heading_that_the_page_maker_came_to_is_named(
    tmp_path: Path, time_enough: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What crashes is the end of the second page."""

    def crashes_later(place: Place) -> None:
        now_at(place)
        if place.line > 1:
            crashes()

    monkeypatch.setattr(progress, "now_at", crashes_later)
    text = "# One\n\n" + LONG + "\n\n## Two\n\n" + LONG
    (found,) = built(tmp_path, PDF, {"sections/a.md": text}).problems
    place = f"brief/sections/a.md:{text[: text.index('## Two')].count(chr(10)) + 1}:1"
    assert str(found).startswith(f"{place}: error[work-stopped]: pdf: making the file crashed")


@pytest.mark.parametrize("name", ["eats", "spins"])
def test_what_this_process_does_itself_is_limited_too(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    do, why, reason = STOPPING[name]
    monkeypatch.setattr(workers, "BUILD_SECONDS", 60 if why == "memory" else 1)
    before = [resource.getrlimit(kind) for kind in (resource.RLIMIT_CPU, resource.RLIMIT_DATA)]
    made = Workers().alone(Task(do, "making it", Place("a.md", 2, 3)))
    assert isinstance(made, Stopped)
    assert str(made.problem()).startswith(f"a.md:2:3: error[work-stopped]: making it {reason}")
    after = [resource.getrlimit(kind) for kind in (resource.RLIMIT_CPU, resource.RLIMIT_DATA)]
    assert before == after
    assert Workers().alone(Task(lambda: 7, "adding")) == 7


def starves() -> NoReturn:
    raise SystemError("error return without exception set")


def test_python_without_the_memory_to_say_so_is_out_of_memory() -> None:
    alone = Workers().alone(Task(starves, "making it"))
    assert isinstance(alone, Stopped)
    assert (alone.why, stopped(starves).why) == ("memory", "memory")


def test_another_system_error_is_a_fault() -> None:
    def breaks() -> NoReturn:
        raise SystemError("bad argument to internal function")

    with pytest.raises(SystemError, match="bad argument"):
        Workers().alone(Task(breaks, "making it"))
    with pytest.raises(Fault, match="bad argument"):
        Workers().run([Task(breaks, "making it")])


def test_the_work_of_other_programs_counts() -> None:
    shared = Workers()
    before = shared._left()
    busy = "import time\nwhile time.process_time() < 0.5: pass"
    subprocess.run([sys.executable, "-c", busy], check=True)
    assert before - shared._left() > 0.4


def test_the_work_of_children_counts_for_the_step_in_which_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "BUILD_SECONDS", 4)
    shared = Workers()

    def draws() -> None:
        shared.run([Task(partial(works, 3), "drawing")])
        works(10)

    start = time.process_time()
    made = shared.alone(Task(draws, "reading"))
    assert isinstance(made, Stopped)
    assert time.process_time() - start < 3.8  # CPU time, of this process alone


def test_a_user_s_own_limit_stays(tmp_path: Path) -> None:
    for name, text in SOUND.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    check_it = f"ulimit -t 30; exec {sys.executable} -m briefbuild check {tmp_path}"
    done = subprocess.run(["bash", "-c", check_it], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_text_that_takes_too_long_to_read_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare, "misreadings", lambda *_: spins())
    report = built(tmp_path, PDF)
    (found,) = [p for p in report.problems if p.severity == "error"]
    told = f"{found.place}: {found.message}"
    assert told.startswith("brief/sections/a.md: reading the text was not done after 1 second")
    assert not report.published
