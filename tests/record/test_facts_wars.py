"""Wars and armed conflicts that any chronology dates."""

from datetime import date

import polars as pl
import pytest

D = date


def _war(edition, number):
    rows = edition("war_participants").filter(pl.col("warnum") == number)
    return {(row["ccode"], row["start"]): row for row in rows.iter_rows(named=True)}


def test_sides_of_the_crimean_war(edition):
    """The Ottoman Empire, Britain, France and Sardinia against Russia, 1853-1856."""
    rows = _war(edition, 22)
    sides = {code: row["side"] for (code, _), row in rows.items()}
    assert sides[640] == sides[200] == sides[220] == sides[325] != sides[365]
    assert len(sides) == 5
    assert {code: row["outcome"] for (code, _), row in rows.items()}[365] == "lost"


def test_the_war_of_iran_and_iraq(edition):
    """22 September 1980 to 20 August 1988, begun by Iraq, without a victor."""
    rows = _war(edition, 199)
    assert set(rows) == {(630, D(1980, 9, 22)), (645, D(1980, 9, 22))}
    iraq, iran = rows[645, D(1980, 9, 22)], rows[630, D(1980, 9, 22)]
    assert (iraq["initiator"], iran["initiator"]) == (True, False)
    assert iraq["end"] == iran["end"] == D(1988, 8, 20)
    assert iraq["outcome"] == iran["outcome"] == "stalemate"


def test_the_russo_japanese_war(edition):
    """Japan attacked Port Arthur on 8 February 1904 and won."""
    rows = _war(edition, 85)
    assert (rows[740, D(1904, 2, 8)]["initiator"], rows[740, D(1904, 2, 8)]["outcome"]) == (True, "won")
    assert rows[365, D(1904, 2, 8)]["outcome"] == "lost"


def test_the_six_day_war(edition):
    """5 to 10 June 1967: Israel against Egypt, Jordan and Syria."""
    war = edition("wars").filter(pl.col("warnum") == 169).row(0, named=True)
    assert (war["start"], war["end"]) == (D(1967, 6, 5), D(1967, 6, 10))
    assert {code for code, _ in _war(edition, 169)} == {651, 652, 663, 666}


def test_great_powers_of_the_first_world_war(edition):
    """Austria-Hungary and Germany against Serbia, Russia, France, Britain, Italy and the United States."""
    sides = {code: row["side"] for (code, _), row in _war(edition, 106).items()}
    assert sides[255] == sides[300] == sides[640] == sides[355]
    assert {sides[code] for code in (2, 200, 220, 325, 345, 365, 740)} == {3 - sides[255]}


def test_the_deadliest_wars(edition):
    """The two world wars lead any list of wars between states."""
    names = (
        edition("wars")
        .filter(pl.col("source") == "cow_inter_state_wars_4")
        .sort("deaths", descending=True, nulls_last=True)["name"]
    )
    assert names.head(2).to_list() == ["World War II", "World War I"]


def test_deaths_of_two_spells_are_counted_once(edition):
    """France fought Germany in 1939-40 and again from 1944."""
    rows = (
        edition("war_participants")
        .filter(pl.col("warnum") == 139, pl.col("ccode") == 220, pl.col("side") == 1)
        .sort("start")
    )
    assert rows["start"].dt.year().to_list() == [1939, 1944]
    assert rows["deaths"].null_count() == 1


def test_wars_by_dyad_and_year(edition):
    """Russia and Britain fought from 1854 to 1856; Iran and Iraq in every year from 1980 to 1988."""
    frame = edition("war_dyad_years")
    assert frame.filter(pl.col("ccode1") == 200, pl.col("ccode2") == 365, pl.col("warnum") == 22)[
        "year"
    ].to_list() == [1854, 1855, 1856]
    assert frame.filter(pl.col("ccode1") == 630, pl.col("ccode2") == 645)["year"].to_list() == list(
        range(1980, 1989)
    )


def test_roles_in_the_war_of_iran_and_iraq(edition):
    row = edition("war_dyads").filter(pl.col("ccode1") == 645, pl.col("ccode2") == 630).row(0, named=True)
    assert (row["role1"], row["role2"], row["outcome"], row["start"]) == (
        "initiator",
        "target",
        "drawn",
        D(1980, 9, 22),
    )


def test_no_spell_ends_before_it_starts(edition):
    for table in ("wars", "war_participants", "war_dyads"):
        assert edition(table).filter(pl.col("end") < pl.col("start")).height == 0, table


@pytest.mark.parametrize(
    ("name", "first", "last"), [("Spanish Civil War", 1936, 1939), ("U.S. Civil War", 1861, 1865)]
)
def test_civil_wars(edition, name, first, last):
    frame = edition("civil_wars").filter(pl.col("name") == name)
    assert (frame["year"].min(), frame["end"].max()) == (first, last)


def test_the_war_in_ukraine(edition):
    """UCDP codes Russia against Ukraine as interstate from 24 February 2022, a war in every year; North
    Korea helps Russia in 2024."""
    frame = edition("armed_conflicts").filter(pl.col("conflict_id") == 13243)
    assert frame.select("year", "kind", "intensity").rows() == [
        (year, "interstate", 2) for year in (2022, 2023, 2024)
    ]
    assert frame["episode_start"].unique().to_list() == [D(2022, 2, 24)]
    parties = edition("armed_conflict_parties").filter(pl.col("conflict_id") == 13243, pl.col("year") == 2024)
    assert set(parties.select("ccode", "side", "role").rows()) == {
        (365, "A", "primary"),
        (369, "B", "primary"),
        (731, "A", "secondary"),
    }


def test_the_wars_between_states_of_1982(edition):
    """Iran and Iraq; Argentina and Britain."""
    wars = edition("armed_conflicts").filter(pl.col("year") == 1982, pl.col("kind") == "interstate")
    parties = edition("armed_conflict_parties").join(
        wars.select("conflict_id", "year"), on=["conflict_id", "year"]
    )
    assert set(parties["ccode"]) == {630, 645, 160, 200}


def test_an_armed_conflict_year_has_a_state_on_side_a(edition):
    conflicts = edition("armed_conflicts").select("conflict_id", "year")
    side_a = edition("armed_conflict_parties").filter(pl.col("side") == "A", pl.col("role") == "primary")
    without = conflicts.join(side_a, on=["conflict_id", "year"], how="anti")
    # UCDP has Hyderabad (751), a state of neither list, on side A in its fighting of 1947 and 1948.
    assert sorted(without.rows()) == [(226, 1948), (11884, 1947), (11884, 1948)]


def test_germany_has_its_correlates_of_war_code(edition):
    """After 1990 Germany is 255; Gleditsch and Ward keep 260."""
    frame = edition("armed_conflict_parties").filter(pl.col("year") > 1990)
    assert 260 not in set(frame["ccode"])
    assert 255 in set(frame["ccode"])
