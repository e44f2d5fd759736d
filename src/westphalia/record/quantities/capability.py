"""Capability: what a state has to act with."""

from __future__ import annotations

from westphalia.record.quantity import Quantity

QUANTITIES = (
    Quantity(
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
    ),
    Quantity("milex", "Military expenditure", "state", "capabilities", "milex", "spends more"),
    Quantity("milper", "Military personnel", "state", "capabilities", "milper", "more under arms"),
    Quantity("irst", "Iron and steel production", "state", "capabilities", "irst", "more iron and steel"),
    Quantity("pec", "Primary energy consumption", "state", "capabilities", "pec", "more energy"),
    Quantity("tpop", "Total population", "state", "capabilities", "tpop", "more people"),
    Quantity("upop", "Urban population", "state", "capabilities", "upop", "more people in cities"),
    Quantity(
        "military_spending",
        "Military expenditure at constant prices",
        "state",
        "military_spending",
        "milex_constant",
        "spends more",
    ),
    Quantity(
        "military_spending_current",
        "Military expenditure at current prices",
        "state",
        "military_spending",
        "milex_current",
        "spends more",
        description="Military spending, million current US$ (SIPRI)",
    ),
    Quantity(
        "military_burden",
        "Military expenditure as a share of GDP",
        "state",
        "military_spending",
        "milex_gdp_share",
        "heavier burden",
    ),
    Quantity(
        "military_personnel",
        "Active duty and paramilitary personnel",
        "state",
        "military_personnel",
        "personnel",
        "more under arms",
    ),
    Quantity(
        "us_troops", "US military personnel in the state", "state", "us_troops", "troops", "more US troops"
    ),
)
