"""Pacts: what states have promised each other."""

from __future__ import annotations

from westphalia.measures.measure import Measure, Value
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


def in_force(world: World, measure: Measure, codes: tuple[int, ...]) -> dict[int, Value | None]:
    """Return how many alliances two states had in common on at least one day of each year."""
    frame = world.table("pacts").filter(ccode1=codes[0], ccode2=codes[1]).select("atopid", "start", "end")
    span = measure.span(world)
    years: dict[int, set[int]] = {}
    for atopid, start, end in frame.collect().iter_rows():
        last = end.year if end is not None else span[1] if span is not None else start.year
        for year in range(start.year, last + 1):
            years.setdefault(year, set()).add(atopid)
    return {year: len(pacts) for year, pacts in years.items()}


MEASURES = (
    Measure(
        "pacts",
        "Alliances in force between two states",
        "dyad",
        "pacts",
        "",
        "more bound",
        PAIR,
        zero="cow",
        covers=(1815, 2018),
        unit="alliances",
        description="Alliances (ATOP) of which both were members on at least one day of the year",
        reference=LEEDS,
        read=in_force,
    ),
    *(
        Measure(
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
