"""How far a second coder agrees with the first on rows coded by hand.

One in five of the rows in ``sources/events/coded`` and of the events in :data:`EVENT_FILES` was coded again from the names of its states, its year and its treaty or
month, without sight of the first coding (``sources/events/second_coding.yaml``). What the first coder had then stands in ``differs`` where the two differed, so that the figures stay what they were
after a row is corrected.

Usage: ``python -m sources.second_coding``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from sources.adapters.edtf import when
from sources.adapters.sanctions_by_hand import RESTRICTS
from sources.coded import latest
from sources.source import EVENTS, by_hand
from westphalia.record.event_kinds import EVENT_KINDS
from westphalia.record.readers.atop import OBLIGATIONS
from westphalia.record.tables.events import PARTS
from westphalia.record.tables.pacts import CONTENT

FILE = EVENTS / "second_coding.yaml"
EVENT_FILES = (
    "africa", "americas", "asia_before_1945", "asia_since_1945", "middle_east_before_1945", "middle_east_since_1945",
)  # fmt: skip
"""Files of events that were drawn from."""
CODED = (
    "pacts",
    "defence_agreements",
    "disputes",
    "land",
    "recognition",
    "relations",
    "rivalries",
    "sanctions",
)
TABLES = (*CODED, "events")
HASHED = ("sanctions", "events")
"""Tables whose rows were drawn by :func:`drawn`."""
CATEGORIES = ("kind", "deaths", "military_deaths", "meant")
DATES = ("start", "end", "date")
SIDES = ("side_a", "side_b", "by", "of", "to", "right")
LABELS = {"obligations": OBLIGATIONS, "content": tuple(CONTENT), "restricts": RESTRICTS}
FIELDS = (*CATEGORIES, *DATES, *SIDES, *LABELS, "parts")
SETTLED = ("first", "second", "neither", "open")
MONTH = 31
ALL = "all tables"

Row = Mapping[str, Any]
Pair = tuple[Any, Any]


class Agreement(NamedTuple):
    """Agreement of two coders on a field.

    Parameters
    ----------
    n : int
        Rows coded by both.
    share : float
        Share of them on which both agree.
    kappa : float or None
        Cohen's kappa; None where both use one category alone, or where the field has no categories.
    error : float or None
        Its large-sample standard error.
    """

    n: int
    share: float
    kappa: float | None = None
    error: float | None = None


class Line(NamedTuple):
    """Agreement on one field of one table."""

    table: str
    field: str
    agreement: Agreement


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    """Return Cohen's kappa of two codings: agreement beyond that of two coders who use the categories as often, by chance.

    Parameters
    ----------
    pairs : sequence of tuple
        What the first and the second coder chose, for each row.

    References
    ----------
    Jacob Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960), 37-46. Joseph L. Fleiss, Jacob Cohen and B. S.
    Everitt, Large sample standard errors of kappa and weighted kappa, Psychological Bulletin 72 (1969), 323-327, formula 13.

    Examples
    --------
    >>> kappa([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")])
    Agreement(n=4, share=0.75, kappa=0.5, error=0.375)
    """
    n = len(pairs)
    cells = Counter(pairs)
    rows, columns = (Counter(pair[coder] for pair in pairs) for coder in (0, 1))
    same = {one: cells[one, one] / n for one in rows}
    agreed = sum(same.values())
    chance = sum(rows[one] * columns[one] for one in rows) / n**2
    if chance == 1:
        return Agreement(n, agreed)
    value = (agreed - chance) / (1 - chance)
    on = sum(part * (1 - (rows[one] + columns[one]) / n * (1 - value)) ** 2 for one, part in same.items())
    off = sum(
        count / n * ((columns[one] + rows[two]) / n) ** 2 for (one, two), count in cells.items() if one != two
    )
    variance = on + (1 - value) ** 2 * off - (value - chance * (1 - value)) ** 2
    return Agreement(n, agreed, value, math.sqrt(max(variance, 0.0) / n) / (1 - chance))


def within(parts: Sequence[Sequence[tuple[Hashable, Hashable]]]) -> Agreement:
    """Return kappa over several tables with chance taken within each: which table a row is of, both coders were told.

    Examples
    --------
    >>> within([[("a", "a"), ("b", "b")], [("c", "c"), ("c", "d")]])
    Agreement(n=4, share=0.75, kappa=0.5, error=None)
    """
    n = sum(map(len, parts))
    agreed = sum(one == two for part in parts for one, two in part) / n
    chance = 0.0
    for part in parts:
        rows, columns = (Counter(pair[coder] for pair in part) for coder in (0, 1))
        chance += sum(rows[one] * columns[one] for one in rows) / len(part) / n
    return Agreement(n, agreed, None if chance == 1 else (agreed - chance) / (1 - chance))


def days(text: str) -> tuple[date, date]:
    """Return the first and the last day that a date can be, or of what lasted from one to another.

    Examples
    --------
    >>> days("2016-02"), days("2016-02-03~")
    ((datetime.date(2016, 2, 1), datetime.date(2016, 2, 29)), (datetime.date(2016, 2, 3), datetime.date(2016, 2, 3)))
    """
    return when(text).first, latest(text.rpartition("/")[2])


def near(first: str | None, second: str | None, apart: int = 0) -> bool:
    """Tell whether two dates are the same, or with ``apart`` whether they can lie no more than so many days from each other.

    Examples
    --------
    >>> near("2016-02", "2016-02-03"), near("2016-02", "2016-02-03", 31), near("2016-02-01", None, 31), near(None, None)
    (False, True, False, True)
    """
    if first is None or second is None:
        return first is second
    one, two = days(first), days(second)
    return one == two if not apart else max((max(one[0], two[0]) - min(one[1], two[1])).days, 0) <= apart


def drawn(table: str, name: str) -> bool:
    """Tell whether a row was drawn: one in five, by a number made from its table and its name, so that nobody chooses.

    Examples
    --------
    >>> drawn("events", "benghazi-2012"), drawn("events", "lockerbie-1988")
    (True, False)
    """
    return int(sha256(f"{table} {name}".encode()).hexdigest(), 16) % 5 == 0


def first_coding() -> dict[tuple[str, str], Row]:
    """Return the rows of the first coding as they stand now, by table and id."""
    rows = {
        (table, str(row["id"])): row for table in CODED for row in by_hand(EVENTS / f"coded/{table}.yaml")
    }
    events = [row for name in EVENT_FILES for row in by_hand(EVENTS / f"{name}.yaml")]
    return rows | {
        ("events", row["event"]): {**row, "date": str(row["date"]), "parts": parts(row)} for row in events
    }


def parts(event: Row) -> dict[str, list[int]]:
    """Return the states of an event by their part in it.

    Examples
    --------
    >>> parts({"event": "benghazi-2012", "target": [2], "place": [620]})
    {'target': [2], 'place': [620]}
    """
    return {part: event[part] for part in PARTS if part in event}


def pair(row: Row, field: str, first: Row) -> Pair:
    """Return what the first coder had in a field when the second coded it, and what the second has."""
    then = {each["field"]: each["first"] for each in row.get("differs", ())}
    return then.get(field, first.get(field)), row[field]


def same(field: str, first: Any, second: Any) -> bool:
    """Tell whether two values of a field are the same: dates to the day, sides, labels and parts in any order."""
    if field in DATES:
        return near(first, second) and ("~" in (first or "")) == ("~" in (second or ""))
    return bool(_plain(first) == _plain(second))


def _plain(value: Any) -> Any:
    """Return a value without its order: lists as sets, parts as the part of each state; nothing as an empty set."""
    if isinstance(value, Mapping):
        return {state: part for part, states in value.items() for state in states}
    return frozenset(value or ()) if value is None or isinstance(value, list) else value


def differences(second: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Return each row and field on which the two differ; where both were found wrong later, they do not."""
    return [
        (row, each)
        for row in second
        for each in row.get("differs", ())
        if not same(each["field"], each["first"], row[each["field"]])
    ]


def settled(row: Row, each: Row) -> Any:
    """Return what is held to be right of a field on which the two differ."""
    if each["settled"] in ("first", "open"):
        return each["first"]
    return row[each["field"]] if each["settled"] == "second" else each["right"]


def problems(second: Sequence[Row], first: Mapping[tuple[str, str], Row]) -> list[str]:
    """Return what is wrong with the second coding: rows that are no row, differences that are not settled, settlements that were not carried out."""
    found = []
    for row in second:
        name, now = f"{row['table']} {row['id']}", first.get((row["table"], row["id"]))
        if now is None:
            found.append(f"{name}: no such row")
            continue
        told = {each["field"]: each for each in row.get("differs", ())}
        for field in (one for one in FIELDS if one in row):
            if field not in told:
                if not same(field, now.get(field), row[field]):
                    found.append(f"{name}: {field} differs and is not settled")
                continue
            each = told.pop(field)
            if same(field, each["first"], row[field]) and each["settled"] != "neither":
                found.append(f"{name}: {field} does not differ")
            if each["settled"] not in SETTLED or not each["reason"]:
                found.append(f"{name}: {field} is not settled by a word and a reason")
            elif not same(field, now.get(field), settled(row, each)):
                found.append(f"{name}: {field} is not what was settled")
        found += [f"{name}: {field} was not coded again" for field in told]
    return found


def agreements(second: Sequence[Row], first: Mapping[tuple[str, str], Row]) -> list[Line]:
    """Return the agreement on each field of each table, as it was before anything was corrected."""
    lines = []
    for table in TABLES:
        rows = [row for row in second if row["table"] == table]
        for field in FIELDS:
            pairs = [pair(row, field, first[table, row["id"]]) for row in rows if field in row]
            if pairs:
                lines += [Line(table, name, agreement) for name, agreement in _measured(field, pairs)]
    return lines


def _measured(field: str, pairs: Sequence[Pair]) -> Iterator[tuple[str, Agreement]]:
    """Yield the name of each measure of a field and the agreement by it."""
    n = len(pairs)
    if field in CATEGORIES:
        yield field, kappa(pairs)
        if all(one in EVENT_KINDS and two in EVENT_KINDS for one, two in pairs):
            yield (
                f"{field}: hostile",
                kappa([(EVENT_KINDS[one].hostile, EVENT_KINDS[two].hostile) for one, two in pairs]),
            )
    elif field in DATES:
        yield f"{field}, the same", Agreement(n, sum(same(field, *each) for each in pairs) / n)
        yield f"{field}, within a month", Agreement(n, sum(near(*each, MONTH) for each in pairs) / n)
    elif field in SIDES:
        yield field, Agreement(n, sum(same(field, *each) for each in pairs) / n)
    elif field == "parts":
        yield f"{field}, all the same", Agreement(n, sum(same(field, *each) for each in pairs) / n)
        states = [
            (_plain(one), _plain(two), state)
            for one, two in pairs
            for state in {**_plain(one), **_plain(two)}
        ]
        yield "part of each state", kappa([(one.get(state), two.get(state)) for one, two, state in states])
    else:
        for label in LABELS[field]:
            yield f"{field}: {label}", kappa([(label in one, label in two) for one, two in pairs])


def kinds(second: Sequence[Row], first: Mapping[tuple[str, str], Row]) -> tuple[Agreement, Agreement]:
    """Return the agreement on ``kind`` over all tables: with chance over all of them together, and with chance within each."""
    coded = [row for row in second if "kind" in row]
    tables = [
        [pair(row, "kind", first[table, row["id"]]) for row in coded if row["table"] == table]
        for table in TABLES
    ]
    return kappa([each for table in tables for each in table]), within([table for table in tables if table])


def main() -> None:
    """Print the agreement on every field."""
    second, first = by_hand(FILE), first_coding()
    together, apart = kinds(second, first)
    for line in (
        Line(ALL, "kind", together),
        Line(ALL, "kind, chance within tables", apart),
        *agreements(second, first),
    ):
        n, share, value, error = line.agreement
        beyond = "" if value is None else f" kappa {value:.2f}"
        print(
            f"{line.table} {line.field}: {n} rows, {share:.0%}{beyond}"
            + ("" if error is None else f" ({error:.2f})")
        )


if __name__ == "__main__":
    main()
