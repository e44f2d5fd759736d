"""Foreign-policy similarity from votes: how alike states voted in the General Assembly in a calendar year."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from westphalia.measures.measure import Measure
from westphalia.record.tables.votes import ABSTAIN, NO, YES
from westphalia.record.world import World

if TYPE_CHECKING:
    import polars as pl

    from westphalia.measures.similarity import Floats, Indices, Joint
    from westphalia.record.grid import Grid

LEVELS = (YES, ABSTAIN, NO)
SIGNORINO = (
    "Signorino, Curtis S. and Jeffrey M. Ritter (1999). Tau-b or Not Tau-b: Measuring the Similarity of Foreign Policy "
    "Positions. International Studies Quarterly 43(1): 115-144."
)
HAEGE = (
    "Haege, Frank M. (2011). Choice or Circumstance? Adjusting Measures of Foreign Policy Similarity for Chance Agreement. "
    "Political Analysis 19(3): 287-305."
)


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes of a calendar year.

    Parameters
    ----------
    year : int
        Year of the votes.
    states : ndarray (n,)
        Codes of the states that voted at least once, ascending.
    calls : ndarray (m,)
        Roll calls, ascending.
    positions : ndarray (n, m)
        1 yes, 2 abstention, 3 no; NaN where a state did not take part.
    """

    year: int
    states: Indices
    calls: Indices
    positions: Floats

    def joint(self) -> Joint:
        """Return the joint tables of all pairs, of the roll calls in which both took part."""
        from westphalia.measures.similarity import joint

        return joint(self.positions, LEVELS)


def positions(
    world: World,
    years: tuple[int, int] | None = None,
    *,
    calls: Collection[int] | None = None,
    states: Collection[int] | None = None,
) -> Iterator[Votes]:
    """Yield the votes of each year as a matrix.

    Parameters
    ----------
    world : World
        The record.
    years : pair of int, optional
        First and last year; by default all that the votes cover. A year without votes is left out.
    calls, states : collection of int, optional
        Only these roll calls (``rcid`` of the table ``roll_calls``) or states.

    Examples
    --------
    >>> import westphalia as wp
    >>> [year] = positions(wp.load(), (1946, 1946))
    >>> year.positions.shape
    (54, 43)
    """
    import numpy as np
    import polars as pl

    chosen = world.table("votes")
    if years is not None:
        chosen = chosen.filter(pl.col("year").is_between(*years))
    for column, only in (("rcid", calls), ("ccode", states)):
        if only is not None:
            chosen = chosen.filter(pl.col(column).is_in(list(only)))
    frame = chosen.select("year", "ccode", "rcid", "vote").sort("year", "ccode", "rcid").collect()
    columns = {name: frame[name].to_numpy() for name in frame.columns}
    found, starts = np.unique(columns["year"], return_index=True)
    ends = np.append(starts, frame.height)[1:]
    for year, start, end in zip(found, starts, ends, strict=True):
        of = slice(start, end)
        codes, row = np.unique(columns["ccode"][of], return_inverse=True)
        rolls, place = np.unique(columns["rcid"][of], return_inverse=True)
        matrix = np.full((codes.size, rolls.size), np.nan)
        matrix[row, place] = columns["vote"][of]
        yield Votes(int(year), codes.astype(np.intp), rolls.astype(np.intp), matrix)


def measured(of: Joint) -> dict[str, Floats]:
    """Return every measure of votes by the name of its column, each (p,)."""
    from westphalia.measures.similarity import agreement, kappa, s_score, scott_pi, tau_b

    return {
        "n": of.total,
        "agreement": agreement(of),
        "s_abs": s_score(of, 1),
        "s_sq": s_score(of, 2),
        "pi": scott_pi(of, 0),
        "pi_w": scott_pi(of, 2),
        "kappa": kappa(of, 0),
        "kappa_w": kappa(of, 2),
        "taub": tau_b(of),
    }


def similarity(
    world: World, years: tuple[int, int] | None = None, *, calls: Collection[int] | None = None
) -> pl.DataFrame:
    """Return the similarity of the votes of all pairs of states that voted in a year.

    Parameters
    ----------
    world : World
        The record.
    years : pair of int, optional
        First and last year; by default all.
    calls : collection of int, optional
        Only these roll calls, for instance those on one issue or on final passage.

    Returns
    -------
    polars.DataFrame
        One row per year and pair, ``ccode1 < ccode2``: ``n`` roll calls in which both took part, ``agreement``, S with absolute
        (``s_abs``) and squared distances (``s_sq``), Scott's ``pi`` and Cohen's ``kappa`` (both without and, ``_w``, with weights
        that grow with the square of the distance), and Kendall's ``taub``. Null where a measure is not defined.

    Examples
    --------
    >>> import westphalia as wp
    >>> year = similarity(wp.load(), (2018, 2018))
    >>> year.filter(ccode1=2, ccode2=666).select("n", "s_abs").row(0)
    (91, 0.846...)
    """
    from westphalia.measures.similarity import by_year

    return by_year(
        (of.year, of.states, joint, measured(joint))
        for of in positions(world, years, calls=calls)
        for joint in (of.joint(),)
    )


def _of_pairs(world: World, grid: Grid, *, column: str) -> Floats:
    """Return one measure of pairs, (rows,)."""
    from westphalia.measures.similarity import compared, onto

    return onto(
        grid,
        (
            (of.year, of.states, joint, measured(joint)[column])
            for of in positions(world, (grid.first, grid.last), states=compared(grid))
            for joint in (of.joint(),)
        ),
    )


def _declare(name: str, column: str, title: str, description: str, reference: str) -> Measure:
    return Measure(
        name,
        title,
        "dyad",
        "votes",
        "vote",
        "more alike",
        unit="-1 to 1",
        low=-1,
        high=1,
        description=description,
        reference=reference,
        of_pairs=partial(_of_pairs, column=column),
    )


CHANCE = "chance being what the shares of yes, abstention and no of"
MEASURES = (
    _declare(
        "s_votes",
        "s_abs",
        "S of votes in the General Assembly",
        "1 less twice the distance of two states' votes as a share of the greatest possible; absolute distances",
        SIGNORINO,
    ),
    _declare(
        "kappa_votes",
        "kappa_w",
        "Cohen's kappa of votes in the General Assembly",
        f"Agreement beyond chance, {CHANCE} each of the two give; squared distances",
        HAEGE,
    ),
    _declare(
        "pi_votes",
        "pi_w",
        "Scott's pi of votes in the General Assembly",
        f"Agreement beyond chance, {CHANCE} both together give; squared distances",
        HAEGE,
    ),
    _declare(
        "tau_b_votes",
        "taub",
        "Kendall's tau-b of votes in the General Assembly",
        "Rank correlation of two states' votes, corrected for ties",
        SIGNORINO,
    ),
)
