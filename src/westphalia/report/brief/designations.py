"""Entries of the United States Treasury's lists with an address in a state, by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.record.once import once
from westphalia.report.brief import words
from westphalia.report.page import Chart, Figure

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

NOTE = (
    "Designations are counted by the country of the address, not by programme: China, the United Arab Emirates and "
    "Turkey hold many targets of the programmes on Russia and Iran."
)


@once
def begun(world: World) -> date:
    """Return the first month that is at hand."""
    found: date = world.whole().listed("designations")["month"].min()  # type: ignore[assignment]
    return found


def _months(world: World, ccode: int, last: int | None = None) -> list[tuple[date, int]]:
    frame = world.listed("designations").filter(ccode=ccode).sort("month").select("month", "active")
    return [(month, active) for month, active in frame.iter_rows() if last is None or month.year <= last]


def read(world: World, dyad: Dyad, year: int) -> dict[str, dict[str, Any]]:
    """Return the entries at the end of the year (or of its last month at hand) with their month, by side."""
    found, first = {}, begun(world)
    for side, state in (("a", dyad.a), ("b", dyad.b)):
        months = _months(world, state.ccode, year) if year >= first.year else []
        if months:
            month, active = months[-1]
            figure = Figure(active, "entries", year, month.year, "designations").to_dict()
            found[side] = {**figure, "month": f"{month:%Y-%m}"}
        else:
            why = (
                f"not known before {words.day(first, 'month')}"
                if year < first.year
                else "not in the lists' panel of countries"
            )
            found[side] = Figure(None, "entries", year, None, "designations", why).to_dict()
    return found


def sentences(a: State, b: State, listed: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield one sentence on the entries of both."""
    told = [
        f"{listed[side]['value']:,d} entries with an address in {words.the(state.name)}"
        for side, state in (("a", a), ("b", b))
        if listed[side]["value"] is not None
    ]
    if told:
        month = next(each["month"] for each in listed.values() if each["value"] is not None)
        year, number = (int(part) for part in month.split("-"))
        when = words.day(date(year, number, 1), "month")
        yield f"The lists of the United States Treasury held {words.listed(told)} at the end of {when}."


def charts(world: World, dyad: Dyad, year: int) -> Iterator[Chart]:
    """Yield the entries of both by month, when the year is covered."""
    first = begun(world)
    if year < first.year:
        return
    rows: list[dict[str, Any]] = []
    ends: list[str] = []
    for role, state in (("a", dyad.a), ("b", dyad.b)):
        months = _months(world, state.ccode)
        rows += [
            {
                "series": state.name,
                "role": role,
                "year": round(month.year + month.month / 12, 4),
                "value": active,
                "month": f"{month:%Y-%m}",
            }
            for month, active in months
        ]
        if months:
            ends.append(
                f"{words.the(state.name)} from {months[0][1]:,d} to {months[-1][1]:,d} by {words.day(months[-1][0], 'month')}"
            )
    if not rows:
        return
    yield Chart(
        "sanctions-designations",
        "lines",
        tuple(rows),
        "Entries of the United States Treasury's lists with an address in the state, end of month",
        words.sentence(f"{'; '.join(ends)}."),
        "entries",
        ("designations",),
        f"{words.day(first, 'month')} to {words.day(date.fromisoformat(max(row['month'] for row in rows) + '-01'), 'month')}; not known before",
        {"zero": True, "format": "count"},
    )
