"""What a search for analogues answers with, in the space of the model and in that of the drivers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from westphalia.models.analogues.aftermath import Share
    from westphalia.record.state import State


@dataclass(frozen=True, slots=True)
class Trait:
    """Where the two pairs stood in one measure: in standard deviations from the average pair of their years, or as ranks within them, 0 to 1.

    Parameters
    ----------
    name, title, driver : str
        The measure.
    here, there : float or None
        The pair asked about, and the analogue; a rank that is not known is None.
    """

    name: str
    title: str
    driver: str
    here: float | None
    there: float | None


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


# In the space of the drivers.


@dataclass(frozen=True, slots=True)
class DriverAnalogue(Analogue):
    """A pair that stood near in the drivers; its distance is the root of the mean squared difference of ranks, 0 to 1.

    Parameters
    ----------
    ranks : tuple of Trait
        Of both pairs, driver by driver.
    known : int
        How many drivers are known of both.
    after : dict
        What else became of it (:data:`westphalia.models.analogues.aftermath.WORDS`), by years; None where that is not known.
    """

    ranks: tuple[Trait, ...]
    known: int
    after: dict[str, dict[int, bool | None]]

    def to_dict(self) -> dict[str, Any]:
        """Return the entry of the JSON contract."""
        after = {
            what: {str(within): came for within, came in each.items()} for what, each in self.after.items()
        }
        ranks = [asdict(trait) for trait in self.ranks]
        return {**Analogue.to_dict(self), "known": self.known, "ranks": ranks, "after": after}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near one pair ever came.

    Parameters
    ----------
    first, last : int or None
        The years asked for; None where none were.
    place, of : int
        Its place among all pairs and years that can be compared (1 is the nearest), and how many there are.
    percentile : float
        Share of the other pairs and years that stood farther.
    place_of_pairs, pairs : int
        Its place among all pairs, each in its nearest year, and how many there are.
    drivers : tuple of Trait
        Ranks now and then, driver by driver.
    course : tuple of (int, float)
        Its distance in every year in which it can be compared.
    """

    first: int | None
    last: int | None
    place: int
    of: int
    percentile: float
    place_of_pairs: int
    pairs: int
    drivers: tuple[Trait, ...]
    course: tuple[tuple[int, float], ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the entry of the JSON contract."""
        course = [{"year": year, "distance": far} for year, far in self.course]
        return {**asdict(self), "course": course}


@dataclass(frozen=True, slots=True)
class DriverAnalogues:
    """The nearest pairs in history in the drivers, and what became of them; or one pair that was asked for.

    Parameters
    ----------
    a, b, year, as_of : State, State, int, int
        The pair asked about, where it stands, and what is known.
    analogues : tuple of DriverAnalogue
        Nearest first.
    base_rate : BaseRate or None
        Of new ties within five years among them; None where that is known of none.
    drivers : tuple of Trait
        Ranks of the pair asked about.
    observed : dict
        The year that each measure is from, by its name; None where it ends too long before.
    became : tuple of Share
        How many of them something became of, beside all pairs of the same years.
    compared : int
        How many pairs and years could have been chosen.
    per_decade : int
        How many of a decade at most; 0 without a limit.
    like : Likeness or None
        Where one pair was asked for: how near it came.
    """

    a: State
    b: State
    year: int
    as_of: int
    analogues: tuple[DriverAnalogue, ...]
    base_rate: BaseRate | None
    drivers: tuple[Trait, ...]
    observed: dict[str, int | None]
    became: tuple[Share, ...]
    compared: int
    per_decade: int
    like: Likeness | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the document of the JSON contract, without its stamp."""
        stands = [
            {"name": each.name, "title": each.title, "driver": each.driver, "rank": each.here}
            for each in self.drivers
        ]
        return {
            "a": self.a.to_dict(),
            "b": self.b.to_dict(),
            "year": self.year,
            "as_of": self.as_of,
            "space": "drivers",
            "drivers": stands,
            "observed": self.observed,
            "analogues": [each.to_dict() for each in self.analogues],
            "base_rate": None if self.base_rate is None else asdict(self.base_rate),
            "became": [each.to_dict() for each in self.became],
            "compared": self.compared,
            "per_decade": self.per_decade,
            "like": None if self.like is None else self.like.to_dict(),
        }
