"""Rows on which kinds of sanctions are fitted: each sanction that was imposed, as far as the kinds before it leave a choice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.record.rows import located
from westphalia.system.covariates import square, with_union
from westphalia.system.variables import KINDS, NEEDS

if TYPE_CHECKING:
    from sources.system_rows import History
    from westphalia.system.process import Covariate, Happened, SystemProcess

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
ORDER = tuple(KINDS)


def of_kind(term: Covariate, mask: Ints) -> Floats:
    """Return whether sanctions are of the kind that a covariate names (m,).

    Parameters
    ----------
    term : Covariate
        Which.
    mask : ndarray (m,)
        Of what kinds each is.
    """
    return ((mask >> ORDER.index(term.of)) & 1).astype(np.float64)


def imposed(
    history: History, process: SystemProcess, happened: Happened, last: int
) -> Iterator[tuple[Floats, Floats, Ints, Floats, Ints]]:
    """Yield, year by year, sanctions that were imposed, and whether each is of a kind; those that could not be are not at risk.

    Parameters
    ----------
    history : History
        States by year.
    process : SystemProcess
        The kind.
    happened : Happened
        Sanctions, their masks as weights.
    last : int
        Last year.
    """
    assert happened.weight is not None
    kind = process.writes[0].removeprefix("sanction_")
    bit = ORDER.index(kind)
    for year in range(process.since, last + 1):
        before = with_union(history.at(year - 1))
        codes = before.codes[:-1]
        mine = happened.year == year
        one, two, mask = happened.one[mine], happened.two[mine], happened.weight[mine].astype(np.int64)
        (a, known), (b, there) = located(codes, one), located(codes, two)
        a, known = np.where(one == 0, before.n - 1, a), known | (one == 0)
        kept = known & there & (a != b) & _choice(kind, mask)
        a, b, mask = a[kept], b[kept], mask[kept]
        columns = [of_kind(term, mask) if term.how == "kind" else square(before, term)[a, b] for term in process.terms]  # fmt: skip
        count = len(a)
        y = ((mask >> bit) & 1).astype(np.float64)
        yield np.column_stack(columns), y, np.full(count, year), np.ones(count), np.full(count, year * 1000)


def _choice(kind: str, mask: Ints) -> NDArray[np.bool_]:
    """Return for which sanctions a kind was a choice: they are of the kind that it needs, and the last kind is none where there is no other (m,)."""
    allowed = np.ones(len(mask), dtype=bool)
    if NEEDS[kind]:
        allowed = (mask >> ORDER.index(NEEDS[kind])) & 1 > 0
    if kind == ORDER[-1]:
        allowed &= (mask & ~(1 | 1 << ORDER.index(kind))) > 0
    return allowed
