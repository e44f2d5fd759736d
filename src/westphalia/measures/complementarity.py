"""Complementarity in goods: one state sells what the other buys; grain, oil, gas, and cover in the Security Council."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.measure import Measure
from westphalia.measures.vectorised import Array
from westphalia.record import sums
from westphalia.record.ties import by_year, known, place

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.grid import Grid, Ints
    from westphalia.record.world import World

Matrix = NDArray[np.float64]
GRAIN, ENERGY, COUNCIL = (1973, 2022), (1965, 2024), (1947, 2022)
TRADED = 1993
"""From this year wheat is taken from trade, before from balances."""
GRAIN_YEARS, COUNCIL_YEARS = 5, 10
PERMANENT = (2, 200, 220, 365, 710)
HIRSCHMAN = "Hirschman, Albert O. (1945). National Power and the Structure of Foreign Trade. Berkeley: University of California Press."
KNOWN_DATA = "Bailey, Sydney D. and Sam Daws (1998). The Procedure of the UN Security Council. 3rd edition. Oxford: Clarendon Press."


def fits(net: Array) -> Matrix:
    """Return how well each state's surplus of a good meets each other's deficit (n, n), the seller in the row.

    Parameters
    ----------
    net : ndarray (n,)
        What each state sells less what it buys; NaN where unknown.

    Returns
    -------
    ndarray (n, n)
        Geometric mean of the surplus as a share of the largest and the deficit as a share of the largest, 0 to 1.

    Examples
    --------
    >>> fits(np.array([4.0, 1.0, -2.0, np.nan]))[:, 2]
    array([1. , 0.5, 0. , nan])
    """
    surplus, deficit = np.maximum(net, 0.0), np.maximum(-net, 0.0)
    shares = [
        side / most if (most := np.nanmax(side, initial=0.0)) > 0 else side for side in (surplus, deficit)
    ]
    return np.sqrt(np.outer(shares[0], shares[1]))


def wheat(world: World, codes: Ints, years: range) -> Array:
    """Return net exports of wheat in thousand tonnes, the mean of the known ones of five years (n, years)."""
    import polars as pl

    first = years[0] - GRAIN_YEARS + 1
    within = pl.col("year").is_between(first, years[-1])
    columns = ("ccode", "year", "net")
    balances = (
        world.table("grain_balances")
        .filter(within, pl.col("item") == "wheat", pl.col("year") < TRADED)
        .with_columns(net=pl.col("exports") - pl.col("imports"))
        .select(columns)
    )
    trade = world.table("wheat_trade").filter(within, pl.col("year") >= TRADED)
    sold = trade.select(ccode="exporter", year="year", net=pl.col("tonnes") / 1000)
    bought = trade.select(ccode="importer", year="year", net=-pl.col("tonnes") / 1000)
    flows = pl.concat([sold, bought]).group_by("ccode", "year").agg(sums.total(pl.col("net"))).select(columns)
    yearly = spread(pl.concat([balances, flows]).collect(), codes, range(first, years[-1] + 1))
    windows = np.lib.stride_tricks.sliding_window_view(yearly, GRAIN_YEARS, axis=1)
    counted = (~np.isnan(windows)).sum(axis=2)
    total = np.nansum(windows, axis=2)
    return np.asarray(np.divide(total, counted, out=np.full(counted.shape, np.nan), where=counted > 0))


def energy(world: World, codes: Ints, years: range, table: str) -> Array:
    """Return production less consumption (n, years): of the Energy Institute, who is listed with one only has none of the other."""
    import polars as pl

    frame = world.table(table).filter(
        pl.col("source") == "energy_institute_2025", pl.col("year").is_between(years[0], years[-1])
    )
    either = pl.col("production").is_not_null() | pl.col("consumption").is_not_null()
    net = pl.col("production").fill_null(0) - pl.col("consumption").fill_null(0)
    return spread(frame.filter(either).select("ccode", "year", net=net).collect(), codes, years)


def spread(frame: pl.DataFrame, codes: Ints, years: range) -> Array:
    """Return the column `net` of a frame by state and year, NaN where there is no row (n, years)."""
    found = np.full((len(codes), len(years)), np.nan)
    at, when = place(codes, frame["ccode"].to_numpy()), frame["year"].to_numpy().astype(np.int64) - years[0]
    found[at[at >= 0], when[at >= 0]] = frame["net"].to_numpy()[at >= 0]
    return found


def of_good(world: World, grid: Grid, *, good: str) -> Array:
    """Return how well the first state's surplus meets the second's deficit, and back."""
    span = GRAIN if good == "wheat" else ENERGY
    years = known(world, (max(span[0], grid.first), min(span[1], grid.last)))
    if not len(years):
        return np.full((len(grid.cells), 2), np.nan)
    net = wheat(world, grid.codes, years) if good == "wheat" else energy(world, grid.codes, years, good)
    return by_year(grid, years, lambda year: fits(net[:, year - years[0]]), directed=True)


def of_cover(world: World, grid: Grid) -> Array:
    """Return the share of failed drafts on which a permanent member and another state both voted no."""
    votes = world.table("council_votes").collect()
    drafts, of = np.unique(votes["draft"].to_numpy(), return_inverse=True)
    at, when = place(grid.codes, votes["ccode"].to_numpy()), np.zeros(len(drafts), dtype=np.int64)
    when[of] = votes["year"].to_numpy()
    cast, against = (np.zeros((len(grid.codes), len(drafts))) for _ in range(2))
    cast[at[at >= 0], of[at >= 0]] = 1
    against[at[at >= 0], of[at >= 0]] = votes["vote"].to_numpy()[at >= 0] == 3
    permanent = np.isin(grid.codes, PERMANENT)

    def cover(year: int) -> Matrix:
        recent = (when <= year) & (when > year - COUNCIL_YEARS)
        both, no = cast[:, recent] @ cast[:, recent].T, against[:, recent] @ against[:, recent].T
        usable = (both > 0) & permanent[:, None]
        return np.asarray(np.divide(no, both, out=np.full(both.shape, np.nan), where=usable))

    return by_year(grid, known(world, COUNCIL), cover, directed=True)


def _good(
    good: str, table: str, covers: tuple[int, int], drawn: tuple[str, ...], title: str, text: str
) -> Measure:
    return Measure(
        f"complementarity_{good}",
        f"The first state sells what the second buys: {title}",
        "directed",
        table,
        more="the second's need is better met by the first",
        covers=covers,
        unit="0 to 1",
        low=0,
        high=1,
        drawn=drawn,
        description="Geometric mean of the first state's surplus as a share of the largest in the year and the second's deficit as a share of the largest; 0 where "
        f"the first has no surplus or the second no deficit. {text}",
        reference=HIRSCHMAN,
        driver="complementarity",
        equation=r"\sqrt{\frac{\max(x_i, 0)}{\max_k x_k} \cdot \frac{\max(-x_j, 0)}{\max_k (-x_k)}}",
        of_pairs=partial(of_good, good=good),
    )


LISTED = (
    "Surplus is production less consumption (Energy Institute); a state listed with only one of the two counts as having none of the other, which "
    "overstates exporters whose own use is not listed; states that are not listed are unknown"
)
MEASURES = (
    _good(
        "wheat",
        "wheat_trade",
        GRAIN,
        ("fao_balances", "faostat_trade"),
        "wheat",
        f"Surplus is exports less imports, mean of the known ones of {GRAIN_YEARS} years: wheat with products to {TRADED - 1} (balances), wheat alone and with re-exports "
        f"from {TRADED} (trade)",
    ),
    _good("oil", "oil", ENERGY, ("energy_institute_2025",), "oil", LISTED),
    _good("gas", "gas", ENERGY, ("energy_institute_2025",), "natural gas", LISTED),
    Measure(
        "council_cover",
        "A permanent member votes no together with the second state (illustrative)",
        "directed",
        "council_votes",
        more="more often on one side",
        covers=COUNCIL,
        unit="share of drafts",
        low=0,
        high=1,
        description=f"Illustrative only: of the failed drafts in a sample of 53 on which both voted in the last {COUNCIL_YEARS} years, the share on which the first, a permanent "
        "member of the Security Council, and the second both voted no; unknown where there is no such draft. Whom a draft was about is not in the source",
        reference=KNOWN_DATA,
        driver="complementarity",
        equation=rf"\frac{{\sum_{{d:\, t-{COUNCIL_YEARS} < t_d \le t}} \mathbb{{1}}\{{v_{{id}} = v_{{jd}} = \text{{no}}\}}}}{{\sum_d \mathbb{{1}}\{{i, j \text{{ voted on }} d\}}}}",
        of_pairs=of_cover,
    ),
)
