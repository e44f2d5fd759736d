"""Events between the two that no systematic list holds, or not in words: noted by hand, each with its citation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from westphalia.report.brief.events import Event

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

RANKS = {
    "war": 2, "land": 2, "occupation": 3, "intervention": 3, "attack": 4, "treaty": 4, "recognition": 4, "breach": 4,
    "broken promise": 4, "sanction": 4, "agreement": 5, "ceasefire": 5, "withdrawal": 5, "delivery": 5, "threat": 5,
    "incident": 5, "relief": 5, "visit": 6, "talks": 6, "aid": 6, "cooperation": 6, "exercise": 6, "mediation": 6,
    "statement": 7,
}  # fmt: skip
"""Weight of each kind, 1 the weightiest."""
ASIDE = ("place", "concerned")
"""Parts of a state that did nothing and to which nothing was done."""
MANY = 4
"""States in an event up to which it is one of the pair; with more it weighs less."""
LESS = 2
"""Ranks by which an event weighs less that is not one of the two alone."""


def events(world: World, dyad: Dyad) -> list[Event]:
    """Return the events in which both states had a part, and at least one more than that of the place or of one concerned."""
    import polars as pl

    own = pl.col("ccode").is_in(list(dyad.codes))
    shared = (
        world.table("event_parties")
        .group_by("event")
        .agg(
            pl.len().alias("states"),
            pl.col("ccode").filter(own & (pl.col("part") == "actor")).alias("actors"),
            (pl.col("part") == "actor").sum().alias("acting"),
            *(
                pl.col("part").filter(pl.col("ccode") == state.ccode).first().alias(f"part_{side}")
                for side, state in (("a", dyad.a), ("b", dyad.b))
            ),
        )
        .drop_nulls(["part_a", "part_b"])
        .filter(~(pl.col("part_a").is_in(ASIDE) & pl.col("part_b").is_in(ASIDE)))
    )
    rows = world.table("events").join(shared, on="event").sort("date", "event")
    return [_event(dyad, row) for row in rows.collect().to_dicts()]


def _event(dyad: Dyad, row: Mapping[str, Any]) -> Event:
    start, _, end = (part.rstrip("~?%") for part in row["edtf"].partition("/"))
    parts = (row["part_a"], row["part_b"])
    aside = row["states"] > MANY or (row["acting"] > 0 and any(part in ASIDE for part in parts))
    return Event(
        start,
        end or start,
        "event",
        str(row["title"]).rstrip("."),
        "events",
        _role(dyad, row),
        "",
        RANKS[row["kind"]] + LESS * aside,
        _more(row, against(row["part_a"], row["part_b"], row["acting"])),
    )


def against(a: str, b: str, acting: int) -> bool:
    """Tell whether an event was one of the pair against the other, by their parts and how many states acted.

    One of the two must be the target; the other acted or agreed, or it happened on its soil by the hand of no state.

    Examples
    --------
    >>> against("actor", "target", 1), against("party", "party", 0)
    (True, False)
    >>> against("place", "target", 0), against("place", "target", 1)
    (True, False)
    """
    if (a == "target") == (b == "target"):
        return False
    other = b if a == "target" else a
    return other in ("actor", "party") or (other == "place" and not acting)


def _role(dyad: Dyad, row: Mapping[str, Any]) -> str:
    """Return which of the two did it: the only one that acted, or the one that was not the target of the other."""
    if len(row["actors"]) == 1:
        return "a" if row["actors"][0] == dyad.a.ccode else "b"
    if row["acting"] or not against(row["part_a"], row["part_b"], row["acting"]):
        return "pair"
    return "b" if row["part_a"] == "target" else "a"


def _more(row: Mapping[str, Any], opposed: bool) -> tuple[tuple[str, Any], ...]:
    """Return the further keys of an entry; those on people, place and magnitude only where they are known."""
    more: dict[str, Any] = {
        "what": row["kind"],
        "against": opposed,
        "citation": row["citation"],
        "verified": row["verified"],
    }
    if row["people"]:
        more["people"] = [name.strip() for name in row["people"].split(";")]
    more |= {key: row[key] for key in ("place", "magnitude", "unit", "note") if row[key] is not None}
    return tuple(more.items())
