"""Asymmetry: how unequal two states are, and how far one depends on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from westphalia.measures.measure import Measure
from westphalia.measures.remoteness import scores
from westphalia.measures.vectorised import of_sides
from westphalia.record import sums

if TYPE_CHECKING:
    from westphalia.measures.vectorised import Array
    from westphalia.record.grid import Grid
    from westphalia.record.world import World

LEAST = 1e-6
"""The smallest share that the capability table can show; a state with less has this."""
WINDOW = 10
"""Years of deliveries that dependence is reckoned on."""
ARMS = (1950, 2025)


def _capability(world: World, grid: Grid) -> Array:
    return of_sides(world, grid, lambda *of: scores(*of, column="cinc", table="capabilities")).clip(LEAST)


def _product(world: World, grid: Grid) -> Array:
    return of_sides(world, grid, lambda *of: scores(*of, column="pwtrgdp", table="economy"))


def _both_ways(values: Array) -> Array:
    return np.stack([values, -values], axis=1)


def _log_ratio(sides: Array) -> Array:
    return np.log(sides[:, 0]) - np.log(sides[:, 1])


def capability_advantage(world: World, grid: Grid) -> Array:
    """Return the logarithm of the first state's capability over the second's, (rows, 2)."""
    return _both_ways(_log_ratio(_capability(world, grid)))


def product_advantage(world: World, grid: Grid) -> Array:
    """Return the logarithm of the first state's product over the second's, (rows, 2)."""
    return _both_ways(_log_ratio(_product(world, grid)))


def asymmetry(world: World, grid: Grid) -> Array:
    """Return how unequal two states' capability is."""
    return np.abs(_log_ratio(_capability(world, grid)))


def product_asymmetry(world: World, grid: Grid) -> Array:
    """Return how unequal two states' product is."""
    return np.abs(_log_ratio(_product(world, grid)))


def junior(world: World, grid: Grid) -> Array:
    """Return the share of the pair's capability that the other holds, (rows, 2)."""
    sides = _capability(world, grid)
    shares: Array = sides[:, ::-1] / sides.sum(axis=1, keepdims=True)
    return shares


def arms_dependence(world: World, grid: Grid) -> Array:
    """Return the share of the first state's arms of ten years that the second delivered, (rows, 2); 0 for one that got none.

    Known once the deliveries of all ten years are, from 1959.
    """
    import polars as pl

    rows = world.table("arms_transfers").filter(pl.col("year").is_between(grid.first - WINDOW + 1, grid.last))
    by_year = rows.group_by("supplier", "recipient", "year").agg(sums.total(pl.col("tiv")))
    frame = by_year.sort("supplier", "recipient", "year").collect()
    size = len(grid.codes)
    yearly = np.zeros((grid.years + WINDOW - 1, size, size), dtype=np.float32)
    total = np.zeros((grid.years + WINDOW - 1, size))
    year = frame["year"].to_numpy().astype(np.int64) - (grid.first - WINDOW + 1)
    supplier, recipient = (frame[side].to_numpy() for side in ("supplier", "recipient"))
    at_s, at_r = (np.searchsorted(grid.codes, side).clip(0, size - 1) for side in (supplier, recipient))
    tiv = frame["tiv"].to_numpy()
    ours = grid.codes[at_r] == recipient
    np.add.at(total, (year[ours], at_r[ours]), tiv[ours])
    both = ours & (grid.codes[at_s] == supplier)
    np.add.at(yearly, (year[both], at_r[both], at_s[both]), tiv[both])
    found = np.full((len(grid.cells), 2), np.nan)
    for place in range(grid.years):
        chosen = np.flatnonzero(grid.when == place) if grid.years > 1 else np.arange(len(grid.cells))
        if len(chosen) and grid.first + place >= ARMS[0] + WINDOW - 1:
            window, whole = (
                yearly[place : place + WINDOW].sum(axis=0),
                total[place : place + WINDOW].sum(axis=0),
            )
            share = window / np.where(whole > 0, whole, 1)[:, None]
            one, two = grid.one[chosen], grid.two[chosen]
            found[chosen, 0], found[chosen, 1] = share[one, two], share[two, one]
    found[~grid.within(world.span("arms_transfers", covers=(ARMS[0] + WINDOW - 1, ARMS[1])))] = np.nan
    return found.clip(0, 1)


RATIO = "logarithm of a ratio"

MEASURES = (
    Measure(
        "capability_advantage",
        "Capability of the first state over the second's",
        "directed",
        "capabilities",
        "cinc",
        more="the first is stronger",
        unit=RATIO,
        driver="asymmetry",
        of_pairs=capability_advantage,
        description="Natural logarithm of the ratio of two shares of world capability; a share below a millionth counts as one",
        equation=r"\ln c_i(t) - \ln c_j(t)",
    ),
    Measure(
        "product_advantage",
        "Product of the first state over the second's",
        "directed",
        "economy",
        "pwtrgdp",
        more="the first is richer",
        unit=RATIO,
        driver="asymmetry",
        of_pairs=product_advantage,
        description="Natural logarithm of the ratio of two real gross domestic products",
        equation=r"\ln y_i(t) - \ln y_j(t)",
    ),
    Measure(
        "asymmetry",
        "How unequal in capability two states are",
        "dyad",
        "capabilities",
        "cinc",
        more="more unequal",
        unit=RATIO,
        low=0,
        driver="asymmetry",
        of_pairs=asymmetry,
        description="Absolute logarithm of the ratio of two shares of world capability; a share below a millionth counts as one",
        equation=r"\left|\ln c_i(t) - \ln c_j(t)\right|",
    ),
    Measure(
        "product_asymmetry",
        "How unequal in product two states are",
        "dyad",
        "economy",
        "pwtrgdp",
        more="more unequal",
        unit=RATIO,
        low=0,
        driver="asymmetry",
        of_pairs=product_asymmetry,
        description="Absolute logarithm of the ratio of two real gross domestic products",
        equation=r"\left|\ln y_i(t) - \ln y_j(t)\right|",
    ),
    Measure(
        "junior",
        "How far the first state is the junior one",
        "directed",
        "capabilities",
        "cinc",
        more="the first is weaker",
        unit="share",
        low=0,
        high=1,
        driver="asymmetry",
        of_pairs=junior,
        description="Share of the capability of both that the second holds: above a half the first is the junior one",
        equation=r"c_j(t) / (c_i(t) + c_j(t))",
    ),
    Measure(
        "arms_dependence",
        "Arms of the first state that are from the second",
        "directed",
        "arms_transfers",
        more="more dependent",
        covers=(ARMS[0] + WINDOW - 1, ARMS[1]),
        unit="share",
        low=0,
        high=1,
        driver="asymmetry",
        of_pairs=arms_dependence,
        description="Share of the volume of major arms delivered to the first state over ten years that the second delivered; 0 where "
        "none was delivered",
        equation=r"\sum_{s=t-9}^{t} a_{j \to i}(s) \Big/ \sum_{s=t-9}^{t} \sum_k a_{k \to i}(s)",
    ),
)
