"""What the partnership model answers with."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from westphalia.record.given import shown

if TYPE_CHECKING:
    from westphalia.record.state import State

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Chances of a new tie by horizon; intervals of 90 %.

    Parameters
    ----------
    a, b : State
        The pair.
    year : int
        The forecaster stands at its end.
    outcome : str
        What is forecast.
    probability, interval, base_rate, percentile : dict
        By horizon; the base rate is the mean over all pairs, the percentile the share of pairs that are less likely.
    """

    a: State
    b: State
    year: int
    outcome: str
    probability: dict[int, float]
    interval: dict[int, Range]
    base_rate: dict[int, float]
    percentile: dict[int, float]

    def to_dict(self) -> dict[str, Any]:
        """Return the entry of the JSON contract."""
        return {
            name: {str(h): list(v) if isinstance(v, tuple) else v for h, v in getattr(self, name).items()}
            for name in ("probability", "interval", "base_rate", "percentile")
        }


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one measure adds to the log-odds of a forecast, compared with a pair of average chance.

    Parameters
    ----------
    name, title : str
        The measure.
    contribution : float
        In log-odds.
    interval : tuple of float
        90 %.
    value : float or None
        Of the pair, on the scale on which it enters; None when unknown.
    observed : int
        Year that it is from.
    typical : float or None
        Mean over all pairs of the year.
    """

    name: str
    title: str
    contribution: float
    interval: Range
    value: float | None
    observed: int
    typical: float | None


@dataclass(frozen=True, slots=True)
class Driver:
    """What the measures of one driver add together."""

    driver: str
    contribution: float
    interval: Range
    measures: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one measure, all else as it is, that would halve (0.5) or double (2) the forecast.

    Parameters
    ----------
    name, title : str
        The measure.
    factor : float
        0.5 or 2.
    value, needed : float
        As it is, and as it would have to be.
    """

    name: str
    title: str
    factor: float
    value: float
    needed: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """A forecast taken apart: ``base`` and the contributions of the drivers add up to ``log_odds``.

    Parameters
    ----------
    base : float
        Log-odds of the base rate.
    """

    a: State
    b: State
    year: int
    outcome: str
    horizon: int
    base_rate: float
    base: float
    log_odds: float
    probability: float
    drivers: tuple[Driver, ...]
    changes: tuple[Change, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values."""
        parts = {
            name: getattr(self, name)
            for name in ("year", "outcome", "horizon", "base_rate", "base", "log_odds", "probability")
        }
        return {
            "a": self.a.to_dict(),
            "b": self.b.to_dict(),
            **parts,
            "drivers": [asdict(driver) for driver in self.drivers],
            "changes": [asdict(change) for change in self.changes],
        }


@dataclass(frozen=True, slots=True)
class Ranked:
    """A pair in a ranking; ``percentile`` 1 is the most likely."""

    a: State
    b: State
    probability: float
    percentile: float
    rank: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """Pairs by their chance."""

    year: int
    as_of: int | None
    outcome: str
    horizon: int
    pairs: tuple[Ranked, ...]

    def __repr__(self) -> str:
        """Return of what, from when, and how many pairs."""
        return f"<Ranking {self.outcome} {self.horizon} years after {self.year}, {len(self.pairs):,} pairs>"

    def _repr_html_(self) -> str:
        """Return the first pairs as a small table."""
        first = {f"{p.rank}": f"{p.a.name} and {p.b.name}: {p.probability:.1%}" for p in self.pairs[:20]}
        return shown(f"{self.outcome} within {self.horizon} years of {self.year}", first)

    def to_dict(self) -> dict[str, Any]:
        """Return the document of the JSON contract, without its stamp."""
        rows = [
            {
                "a": p.a.to_dict(),
                "b": p.b.to_dict(),
                "probability": p.probability,
                "percentile": p.percentile,
                "rank": p.rank,
            }
            for p in self.pairs
        ]
        return {
            "year": self.year,
            "as_of": self.as_of,
            "horizon": self.horizon,
            "outcome": self.outcome,
            "pairs": rows,
        }


@dataclass(frozen=True, slots=True)
class Mover:
    """A pair whose forecast changed: chances before and after, and the change in log-odds."""

    a: State
    b: State
    before: float
    after: float
    change: float
