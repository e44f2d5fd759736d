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
    "sanctions/{}/senders": "sanction_senders_own",
    "sanctions/{}/kinds/trade": "sanctions_in_force_trade",
    "sanctions/{}/kinds/financial": "sanctions_in_force_financial",
    **{
        f"sanctions/{{}}/kinds/{kind}": f"sanctions_in_force_{kind}"
        for kind in ("arms", "military", "travel", "other")
    },
    "sanctions/{}/ten_years_before/cases": "sanctions_in_force",
    "sanctions/{}/ten_years_before/senders": "sanction_senders_own",
    "sanctions/{}/designations": "designations",
    "energy/oil_production/{}": ("oil_production", "oil_production_long"),
    "energy/oil_consumption/{}": ("oil_consumption", "oil_consumption_opec"),
    "energy/crude_exports/{}": ("crude_exports", "crude_exports_eia"),
    "energy/crude_imports/{}": "crude_imports",
    "energy/gas_production/{}": ("gas_production", "gas_production_opec", "gas_production_long"),
    "energy/gas_consumption/{}": ("gas_consumption", "gas_consumption_opec"),
    "energy/gas_exports/{}": "gas_exports",
    "grain/wheat_production/{}": ("wheat_production", "wheat_production_balance"),
    "grain/wheat_exports/{}": ("wheat_exports", "wheat_exports_balance"),
    "grain/wheat_imports/{}": ("wheat_imports", "wheat_imports_balance"),
}
"""Of several sources the one that the figure names."""
OF_THE_PAIR = {
    "capability/ratio": "capability_ratio",
    "relation": "relation",
    "votes/distance": "ideal_point_distance",
    "votes/agreement": "agreement",
    "geography/minimum_distance": "minimum_distance",
    "geography/contiguity": "contiguity",
    "geography/shared_institutions": "shared_institutions",
    "geography/capital_distance": "capital_distance",
    "votes/distance_ten_years_before": "ideal_point_distance",
    "trade/imports_a_from_b": ("trade", "trade_baci"),
    "trade/main_partners/a/imports": "import_share",
    "trade/main_partners/a/exports": "export_share",
    "grain/a_to_b": "wheat",
}
BACK = {
    "trade/imports_b_from_a": ("trade", "trade_baci"),
    "trade/main_partners/b/imports": "import_share",
    "trade/main_partners/b/exports": "export_share",
    "grain/b_to_a": "wheat",
}
"""From the second to the first."""
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
SOURCE = {"fao_balances": "grain_balances", "faostat_trade": "wheat_trade"}
"""Sources that the brief calls otherwise than the quantity."""


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
    asked += [(path, name, codes[::-1]) for path, name in BACK.items()]
    compared = 0
    for path, names, of in asked:
        figure = at(document, path)
        if figure.get("value") is None or figure.get("observed") is None:
            continue
        observed, name = figure["observed"], drawn(figure["source"], names)
        if name is None:
            continue  # the brief took another publisher's series for that year, and says which
        known = of_states(WORLD, name, of, (observed, observed))[0]
        near = {"capital_distance": 1e-4}.get(name, 1e-9)
        assert float(figure["value"]) == pytest.approx(known, rel=near), (path, name)
        compared += 1
    assert compared > 12


def drawn(source, names):
    """Return the quantity that a source or table of a figure means, if any."""
    for name in (names,) if isinstance(names, str) else names:
        thing = get(name)
        if {source, SOURCE.get(source)} & {thing.table, *thing.sources(WORLD)}:
            return name
    return None


def test_no_path_is_one_that_a_page_does_not_have():
    document = wp.brief(WORLD, "Russia", "Iran", 2022, quick=True).to_dict()
    told = [path.format(side) for path in OF_A_STATE for side in "ab"] + [*OF_THE_PAIR, *BACK]
    assert [path for path in told if "value" not in at(document, path)] == []
