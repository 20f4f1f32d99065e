"""The command, and `python -m briefbuild`: here, so that Ctrl-C is heard from the first moment on.

Importing the program takes a part of a second, and an interrupt within it would be shown raw.
"""

from __future__ import annotations

import os
import sys

MACHINE = 3  # as cli.py has it
INTERRUPTED = 130  # as shells have it: 128 and the signal's number


def main() -> None:
    """Say what the last build said, if nothing has changed since; else run the program."""
    try:
        from briefbuild.unchanged import of_run  # within milliseconds: no library is loaded

        said = of_run(sys.argv[1:])
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)
    if said:
        sys.exit(_say(*said))
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


def _say(stderr: str, stdout: str) -> int:
    """Print it; the exit code, which is the machine's if nobody is there to read."""
    try:
        sys.stderr.write(stderr)
        sys.stdout.write(stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return MACHINE
    return 0


if __name__ == "__main__":
    main()
