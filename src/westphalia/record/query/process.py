"""The process in which queries run, from this side: started when it is needed, one kept for the next query, killed when it does not answer in time."""

from __future__ import annotations

import atexit
import os
import signal
import sys
from pathlib import Path
from threading import Event, Lock, Timer
from typing import Any

from westphalia.errors import NoAnswer, WestphaliaError
from westphalia.lazy import subprocess
from westphalia.record.query import server

START = 60.0
"""Seconds in which it must have started."""


class Late(Exception):  # noqa: N818 - it is told in the words of the query
    """It did not answer in time and was killed."""


class Died(Exception):  # noqa: N818 - it is told in the words of the query
    """It ended without an answer: the system, or its own bounds, gave it no more memory."""


class Process:
    """A process that answers queries; one thread at a time may ask it."""

    def __init__(self) -> None:
        self.ready = False
        try:
            self._child = subprocess.Popen(
                [sys.executable, "-I", "-S", server.__file__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env={**os.environ, "TZ": "UTC", "MALLOC_ARENA_MAX": "2"},
            )
        except (OSError, TypeError) as error:
            raise _not_started(str(error)) from None
        try:
            self._send({"path": [str(Path(each).absolute()) for each in sys.path]})
        except OSError as error:  # it ended before it was told anything
            self.end()
            raise _not_started(str(error)) from None

    def ask(self, message: dict[str, Any], seconds: float) -> tuple[float, dict[str, Any]]:
        """Return how long an answer took, and the answer.

        Raises
        ------
        Late
            When it does not come within some seconds and the grace; it is killed then, as it is by whatever else ends the waiting.
        Died
            When the process ended.
        """
        if not self.ready:
            self._turn(None, START)
            self.ready = True
        found = self._turn({**message, "killed": seconds + server.GRACE}, seconds + server.GRACE)
        return found["took"], found["said"]

    def _turn(self, message: dict[str, Any] | None, seconds: float) -> dict[str, Any]:
        late = Event()
        timer = Timer(seconds, self._kill, (late,))
        timer.daemon = True
        timer.start()
        found = None
        try:
            if message is not None:
                self._send(message)
            assert self._child.stdout is not None
            found = server.read(self._child.stdout)
        except OSError:
            found = None
        finally:
            timer.cancel()
            if found is None:
                self.end()
        if found is None:
            if not self.ready:
                raise _not_started("It ended at once.")
            killed = self._child.returncode == -getattr(signal, "SIGALRM", 0)
            raise Late if late.is_set() or killed else Died
        return dict(found)

    def _kill(self, late: Event) -> None:
        late.set()
        self._child.kill()

    def _send(self, message: dict[str, Any]) -> None:
        assert self._child.stdin is not None
        server.write(self._child.stdin, server.encoded(message))

    def alive(self) -> bool:
        """Tell whether it has not ended."""
        return self._child.poll() is None

    def end(self) -> None:
        """Kill it and let go of it; it holds nothing that could be lost."""
        self._child.kill()
        for stream in (self._child.stdin, self._child.stdout):
            try:
                assert stream is not None
                stream.close()
            except OSError:
                pass
        self._child.wait()


def _not_started(why: str) -> WestphaliaError:
    return NoAnswer("The process in which queries run cannot be started.", why, "Is there memory for it?")


_IDLE: list[Process] = []
_TURN = Lock()


def warm() -> None:
    """Start a process for the query that will come, to be ready by then."""
    give_back(take())


def take() -> Process:
    """Return the process that is kept, or a new one."""
    with _TURN:
        kept = _IDLE.pop() if _IDLE else None
    if kept is not None:
        if kept.alive():
            return kept
        kept.end()
    return Process()


def give_back(process: Process) -> None:
    """Keep a process for the next query, where it lives and none is kept."""
    with _TURN:
        if process.alive() and not _IDLE:
            _IDLE.append(process)
            return
    process.end()


@atexit.register
def close() -> None:
    """End the process that is kept."""
    with _TURN:
        kept, _IDLE[:] = list(_IDLE), []
    for each in kept:
        each.end()


def _forget() -> None:
    """In a copy of this program: the process that is kept belongs to the program that it was copied from."""
    _OTHERS.extend(_IDLE)
    _IDLE.clear()


_OTHERS: list[Process] = []
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
