"""Economy: output, people, prices."""

from __future__ import annotations

from westphalia.measures.measure import Measure

MEASURES = (
    Measure("gdp", "Real GDP, estimated 1816-2019", "state", "economy", "pwtrgdp", "larger"),
    Measure(
        "gdp_per_capita", "Real GDP per head, estimated 1816-2019", "state", "economy", "mrgdppc", "richer"
    ),
    Measure("population", "Population, estimated 1816-2019", "state", "economy", "pwtpop", "more people"),
    Measure("gdp_current", "GDP in current dollars (World Bank)", "state", "macro", "gdp_wdi", "larger"),
    Measure("gdp_ppp", "GDP at purchasing power parity (IMF)", "state", "macro", "gdp_ppp_imf", "larger"),
    Measure("growth", "Growth of real GDP (IMF)", "state", "macro", "growth_imf", "grows faster"),
    Measure("inflation", "Rise of consumer prices (World Bank)", "state", "macro", "inflation_wdi", "dearer"),
    Measure("inflation_imf", "Rise of consumer prices (IMF)", "state", "macro", "inflation_imf", "dearer"),
    Measure("unemployment", "Unemployment (IMF)", "state", "macro", "unemployment_imf", "more out of work"),
    Measure("debt", "Debt of general government (IMF)", "state", "macro", "debt_imf", "more indebted"),
)
