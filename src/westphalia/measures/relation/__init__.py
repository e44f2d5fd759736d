"""Relation: one score of how hostile or friendly two states are in a year, from war to security community.

A dynamic latent-trait model: each pair has a path through the years that falls back slowly towards 0, moves by steps that are
mostly small and now and then large, and is seen through indicators (``items``). Eleven of them, which exist in all eras, are the
anchors: where on the scale each is as likely as not, and how sharply, is given and is what the scale means. How the others
follow it is learned from relations as the anchors alone show them, so that a block of indicators that move together cannot turn
the scale into something else (a cut; Jacob et al. 2017). The score contains the outcomes that models predict: it is never a
predictor of them.

References
----------
Jacob, Pierre E., Lawrence M. Murray, Chris C. Holmes and Christian P. Robert (2017). Better together? Statistical learning in
models made of modules. arXiv:1708.08719.

Martin, Andrew D. and Kevin M. Quinn (2002). Dynamic Ideal Point Estimation via Markov Chain Monte Carlo for the U.S. Supreme
Court, 1953-1999. Political Analysis 10(2): 134-153.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from westphalia.measures.measure import Measure
from westphalia.measures.relation.bands import BANDS, Band, band

if TYPE_CHECKING:
    from westphalia.measures.vectorised import Array
    from westphalia.record.grid import Grid
    from westphalia.record.world import World

__all__ = ["BANDS", "MEASURES", "Band", "band"]
SPAN = (1816, 2024)
"""Years of the score: after 2024 hardly anything is seen."""
REFERENCE = (
    "Estimated here; the model follows Martin, Andrew D. and Kevin M. Quinn (2002). Dynamic Ideal Point Estimation via Markov Chain "
    "Monte Carlo for the U.S. Supreme Court, 1953-1999. Political Analysis 10(2): 134-153."
)


def of_pairs(world: World, grid: Grid, table: str, column: str) -> Array:
    """Return a column of a table of relations on the rows of a grid, NaN where it has none."""
    import numpy as np
    import polars as pl

    found = np.full(len(grid.cells), np.nan)
    codes = grid.codes[np.unique(np.concatenate([grid.one, grid.two]))].tolist()
    frame = world.table(table).filter(pl.col("year").is_between(grid.first, grid.last))
    if len(codes) < 50:
        frame = frame.filter(pl.col("ccode1").is_in(codes), pl.col("ccode2").is_in(codes))
    held = frame.select("ccode1", "ccode2", "year", column).collect()
    years = held["year"].to_numpy()
    one, two = (grid.stands(held[name].to_numpy(), years)[0] for name in ("ccode1", "ccode2"))
    at = grid.rows_of(years, np.where(two < 0, -1, one), two)
    found[at[at >= 0]] = held[column].to_numpy()[at >= 0]
    return found


def _declare(name: str, title: str, table: str, column: str, more: str, description: str) -> Measure:
    return Measure(
        name,
        title,
        "dyad",
        table,
        column,
        more,
        ("ccode1", "ccode2"),
        unit="standard deviations of relations of which nothing is seen",
        description=description,
        reference=REFERENCE,
        equation=r"\theta_{ij}(t) = \rho\,\theta_{ij}(t-1) + \epsilon_{ij}(t),\quad \Pr(y_k = 1) = e_k\,\sigma\left(b_k(\theta_{ij}(t) - p_k)\right)",
        of_pairs=partial(of_pairs, table=table, column=column),
        low=0 if column == "sd" else None,
    )


MEASURES = (
    _declare(
        "relation",
        "Relation of two states, from war to security community",
        "relations",
        "mean",
        "friendlier",
        "How hostile or friendly two states are, from all that is seen of them in all years: below -3.5 at war, above 3.5 a security "
        "community, 0 where nothing tells them from any pair. Contains disputes, pacts and arms and so never predicts them",
    ),
    _declare(
        "relation_sd",
        "What is left open of the relation of two states",
        "relations",
        "sd",
        "less certain",
        "Standard deviation of the relation",
    ),
    _declare(
        "relation_filtered",
        "Relation of two states, from what was known by then",
        "relations_filtered",
        "mean",
        "friendlier",
        "The relation from the year and those before only, rivalries from five years after they began. Contains disputes, pacts and arms "
        "and so never predicts them",
    ),
)
