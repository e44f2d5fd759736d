"""What the process for queries runs: it reads questions from its standard input and answers each, as JSON with its length before it.

It is started as a script, so that it loads nothing but the database and starts at once. Its memory is capped before the first question; whatever
runs past its time is interrupted, and what cannot be interrupted is killed by the system, even when nobody waits for it any more.
"""

from __future__ import annotations

import json
import math
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from importlib import import_module
from typing import IO, Any

BATCH = 256
"""Rows that are fetched at once."""
LARGEST = 64_000_000
"""Bytes of an answer as JSON; a list or mapping in it counts :data:`CONTAINER` more, since it takes as much when it is read."""
CONTAINER = 60
BUFFERS = 512
"""Megabytes that the database may use for what it sorts, joins and groups."""
ROOM = 560_000_000
"""Bytes of address space that a query may take beyond what the process has at its start: buffers, values, and the work of functions."""
GRACE = 1.0
"""Seconds after its time at which a query that does not heed an interruption is killed."""
SETTINGS: dict[str, Any] = {
    "threads": 2,
    "memory_limit": f"{BUFFERS}MB",
    "temp_directory": "",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
LOCKS = ("SET enable_external_access = false", "SET lock_configuration = true")


class Beyond(Exception):  # noqa: N818 - it is told to the other side, not raised there
    """The answer is larger than may be sent."""


class InterruptException(Exception):  # noqa: N818 - the name that the database gives it
    """The time is over."""


def read(stream: IO[bytes]) -> Any:
    """Return the next message; None at the end."""
    head = stream.read(8)
    size = int.from_bytes(head, "big")
    body = stream.read(size) if len(head) == 8 and size <= 8 * LARGEST else b""
    return json.loads(body) if body and len(body) == size else None


def write(stream: IO[bytes], message: bytes) -> None:
    """Write a message."""
    stream.write(len(message).to_bytes(8, "big") + message)
    stream.flush()


def encoded(value: Any) -> bytes:
    """Return a value as JSON."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def plain(value: Any) -> Any:
    """Return a value as JSON has it.

    Examples
    --------
    >>> plain(date(1939, 8, 23)), plain(float("nan")), plain([Decimal("0.5")])
    ('1939-08-23', None, [0.5])
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (float, Decimal)):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, (date, datetime, clock)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    return value.hex() if isinstance(value, (bytes, bytearray)) else str(value)


def within(value: Any) -> Any:
    """Return a value as JSON has it, unless it lies at the ends of the calendar, where infinity is put too."""
    if isinstance(value, (list, tuple)):
        return [within(each) for each in value]
    if isinstance(value, dict):
        return {str(key): within(each) for key, each in value.items()}
    if isinstance(value, date) and value.year in (date.min.year, date.max.year):
        raise OverflowError
    return plain(value)


def parse(database: Any, connection: Any, query: str) -> dict[str, Any]:
    """Return the kinds of the statements in a text, and the tables that one reads; None for these where it cannot be told beforehand."""
    kinds = [str(each.type.name) for each in connection.extract_statements(query)]
    try:
        tables = sorted(connection.get_table_names(query)) if len(kinds) == 1 else []
    except database.Error:
        tables = None
    return {"kinds": kinds, "tables": tables}


def run(
    database: Any, query: str, files: Mapping[str, str], rows: int, seconds: float, largest: int
) -> bytes:
    """Return columns and rows of the answer to a query over tables, read from their files before these are locked away."""
    until = time.monotonic() + seconds
    with database.connect(":memory:", config=SETTINGS) as connection:
        timer = threading.Timer(seconds, connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            for name, file in files.items():
                connection.execute(f'CREATE TABLE "{name}" AS FROM read_parquet(?)', [file])
            for lock in LOCKS:
                connection.execute(lock)
            connection.execute("BEGIN TRANSACTION READ ONLY")
            result = connection.execute(query)
            heads = [(column[0], str(column[1])) for column in result.description or ()]
            try:
                found = fetch(result, rows, largest, until)
            except (OverflowError, ValueError):
                connection.interrupt()
                again = connection.execute(spelt(query, [kind for _, kind in heads]))
                found = fetch(again, rows, largest, until)
        finally:
            timer.cancel()
            connection.interrupt()  # an answer that has no end would else be worked out at its end
    return b'{"columns":%b,"rows":[%b]}' % (encoded([name for name, _ in heads]), b",".join(found))


def fetch(result: Any, rows: int, largest: int, until: float) -> list[bytes]:
    """Return each row of a result as JSON, one more than asked for if there is one."""
    found: list[bytes] = []
    size = 0
    while len(found) <= rows:
        batch = result.fetchmany(min(BATCH, rows + 1 - len(found)))
        if not batch:
            break
        for row in batch:
            found.append(encoded([within(value) for value in row]))
            size += len(found[-1]) + CONTAINER * (found[-1].count(b"[") + found[-1].count(b"{") - 1)
            if size > largest:
                raise Beyond
        if time.monotonic() > until:
            raise InterruptException
    return found


def spelt(query: str, kinds: Sequence[str]) -> str:
    """Return a query whose answer has text in place of times that have no other form here: infinity, and what no calendar or clock has."""
    names = [f"c{number}" for number in range(len(kinds))]
    taken = (
        f"CAST({name} AS VARCHAR)" if re.search("DATE|TIME|INTERVAL", kind) else name
        for name, kind in zip(names, kinds, strict=True)
    )
    inner = query.rstrip().rstrip(";")
    return f"SELECT {', '.join(taken)} FROM (\n{inner}\n) AS answer({', '.join(names)})"


def answer(database: Any, connection: Any, message: dict[str, Any]) -> bytes:
    """Return the answer to a message, or the error that it ends in; the connection is for parsing and holds no tables."""
    try:
        if "parse" in message:
            return encoded(parse(database, connection, message["parse"]))
        return run(database, **message)
    except (Beyond, InterruptException) as error:
        return encoded({"error": type(error).__name__, "text": ""})
    except MemoryError:
        return encoded({"error": "OutOfMemoryException", "text": ""})
    except (database.Error, RuntimeError, ValueError, OverflowError) as error:
        kind, text = type(error).__name__, str(error)
        interrupted = "INTERRUPT" in text.upper()[:40] or "Query interrupted" in text
        short = "bad_alloc" in text or "llocat" in text[:80]
        kind = "InterruptException" if interrupted else "OutOfMemoryException" if short else kind
        return encoded({"error": kind, "text": text[:10_000].encode(errors="replace").decode()})


def cap() -> None:
    """Bound the memory of this process, and let it write no file and leave no image of itself when it dies."""
    with suppress(ImportError, OSError, ValueError):
        resource: Any = import_module("resource")  # not on every system
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        pages = int(open("/proc/self/statm", encoding="ascii").read().split()[0])  # noqa: SIM115, PTH123
        most, hard = pages * resource.getpagesize() + ROOM, resource.getrlimit(resource.RLIMIT_AS)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


def main() -> None:
    """Answer until nobody asks any more."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.path[:0] = read(source)["path"]
    try:  # without what its package adds for other libraries, which takes three times as long
        database = import_module("_duckdb")
    except ImportError:
        database = import_module("duckdb")
    connection = database.connect(":memory:", config=SETTINGS)
    connection.execute("SELECT 1")
    cap()
    write(sink, encoded({"ready": True}))
    while (message := read(source)) is not None:
        left = message.pop("killed", message.get("seconds", 1.0) + GRACE)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, left)
        began = time.monotonic()
        said = answer(database, connection, message)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        write(sink, b'{"took":%.6f,"said":%b}' % (time.monotonic() - began, said))


if __name__ == "__main__":
    try:
        main()
    except (OSError, KeyboardInterrupt):
        os._exit(0)
