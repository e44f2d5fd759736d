"""The rows on which mechanisms are tried: all pairs every five years, their measures at the end of the year, and whether a tie followed.

These are tests of what goes with what, not forecasts: measures are not lagged as a forecaster's would be.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.measures.registry import registered
from westphalia.models.outcomes import CHIEF
from westphalia.models.partnership.features import FEATURES, Feature
from westphalia.models.partnership.inputs import Pairs, inputs, pairs_of
from westphalia.models.partnership.windows import outcome
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
FIRST, EVERY, HORIZON = 1850, 5, 5
SETTING = (
    "capitals",
    "contiguous",
    "cinc_both",
    "asymmetry",
    "one_major",
    "two_majors",
    "democracy_lower",
    "regime_gap",
    "young",
)
"""What is held equal: place, power and regime (with an intercept for each year)."""
TIES = (
    "habit_last",
    "pact_in_force",
    "many_in_force",
    "institutions",
    "shared_partners",
    "nearby_ties",
    "pacts_sum",
    "new_pacts_sum",
    "dcas_sum",
)
"""Ties that there are already; held equal too in the second of two answers."""


@dataclass(frozen=True, eq=False)
class OriginRows:
    """Pairs in origin years.

    Parameters
    ----------
    pairs : Pairs
        Codes and years.
    names : tuple of str
        Of the columns.
    values : ndarray (rows, features)
        NaN where unknown.
    event : ndarray (rows,)
        Whether they made a tie in the five years after; NaN where no source sees them.
    """

    pairs: Pairs
    names: tuple[str, ...]
    values: NDArray[np.float32]
    event: Floats

    def column(self, name: str) -> Floats:
        """Return a measure; ``cinc_both`` is the capability of both, logarithms added up."""
        if name == "cinc_both":
            return self.column("cinc_higher") + self.column("cinc_lower")
        return self.values[:, self.names.index(name)].astype(np.float64)

    def relevant(self) -> NDArray[np.bool_]:
        """Return which pairs are neighbours or include a great power."""
        made: NDArray[np.bool_] = (self.column("contiguous") == 1) | (self.column("one_major") == 1)
        return made

    def keep(self, mask: NDArray[np.bool_]) -> OriginRows:
        """Return some of the rows."""
        return OriginRows(self.pairs.keep(mask), self.names, self.values[mask], self.event[mask])

    def controls(self, names: tuple[str, ...]) -> Floats:
        """Return standardised measures, the mean in place of unknown values with a column that says so, and a column a year but one."""
        made = []
        for name in names:
            if name != "cinc_both" and name not in self.names:
                continue
            if name == "cinc_both" and not {"cinc_higher", "cinc_lower"} <= set(self.names):
                continue
            x = self.column(name)
            known = np.isfinite(x)
            spread = x[known].std() if known.any() else 0.0
            if spread < 1e-9:
                continue
            made.append(np.where(known, (x - x[known].mean()) / spread, 0.0))
            if not known.all():
                made.append((~known).astype(np.float64))
        years = np.unique(self.pairs.year)
        made += [(self.pairs.year == year).astype(np.float64) for year in years[1:]]
        return np.stack(made, axis=1)


def market() -> tuple[Feature, ...]:
    """Return the feature of market rivalry, where that measure is registered."""
    if "market_rivalry" not in registered() or any(f.source == "market_rivalry" for f in FEATURES):
        return ()
    return (
        Feature(
            "market_rivalry",
            "rivals in the same markets",
            "market rivalry",
            "market_rivalry",
            "most",
            "sqrt",
            lag=2,
        ),
    )


def rows(world: World, last: int = LAST_YEAR) -> OriginRows:
    """Return the rows (a quarter of a minute)."""
    features = tuple(replace(feature, lag=0) for feature in FEATURES + market())
    pairs = pairs_of(world, FIRST, last)
    pairs = pairs.keep(pairs.year % EVERY == 0)
    event = outcome(world, CHIEF, HORIZON, pairs.triple).event
    seen = np.isfinite(event)
    pairs, event = pairs.keep(seen), event[seen]
    return OriginRows(pairs, tuple(f.name for f in features), inputs(world, pairs, features).values, event)
