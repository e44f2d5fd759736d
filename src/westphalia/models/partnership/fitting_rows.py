"""Rows that a kind of tie is fitted on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.models.partnership.inputs import Pairs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
HORIZON = 5
"""Slopes are fitted on windows of five years; the level sets the shorter ones."""


@dataclass(frozen=True, slots=True)
class FittingRows:
    """Rows for fitting one component.

    Parameters
    ----------
    pairs : Pairs
        The rows.
    values : ndarray (rows, features)
        Inputs.
    event : ndarray (rows,)
        Whether there was a tie in the five years after.
    weight : ndarray (rows,)
        How many rows each stands for.
    level : ndarray (220,)
        Log-odds of the share of pairs with a tie, by origin year from 1816.
    """

    pairs: Pairs
    values: NDArray[np.float32]
    event: Floats
    weight: Floats
    level: Floats

    def until(self, last: int) -> NDArray[np.bool_]:
        """Return whether each row's window ends by a year."""
        return self.pairs.year + HORIZON <= last

    def keep(self, mask: NDArray[np.bool_]) -> FittingRows:
        """Return some of the rows."""
        return FittingRows(
            self.pairs.keep(mask), self.values[mask], self.event[mask], self.weight[mask], self.level
        )
