"""A state and a pair of states, as they were called in a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class State:
    """A state of either list.

    Parameters
    ----------
    ccode : int
        The one code by which the edition keys it: Correlates of War code, or Gleditsch-Ward code for a state only in that list.
    gwcode : int or None
        Gleditsch-Ward code (the latest).
    iso3 : str or None
        Current ISO 3166-1 alpha-3 code, or the former one of an extinct state.
    name : str
        Usual name in the year asked for.
    cow : bool
        Whether it is in the Correlates of War list at all.
    """

    ccode: int
    gwcode: int | None
    iso3: str | None
    name: str
    cow: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return the state as the JSON contract has it: ``ccode`` is null for a state that is only in the Gleditsch-Ward list."""
        document = {"ccode": self.ccode if self.cow else None, "iso3": self.iso3, "name": self.name}
        return document if self.cow else {**document, "gwcode": self.gwcode}


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two different states, in the order given.

    Examples
    --------
    >>> Dyad(State(630, 630, "IRN", "Iran"), State(365, 365, "RUS", "Russia")).codes
    (365, 630)
    """

    a: State
    b: State

    @property
    def codes(self) -> tuple[int, int]:
        """Both codes, the lower first: the key of symmetric tables."""
        low, high = sorted((self.a.ccode, self.b.ccode))
        return low, high
