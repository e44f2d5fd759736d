"""What a search for analogues answers with."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from westphalia.record.state import State


@dataclass(frozen=True, slots=True)
class Trait:
    """Where the two pairs stood in one measure, in standard deviations from the average pair of their years.

    Parameters
    ----------
    name, title, driver : str
        The measure.
    here, there : float
        The pair asked about, and the analogue.
    """

    name: str
    title: str
    driver: str
    here: float
    there: float


@dataclass(frozen=True, slots=True)
class Analogue:
    """A pair that stood near.

    Parameters
    ----------
    a, b : State
        As they were called in the year.
    year : int
        The year in which they stood so.
    distance : float
        In standard deviations, weighted.
    shared, different : tuple of Trait
        In what both were alike and unlike the average pair; in what they differ most.
    outcome : dict
        By years: whether they made a new tie within them; None where that lay in the future or no source sees the whole window.
    """

    a: State
    b: State
    year: int
    distance: float
    shared: tuple[Trait, ...]
    different: tuple[Trait, ...]
    outcome: dict[int, bool | None]

    def to_dict(self) -> dict[str, Any]:
        """Return the entry of the JSON contract."""
        return {
            "a": self.a.to_dict(),
            "b": self.b.to_dict(),
            "year": self.year,
            "distance": self.distance,
            "shared": [asdict(trait) for trait in self.shared],
            "different": [asdict(trait) for trait in self.different],
            "outcome": {str(horizon): came for horizon, came in self.outcome.items()},
        }


@dataclass(frozen=True, slots=True)
class BaseRate:
    """How often the nearest pairs made a tie within five years, nearer ones counting more.

    Parameters
    ----------
    horizon : int
        Years.
    rate : float
        Weighted share.
    interval : tuple of float
        90 %, Jeffreys, for the effective number.
    pairs : int
        How many analogues.
    effective : float
        How many equally weighted ones they are worth.
    average : float
        The share among all pairs that could have been chosen.
    model : float or None
        The partnership model's chance, where one was given.
    model_interval : tuple of float or None
        90 %.
    """

    horizon: int
    rate: float
    interval: tuple[float, float]
    pairs: int
    effective: float
    average: float
    model: float | None = None
    model_interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Analogues:
    """The nearest pairs in history, and their base rate."""

    a: State
    b: State
    year: int
    as_of: int
    analogues: tuple[Analogue, ...]
    base_rate: BaseRate

    def to_dict(self) -> dict[str, Any]:
        """Return the document of the JSON contract, without its stamp."""
        return {
            "a": self.a.to_dict(),
            "b": self.b.to_dict(),
            "year": self.year,
            "as_of": self.as_of,
            "analogues": [each.to_dict() for each in self.analogues],
            "base_rate": asdict(self.base_rate),
        }
