"""Sanctions as law and chronicle have them."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

import westphalia as wp

Edition = Callable[[str], pl.DataFrame]
USA, UK, FRANCE, GERMANY, RUSSIA, IRAN = 2, 200, 220, 255, 365, 630


def row(edition: Edition, sender: int, target: int, year: int) -> dict[str, object] | None:
    found = edition("sanctions").filter(
        (pl.col("sender") == sender) & (pl.col("target") == target) & (pl.col("year") == year)
    )
    return found.row(0, named=True) if found.height else None


def senders(edition: Edition, target: int, year: int) -> set[int]:
    return set(edition("sanctions").filter((pl.col("target") == target) & (pl.col("year") == year))["sender"])


@pytest.mark.parametrize(
    ("target", "year", "cases"),
    [
        (RUSSIA, 2012, 0),
        (RUSSIA, 2014, 8),
        (RUSSIA, 2018, 9),
        (RUSSIA, 2021, 13),
        (RUSSIA, 2022, 38),
        (RUSSIA, 2023, 46),
        (IRAN, 2005, 3),
        (IRAN, 2007, 7),
        (IRAN, 2012, 20),
        (IRAN, 2018, 10),
        (IRAN, 2022, 21),
        (IRAN, 2023, 28),
    ],
)
def test_cases_in_force_as_counted_in_the_release(
    edition: Edition, target: int, year: int, cases: int
) -> None:
    # Counted by hand in GSDB release 4, the last year of a case included.
    found = (
        edition("sanction_cases_as_listed")
        .filter((pl.col("target") == target) & (pl.col("year") == year))["cases"]
        .sum()
    )
    assert found == cases


def test_the_hostage_crisis_sanctions_ended_with_the_algiers_accords(edition: Edition) -> None:
    # Executive Order 12170 of 14 November 1979; Algiers Accords of 19 January 1981.
    assert row(edition, USA, IRAN, 1978) is None
    assert [row(edition, USA, IRAN, year) is not None for year in (1979, 1980, 1981, 1982, 1983)] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_the_american_embargo_of_iran_1995(edition: Edition) -> None:
    # Executive Order 12959 of 6 May 1995 forbade trade, and still does; the data base ends that case in 2016.
    assert not row(edition, USA, IRAN, 1994)["embargo"]
    assert row(edition, USA, IRAN, 1995)["embargo"]
    assert row(edition, USA, IRAN, 1995)["since"] == 1984
    assert row(edition, USA, IRAN, 2018)["embargo"]
    listed = edition("sanctions_as_listed").filter(sender=USA, target=IRAN, year=2018)
    assert not listed["embargo"].item()


def test_the_oil_embargo_of_2012_binds_the_members_of_the_union(edition: Edition) -> None:
    # Council Decision 2012/35/CFSP of 23 January 2012; 27 members then, Croatia joined in 2013.
    union = edition("sanctions").filter(
        (pl.col("target") == IRAN) & (pl.col("year") == 2012) & (pl.col("route") != "own")
    )
    assert union.height == 27
    assert union["trade"].min() >= 1
    assert row(edition, GERMANY, IRAN, 2012)["route"] == "eu"


def test_the_unions_arms_embargo_on_iran_outlasts_the_nuclear_deal(edition: Edition) -> None:
    # SIPRI, EU arms embargo on Iran: full since 2007, still in force; the data base has no case in 2017-21.
    for name, gap in (("institution_sanctions", False), ("institution_sanctions_as_listed", True)):
        rows = edition(name).filter((pl.col("institution") == "EU") & (pl.col("target") == IRAN))
        assert (not set(rows["year"]) & set(range(2017, 2022))) is gap
    assert row(edition, GERMANY, IRAN, 2018)["state_arms"] == 1
    assert row(edition, GERMANY, IRAN, 2018)["lists"] == "supplement"


def test_nobody_sanctioned_russia_in_2013_and_the_west_did_in_2014(edition: Edition) -> None:
    assert senders(edition, RUSSIA, 2013) == set()
    assert {USA, UK, FRANCE, GERMANY, 20, 740, 385} <= senders(edition, RUSSIA, 2014)
    union = edition("sanctions").filter(
        (pl.col("target") == RUSSIA) & (pl.col("year") == 2014) & (pl.col("route") == "eu")
    )
    assert union.height == 28, "28 members in 2014, none of them on its own"


def test_who_joined_in_2022_and_who_did_not(edition: Edition) -> None:
    # Switzerland, South Korea, Singapore and Taiwan did; China, India, Turkey, Israel, Saudi Arabia,
    # Brazil, South Africa and Iran did not.
    found = senders(edition, RUSSIA, 2022)
    assert {225, 732, 830, 713} <= found
    assert not found & {710, 750, 640, 666, 670, 140, 560, 630}


def test_britain_acts_alone_after_it_left_the_union(edition: Edition) -> None:
    assert row(edition, UK, RUSSIA, 2019)["route"] == "eu"
    assert row(edition, UK, RUSSIA, 2022)["route"] == "own"


def test_russia_and_iran_never_sanctioned_each_other(edition: Edition) -> None:
    pair = edition("sanctions").filter(
        pl.col("sender").is_in([RUSSIA, IRAN]) & pl.col("target").is_in([RUSSIA, IRAN])
    )
    assert pair.is_empty()


def test_russias_counter_embargo_of_2014_hits_the_members(edition: Edition) -> None:
    # Presidential decree 560 of 6 August 2014.
    assert row(edition, RUSSIA, GERMANY, 2013) is None
    assert row(edition, RUSSIA, GERMANY, 2014)["trade"] >= 1


def test_the_united_nations_on_rhodesia_and_iraq(edition: Edition) -> None:
    # S/RES/232 of 16 December 1966, lifted by S/RES/460 of 21 December 1979; S/RES/661 of 6 August 1990.
    council = edition("institution_sanctions").filter(pl.col("institution") == "UN")
    assert council.filter(pl.col("target") == 552)["year"].sort().to_list() == list(range(1966, 1980))
    iraq = council.filter(pl.col("target") == 645).sort("year")
    assert iraq["year"][0] == 1990
    assert iraq["embargo"][0]


def test_the_united_nations_never_makes_a_state_the_sender(edition: Edition) -> None:
    # Resolution 661 bound all; the states on record against Iraq are those with measures of their own and
    # the members of the Union.
    assert len(senders(edition, 645, 1995)) < 25


def test_cuba(edition: Edition) -> None:
    # Proclamation 3447 of 3 February 1962.
    assert row(edition, USA, 40, 1962)["embargo"]
    assert row(edition, USA, 40, 2023)["embargo"]


def test_the_union_and_its_members_agree(edition: Edition) -> None:
    union = (
        edition("institution_sanctions")
        .filter(pl.col("institution") == "EU")
        .select("target", "year")
        .unique()
    )
    members = edition("sanctions").filter(pl.col("route") != "own").select("target", "year").unique()
    both = union.join(members, on=["target", "year"], how="anti")
    assert both.height <= 0.01 * union.height


def test_after_2023_only_what_was_coded_by_hand_is_known(edition: Edition) -> None:
    for name in ("sanctions", "institution_sanctions", "sanction_cases"):
        assert edition(f"{name}_as_listed")["year"].max() == 2023
        assert set(edition(name).filter(pl.col("year") > 2023)["lists"]) == {"supplement"}


def test_the_grain_embargo_of_1980(edition: Edition) -> None:
    # President Carter, 4 January 1980; lifted on 24 April 1981.
    found = edition("sanction_episodes").filter(
        (pl.col("sender") == USA) & (pl.col("target") == RUSSIA) & (pl.col("start") == date(1980, 1, 4))
    )
    assert found.select("imposition", "export_restriction", "end_year").row(0) == (True, True, 1981)


def test_episodes_run_from_1945_to_2005_and_the_united_states_leads(edition: Edition) -> None:
    episodes = edition("sanction_episodes")
    assert (episodes["start_year"].min(), episodes["start_year"].max()) == (1945, 2005)
    assert episodes["sender"].drop_nulls().mode().item() == USA
    assert set(edition("sanction_episode_senders")["caseid"]) <= set(episodes["caseid"])


def test_designations_grow_after_the_invasion(edition: Edition) -> None:
    # Counted in the panel: Russia 1,469 in April 2022, 3,015 in October 2023, 5,402 in October 2025; Iran
    # 980, 1,184, 1,462. The last month is not known, as removals are missing by then.
    found = edition("designations")
    months = [date(2022, 4, 1), date(2023, 10, 1), date(2025, 10, 1)]
    for state, counts in {RUSSIA: [1469, 3015, 5402], IRAN: [980, 1184, 1462]}.items():
        assert (
            found.filter((pl.col("ccode") == state) & pl.col("month").is_in(months))
            .sort("month")["active_as_listed"]
            .to_list()
            == counts
        )
    assert found.filter(month=date(2025, 4, 1))["active"].null_count() == 0
    assert (
        found.filter(pl.col("month") > date(2025, 4, 1)).select("active", "removed").null_count().row(0)
        == (found.filter(pl.col("month") > date(2025, 4, 1)).height,) * 2
    )


def test_the_twelve_of_1990_include_one_germany(edition: Edition) -> None:
    # Twelve members from 1986 to 1994; the Communities sanctioned Iraq from 4 August 1990.
    year = (pl.col("target") == 645) & (pl.col("year") == 1990)
    union = edition("sanctions").filter(year & (pl.col("route") != "own"))
    assert union.height == 12
    assert 260 not in set(union["sender"])


@pytest.mark.parametrize(
    ("case", "meant"),
    [
        (1024, "territory"),  # Crimea: Council Regulation (EU) 692/2014
        (1022, "persons"),  # former officials of Ukraine: 208/2014
        (921, "persons"),  # Tunisia: Decision 2011/72/CFSP
        (724, "persons"),  # leaders in Transnistria: Decision 2010/573/CFSP
        (1480, "firms"),  # firms of ten states that trade with Russia
        (1002, "group"),  # Boko Haram
        (375, "state"),  # Iraq: Resolution 661
        (1405, "state"),  # Russia 2022
        (73, "state"),  # Cuba
    ],
)
def test_whom_cases_mean(edition: Edition, case: int, meant: str) -> None:
    assert edition("sanction_aims").filter(case_id=case)["meant"].item() == meant


def test_every_case_of_the_release_says_whom_it_means(edition: Edition) -> None:
    aims = edition("sanction_aims")
    assert (aims.height, aims["meant"].null_count(), aims["why"].null_count()) == (1547, 0, 0)
    for name in ("sanctions", "institution_sanctions", "sanction_cases", "sanction_mandates"):
        rows = edition(name)
        each = sum(
            rows[f"on_{aim}"] for aim in ("state", "government", "persons", "firms", "territory", "group")
        )
        assert each.equals(rows["cases"], check_names=False)
        assert (rows["state_cases"] == rows["on_state"] + rows["on_government"]).all()


def test_what_the_security_council_asked_for_binds_nobody(edition: Edition) -> None:
    # Resolution 181 of 1963 asked for an arms embargo on South Africa, Resolution 418 of 4 November 1977 decided one.
    council = edition("institution_sanctions").filter(institution="UN", target=560)
    bound = edition("sanction_mandates").filter(target=560)
    assert council["year"].min() == 1963
    assert bound["year"].min() == 1977


BOUND = [
    ("arms", 345, [(1991, 1996), (1998, 2001)], "Yugoslavia: 713 of 1991 and 1021 of 1995; 1160 of 1998 and 1367 of 2001"),
    ("arms", 346, [(1992, 1996)], "Bosnia: 727 of 1992, 1021 of 1995"),
    ("arms", 41, [(1993, 1994)], "Haiti: 841 of 1993, 944 of 1994; that of 2653, 2022, is on gangs"),
    ("arms", 437, [(2004, 2016)], "Ivory Coast: 1572 of 2004, 2283 of 2016"),
    ("arms", 450, [(1992, 2009)], "Liberia: 788 of 1992, 1343, 1521; 1903 of 2009 frees the government"),
    ("arms", 451, [(1997, 1998)], "Sierra Leone: 1132 of 1997; 1171 of 1998 frees the government"),
    ("arms", 482, [(2013, 2024)], "Central African Republic: 2127 of 2013, 2745 of 2024"),
    ("arms", 490, [], "Congo: 1493 and 1596 are on armed groups and what is not of the united army"),
    ("arms", 517, [(1994, 1995)], "Rwanda: 918 of 1994; 1011 of 1995 suspends it for the government"),
    ("arms", 520, [(1992, 2023)], "Somalia: 733 of 1992, 2714 of 2023"),
    ("arms", 530, [(2000, 2001)], "Ethiopia: 1298 of 2000, for twelve months"),
    ("arms", 531, [(2000, 2001), (2009, 2018)], "Eritrea: 1298 of 2000; 1907 of 2009 and 2444 of 2018"),
    ("arms", 540, [], "Angola: 864 of 1993 is on UNITA"),
    ("arms", 552, [(1966, 1979)], "Rhodesia: 232 of 1966, 460 of 1979"),
    ("arms", 560, [(1977, 1994)], "South Africa: 418 of 1977, 919 of 1994"),
    ("arms", 620, [(1992, 1999), (2011, 2025)], "Libya: 748 of 1992, suspended on 5 April 1999 as 1192 says; 1970 of 2011"),
    ("arms", 625, [], "Sudan: 1556 and 1591 are on Darfur"),
    ("arms", 626, [(2018, 2025)], "South Sudan: 2428 of 2018"),
    ("arms", 630, [(2007, 2020), (2025, 2025)], "Iran: 1747 of 2007, 1929; 2231 to 18 October 2020; back on 28 September 2025"),
    ("arms", 645, [(1990, 2004)], "Iraq: 661 of 1990, 1483; 1546 of 2004 frees the government"),
    ("arms", 660, [], "Lebanon: 1701 of 2006 is on what the government does not allow"),
    ("arms", 679, [], "Yemen: 2216 of 2015 is on the Houthis"),
    ("arms", 700, [(2001, 2002)], "Afghanistan: 1333, in force from 19 January 2001, 1390 of 2002; 1076 of 1996 only asked"),
    ("arms", 731, [(2006, 2025)], "North Korea: 1718 of 2006"),
    ("trade", 345, [(1992, 1995)], "Yugoslavia: 757 of 1992; 1022 of 1995 suspends it"),
    ("trade", 437, [(2005, 2014)], "Ivory Coast, diamonds: 1643 of 2005, 2153 of 2014"),
    ("trade", 450, [(2001, 2007)], "Liberia, diamonds and timber: 1343 of 2001, 1753 of 2007"),
    ("trade", 451, [(1997, 1998)], "Sierra Leone, petroleum: 1132 of 1997, 1156 of 1998"),
    ("trade", 520, [], "Somalia: the ban on charcoal, 2036 of 2012, is on Al-Shabaab"),
    ("trade", 531, [], "Eritrea: 2023 of 2011 asks for vigilance"),
    ("trade", 620, [(1992, 1999)], "Libya: 748 and 883"),
    ("trade", 630, [(2006, 2016), (2025, 2025)], "Iran: 1737 of 2006, ended by 2231 on 16 January 2016; back in 2025"),
    ("other", 630, [(2016, 2023)], "Iran: 2231 of 2015, goods for missiles by licence to 18 October 2023"),
    ("trade", 645, [(1990, 2003)], "Iraq: 661 of 1990, 1483 of 2003"),
    ("financial", 630, [(2006, 2016), (2025, 2025)], "Iran: 1737 of 2006, ended by 2231 on 16 January 2016; back in 2025"),
    ("financial", 345, [(1992, 1995)], "Yugoslavia: 757 of 1992; 1022 of 1995 suspends it"),
    ("financial", 620, [(1993, 1999)], "Libya: 883 of 1993, suspended in 1999"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "target", "spans", "resolutions"), BOUND)
def test_the_council_binds_states_from_its_resolution_to_its_last(
    edition: Edition, kind: str, target: int, spans: list[tuple[int, int]], resolutions: str
) -> None:
    # Resolutions of the Security Council; what is suspended binds nobody.
    rows = edition("sanction_mandates").filter(pl.col(f"state_{kind}") > 0, institution="UN", target=target)
    years = [year for first, last in spans for year in range(first, last + 1)]
    assert rows["year"].sort().to_list() == years, resolutions


@pytest.mark.parametrize(
    ("target", "first", "last"),
    [(552, 1968, 1979), (645, 1990, 2003), (345, 1992, 1995), (41, 1994, 1994)],  # 253; 661; 757; 917
)
def test_the_council_ended_all_trade_with_four_states(
    edition: Edition, target: int, first: int, last: int
) -> None:
    rows = edition("sanction_mandates").filter(target=target, embargo=True, institution="UN")
    assert rows["year"].sort().to_list() == list(range(first, last + 1))
    assert edition("sanction_mandates").filter("embargo", institution="UN")["target"].n_unique() == 4


@pytest.mark.parametrize(
    ("institution", "target", "kind", "first", "last"),
    [
        ("Organization of American States", 42, "arms", 1960, 1962),  # San José, 20 August 1960; 4 January 1962
        ("Organization of American States", 40, "trade", 1964, 1975),  # Washington, 26 July 1964; San José, 29 July 1975
        ("ECOWAS", 451, "arms", 1997, 1998),  # Decision of 29 August 1997
        ("ECOWAS", 438, "arms", 2009, 2011),  # October 2009
        ("ECOWAS", 436, "trade", 2023, 2024),  # 30 July 2023; 24 February 2024
    ],
)  # fmt: skip
def test_other_institutions_bind_their_members(
    edition: Edition, institution: str, target: int, kind: str, first: int, last: int
) -> None:
    rows = edition("sanction_mandates").filter(
        pl.col(f"state_{kind}") > 0, institution=institution, target=target
    )
    assert rows["year"].sort().to_list() == list(range(first, last + 1))


def test_what_binds_only_those_who_accept_it_is_no_mandate(edition: Edition) -> None:
    # Iraq and Lebanon kept out of the Arab League's sanctions on Syria of 27 November 2011.
    assert "Arab League" in set(edition("institution_sanctions")["institution"])
    assert not {"Arab League", "EU", "OSCE", "Commonwealth"} & set(
        edition("sanction_mandates")["institution"]
    )


@pytest.mark.parametrize(
    ("sender", "target", "year", "meant"),
    [
        (375, RUSSIA, 2025, "state"),  # Finland's border
        (20, RUSSIA, 2025, "state"),  # SOR/2025-142
        (225, 370, 2025, "state"),  # Switzerland on Belarus
        (370, 290, 2024, "state"),  # Resolution 700 of Belarus
        (USA, 140, 2025, "state"),  # Executive Order 14323
        (770, 700, 2025, "state"),  # Torkham and Chaman
        (349, 666, 2025, "state"),  # Slovenia's arms
        (710, USA, 2024, "state"),  # gallium
        (UK, 666, 2025, "persons"),  # ministers and settlers
        (USA, 345, 2025, "firms"),  # Serbia's oil company
        (USA, 560, 2025, "government"),  # Executive Order 14204: aid
    ],
)
def test_sanctions_of_2024_and_2025(
    edition: Edition, sender: int, target: int, year: int, meant: str
) -> None:
    found = row(edition, sender, target, year)
    assert found is not None
    assert found[f"on_{meant}"] > 0
    assert found["lists"] == "supplement"


def test_an_end_of_aid_coded_by_hand_is_no_exposure(edition: Edition) -> None:
    found = row(edition, USA, 560, 2025)
    assert found is not None
    assert found["state_aid"] == found["state_cases"] == 1


def test_the_american_bans_on_nationals_ended_in_2021(edition: Edition) -> None:
    # Proclamation 10141 of 20 January 2021; the data base ends four of them in 2023. Proclamation 10949 of 4 June 2025.
    for target in (520, 652, 679):
        assert [row(edition, USA, target, year)["state_travel"] > 0 for year in (2018, 2022)] == [True, False]
    assert row(edition, USA, 520, 2025)["state_travel"] == 1


def test_years_after_the_release_rest_on_what_was_coded(edition: Edition) -> None:
    assert row(edition, USA, RUSSIA, 2025)["state_cases"] >= 1
    assert row(edition, USA, 652, 2025) is not None, "Executive Order 14312 of 30 June 2025"
    assert edition("sanction_mandates").filter(target=IRAN, year=2024).is_empty()
    assert edition("sanction_mandates").filter(target=IRAN, year=2025)["state_arms"].item() == 1


def test_raw_sanctions_are_those_of_the_release() -> None:
    world = wp.load()
    for name in ("sanctions", "institution_sanctions", "sanction_cases"):
        assert world.table(name, raw=True).collect().equals(world.table(f"{name}_as_listed").collect())
    assert world.as_of(1990).table("sanctions", raw=True).collect()["year"].max() == 1990
