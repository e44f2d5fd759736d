"""What is known of one state in a year: the material of the section on who the two are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.record.coverage import Coverage
from westphalia.record.major_powers import major_powers
from westphalia.report.brief import office
from westphalia.report.brief.capitals import capitals
from westphalia.report.brief.figures import figure, of_all, taken
from westphalia.report.brief.office import Holder
from westphalia.report.brief.places import Place, place
from westphalia.report.page import Figure

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World

FOREVER = 9999
REGIMES = Coverage(("regime_spells",))
"""The list of kinds of regime."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is known of one state in a year."""

    state: State
    holders: tuple[Holder, ...]
    lost: Holder | None
    regime: str | None
    regime_observed: int | None
    polyarchy: Figure
    polity: Figure
    free: Place | None
    cinc: Figure
    rank: Place | None
    major: Figure
    nuclear: Figure
    warheads: Figure
    capital: str | None
    names: tuple[dict[str, Any], ...]
    membership: dict[str, list[list[int]]]

    def to_dict(self) -> dict[str, Any]:
        """Return the portrait for the JSON document."""
        return {
            "names": list(self.names),
            "leaders": [holder.to_dict() for holder in self.holders],
            "last_known_leader": self.lost.to_dict() if self.lost else None,
            "regime": {"kind": self.regime, "observed": self.regime_observed, "source": "regime_spells"},
            "polyarchy": self.polyarchy.to_dict(),
            "polity2": self.polity.to_dict(),
            "capability": self.cinc.to_dict(),
            "rank": self.rank.to_dict() if self.rank else None,
            "major_power": self.major.to_dict(),
            "nuclear": self.nuclear.to_dict(),
            "warheads": self.warheads.to_dict(),
            "capital": self.capital,
            "membership": self.membership,
        }


def portrait(world: World, state: State, year: int) -> Portrait:
    """Return what is known of a state in a year."""
    ccode = state.ccode
    holders, lost = office.holders(world, ccode, year)
    kind, seen = _regime(world, ccode, year)
    poly = of_all(world, "polyarchy", year, carry=True)
    cinc = of_all(world, "cinc", year, carry=True)
    town = capitals(world, year).get(ccode)
    return Portrait(
        state,
        holders,
        lost,
        kind,
        seen,
        taken(poly, ccode, year),
        figure(world, "polity2", ccode, year, carry=True),
        place(poly.values, ccode),
        taken(cinc, ccode, year),
        place(cinc.values, ccode),
        _major(world, ccode, year),
        _nuclear(world, state, year),
        figure(world, "warheads", ccode, year, carry=True),
        town[0] if town else None,
        _names(world, ccode),
        {
            "cow": [list(span) for span in world.spells(ccode, "cow")],
            "gw": [list(span) for span in world.spells(ccode, "gw")],
        },
    )


def _names(world: World, ccode: int) -> tuple[dict[str, Any], ...]:
    """Return the usual and official names of a state with their years, to the present (of the world)."""
    known = FOREVER - 1 if world.last_known is None else world.last_known
    return tuple(
        {
            "name": name.text,
            "from": name.first,
            "to": None if name.last > known else name.last,
            "kind": name.kind,
        }
        for name in sorted(world.gazetteer.of(ccode), key=lambda each: (each.first, each.kind, each.text))
        if name.kind in ("usual", "official") and name.first <= known
    )


def known_to(world: World, year: int, listed: Coverage) -> int:
    """Return the year itself, or the last one known: that of the list, or of the world where that is earlier."""
    last = listed.whole(world)[1]
    return min(year, last if world.last_known is None else min(last, world.last_known))


def _regime(world: World, ccode: int, year: int) -> tuple[str | None, int | None]:
    """Return the kind of regime at the end of a year and the year it is known for."""
    rows = world.table("regime_spells").filter(ccode=ccode).sort("start", "case").collect().to_dicts()
    read = known_to(world, year, REGIMES)
    day = date(read, 12, 31)
    found = [row for row in rows if row["start"] <= day and (row["end"] is None or row["end"] >= day)]
    if not found or (found[-1]["end"] is not None and found[-1]["end"].year < year > read):
        return None, None
    return found[-1]["regime"], read


def _major(world: World, ccode: int, year: int) -> Figure:
    """Return whether the state was a major power on a day of the year."""
    powers = major_powers(world)
    inside = not powers.of(ccode).in_year(year).is_empty()
    return Figure(inside, "", year, powers.observed(year), "major_powers")


def _nuclear(world: World, state: State, year: int) -> Figure:
    if year < 1938:
        return Figure(
            None,
            "",
            year,
            None,
            "nuclear_status",
            "no state had a programme before 1938, when the record begins",
        )
    return figure(world, "nuclear_status", state.ccode, year, carry=True)
