"""Armed conflicts between two states by the Uppsala Conflict Data Program, and disputes that a state took part in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from westphalia.record.once import once
from westphalia.record.quantities.events import Listed
from westphalia.record.quantity import Quantity
from westphalia.record.spells import read

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.world import World

PAIR = ("ccode1", "ccode2")


def _opposed(world: World, quantity: Quantity) -> pl.LazyFrame:
    """Return each conflict and year of each two states that fought each other in their own cause."""
    import polars as pl

    conflicts = world.table(quantity.table).filter(**quantity.where)
    parties = world.table("armed_conflict_parties").filter(role="primary")
    one, two = (
        parties.filter(side=side).select("conflict_id", "year", pl.col("ccode").alias(code))
        for side, code in zip("AB", PAIR, strict=True)
    )
    rows = conflicts.join(one, on=["conflict_id", "year"]).join(two, on=["conflict_id", "year"])
    return rows.with_columns(ccode1=pl.min_horizontal(PAIR), ccode2=pl.max_horizontal(PAIR))


def _broke_out(world: World, quantity: Quantity) -> pl.LazyFrame:
    """Return those of them of which an episode began in the year."""
    import polars as pl

    return _opposed(world, quantity).filter(pl.col("episode_start").dt.year() == pl.col("year"))


CONFLICTS = tuple(
    Quantity(
        name,
        title,
        "dyad",
        "armed_conflicts",
        column,
        "more conflict",
        PAIR,
        "most",
        where={"kind": "interstate"},
        zero="either",
        unit="" if column else "yes (1) or no (0)",
        high=2 if column else 1,
        description=text,
        rows=rows,
    )
    for name, title, column, rows, text in (
        (
            "ucdp_conflict",
            "Whether two states fought an armed conflict (UCDP)",
            "",
            Listed(_opposed),
            "1 when the two were on opposite sides of a conflict between states",
        ),
        (
            "ucdp_conflict_onset",
            "Whether an episode of armed conflict began between two states (UCDP)",
            "",
            Listed(_broke_out),
            "1 when an episode of one began",
        ),
        (
            "ucdp_intensity",
            "Intensity of an armed conflict between two states (UCDP)",
            "intensity",
            Listed(_opposed),
            "Its intensity: 1 to 999 deaths in battle in the year, 2 more; 0 none",
        ),
    )
)


@once
def _years_of(world: World, which: str) -> pl.DataFrame:
    """Return the spells of states in the disputes of a list, year by year: whether they began in it, and whether of the state's own will."""
    import polars as pl

    columns = ("dispnum", "side_a", "orig")
    spells = read(world, "dispute_participants", columns=columns, sides=("ccode",), listed=which)
    began = pl.col("start").dt.year() == pl.col("year")
    rows = spells.by_year(*(spells.covers or (1, 0)))
    return rows.select("ccode", "year", "dispnum", began=began, willing=pl.col("side_a") | ~pl.col("orig"))


def _took_part(world: World, quantity: Quantity, only: tuple[str, ...] = ()) -> pl.LazyFrame:
    """Return each dispute of a state in each year once: all, or those that it entered in the year (``began``) or of its own will (``willing``)."""
    import polars as pl

    rows = _years_of(world, str(quantity.where["list"])).lazy()
    return rows.filter(*map(pl.col, only)).unique(["ccode", "year", "dispnum"])


DISPUTES = tuple(
    Quantity(
        f"{name}_{key}",
        f"{title} ({who})",
        "state",
        "dispute_participants",
        "",
        "more conflict",
        how="most" if high else "count",
        where={"list": key},
        zero="cow",
        unit="yes (1) or no (0)" if high else "disputes",
        high=high,
        description=text,
        drawn=(source,),
        rows=Listed(partial(_took_part, only=only)),
    )
    for key, who, source in (
        ("gml", "Gibler, Miller and Little", "gml_mid_2_2_1"),
        ("cow", "Correlates of War", "cow_mid_5"),
    )
    for name, title, high, only, text in (
        (
            "in_dispute",
            "Whether a state was in a militarized dispute",
            1,
            (),
            "1 when the state was in a dispute",
        ),
        (
            "dispute_entry",
            "Whether a state entered a militarized dispute",
            1,
            ("began",),
            "1 when it entered a dispute in the year",
        ),
        (
            "in_dispute_willing",
            "Whether a state was in a militarized dispute that it began or joined",
            1,
            ("willing",),
            "1 when it was in one on side A, which began it, or as one that joined later",
        ),
        (
            "dispute_entry_willing",
            "Whether a state began or joined a militarized dispute",
            1,
            ("began", "willing"),
            "1 when it entered one so in the year",
        ),
        (
            "disputes_of_state",
            "Militarized disputes that a state was in",
            None,
            (),
            "Disputes that it was in",
        ),
    )
)
QUANTITIES = (*CONFLICTS, *DISPUTES)
