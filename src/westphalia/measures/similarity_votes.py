"""Foreign-policy similarity from votes: how alike states voted in the General Assembly in a calendar year."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.measures.measure import Measure
from westphalia.measures.similarity import agreement, by_year, joint, kappa, onto, s_score, scott_pi, tau_b
from westphalia.record.history import NEAR
from westphalia.record.once import once
from westphalia.record.tables.votes import ABSTAIN, NO, YES

if TYPE_CHECKING:
    from westphalia.measures.similarity import Floats, Indices, Joint
    from westphalia.record.history import History
    from westphalia.record.source import Source

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
class YearVotes:
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
        return joint(self.positions, LEVELS)


@once
def _cast(source: Source) -> tuple[Indices, Indices, Indices, Floats]:
    """Return all votes by year, state and roll call: years, codes, roll calls and what was voted, (m,) each."""
    frame = source.listed("votes").sort("year", "ccode", "rcid")
    year, code, call = (frame[name].to_numpy().astype(np.intp) for name in ("year", "ccode", "rcid"))
    return year, code, call, frame["vote"].to_numpy().astype(np.float64)


def of_year(
    source: Source,
    year: int,
    *,
    calls: Collection[int] | None = None,
    states: Collection[int] | None = None,
) -> YearVotes:
    """Return the votes of a year as a matrix, of some roll calls or states only where they are given."""
    years, codes, rolls, cast = _cast(source)
    start, end = np.searchsorted(years, [year, year + 1])
    code, call, vote = codes[start:end], rolls[start:end], cast[start:end]
    kept = np.ones(code.size, dtype=np.bool_)
    for column, only in ((call, calls), (code, states)):
        if only is not None:
            kept &= np.isin(column, list(only))
    states_, row = np.unique(code[kept], return_inverse=True)
    calls_, place = np.unique(call[kept], return_inverse=True)
    matrix = np.full((states_.size, calls_.size), np.nan)
    matrix[row, place] = vote[kept]
    return YearVotes(year, states_, calls_, matrix)


def positions(
    source: Source,
    years: tuple[int, int] | None = None,
    *,
    calls: Collection[int] | None = None,
    states: Collection[int] | None = None,
) -> Iterator[YearVotes]:
    """Yield the votes of each year as a matrix.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
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
    for year in np.unique(_cast(source)[0]).tolist():
        if years is None or years[0] <= year <= years[1]:
            found = of_year(source, year, calls=calls, states=states)
            if found.states.size:
                yield found


@once(latest=NEAR)
def joint_of(source: Source, year: int, only: tuple[int, ...] | None = None) -> tuple[Indices, Joint]:
    """Return the states that voted in a year, or those wanted among them, and the joint tables of all pairs of them."""
    votes = of_year(source, year, states=only)
    return votes.states, votes.joint()


def measured(of: Joint) -> dict[str, Floats]:
    """Return every measure of votes by the name of its column, each (p,)."""
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
    source: Source, years: tuple[int, int] | None = None, *, calls: Collection[int] | None = None
) -> pl.DataFrame:
    """Return the similarity of the votes of all pairs of states that voted in a year.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
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
    return by_year(
        (votes.year, votes.states, of, measured(of))
        for votes in positions(source, years, calls=calls)
        for of in (votes.joint(),)
    )


def of_pairs(history: History, measure: Callable[[Joint], Floats]) -> Floats:
    """Return a measure of the votes of all pairs of states (n, n)."""
    states, of = joint_of(history.source, history.year, history.only)
    return onto(history.codes, states, of, measure(of))


def _declare(
    name: str, measure: Callable[[Joint], Floats], title: str, description: str, reference: str
) -> Measure:
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
        reads=("votes",),
        compute=partial(of_pairs, measure=measure),
    )


CHANCE = "chance being what the shares of yes, abstention and no of"
MEASURES = (
    _declare(
        "s_votes",
        partial(s_score, power=1),
        "S of votes in the General Assembly",
        "1 less twice the distance of two states' votes as a share of the greatest possible; absolute distances",
        SIGNORINO,
    ),
    _declare(
        "kappa_votes",
        partial(kappa, power=2),
        "Cohen's kappa of votes in the General Assembly",
        f"Agreement beyond chance, {CHANCE} each of the two give; squared distances",
        HAEGE,
    ),
    _declare(
        "pi_votes",
        partial(scott_pi, power=2),
        "Scott's pi of votes in the General Assembly",
        f"Agreement beyond chance, {CHANCE} both together give; squared distances",
        HAEGE,
    ),
    _declare(
        "tau_b_votes",
        tau_b,
        "Kendall's tau-b of votes in the General Assembly",
        "Rank correlation of two states' votes, corrected for ties",
        SIGNORINO,
    ),
)
