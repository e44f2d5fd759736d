"""Readers: each indicator of the record on the rows of a grid, as rows seen, their values, and how far to trust them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from westphalia.measures.relation.data import Array, Floats, Rows
from westphalia.measures.relation.items import FARTHEST, SMALL

if TYPE_CHECKING:
    from westphalia.record.grid import Grid
    from westphalia.record.world import World

Found = tuple[Rows, Floats, Floats]
LAST_LISTED_WAR = 2007
"""Last year of the list of wars; later ones are from the list of armed conflicts and by hand."""
LAST_LISTED_DISPUTE = 2014
FEW = 20.0
"""Reports in a year at which half of the weight is reached."""


def places(grid: Grid, one: NDArray[Any], two: NDArray[Any], years: NDArray[Any]) -> Rows:
    """Return the rows of pairs by Correlates of War code, in either order; -1 where there is none."""
    low = grid.stands(np.minimum(one, two).astype(np.int64), years.astype(np.int64))[0]
    high = grid.stands(np.maximum(one, two).astype(np.int64), years.astype(np.int64))[0]
    return np.asarray(grid.rows_of(years.astype(np.int64), np.where(high < 0, -1, low), high))


def of_frame(grid: Grid, frame: pl.DataFrame, sides: tuple[str, str] = ("ccode1", "ccode2")) -> Rows:
    """Return the rows of a frame with two codes and a year."""
    return places(grid, *(frame[name].to_numpy() for name in (*sides, "year")))


def yes_or_no(grid: Grid, hit: Rows) -> Found:
    """Return an indicator seen on all rows: 1 where it was, 0 elsewhere."""
    value = np.zeros(len(grid.cells), dtype=np.float32)
    value[hit[hit >= 0]] = 1
    return np.arange(len(value), dtype=np.int32), value, np.ones_like(value)


def spells(frame: pl.DataFrame, start: str, end: str, last: int) -> pl.DataFrame:
    """Return a row for each year of spells given by dates or years; one without an end lasts to ``last``."""

    def year(name: str) -> pl.Expr:
        return pl.col(name) if frame.schema[name].is_integer() else pl.col(name).dt.year()

    years = pl.int_ranges(
        year(start).cast(pl.Int64).clip(1816), year(end).cast(pl.Int64).fill_null(last).clip(None, last) + 1
    )
    return frame.with_columns(years.alias("year")).explode("year", empty_as_null=False, keep_nulls=False)


def sides_of_wars(world: World) -> pl.DataFrame:
    """Return pairs of states in a war by year, with whether they fought each other."""
    last = world.last_known or 2025
    members = world.table("war_participants").select("warnum", "ccode", "start", "end", "side").collect()
    years = spells(members, "start", "end", last).select("warnum", "ccode", "year", "side").unique()
    pairs = years.join(years, on=["warnum", "year"], suffix="2").filter(pl.col("ccode") < pl.col("ccode2"))
    return pairs.select(
        ccode1="ccode", ccode2="ccode2", year="year", against=pl.col("side") != pl.col("side2")
    )


def conflicts(world: World) -> pl.DataFrame:
    """Return pairs of states on opposite sides of an armed conflict between states, by year, with its intensity."""
    held = world.table("armed_conflicts").filter(kind="interstate").select("conflict_id", "year", "intensity")
    who = world.table("armed_conflict_parties").select("conflict_id", "year", "ccode", "side")
    both = who.join(who, on=["conflict_id", "year"], suffix="2").filter(pl.col("side") < pl.col("side2"))
    both = both.join(held, on=["conflict_id", "year"])
    return both.select(ccode1="ccode", ccode2="ccode2", year="year", intensity="intensity").collect()


def war(world: World, grid: Grid) -> Found:
    """Read wars of the list between the two, after it those by hand and conflicts with a thousand deaths in a year."""
    listed = world.table("war_dyad_years").select("ccode1", "ccode2", "year").collect()
    hand = sides_of_wars(world).filter("against", pl.col("year") > LAST_LISTED_WAR)
    later = conflicts(world).filter(pl.col("intensity") == 2, pl.col("year") > LAST_LISTED_WAR)
    return yes_or_no(grid, np.concatenate([of_frame(grid, frame) for frame in (listed, hand, later)]))


def allied_war(world: World, grid: Grid) -> Found:
    """Read whether both were on the same side of a war between states."""
    return yes_or_no(grid, of_frame(grid, sides_of_wars(world).filter(~pl.col("against"))))


def hostility(world: World, grid: Grid) -> Floats:
    """Return the highest level of hostility of a dispute by row: 0 none, 1 to 5."""
    frame = (
        world.table("dispute_dyad_years")
        .filter(list="cow")
        .select("ccode1", "ccode2", "year", "hostlev1", "hostlev2")
    )
    met = frame.collect().with_columns(
        level=pl.max_horizontal(pl.col("hostlev1", "hostlev2").fill_null(1).clip(1))
    )
    at = of_frame(grid, met)
    level = np.zeros(len(grid.cells), dtype=np.float32)
    np.maximum.at(level, at[at >= 0], met["level"].to_numpy()[at >= 0].astype(np.float32))
    later = of_frame(grid, conflicts(world).filter(pl.col("year") > LAST_LISTED_DISPUTE))
    level[later[later >= 0]] = 4
    level[war(world, grid)[1] > 0] = 5
    return level


def dispute(world: World, grid: Grid) -> Found:
    """Read whether there was a dispute in the year; after the list, seen only where there was an armed conflict or a war."""
    level = hostility(world, grid)
    rows = np.flatnonzero((level > 0) | (grid.when + grid.first <= LAST_LISTED_DISPUTE)).astype(np.int32)
    return rows, (level[rows] > 0).astype(np.float32), np.ones(len(rows), dtype=np.float32)


def force(world: World, grid: Grid) -> Found:
    """Read whether force was used, seen only where there was a dispute."""
    level = hostility(world, grid)
    rows = np.flatnonzero(level > 0).astype(np.int32)
    return rows, (level[rows] >= 4).astype(np.float32), np.ones(len(rows), dtype=np.float32)


def rivalry(world: World, grid: Grid, delay: int = 0) -> Found:
    """Read whether the two were strategic rivals in the year, from ``delay`` years after their rivalry began."""
    listed = world.table("rivalries").filter(list="tss").select("ccode1", "ccode2", "first", "last").collect()
    listed = listed.with_columns(pl.col("first").cast(pl.Int64) + delay)
    return yes_or_no(grid, of_frame(grid, spells(listed, "first", "last", 2020)))


def _sanctions(world: World, grid: Grid, routes: tuple[str, ...]) -> Found:
    frame = world.table("sanctions").filter(pl.col("route").is_in(routes)).select("sender", "target", "year")
    return yes_or_no(grid, of_frame(grid, frame.collect(), ("sender", "target")))


def sanction(world: World, grid: Grid) -> Found:
    """Read whether one had sanctions on the other in force, of its own."""
    return _sanctions(world, grid, ("own", "both"))


def european_sanction(world: World, grid: Grid) -> Found:
    """Read whether one had sanctions in force as a member of the European Union."""
    return _sanctions(world, grid, ("eu", "both"))


DEFENCE = ("defense", "offense")


def _pacts(world: World, grid: Grid, kinds: tuple[str, ...], small: bool) -> Found:
    size = pl.col("members") <= SMALL if small else pl.col("members") > SMALL
    frame = (
        world.table("pacts")
        .filter(size, pl.any_horizontal(*kinds))
        .select("ccode1", "ccode2", "start", "end")
    )
    return yes_or_no(grid, of_frame(grid, spells(frame.collect(), "start", "end", 2018)))


def _unless(lesser: Found, *more: Found) -> Found:
    """Return a pact whose absence says nothing where another promises as much or more."""
    rows, value, trust = lesser
    covered = np.maximum.reduce([found[1] for found in more]) > 0
    return rows, value, np.where(covered & (value == 0), 0, trust).astype(np.float32)


def defence_small(world: World, grid: Grid) -> Found:
    """Read whether there was a pact of defence or offence of few members."""
    return _unless(_pacts(world, grid, DEFENCE, small=True), _pacts(world, grid, DEFENCE, small=False))


def defence_large(world: World, grid: Grid) -> Found:
    """Read whether there was a pact of defence or offence of many members."""
    return _unless(_pacts(world, grid, DEFENCE, small=False), _pacts(world, grid, DEFENCE, small=True))


def entente(world: World, grid: Grid) -> Found:
    """Read whether there was a pact of consultation or neutrality of few members."""
    return _unless(
        _pacts(world, grid, ("consul", "neutral"), small=True),
        *(_pacts(world, grid, DEFENCE, small) for small in (True, False)),
    )


def nonaggression(world: World, grid: Grid) -> Found:
    """Read whether there was a pact of non-aggression of few members."""
    return _unless(
        _pacts(world, grid, ("nonagg",), small=True),
        *(_pacts(world, grid, DEFENCE, small) for small in (True, False)),
    )


def cooperation(world: World, grid: Grid) -> Found:
    """Read whether there was a defence cooperation agreement signed and not ended."""
    frame = world.table("defence_agreements").select("ccode1", "ccode2", "signed", "end").collect()
    return yes_or_no(grid, of_frame(grid, spells(frame, "signed", "end", 2010)))


def exercise(world: World, grid: Grid) -> Found:
    """Read whether there was a military exercise together."""
    return yes_or_no(
        grid, of_frame(grid, world.table("exercises").select("ccode1", "ccode2", "year").collect())
    )


def arms(world: World, grid: Grid) -> Found:
    """Read whether major arms were delivered by one to the other."""
    frame = world.table("arms_transfers").filter(pl.col("tiv") > 0).select("supplier", "recipient", "year")
    return yes_or_no(grid, of_frame(grid, frame.collect(), ("supplier", "recipient")))


def visit(world: World, grid: Grid) -> Found:
    """Read whether there was a visit by the president or secretary of state of the United States; seen of its pairs only."""
    frame = (
        world.table("visits").select("visitor", "host", year=pl.col("date").dt.year()).drop_nulls().collect()
    )
    _, value, trust = yes_or_no(grid, of_frame(grid, frame, ("visitor", "host")))
    american = np.searchsorted(grid.codes, 2)
    rows = np.flatnonzero((grid.one == american) | (grid.two == american)).astype(np.int32)
    return rows, value[rows], trust[rows]


def unusual(matrix: Array) -> Array:
    """Return a symmetric matrix (n, n) without what is usual for either state: centred by row and column, of unit variance.

    NaN is unknown; the diagonal is left out.
    """
    known = np.isfinite(matrix) & ~np.eye(len(matrix), dtype=bool)
    filled = np.where(known, matrix, 0.0)
    count = np.maximum(known.sum(axis=0), 1)
    middle = filled.sum() / max(int(known.sum()), 1)
    own = np.zeros(len(matrix))
    for _ in range(20):
        own = (filled.sum(axis=0) - known.sum(axis=0) * middle - known @ own) / count
        own -= own.mean()
    left = np.where(known, matrix - middle - own[:, None] - own[None, :], np.nan)
    spread = float(np.sqrt(np.nanmean(left**2))) if known.any() else 0.0
    return left / spread if spread > 1e-9 else np.full(matrix.shape, np.nan)


def _measured(rows: list[Rows], values: list[Array]) -> Found:
    at, value = np.concatenate([np.zeros(0, np.int32), *rows]), np.concatenate([np.zeros(0), *values])
    keep = (at >= 0) & np.isfinite(value)
    clipped = value[keep].clip(-FARTHEST, FARTHEST).astype(np.float32)
    return at[keep].astype(np.int32), clipped, np.ones(len(clipped), dtype=np.float32)


def votes(world: World, grid: Grid) -> Found:
    """Read how alike the two voted in the year, against what is usual for both."""
    from westphalia.measures.similarity_votes import positions

    rows, values = [], []
    for of in positions(world, (max(grid.first, 1946), max(grid.last, 1946))):
        code = of.positions
        took = np.isfinite(code).astype(float)
        both = took @ took.T
        apart = np.zeros_like(both)
        for level in (2, 3):
            above = np.where(np.isfinite(code), code >= level, 0.0).astype(float)
            apart += above @ took.T + took @ above.T - 2 * above @ above.T
        alike = np.where(both >= 10, 1 - apart / np.maximum(both, 1), np.nan)
        i, j = np.triu_indices(len(of.states), 1)
        rows.append(places(grid, of.states[i], of.states[j], np.full(len(i), of.year)))
        values.append(unusual(alike)[i, j])
    return _measured(rows, values)


def institutions(world: World, grid: Grid) -> Found:
    """Read the organisations shared in the year, logged, against what is usual for both, where both are in any."""
    frame = (
        world.table("shared_institutions").filter(pl.col("year").is_between(grid.first, grid.last)).collect()
    )
    rows, values = [], []
    for (year,), part in frame.partition_by("year", as_dict=True).items():
        one, two, shared = (part[name].to_numpy() for name in ("ccode1", "ccode2", "dyadigos"))
        codes = np.unique(np.concatenate([one, two]))
        matrix = np.full((len(codes),) * 2, np.nan)
        i, j = np.searchsorted(codes, one), np.searchsorted(codes, two)
        matrix[i, j] = matrix[j, i] = np.log1p(shared)
        inside = np.nan_to_num(matrix).sum(axis=0) > 0
        matrix[~inside] = np.nan
        matrix[:, ~inside] = np.nan
        rows.append(places(grid, one, two, np.full(len(one), year)))
        values.append(unusual(matrix)[i, j])
    return _measured(rows, values)


def reports(world: World, grid: Grid) -> Found:
    """Read reported cooperation over conflict, logged, material acts twice; trusted the more, the more there is."""
    frame = world.table("event_counts").collect()
    spoken, done, quarrel, clash = (
        frame[name].to_numpy().astype(float)
        for name in ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    )
    rows = of_frame(grid, frame)
    total = spoken + done + quarrel + clash
    balance = np.log((spoken + 2 * done + 1) / (quarrel + 2 * clash + 1))
    keep = (rows >= 0) & (total >= 3)
    trust = (total / (total + FEW))[keep].astype(np.float32)
    return rows[keep], balance[keep].astype(np.float32), trust


def capitals_apart(world: World, grid: Grid) -> Array:
    """Return the distance between the capitals in kilometres by row; where one is not known, the median."""
    from westphalia.record.geography import capital_points, great_circle

    apart = np.full(len(grid.cells), np.nan)
    order = np.argsort(grid.when, kind="stable")
    bounds = np.searchsorted(grid.when[order], np.arange(grid.years + 1))
    for when in range(grid.years):
        points = capital_points(world, grid.first + when)
        place = np.array([points.get(int(code), (np.nan, np.nan)) for code in grid.codes])
        at = order[bounds[when] : bounds[when + 1]]
        apart[at] = great_circle(np.radians(place))[grid.one[at], grid.two[at]]
    return np.where(np.isfinite(apart), apart, np.nanmedian(apart))


def bordering(world: World, grid: Grid) -> Array:
    """Return whether the two touch by land or over at most 150 miles of water."""
    frame = (
        world.table("contiguity")
        .filter(pl.col("conttype").is_between(1, 4))
        .select("ccode1", "ccode2", "start", "end")
    )
    return yes_or_no(grid, of_frame(grid, spells(frame.collect(), "start", "end", grid.last)))[1].astype(
        float
    )


def majors(world: World, grid: Grid) -> Array:
    """Return how many of the two are major powers."""
    frame = spells(
        world.table("major_powers").filter(list="cow").select("ccode", "start", "end").collect(),
        "start",
        "end",
        grid.last,
    )
    major = np.zeros((len(grid.codes), grid.years))
    at = grid.stands(frame["ccode"].to_numpy(), frame["year"].to_numpy())[0]
    years = frame["year"].to_numpy() - grid.first
    major[at[at >= 0], years[at >= 0]] = 1
    found: Array = major[grid.one, grid.when] + major[grid.two, grid.when]
    return found
