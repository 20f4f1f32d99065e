"""The command, and `python -m briefbuild`: here, so that Ctrl-C is heard from the first moment on.

Importing the program takes a part of a second, and an interrupt within it would be shown raw.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

INTERRUPTED = 130  # as shells have it: 128 and the signal's number


def main() -> None:
    """Import the program and run it.

    Where Ctrl-C falls into an exec() of a library (dataclasses are made so), Python ends itself by
    the signal, whatever the exit code is to be; so what was stopped ends here, without Python.
    """
    usual = signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    from briefbuild import cli

    signal.signal(signal.SIGINT, usual)
    try:
        cli.main()
    except SystemExit as end:
        if end.code != INTERRUPTED:
            raise
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):
                stream.flush()
        os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
