"""Pacts: what states have promised each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.record.quantity import Codes, Quantity
from westphalia.record.rows import KnownRows, counted, of_spells

if TYPE_CHECKING:
    from westphalia.record.world import World

PAIR = ("ccode1", "ccode2")
OBLIGATIONS = {
    "defence": ("atop_defense", "to defend"),
    "offence": ("atop_offense", "to join in attack"),
    "neutrality": ("atop_neutral", "neutrality to"),
    "nonaggression": ("atop_nonagg", "not to attack"),
    "consultation": ("atop_consul", "to consult with"),
}
LEEDS = (
    "Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell and Andrew G. Long (2002). Alliance Treaty Obligations "
    "and Provisions, 1815-1944. International Interactions 28(3): 237-260."
)


def in_force(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return how many alliances two states had in common on at least one day of each year."""
    span = quantity.span(world)
    frame = world.scan("pacts").filter(pl.col("ccode1") < pl.col("ccode2"))
    if codes:
        frame = frame.filter(pl.col("ccode1").is_in(codes), pl.col("ccode2").is_in(codes))
    first, last = pl.col("start").dt.year(), pl.col("end").dt.year().fill_null(span[1] if span else 0)
    found = frame.select("ccode1", "ccode2", "atopid", first, last).collect()
    one, two, atopid, begun, until = (column.to_numpy().astype(np.int64) for column in found.get_columns())
    years = of_spells(one, two, begun, until, atopid.astype(np.float64), span)
    apart = np.unique(np.stack([years.year, years.one, years.two, years.value.astype(np.int64)]), axis=1)
    return counted(KnownRows(apart[0], apart[1], apart[2], apart[3].astype(np.float64)))


QUANTITIES = (
    Quantity(
        "pacts",
        "Alliances in force between two states",
        "dyad",
        "pacts",
        "",
        "more bound",
        PAIR,
        zero="cow",
        unit="alliances",
        description="Alliances (ATOP) of which both were members on at least one day of the year",
        reference=LEEDS,
        rows=in_force,
    ),
    Quantity(
        "pact",
        "Any pact between two states",
        "dyad",
        "pact_dyad_years",
        "",
        "bound",
        PAIR,
        zero="cow",
        unit="in force (1) or not (0)",
        high=1,
        description="1 where both were members of an alliance (ATOP) on at least one day of the year",
        reference=LEEDS,
    ),
    *(
        Quantity(
            name,
            f"The first state has promised {promise} the second",
            "directed",
            "pact_dyad_years",
            column,
            "promised (1) or not (0)",
            PAIR,
            zero="cow",
            unit="promised (1) or not (0)",
            low=0,
            high=1,
            reference=LEEDS,
        )
        for name, (column, promise) in OBLIGATIONS.items()
    ),
)
