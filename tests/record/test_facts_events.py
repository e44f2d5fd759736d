"""Events that any history dates, with their parties."""

from datetime import date

import polars as pl
import pytest

D = date


def _event(edition, name):
    row = edition("events").filter(pl.col("event") == name).row(0, named=True)
    parties = edition("event_parties").filter(pl.col("event") == name)
    return row, dict(parties.select("ccode", "part").rows())


@pytest.mark.parametrize(
    ("name", "day", "kind", "parts"),
    [
        # Presidential Library, prlib.ru/en/history/619659: 12 (24) October 1813.
        ("gulistan-1813", D(1813, 10, 24), "land", {365: "actor", 630: "target"}),
        # Foreign ministry of Russia, 2022: signed on 22 (10) February 1828.
        ("turkmenchay-1828", D(1828, 2, 22), "land", {365: "actor", 630: "target"}),
        # Iranica, Anglo-Russian Convention of 1907: signed on 31 August in St. Petersburg.
        ("anglo-russian-1907", D(1907, 8, 31), "agreement", {200: "party", 365: "party", 630: "target"}),
        # League of Nations Treaty Series, vol. 9: signed at Moscow, 26 February 1921.
        ("friendship-1921", D(1921, 2, 26), "treaty", {365: "party", 630: "party"}),
        # League of Nations Treaty Series, vol. 19: Rapallo, Easter Sunday, 16 April 1922.
        ("rapallo-1922", D(1922, 4, 16), "treaty", {255: "party", 365: "party"}),
        # Churchill, The Grand Alliance: British and Soviet troops crossed the border on 25 August 1941.
        ("invasion-1941", D(1941, 8, 25), "occupation", {200: "actor", 365: "actor", 630: "target"}),
        # Public Papers of the Presidents: cease-fire of 28 October 1962 in the exchange of letters.
        ("cuba-1962", D(1962, 10, 28), "agreement", {2: "party", 365: "party", 40: "place"}),
        # Public Papers of the Presidents, Carter: accords signed at the White House, 17 September 1978.
        ("camp-david-1978", D(1978, 9, 17), "mediation", {2: "actor", 651: "party", 666: "party"}),
        # Decree 1154 of the President of the Russian Federation, 22 September 2010.
        ("s300-ban-2010", D(2010, 9, 22), "broken promise", {365: "actor", 630: "target"}),
        # Joint statement of Saudi Arabia, Iran and China, Beijing, 10 March 2023.
        ("saudi-iran-2023", D(2023, 3, 10), "mediation", {710: "actor", 630: "party", 670: "party"}),
        # Kremlin: treaty of comprehensive strategic partnership, Moscow, 17 January 2025.
        ("partnership-2025", D(2025, 1, 17), "treaty", {365: "party", 630: "party"}),
    ],
)
def test_known_events(edition, name, day, kind, parts):
    row, found = _event(edition, name)
    assert (row["date"], row["precision"], row["kind"]) == (day, "day", kind)
    assert found == parts


def test_the_boundary_convention_of_1881_has_its_own_date(edition):
    """Signed at Tehran on 21 December 1881 (An Indian Officer, Russia's March towards India, 1898, II, 170), 9
    December by the old style; many texts have 21 September."""
    assert _event(edition, "akhal-1881")[0]["date"] == D(1881, 12, 21)


def test_the_pact_of_1939_names_the_lands_it_divided(edition):
    """Secret protocol of 23 August 1939: Finland, Estonia, Latvia, Lithuania, Poland, Bessarabia."""
    parts = _event(edition, "pact-1939")[1]
    assert {code for code, part in parts.items() if part == "target"} == {375, 366, 367, 368, 290, 360}


def test_the_agreement_of_vienna_has_seven_parties(edition):
    """Iran with China, France, Germany, Russia, the United Kingdom and the United States."""
    row, parts = _event(edition, "jcpoa-2015")
    assert row["date"] == D(2015, 7, 14)
    assert parts == dict.fromkeys((2, 200, 220, 255, 365, 630, 710), "party")


def test_russia_and_iran_from_the_first_treaty_on(edition):
    """About an eighth of the events are of this pair, in every century since 1804."""
    parties = edition("event_parties")
    of = {code: set(parties.filter(pl.col("ccode") == code)["event"]) for code in (365, 630)}
    pair = edition("events").filter(pl.col("event").is_in(sorted(of[365] & of[630])))
    assert 0.1 < pair.height / edition("events").height < 0.3
    assert pair["date"].min() == D(1804, 6, 22)
    assert {year // 100 for year in pair["date"].dt.year()} == {18, 19, 20}


def test_parties_have_the_date_of_their_event_and_every_event_has_two(edition):
    joined = edition("event_parties").join(edition("events").select("event", on="date"), on="event")
    assert joined.height == edition("event_parties").height
    assert joined.filter(pl.col("date") != pl.col("on")).height == 0
    counted = edition("event_parties").group_by("event").len()
    assert counted.height == edition("events").height
    assert counted["len"].min() >= 2
