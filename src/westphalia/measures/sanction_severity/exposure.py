"""Exposure and duration: what those who sanction a state weighed for it before they began, and for how long they have done so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from westphalia.record import sums
from westphalia.record.coverage import since
from westphalia.record.history import History
from westphalia.record.once import once
from westphalia.record.rows import located

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.history import Floats
    from westphalia.record.source import Source

COVERS = since(1949, "sanctions")
"""Years of which the cases are on record."""


def fill(history: History, values: pl.DataFrame, absent: float) -> Floats:
    """Return the values of the states of the year (n,): ``absent`` for a state in the system, on either list, that no row names.

    Parameters
    ----------
    history : History
        Its last year is taken.
    values : polars.DataFrame
        ``target``, ``year`` and ``value``, null where unknown.
    absent : float
        Zero or unknown; with zero, states in neither system are unknown.
    """
    codes = history.codes
    outside = np.isnan(history.now["sanctions_in_force"])
    found = np.where(outside, np.nan, absent)
    rows = values.filter(year=history.year)
    at, there = located(codes, rows["target"].to_numpy().astype(np.int64))
    if not np.isnan(absent):
        there &= ~outside[at]
    found[at[there]] = rows["value"].to_numpy().astype(np.float64)[there]
    return found


@once
def exposed(source: Source, of: str, kind: str = "") -> pl.DataFrame:
    """Return by target and year the sum of what its senders weighed before they began; null where that is known of none of them.

    Parameters
    ----------
    of : {"share", "output"}
        Their part of the target's trade, or of world output.
    kind : {"", "trade", "arms", "financial", "embargo"}
        Only senders with a case of this kind.
    """
    import polars as pl

    from westphalia.measures.sanction_severity.bases import weighed

    cases = weighed(source)
    chosen = cases.filter(pl.col(kind)) if kind else cases
    total = pl.when(pl.col(of).is_not_null().any()).then(sums.total(pl.col(of)).clip(0, 1))
    return chosen.group_by("target", "year").agg(value=total)


def of_states(history: History, of: str, kind: str = "") -> Floats:
    """Return the exposure of states (n,): 0 where no such case is in force."""
    return fill(history, exposed(history.source, of, kind), 0.0)


@once
def _known(source: Source) -> pl.DataFrame:
    import polars as pl

    from westphalia.measures.sanction_severity.bases import weighed

    return weighed(source).group_by("target", "year").agg(value=pl.col("share").is_not_null().mean())


def known(history: History) -> Floats:
    """Return the share of a state's senders whose part of its trade is known (n,); NaN without senders."""
    return fill(history, _known(history.source), float("nan"))


@once
def _added(source: Source) -> Floats:
    """Return the exposure by output added up from the first year to each that is known (n, years)."""
    first, last = source.covers("sanctions") or (0, -1)
    years = [of_states(History(source, year), "output") for year in range(first, last + 1)]
    exposure = np.stack(years, axis=1)
    return np.where(np.isnan(exposure), np.nan, np.nancumsum(exposure, axis=1))


def load(history: History) -> Floats:
    """Return the exposure by output added up over all years since 1949 (n,)."""
    found: Floats = _added(history.source)[:, history.year - COVERS.first]
    return found


@once
def _ages(source: Source) -> pl.DataFrame:
    import polars as pl

    from westphalia.measures.sanction_severity.bases import weighed

    lasted = (pl.col("year") - pl.col("start") + 1).cast(pl.Float64)
    mean = sums.total(lasted * pl.col("output")) / sums.total(pl.col("output"))
    whole = pl.when((pl.col("output") > 0).any()).then(mean)
    return weighed(source).group_by("target", "year").agg(value=whole)


def age(history: History) -> Floats:
    """Return for how many years the senders have sanctioned a state, by their part of world output (n,); 0 without senders."""
    return fill(history, _ages(history.source), 0.0)
