"""Events between the two that no systematic list holds: coded by hand, each with its citation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.report.brief.events import Event

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

RANKS = {"land": 2, "intervention": 3, "occupation": 3, "treaty": 4, "broken promise": 4}
HOSTILE = ("land", "intervention", "occupation", "incident", "broken promise")
CUT = {"day": 10, "month": 7, "year": 4}


def events(world: World, dyad: Dyad) -> list[Event]:
    """Return the events in which both states had a part other than that of the place, or one was the place and the other acted."""
    import polars as pl

    parties = world.table("event_parties").filter(pl.col("ccode").is_in(list(dyad.codes)))
    shared = parties.group_by("event").agg(
        pl.len().alias("states"), pl.col("ccode").filter(pl.col("part") == "actor").alias("actors")
    )
    rows = world.table("events").join(shared.filter(pl.col("states") == 2), on="event").sort("date", "event")
    return [_event(dyad, row) for row in rows.collect().to_dicts()]


def _event(dyad: Dyad, row: dict[str, object]) -> Event:
    kind, actors = str(row["kind"]), row["actors"]
    day = str(row["date"])[: CUT[str(row["precision"])]]
    by = {dyad.a.ccode: "a", dyad.b.ccode: "b"}
    role = by[actors[0]] if isinstance(actors, list) and len(actors) == 1 else "pair"
    return Event(
        day,
        day,
        "event",
        str(row["title"]).rstrip("."),
        "events",
        role,
        "",
        RANKS.get(kind, 6),
        (("what", kind), ("citation", row["citation"]), ("verified", row["verified"])),
    )
