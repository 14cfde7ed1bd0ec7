"""Commands as processes of their own, forked from one that has imported all that they need.

What is killed, waits for a lock, or may not write is a whole process here; that Python itself
starts, reads its settings and imports the program is what tests with `PROGRAM` are about.
"""

import contextlib
import gc
import json
import os
import resource
import select
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

NUMBER = struct.Struct("i")
REQUEST = 1 << 20
DESCRIPTORS = 4
PIECE = 1 << 16
# What the program imports only once it is needed; somebody else's process may not read it.
LATER = (
    "_strptime", "alembic.command", "alembic.config", "encodings.ascii", "encodings.cp1252",
    "encodings.unicode_escape", "encodings.utf_8_sig", "jinja2", "platformdirs", "pwd",
    "rich.console", "rich.progress", "sqlcipher3", "sqlite3", "traceback", "unicodedata",
)  # fmt: skip
# More descriptors than the server ever has open.
MOST_OPEN = 256


class Running:
    """A command line as a process: what of `subprocess.Popen` is used of one."""

    def __init__(
        self,
        *arguments: str,
        env: Mapping[str, str] | None = None,
        most_bytes: int | None = None,
        user: int | None = None,
    ) -> None:
        self.returncode: int | None = None
        (self._out, out), (self._err, err), (self._status, status) = (os.pipe() for _ in range(3))
        request = {
            "arguments": arguments,
            "env": dict(os.environ if env is None else env),
            "folder": str(Path.cwd()),
            "most_bytes": most_bytes,
            "user": user,
        }
        _, control = _server()
        with Path(os.devnull).open("rb") as nothing:
            files = [nothing.fileno(), out, err, status]
            socket.send_fds(control, [json.dumps(request).encode() + b"\n"], files)
            (self.pid,) = NUMBER.unpack(os.read(self._status, NUMBER.size))
        for each in (out, err, status):
            os.close(each)

    def poll(self) -> int | None:
        """What it ended with; None while it runs."""
        return self._wait(0)

    def send_signal(self, how: signal.Signals) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, how)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def communicate(self, timeout: float = 60) -> tuple[str, str]:
        """What it has written when it ends, on standard output and error."""
        said = {self._out: b"", self._err: b""}
        reading = list(said)
        while reading:
            ready = select.select(reading, [], [], timeout)[0]
            assert ready, "it does not end"
            for each in ready:
                some = os.read(each, PIECE)
                said[each] += some
                if not some:
                    reading.remove(each)
                    os.close(each)
        assert self._wait(timeout) is not None, "it does not end"
        return said[self._out].decode(), said[self._err].decode()

    def _wait(self, seconds: float) -> int | None:
        if self.returncode is None and select.select([self._status], [], [], seconds)[0]:
            (self.returncode,) = NUMBER.unpack(os.read(self._status, NUMBER.size))
            os.close(self._status)
        return self.returncode


@cache
def _server() -> tuple[subprocess.Popen[bytes], socket.socket]:
    """The process that forks, begun when it is first asked for, and the socket to ask it by."""
    ours, theirs = socket.socketpair()
    number = theirs.fileno()
    began = subprocess.Popen(
        [sys.executable, __file__, str(number)], pass_fds=[number], stdin=subprocess.DEVNULL
    )
    theirs.close()
    return began, ours


def end() -> None:
    """End the process that forks, if it was begun."""
    if _server.cache_info().currsize:
        began, control = _server()
        control.close()
        began.wait()


def serve(number: int) -> None:
    """Import everything; then fork for each that is asked for, and tell what it came to."""
    _import_everything()
    control = socket.socket(fileno=number)
    woken, wake = socket.socketpair()
    wake.settimeout(0)
    signal.set_wakeup_fd(wake.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    running: dict[int, int] = {}
    gc.freeze()
    while True:
        ready, _, _ = select.select([control, woken], [], [])
        if woken in ready:
            woken.recv(4096)
            _tell(running)
        if control not in ready:
            continue
        message, files, _, _ = socket.recv_fds(control, REQUEST, DESCRIPTORS)
        while message and not message.endswith(b"\n"):
            message += control.recv(REQUEST)
        if not message:
            return
        pid = os.fork()
        if pid == 0:
            _become(json.loads(message), files[:3])
        os.write(files[3], NUMBER.pack(pid))
        running[pid] = files[3]
        for each in files[:3]:
            os.close(each)


def _tell(running: dict[int, int]) -> None:
    """Tell of all that have ended what they ended with."""
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        file = running.pop(pid)
        os.write(file, NUMBER.pack(os.waitstatus_to_exitcode(status)))
        os.close(file)


def _become(request: dict[str, Any], files: list[int]) -> None:
    """Be the command, as if the program had just been started by its user."""
    from ivtool.__main__ import main

    for place, file in enumerate(files):
        os.dup2(file, place)
    os.closerange(len(files), MOST_OPEN)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["env"])
    time.tzset()
    if request["most_bytes"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["most_bytes"],) * 2)
    if request["user"] is not None and os.getuid() == 0:
        os.setuid(request["user"])
    sys.stdin, sys.stdout, sys.stderr = (
        open(place, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - a descriptor
        for place, mode in ((0, "r"), (1, "w"), (2, "w"))
    )
    sys.argv = ["ivtool", *request["arguments"]]
    try:
        main()
    except SystemExit as ended:
        # Tidying up what it shares with all others would copy it first.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(ended.code or 0))


def _import_everything() -> None:
    import importlib
    import pkgutil

    import ivtool

    for each in pkgutil.walk_packages(ivtool.__path__, "ivtool."):
        if ".migrations." not in each.name:
            importlib.import_module(each.name)
    for name in (*LATER, "ivtool.__main__"):
        importlib.import_module(name)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
