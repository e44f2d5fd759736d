"""Treaties that histories and treaty series date. ATOP dates entry by signature, so accessions to NATO
come a year or two early."""

from datetime import date

import polars as pl
import pytest

D = date
OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")
NATO, WARSAW = 3180, 3285


def _pact(edition, state, partner, start):
    frame = edition("pacts").filter(
        pl.col("ccode1") == state, pl.col("ccode2") == partner, pl.col("start") == start
    )
    assert frame.height == 1, frame
    row = frame.row(0, named=True)
    return row, {name for name in OBLIGATIONS if row[name]}


@pytest.mark.parametrize(
    ("year", "members"),
    [(1949, 12), (1952, 14), (1955, 15), (1982, 16), (1999, 19), (2004, 26), (2009, 28), (2017, 29)],
)
def test_members_of_nato(edition, year, members):
    """NATO, "Member countries": enlargements of 1952, 1955, 1982, 1999, 2004, 2009 and 2017."""
    day = D(year, 12, 31)
    frame = edition("alliance_members").filter(pl.col("atopid") == NATO, pl.col("start") <= day)
    assert frame.filter(pl.col("end").is_null() | (pl.col("end") > day))["ccode"].n_unique() == members


@pytest.mark.parametrize(
    ("state", "signed"),
    [(350, D(1951, 10, 22)), (260, D(1954, 10, 23)), (230, D(1981, 12, 10)), (341, D(2016, 5, 19))],
)
def test_accession_to_nato_is_dated_by_signature(edition, state, signed):
    """Protocols of accession of Greece, the Federal Republic of Germany, Spain and Montenegro."""
    frame = edition("alliance_members").filter(pl.col("atopid") == NATO, pl.col("ccode") == state)
    assert frame["start"].to_list() == [signed]


def test_the_warsaw_pact(edition):
    """Signed on 14 May 1955 by eight states; Albania left in September 1968, the rest dissolved it on 1
    July 1991 (UNTS 219, 2962)."""
    frame = edition("alliance_members").filter(pl.col("atopid") == WARSAW)
    assert set(frame["ccode"]) == {265, 290, 310, 315, 339, 355, 360, 365}
    assert frame["start"].unique().to_list() == [D(1955, 5, 14)]
    assert frame.filter(pl.col("ccode") == 339)["end"].item().year == 1968
    assert frame.filter(pl.col("ccode") == 365)["end"].item() == D(1991, 7, 1)


def test_the_pact_of_molotov_and_ribbentrop(edition):
    """Non-aggression and neutrality, 23 August 1939, broken by the invasion of 22 June 1941; secret in
    part."""
    row, obligations = _pact(edition, 255, 365, D(1939, 8, 23))
    assert obligations == {"nonagg", "neutral"}
    assert row["end"] == D(1941, 6, 22)
    alliance = edition("alliances").filter(pl.col("atopid") == row["atopid"]).row(0, named=True)
    assert (alliance["ended"], alliance["pubsecr"], alliance["length"], alliance["bilateral"]) == (
        "broken",
        1,
        120,
        True,
    )


def test_the_treaty_of_berlin(edition):
    """Germany and the Soviet Union promise each other neutrality on 24 April 1926 (LNTS 53, 387)."""
    row, obligations = _pact(edition, 255, 365, D(1926, 4, 24))
    assert obligations == {"neutral"}
    assert row["bilateral"]


def test_the_franco_russian_alliance(edition):
    """The military convention of 1892 came into force with the exchange of letters of 27 December 1893 and
    4 January 1894."""
    for state, partner in ((220, 365), (365, 220)):
        row, obligations = _pact(edition, state, partner, D(1893, 12, 27))
        assert obligations == {"defense"}
        assert row["end"].year == 1917


def test_the_anglo_japanese_alliance(edition):
    """London, 30 January 1902, renewed on 12 August 1905, replaced by the Four-Power Treaty of 13 December
    1921."""
    row, obligations = _pact(edition, 200, 740, D(1902, 1, 30))
    assert {"defense", "neutral"} <= obligations
    assert row["end"] == D(1905, 8, 12)
    assert _pact(edition, 200, 740, D(1905, 8, 12))[0]["end"] == D(1921, 12, 13)


def test_the_sino_soviet_treaty(edition):
    """Moscow, 14 February 1950, for thirty years; it expired in April 1980 (UNTS 226, 3103)."""
    row, obligations = _pact(edition, 365, 710, D(1950, 2, 14))
    assert "defense" in obligations
    assert (row["end"].year, row["end"].month) == (1980, 4)


def test_the_united_states_defends_japan_and_not_the_reverse(edition):
    """Treaty of Mutual Cooperation and Security, 19 January 1960, article V: attacks in the territories
    under Japan's administration."""
    assert "defense" in _pact(edition, 2, 740, D(1960, 1, 19))[1]
    row, obligations = _pact(edition, 740, 2, D(1960, 1, 19))
    assert "defense" not in obligations
    assert (row["asymm"], row["end"]) == (True, None)


def test_pacts_of_russia_and_iran(edition):
    """Neutrality of 1 October 1927 (LNTS 112, 275); tripartite alliance of 29 January 1942 (UNTS 93, 279);
    treaty of 12 March 2001."""
    assert {"neutral", "nonagg"} == _pact(edition, 365, 630, D(1927, 10, 1))[1]
    assert "defense" in _pact(edition, 365, 630, D(1942, 1, 29))[1]
    assert "defense" not in _pact(edition, 630, 365, D(1942, 1, 29))[1]
    row, obligations = _pact(edition, 365, 630, D(2001, 3, 12))
    assert obligations == {"neutral", "nonagg", "consul"}
    assert (row["end"], row["atopid"]) == (None, 4968)


def test_britain_and_belgium_guaranteed_locarno_one_way(edition):
    """Locarno, 16 October 1925, article 4: Britain and Italy guarantee the frontiers of Belgium, France
    and Germany."""
    years = edition("pact_dyad_years").filter(pl.col("year") == 1927)
    promise = {
        (a, b): defense for a, b, defense in years.select("ccode1", "ccode2", "atop_defense").iter_rows()
    }
    assert promise[200, 211]
    assert not promise[211, 200]


def test_pacts_imply_the_published_dyad_years(edition):
    """Expanding the pacts to years gives the directed dyad-years that ATOP publishes, without one
    difference."""
    from westphalia.record.readers.atop import by_year

    implied = (
        by_year(edition("pacts"), 2018)
        .group_by("ccode1", "ccode2", "year")
        .agg(pl.col(name).max() for name in OBLIGATIONS)
    )
    implied = implied.with_columns(pl.col("year").cast(pl.Int16)).sort("ccode1", "ccode2", "year")
    published = edition("pact_dyad_years").rename({f"atop_{name}": name for name in OBLIGATIONS})
    assert implied.select(published.columns).equals(published)


def test_one_defence_agreement_of_russia_and_iran(edition):
    """Agreement on military-technical cooperation of 2 October 2001."""
    frame = edition("defence_agreements").filter(pl.col("ccode1") == 365, pl.col("ccode2") == 630)
    assert frame.select("dcaid", "signed", "type", "category1").rows() == [
        ("DCADv1.0-1295", D(2001, 10, 2), "sector", "PROCUREMENT")
    ]


def test_defence_agreements_are_of_their_years(edition):
    frame = edition("defence_agreements")
    assert (frame["signed"].min().year, frame["signed"].max().year) == (1980, 2010)
    assert frame.filter(pl.col("ccode1") >= pl.col("ccode2")).height == 0
    assert frame.filter(pl.col("entered") < pl.col("signed").dt.truncate("1y")).height == 0


def test_the_framework_for_defence_of_india_and_the_united_states(edition):
    """New Framework for the U.S.-India Defense Relationship, Washington, 28 June 2005."""
    frame = edition("defence_agreements").filter(
        pl.col("ccode1") == 2, pl.col("ccode2") == 750, pl.col("signed") == D(2005, 6, 28)
    )
    assert frame["type"].to_list() == ["general"]
