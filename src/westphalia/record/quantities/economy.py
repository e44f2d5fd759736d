"""Economy: output, people, prices."""

from __future__ import annotations

from westphalia.record.quantity import Quantity

QUANTITIES = (
    Quantity("gdp", "Real GDP, estimated", "state", "economy", "pwtrgdp", "larger"),
    Quantity("gdp_per_capita", "Real GDP per head, estimated", "state", "economy", "mrgdppc", "richer"),
    Quantity("population", "Population, estimated", "state", "economy", "pwtpop", "more people"),
    Quantity("gdp_current", "GDP in current dollars (World Bank)", "state", "macro", "gdp_wdi", "larger"),
    Quantity("gdp_ppp", "GDP at purchasing power parity (IMF)", "state", "macro", "gdp_ppp_imf", "larger"),
    Quantity("growth", "Growth of real GDP (IMF)", "state", "macro", "growth_imf", "grows faster"),
    Quantity(
        "inflation", "Rise of consumer prices (World Bank)", "state", "macro", "inflation_wdi", "dearer"
    ),
    Quantity("inflation_imf", "Rise of consumer prices (IMF)", "state", "macro", "inflation_imf", "dearer"),
    Quantity("unemployment", "Unemployment (IMF)", "state", "macro", "unemployment_imf", "more out of work"),
    Quantity("debt", "Debt of general government (IMF)", "state", "macro", "debt_imf", "more indebted"),
)
