"""Pictures of trade: shares over time, and the place of each among the other's suppliers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from westphalia.record.schema import LAST_YEAR
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.places import among
from westphalia.report.brief.trade_flows import BACI, COW, Imports, lists, sellers, silent
from westphalia.report.page import Chart

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

AXIS = [1870, LAST_YEAR]
Row = dict[str, Any]


def charts(world: World, dyad: Dyad, year: int, both: tuple[Imports, Imports]) -> Iterator[Chart]:
    """Yield the pictures that have something to show.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    both : tuple of Imports
        What each of the two bought from the other.
    """
    if year < AXIS[0]:
        return
    yield from _shares(world, dyad, year, both)
    yield from _places(world, year, both)


def _long(one: Imports, role: str) -> list[Row]:
    """Return the shares of the long series, years without one as gaps."""
    known = {when: one.part(COW, when) for when in one.values[COW]}
    years = [when for when, part in known.items() if part is not None]
    if not years:
        return []
    return [
        {
            "series": _name(one),
            "role": role,
            "year": when,
            "value": known.get(when),
            "million_usd": one.values[COW].get(when),
            "source": COW,
        }
        for when in range(min(years), max(years) + 1)
    ]


def _name(one: Imports) -> str:
    return f"{one.buyer.name} from {one.seller.name}"


def _shares(world: World, dyad: Dyad, year: int, both: tuple[Imports, Imports]) -> Iterator[Chart]:
    rows: list[Row] = []
    labels: dict[str, str] = {}
    late: list[int] = []
    partners = lists(world, dyad)
    for role, one in zip("ab", both, strict=True):
        rows += _long(one, role)
        main = partners.get((one.buyer.ccode, "import"), {})
        other = f"{_name(one)}, lists of main partners"
        rows += [
            {
                "series": other,
                "role": role,
                "year": when,
                "value": part,
                "source": "cia_factbook",
                "status": "estimated",
            }
            for when, part in main.items()
        ]
        part = one.part(BACI, one.late)
        last = f"{_name(one)}, {one.late}"
        if part is not None:
            row = {"series": last, "role": role, "year": one.late, "value": part, "source": BACI}
            rows.append({**row, "million_usd": one.values[BACI][one.late]})
        labels |= {other: "", last: ""}
        late += [*main, *([one.late] if part is not None else [])]
    if not rows:
        return
    end = both[0].end
    begun = min([each["year"] for each in rows])
    first_late = min(late, default=AXIS[1] + 1)
    missing = [[end + 1, max(end + 1, first_late - 1)]] if first_late > end + 1 else []
    told = []
    for one in both:
        share = one.share(year)
        if share.value is not None and not silent(world, one, year):
            told.append(f"{_name(one)} {numbers.percent(float(share.value))} in {share.observed}")
    alt = f"Part of all imports: {'; '.join(told)}." if told else f"No share of imports is known for {year}."
    yield Chart(
        "trade-shares",
        "lines",
        tuple(rows),
        "What each bought from the other (part of all its imports)",
        alt,
        "share of imports",
        ("trade", "trade_totals", *(["trade_partners"] if partners else [])),
        f"{begun}-{end} from importers' reports"
        + ("; later points from other sources, dashed or single" if late else f"; {words.not_after(end)}"),
        {
            "year": year,
            "domain_x": AXIS,
            "zero": True,
            "format": "percent",
            "labels": {
                name: text for name, text in labels.items() if any(row["series"] == name for row in rows)
            },
            "missing": missing,
        },
    )


def _places(world: World, year: int, both: tuple[Imports, Imports]) -> Iterator[Chart]:
    rows: list[Row] = []
    told, seen = [], []
    for role, one in zip("ba", both, strict=True):
        found = one.read(year)
        if found is None:
            continue
        source, observed = found
        values = sellers(world, one.buyer.ccode, source, observed)
        total = one.totals[source].get(observed)
        if one.seller.ccode not in values or not total:
            continue
        panel = f"suppliers of {words.the(one.buyer.name)}, {observed}"
        ranked = sorted(values, key=lambda code: (-values[code], code))
        for code in ranked:
            marked = code == one.seller.ccode
            named = code == ranked[0] and not marked
            name = world.state(code, observed).name if marked or named else ""
            row = {
                "label": name,
                "role": role if marked else "other",
                "value": values[code] / total,
                "panel": panel,
            }
            rows.append({**row, "named": True} if named else row)
        spot = among(values.values(), values[one.seller.ccode])
        told.append(f"{one.seller.name} is {spot.words('suppliers')} of {words.the(one.buyer.name)}")
        seen.append(panel)
    if rows:
        yield Chart(
            "trade-place",
            "strip",
            tuple(rows),
            "All suppliers of each (part of all its imports, each step ten times)",
            f"{'; '.join(told)}.",
            "share of imports",
            ("trade", "trade_totals"),
            "suppliers with a known value above zero",
            {
                "log": True,
                "format": "percent",
                "panels": seen,
                "ends": {"low": "small supplier", "high": "large supplier"},
            },
        )
