"""Readers: each indicator of the record on the rows of a grid, as rows seen, their values, and how far to trust them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.measures.relation.items import CLOSE, FARTHEST, FRESH, NEWS
from westphalia.measures.relation.rows import (
    Array,
    Found,
    Rows,
    of_frame,
    of_quantity,
    places,
    spells,
    yes_or_no,
)
from westphalia.measures.remoteness import capital_distances
from westphalia.measures.similarity_votes import positions
from westphalia.record.coverage import Coverage
from westphalia.record.in_force import MILES_150, as_listed, contiguity, major_powers, pacts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.grid import Grid
    from westphalia.record.world import World

FEW = 20.0
"""Reports in a year at which half of the weight is reached."""


def _sanctions(world: World, grid: Grid, routes: tuple[str, ...]) -> Found:
    """Read sanctions that mean a state; those of many states on one count less for each, in proportion."""
    last = (world.span("sanctions") or (1, 0))[1]
    known = pl.col("route").is_in(routes) & (pl.col("state_cases") > 0) & (pl.col("year") <= last)
    held = world.listed("sanctions_by_route").filter(known)
    frame = (
        held.select("sender", "target", "year").unique().with_columns(many=pl.len().over("target", "year"))
    )
    at = of_frame(grid, frame, ("sender", "target"))
    rows, value, trust = yes_or_no(grid, at)
    alone = np.zeros_like(trust)
    share = np.minimum(CLOSE / frame["many"].to_numpy(), 1.0).astype(np.float32)
    np.maximum.at(alone, at[at >= 0], share[at >= 0])
    return rows, value, np.where(value > 0, alone, trust).astype(np.float32)


def sanction(world: World, grid: Grid) -> Found:
    """Read whether one had sanctions on the other in force, of its own."""
    return _sanctions(world, grid, ("own", "both"))


def european_sanction(world: World, grid: Grid) -> Found:
    """Read whether one had sanctions in force as a member of the European Union."""
    return _sanctions(world, grid, ("eu", "both"))


DEFENCE = ("defense", "offense")


def _pacts(world: World, grid: Grid, kinds: tuple[str, ...], small: bool) -> Found:
    """Read pacts of some kinds: they stand in the years at whose end they do, and in that in which they began."""
    size = pl.col("members") <= CLOSE if small else pl.col("members") > CLOSE
    kept = pl.max_horizontal("first", "last")
    frame = pacts(world).keep(size, pl.any_horizontal(*kinds)).frame.with_columns(last=kept)
    held = spells(frame, "first", "last", Coverage(("pacts",)).whole(world)[1])
    rows, value, trust = yes_or_no(grid, of_frame(grid, held))
    first = held.filter(pl.col("phase") < 2, pl.col("year") < pl.col("start").dt.year() + FRESH)
    new = of_frame(grid, first.filter(pl.col("start").dt.year() > 1815))
    trust[new[new >= 0]] = NEWS
    return rows, value, trust


def _unless(lesser: Found, *more: Found) -> Found:
    """Return a pact that says nothing, present or absent, where another promises more: one treaty is not several."""
    rows, value, trust = lesser
    covered = np.maximum.reduce([found[1] for found in more]) > 0
    return rows, value, np.where(covered, 0, trust).astype(np.float32)


def defence_small(world: World, grid: Grid) -> Found:
    """Read whether there was a pact of defence or offence of few members; its absence says nothing where there was one of many."""
    rows, value, trust = _pacts(world, grid, DEFENCE, small=True)
    many = _pacts(world, grid, DEFENCE, small=False)[1] > 0
    return rows, value, np.where(many & (value == 0), 0, trust).astype(np.float32)


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
        _pacts(world, grid, ("consul", "neutral"), small=True),
        *(_pacts(world, grid, DEFENCE, small) for small in (True, False)),
    )


def union(world: World, grid: Grid) -> Found:
    """Read where both were members of the European Union or the Communities; not to be says nothing."""
    years = spells(world.listed("union_members"), "start", "end", grid.last).select("ccode", "year")
    pairs = years.join(years, on="year", suffix="2").filter(pl.col("ccode") < pl.col("ccode2"))
    rows = np.unique(of_frame(grid, pairs, ("ccode", "ccode2")))
    rows = rows[rows >= 0].astype(np.int32)
    return rows, np.ones(len(rows), dtype=np.float32), np.ones(len(rows), dtype=np.float32)


def cooperation(world: World, grid: Grid) -> Found:
    """Read whether there was a defence cooperation agreement signed and not ended."""
    last = Coverage(("defence_agreements",)).whole(world)[1]
    return yes_or_no(grid, of_frame(grid, spells(world.listed("agreements"), "signed", "end", last)))


def exercise(world: World, grid: Grid) -> Found:
    """Read whether there was a military exercise together."""
    return yes_or_no(grid, of_frame(grid, world.listed("joint_exercises")))


def arms(world: World, grid: Grid) -> Found:
    """Read whether major arms were delivered by one to the other."""
    return yes_or_no(grid, of_quantity(world, grid, "arms"))


def visit(world: World, grid: Grid) -> Found:
    """Read whether there was a visit by the president or secretary of state of the United States; seen of its pairs only."""
    visits = world.listed("american_visits").select("visitor", "host", year=pl.col("date").dt.year())
    _, value, trust = yes_or_no(grid, of_frame(grid, visits.drop_nulls(), ("visitor", "host")))
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
    frame = world.listed("institutions_in_common").filter(pl.col("year").is_between(grid.first, grid.last))
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
    frame = world.listed("news_counts")
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
    apart = capital_distances(world, grid)
    return np.where(np.isfinite(apart), apart, np.nanmedian(apart))


def within_reach(world: World, grid: Grid) -> NDArray[np.bool_]:
    """Return whether the two can hardly avoid each other: both major powers, or once on the list of those at most 400 miles of water apart.

    A pair that the list calls not contiguous any more (Italy and Turkey since 1912) still is: what peace tells of it is not lost with a border.
    """
    near = as_listed(world).on(grid) > 0
    return np.asarray(near | (majors(world, grid) == 2))


def bordering(world: World, grid: Grid) -> Array:
    """Return whether the two touch by land or over at most 150 miles of water."""
    return contiguity(world, MILES_150).on(grid)


def majors(world: World, grid: Grid) -> Array:
    """Return how many of the two are major powers."""
    found: Array = major_powers(world).on(grid).sum(axis=1)
    return found
