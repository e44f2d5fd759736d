"""Grievance: what one state holds against another, and against larger powers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from westphalia.measures.grievance.memory import Remembered, Wrongs, heirs, of_rows
from westphalia.measures.grievance.told import with_events
from westphalia.measures.grievance.wrongs import PARTS, all_wrongs
from westphalia.measures.measure import Measure
from westphalia.record.major_powers import major_powers

if TYPE_CHECKING:
    from westphalia.measures.vectorised import Array
    from westphalia.record.grid import Grid, Ints
    from westphalia.record.world import World

HALF_LIFE = 26.0
"""Years in which a grievance halves, estimated; see `half_life.estimate_half_life`."""
HALF_LIFE_INTERVAL = (14.0, 60.0)
"""Its interval of 95 per cent; the upper end is that of the grid, so it may be longer."""
LARGER = 3.0
"""How many times as much capability makes a power much larger."""
COVERS = {"land": (1816, 2008), "war": (1816, 2025), "invasion": (1816, 2010), "disputes": (1816, 2014)}
ALL = (1816, 2008)
TABLES = {
    "land": "territorial_changes",
    "war": "war_dyad_years",
    "invasion": "dispute_dyad_years",
    "disputes": "dispute_dyad_years",
}
DRAWN = {
    "land": ("territorial_change_4_01",),
    "war": ("cow_inter_state_war_dyad_years_4", "cow_inter_state_wars_4", "wars_by_hand"),
    "invasion": ("gml_mid_2_2_1",),
    "disputes": ("gml_mid_2_2_1", "cow_mid_5"),
}
EVERYTHING = tuple(dict.fromkeys(source for sources in DRAWN.values() for source in sources))


def grievance(world: World, grid: Grid) -> Array:
    """Return what the states of each row hold against each other, (rows, 2), NaN past the coverage."""
    return _remembered(world, grid, all_wrongs(world), "territorial_changes", ALL)


def grievance_with_events(world: World, grid: Grid) -> Array:
    """Return grievance with the wrongs of the record of events that no data set has, (rows, 2)."""
    return _remembered(world, grid, with_events(world), "events", (1816, 2025))


def part(world: World, grid: Grid, *, name: str) -> Array:
    """Return one part of grievance: land, war, invasion or disputes."""
    return _remembered(world, grid, PARTS[name](world), TABLES[name], COVERS[name])


def _remembered(world: World, grid: Grid, wrongs: Wrongs, table: str, covers: tuple[int, int]) -> Array:
    found = of_rows(grid, wrongs, HALF_LIFE, heirs(world))
    found[~grid.within(world.span(table, covers=covers))] = np.nan
    return found


def toward_great_powers(world: World, codes: Ints, years: tuple[int, int]) -> Array:
    """Return what each state holds against larger powers together, (n, years).

    Larger are the major powers of the year, and states with at least three times the capability.
    """
    from westphalia.measures.remoteness import scores

    everyone = np.unique(np.concatenate([_members(world), np.asarray(codes, dtype=np.int64)]))
    at = np.searchsorted(everyone, codes)
    found = np.full((len(codes), years[1] - years[0] + 1), np.nan)
    span = world.span("territorial_changes", covers=ALL)
    if span is None:
        return found
    capability = scores(world, everyone, years, column="cinc", table="capabilities")
    major = major_powers(world).states(everyone, years)
    memory = Remembered(everyone, all_wrongs(world), HALF_LIFE, heirs(world))
    for year in range(max(years[0], span[0]), min(years[1], span[1]) + 1):
        place = year - years[0]
        known = capability[:, place]
        larger = major[:, place][None, :] | (known[None, :] >= LARGER * known[at][:, None])
        total = (memory.to(year)[at] * larger).sum(axis=1)
        found[:, place] = np.where(np.isnan(known[at]), np.nan, total)
    return found


def _members(world: World) -> Ints:
    import polars as pl

    frame = world.table("memberships").filter(pl.col("system") == "cow").select(pl.col("ccode").unique())
    return frame.collect()["ccode"].to_numpy().astype(np.int64)


UNIT = "weighted wrongs remembered"
MORE = "more aggrieved"
PARTS_SAY = {
    "land": ("land lost", "Land lost to the other since 1816 by area, population, homeland and force"),
    "war": (
        "wars",
        "Wars fought against the other: more if the other began it, if it was lost, by own deaths, and in the own region",
    ),
    "invasion": (
        "occupation",
        "Disputes whose gravest act was that the other occupied territory, or used force to change the regime",
    ),
    "disputes": (
        "disputes",
        "Disputes that the other began, force that it used and lives that it took short of war",
    ),
}
FADES = f"each fading by half in {HALF_LIFE:g} years, an estimate with the interval {HALF_LIFE_INTERVAL[0]:g} to {HALF_LIFE_INTERVAL[1]:g} or more"
SUM = r"\sum_{e:\ t_e \le t} w_e\, 2^{-(t - t_e)/H}"

MEASURES = (
    Measure(
        "grievance",
        "What the first state holds against the second",
        "directed",
        "territorial_changes",
        more=MORE,
        covers=ALL,
        unit=UNIT,
        low=0,
        description=f"Land lost, wars, occupation and disputes since 1816, {FADES}; states that succeed inherit. What came before 1816 and "
        "broken deliveries are not in it",
        drawn=EVERYTHING,
        driver="grievance",
        equation=rf"G_{{i \to j}}(t) = {SUM}",
        of_pairs=grievance,
    ),
    Measure(
        "grievance_with_events",
        "What the first state holds against the second, events of the record included",
        "directed",
        "events",
        more=MORE,
        covers=(1816, 2025),
        unit=UNIT,
        low=0,
        description=f"Grievance, and with it the land lost, wars, attacks, occupations, interventions and broken promises of the record of events for which no data set has a "
        f"wrong of the same pair within two years, {FADES}. The data sets end in 2007 to 2014; what came after, and before 1816, is from the record of events alone, "
        "which is a choice: for most pairs it has nothing",
        drawn=(*EVERYTHING, "events_by_hand"),
        driver="grievance",
        equation=r"G_{i \to j}(t) + \sum_{e \in \text{events}:\ t_e \le t} w_e\, 2^{-(t - t_e)/H}",
        of_pairs=grievance_with_events,
    ),
    *(
        Measure(
            f"grievance_{name}",
            f"What the first state holds against the second: {title}",
            "directed",
            TABLES[name],
            more=MORE,
            covers=COVERS[name],
            unit=UNIT,
            low=0,
            description=f"{text}, {FADES}",
            drawn=DRAWN[name],
            driver="grievance",
            equation=rf"G^{{{name}}}_{{i \to j}}(t) = {SUM}",
            of_pairs=partial(part, name=name),
        )
        for name, (title, text) in PARTS_SAY.items()
    ),
    Measure(
        "grievance_great_powers",
        "What a state holds against larger powers",
        "state",
        "territorial_changes",
        more=MORE,
        covers=ALL,
        unit=UNIT,
        low=0,
        description="Sum of its grievances against the major powers of the year and against states with at least three times its capability",
        drawn=(*EVERYTHING, "nmc_7", "cow_majors_2016"),
        driver="grievance",
        equation=rf"\sum_{{j:\ \text{{major}}_j(t)\ \lor\ c_j(t) \ge {LARGER:g}\,c_i(t)}} G_{{i \to j}}(t)",
        of_states=toward_great_powers,
    ),
)
