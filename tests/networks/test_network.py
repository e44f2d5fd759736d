"""Networks: who is in them when, what is a tie, what is not known; by hand and by what must hold for all relations."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import westphalia as wp
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.measures.registry import get
from westphalia.networks import RELATIONS
from westphalia.panel import dyad_years

WORLD = wp.load()
NATO = [2, 20, 200, 210, 211, 212, 220, 235, 325, 385, 390, 395]
WARSAW = [265, 290, 310, 315, 339, 355, 360, 365]


def among(network, codes, year):
    places = [network.codes.index(code) for code in codes]
    return network.array[network.wave(year)][np.ix_(places, places)]


@pytest.fixture(scope="module")
def defence():
    return wp.network(WORLD, "defence", (1913, 1960))


@pytest.mark.parametrize("name", RELATIONS)
def test_every_relation_is_as_it_says(name):
    relation = RELATIONS[name]
    last = relation.span(WORLD)[1]
    network = wp.network(WORLD, name, (last, min(last + 1, 2025)))
    array, known = network.array, ~np.isnan(network.array)
    assert array.shape == (len(network.years), len(network.nodes), len(network.nodes))
    assert known[0].any(), "nothing is known in a covered year"
    assert not known[~network.paired()].any(), "a value where a state was not in the system"
    assert relation.meaning
    if not relation.directed:
        np.testing.assert_array_equal(array, array.transpose(0, 2, 1))
    if not relation.valued:
        assert set(np.unique(array[known])) <= {0, 1}
    if last < 2025:
        assert network.observed == (last, None)
        assert np.isnan(array[1]).all(), "past the years covered nothing is known"


@pytest.mark.parametrize(
    ("name", "addition", "column"),
    [
        ("defence", "alliances", "atop_defense"),
        ("trade", "trade", "flow1"),
        ("sanctions", "sanctions", "sanctions1"),
    ],
)
def test_values_are_those_of_the_panel(name, addition, column):
    network = wp.network(WORLD, name, (2009, 2016))
    panel = dyad_years(WORLD, (2009, 2016)).add(addition).collect()
    expected = panel.filter(pl.col(column).is_not_null()).select("ccode1", "ccode2", "year", column)
    rows = network.edges().select("ccode1", "ccode2", "year", "value").sort("ccode1", "ccode2", "year")
    assert rows.rows() == expected.filter(pl.col(column) != 0).rows()
    assert int((~np.isnan(network.array)).sum()) == expected.height
    assert network.unknown().sum() == panel[column].null_count() + _never_met(panel, network)


def _same_as_the_array(name, quantity, year, near=0.0):
    """Hold a network to the array of a quantity: the same values, but for pairs that were in the system on different days of the year."""
    network, read = wp.network(WORLD, name, year), wp.array(WORLD, quantity, year, system="cow")
    assert network.codes == read.states
    expected = read.value.copy()
    np.fill_diagonal(expected, np.nan)
    if not network.valued:
        expected = np.where(np.isnan(expected), np.nan, expected > 0)
    met = ~np.isnan(network.array[0])
    assert met.any()
    np.testing.assert_allclose(network.array[0][met], expected[met], rtol=near)
    apart = ~met & ~np.isnan(expected)
    false = WORLD.table("false_dyads").filter(system="cow", year=year).select("code1", "code2").collect()
    listed = {(network.codes.index(a), network.codes.index(b)) for a, b in false.iter_rows()}
    assert set(zip(*(each.tolist() for each in np.nonzero(apart)), strict=True)) <= listed


@pytest.mark.parametrize("name", [name for name, each in RELATIONS.items() if each.quantity])
def test_a_relation_is_its_quantity(name):
    relation = RELATIONS[name]
    thing = get(relation.quantity)
    assert relation.title == thing.title
    assert relation.directed == (thing.kind == "directed")
    assert relation.span(WORLD) == thing.span(WORLD)
    first, last = relation.span(WORLD)
    for year in {max(first, 1816), (first + last) // 2, last}:
        _same_as_the_array(name, relation.quantity, year)


@pytest.mark.parametrize(("name", "near"), [("minimum-distance", 1e-6), ("capital-distance", 2e-3)])
def test_the_distances_are_columns_of_panels(name, near):
    relation = RELATIONS[name]
    assert {each for each, found in RELATIONS.items() if not found.quantity} == {
        "minimum-distance",
        "capital-distance",
    }
    year = relation.span(WORLD)[1]
    # Panels and the record take the Earth to be of somewhat different size.
    _same_as_the_array(name, name, year, near)


def test_a_quantity_is_the_same_under_both_names():
    named, own = wp.network(WORLD, "alliances", 1938), wp.network(WORLD, "pact", 1938)
    np.testing.assert_array_equal(named.array, own.array)
    assert not named.valued
    assert not own.valued
    assert own.relation.name == "pact"
    assert named.relation.title == own.relation.title


def test_what_is_counted_or_flows_is_added_up():
    deals = wp.network(WORLD, "arms_deals", 1985)
    both = wp.network(WORLD, "arms_deals", 1985, directed=False)
    np.testing.assert_array_equal(both.array, deals.array + deals.array.transpose(0, 2, 1))
    embargo = wp.network(WORLD, "sanctions_embargo", 1992)
    either = wp.network(WORLD, "sanctions_embargo", 1992, directed=False)
    np.testing.assert_array_equal(either.array, np.maximum(embargo.array, embargo.array.transpose(0, 2, 1)))
    assert not embargo.valued
    assert embargo.edges().height
    for share in ("export_share", "capability_ratio"):
        with pytest.raises(NotUnderstood, match="means nothing without its direction"):
            wp.network(WORLD, share, 1985, directed=False)


@pytest.mark.parametrize("name", ["joint_exclusion", "capability_ratio", "hostility"])
def test_every_measure_of_pairs_is_a_network(name):
    network, read = wp.network(WORLD, name, 1994), wp.array(WORLD, name, 1994, system="cow")
    met = ~np.isnan(network.array[0])
    assert met.any()
    np.testing.assert_array_equal(network.array[0][met], read.value[met])


def test_what_is_neither_relation_nor_measure_is_told():
    with pytest.raises(NotUnderstood, match="joint"):
        wp.network(WORLD, "joint_exlusion", 1994)
    with pytest.raises(NotUnderstood):
        wp.network(WORLD, "cinc", 1994)


def _never_met(panel, network):
    """Count pairs of one year whose states were in the system on different days only."""
    return int(network.paired().sum()) - panel.height


class TestByHand:
    def test_alliances_of_1913(self, defence):
        for one, two in (("Germany", "Austria-Hungary"), ("Germany", "Italy"), ("France", "Russia")):
            assert defence.value(one, two, 1913) == defence.value(two, one, 1913) == 1
        for one, two in (("United Kingdom", "France"), ("Germany", "France"), ("Germany", "Russia")):
            assert defence.value(one, two, 1913) == 0

    def test_nato_is_a_clique_in_1949(self, defence):
        assert np.nansum(among(defence, NATO, 1949)) == len(NATO) * (len(NATO) - 1)
        assert defence.value("United States", "Greece", 1949) == 0
        assert defence.value("United States", "Turkey", 1952) == 1
        assert defence.value("United States", "Soviet Union", 1949) == 0

    def test_warsaw_pact_is_a_clique_in_1955(self, defence):
        assert np.nansum(among(defence, WARSAW, 1955)) == len(WARSAW) * (len(WARSAW) - 1)
        # The Soviet pacts with Britain (1942) and France (1944) ended in May 1955.
        assert among(defence, [2, 200, 220, 365], 1955)[3, :3].tolist() == [0, 1, 1]
        assert among(defence, [2, 200, 220, 365], 1956)[3, :3].tolist() == [0, 0, 0]

    def test_pact_of_1939(self):
        pacts = wp.network(WORLD, "nonaggression", (1938, 1941))
        assert [pacts.value("Germany", "Soviet Union", year) for year in (1938, 1939)] == [0, 1]
        assert wp.network(WORLD, "wars", 1941).value("Germany", "Soviet Union", 1941) == 1

    def test_direction_of_flows(self):
        arms = wp.network(WORLD, "arms", 1985)
        assert arms.value("Soviet Union", "Iraq", 1985) > 1000
        assert arms.value("Iraq", "Soviet Union", 1985) == 0
        trade = wp.network(WORLD, "trade", 2000)
        table = WORLD.table("trade").filter(source="cow_trade_4", year=2000)
        for importer, exporter in ((2, 200), (200, 2), (670, 2)):
            [value] = table.filter(importer=importer, exporter=exporter).collect()["value"]
            assert trade.value(importer, exporter, 2000) == value

    def test_types_of_contiguity(self):
        land, sea = (wp.network(WORLD, "contiguity", 2000, types=types) for types in ([1], [2, 3, 4, 5]))
        every = wp.network(WORLD, "contiguity", 2000)
        assert (land.value("USA", "CAN", 2000), sea.value("USA", "CAN", 2000)) == (1, 0)
        assert (land.value("USA", "RUS", 2000), sea.value("USA", "RUS", 2000)) == (0, 1)
        np.testing.assert_array_equal(land.array + sea.array, every.array)

    def test_agreements_in_force_of_russia_and_india(self):
        agreements = wp.network(WORLD, "defence-agreements", (1992, 2010))
        # Signed 1993 (lasting), 1994 (to 1999), 1998 (lasting), 1999 (to 2005), 2009 (lasting).
        expected = {1992: 0, 1993: 1, 1994: 2, 1998: 3, 1999: 4, 2000: 3, 2005: 3, 2006: 2, 2009: 3}
        assert {year: agreements.value("Russia", "India", year) for year in expected} == expected

    def test_only_visitors_that_are_followed_are_known(self):
        visits = wp.network(WORLD, "visits", 1972)
        assert visits.value("USA", "China", 1972) >= 1
        assert visits.value("USA", "Nepal", 1972) == 0
        assert np.isnan(visits.value("China", "USA", 1972))

    def test_a_state_without_votes_is_unknown(self):
        votes = wp.network(WORLD, "agreement", 1960)
        assert 0 < votes.value("USA", "United Kingdom", 1960) <= 1
        assert np.isnan(votes.value("USA", "Switzerland", 1960)), "Switzerland joined in 2002"


class TestComposition:
    def test_germany_is_out_from_1946_to_1989(self):
        network = wp.network(WORLD, "alliances", (1944, 1991))
        spells = dict(zip(network.codes, network.spells(), strict=True))
        assert spells[255] == ((1944, 1945), (1990, 1991))
        assert spells[260] == ((1955, 1990),)
        times = dict(zip(network.codes, network.composition(), strict=True))
        assert times[255] == (1, 2.5, 46.5, 48)
        assert times[260] == (11.5, 47.5)
        assert times[2] == (1, 48)

    def test_yugoslavia_is_out_under_occupation(self):
        network = wp.network(WORLD, "alliances", (1940, 1946))
        place = network.codes.index(345)
        assert network.present[:, place].tolist() == [True, True, False, False, True, True, True]
        assert np.isnan(network.array[2:4, place]).all()
        assert (~np.isnan(network.array[4, place])).sum() == network.present[4].sum() - 1

    def test_times_say_who_is_present_as_rsiena_reads_them(self):
        network = wp.network(WORLD, "alliances", (1900, 2020), every=10)
        for times, present in zip(network.composition(), network.present.T, strict=True):
            active = np.zeros(len(network.years), dtype=bool)
            for begin, end in zip(times[::2], times[1::2], strict=True):
                assert 1 <= begin < end <= len(network.years) or begin == end == len(network.years) == 1
                active[int(np.ceil(begin)) - 1 : int(np.trunc(end))] = True
            np.testing.assert_array_equal(active, present)

    def test_members_are_those_of_the_record(self):
        for system in ("cow", "gw"):
            network = wp.network(WORLD, "alliances", (1988, 1994), system=system)
            spells = WORLD.table("memberships").filter(system=system).collect()
            for year, present in zip(network.years, network.present, strict=True):
                listed = spells.filter(
                    pl.col("start").dt.year() <= year,
                    pl.col("end").is_null() | (pl.col("end").dt.year() >= year),
                )
                codes = [code for code, here in zip(network.codes, present, strict=True) if here]
                assert codes == sorted(listed["code"].unique())

    def test_a_code_that_passed_to_another_state(self):
        network = wp.network(WORLD, "alliances", (1988, 1992), system="gw")
        assert network.value("West Germany", "France", 1988) == 1
        assert network.value("Germany", "France", 1992) == 1
        with pytest.raises(NoAnswer, match="not in the system in 1988"):
            network.value("Croatia", "France", 1988)


class TestDirections:
    def test_promises_are_the_larger_and_flows_the_sum(self):
        directed = wp.network(WORLD, "sanctions", (1995, 2000))
        joined = wp.network(WORLD, "sanctions", (1995, 2000), directed=False)
        np.testing.assert_array_equal(joined.array, directed.array + directed.array.transpose(0, 2, 1))
        promised = wp.network(WORLD, "defence", (1930, 1940))
        either = wp.network(WORLD, "defence", (1930, 1940), directed=False)
        assert (promised.array != promised.array.transpose(0, 2, 1))[~np.isnan(promised.array)].any()
        np.testing.assert_array_equal(
            either.array, np.maximum(promised.array, promised.array.transpose(0, 2, 1))
        )

    def test_half_known_flows_are_unknown(self):
        directed = wp.network(WORLD, "trade", 1990)
        half = np.isnan(directed.array) ^ np.isnan(directed.array.transpose(0, 2, 1))
        assert half.any()
        assert np.isnan(wp.network(WORLD, "trade", 1990, directed=False).array[half]).all()

    def test_what_one_side_records_has_no_pairs(self):
        with pytest.raises(NotUnderstood, match="one side only"):
            wp.network(WORLD, "visits", 1990, directed=False)


def test_carried_values_say_from_when():
    network = wp.network(WORLD, "alliances", (2017, 2020), carry="last")
    assert network.observed == (2017, 2018, 2018, 2018)
    np.testing.assert_array_equal(network.array[3], network.array[1])


def test_what_was_no_member_in_the_last_year_covered_is_not_carried():
    disputes = wp.network(WORLD, "disputes", 2014, carry="last")
    assert disputes.observed == (2010,)
    assert np.isnan(disputes.value("South Sudan", "Sudan", 2014)), "South Sudan is a state from 2011"
    assert disputes.value("Ethiopia", "Sudan", 2014) == 0


def test_waves_are_every_so_many_years():
    waves = wp.network(WORLD, "wars", (1900, 1950), every=10)
    assert waves.years == (1900, 1910, 1920, 1930, 1940, 1950)
    full = wp.network(WORLD, "wars", (1900, 1950))
    for code in waves.codes:
        line = waves.array[waves.wave(1940), waves.codes.index(code)]
        other = full.array[full.wave(1940), full.codes.index(code)]
        assert np.nansum(line) == np.nansum(other)


def test_the_past_does_not_know_the_future():
    assert wp.network(WORLD.as_of(1948), "defence", (1945, 1950)).observed[-2:] == (None, None)
    assert wp.network(WORLD.as_of(2000), "s-votes", (1999, 2001)).observed == (1999, 2000, None)


def test_edges_and_unknown_pairs_are_all_pairs():
    trade = wp.network(WORLD, "trade", (2013, 2016))
    ties, full = trade.edges(), trade.edges(unknown=True)
    assert ties["value"].null_count() == 0
    assert full["value"].null_count() == trade.unknown().sum()
    assert full.drop_nulls().equals(ties)
    assert full.select("ccode1", "ccode2", "year").is_duplicated().sum() == 0
    pairs = wp.network(WORLD, "alliances", (2018, 2019))
    assert pairs.edges(unknown=True).filter(pl.col("ccode1") >= pl.col("ccode2")).is_empty()
    assert pairs.unknown().tolist() == [0, int(pairs.paired()[1].sum()) // 2]


def test_covariates_are_in_the_order_of_the_network():
    network = wp.network(WORLD, "alliances", (1940, 1946), every=2)
    frame = network.nodes_frame(["capabilities"])
    assert frame.height == len(network.years) * len(network.nodes)
    assert frame["ccode"].to_list() == list(network.codes) * len(network.years)
    np.testing.assert_array_equal(frame["present"].to_numpy().reshape(network.present.shape), network.present)
    yugoslavia = frame.filter(ccode=345)
    assert [value is not None for value in yugoslavia["cinc"]] == [True, False, True, True]
    [cinc] = WORLD.table("capabilities").filter(ccode=345, year=1940).collect()["cinc"]
    assert yugoslavia["cinc"][0] == cinc
    named = network.nodes_frame(["names"])
    assert named.columns.count("iso3") == 1
    assert not any(name.endswith("_right") for name in named.columns)
    with pytest.raises(NotUnderstood, match="Did you mean capabilities"):
        network.nodes_frame(["capabilites"])


def test_only_what_was_used_is_cited():
    trade = {source.id for source in wp.network(WORLD, "trade", 1990).cite()}
    assert "cow_trade_4" in trade
    assert "baci_2023" not in trade
    assert wp.network(WORLD, "disputes", 1990).about()["coverage"] == [1816, 2010]


@pytest.mark.parametrize(
    ("name", "options", "what"),
    [
        ("aliances", {}, "Did you mean alliances"),
        ("wars", {"types": [1]}, "has no types"),
        ("contiguity", {"types": [7]}, "no type 7"),
        ("contiguity", {"types": []}, "no type none"),
        ("wars", {"every": 0}, "no step"),
        ("wars", {"years": (1950, 1960, 1970)}, "every=5"),
        ("wars", {"years": (1960, 1950)}, "ends before"),
        ("wars", {"system": "un"}, "system"),
    ],
)
def test_what_is_not_understood_is_said(name, options, what):
    with pytest.raises(NotUnderstood, match=what):
        wp.network(WORLD, name, **{"years": (1990, 1991), **options})


def test_a_year_outside_is_told():
    with pytest.raises(NotUnderstood, match="1990 is not a year"):
        wp.network(WORLD, "wars", (1950, 1951)).value(2, 20, 1990)
