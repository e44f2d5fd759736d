"""SQL over the tables: one SELECT, nothing else, within bounds of time, rows and memory.

The tables that a query names are loaded into a database in memory, as this world knows them; then files, network and
settings are locked away, and the query runs in a read-only transaction.
"""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from westphalia.errors import NoAnswer, NotUnderstood, WestphaliaError
from westphalia.record.manifest import unknown
from westphalia.record.usertables import USER_TABLES

if TYPE_CHECKING:
    import duckdb
    import pandas
    import polars as pl

    from westphalia.record.world import World

LONGEST = 100_000
"""Characters of a query."""
LARGEST = 20_000_000
"""Characters of text in an answer."""
BATCH = 256
SETTINGS: dict[str, Any] = {
    "threads": 2,
    "memory_limit": "512MB",
    "temp_directory": "",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
LOCKS = ("SET enable_external_access = false", "SET lock_configuration = true")
TABLES = "See the tables with: westphalia data list"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query.

    Parameters
    ----------
    columns : tuple of str
        Names, in order; SQL permits that one repeats.
    rows : tuple of tuple
        Values as JSON has them: dates as text, unknown and not-a-number as None.
    truncated : bool
        Whether there were more rows than asked for.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool

    def __repr__(self) -> str:
        """Return how many rows of which columns it has."""
        more = " of more" if self.truncated else ""
        return f"<{len(self.rows):,} rows{more}: {', '.join(self.columns)}>"

    def _named(self) -> dict[str, list[Any]]:
        """Return the columns by name; one that repeats has its place added."""
        heads = [
            name if name not in self.columns[:at] else f"{name}_{at + 1}"
            for at, name in enumerate(self.columns)
        ]
        return {head: [row[at] for row in self.rows] for at, head in enumerate(heads)}

    def pl(self) -> pl.DataFrame:
        """Return the rows as a frame of polars."""
        import polars

        return polars.DataFrame(self._named(), strict=False, infer_schema_length=None)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a frame of pandas."""
        import pandas

        return pandas.DataFrame(self._named())

    def _repr_html_(self) -> str:
        """Return the rows as a table, for a notebook."""
        return str(self.pl()._repr_html_())

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as the JSON contract has it."""
        return {
            "columns": list(self.columns),
            "rows": [list(row) for row in self.rows],
            "truncated": self.truncated,
        }


def ask(world: World, query: str, *, rows: int = 1000, seconds: float = 10.0) -> Answer:
    """Return the answer to one SELECT over the tables.

    Parameters
    ----------
    world : World
        The record; an ``as_of`` world answers from what was known then.
    query : str
        One SELECT statement in DuckDB's dialect.
    rows : int
        Most rows returned; ``truncated`` says whether there were more.
    seconds : float
        Longest time.

    Raises
    ------
    NotUnderstood
        For anything but one SELECT, a table or column that is not there, or an error in the query.
    NoAnswer
        When time or memory do not suffice.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> ask(load(), "select year, warheads from warheads where ccode = 2 order by year limit 2").rows
    ((1945, 2), (1946, 9))
    """
    import duckdb

    if rows < 0 or seconds <= 0:
        raise NotUnderstood("A query needs at least zero rows and some time.", f"Given: {rows}, {seconds}.")
    with duckdb.connect(":memory:", config=SETTINGS) as connection:
        try:
            text = _single(connection, query)
            for name in named(connection, text, world):
                _load(connection, world, name)
            for lock in LOCKS:
                connection.execute(lock)
            return _run(connection, text, rows, seconds)
        except duckdb.Error as error:
            raise explained(error, world, seconds) from None


def _single(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    if len(query) > LONGEST:
        raise NotUnderstood(f"The query has {len(query):,} characters, at most {LONGEST:,} are read.")
    statements = connection.extract_statements(query)
    if len(statements) != 1:
        raise NotUnderstood(
            f"Give exactly one statement: there are {len(statements)}.", "", "Ask one question at a time."
        )
    kind = statements[0].type.name
    if kind == "SELECT" and re.match(r"\s*show\b", query, re.IGNORECASE):
        kind = "SHOW"
    if kind != "SELECT":
        raise only_select(kind)
    return query


def only_select(kind: str) -> NotUnderstood:
    """Return the error for a statement of another kind."""
    return NotUnderstood(
        f"Only SELECT is answered, not {kind}.", "The tables are read-only.", f"Write a SELECT. {TABLES}"
    )


def named(connection: duckdb.DuckDBPyConnection, query: str, world: World) -> list[str]:
    """Return the tables of the world that a query reads (more of them where it cannot be resolved beforehand)."""
    import duckdb

    words = {word.lower() for word in re.findall(r"[A-Za-z_][A-Za-z0-9_-]*", query)}
    known = [name for name in (*world.manifest.tables, *USER_TABLES) if name in words]
    try:
        read = {name.lower() for name in connection.get_table_names(query)}
    except duckdb.Error:
        return known
    return [name for name in known if name in read]


def _load(connection: duckdb.DuckDBPyConnection, world: World, name: str) -> None:
    if world.last_known is None:
        connection.execute(f'CREATE TABLE "{name}" AS FROM read_parquet(?)', [str(world.path(name))])
        return
    stream = world.table(name).collect().__arrow_c_stream__()
    connection.register("known_then", stream)
    connection.execute(f'CREATE TABLE "{name}" AS FROM known_then')
    connection.unregister("known_then")


def _run(connection: duckdb.DuckDBPyConnection, query: str, rows: int, seconds: float) -> Answer:
    connection.execute("BEGIN TRANSACTION READ ONLY")
    timer = threading.Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    found: list[tuple[Any, ...]] = []
    size = 0
    try:
        result = connection.execute(query)
        columns = tuple(column[0] for column in result.description or ())
        while len(found) <= rows:
            batch = result.fetchmany(min(BATCH, rows + 1 - len(found)))
            if not batch:
                break
            found += [tuple(plain(value) for value in row) for row in batch]
            size += sum(len(value) for row in found[-len(batch) :] for value in row if isinstance(value, str))
            if size > LARGEST:
                raise NoAnswer(
                    f"The answer has more than {LARGEST:,} characters.", "", "Ask for fewer rows or columns."
                )
    finally:
        timer.cancel()
    return Answer(columns, tuple(found[:rows]), len(found) > rows)


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
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    return value.hex() if isinstance(value, (bytes, bytearray)) else str(value)


def explained(error: duckdb.Error, world: World, seconds: float) -> WestphaliaError:
    """Return what an error of the database means, in the words of this program."""
    import duckdb

    text = re.sub(r"^[A-Z][A-Za-z ]*Error: ", "", str(error).split("\n\nLINE")[0].strip())
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    first = lines[0].split(". Use ")[0].rstrip("!.") if lines else "The query failed"
    if isinstance(error, duckdb.InterruptException):
        return NoAnswer(
            f"The query took longer than {seconds:g} seconds.",
            "It was stopped.",
            "Narrow it with WHERE or LIMIT, or give more time: --seconds",
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        return NoAnswer(
            f"The query needs more memory than the {SETTINGS['memory_limit']} it may use.",
            "",
            "Narrow it with WHERE or GROUP BY.",
        )
    if "read-only mode" in text:
        return only_select("a change of the tables")
    if isinstance(error, duckdb.PermissionException) or "external access" in text:
        return NotUnderstood("Only the tables can be read: no files, no network.", f"{first}.", TABLES)
    absent = re.match(r"Table with name (\S+) does not exist", first)
    if absent:
        return unknown("table", absent[1], (*world.manifest.tables, *USER_TABLES), TABLES)
    near = re.findall(r'Candidate bindings: (.*)|Did you mean (".*")', text)
    guess = ", ".join(part.strip("?") for pair in near for part in pair if part).replace('"', "")
    return NotUnderstood(
        f"{first}.",
        f"Did you mean {guess}?" if guess else "",
        "See a table's columns with: westphalia data show TABLE",
    )
