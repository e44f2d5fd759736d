"""Pacts and defence agreements coded by hand beside the lists: none stands in both, and all of their states were states."""

from __future__ import annotations

import polars as pl

from westphalia.record.world import load

WORLD = load()
MADE = ["signed", "joined", "renewed"]
OTHER = {("kazakhstan-russia-air-defence-2013", 6070)}
"""Coded rows of the same states and year as a listed pact that are another treaty: the treaty of good neighbours of November 2013 is listed."""


def _made(table: str) -> pl.DataFrame:
    parties = (
        WORLD.scan("coded_pact_states")
        .filter(pl.col("part") == "party")
        .group_by("id")
        .agg(pl.col("ccode").sort().alias("states"))
    )
    rows = WORLD.scan(table).filter(pl.col("kind").is_in(MADE)).join(parties, on="id")
    return rows.select("id", pl.col("start").dt.year().alias("year"), "states").collect()


def test_nothing_is_both_listed_and_coded() -> None:
    coded = pl.concat([_made("coded_pacts"), _made("coded_defence_agreements")])
    pacts = (
        WORLD.scan("alliance_members")
        .group_by("atopid", "phase")
        .agg(pl.col("ccode").unique().sort().alias("states"), pl.col("start").min().dt.year().alias("year"))
        .collect()
    )
    both = coded.join(pacts, on=["states", "year"]).select("id", "atopid").rows()
    assert set(both) <= OTHER
    deals = (
        WORLD.scan("defence_agreements")
        .select(
            "dcaid",
            pl.concat_list("ccode1", "ccode2").alias("states"),
            pl.col("signed").dt.year().alias("year"),
        )
        .collect()
    )
    assert coded.join(deals, on=["states", "year"]).height == 0


def test_every_state_was_a_state_then() -> None:
    parts = WORLD.scan("coded_pact_states").select("ccode", pl.col("start").dt.year()).unique().collect()
    assert all(WORLD.state(ccode, year).ccode == ccode for ccode, year in parts.iter_rows())


def test_a_world_as_of_a_year_knows_no_later_one() -> None:
    world = WORLD.as_of(2022)
    rows = world.scan("coded_pacts").select("start", "end", "in_force", "note").collect()
    assert rows["start"].max().year == 2022
    assert all(rows[name].max() is None or rows[name].max().year <= 2022 for name in ("end", "in_force"))
    assert world.scan("coded_pact_states").select(pl.col("start").max()).collect().item().year == 2022


def test_finland_is_bound_to_all_other_members_of_nato() -> None:
    rows = WORLD.scan("coded_pact_states").filter(pl.col("id") == "finland-nato-2023").collect()
    assert rows.height == 31
    assert rows["promises"].all()
    assert rows.filter(pl.col("part") == "party")["ccode"].to_list() == [375]
