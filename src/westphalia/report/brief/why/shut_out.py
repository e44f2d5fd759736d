"""How far two states are shut out, by the measure of exclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.measures.measure import Measure
from westphalia.measures.registry import get
from westphalia.measures.values import computed
from westphalia.record.history import History

if TYPE_CHECKING:
    from westphalia.report.brief.why.reason import Material


def shut_out(of: Material) -> tuple[float, float] | None:
    """Return how far each of the two is shut out in the year (0 to 1); None where that is not known.

    Parameters
    ----------
    of : Material
        The pair and year.
    """
    measure = get("exclusion")
    assert isinstance(measure, Measure)
    values = computed(measure, History(of.world, of.year, None))
    codes = of.world.universe().tolist()
    a, b = (float(values[codes.index(state.ccode)]) for state in (of.dyad.a, of.dyad.b))
    return None if a != a or b != b else (a, b)
