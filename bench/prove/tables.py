"""What `make prove` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bench.prove.alarms import Alarms
from bench.prove.recall import Outcome

FIRST = 44


def recall_table(outcomes: Sequence[Outcome]) -> str:
    """A line for each kind of each format, a line for each fault that was missed, the sum."""
    seeded: Counter[tuple[str, str]] = Counter()
    caught: Counter[tuple[str, str]] = Counter()
    for outcome in outcomes:
        key = (_table(outcome), outcome.fault.kind)
        seeded[key] += 1
        caught[key] += bool(outcome.found)
    lines: list[str] = []
    for table in dict.fromkeys(table for table, _ in seeded):
        kinds = [key for key in seeded if key[0] == table]
        lines.append(_line(table, *_sums(kinds, seeded, caught)))
        lines += [_line(f"  {kind}", seeded[key], caught[key]) for key in kinds for kind in key[1:]]
    missed = [o for o in outcomes if not o.found]
    lines += ["", f"missed: {len(missed)}"]
    lines += [f"  {o.fault.name}: {o.did}" for o in missed]
    total, found = len(outcomes), len(outcomes) - len(missed)
    part = f"{100 * found / total:.2f} %" if total else "none"
    lines.append(f"{total} faults of {len(seeded)} kinds seeded, {found} caught: {part}")
    return "\n".join([_line("", "seeded", "caught"), *lines])


def _table(outcome: Outcome) -> str:
    within = ", in the tree before it" if outcome.fault.where == "tree" else ""
    return f"{outcome.fault.format}{within}"


def _sums(
    kinds: Sequence[tuple[str, str]],
    seeded: Counter[tuple[str, str]],
    caught: Counter[tuple[str, str]],
) -> tuple[int, int]:
    return sum(seeded[kind] for kind in kinds), sum(caught[kind] for kind in kinds)


def _line(name: str, seeded: object, caught: object) -> str:
    return f"{name:{FIRST}}{seeded:>8}{caught:>8}"


def alarm_table(alarms: Sequence[Alarms]) -> str:
    """A line for each text, what the proof invented, and how much that is in 10,000 words."""
    lines = [f"{'':{FIRST}}{'words':>10}{'notes':>8}{'alarms':>8}"]
    for alarm in alarms:
        shown = "refused" if alarm.refused else len(alarm.found)
        lines.append(f"{alarm.text:{FIRST}}{alarm.words:>10}{alarm.notes:>8}{shown:>8}")
        lines += [f"  {reason}" for reason in (*alarm.refused, *alarm.found)]
    words = sum(alarm.words for alarm in alarms)
    found = sum(len(alarm.found) for alarm in alarms)
    rate = f"{10_000 * found / words:.2f}" if words else "no"
    lines.append(f"{found} alarms in {words} words: {rate} in 10,000")
    return "\n".join(lines)
