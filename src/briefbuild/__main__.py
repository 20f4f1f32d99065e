"""The command, and `python -m briefbuild`: here, so that Ctrl-C is heard from the first moment on.

Importing the program takes a part of a second, and an interrupt within it would be shown raw.
"""

from __future__ import annotations

import os
import signal

INTERRUPTED = 130  # as shells have it: 128 and the signal's number


def main() -> None:
    """Import the program and run it."""
    usual = signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    from briefbuild import cli

    signal.signal(signal.SIGINT, usual)
    cli.main()


if __name__ == "__main__":
    main()
