"""A state and a pair of states, as they were called in a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from westphalia.record.given import checked, shown


@checked
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

    def __repr__(self) -> str:
        """Return name and codes."""
        return f"<State {self.name}, {self.ccode}{f', {self.iso3}' if self.iso3 else ''}>"

    def _repr_html_(self) -> str:
        """Return name and codes as a small table."""
        code = self.ccode if self.cow else None
        facts = {"Correlates of War": code, "Gleditsch-Ward": self.gwcode, "ISO3": self.iso3}
        return shown(self.name, facts)

    def to_dict(self) -> dict[str, Any]:
        """Return the state as the JSON contract has it: ``ccode`` is null for a state that is only in the Gleditsch-Ward list."""
        document = {"ccode": self.ccode if self.cow else None, "iso3": self.iso3, "name": self.name}
        return document if self.cow else {**document, "gwcode": self.gwcode}


@checked
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

    def __repr__(self) -> str:
        """Return both names and codes."""
        return f"<Dyad {self.a.name} ({self.a.ccode}) and {self.b.name} ({self.b.ccode})>"

    def _repr_html_(self) -> str:
        """Return names and codes as a small table."""
        return shown(f"{self.a.name} and {self.b.name}", {each.name: each.ccode for each in (self.a, self.b)})

    @property
    def codes(self) -> tuple[int, int]:
        """Both codes, the lower first: the key of symmetric tables."""
        low, high = sorted((self.a.ccode, self.b.ccode))
        return low, high
