"""What holds for panels of every kind: the key is unique, and nothing that is added changes the rows."""

from __future__ import annotations

from zlib import crc32

import polars as pl
import pytest

from westphalia import panel
from westphalia.panel import ADDITIONS
from westphalia.record.world import load

WORLD = load()
KINDS = {
    "state-years": lambda years, system: panel.state_years(WORLD, years, system),
    "dyad-years": lambda years, system: panel.dyad_years(WORLD, years, False, system),
    "leader-years": lambda years, system: panel.leader_years(WORLD, years, system),
    "leader-dyad-years": lambda years, system: panel.leader_dyad_years(WORLD, years, False, system),
    "dispute-dyad-years": lambda years, system: panel.dispute_dyad_years(WORLD, years, False, system),
    "state-days": lambda years, system: panel.state_days(WORLD, years, system),
    "leader-days": lambda years, system: panel.leader_days(WORLD, years, system),
}


def every(asked, part=1):
    """Return the panel with all additions whose columns it does not have, but for measures, or with every so many by a hash of kind and name."""
    for name in asked.available():
        if name.startswith("measure-") or crc32(f"{asked.kind.name} {name}".encode()) % part:
            continue
        if name not in ("dispute-details", "cow-dispute-details") or asked.kind.name != "dispute-dyad-years":
            asked = asked.add(name)
    return asked


@pytest.mark.parametrize(
    ("system", "part"), [("cow", 1), ("gw", 3), pytest.param("gw", 1, marks=pytest.mark.long)]
)
@pytest.mark.parametrize("kind", list(KINDS))
def test_nothing_that_is_added_changes_the_rows(kind, system, part):
    """All additions in one system of states, every third in the other; all in both with ``make long``."""
    bare = KINDS[kind]((1990, 1990), system)
    asked = every(bare, part)
    rows, key = asked.collect(), list(bare.keys)
    assert rows.select(bare.collect().columns).equals(bare.collect())
    assert not rows.select(key).is_duplicated().any()
    assert rows.equals(rows.sort(key))
    assert rows.columns == [name for name in asked.columns if name in rows.columns]
    assert set(rows.columns) <= set(asked.columns)
    assert {kind for kind in rows.dtypes if kind.is_integer()} == {pl.Int64}
    assert set(asked.describe()["column"]) == set(rows.columns) - set(key[: 3 if bare.dyads else 2])


@pytest.mark.parametrize("part", [2, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("kind", [each for each in KINDS if each not in ("state-years", "dyad-years")])
def test_what_belongs_to_states_and_pairs_is_as_in_their_own_panels(kind, part):
    """Another half of the additions in each kind of rows; all with ``make long``."""
    bare = KINDS[kind]((1963, 1963), "cow")
    of = "dyad-years" if bare.dyads else "state-years"
    leaders = {"lead", "lwuf", "leader-disputes"} if bare.kind.leaders else set()
    names = [each.name for each in every(bare, part).additions if each.name not in leaders]
    rows = bare.add(*names).collect()
    theirs = KINDS[of]((1963, 1963), "cow").add(*names)
    key = list(theirs.keys)
    joined = rows.select(key).join(
        theirs.collect(), on=key, how="left", maintain_order="left", validate="m:1"
    )
    assert rows.select(joined.columns).equals(joined)


def test_what_is_known_of_leaders_attaches_by_leader(edition):
    rows = panel.leader_years(WORLD, (1840, 2015)).add("lead", "lwuf").collect()
    traits = rows.select("obsid").join(
        edition("leader_traits"), on="obsid", how="left", maintain_order="left"
    )
    assert rows["leveledu"].equals(traits["leveledu"])
    assert rows["combat"].equals(traits["combat"])
    assert rows.filter(obsid="USA-1961")["combat"].unique().to_list() == [1]  # Kennedy, in the Pacific
    pairs = panel.leader_dyad_years(WORLD, (1963, 1963)).add("lead", "lwuf").collect()
    single = panel.leader_years(WORLD, (1963, 1963), "cow").add("lead", "lwuf").collect().unique("obsid")
    for side in "12":
        joined = pairs.select(pl.col(f"obsid{side}").alias("obsid")).join(
            single, on="obsid", how="left", maintain_order="left"
        )
        for name in ("leveledu", "combat", "theta2_mean"):
            assert pairs[f"{name}{side}"].equals(joined[name]), (name, side)


def test_disputes_of_leaders_are_zero_where_none_is_listed():
    rows = panel.leader_dyad_years(WORLD, (2009, 2012)).add("leader-disputes").collect()
    names = list(ADDITIONS["leader-disputes"].columns(True))
    flags = [each.name for each in ADDITIONS["leader-disputes"].fields if each.absent]
    assert flags
    known = rows.filter(pl.col("year") <= 2010)
    assert known.select(flags).null_count().row(0) == (0,) * len(flags)
    assert 0 < known[flags[0]].sum() < known.height / 100
    assert all(
        rows.filter(pl.col("year") > 2010)[name].null_count() == rows.filter(pl.col("year") > 2010).height
        for name in names
    )


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_contemporary_sees_nothing_later(kind):
    bare = KINDS[kind]((1989, 1992), "cow")
    then = panel.Panel(WORLD.as_of(1990), bare.years, bare.kind, bare.system).add("majors")
    rows = then.collect()
    later = rows.filter(pl.col("year") > 1990).select(pl.selectors.starts_with("cowmaj"))
    assert later.null_count().row(0) == (later.height,) * later.width
    if bare.kind.covers is not None:
        assert rows["year"].max() == 1990
