"""Bank credit lost: how much less banks abroad lend to a state than they did, beside what they lend to others.

Banks leave a state that is shut out, and as well one that does not pay: so this stands beside the part of exclusion that is credit (:mod:`westphalia.measures.exclusion`) and has no weight in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.measures.measure import Measure

if TYPE_CHECKING:
    from westphalia.record.history import Floats, History

SPAN = 5
"""Years over which lending is compared."""
SMALL = 50.0
"""Million dollars added to both years, so that a small debt that doubles is no great change."""


def lost(now: Floats, before: Floats) -> Floats:
    """Return how far lending to each state fell behind that to the median state (n,).

    Parameters
    ----------
    now, before : ndarray (n,)
        Debt of each state to banks abroad in two years, in million dollars; NaN where none is reported.

    Returns
    -------
    ndarray (n,)
        Natural logarithm of what the median state's debt was multiplied by, less that of the state's own; NaN where either year is not known.

    Examples
    --------
    >>> lost(np.array([50.0, 150.0, 350.0]), np.array([150.0, 150.0, 150.0])).round(2).tolist()
    [0.69, 0.0, -0.69]
    """
    change = np.log((np.maximum(now, 0) + SMALL) / (np.maximum(before, 0) + SMALL))
    known = change[~np.isnan(change)]
    usual = np.median(known) if known.size else np.nan
    found: Floats = usual - change
    return found


def of_states(history: History) -> Floats:
    """Return the bank credit that each state lost in five years, beside the median state (n,)."""
    before = history.at(history.year - SPAN)["bank_debt_abroad"]
    return lost(history.now["bank_debt_abroad"], before)


MEASURES = (
    Measure(
        "bank_credit_lost",
        "Lending by banks abroad that the state lost in five years, beside others",
        "state",
        "bank_positions",
        "",
        "lost more credit",
        unit="logarithm",
        driver="exclusion",
        description=(
            "How far debt to banks abroad fell behind that of the median state in five years, as a natural logarithm (0.7: half of what it would be). A state that is shut out loses credit, and so does "
            "one that does not pay or an offshore centre that closes, so it is no part of exclusion"
        ),
        equation=r"\mathrm{median}_j \ln\frac{d_{jt} + 50}{d_{j,t-5} + 50} - \ln\frac{d_{it} + 50}{d_{i,t-5} + 50}",
        reads=("bank_debt_abroad",),
        window=SPAN + 1,
        compute=of_states,
    ),
)
