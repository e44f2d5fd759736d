"""Lists between two states made of the tables coded by hand: clashes, steps against each other's missions, land held, rivalries begun and ended.

They know only of what is in them: that a pair and a year are not there says nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.record.rows import beside
from westphalia.record.spells import LASTING

if TYPE_CHECKING:
    from westphalia.record.world import World

ROUND = 6
"""An event with more states than this says little of any two of them."""


def _years() -> dict[str, pl.Expr]:
    return {"first": pl.col("start").dt.year(), "last": pl.col("end").dt.year().fill_null(LASTING)}


def _sides(world: World, record: str, one: str, two: str) -> pl.DataFrame:
    """Return who stands in a table coded by hand with part ``one``, and who against them with part ``two``, by row."""
    parts = world.scan("coded_parties").filter(pl.col("record") == record).select("id", "ccode", "part")
    first = parts.filter(pl.col("part") == one).select("id", ccode1="ccode")
    second = parts.filter(pl.col("part") == two).select("id", ccode2="ccode")
    return first.join(second, on="id").filter(pl.col("ccode1") != pl.col("ccode2")).unique().collect()


@beside("coded_parties")
def clashes(world: World) -> pl.DataFrame:
    """Return disputes coded by hand between two states, with how far they went."""
    rows = world.scan("coded_disputes").select("id", "hostility", "action", "fatality", **_years()).collect()
    return rows.join(_sides(world, "coded_disputes", "side_a", "side_b"), on="id").sort(
        "ccode1", "ccode2", "first", "id"
    )


@beside("coded_parties")
def steps(world: World) -> pl.DataFrame:
    """Return steps of a state against another's mission or border, or to mend what was broken."""
    rows = world.scan("coded_relations").select("id", "kind", **_years()).collect()
    return rows.join(_sides(world, "coded_relations", "by", "to"), on="id").sort(
        "ccode1", "ccode2", "first", "id"
    )


@beside("coded_parties", "coded_recognition")
def breaks(world: World) -> pl.DataFrame:
    """Return who broke off relations with whom, and who refused whom recognition: those who broke with a third did not break with each other."""
    kinds = (("coded_relations", "broken", "to"), ("coded_recognition", "refused", "of"))
    found = [
        world.scan(table)
        .filter(pl.col("kind") == kind)
        .select("id", "kind", **_years())
        .collect()
        .join(_sides(world, table, "by", part), on="id")
        for table, kind, part in kinds
    ]
    return pl.concat(found).sort("ccode1", "ccode2", "first", "id")


@beside("coded_relations", "coded_parties")
def refusals(world: World) -> pl.DataFrame:
    """Return who refuses whom recognition or has broken relations; a break is one of both sides, and not among one."""
    rows = breaks(world).rename({"ccode1": "by", "ccode2": "of"})
    mutual = rows.filter(pl.col("kind") == "broken").rename({"by": "of", "of": "by"})
    columns = ("by", "of", "first", "last")
    return pl.concat([rows.select(columns), mutual.select(columns)]).unique().sort(columns)


@beside("coded_parties")
def held(world: World) -> pl.DataFrame:
    """Return land of a state that another holds by force, and governments that another set up."""
    kinds = pl.col("kind").is_in(["occupied", "installed"])
    rows = world.scan("coded_land").filter(kinds).select("id", "kind", "whole", **_years()).collect()
    return rows.join(_sides(world, "coded_land", "by", "of"), on="id").sort("ccode1", "ccode2", "first", "id")


@beside("coded_parties")
def turns(world: World) -> pl.DataFrame:
    """Return rivalries that began or ended after their lists."""
    rows = world.scan("coded_rivalries").select("id", "kind", **_years()).collect()
    return rows.join(_sides(world, "coded_rivalries", "state", "state"), on="id").sort(
        "ccode1", "ccode2", "first", "id"
    )


@beside("event_parties")
def deeds(world: World) -> pl.DataFrame:
    """Return events with the pairs of states that had a part in them: together, or one upon the other."""
    few = world.scan("event_parties").filter(pl.len().over("event") <= ROUND).select("event", "ccode", "part")
    acts = {("party", "party"), ("actor", "party"), ("actor", "target"), ("actor", "place")}
    pairs = few.join(few, on="event", suffix="2").filter(pl.col("ccode") != pl.col("ccode2"))
    told = pl.any_horizontal((pl.col("part") == one) & (pl.col("part2") == two) for one, two in sorted(acts))
    rows = (
        world.scan("events").filter(pl.col("verified")).select("event", "kind", year=pl.col("date").dt.year())
    )
    found = pairs.filter(told).join(rows, on="event")
    return (
        found.select("event", "kind", "part", "part2", ccode1="ccode", ccode2="ccode2", year="year")
        .sort("event", "ccode1", "ccode2")
        .collect()
    )
