from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from sources.adapters import baci, cow_trade, factbook
from sources.tables import trade


def test_newest_edition_wins_for_each_state_flow_and_year():
    frame = pl.DataFrame(
        {
            "name": ["Estonia", "Estonia", "Latvia"],
            "year": [2016, 2016, 2016],
            "flow": ["export", "export", "export"],
            "vintage": [date(2022, 6, 30), date(2022, 12, 29), date(2020, 11, 27)],
            "share": [0.1, 0.2, 0.3],
        }
    )
    kept, older = trade.newest(frame)
    assert kept["share"].to_list() == [0.2, 0.3]
    assert older == 1


def test_luxembourg_goes_only_where_it_repeats_belgium():
    frame = pl.DataFrame(
        {
            "ccode": [211, 212, 211, 212, 2],
            "year": [1980, 1980, 2000, 2000, 1980],
            "imports": [68_764.0, 68_764.0, 175_126.0, 11_386.0, 68_764.0],
            "exports": [61_883.0, 61_883.0, 186_608.0, 8_245.0, 61_883.0],
        }
    )
    kept = trade.without_union(frame)
    assert kept.select("ccode", "year").rows() == [(211, 1980), (211, 2000), (212, 2000), (2, 1980)]


def test_scrambled_list_is_only_algerian_exports_of_2014():
    frame = pl.DataFrame(
        {
            "name": ["Algeria"] * 3 + ["Iran"],
            "year": [2014, 2014, 2015, 2014],
            "flow": ["export", "import", "export", "export"],
        }
    )
    assert frame.select(factbook.scrambled()).to_series().to_list() == [True, False, False, False]


def test_every_directed_flow_stands_once(inputs):
    flows = cow_trade.imports(inputs)
    assert flows.height == 1_347_308
    assert not flows.select("importer", "exporter", "year").is_duplicated().any()
    assert flows["value"].null_count() == 50_833


def test_empty_pairs_of_baci_are_absent(inputs):
    flows = baci.flows(inputs)
    assert flows.filter(
        (pl.col("importer_name") == "Iran") & pl.col("exporter_name").str.starts_with("Russia")
    ).is_empty()
    assert flows["value"].min() > 0


def test_cut_names_of_partners_are_made_whole(inputs):
    names = set(factbook.partners(inputs)["partner_name"])
    assert "Tobago" not in names
    assert "Trinidad and Tobago" in names
    assert factbook.partners(inputs)["name"].null_count() == 0


@pytest.mark.parametrize("build", [trade.trade, trade.trade_totals, trade.trade_partners, trade.trade_square])
def test_rows_in_are_rows_used_and_rows_dropped(inputs, build):
    built = build(inputs)
    assert built.read - sum(built.dropped.values()) == built.frame.height
