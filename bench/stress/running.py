"""Many texts and geometries, each laid out in one of a few processes of their own.

fontconfig is set up by a process's environment, so one text is laid out at a time in each. The
processes begin anew: one forked off after a chart was drawn would wait for threads that it hasn't
got. They find `attempt` here and not in the program, which a new process can't import.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from bench.stress.faults import Fault, Kind
from bench.stress.laying import Result, lay_out


def lay_out_all(tasks: Sequence[tuple[Path, int]], work: Path) -> Iterator[Result]:
    """What became of each brief in each geometry, as they are done; `work` keeps the files.

    Garbage is collected between geometries only: WeasyPrint's boxes live as long as their pages.
    """
    afresh = get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), afresh, initializer=gc.disable) as pool:
        waiting = [pool.submit(attempt, brief, number, work) for brief, number in tasks]
        for future in as_completed(waiting):
            yield future.result()


def attempt(brief: Path, number: int, work: Path) -> Result:
    """One text in one geometry, in a folder of this process's own; a crash is a fault."""
    own = work / str(os.getpid())
    own.mkdir(exist_ok=True)
    try:
        return lay_out(brief, number, own)
    except Exception as error:  # whatever the page maker trips over is what is sought here
        fault = Fault(Kind.OTHER, f"{type(error).__name__}: {error}")
        return Result(brief.name, number, faults=(fault,))
    finally:
        gc.collect()
