"""Clashes: readers of wars, disputes and rivalries, and of how long two neighbours or major powers have had none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np, pl
from westphalia.measures.relation.coded import crisis, invasion, violent_crises
from westphalia.measures.relation.rows import (
    Found,
    chains,
    first_year,
    last_year,
    of_frame,
    spells,
    yes_or_no,
)
from westphalia.measures.relation.sources import (
    defence_large,
    defence_small,
    entente,
    nonaggression,
    within_reach,
)
from westphalia.record.coverage import Coverage
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.measures.relation.rows import Floats
    from westphalia.record.grid import Grid
    from westphalia.record.world import World

Flags: TypeAlias = "NDArray[np.bool_]"
WARS = Coverage(("war_dyad_years",))
"""The list of wars; later ones are from the list of armed conflicts and by hand."""
DISPUTES, CORRECTED = Coverage(("dispute_dyad_years:cow",)), Coverage(("dispute_dyad_years:gml",))
"""The two lists of disputes: that of the Correlates of War, and its correction by Gibler, Miller and Little."""
LISTS = ("tss", "thompson_dreyer")
RIVALRIES = Coverage(("rivalries:tss",))
"""The longer list of rivalries."""
DAYS = 3.0
"""A year of war counts as so many events: it is not one incident, and two states at war are at war."""
DOUBTED, SEIZED = 0.5, 0.3
"""How much a dispute counts that only one of the lists has; one in which no more than a ship or the like was seized."""
EXCUSED = 0.5
"""How much a dispute counts with few deaths or none between such two, or any between two on one side of a war."""
SWORN = 0.25
"""How much of a rivalry counts between two that have promised each other peace, neutrality or to consult in a pact of few, or fight on one side."""
MANY, BLOODY = 2, 2.0
"""Code of more than 25 deaths on a side; how much more a dispute counts that had so many."""
FORCE = 4
"""Level of hostility from which on force was used."""
UNANSWERED = 0.5
"""How much a dispute counts in which only one of the two took part, and nobody was killed."""
SEIZURE, DECLARED = 15, 18
"""Codes of acts: a seizure; from which on an act begins or joins a war."""
TURNED = 0.3
"""How much of a year of war counts in which the two were also on the same side of one."""
ALONE, BOUND = 2.0, 0.75
"""How much fighting on the same side counts without a pact of defence, and with one, which says it already."""
KEEN, FADES, FAINT = 2.2, 8.0, 0.15
"""How much a rivalry counts in a year of a clash; years without one after which that is half; how much it counts at least."""
GENERATION, LIFE = 30, 60
"""Years without a clash that are a long peace, and a longer one."""


def sides_of_wars(world: World) -> pl.DataFrame:
    """Return pairs of states in a war by year, with whether they fought each other."""
    last = world.last_known or LAST_YEAR
    members = world.listed("war_participants").select("warnum", "ccode", "start", "end", "side")
    years = spells(members, "start", "end", last).select("warnum", "ccode", "year", "side").unique()
    pairs = years.join(years, on=["warnum", "year"], suffix="2").filter(pl.col("ccode") < pl.col("ccode2"))
    return pairs.select(
        ccode1="ccode", ccode2="ccode2", year="year", against=pl.col("side") != pl.col("side2")
    )


def conflicts(world: World) -> pl.DataFrame:
    """Return pairs of states on opposite sides of an armed conflict between states, by year, with its intensity."""
    held = world.listed("interstate_conflicts")
    who = world.listed("conflict_parties").select("conflict_id", "year", "ccode", "side")
    both = who.join(who, on=["conflict_id", "year"], suffix="2").filter(pl.col("side") < pl.col("side2"))
    both = both.join(held, on=["conflict_id", "year"])
    return both.select(ccode1="ccode", ccode2="ccode2", year="year", intensity="intensity")


def war(world: World, grid: Grid) -> Found:
    """Read wars of the list between the two, after it those by hand and conflicts with a thousand deaths in a year."""
    listed = world.listed("wars").select("ccode1", "ccode2", "year")
    later_than = pl.col("year") > WARS.whole(world)[1]
    hand = sides_of_wars(world).filter("against", later_than)
    later = conflicts(world).filter(pl.col("intensity") == 2, later_than)
    rows, value, trust = yes_or_no(
        grid, np.concatenate([of_frame(grid, part) for part in (listed, hand, later)])
    )
    both = _together(world, grid)[1] > 0
    weight = np.where(both, TURNED, DAYS)
    return rows, value, np.where(value > 0, weight, trust).astype(np.float32)


def _together(world: World, grid: Grid) -> Found:
    return yes_or_no(grid, of_frame(grid, sides_of_wars(world).filter(~pl.col("against"))))


def allied_war(world: World, grid: Grid) -> Found:
    """Read whether both were on the same side of a war between states: it counts the more without a pact that says so already."""
    rows, value, trust = _together(world, grid)
    pact = (defence_small(world, grid)[1] > 0) | (defence_large(world, grid)[1] > 0)
    return rows, value, np.where(value > 0, np.where(pact, BOUND, ALONE), trust).astype(np.float32)


@dataclass(frozen=True)
class Clashes:
    """What the two did to each other, by row of a grid.

    Attributes
    ----------
    trust : (rows,) float
        0 without a dispute; how much the dispute counts.
    forced : (rows,) bool
        Whether force was used against the other state, not only a ship or a few people seized.
    told : (rows,) bool
        Whether that is known of this year: a dispute that grew into a war has one code for all its years.
    deadly, bloody : (rows,) bool
        Whether anybody was killed, and more than 25.
    mutual : (rows,) bool
        Whether both took part with arms, or anybody was killed.
    """

    trust: Floats
    forced: Flags
    told: Flags
    deadly: Flags
    bloody: Flags
    mutual: Flags


def clashes(world: World, grid: Grid) -> Clashes:
    """Return disputes by row, of both lists; after them armed conflicts, and always wars."""
    size = len(grid.cells)
    trust, act = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.int8)
    forced, killed = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.int8)
    mutual = np.zeros(size, dtype=np.bool_)
    for frame in _disputes(world):
        at = of_frame(grid, frame)
        columns: dict[str, NDArray[Any]] = {
            "trust": trust,
            "act": act,
            "forced": forced,
            "killed": killed,
            "mutual": mutual,
        }
        for name, column in columns.items():
            held = frame[name].to_numpy()[at >= 0].astype(column.dtype)
            np.maximum.at(column, at[at >= 0], held)
    hand = _coded(world)
    at, known = of_frame(grid, hand), hand["fatality"].to_numpy()
    ok = at >= 0
    np.maximum.at(trust, at[ok], hand["trust"].to_numpy()[ok].astype(np.float32))
    np.maximum.at(killed, at[ok], known[ok].astype(np.int8))
    forced[at[ok]] |= hand["forced"].to_numpy()[ok]
    mutual[at[ok]] = True
    later = of_frame(grid, conflicts(world).filter(pl.col("year") > DISPUTES.whole(world)[1]))
    fought = war(world, grid)[1] > 0
    fought[later[later >= 0]] = True
    both = (_together(world, grid)[1] > 0) | (_sworn(world, grid) & (killed < MANY))
    answered = np.where(mutual | (killed > 0) | (trust <= SEIZED), 1.0, UNANSWERED) * np.where(
        both, EXCUSED, 1.0
    )
    return Clashes(
        np.where(fought, 1, np.where(killed >= MANY, BLOODY * trust, trust * answered)).astype(np.float32),
        forced | fought,
        (act < DECLARED) | fought,
        ((killed > 0) & (act < DECLARED)) | fought,
        ((killed >= MANY) & (act < DECLARED)) | fought,
        mutual | (killed > 0) | fought,
    )


def _coded(world: World) -> pl.DataFrame:
    """Return disputes coded by hand by pair and year, after the lists."""
    held = world.listed("coded_clashes").filter(pl.col("first") > DISPUTES.whole(world)[1])
    seized = pl.col("action") == "seizure"
    return spells(held, "first", "last", world.last_known or LAST_YEAR).select(
        "ccode1",
        "ccode2",
        "year",
        fatality=pl.col("fatality").fill_null(0),
        forced=(pl.col("hostility") >= FORCE) & ~seized,
        trust=pl.when(seized).then(SEIZED).otherwise(1.0),
    )


def _disputes(world: World) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return disputes by pair and year: those of the corrected list, or later; those that only the first list has."""
    acts = pl.max_horizontal(pl.col("hiact1", "hiact2").fill_null(0))
    seized = (acts == SEIZURE) & pl.min_horizontal(pl.col("hiact1", "hiact2").fill_null(0)).is_in(
        [0, SEIZURE]
    )
    kept = world.listed("dispute_acts").select(
        "list",
        "ccode1",
        "ccode2",
        "year",
        act=acts,
        killed=pl.max_horizontal(pl.col("fatality1", "fatality2").fill_null(0)),
        forced=(pl.max_horizontal(pl.col("hostlev1", "hostlev2").fill_null(1)) >= FORCE) & ~seized,
        mutual=pl.min_horizontal(pl.col("hostlev1", "hostlev2").fill_null(1)) >= 2,
        trust=pl.when(seized).then(SEIZED).otherwise(1.0),
    )
    by = ("ccode1", "ccode2", "year")
    held = kept.group_by("list", *by).agg(pl.max("act", "killed", "forced", "trust", "mutual"))
    first, second = held.filter(list="cow"), held.filter(list="gml")
    late = pl.col("year") > CORRECTED.whole(world)[1]
    sure = pl.concat([second, first.filter(late)])
    alone = first.filter(~late).join(second, on=by, how="anti").with_columns(pl.col("trust") * DOUBTED)
    doubted = second.join(first, on=by, how="anti").select(*by, half=pl.lit(DOUBTED))
    sure = sure.join(doubted, on=by, how="left").with_columns(pl.col("trust") * pl.col("half").fill_null(1.0))
    return sure, alone


def dispute(world: World, grid: Grid) -> Found:
    """Read whether there was a dispute in the year; after the list, seen only where there was an armed conflict or a war."""
    trust = clashes(world, grid).trust
    rows = np.flatnonzero((trust > 0) | (grid.when + grid.first <= DISPUTES.whole(world)[1])).astype(np.int32)
    met = trust[rows] > 0
    return rows, met.astype(np.float32), np.where(met, trust[rows], 1).astype(np.float32)


def force(world: World, grid: Grid) -> Found:
    """Read whether force was used, seen only where there was a dispute."""
    seen = clashes(world, grid)
    rows = np.flatnonzero((seen.trust > 0) & seen.told).astype(np.int32)
    return rows, seen.forced[rows].astype(np.float32), seen.trust[rows]


def deaths(world: World, grid: Grid) -> Found:
    """Read whether anybody was killed, seen only where force was used."""
    seen = clashes(world, grid)
    rows = np.flatnonzero(seen.forced & seen.told).astype(np.int32)
    return rows, seen.deadly[rows].astype(np.float32), seen.trust[rows]


def rivalry(world: World, grid: Grid, delay: int = 0) -> Found:
    """Read whether either list has the two as rivals in the year, from ``delay`` years after their rivalry began.

    A rivalry counts half if only one list has it, and the less, the longer the two have not clashed. After the lists it is seen only of
    rivals who still clash, and of rivalries that are known to have begun or ended.
    """
    last = RIVALRIES.whole(world)[1]
    held = np.zeros((len(LISTS), len(grid.cells)), dtype=np.bool_)
    listed = world.listed("rivalries").with_columns(pl.col("first").cast(pl.Int64) + delay)
    for mark, name in zip(held, LISTS, strict=True):
        years = spells(listed.filter(list=name), "first", "last", world.last_known or LAST_YEAR)
        at = of_frame(grid, years)
        mark[at[at >= 0]] = True
    some, doubt = np.asarray(held.any(axis=0)), np.where(held.all(axis=0), 1.0, DOUBTED)
    begun, ended = (_turns(world, grid, kind) for kind in ("begun", "ended"))
    since = _since(world, grid, some)
    sworn = _sworn(world, grid) | (_together(world, grid)[1] > 0)
    trust = np.where(
        some, doubt * np.where(sworn, SWORN, 1.0) * np.maximum(KEEN * 0.5 ** (since / FADES), FAINT), 1.0
    )
    value = (some | begun) & ~ended
    year = grid.when + grid.first
    known = (year <= last) | begun | ended | (some & (since <= FADES))
    rows = np.flatnonzero(known).astype(np.int32)
    weight = np.where(begun, 1.0, trust)
    return rows, value[rows].astype(np.float32), weight[rows].astype(np.float32)


def _sworn(world: World, grid: Grid) -> Flags:
    """Return rows of two that have promised each other peace, neutrality or to consult in a pact of few, and no defence."""
    peaceful = (entente(world, grid)[1] > 0) | (nonaggression(world, grid)[1] > 0)
    return np.asarray(peaceful & ~(defence_small(world, grid)[1] > 0))


def rivals(world: World, grid: Grid, delay: int = 0) -> Flags:
    """Return rows of rivals."""
    rows, value, _ = rivalry(world, grid, delay)
    found = np.zeros(len(grid.cells), dtype=np.bool_)
    found[rows] = value > 0
    return found


def _turns(world: World, grid: Grid, kind: str) -> Flags:
    """Return rows from which on a rivalry is coded as begun, or as ended."""
    held = world.listed("rivalry_turns").filter(kind=kind).with_columns(last=pl.lit(grid.last))
    at = of_frame(grid, spells(held, "first", "last", grid.last))
    found = np.zeros(len(grid.cells), dtype=np.bool_)
    found[at[at >= 0]] = True
    return found


def _since(world: World, grid: Grid, some: Flags) -> NDArray[np.int64]:
    """Return years since the last crisis of two rivals or clash, other than over a ship, or since their rivalry began."""
    seen = clashes(world, grid)
    hit = seen.trust >= UNANSWERED
    hit[crisis(world, grid)[0]] = True
    began = some & ~np.r_[False, some[:-1]]
    return years_since(grid, hit | began)


def years_since(grid: Grid, hit: Flags) -> NDArray[np.int64]:
    """Return by row how many years ago something last was; very many where it never was."""
    year = (grid.when + grid.first).astype(np.int64)
    return year - last_year(chains(grid), year, hit)


def peace(world: World, grid: Grid, delay: int = 0) -> Found:
    """Read whether two neighbours or major powers have had no clash for a generation."""
    return _calm(world, grid, GENERATION, delay)


def long_peace(world: World, grid: Grid, delay: int = 0) -> Found:
    """Read whether two neighbours or major powers have had no clash for a life."""
    return _calm(world, grid, LIFE, delay)


def _calm(world: World, grid: Grid, years: int, delay: int) -> Found:
    """Read whether there was no dispute of both sides or with deaths, war or rivalry for so many years, seen where that can be known."""
    seen, chain = clashes(world, grid), chains(grid)
    year = (grid.when + grid.first).astype(np.int64)
    hit = seen.mutual | rivals(world, grid, delay)
    for at in (violent_crises(world, grid), invasion(world, grid)[0]):
        hit[at] = True
    last = last_year(chain, year, hit)
    since, clashed = year - np.maximum(last, first_year(chain, year)), last > 0
    rows = np.flatnonzero(within_reach(world, grid) & (clashed | (since >= years))).astype(np.int32)
    return rows, (since[rows] >= years).astype(np.float32), np.ones(len(rows), dtype=np.float32)
