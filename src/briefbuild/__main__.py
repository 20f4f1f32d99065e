"""The command, and `python -m briefbuild`: here, so that Ctrl-C is heard from the first moment on.

Importing the program takes a part of a second, and an interrupt within it would be shown raw.
"""

from __future__ import annotations

import os
import sys

INTERRUPTED = 130  # as shells have it: 128 and the signal's number


def main() -> None:
    """Say what the last build said, if nothing has changed since; else run the program."""
    try:
        from briefbuild.unchanged import of_run  # within milliseconds: no library is loaded

        said = of_run(sys.argv[1:])
        done = said is not None and _say(*said)
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)
    if not done:
        _run()


def _run() -> None:
    """Import the program and run it.

    Where Ctrl-C falls into an exec() of a library (dataclasses are made so), Python ends itself by
    the signal, whatever the exit code is to be; so what was stopped ends here, without Python.
    """
    import signal

    usual = signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    from briefbuild import cli

    signal.signal(signal.SIGINT, usual)
    try:
        cli.main()
    except SystemExit as end:
        if end.code != INTERRUPTED:
            raise
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                continue
        os._exit(INTERRUPTED)


def _say(stderr: str, stdout: str) -> bool:
    """Print it; False where that can't be done, which the program tells in its own way."""
    try:
        sys.stderr.write(stderr)
        sys.stdout.write(stdout)
        sys.stdout.flush()
    except (OSError, ValueError):  # nobody reads on, the disk is full, letters that it can't show
        return False
    return True


if __name__ == "__main__":
    main()
