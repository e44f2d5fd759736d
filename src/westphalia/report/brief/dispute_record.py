"""Disputes between two states as the lists have them: the material of the topic and of the timeline."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.record.coverage import Coverage, together
from westphalia.record.once import once
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

LISTS = {"cow": "cow_mid_5", "gml": "gml_mid_2_2_1"}
NAMES = {"cow": "Correlates of War", "gml": "Gibler, Miller and Little"}
HOSTILITY = {1: "no action", 2: "threat", 3: "display of force", 4: "use of force", 5: "war"}
WAR = 5
TERRITORY = 1
MAIN = "cow"
"""The list that counts and charts follow: it reaches further (to 2014) than the other (to 2010)."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A militarized dispute with the two states on opposite sides; outcomes are None while they are not known."""

    number: int
    first: int
    last: int | None
    month: int | None
    hostility: int | None
    own: tuple[int | None, int | None]
    fatality: int | None
    territorial: bool | None

    @property
    def level(self) -> int | None:
        """The gravest act of either of the two in it."""
        return max((each for each in self.own if each is not None), default=self.hostility)

    @property
    def war(self) -> bool:
        """Whether both states reached the level of war in it."""
        return self.own == (WAR, WAR)

    @property
    def fatal(self) -> bool | None:
        """Whether anyone died in it; None when that is not known."""
        return None if self.fatality is None else self.fatality > 0

    def to_dict(self, source: str) -> dict[str, Any]:
        """Return the dispute for the JSON document."""
        return {
            "year": self.first,
            "end": self.last,
            "list": source,
            "dispnum": self.number,
            "hostility": self.hostility,
            "own_hostility": {"a": self.own[0], "b": self.own[1]},
            "words": HOSTILITY.get(self.level or 0),
            "fatality": self.fatality,
            "war": self.war,
            "territorial": self.territorial,
            "source": "dispute_dyad_years",
        }


def begins(world: World, a: int, b: int) -> int | None:
    """Return the first year in which both were among the states that the lists cover; None when they never were together.

    Parameters
    ----------
    world, a, b : World, int, int
        The record, and the codes of the states.
    """
    return min((first for first, _ in together(world, (a, b), "cow")), default=None)


def last_year(world: World, source: str) -> int:
    """Return the last year that a list covers in this world.

    Parameters
    ----------
    world, source : World, str
        The record, and the list: ``cow`` or ``gml``.
    """
    listed = Coverage((f"dispute_dyad_years:{source}",))
    return (listed.span(world) or listed.whole(world))[1]


@once(latest=32)
def between(world: World, a: int, b: int, source: str) -> tuple[Dispute, ...]:
    """Return the disputes between two states in one list, in order of their first year.

    Parameters
    ----------
    world, a, b, source : World, int, int, str
        The record, the codes of the states, and the list: ``cow`` or ``gml``.
    """
    frame = world.scan("dispute_dyad_years").filter(list=source, ccode1=a, ccode2=b)
    rows: dict[int, list[dict[str, Any]]] = {}
    for row in frame.sort("year", "dispnum").collect().to_dicts():
        rows.setdefault(row["dispnum"], []).append(row)
    found = [_dispute(number, years) for number, years in rows.items()]
    return tuple(sorted(found, key=lambda dispute: (dispute.first, dispute.month or 0, dispute.number)))


def _dispute(number: int, years: list[dict[str, Any]]) -> Dispute:
    first = years[0]
    issues = [first[f"revtype{n}"] for n in (11, 12, 21, 22)]
    territorial = None if all(issue is None for issue in issues) else TERRITORY in issues
    own = _worst(years, "hostlev1"), _worst(years, "hostlev2")
    month = first["stmon"] if 1 <= first["stmon"] <= 12 else None
    return Dispute(
        number,
        first["year"],
        max(row["end"] for row in years) if all(row["end"] is not None for row in years) else None,
        month if first["onset"] else None,
        _worst(years, "hostlev"),
        own,
        _worst(years, "fatality"),
        territorial,
    )


def _worst(years: list[dict[str, Any]], column: str) -> int | None:
    known = [row[column] for row in years if row[column] is not None]
    return max(known) if known else None


@once(latest=32)
def war_years(world: World, dyad: Dyad) -> frozenset[int]:
    """Return the years in which the two fought each other by the list of wars.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    """
    rows = world.listed("war_participants").filter(pl.col("ccode").is_in(list(dyad.codes)))
    mine, other = (rows.filter(ccode=code).select("warnum", "side", "start", "end") for code in dyad.codes)
    met = mine.join(other, on="warnum", suffix="2").filter(pl.col("side") != pl.col("side2"))
    years: set[int] = set()
    for start, end, start2, end2 in met.select("start", "end", "start2", "end2").iter_rows():
        last = min(filter(None, (end, end2)), default=None)
        years |= set(range(max(start, start2).year, (last.year if last else LAST_YEAR) + 1))
    return frozenset(years)


def gravest(dispute: Dispute, fought: Set[int]) -> str:
    """Return the gravest act in a dispute in words; a war that no list of wars has is one by this list alone.

    Parameters
    ----------
    dispute : Dispute
        Of the pair.
    fought : set of int
        Years in which the two fought each other by the list of wars.
    """
    level = HOSTILITY.get(dispute.level or 0, "not known")
    years = range(dispute.first, (dispute.last or dispute.first) + 1)
    return f"{level} by this list alone" if dispute.level == WAR and not fought & set(years) else level
