"""The process that serves: one socket, one or more workers, readers that never finish a request dropped, an end within seconds."""

from __future__ import annotations

import os
import signal
import socket
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.supervisors import Multiprocess

from westphalia.app.routes import application
from westphalia.app.settings import Settings
from westphalia.errors import NoAnswer

WHOLE = 10.0
"""Seconds in which the head of a request, or its body, must be whole."""
END = 4
"""Seconds that requests under way have when the site is stopped."""
KEPT_OPEN = 20
"""Seconds that a connection without a request stays open."""
ALIVE = 60
"""Seconds that a worker may be too busy to say that it lives."""
HEAD = 32_000
"""Most bytes of the head of a request."""


class Timed(H11Protocol):
    """A connection that is closed when a request on it is not whole in time."""

    _late: Any = None

    def connection_made(self, transport: Any) -> None:
        """Begin to count when the connection opens."""
        super().connection_made(transport)
        self._count()

    def data_received(self, data: bytes) -> None:
        """Take what came, and count on while the request is not whole."""
        super().data_received(data)
        self._count()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop counting."""
        self._stop()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Begin again: what stands in line may be the beginning of the next request."""
        super().on_response_complete()
        if not self.transport.is_closing() and self.conn.trailing_data[0]:
            self._count()

    def _count(self) -> None:
        """Count while something is wanted of the reader: a head that has begun, or the rest of a body."""
        begun = self.conn.their_state is h11.IDLE and (bool(self.conn.trailing_data[0]) or self.cycle is None)
        if begun or self.conn.their_state is h11.SEND_BODY:
            if self._late is None:
                self._late = self.loop.call_later(WHOLE, self._drop)
        else:
            self._stop()

    def _stop(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _drop(self) -> None:
        self._late = None
        if not self.transport.is_closing():
            self.transport.close()


def site() -> Any:
    """Return the application, as the settings in the environment say."""
    return application(Settings.from_environment(os.environ))


def bound(settings: Settings) -> socket.socket:
    """Return the socket that the site listens on.

    Parameters
    ----------
    settings : Settings
        Host and port.

    Raises
    ------
    NoAnswer
        When the port is taken or may not be used, or the host is not of this machine.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host.strip("[]"), settings.port), family=family, backlog=2048)
    except (OSError, OverflowError) as error:
        raise NoAnswer(
            f"Nothing can be served at {settings.host}, port {settings.port}.",
            f"The system says: {getattr(error, 'strerror', None) or error}.",
            "Name another port: --port 8001",
        ) from None


def run(settings: Settings, listening: socket.socket) -> None:
    """Serve until the process is told to end.

    Parameters
    ----------
    settings : Settings
        How the site is run.
    listening : socket
        What :func:`bound` returned.
    """
    os.environ.update(settings.to_environment())
    config = uvicorn.Config(
        "westphalia.app.server:site", factory=True, http=Timed, ws="none", lifespan="on", workers=settings.workers, log_level="warning", access_log=False,
        server_header=False, proxy_headers=False, timeout_keep_alive=KEPT_OPEN, timeout_graceful_shutdown=END, timeout_worker_healthcheck=ALIVE, h11_max_incomplete_event_size=HEAD,
    )  # fmt: skip
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        if settings.workers > 1:
            Multiprocess(config, sockets=[listening]).run()
        else:
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        signal.signal(signal.SIGTERM, before)
        listening.close()
