"""The pair's ideal points as estimated here, beside the published ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.report.brief.distances import SERIES, UNIT
from westphalia.report.brief.figures import of_all, taken
from westphalia.report.view import Figure

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

SMOOTHED, FILTERED = "ideal_points_estimated", "ideal_points_filtered"


def table(world: World) -> str:
    """Return the table to read: where smoothed estimates are withheld, those that have seen nothing later."""
    return FILTERED if world.withheld(SMOOTHED) else SMOOTHED


def facts(world: World, dyad: Dyad, year: int) -> dict[str, Any]:
    """Return ideal points and their distance as the document has them."""
    name = table(world)
    points = of_all(world, name, "mean", year, carry=True, series=SERIES)
    a, b = (taken(world, points, state.ccode, name, "mean", year) for state in (dyad.a, dyad.b))
    if a.value is None or b.value is None:
        why = "; ".join(dict.fromkeys(each.why for each in (a, b) if each.value is None))
        apart = Figure(None, UNIT, year, None, name, why)
    else:
        apart = Figure(abs(float(a.value) - float(b.value)), UNIT, year, points.observed, name)
    return {"a": a.to_dict(), "b": b.to_dict(), "distance": apart.to_dict(), "series": SERIES}
