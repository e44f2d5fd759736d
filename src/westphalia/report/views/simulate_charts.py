"""The pictures of a simulation: both arms after the record, and their difference run by run; a level is put in words only where such levels did well on the past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.page import Chart
from westphalia.system.outcomes import SYSTEM
from westphalia.system.recorded import LISTS, speaks

if TYPE_CHECKING:
    from westphalia.record.world import World

Row: TypeAlias = Mapping[str, Any]
TITLES = {each.name: each.title for each in SYSTEM}
WORLD = "World"
BEFORE = 15
"""Years of the record that are drawn before the start."""
HELD, TRIED = 0.8, 8
"""A level is put in words where bands of nine in ten held at least so many figures of so many origins, with a better score than no change."""


def paired(document: Mapping[str, Any], name: str) -> Chart:
    """Return the difference between the arms by year.

    Parameters
    ----------
    document : mapping
        The document of a simulation.
    name : str
        The outcome.
    """
    rows = [row for row in document["differences"] if row["name"] == name and row["region"] == WORLD]
    last = rows[-1]
    low, high = (_counted(last, each) for each in last["interval"])
    alt = f"{_counted(last, last['mean'])} in {last['year']} on average; in nine runs of ten from {low} to {high}."
    title = f"{TITLES[name]}: scenario less baseline, run by run (band: nine runs of ten)"
    return over_years(f"difference-{name}", "scenario less baseline", rows, "interval", title, alt)


def over_years(name: str, series: str, rows: Sequence[Row], band: str, title: str, alt: str) -> Chart:
    """Return a difference by year, with a band and a rule at none.

    Parameters
    ----------
    name, series : str
        Identifier of the picture, and what its line is called.
    rows : sequence of mapping
        Differences of an outcome, year by year.
    band : {"interval", "mean_interval"}
        Which of their intervals is drawn.
    title, alt : str
        What is shown, and the finding.
    """
    drawn = tuple(
        {"series": series, "role": "pair", "year": row["year"], "value": row["mean"], "lo": row[band][0], "hi": row[band][1]}
        for row in rows
    )  # fmt: skip
    covered = f"{rows[0]['year']}-{rows[-1]['year']}, simulated"
    return Chart(name, "lines", drawn, title, alt, rows[0]["unit"], (), covered, {"rules": [{"value": 0, "text": "no difference"}]})  # fmt: skip


def fan(
    world: World, document: Mapping[str, Any], known: Mapping[int, Mapping[str, float]], name: str, past: Mapping[str, Any] | None, start: int, years: int
) -> Chart:  # fmt: skip
    """Return the record of an outcome, and both arms after it.

    Parameters
    ----------
    world : World
        The record.
    document : mapping
        The document of a simulation.
    known : mapping
        The record by year and outcome (:func:`westphalia.system.recorded.recorded`), the start among them.
    name : str
        The outcome.
    past : mapping or None
        The stored hindcasts.
    start, years : int
        The last year known, and how many are simulated.
    """
    row, span = tried(past, name, years), speaks(world, name)
    listed = f"record {span[0]}-{span[1]}, then simulated" if span else "simulated"
    if row:
        listed += f"; bands like this, {row['horizon']} years ahead, {held_on_the_past(row)}"
    rows: list[dict[str, Any]] = [
        {"series": "record", "role": "leader", "year": year, "value": value.get(name)}
        for year, value in known.items()
    ]
    unit = ""
    for arm, role in (("baseline", "a"), ("scenario", "b")):
        if (begun := known[start].get(name)) is not None:
            rows.append(
                {"series": arm, "role": role, "year": start, "value": begun, "lo": begun, "hi": begun}
            )
        for each in document["outcomes"]:
            if each["name"] == name and each["arm"] == arm and each["region"] == WORLD:
                unit, at = each["unit"], each["quantiles"]
                rows.append({"series": arm, "role": role, "year": each["year"], "value": at["0.5"], "lo": at["0.05"], "hi": at["0.95"]})  # fmt: skip
    ends = {each["series"]: each for each in rows if each["value"] is not None}
    title = f"{TITLES[name]} (grey: record; line: middle run; band: nine runs of ten)"
    options: dict[str, Any] = {
        "year": start,
        "labels": {"record": ""} if known[start].get(name) is not None else {},
    }
    if span and span[1] < start:
        options["missing"] = [[max(span[1], start - BEFORE), start, f"not known after {span[1]}"]]
    return Chart(f"arms-{name}", "lines", tuple(rows), title, _level(name, row, ends), unit, tables([name]), listed, options)  # fmt: skip


def tried(past: Mapping[str, Any] | None, name: str, years: int) -> Row | None:
    """Return how bands of an outcome did on the past, about so many years ahead; None where that is not measured.

    Parameters
    ----------
    past : mapping or None
        The stored hindcasts.
    name : str
        The outcome.
    years : int
        How far ahead.
    """
    rows = [row for row in (past or {}).get("statistics", ()) if row["name"] == name]
    return min(rows, key=lambda row: abs(row["horizon"] - years), default=None)


def held_on_the_past(row: Row) -> str:
    """Return in how many cases of the past bands of nine in ten held the truth.

    Parameters
    ----------
    row : mapping
        As :func:`tried` has it.

    Examples
    --------
    >>> held_on_the_past({"cover90": 0.83})
    'held the truth in 8 of 10 cases of the past'
    """
    return f"held the truth in {round(10 * row['cover90'])} of 10 cases of the past"


def _borne(row: Row | None) -> bool:
    """Return whether a level may be put in words, by what such bands did on the past."""
    return row is not None and row["origins"] >= TRIED and row["cover90"] >= HELD and row["crps"] < row["crps_no_change"]  # fmt: skip


def _level(name: str, row: Row | None, ends: Mapping[str, Row]) -> str:
    """Return where the arms end; where such levels did badly on the past, that instead."""
    if _borne(row):
        told = "; ".join(f"{series} {size(end['value'])} in {end['year']}" for series, end in ends.items())
        return f"{TITLES[name]}: {told}."
    if row is None:
        return (
            f"{TITLES[name]}: how such levels did on the past is not measured, and none is to be relied on."
        )
    if row["origins"] < TRIED:
        return f"{TITLES[name]}: such levels were tried on {words.count(row['origins'])} origins of the past only, and none is to be relied on."
    worse = "" if row["crps"] < row["crps_no_change"] else ", with a worse score than no change"
    return f"{TITLES[name]}: such bands {held_on_the_past(row)}{worse}; the level is not to be relied on."


def tables(names: Sequence[str]) -> tuple[str, ...]:
    """Return the tables that tell of some outcomes.

    Parameters
    ----------
    names : sequence of str
        Of the system.
    """
    return tuple(dict.fromkeys(each.table for name in names for each in LISTS.get(name, ())))


def more_or_less(row: Row) -> tuple[str, str, float]:
    """Return whether it is more, less or fewer, the unit in words where the number needs one, and what the number is divided by.

    Parameters
    ----------
    row : mapping
        A difference of the document.
    """
    if row["unit"].startswith("millions of dollars"):
        return ("more" if row["mean"] > 0 else "less"), " billion dollars of 2017", 1000.0
    if row["unit"] in ("index", "share"):
        return ("more" if row["mean"] > 0 else "less"), f" ({row['unit']})", 1.0
    return ("more" if row["mean"] > 0 else "fewer"), "", 1.0


def _counted(row: Row, value: float) -> str:
    """Return a difference in words: so many more or fewer, or no difference."""
    more, unit, by = more_or_less({**row, "mean": value})
    return f"{size(abs(value) / by)}{unit} {more}" if value else "no difference"


def size(value: float) -> str:
    """Return a number with two figures.

    Parameters
    ----------
    value : float
        Any.
    """
    return numbers.number(value, 2)
