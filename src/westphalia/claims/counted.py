"""Events of the record as evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from westphalia.claims.measured import span
from westphalia.claims.quantities import EventsOf
from westphalia.claims.reading import Reading
from westphalia.record.once import once

if TYPE_CHECKING:
    import polars as pl

    from westphalia.claims.essay import Essay
    from westphalia.record.world import World

TABLES = ("events", "event_parties")
PARTS = ("actor", "target", "party", "place")


def of_events(world: World, asked: EventsOf, essay: Essay | None = None) -> Reading:
    """Return the number, sum of magnitudes, or first or last year of events.

    Only events that were read at their citation count, and none whose one citation is the essay itself. Where nothing is asked of years that lie
    before the first event of the record, none found is a zero only for named events; otherwise it is no answer, for the record of events is a
    choice.
    """
    frame = chosen(world, asked)
    used, own = _used(frame, essay)
    last = span(asked.years)[1] if asked.years is not None else 0
    told = Reading(None, "events", None, last, None, TABLES, why=_told(frame.height, len(used), own))
    if used.is_empty():
        return _none(asked, told, frame.height)
    years = [day.year for day in used["date"]]
    value = {
        "count": len(years),
        "first": min(years),
        "last": max(years),
        "sum": sum(float(each) for each in used["magnitude"].to_list() if each is not None),
    }[asked.take]
    unit = {"first": "year", "last": "year", "sum": asked.unit or ""}.get(asked.take, "events")
    return replace(told, value=float(value), unit=unit, year=last or max(years), observed=max(years))


def _none(asked: EventsOf, told: Reading, listed: int) -> Reading:
    if asked.ids and asked.take == "count":
        return replace(told, value=0.0)
    why = "there is no such event in the record, which is a choice: that does not show that there was none"
    return told if listed else replace(told, why=why)


def _told(listed: int, used: int, own: int) -> str:
    parts = [f"{own} rest on the essay alone"] if own else []
    if listed - used - own:
        parts.append(f"{listed - used - own} could not be verified")
    return f"left out: {'; '.join(parts)}" if parts else ""


def chosen(world: World, asked: EventsOf) -> pl.DataFrame:
    """Return the rows of the table of events that are asked for."""
    import polars as pl

    frame = world.table("events")
    if asked.ids:
        frame = frame.filter(pl.col("event").is_in(asked.ids))
    if asked.kinds:
        frame = frame.filter(pl.col("kind").is_in(asked.kinds))
    if asked.years is not None:
        first, last = span(asked.years)
        frame = frame.filter(pl.col("date").dt.year().is_between(first, last))
    if asked.unit is not None:
        frame = frame.filter(pl.col("unit") == asked.unit)
    parties = world.table("event_parties")
    year = None if asked.years is None else span(asked.years)[1]
    for part in PARTS:
        name = getattr(asked, part)
        if name is not None:
            code = world.state(name, year).ccode
            frame = frame.join(parties.filter(part=part, ccode=code), on="event", how="semi")
    for name in asked.between or ():
        code = world.state(name, year).ccode
        frame = frame.join(parties.filter(ccode=code), on="event", how="semi")
    return frame.sort("date", "event").collect()


@once
def known(world: World) -> list[str]:
    """Return the names of all events of the edition, also of those later than the world; read once a world."""
    names: list[str] = world.whole().table("events").select("event").collect()["event"].to_list()
    return names


def _used(frame: pl.DataFrame, essay: Essay | None) -> tuple[pl.DataFrame, int]:
    """Return the events that count, and how many rest on the essay alone."""
    import polars as pl

    own = [rests_on(citation, essay) for citation in frame["citation"]]
    counted = frame.filter(~pl.Series(own, dtype=pl.Boolean)) if own else frame
    return counted.filter(pl.col("verified")), sum(own)


def rests_on(citation: str, essay: Essay | None) -> bool:
    """Tell whether a citation names nothing but the essay.

    Examples
    --------
    >>> rests_on("https://a.org/x (12 May)", None)
    False
    """
    if essay is None:
        return False
    places = [each.strip() for each in citation.split(";") if each.strip()]
    marks = [mark.lower() for mark in (essay.where, essay.title) if len(mark) > 8]
    return bool(places) and all(any(mark in place.lower() for mark in marks) for place in places)
