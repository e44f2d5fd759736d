"""Capability: what a state has to act with."""

from __future__ import annotations

from westphalia.measures.measure import Measure, Value
from westphalia.measures.reading import rows
from westphalia.record.world import World


def ratio(world: World, measure: Measure, codes: tuple[int, ...]) -> dict[int, Value | None]:
    """Return the capability of the first state over that of the second, by year."""
    own, other = (rows(world, CINC, (code,)) for code in codes)
    return {year: a / b for year, a in own.items() if a is not None and (b := other.get(year))}


CINC = Measure(
    "cinc",
    "Composite index of national capability",
    "state",
    "capabilities",
    "cinc",
    "more capable",
    low=0,
    high=1,
    reference="Singer, J. David, Stuart Bremer and John Stuckey (1972). Capability Distribution, Uncertainty, and Major Power "
    "War, 1820-1965. In Bruce Russett (ed.), Peace, War, and Numbers. Beverly Hills: Sage, 19-48.",
)

MEASURES = (
    CINC,
    Measure("milex", "Military expenditure", "state", "capabilities", "milex", "spends more"),
    Measure("milper", "Military personnel", "state", "capabilities", "milper", "more under arms"),
    Measure("irst", "Iron and steel production", "state", "capabilities", "irst", "more iron and steel"),
    Measure("pec", "Primary energy consumption", "state", "capabilities", "pec", "more energy"),
    Measure("tpop", "Total population", "state", "capabilities", "tpop", "more people"),
    Measure("upop", "Urban population", "state", "capabilities", "upop", "more people in cities"),
    Measure(
        "capability_ratio",
        "Capability of the first state over that of the second",
        "directed",
        "capabilities",
        "cinc",
        "the first is stronger",
        unit="times",
        description="CINC of the first state divided by that of the second",
        low=0,
        read=ratio,
    ),
    Measure(
        "military_spending",
        "Military expenditure at constant prices",
        "state",
        "military_spending",
        "milex_constant",
        "spends more",
    ),
    Measure(
        "military_burden",
        "Military expenditure as a share of GDP",
        "state",
        "military_spending",
        "milex_gdp_share",
        "heavier burden",
    ),
    Measure(
        "military_personnel",
        "Active duty and paramilitary personnel",
        "state",
        "military_personnel",
        "personnel",
        "more under arms",
    ),
    Measure(
        "us_troops", "US military personnel in the state", "state", "us_troops", "troops", "more US troops"
    ),
)
