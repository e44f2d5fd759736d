"""Foreign-policy similarity from alliances: how alike the portfolios of pacts of two states are in a year."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from westphalia.measures.measure import Measure
from westphalia.measures.similarity_votes import HAEGE, SIGNORINO
from westphalia.record.world import FIRST_YEAR, World

if TYPE_CHECKING:
    import polars as pl

    from westphalia.measures.similarity import Floats, Indices, Joint
    from westphalia.record.grid import Grid

HELP, STAY_OUT, NOT_ATTACK, NONE = 3, 2, 1, 0
"""Obligations in order: defence or offence; neutrality or consultation; non-aggression alone; none."""
LEVELS = (NONE, NOT_ATTACK, STAY_OUT, HELP)
CODED = (FIRST_YEAR, 2018)


@dataclass(frozen=True, slots=True)
class Portfolios:
    """Alliance portfolios of a year.

    Parameters
    ----------
    year : int
        The year.
    states : ndarray (n,)
        Codes of the states whose portfolios these are, ascending.
    partners : ndarray (m,)
        Codes of all members of the state system (Correlates of War) on at least one day of the year, ascending.
    obligations : ndarray (n, m)
        The highest obligation of the state to the partner, 0 to 3; to itself 3.
    capability : ndarray (m,)
        Composite index of the partner; NaN where unknown.
    """

    year: int
    states: Indices
    partners: Indices
    obligations: Floats
    capability: Floats

    def joint(self, *, weighted: bool = False) -> Joint:
        """Return the joint tables of all pairs, every partner counting once or by its capability."""
        from westphalia.measures.similarity import joint

        return joint(self.obligations, LEVELS, self.capability if weighted else None)


def portfolios(
    world: World, years: tuple[int, int] | None = None, *, states: Collection[int] | None = None
) -> Iterator[Portfolios]:
    """Yield the alliance portfolios of each year.

    Parameters
    ----------
    world : World
        The record.
    years : pair of int, optional
        First and last year; by default, and at most, those for which pacts are coded.
    states : collection of int, optional
        Only the portfolios of these states; the partners are all states in any case.

    Examples
    --------
    >>> import westphalia as wp
    >>> [year] = portfolios(wp.load(), (1914, 1914), states=[255, 365])
    >>> [int(code) for code in year.partners[year.obligations[0] == 3]]
    [255, 300, 325, 355, 360, 640]
    """
    import numpy as np

    last = min(CODED[1], world.last_known or CODED[1])
    first, last = (max(years[0], CODED[0]), min(years[1], last)) if years else (CODED[0], last)
    pacts, powers = _pacts(world, first, last, states), _capability(world, first, last)
    for year in range(first, last + 1):
        partners = np.array(world.members(year, "cow"), dtype=np.intp)
        own = partners if states is None else np.intersect1d(partners, np.array(list(states), dtype=np.intp))
        matrix = np.zeros((own.size, partners.size))
        one, other, value = _of_year(pacts, year)
        known = np.isin(one, own) & np.isin(other, partners)
        matrix[np.searchsorted(own, one[known]), np.searchsorted(partners, other[known])] = value[known]
        matrix[np.arange(own.size), np.searchsorted(partners, own)] = HELP
        codes, _, cinc = _of_year(powers, year)
        capability = np.full(partners.size, np.nan)
        counted = np.isin(codes, partners)
        capability[np.searchsorted(partners, codes[counted])] = cinc[counted]
        yield Portfolios(year, own, partners, matrix, capability)


Rows = tuple["Indices", "Indices", "Indices", "Floats"]
"""Year (ascending), first state, second state, value."""


def _of_year(rows: Rows, year: int) -> tuple[Indices, Indices, Floats]:
    import numpy as np

    start, end = np.searchsorted(rows[0], [year, year + 1])
    return rows[1][start:end], rows[2][start:end], rows[3][start:end]


def _pacts(world: World, first: int, last: int, states: Collection[int] | None) -> Rows:
    import polars as pl

    promised = (
        pl.when(pl.col("atop_defense") | pl.col("atop_offense"))
        .then(pl.lit(HELP))
        .when(pl.col("atop_neutral") | pl.col("atop_consul"))
        .then(pl.lit(STAY_OUT))
        .when(pl.col("atop_nonagg"))
        .then(pl.lit(NOT_ATTACK))
        .otherwise(pl.lit(NONE))
    )
    frame = world.table("pact_dyad_years").filter(pl.col("year").is_between(first, last))
    if states is not None:
        frame = frame.filter(pl.col("ccode1").is_in(list(states)))
    return _rows(frame.select("year", "ccode1", "ccode2", promised.alias("value")))


def _capability(world: World, first: int, last: int) -> Rows:
    import polars as pl

    frame = world.table("capabilities").filter(pl.col("year").is_between(first, last)).drop_nulls("cinc")
    return _rows(frame.select("year", "ccode", pl.col("ccode").alias("other"), "cinc"))


def _rows(frame: pl.LazyFrame) -> Rows:
    import numpy as np

    year, one, other, value = (column.to_numpy() for column in frame.collect().sort("year").get_columns())
    return year.astype(np.intp), one.astype(np.intp), other.astype(np.intp), value.astype(np.float64)


def measured(of: Portfolios) -> tuple[Joint, dict[str, Floats]]:
    """Return the joint tables and every measure of portfolios by the name of its column, each (p,)."""
    from westphalia.measures.similarity import agreement, kappa, s_score, scott_pi, tau_b

    valued, weighted = of.joint(), of.joint(weighted=True)
    binary, binary_weighted = valued.merged(NOT_ATTACK), weighted.merged(NOT_ATTACK)
    return valued, {
        "n": valued.total,
        "agreement": agreement(valued),
        "sallyva": s_score(valued, 1),
        "sallyvs": s_score(valued, 2),
        "sallyba": s_score(binary, 1),
        "sallybs": s_score(binary, 2),
        "sallywva": s_score(weighted, 1),
        "sallywvs": s_score(weighted, 2),
        "sallywb": s_score(binary_weighted, 1),
        "pallyv": scott_pi(valued, 0),
        "pallyv_valueweights": scott_pi(valued, 2),
        "pallyb": scott_pi(binary, 0),
        "kallyv_nominal": kappa(valued, 0),
        "kallyv_valueweights": kappa(valued, 2),
        "kallyb": kappa(binary, 0),
        "taub": tau_b(valued),
    }


def similarity(world: World, years: tuple[int, int] | None = None) -> pl.DataFrame:
    """Return the similarity of the alliance portfolios of all pairs of states in the system in a year.

    Parameters
    ----------
    world : World
        The record.
    years : pair of int, optional
        First and last year; by default, and at most, those for which pacts are coded.

    Returns
    -------
    polars.DataFrame
        One row per year and pair, ``ccode1 < ccode2``: ``n`` partners compared, ``agreement``; S of valued (``sallyv``) and binary
        portfolios (``sallyb``) with absolute (``a``) and squared (``s``) distances, the same weighted by capability (``sallyw``; the
        distances of binary ones are their own squares); Scott's pi (``pally``) and Cohen's kappa (``kally``) of valued portfolios without
        weights (``pallyv``, ``kallyv_nominal``) and with weights that grow with the square of the distance of the values, and of binary ones
        (``b``); Kendall's ``taub`` of valued portfolios. Null where a measure is not defined.

    Examples
    --------
    >>> import westphalia as wp
    >>> year = similarity(wp.load(), (1914, 1914))
    >>> year.filter(ccode1=255, ccode2=300).select("n", "sallyva").row(0)
    (45, 0.955...)
    """
    from westphalia.measures.similarity import by_year

    return by_year((of.year, of.states, *measured(of)) for of in portfolios(world, years))


def _of_pairs(world: World, grid: Grid, *, column: str) -> Floats:
    """Return one measure of pairs, (rows,)."""
    from westphalia.measures.similarity import compared, onto

    return onto(
        grid,
        (
            (of.year, of.states, joint, every[column])
            for of in portfolios(world, (grid.first, grid.last), states=compared(grid))
            for joint, every in (measured(of),)
        ),
    )


def _declare(name: str, column: str, title: str, description: str, reference: str) -> Measure:
    return Measure(
        name,
        title,
        "dyad",
        "pact_dyad_years",
        "atop_defense",
        "more alike",
        unit="-1 to 1",
        low=-1,
        high=1,
        covers=CODED,
        description=description,
        reference=reference,
        of_pairs=partial(_of_pairs, column=column),
    )


VALUED = "obligations valued 3 defence or offence, 2 neutrality or consultation, 1 non-aggression, 0 none"
MEASURES = (
    _declare(
        "s_alliances",
        "sallyva",
        "S of alliance portfolios",
        f"1 less twice the distance of two states' portfolios as a share of the greatest possible; {VALUED}; absolute distances",
        SIGNORINO,
    ),
    _declare(
        "kappa_alliances",
        "kallyv_valueweights",
        "Cohen's kappa of alliance portfolios",
        f"Agreement beyond chance, chance being what each of the two portfolios gives; {VALUED}; squared distances",
        HAEGE,
    ),
    _declare(
        "pi_alliances",
        "pallyv_valueweights",
        "Scott's pi of alliance portfolios",
        f"Agreement beyond chance, chance being what both portfolios together give; {VALUED}; squared distances",
        HAEGE,
    ),
    _declare(
        "tau_b_alliances",
        "taub",
        "Kendall's tau-b of alliance portfolios",
        f"Rank correlation of two states' portfolios, corrected for ties; {VALUED}",
        SIGNORINO,
    ),
)
