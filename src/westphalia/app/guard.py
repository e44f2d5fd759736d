"""What stands before every request: hosts, methods, sizes and rates that are refused, and the headers of every answer."""

from __future__ import annotations

import sys
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from westphalia.app.problems import Problem, refused
from westphalia.app.settings import LOCAL, Settings

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LONGEST = 8_000
"""Bytes of an address."""
BODY = 1_000_000
"""Bytes of a body."""
METHODS = ("GET", "HEAD")
TOKENS, REFILL, CLIENTS = 120.0, 8.0, 10_000
"""What a reader may spend at once and in each second, and how many readers are remembered."""
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {}"
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


FAILED = refused(
    500,
    "The program failed at this page.",
    "It is a fault of the program, not of the question.",
    "Please report the address.",
)
"""What a reader is told where the program fails: nothing of how; that is told to whoever runs it."""


class TokenBuckets:
    """A bucket of tokens for each reader: what costs work is paid for; what is kept already is free."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, who: str, cost: float) -> float:
        """Take tokens of a reader, and return 0; where there are too few, the seconds until there are enough.

        Parameters
        ----------
        who : str
            The reader's address.
        cost : float
            Tokens.
        """
        now = self._clock()
        left, since = self._held.pop(who, (TOKENS, now))
        left = min(TOKENS, left + (now - since) * REFILL)
        enough = left >= cost
        self._held[who] = (left - cost if enough else left, now)
        if len(self._held) > CLIENTS:
            self._held.popitem(last=False)
        return 0.0 if enough else (cost - left) / REFILL


def reader(scope: Scope, settings: Settings) -> str:
    """Return the address of the reader: of the connection, or what the proxy says where one stands before the site.

    Parameters
    ----------
    scope : mapping
        Of the request.
    settings : Settings
        Whether a proxy is believed.
    """
    told = header(scope, b"x-forwarded-for") if settings.proxy else ""
    client = scope.get("client") or ("", 0)
    return told.rpartition(",")[2].strip() or str(client[0])


def free(who: str, settings: Settings) -> bool:
    """Tell whether a reader pays nothing: whoever sits at this machine.

    Parameters
    ----------
    who : str
        The reader's address.
    settings : Settings
        Behind a proxy nobody sits at this machine.
    """
    return who in LOCAL and not settings.proxy


def header(scope: Scope, name: bytes) -> str:
    """Return a header of a request, empty where it has none.

    Parameters
    ----------
    scope : mapping
        Of the request.
    name : bytes
        In small letters.
    """
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


class Guard:
    """Refuses what should not come in, and puts the headers on what goes out.

    Parameters
    ----------
    app : callable
        What is guarded.
    settings : Settings
        Which hosts there are.
    answer : callable
        Turns a problem into an answer for a request.
    """

    def __init__(self, app: App, settings: Settings, answer: Callable[[Problem, Scope], Any]) -> None:
        self.app, self.settings, self.answer = app, settings, answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def sending(message: MutableMapping[str, Any]) -> None:
            nonlocal begun
            begun = True
            await send(message)

        problem, out = self._problem(scope), _with_headers(scope, sending)
        try:
            await (self.app if problem is None else self.answer(problem, scope))(scope, receive, out)
        except Exception as error:
            print(f"error at {scope['path']}: {type(error).__name__}: {error}", file=sys.stderr)
            if not begun:
                await self.answer(FAILED, scope)(scope, receive, out)

    def _problem(self, scope: Scope) -> Problem | None:
        host = urlsplit(f"//{header(scope, b'host')}").hostname or ""
        if host not in self.settings.hosts and f"[{host}]" not in self.settings.hosts:
            return refused(400, "This host is not served here.", "A page of somebody else may point at this machine.", "Ask for localhost; where it is served under a name: --base-url https://NAME")  # fmt: skip
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST:
            return refused(414, "The address is too long.", f"At most {LONGEST:,} bytes are read.", "Ask for less at once.")  # fmt: skip
        if scope["method"] not in METHODS:
            return refused(
                405, f"{scope['method']} is not answered here.", "", f"Methods: {', '.join(METHODS)}."
            )
        length = header(scope, b"content-length")
        if length and (not length.isdigit() or int(length) > BODY):
            return refused(413, "The body is too long.", f"At most {BODY:,} bytes are read.", "Send less.")
        return None


def _with_headers(scope: Scope, send: Send) -> Send:
    """Return a sender that puts the headers of every answer on it."""
    frames = "*" if str(scope["path"]).startswith("/embed/") else "'none'"
    own = (*HEADERS, (b"content-security-policy", POLICY.format(frames).encode()))

    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *own]
        await send(message)

    return sending
