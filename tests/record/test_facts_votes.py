"""Votes of the United Nations as its own records and press releases have them."""

from collections.abc import Callable
from datetime import date

import polars as pl

Edition = Callable[[str], pl.DataFrame]
YES, ABSTAIN, NO = 1, 2, 3


def tally(edition: Edition, resolution: str) -> tuple[int, int, int]:
    row = edition("roll_calls").filter(pl.col("resolution") == resolution).select("yes", "no", "abstain")
    return row.row(0)


def cast(edition: Edition, resolution: str) -> dict[int, int]:
    rcid = edition("roll_calls").filter(pl.col("resolution") == resolution)["rcid"].item()
    return dict(edition("votes").filter(pl.col("rcid") == rcid).select("ccode", "vote").iter_rows())


def test_aggression_against_ukraine_2_march_2022(edition: Edition) -> None:
    # UN press release GA/12407 of 2 March 2022: 141 in favour, 5 against, 35 abstentions.
    votes = edition("ukraine_votes").filter(pl.col("resolution") == "ES-11/1")
    assert dict(votes["vote"].value_counts().iter_rows()) == {YES: 141, NO: 5, ABSTAIN: 35}
    assert votes.filter(pl.col("vote") == NO)["ccode"].sort().to_list() == [365, 370, 531, 652, 731]
    assert votes.filter(pl.col("ccode").is_in([630, 710, 750]))["vote"].to_list() == [ABSTAIN] * 3
    assert votes["date"].unique().to_list() == [date(2022, 3, 2)]


def test_territorial_integrity_of_ukraine_2014(edition: Edition) -> None:
    # UN press release GA/11493 of 27 March 2014: 100 in favour, 11 against, 58 abstentions; both sources
    # of the edition agree.
    votes = edition("ukraine_votes").filter(pl.col("resolution") == "68/262")
    against = {40, 93, 101, 145, 365, 370, 371, 552, 625, 652, 731}
    assert set(votes.filter(pl.col("vote") == NO)["ccode"]) == against
    assert tally(edition, "R/68/262") == (100, 11, 58)
    roll = cast(edition, "R/68/262")
    assert {state for state, vote in roll.items() if vote == NO} == against
    assert dict(votes.select("ccode", "vote").iter_rows()) == roll


def test_the_seat_of_china_1971(edition: Edition) -> None:
    # A/RES/2758 (XXVI), 25 October 1971: 76 to 35 with 17 abstentions; the United States against, Taiwan's
    # delegation had left.
    assert tally(edition, "R/26/2758G") == (76, 35, 17)
    roll = cast(edition, "R/26/2758G")
    assert (roll[2], roll[365], roll[200]) == (NO, YES, YES)
    assert 710 not in roll
    assert 713 not in roll


def test_the_seat_of_china_changes_hands_once(edition: Edition) -> None:
    years = edition("votes").filter(pl.col("ccode").is_in([710, 713])).group_by("rcid").len()
    assert years["len"].max() == 1, "one seat, one vote"
    taiwan = edition("votes").filter(pl.col("ccode") == 713)["year"]
    assert (taiwan.min(), taiwan.max()) == (1949, 1971)


def test_zionism_resolution_1975(edition: Edition) -> None:
    # A/RES/3379 (XXX), 10 November 1975: 72 to 35 with 32 abstentions.
    assert tally(edition, "R/30/3379") == (72, 35, 32)
    roll = cast(edition, "R/30/3379")
    assert (roll[630], roll[365], roll[2], roll[666]) == (YES, YES, NO, NO)


def test_status_of_jerusalem_2017(edition: Edition) -> None:
    # UN press release GA/11995 of 21 December 2017: 128 to 9 with 35 abstentions; the source has one vote
    # in favour less.
    yes, no, abstain = tally(edition, "A/RES/ES-10/19")
    assert (no, abstain) == (9, 35)
    assert yes in (127, 128)


def test_the_embargo_of_cuba_2015(edition: Edition) -> None:
    # A/RES/70/5, 27 October 2015: 191 to 2, Israel and the United States against.
    assert tally(edition, "R/70/5") == (191, 2, 0)
    assert {state for state, vote in cast(edition, "R/70/5").items() if vote == NO} == {2, 666}


def test_the_two_germanies_took_their_seats_in_1973_and_became_one_in_1990(edition: Edition) -> None:
    votes = edition("votes")
    spans = {state: votes.filter(pl.col("ccode") == state)["year"] for state in (255, 260, 265)}
    assert (spans[260].min(), spans[260].max()) == (1973, 1989)
    assert (spans[265].min(), spans[265].max()) == (1973, 1989)
    assert spans[255].min() == 1990


def test_south_africa_did_not_vote_from_1975_to_1993(edition: Edition) -> None:
    # Its credentials were rejected in November 1974; it returned in June 1994.
    years = set(edition("votes").filter(pl.col("ccode") == 560)["year"])
    assert not years & set(range(1975, 1994))
    assert {1973, 1994} <= years


def test_no_roll_call_between_15_january_and_4_november_2020(edition: Edition) -> None:
    days = edition("roll_calls").filter(pl.col("date").is_between(date(2020, 1, 15), date(2020, 11, 4)))
    assert days.is_empty()


def test_members_voting_follow_the_growth_of_the_united_nations(edition: Edition) -> None:
    # 51 founding members in 1945, 193 since 2011 (un.org, Growth in United Nations membership).
    counts = edition("votes").group_by("year").agg(pl.col("ccode").n_unique()).sort("year")
    sizes = dict(counts.iter_rows())
    assert 50 <= sizes[1946] <= 55
    assert 185 <= sizes[2012] <= 193
    assert counts["ccode"].max() <= 193


def test_russia_and_iran_in_the_published_ideal_points(edition: Edition) -> None:
    # Bailey, Strezhnev and Voeten, release of July 2025, final passage: 1.84 apart in 2021, 0.72 in 2022;
    # the United States at 2.15 in 2022.
    points = edition("ideal_points").filter(pl.col("series") == "final_passage")
    mean = {(state, year): value for state, year, value in points.select("ccode", "year", "mean").iter_rows()}
    assert round(abs(mean[365, 2021] - mean[630, 2021]), 2) == 1.84
    assert round(abs(mean[365, 2022] - mean[630, 2022]), 2) == 0.72
    assert round(mean[2, 2022], 2) == 2.15


def test_the_cold_war_divides_the_dimension_and_its_end_moves_russia(edition: Edition) -> None:
    points = edition("ideal_points").filter(pl.col("series") == "final_passage")
    mean = {(state, year): value for state, year, value in points.select("ccode", "year", "mean").iter_rows()}
    assert mean[2, 1985] > 2
    assert mean[365, 1985] < -1
    assert mean[365, 1992] > 0.5


def test_quantiles_surround_the_mean(edition: Edition) -> None:
    for name in ("ideal_points", "ideal_points_by_issue"):
        wrong = edition(name).filter((pl.col("q5") > pl.col("mean")) | (pl.col("mean") > pl.col("q95")))
        assert wrong.height < 0.001 * edition(name).height


def test_a_russian_veto_of_july_2022(edition: Edition) -> None:
    # S/2022/538 (cross-border aid to Syria, 8 July 2022) fell to Russia's veto: 13 in favour, 1 against,
    # China abstaining.
    draft = edition("council_drafts").filter(pl.col("voted_on") == "S/2022/538").row(0, named=True)
    votes = dict(
        edition("council_votes").filter(pl.col("draft") == draft["draft"]).select("ccode", "vote").iter_rows()
    )
    assert (draft["yes"], draft["no"], draft["abstain"]) == (13, 1, 1)
    assert (votes[365], votes[710]) == (NO, ABSTAIN)
