"""Foreign-policy similarity from alliances: how alike the portfolios of pacts of two states are in a year."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.measures.measure import Measure
from westphalia.measures.similarity import agreement, by_year, joint, kappa, onto, s_score, scott_pi, tau_b
from westphalia.measures.similarity_votes import HAEGE, SIGNORINO
from westphalia.record.coverage import since
from westphalia.record.history import NEAR, History
from westphalia.record.once import once
from westphalia.record.schema import FIRST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.measures.similarity import Floats, Indices, Joint
    from westphalia.record.source import Source

HELP, STAY_OUT, NOT_ATTACK, NONE = 3, 2, 1, 0
"""Obligations in order: defence or offence; neutrality or consultation; non-aggression alone; none."""
LEVELS = (NONE, NOT_ATTACK, STAY_OUT, HELP)
CODED = since(FIRST_YEAR, "pact_dyad_years")


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
        return joint(self.obligations, LEVELS, self.capability if weighted else None)


def of_year(source: Source, year: int, states: Collection[int] | None = None) -> Portfolios:
    """Return the alliance portfolios of a year, of all states in the system or of some."""
    history = History(source, year)
    now, members = history.now, np.flatnonzero(history.present)
    partners = history.codes[members]
    own = members if states is None else members[np.isin(partners, list(states))]
    pairs = np.ix_(own, members)

    def any_of(*names: str) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = np.any([now[name][pairs] > 0 for name in names], axis=0)
        return found

    matrix = np.where(any_of("nonaggression"), NOT_ATTACK, NONE).astype(np.float64)
    matrix[any_of("neutrality", "consultation")] = STAY_OUT
    matrix[any_of("defence", "offence")] = HELP
    matrix[np.arange(own.size), np.searchsorted(members, own)] = HELP
    codes = history.codes.astype(np.intp)
    return Portfolios(year, codes[own], codes[members], matrix, now["cinc"][members])


def portfolios(
    source: Source, years: tuple[int, int] | None = None, *, states: Collection[int] | None = None
) -> Iterator[Portfolios]:
    """Yield the alliance portfolios of each year.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
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
    first, last = CODED.whole(source)
    last = min(last, source.last_known or last)
    if years is not None:
        first, last = max(first, years[0]), min(last, years[1])
    for year in range(first, last + 1):
        yield of_year(source, year, states)


@once(latest=NEAR)
def joint_of(source: Source, year: int, only: tuple[int, ...] | None = None) -> tuple[Indices, Joint]:
    """Return the members of the system, or those wanted among them, and the joint tables of all pairs of their portfolios."""
    found = of_year(source, year, only)
    return found.states, found.joint()


def measured(of: Portfolios) -> tuple[Joint, dict[str, Floats]]:
    """Return the joint tables and every measure of portfolios by the name of its column, each (p,)."""
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


def similarity(source: Source, years: tuple[int, int] | None = None) -> pl.DataFrame:
    """Return the similarity of the alliance portfolios of all pairs of states in the system in a year.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
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
    return by_year((of.year, of.states, *measured(of)) for of in portfolios(source, years))


def of_pairs(history: History, measure: Callable[[Joint], Floats]) -> Floats:
    """Return a measure of the alliance portfolios of all pairs of states (n, n)."""
    states, of = joint_of(history.source, history.year, history.only)
    return onto(history.codes, states, of, measure(of))


def _declare(
    name: str, measure: Callable[[Joint], Floats], title: str, description: str, reference: str
) -> Measure:
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
        reads=("defence", "offence", "neutrality", "consultation", "nonaggression"),
        compute=partial(of_pairs, measure=measure),
    )


VALUED = "obligations valued 3 defence or offence, 2 neutrality or consultation, 1 non-aggression, 0 none"
MEASURES = (
    _declare(
        "s_alliances",
        partial(s_score, power=1),
        "S of alliance portfolios",
        f"1 less twice the distance of two states' portfolios as a share of the greatest possible; {VALUED}; absolute distances",
        SIGNORINO,
    ),
    _declare(
        "kappa_alliances",
        partial(kappa, power=2),
        "Cohen's kappa of alliance portfolios",
        f"Agreement beyond chance, chance being what each of the two portfolios gives; {VALUED}; squared distances",
        HAEGE,
    ),
    _declare(
        "pi_alliances",
        partial(scott_pi, power=2),
        "Scott's pi of alliance portfolios",
        f"Agreement beyond chance, chance being what both portfolios together give; {VALUED}; squared distances",
        HAEGE,
    ),
    _declare(
        "tau_b_alliances",
        tau_b,
        "Kendall's tau-b of alliance portfolios",
        f"Rank correlation of two states' portfolios, corrected for ties; {VALUED}",
        SIGNORINO,
    ),
)
