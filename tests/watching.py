"""What a run opens and whom it calls: canaries that no program may open, a server that counts.

The kernel tells of each opening of a watched file (inotify), whichever process does it: pandoc and
the libraries that read files without Python too. The server stands on this machine alone; what
Python itself looks up or calls, at whatever address, its audit hook tells (PEP 578), of forks too.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_OPENED = 0x20  # IN_OPEN, inotify(7)
_EVENT = struct.Struct("iIII")
_CALLS = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
_log: Path | None = None
"""Where calls are written while a watch lasts: a fork has none of its parent's open files."""


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event in _CALLS and _log is not None:
        with _log.open("a", encoding="utf-8") as file:
            print(event, *[a for a in arguments if isinstance(a, (str, tuple))], file=file)


sys.addaudithook(_hear)


@dataclass
class Seen:
    """What happened while a watch lasted; complete once it is over."""

    opened: list[str] = field(default_factory=list)
    """The names of the watched files that were opened, by their order."""
    asked: list[str] = field(default_factory=list)
    """The paths that the server was asked for."""
    called: list[str] = field(default_factory=list)
    """What Python looked up or called: the event and the address."""


@contextmanager
def watched(files: Sequence[Path], server: Server) -> Iterator[Seen]:
    """Watch files, and folders as such, and what a server is asked for."""
    global _log
    seen = Seen()
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    assert descriptor >= 0, os.strerror(ctypes.get_errno())
    handle, log = tempfile.mkstemp(prefix="calls-")
    os.close(handle)
    try:
        names = {}
        for file in files:
            number = libc.inotify_add_watch(descriptor, os.fsencode(file), _OPENED)
            assert number >= 0, (file, os.strerror(ctypes.get_errno()))
            names[number] = file.name
        before, _log = len(server.asked), Path(log)
        yield seen
        seen.opened += [names[number] for number in _events(descriptor)]
        seen.asked += server.asked[before:]
        seen.called += Path(log).read_text(encoding="utf-8").splitlines()
    finally:
        _log = None
        os.close(descriptor)
        Path(log).unlink()


def _events(descriptor: int) -> Iterator[int]:
    """The watches that fired. One file at least is watched, so that nothing means nothing."""
    while True:
        try:
            data = os.read(descriptor, 65536)
        except BlockingIOError:
            return
        at = 0
        while at < len(data):
            number, _, _, length = _EVENT.unpack_from(data, at)
            if not length:  # a folder tells of what is in it too, by name
                yield number
            at += _EVENT.size + length


class Server:
    """A web server on the loopback address that has an answer for whatever it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

            do_HEAD = do_POST = do_CONNECT = do_GET

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
