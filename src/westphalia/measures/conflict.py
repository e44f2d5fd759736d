"""Conflict: disputes, wars and rivalries between two states, unrest within one."""

from __future__ import annotations

from westphalia.measures.measure import Measure, Value
from westphalia.record.world import World

PAIR = ("ccode1", "ccode2")


def rivalries(world: World, measure: Measure, codes: tuple[int, ...]) -> dict[int, Value | None]:
    """Return how many strategic rivalries two states had in each year."""
    low, high = sorted(codes)
    frame = world.table("rivalries").filter(ccode1=low, ccode2=high, **measure.where)
    span = measure.span(world)
    found: dict[int, Value | None] = {}
    if span is None:
        return found
    for first, last in frame.select("first", "last").collect().iter_rows():
        for year in range(max(first, span[0]), (span[1] if last is None else min(last, span[1])) + 1):
            found[year] = (found.get(year) or 0) + 1
    return found


MEASURES = (
    *(
        Measure(
            name,
            f"Militarized disputes under way between two states ({title})",
            "dyad",
            "dispute_dyad_years",
            "",
            "more conflict",
            PAIR,
            "count",
            where={"list": key},
            zero="cow",
            covers=(1816, last),
            unit="disputes",
            description="Disputes in which the two were on opposite sides at any time of the year",
            drawn=(source,),
        )
        for name, title, key, last, source in (
            ("disputes", "Gibler, Miller and Little", "gml", 2010, "gml_mid_2_2_1"),
            ("disputes_cow", "Correlates of War", "cow", 2014, "cow_mid_5"),
        )
    ),
    Measure(
        "wars",
        "Interstate wars under way between two states",
        "dyad",
        "war_dyad_years",
        "",
        "more conflict",
        PAIR,
        "count",
        zero="cow",
        covers=(1816, 2007),
        unit="wars",
        description="Wars in which the two fought each other at any time of the year",
    ),
    Measure(
        "rivalry",
        "Strategic rivalries between two states",
        "dyad",
        "rivalries",
        "",
        "more hostile",
        PAIR,
        where={"list": "tss"},
        zero="cow",
        covers=(1816, 2020),
        unit="rivalries",
        description="Strategic rivalries by Thompson, Sakuwa and Suhas, coded in retrospect",
        drawn=("tss_rivalries_2022",),
        read=rivalries,
    ),
    Measure("protests", "Protests of fifty or more people", "state", "protests", "events", "more unrest"),
    Measure(
        "territorial_threat",
        "External territorial threat, latent",
        "state",
        "territorial_threat",
        "lterrthreat",
        "more threatened",
    ),
)
