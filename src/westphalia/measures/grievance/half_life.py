"""How long states remember: the half-life of grievance, estimated by profile likelihood from new disputes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.measures.grievance.memory import GML, all_wrongs, dispute_pairs, heirs, of_rows
from westphalia.measures.remoteness import capital_distances
from westphalia.record.grid import build
from westphalia.record.in_force import MILES_150, contiguity, major_powers
from westphalia.record.source import rows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.measures.grievance.memory import Wrongs
    from westphalia.record.grid import Grid
    from westphalia.record.history import Floats
    from westphalia.record.world import World

HALVES = (2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 22, 25, 30, 35, 40, 50, 60)
"""Half-lives tried, in years."""
PEACE = 10
"""Years without a dispute that a pair must have behind it: what remains is memory, not a quarrel that smoulders on."""
FIRST = 1826
"""Years of the outcome: ten years after the record begins, so that there is something to remember."""
ERAS = (1871, 1919, 1946, 1991)
CHI_SQUARE = 3.841
"""The 95th percentile of the chi-square distribution with one degree of freedom."""


@dataclass(frozen=True, eq=False)
class Profile:
    """The likelihood of new disputes by the half-life of memory.

    Parameters
    ----------
    halves : ndarray (m,)
        Half-lives tried.
    likelihood : ndarray (m,)
        Greatest log-likelihood at each.
    effect : ndarray (m,)
        Coefficient of the logarithm of 1 + grievance at each.
    half_life, low, high : float
        The most likely, and the interval of 95 per cent, corrected for what years of one pair share; the end of the grid where the
        interval runs past it.
    correction : float
        By how much the likelihood overstates what is known, because years of one pair are alike.
    without : float
        Log-likelihood with no memory at all.
    rows, events : int
        Pair-years in the sample, and how many of them with a new dispute.
    """

    halves: Floats
    likelihood: Floats
    effect: Floats
    half_life: float
    low: float
    high: float
    correction: float
    without: float
    rows: int
    events: int


def estimate_half_life(
    world: World,
    halves: Sequence[float] = HALVES,
    *,
    quiet: int = 60_000,
    seed: int = 1,
    peace: int = PEACE,
    wrongs: Wrongs | None = None,
) -> Profile:
    """Profile the likelihood of new disputes over the half-life of memory.

    The outcome is the beginning of a militarized dispute between two states in a year; explained by the logarithm of one plus what
    both remember at the end of the year before, and by distance, contiguity, capability, major powers, pacts and era. Only pairs
    that have had no dispute for ten years are asked: otherwise one quarrel that flares up again would pass for memory. Of the
    pairs that have nothing to remember a sample is taken, each standing for many.

    Parameters
    ----------
    world : World
        The record.
    halves : sequence of float
        Half-lives to try, ascending.
    quiet : int
        How many pair-years with nothing to remember and no new dispute to sample.
    seed : int
        Of that sample.
    peace : int
        Years without a dispute that a pair must have behind it.
    wrongs : Wrongs, optional
        What is remembered; all wrongs on record unless given.
    """
    remembered = (all_wrongs(world) if wrongs is None else wrongs).later(1)
    memory = heirs(world)
    grid, onset = at_risk(world, peace)
    anything = of_rows(grid, remembered, halves[-1], memory).sum(axis=1) > 0
    kept, weight = sample(anything | (onset == 1), quiet, seed)
    grid, onset = grid.keep(kept), onset[kept]
    control = controls(world, grid)

    def column(half_life: float) -> Floats:
        both: Floats = of_rows(grid, remembered, half_life, memory).sum(axis=1)
        return np.log1p(both)

    pairs = grid.one.astype(np.int64) * len(grid.codes) + grid.two
    return profile(column, control, onset, pairs, np.asarray(halves, dtype=np.float64), weight)


def profile(
    column: Callable[[float], Floats],
    control: Floats,
    onset: Floats,
    pairs: NDArray[np.int64],
    halves: Floats,
    weight: Floats,
) -> Profile:
    """Return the profile, given what makes the explaining column of a half-life."""
    each, effect, start = [], [], np.zeros(control.shape[1])
    without = _fit(control, onset, weight, start)[1].sum()
    start = np.append(start, 0.0)
    for half_life in halves:
        start, likelihood = _fit(np.column_stack([control, column(float(half_life))]), onset, weight, start)
        each.append(likelihood)
        effect.append(start[-1])
    total = np.array([likelihood.sum() for likelihood in each])
    at = int(np.argmax(total))
    correction = _correction(each, halves, total, at, pairs)
    best, low, high = _interval(np.log(halves), total, CHI_SQUARE / 2 * correction)
    return Profile(
        halves=halves,
        likelihood=total,
        effect=np.array(effect),
        half_life=float(np.exp(best)),
        low=float(np.exp(low)),
        high=float(np.exp(high)),
        correction=correction,
        without=float(without),
        rows=len(onset),
        events=int(onset.sum()),
    )


def _fit(design: Floats, outcome: Floats, weight: Floats, start: Floats) -> tuple[Floats, Floats]:
    """Return coefficients and log-likelihood of each row of a logit, by Newton's method."""
    beta = start.copy()
    for _ in range(30):
        index = design @ beta
        chance = 1 / (1 + np.exp(-index))
        curvature = (design * (weight * chance * (1 - chance))[:, None]).T @ design
        step = np.linalg.solve(curvature, design.T @ (weight * (outcome - chance)))
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    index = design @ beta
    return beta, weight * (outcome * index - np.logaddexp(0, index))


def _correction(
    each: Sequence[Floats], halves: Floats, total: Floats, at: int, pairs: NDArray[np.int64]
) -> float:
    """Return the variance of the score by pairs over the curvature, both at the top of the profile; at least 1."""
    if not 0 < at < len(halves) - 1:
        return 1.0
    logs = np.log(halves)
    slope = (each[at + 1] - each[at - 1]) / (logs[at + 1] - logs[at - 1])
    by_pair = np.bincount(np.unique(pairs, return_inverse=True)[1], weights=slope)
    curvature = -2 * np.polyfit(logs[at - 1 : at + 2], total[at - 1 : at + 2], 2)[0]
    return max(1.0, float((by_pair**2).sum() / curvature))


def _interval(logs: Floats, total: Floats, drop: float) -> tuple[float, float, float]:
    """Return the top of the profile, through the highest point and its neighbours, and where it has dropped on either side."""
    at = int(np.argmax(total))
    best, top = float(logs[at]), float(total[at])
    if 0 < at < len(logs) - 1:
        square, linear, constant = np.polyfit(logs[at - 1 : at + 2], total[at - 1 : at + 2], 2)
        best = float(-linear / (2 * square))
        top = float(np.polyval([square, linear, constant], best))
    fine = np.linspace(logs[0], logs[-1], 2001)
    inside = fine[np.interp(fine, logs, total) >= top - drop]
    return best, float(inside.min(initial=best)), float(inside.max(initial=best))


def at_risk(world: World, peace: int) -> tuple[Grid, Floats]:
    """Return pair-years that no dispute came before within so many years, and whether one began."""
    grid = build(world, (FIRST, GML.whole(world)[1]), "cow", dyads=True, directed=False)
    pairs = dispute_pairs(world).filter(pl.col("list") == "gml", pl.col("ccode1") < pl.col("ccode2"))
    first, seen = pairs["first"].to_numpy(), pairs["seen"].to_numpy()
    one, two = (np.searchsorted(grid.codes, pairs[side].to_numpy()) for side in ("ccode1", "ccode2"))
    begun, busy = np.zeros(len(grid.cells)), np.zeros(len(grid.cells), dtype=np.bool_)
    begins = grid.rows_of(first, one, two)
    begun[begins[begins >= 0]] = 1
    until = seen + max(peace - 1, 0)
    for after in range(1, int((until - first).max()) + 1):
        lasting = first + after <= until
        rows = grid.rows_of(first[lasting] + after, one[lasting], two[lasting])
        busy[rows[rows >= 0]] = True
    return grid.keep(~busy), begun[~busy]


def sample(telling: NDArray[np.bool_], quiet: int, seed: int) -> tuple[NDArray[np.bool_], Floats]:
    """Return which rows to keep, all that tell something of memory and some of the others, and how many rows each stands for."""
    others = np.flatnonzero(~telling)
    drawn = np.random.default_rng(seed).choice(others, size=min(quiet, len(others)), replace=False)
    kept, weight = telling.copy(), np.ones(len(telling))
    kept[drawn] = True
    weight[drawn] = len(others) / max(len(drawn), 1)
    return kept, weight[kept]


def controls(world: World, grid: Grid) -> Floats:
    """Return the columns beside memory, of the year before where they may follow from a dispute."""
    one, two, year = grid.codes[grid.one], grid.codes[grid.two], grid.when + grid.first
    keys = pl.DataFrame({"ccode1": one, "ccode2": two, "year": year}).cast(pl.Int16).with_row_index()
    before = keys.with_columns((pl.col("year") - 1).cast(pl.Int16))
    held = rows_of(world, "cinc")
    capability = [
        pl.DataFrame({f"ccode{side}": held.one, "year": held.year, "cinc": held.value}) for side in (1, 2)
    ]
    sides = [np.log(_looked_up(before, of, "cinc").clip(1e-6)) for of in capability]
    contiguous, pact, majors = _standing(world, grid, before)
    columns = [
        np.ones(len(keys)),
        *(year >= era for era in ERAS),
        _distance(world, grid),
        contiguous,
        np.maximum(*sides),
        np.abs(sides[0] - sides[1]),
        majors,
        pact,
    ]
    return np.column_stack([np.asarray(column, dtype=np.float64) for column in columns])


def _looked_up(keys: pl.DataFrame, table: pl.DataFrame, column: str) -> Floats:
    on = [name for name in table.columns if name != column]
    table = table.with_columns(pl.col(on).cast(pl.Int16))
    found = keys.join(table.unique(on), on=on, how="left").sort("index")[column].cast(float)
    return found.fill_null(0).to_numpy().copy()


def _standing(world: World, grid: Grid, before: pl.DataFrame) -> tuple[Floats, Floats, Floats]:
    """Return contiguity by land or narrow water, a pact to defend, and the number of major powers, in the year before."""
    close = contiguity(world, MILES_150).later(1).on(grid)
    majors = major_powers(world).later(1).on(grid).sum(axis=1)
    held = rows_of(world, "defence")
    defence = pl.DataFrame({"ccode1": held.one, "ccode2": held.two, "year": held.year, "yes": held.value})
    pact = _looked_up(before, defence, "yes")
    return (close > 0).astype(float), pact, majors


def _distance(world: World, grid: Grid) -> Floats:
    """Return the logarithm of the distance between capitals; that of the middle pair where one is unknown."""
    found = np.log1p(capital_distances(world, grid))
    return np.where(np.isnan(found), np.nanmedian(found), found)
