"""A round: so many examples from one seed, and the smallest one that fails."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

from bench.fuzz.fragments import sections
from bench.fuzz.metadata import briefs
from bench.fuzz.trial import Tally, judge, worded
from briefbuild.house import House, load_house

STYLES = Path(__file__).parents[2] / "styles"


@dataclass
class Result:
    """What a round saw; of the last failure, which is the smallest, the brief."""

    seed: int
    tally: Tally = field(default_factory=Tally)
    failed: str = ""
    metadata: str = ""
    section: str = ""


def house_style() -> House:
    """The house style that ships."""
    house, _ = load_house(STYLES, "styles")
    if house is None:
        raise RuntimeError("the house style is broken")
    return house


def play(number: int, examples: int) -> Result:
    """One round; its briefs share an output folder, with what it keeps of drawn figures."""
    with tempfile.TemporaryDirectory(prefix="fuzz-out-") as out:
        return _play(number, examples, Path(out))


def _play(number: int, examples: int, out: Path) -> Result:
    result, house = Result(number), house_style()

    @seed(number)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(briefs(), sections())
    def attempt(metadata: str, section: str) -> None:
        try:
            judge(metadata, section, house, out, result.tally)
        except Exception as error:
            result.failed = f"{type(error).__name__}: {error}"
            result.section = worded(section)
            result.metadata = worded(metadata, section.count("¤"))
            raise

    try:
        attempt()
    except Exception as error:  # told of in the result; what it is was kept by the last attempt
        result.failed = result.failed or f"{type(error).__name__}: {error}"
    return result
