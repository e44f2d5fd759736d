"""SQL over the tables: one SELECT, nothing else, within bounds of time, rows, memory and size of the answer.

A query runs in a process of its own (:mod:`westphalia.record.query.server`). It is told which tables the query names and gets their files, as this
world knows them; then files, network and settings are locked away, and the query runs in a read-only transaction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import TIMEOUT_MAX
from typing import TYPE_CHECKING, Any

from westphalia.errors import NoAnswer, NotUnderstood, WestphaliaError
from westphalia.lazy import pl
from westphalia.record.frames import to_pandas
from westphalia.record.manifest import unknown
from westphalia.record.query import process as processes
from westphalia.record.query.server import BUFFERS, LARGEST
from westphalia.record.query.server import plain as plain
from westphalia.record.usertables import USER_TABLES

if TYPE_CHECKING:
    import pandas

    from westphalia.record.query.process import Process
    from westphalia.record.world import World

LONGEST = 100_000
"""Characters of a query."""
SMALL = 1_000_000
"""Bytes of an answer that is shown beside something else."""
TABLES = "See the tables with: westphalia data list"


@dataclass(frozen=True, slots=True)
class QueryAnswer:
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
        return pl.DataFrame(self._named(), strict=False, infer_schema_length=None)

    def to_pandas(self, nullable: bool = False) -> pandas.DataFrame:
        """Return the rows as a frame of pandas: numbers with nulls as float64 with NaN, or with ``nullable`` in its nullable types."""
        return to_pandas(self.pl(), nullable)

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


def ask(
    world: World, query: str, *, rows: int = 1000, seconds: float = 10.0, largest: int = LARGEST
) -> QueryAnswer:
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
        Longest time for parsing, reading tables and answering; a second later it has ended whatever it does.
    largest : int
        Bytes of the answer as JSON.

    Raises
    ------
    NotUnderstood
        For anything but one SELECT, a table or column that is not there, or an error in the query.
    NoAnswer
        When time, memory or the size of an answer do not suffice.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> ask(load(), "select year, warheads from warheads where ccode = 2 order by year limit 2").rows
    ((1945, 2), (1946, 9))
    """
    if rows < 0 or not 0 < seconds <= TIMEOUT_MAX:
        raise NotUnderstood("A query needs at least zero rows and some time.", f"Given: {rows}, {seconds}.")
    _readable(query)
    process = processes.take()
    try:
        took, parsed = _told(process, {"parse": query}, world, seconds, seconds)
        _single(parsed["kinds"], query)
        with _files(world, _named(world, query, parsed["tables"])) as files:
            left = max(seconds - took, 0.001)
            question = {"query": query, "files": files, "rows": rows, "seconds": left, "largest": largest}
            _, found = _told(process, question, world, left, seconds)
    finally:
        processes.give_back(process)
    told = tuple(map(tuple, found["rows"]))
    return QueryAnswer(tuple(found["columns"]), told[:rows], len(told) > rows)


def _readable(query: str) -> None:
    if len(query) > LONGEST:
        raise NotUnderstood(f"The query has {len(query):,} characters, at most {LONGEST:,} are read.")
    try:
        query.encode()
    except UnicodeEncodeError as error:
        raise NotUnderstood(
            "The query is not plain text.",
            f"Character {error.start + 1:,} is none of Unicode.",
            "Write it in UTF-8.",
        ) from None


def _told(
    process: Process, question: dict[str, Any], world: World, left: float, seconds: float
) -> tuple[float, dict[str, Any]]:
    """Return how long the process took and what it answers; what went wrong is raised in the words of this program."""
    try:
        took, said = process.ask(question, left)
    except processes.Late:
        raise explained("InterruptException", "", world, seconds, question) from None
    except processes.Died:
        raise explained("OutOfMemoryException", "", world, seconds, question) from None
    if "error" not in said:
        return took, said
    if said["error"] == "OutOfMemoryException":
        process.end()
    raise explained(said["error"], said["text"], world, seconds, question)


def _single(kinds: Sequence[str], query: str) -> None:
    """Refuse what is not one SELECT; a PIVOT whose columns are found in the data is one, though the database makes several of it."""
    if len(kinds) != 1:
        raise NotUnderstood(
            f"Give exactly one statement: there are {len(kinds)}.", "", "Ask one question at a time."
        )
    kind = kinds[0]
    if kind == "MULTI" and re.search(r"\bpivot", query, re.IGNORECASE):
        kind = "SELECT"
    if kind == "SELECT" and re.match(r"\s*show\b", query, re.IGNORECASE):
        kind = "SHOW"
    if kind != "SELECT":
        raise only_select(kind)


def only_select(kind: str) -> NotUnderstood:
    """Return the error for a statement of another kind."""
    return NotUnderstood(
        f"Only SELECT is answered, not {kind}.", "The tables are read-only.", f"Write a SELECT. {TABLES}"
    )


def _named(world: World, query: str, read: Sequence[str] | None) -> list[str]:
    """Return the tables of the world that a query reads (more of them where it cannot be resolved beforehand)."""
    words = {word.lower() for word in re.findall(r"[A-Za-z_][A-Za-z0-9_-]*", query)}
    known = [name for name in (*world.manifest.tables, *USER_TABLES) if name in words]
    if read is None:
        return known
    lower = {name.lower() for name in read}
    return [name for name in known if name in lower]


@contextmanager
def _files(world: World, names: Sequence[str]) -> Iterator[dict[str, str]]:
    """Give the files of tables as the world knows them; those that are not files of the edition are written for the time being."""
    plainly = {name: world.file(name) for name in names}
    found = {name: str(path) for name, path in plainly.items() if path is not None}
    if len(found) == len(names):
        yield found
        return
    with TemporaryDirectory(prefix="westphalia-") as folder:
        for number, name in enumerate(name for name in names if name not in found):
            path = Path(folder) / f"{number}.parquet"
            world.scan(name).collect().write_parquet(path, compression="uncompressed")
            found[name] = str(path)
        yield found


def explained(
    kind: str, text: str, world: World, seconds: float, question: dict[str, Any]
) -> WestphaliaError:
    """Return what an error of the database means, in the words of this program.

    Parameters
    ----------
    kind, text : str
        Its class, and what it says.
    world : World
        Its tables are suggested.
    seconds : float
        The time that was given.
    question : dict
        What was asked of the process.
    """
    text = re.sub(r"^[A-Z][A-Za-z ]*Error: ", "", text.split("\n\nLINE")[0].strip())
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    first = lines[0].split(". Use ")[0].rstrip("!.") if lines else "The query failed"
    if kind == "InterruptException":
        return NoAnswer(
            f"The query took longer than {seconds:g} seconds.",
            "It was stopped.",
            "Narrow it with WHERE or LIMIT, or give more time: --seconds",
        )
    if kind == "OutOfMemoryException":
        return NoAnswer(
            f"The memory did not suffice: the query needs more than the {BUFFERS} MB that it may use.",
            "",
            "Narrow it with WHERE or GROUP BY.",
        )
    if kind == "Beyond":
        most = question.get("largest", LARGEST) / 1e6
        return NoAnswer(f"The answer has more than {most:g} MB.", "", "Ask for fewer rows or columns.")
    if "read-only mode" in text:
        return only_select("a change of the tables")
    if kind == "PermissionException" or "external access" in text:
        return NotUnderstood("Only the tables can be read: no files, no network.", f"{first}.", TABLES)
    absent = re.match(r"Table with name (\S+) does not exist", first)
    if absent:
        return unknown("table", absent[1], (*world.manifest.tables, *USER_TABLES), TABLES)
    near = re.findall(r'Candidate bindings: (.*)|Did you mean (".*")', text)
    guess = ", ".join(part.strip("?") for pair in near for part in pair if part).replace('"', "")
    return NotUnderstood(
        f"{first[:500]}.",
        f"Did you mean {guess}?" if guess else "",
        "See a table's columns with: westphalia data show TABLE",
    )
