"""Remoteness: how far apart two states lie on the map, in how they are ruled, and in who rules."""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING, Any

from westphalia.lazy import np
from westphalia.measures.measure import Compute, Measure
from westphalia.record.coverage import since
from westphalia.record.geography import apart, capitals, great_circle, seats
from westphalia.record.in_force import LAND

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.grid import Grid
    from westphalia.record.history import Floats, History
    from westphalia.record.world import World

PAIR = ("ccode1", "ccode2")
STEP, ACROSS = 0.25, 0.9
"""How much farther each kind of contiguity is than the one before, and the farthest of them."""
DEMOCRATIC = 0.5
"""Least electoral democracy of a democracy."""
POLITY = 20
"""Range of the Polity score."""
FARTHEST = log1p(20_016)
CAPITALS = since(1816, "capitals")
MINIMUM = since(1886, "minimum_distance")
REIGN = since(1950, "regime_spells")


def capital_distances(world: World, grid: Grid) -> Floats:
    """Return the distance between the capitals of each row at the end of its year in kilometres, NaN where one is unknown.

    Examples
    --------
    >>> import westphalia as wp
    >>> from westphalia.record.grid import build
    >>> world = wp.load()
    >>> grid = build(world, (2010, 2010), "cow", dyads=True, directed=False)
    >>> row = (grid.codes[grid.one] == 365) & (grid.codes[grid.two] == 630)
    >>> capital_distances(world, grid)[row].round()
    array([2452.])
    """
    places, held = seats(capitals(world), grid.codes, (grid.first, grid.last))
    return apart(places, held, grid)


def log_capital_distance(history: History) -> Floats:
    """Return the logarithm of 1 + kilometres between capitals (n, n)."""
    places = np.stack([history.now["capital_latitude"], history.now["capital_longitude"]], axis=1)
    found = np.full((len(places), len(places)), np.nan)
    known = np.flatnonzero(history.present & ~np.isnan(places).any(axis=1))
    found[np.ix_(known, known)] = np.log1p(great_circle(np.radians(places[known])))
    return found


def log_minimum_distance(history: History) -> Floats:
    """Return the logarithm of 1 + kilometres between territories, 0 for neighbours (n, n)."""
    return np.log1p(history.now["minimum_distance"])


def not_contiguous(history: History) -> Floats:
    """Return 0 for neighbours by land, 0.25 to 0.75 across up to 150 miles of water, 0.9 across up to 400, else 1 (n, n)."""
    kind = history.now["contiguity"]
    return np.where(kind > 0, np.minimum((kind - 1) * STEP, ACROSS), 1.0)


def common_border(history: History) -> Floats:
    """Return 1 for neighbours by land, else 0 (n, n)."""
    return _told(history.now["contiguity"], history.now["contiguity"] == LAND)


def joint_democracy(history: History) -> Floats:
    """Return 1 where both have at least half of the range of electoral democracy, else 0 (n, n)."""
    own = history.now["electoral_democracy"]
    lower = np.minimum(own[:, None], own)
    return _told(lower, lower >= DEMOCRATIC)


def regime_distance(history: History) -> Floats:
    """Return the difference of two indices of electoral democracy (n, n)."""
    return _apart(history.now["electoral_democracy"])


def polity_distance(history: History) -> Floats:
    """Return the difference of two Polity scores as a share of the scale (n, n)."""
    return _apart(history.now["polity2"]) / POLITY


def _apart(values: Floats) -> Floats:
    gap: Floats = np.abs(values[:, None] - values)
    return gap


def family_differs(history: History) -> Floats:
    """Return 1 where two regimes are of different families, 0 where they are of one (n, n)."""
    gap = _apart(history.now["regime_family"])
    return _told(gap, gap > 0)


def _told(of: Floats, so: NDArray[np.bool_]) -> Floats:
    """Return 1 for what is so and 0 for what is not, NaN where what it hangs on is unknown."""
    return np.where(np.isnan(of), np.nan, so)


def _declare(name: str, title: str, table: str, compute: Compute, *reads: str, **more: Any) -> Measure:
    return Measure(
        name,
        title,
        "dyad",
        table,
        sides=PAIR,
        driver="distance",
        reads=reads,
        compute=compute,
        low=0,
        **more,
    )


# Distance between capitals.


def between_capitals(history: History) -> Floats:
    """Return the distance between the seats of government at the end of the year in kilometres (n, n)."""
    places = np.stack([history.now["capital_latitude"], history.now["capital_longitude"]], axis=1)
    return great_circle(np.radians(places))


MEASURES = (
    _declare(
        "log_capital_distance",
        "Distance between the capitals, logarithm",
        "capitals",
        log_capital_distance,
        "capital_latitude",
        "capital_longitude",
        more="farther apart",
        covers=CAPITALS,
        high=FARTHEST,
        unit="logarithm of 1 + km",
        description="Natural logarithm of 1 + the great-circle distance between the seats of government at the end of the year",
        equation=r"\ln(1 + d_{ij}(t))",
    ),
    _declare(
        "log_minimum_distance",
        "Distance between the territories, logarithm",
        "minimum_distance",
        log_minimum_distance,
        "minimum_distance",
        more="farther apart",
        covers=MINIMUM,
        high=FARTHEST,
        unit="logarithm of 1 + km",
        description="Natural logarithm of 1 + the shortest distance between the territories, 0 for neighbours; known from 1886 only",
        equation=r"\ln(1 + m_{ij}(t))",
    ),
    _declare(
        "not_contiguous",
        "How far from being neighbours",
        "contiguity",
        not_contiguous,
        "contiguity",
        more="farther apart",
        high=1,
        unit="index 0 to 1",
        description="0 with a common border, 0.25 across up to 12 miles of water, 0.5 up to 24, 0.75 up to 150, 0.9 up to 400, else 1",
        equation=r"\min\{(c_{ij}(t) - 1)/4,\ 0.9\} \text{ where } c_{ij} > 0, \text{ else } 1",
    ),
    _declare(
        "common_border",
        "Whether two states share a border on land",
        "contiguity",
        common_border,
        "contiguity",
        more="neighbours",
        high=1,
        unit="0 or 1",
        description="1 where the two share a border by land or river on any day of the year, else 0",
        equation=r"\mathbb{1}[c_{ij}(t) = 1]",
    ),
    _declare(
        "joint_democracy",
        "Whether two states are both democracies",
        "democracy_indices",
        joint_democracy,
        "electoral_democracy",
        more="both democracies",
        drawn=("isard_democracy", "vdem_15"),
        covers=since(1816, "democracy_indices:isard_democracy"),
        high=1,
        unit="0 or 1",
        description=f"1 where the electoral democracy (V-Dem) of both is at least {DEMOCRATIC:g}, else 0",
        equation=rf"\mathbb{{1}}[\min(v_i(t), v_j(t)) \ge {DEMOCRATIC:g}]",
    ),
    _declare(
        "regime_distance",
        "Difference in electoral democracy",
        "democracy_indices",
        regime_distance,
        "electoral_democracy",
        more="ruled less alike",
        drawn=("isard_democracy", "vdem_15"),
        covers=since(1816, "democracy_indices:isard_democracy"),
        high=1,
        unit="index 0 to 1",
        description="Absolute difference of the V-Dem indices of electoral democracy of two states",
        equation=r"\left|v_i(t) - v_j(t)\right|",
    ),
    _declare(
        "polity_distance",
        "Difference in Polity scores",
        "democracy_indices",
        polity_distance,
        "polity2",
        more="ruled less alike",
        drawn=("polity_5",),
        covers=since(1816, "democracy_indices:polity_5"),
        high=1,
        unit="share of the scale",
        description="Absolute difference of two Polity scores as a share of the twenty points of the scale",
        equation=r"\left|p_i(t) - p_j(t)\right| / 20",
    ),
    _declare(
        "regime_family_differs",
        "Whether the regimes are of different families",
        "regime_spells",
        family_differs,
        "regime_family",
        more="less alike",
        covers=REIGN,
        high=1,
        unit="0 or 1",
        description="1 where two regimes are of different families (democracy, monarchy, party, personal, military), as a stand-in for "
        "differences of belief, of which no source tells; unknown where one is occupied or provisional",
        equation=r"\mathbb{1}[f_i(t) \neq f_j(t)]",
    ),
    Measure(
        "capital_distance",
        "Distance between the capitals",
        "dyad",
        "capitals",
        "latitude",
        "farther apart",
        unit="km",
        low=0,
        high=20_016,
        covers=since(1816, "capitals"),
        description="Great-circle distance between the seats of government at the end of the year",
        reads=("capital_latitude", "capital_longitude"),
        compute=between_capitals,
        members="",
    ),
)
