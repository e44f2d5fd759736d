"""A figure of the brief is the number that `measure` gives of the same state or pair in the year that it was observed."""

from __future__ import annotations

import pytest

import westphalia as wp
from westphalia.measures.registry import get
from westphalia.measures.values import of_states

WORLD = wp.load()
OF_A_STATE = {
    "who/{}/polyarchy": "polyarchy",
    "who/{}/polity2": "polity2",
    "who/{}/major_power": "major_power",
    "who/{}/nuclear": "nuclear_status",
    "who/{}/warheads": "warheads",
    "capability/{}": "cinc",
    "capability/population/{}": "tpop",
    "capability/military_personnel/{}": "milper",
    "capability/military_spending/{}": "milex",
    "capability/military_spending_sipri/{}": "military_spending",
    "capability/iron_and_steel/{}": "irst",
    "capability/energy/{}": "pec",
    "votes/ideal_point/{}": "ideal_point",
    "votes/estimated_here/{}": "ideal_point_estimated",
    "sanctions/{}/cases": "sanctions_in_force",
    "sanctions/{}/senders": "sanction_senders",
    "sanctions/{}/kinds/trade": "sanctions_in_force_trade",
    "sanctions/{}/kinds/financial": "sanctions_in_force_financial",
    "energy/oil_production/{}": "oil_production",
    "energy/oil_consumption/{}": "oil_consumption",
    "energy/crude_exports/{}": "crude_exports",
    "energy/gas_production/{}": "gas_production",
    "grain/wheat_production/{}": "wheat_production",
}
OF_THE_PAIR = {
    "capability/ratio": "capability_ratio",
    "relation": "relation",
    "votes/distance": "ideal_point_distance",
    "votes/agreement": "agreement",
    "geography/minimum_distance": "minimum_distance",
    "geography/contiguity": "contiguity",
    "geography/shared_institutions": "shared_institutions",
    "geography/capital_distance": "capital_distance",
    "trade/imports_a_from_b": "trade",
    "grain/a_to_b": "wheat",
}
PAIRS = (
    ("Russia", "Iran", 2005),
    ("Russia", "Iran", 2022),
    ("Germany", "Soviet Union", 1939),
    ("United States", "United Kingdom", 1962),
    ("France", "Prussia", 1869),
    ("India", "Pakistan", 1999),
    ("China", "Japan", 1988),
    ("Iraq", "Kuwait", 1990),
    ("Austria-Hungary", "Italy", 1913),
    ("Brazil", "Argentina", 2012),
)
SOURCE = {"cow_trade_4": "trade", "baci_2023": "trade_baci"}
"""The brief takes trade from either source and says which."""


def at(document, path):
    for part in path.split("/"):
        document = document.get(part, {}) if isinstance(document, dict) else {}
    return document


@pytest.mark.parametrize(("a", "b", "year"), PAIRS)
def test_figures_of_the_brief_are_those_of_measures(a, b, year):
    document = wp.brief(WORLD, a, b, year, quick=True).to_dict()
    codes = tuple(WORLD.state(name, year).ccode for name in (a, b))
    asked = [
        (path.format(side), name, (code,))
        for path, name in OF_A_STATE.items()
        for side, code in zip("ab", codes, strict=True)
    ]
    asked += [(path, name, codes) for path, name in OF_THE_PAIR.items()]
    compared = 0
    for path, name, of in asked:
        figure = at(document, path)
        if figure.get("value") is None or figure.get("observed") is None:
            continue
        observed, thing = figure["observed"], get(SOURCE.get(figure["source"], name))
        if figure["source"] not in (thing.table, *thing.sources(WORLD)):
            continue  # the brief took another publisher's series for that year, and says which
        known = of_states(WORLD, thing.name, of, (observed, observed))[0]
        near = {"capital_distance": 1e-4}.get(name, 1e-9)
        assert float(figure["value"]) == pytest.approx(known, rel=near), (path, name)
        compared += 1
    assert compared > 12
