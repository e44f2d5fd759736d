"""Trade between the two: hand-checked values, three sources that are never joined, unknown against zero."""

from __future__ import annotations

import pytest

from westphalia.record.world import load
from westphalia.report.brief.trade import topic
from westphalia.report.brief.trade_flows import imports
from westphalia.report.page import Topic

WORLD = load()


def ask(a: str, b: str, year: int, as_of: int | None = None) -> Topic:
    world = WORLD if as_of is None else WORLD.as_of(as_of)
    return topic(world, WORLD.dyad(a, b, year), year)


@pytest.mark.parametrize(
    ("buyer", "seller", "value"),
    [("US", "China", 472_525), ("Russia", "Iran", 352), ("Iran", "Russia", 1_460)],
)
def test_imports_of_2014(buyer: str, seller: str, value: int) -> None:
    """Correlates of War trade 4.0, importers' reports in million current US dollars."""
    figure = ask(buyer, seller, 2014).facts["trade"]["imports_a_from_b"]
    assert (figure["value"], figure["observed"], figure["source"]) == (value, 2014, "cow_trade_4")


def test_2022_is_carried_openly() -> None:
    found = ask("Russia", "Iran", 2022)
    figure = found.facts["trade"]["imports_b_from_a"]
    assert (figure["value"], figure["year"], figure["observed"]) == (1_460, 2022, 2014)
    assert found.section.finding.endswith("in 2022 is not known: what is known ends with 2014.")
    assert "352" not in found.section.finding
    assert any("the value shown is of 2014" in each for each in found.unknown)
    partner = found.facts["trade"]["main_partners"]["b"]["imports"]
    assert partner["value"] is None
    assert "China" in partner["why"]


def test_a_listed_partner_has_its_share_of_2022() -> None:
    """World Factbook: China took 21 per cent of Russia's exports and sent 39 per cent of its imports in 2022."""
    partners = ask("Russia", "China", 2022).facts["trade"]["main_partners"]["a"]
    assert (partners["imports"]["value"], partners["exports"]["value"]) == (0.39, 0.21)
    assert partners["imports"]["source"] == "trade_partners"


def test_2023_is_reconciled_except_between_two_that_did_not_report() -> None:
    both = ask("US", "China", 2023).facts["trade"]["imports_a_from_b"]
    assert (both["observed"], both["source"]) == (2023, "baci_2023")
    neither = ask("Russia", "Iran", 2023)
    assert neither.facts["trade"]["imports_a_from_b"]["observed"] == 2014
    assert "Neither Russia nor Iran reported" in " ".join(neither.section.notes)


def test_series_of_different_sources_are_different_lines() -> None:
    shares = ask("US", "China", 2023).section.charts[0]
    sources: dict[str, set[str]] = {}
    for row in shares.rows:
        sources.setdefault(row["series"], set()).add(row["source"])
    assert all(len(found) == 1 for found in sources.values())
    assert {"cow_trade_4", "baci_2023", "cia_factbook"} == set().union(*sources.values())


def test_unknown_is_not_zero() -> None:
    zero = ask("Haiti", "Czechoslovakia", 1959).facts["trade"]["imports_a_from_b"]
    assert zero["value"] == 0
    unknown = ask("US", "UK", 1914).facts["trade"]["imports_a_from_b"]
    assert unknown["value"] is None
    assert "last known for 1913" in unknown["why"]
    assert "the record of trade begins in 1870" in ask("Prussia", "Austria", 1866).section.finding
    assert "nor in any other year" in ask("Liechtenstein", "Monaco", 2000).section.finding


def test_algeria_was_frances_second_supplier_in_1962() -> None:
    facts = ask("France", "Algeria", 1962).facts["trade"]
    assert facts["place"]["b"]["rank"] == 1
    assert 0.75 < facts["share_of_imports"]["b"]["value"] < 0.9


def test_as_of_stops_the_series() -> None:
    found = ask("Russia", "Iran", 2022, as_of=2010)
    assert found.facts["trade"]["imports_a_from_b"]["observed"] == 2010
    assert all(row["year"] <= 2010 for chart in found.section.charts for row in chart.rows if "year" in row)


def test_a_share_above_one_is_not_told() -> None:
    one, _ = imports(WORLD, WORLD.dyad("Russia", "Iran", 2014))
    assert one.part("cow_trade_4", 2014) == pytest.approx(352 / one.totals["cow_trade_4"][2014])
    assert one.part("cow_trade_4", 1700) is None
