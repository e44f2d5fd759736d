"""What a measure is: a number of a state or a pair in a year that is computed from the history up to that year, declared as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from westphalia.lazy import np
from westphalia.record.quantity import Quantity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.history import History

Compute = Callable[["History"], "NDArray[np.float64]"]
"""Takes the history up to a year; returns values over its states (n,), or pairs (n, n) from the state in the row to that in the column."""


@dataclass(frozen=True, slots=True)
class Measure(Quantity):
    """The declaration of a measure; what it shares with a base quantity, see :class:`~westphalia.record.quantity.Quantity`.

    Its table is the one whose years it has, where ``covers`` does not tell them.

    Parameters
    ----------
    reads : tuple of str
        The base quantities, base lists and other measures that it is computed from.
    window : int
        How many years back it looks, the year itself included; 1 is the year alone, 0 all years there are.
    compute : callable
        Arrays in, array out: no world and no table.
    members : {"cow", ""}
        Of which states it is known: the members of the Correlates of War system in the year, or whoever it is computed for.
    """

    reads: tuple[str, ...] = ()
    window: int = 1
    compute: Compute | None = None
    members: Literal["cow", ""] = "cow"

    def whole(self) -> bool:
        """Return whether its values are whole numbers: what is computed is not."""
        return False

    def range(self) -> tuple[float | None, float | None]:
        """Return the smallest and largest value possible, None where there is no bound."""
        return self.low, self.high
