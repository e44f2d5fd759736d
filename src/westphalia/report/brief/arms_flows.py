"""Deliveries of major arms between two states, and their place among all such flows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.record import sums
from westphalia.record.once import once

if TYPE_CHECKING:
    from westphalia.record.world import World

TABLE = "arms_transfers"
UNIT = "million TIV"
FIRST = 1950
REGISTER = "sipri_arms_2026"
"""The register, whose deliveries are spread over years and have no categories."""
SPAN = 10
"""Years that are summed: a delivery is spread over years, one year says little."""
Flows = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Flow:
    """What one state delivered to the other, by year and category; a covered year without a row is none on record."""

    supplier: int
    recipient: int
    years: Mapping[int, Mapping[str, float]]
    sources: Mapping[int, str]

    def tiv(self, first: int, last: int) -> float:
        """Return the volume delivered from ``first`` to ``last``, both included."""
        return sum(sum(self.years[year].values()) for year in self.years if first <= year <= last)

    def spread(self, year: int) -> bool:
        """Return whether a year's deliveries are from the register, which spreads them over years."""
        return self.sources[year] == REGISTER

    def active(self, first: int, last: int) -> list[int]:
        """Return the years with a delivery from ``first`` to ``last``."""
        return [year for year in self.years if first <= year <= last]

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a year for the JSON document."""
        return [
            {
                "year": year,
                "tiv": round(sum(parts.values()), 4),
                "categories": dict(parts),
                "source": self.sources[year],
            }
            for year, parts in self.years.items()
        ]

    def categories(self, first: int, last: int) -> list[tuple[str, float]]:
        """Return the volume by category from ``first`` to ``last``, largest first."""
        sums: dict[str, float] = {}
        for year in self.active(first, last):
            for name, tiv in self.years[year].items():
                sums[name] = sums.get(name, 0.0) + tiv
        return sorted(sums.items(), key=lambda item: (-item[1], item[0]))

    def decades(self, last: int) -> dict[str, float]:
        """Return the volume by decade from 1950 up to the year ``last``."""
        return {
            f"{start}s": round(self.tiv(start, min(start + 9, last)), 4)
            for start in range(FIRST, last + 1, 10)
        }


@once(latest=16)
def flow(world: World, supplier: int, recipient: int) -> Flow:
    """Return all deliveries from one state to another."""
    frame = world.table("arms_transfers").filter(supplier=supplier, recipient=recipient)
    rows = frame.select("year", "category", "tiv", "source").sort("year", "category").collect().iter_rows()
    years: dict[int, dict[str, float]] = {}
    sources: dict[int, str] = {}
    for year, category, tiv, source in rows:
        years.setdefault(year, {})[category] = tiv
        sources[year] = source
    return Flow(supplier, recipient, years, sources)


@once(latest=16)
def all_flows(world: World, first: int, last: int) -> Mapping[tuple[int, int], float]:
    """Return the volume of every directed pair with a delivery from ``first`` to ``last``."""
    import polars as pl

    frame = (
        world.listed("deliveries")
        .lazy()
        .filter(pl.col("year").is_between(first, last))
        .group_by("supplier", "recipient")
        .agg(sums.total(pl.col("tiv")))
        .sort("supplier", "recipient")
        .collect()
    )
    return {(supplier, recipient): tiv for supplier, recipient, tiv in frame.iter_rows()}


def suppliers(flows: Mapping[tuple[int, int], float], recipient: int) -> dict[int, float]:
    """Return what each supplier delivered to a recipient, largest first."""
    found = {supplier: tiv for (supplier, to), tiv in flows.items() if to == recipient and tiv > 0}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
