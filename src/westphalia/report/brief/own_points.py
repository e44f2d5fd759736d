"""The pair's ideal points as estimated here, beside the published ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.record.quantities import get
from westphalia.report.brief.distances import SERIES, UNIT
from westphalia.report.brief.figures import of_all, taken
from westphalia.report.page import Figure

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

SMOOTHED, FILTERED = "ideal_point_estimated", "ideal_point_filtered"


def name_of(world: World) -> str:
    """Return the quantity to read: where smoothed estimates are withheld, those that have seen nothing later."""
    return FILTERED if world.withheld(get(SMOOTHED).table) else SMOOTHED


def table_of(world: World) -> str:
    """Return the table that it is from."""
    return get(name_of(world)).table


def facts(world: World, dyad: Dyad, year: int) -> dict[str, Any]:
    """Return ideal points and their distance as the document has them."""
    points = of_all(world, name_of(world), year, carry=True)
    a, b = (taken(points, state.ccode, year) for state in (dyad.a, dyad.b))
    if a.value is None or b.value is None:
        why = "; ".join(dict.fromkeys(each.why for each in (a, b) if each.value is None))
        apart = Figure(None, UNIT, year, None, table_of(world), why)
    else:
        apart = Figure(abs(float(a.value) - float(b.value)), UNIT, year, points.observed, table_of(world))
    return {"a": a.to_dict(), "b": b.to_dict(), "distance": apart.to_dict(), "series": SERIES}
