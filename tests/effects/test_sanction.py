"""Sanctions: what begins the counterfactual, draws of cases, shocks, refusals, and the document."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from westphalia.effects.parameters import parameters
from westphalia.effects.trade import counterfactual
from westphalia.effects.trade.base import base, in_force
from westphalia.effects.trade.estimates import FLOWS, KINDS, effects
from westphalia.effects.trade.sanction import TradeShock, over, simulate, together
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.record.world import World, load
from westphalia.report import views


@pytest.fixture(scope="module")
def world() -> World:
    return load()


@pytest.fixture(scope="module")
def asked(world: World) -> Any:
    held: dict[Any, Any] = {}

    def ask(target: str, by: str, **more: Any) -> dict[str, Any]:
        given = {"target": target, "by": by, "runs": 6, **more}
        key = repr(sorted(given.items()))
        if key not in held:
            held[key] = views.ask("sanction", given, world)
        return held[key].to_dict()

    return ask


def target_of(document: dict[str, Any]) -> dict[str, Any]:
    return next(row for row in document["states"] if row["role"] == "target")


def median(found: dict[str, Any]) -> float:
    return float(found["quantiles"]["0.5"])


# What it begins from.


def test_the_trade_of_2014_is_as_listed(world: World) -> None:
    of = base(world, 2016)
    assert (of.observed, of.source) == (2014, "cow_trade_4")
    place = {int(code): at for at, code in enumerate(of.codes)}
    # spot checks of the source: the United States from China 472,525; Russia from Iran 352; Iran from Russia 1,460
    assert of.flows[place[710], place[2]] == pytest.approx(472_525, rel=1e-3)
    assert of.flows[place[630], place[365]] == pytest.approx(352, abs=1)
    assert of.flows[place[365], place[630]] == pytest.approx(1_460, abs=1)
    assert 180 <= len(of.codes) <= 195
    assert of.dropped["states without a figure for their product"] == 1  # North Korea
    assert 731 not in of.codes


@pytest.mark.parametrize(
    ("year", "observed"), [(1994, 1994), (2011, 2011), (2014, 2014), (2018, 2014), (2019, 2023), (2024, 2023)]
)
def test_the_trade_is_of_the_year_that_the_rule_says(world: World, year: int, observed: int) -> None:
    assert base(world, year).observed == observed


def test_no_trade_of_later_is_seen(world: World) -> None:
    assert base(world.as_of(2021), 2021).observed == 2014


def test_years_before_the_data_are_refused(world: World) -> None:
    with pytest.raises(NoAnswer, match="1989"):
        base(world, 1989)
    with pytest.raises(NoAnswer, match="1999"):
        base(world, 1999, "square")


def test_home_sales_follow_the_rule(world: World) -> None:
    of, held = base(world, 2023), parameters("trade", year=2023)
    home = of.whole(held, 200, 1)
    floored = of.floor(held)
    names = {of.names[at] for at in floored}
    assert {"Gambia", "Marshall Islands"} <= names
    assert (home > 0).all()
    ratio = home.std(axis=0) / home.mean(axis=0)
    rest = np.setdiff1d(np.arange(len(of.codes)), floored)
    assert np.median(ratio[floored]) > np.median(ratio[rest])  # wider where the floor speaks
    fixed = parameters(
        "trade",
        year=2023,
        given={"trade.output_ratio": 2.0, "trade.output_ratio.deviation": 0.0, "trade.home_floor": 0.1},
    )
    germany = list(of.codes).index(255)
    assert of.whole(fixed, 3, 1)[:, germany] == pytest.approx(
        2 * of.product[germany] - of.flows[germany].sum()
    )


def test_a_state_draws_the_same_whoever_else_is_there(world: World) -> None:
    held = parameters("trade", year=2014, given={"trade.output_ratio": 1.9, "trade.home_floor": 0.1})
    drawn = {}
    for year in (2011, 2014):
        of = base(world, year)
        at = list(of.codes).index(365)
        drawn[year] = (of.whole(held, 5, 7)[:, at] + of.flows[at].sum()) / of.product[at]
    assert drawn[2011] == pytest.approx(drawn[2014])


def test_who_has_sanctions_in_force(world: World) -> None:
    found = in_force(world, base(world, 2014), 630)
    assert found[2] == "embargo"
    assert found[255] == "trade"
    assert 710 not in found


# Effects.


def test_cases_are_drawn_not_averages(world: World) -> None:
    held = effects(world)
    drawn = held.new_case("embargo", 4_000, 1)
    there = np.array([each["pooled"] for each in held.document["cases"] if each["kind"] == "embargo"])
    assert drawn.mean(axis=0) == pytest.approx(there.mean(axis=0), abs=0.1)
    assert drawn.std(axis=0) == pytest.approx(there.std(axis=0), rel=0.5)
    assert (held.new_case("embargo", 10, 1) == drawn[:10]).all()
    assert not (held.new_case("embargo", 10, 2) == drawn[:10]).any()


def test_what_is_stored_is_whole(world: World) -> None:
    document = effects(world).document
    assert set(document["kinds"]) == set(KINDS)
    for kind in KINDS:
        cases = [each for each in document["cases"] if each["kind"] == kind]
        assert len(cases) == document["kinds"][kind]["cases"] >= 8
        for each in cases:
            assert np.linalg.eigvalsh(np.array(each["covariance"])).min() > 0
            by_pair = np.diag(np.array(each["by_pair"]))
            assert (np.diag(np.array(each["covariance"])) >= by_pair - 1e-9).all()
    shown = {(row["kind"], row["flow"], row["window"]) for row in document["windows"]}
    assert {(kind, flow, "before") for kind in KINDS for flow in FLOWS} <= shown
    assert {(row["kind"], row["flow"]) for row in document["placebo"]} == {
        (kind, flow) for kind in KINDS for flow in FLOWS
    }


def test_embargoes_cut_by_more_than_half_and_the_rest_by_little(world: World) -> None:
    kinds = effects(world).document["kinds"]
    assert max(kinds["embargo"]["mean"]) < np.log(0.5)
    assert min(kinds["trade"]["mean"] + kinds["finance"]["mean"]) > -0.6


# Shocks and runs.


def test_a_shock_is_on_the_pairs_that_it_names() -> None:
    shock = TradeShock(1, np.array([0, 3]), np.array([[[-1.0, -2.0]], [[0.5, 0.0]]]))
    found = -4 * np.log(shock.costs(0, 4, 5.0))
    wanted = np.zeros((4, 4))
    wanted[1, 0], wanted[0, 1], wanted[1, 3] = -1.0, -2.0, 0.5
    assert np.allclose(found, wanted)
    third = TradeShock(1, np.array([0]), np.array([[[-1.0, -2.0]]]), np.array([0.5]))
    found = -4 * np.log(third.costs(0, 4, 5.0))
    assert found[1].tolist() == pytest.approx([-1.0, 0.0, -0.5, -0.5])
    assert found[:, 1].tolist() == pytest.approx([-2.0, 0.0, -1.0, -1.0])


def test_runs_are_the_equilibrium_one_by_one_and_failures_are_counted() -> None:
    flows = np.array([[0.0, 4.0, 3.0], [0.5, 0.0, 2.0], [0.5, 2.0, 0.0]])
    home = np.array([[9.0, 20.0, 20.0]] * 3)
    effects_ = np.array([[[-0.5, -0.5], [-60.0, -60.0], [0.0, 0.0]]] * 2)
    shock = TradeShock(0, np.array([1, 2]), effects_)
    found = simulate(flows, home, np.full(3, 5.0), shock)
    assert list(found.failed) == [1]
    assert found.good.tolist() == [True, False, True]
    assert np.isnan(found.real_income[1]).all()
    assert (found.real_income[2] == 0).all()
    whole = flows + np.diag(home[0])
    assert found.real_income[0] == pytest.approx(
        counterfactual(whole, shock.costs(0, 3, 5.0), 5).real_income - 1
    )
    assert found.clearing < 1e-9


def test_ratios_are_of_changes_of_one_sign() -> None:
    assert np.isnan(over(np.array([0.0, -1.0]), np.array([0.0, 1.0]))).all()
    income = np.array([[-0.1, 0.0, 0.2]])
    assert together(income, np.array([[1.0, 5.0, 3.0]]), np.array([0, 2])) == pytest.approx([0.125])


# The document.


def test_the_document_has_what_the_contract_names(asked: Any) -> None:
    document = asked("Russia", "US,EU,GBR", year=2014)
    assert document["target"] == {"ccode": 365, "iso3": "RUS", "name": "Russia"}
    assert document["base"]["matrix"] == "trade"
    assert {"observed", "internal", "dropped"} <= set(document["base"])
    assert {"rule", "floor"} <= set(document["base"]["internal"])
    senders = {row["by"]["ccode"] for row in document["shock"]}
    assert {2, 200, 255, 290} <= senders
    assert 365 not in senders
    assert len(senders) == 29  # 28 members in 2014 and the United States
    for row in document["states"]:
        assert {"state", "real_income", "exports", "imports"} <= set(row)
    for found in (document["ratio"], document["of_potential"], target_of(document)["real_income"]):
        assert set(found["quantiles"]) == {"0.05", "0.25", "0.5", "0.75", "0.95"}
    assert document["diagnostics"]["clearing"] < 1e-9
    assert document["diagnostics"]["failed"] == []
    assert document["diagnostics"]["runs"] == 6


def test_a_coalition_of_everybody_reaches_all_of_the_potential(asked: Any) -> None:
    found = asked("Russia", "all", year=2014)["of_potential"]
    assert found["mean"] == 1.0
    assert 0 < median(asked("Russia", "US,EU,GBR", year=2014)["of_potential"]) < 1


def test_who_joins_adds_and_who_leaves_takes_away(asked: Any) -> None:
    joined = asked("Russia", "US,EU", year=2014, join="China")
    assert joined["change"]["before"] == target_of(asked("Russia", "US,EU", year=2014))["real_income"]
    left = asked("Russia", "US,EU,China", year=2014, leave="China")
    assert joined["change"]["before"] == left["change"]["after"]
    assert joined["change"]["after"] == left["change"]["before"]
    assert abs(median(joined["change"]["after"])) > abs(median(joined["change"]["before"]))


def test_third_states_that_follow_make_it_heavier(asked: Any) -> None:
    alone = asked("Iran", "EU,GBR", year=2011)
    helped = asked("Iran", "EU,GBR", year=2011, secondary=True)
    assert abs(median(target_of(helped)["real_income"])) > abs(median(target_of(alone)["real_income"]))
    assert "trade.secondary_compliance" in {row["name"] for row in helped["assumptions"]}


def test_lifting_is_of_what_is_in_force(asked: Any) -> None:
    document = asked("Iran", "EU,US,China", year=2014, lift=True)
    assert {row["by"]["ccode"]: row["kind"] for row in document["shock"]}[2] == "embargo"
    assert [each["ccode"] for each in document["unchanged"]] == [710]
    assert {(each["target"], each["kind"]) for each in document["effects"]["own_cases"]} == {
        (630, "embargo"),
        (630, "trade"),
    }
    assert median(target_of(document)["real_income"]) > 0


def test_the_same_seed_gives_the_same(world: World, asked: Any) -> None:
    again = views.ask(
        "sanction", {"target": "Russia", "by": "US,EU,GBR", "runs": 6, "year": 2014}, world
    ).to_dict()
    assert again == asked("Russia", "US,EU,GBR", year=2014)
    other = asked("Russia", "US,EU,GBR", year=2014, seed=2)
    assert target_of(other) != target_of(again)


def test_a_given_assumption_is_used(asked: Any) -> None:
    low = asked("Russia", "US", year=2014, set={"trade.elasticity": 2.5})
    high = asked("Russia", "US", year=2014, set={"trade.elasticity": 8.0})
    assert abs(median(target_of(low)["real_income"])) > 2 * abs(median(target_of(high)["real_income"]))


def test_the_square_has_its_own_home_sales(asked: Any) -> None:
    document = asked("Russia", "US,DEU", year=2014, base="square")
    assert document["base"]["matrix"] == "trade_square"
    assert document["base"]["internal"] == {"rule": "as published", "floor": []}
    assert len(document["states"]) == 44
    assert sum(row["state"]["ccode"] is None for row in document["states"]) == 1


@pytest.mark.parametrize(
    ("given", "error", "word"),
    [
        ({"target": "Russia", "by": "US,Russia"}, NotUnderstood, "itself"),
        ({"target": "Russia", "by": "Iran", "year": 2023}, NoAnswer, "Neither reported"),
        ({"target": "Iran", "by": "Russia,US", "year": 2022}, NoAnswer, "Neither reported"),
        ({"target": "Iran", "by": "US", "year": 2014, "base": "square"}, NoAnswer, "rest of the world"),
        ({"target": "Russia", "by": "Saudi Arabia", "year": 2010, "base": "square"}, NoAnswer, "rest of the world"),
        ({"target": "North Korea", "by": "US", "year": 2014}, NoAnswer, "not in the trade"),
        ({"target": "Russia", "by": "US", "year": 1950}, NoAnswer, "begins"),
        ({"target": "Russia", "by": "Atlantis"}, NotUnderstood, "Atlantis"),
        ({"target": "Cuba", "by": "US", "year": 2014}, NoAnswer, "in force"),
        ({"target": "Russia", "by": "China", "year": 2014, "lift": True}, NoAnswer, "lift"),
        ({"target": "Russia", "by": "US", "join": "US", "year": 2014}, NotUnderstood, "already"),
        ({"target": "Russia", "by": "US", "leave": "China", "year": 2014}, NotUnderstood, "not among"),
        ({"target": "Russia", "by": "US", "leave": "US", "year": 2014}, NotUnderstood, "Nobody"),
        ({"target": "Russia", "by": "US", "set": {"trade.elastisity": 3.0}}, NotUnderstood, "trade.elasticity"),
        ({"target": "Russia", "by": "US", "year": 2014, "as-of": 2013}, NotUnderstood, "after the end"),
        ({"target": "Russia", "by": "US", "year": 2010, "as-of": 2012}, NoAnswer, "stored"),
        ({"target": "Russia", "by": "US", "runs": 0}, NotUnderstood, "runs"),
        ({"target": "Russia", "by": "US", "year": 2014, "set": {"trade.elasticity": 0.0}}, NoAnswer, "No run"),
    ],
)  # fmt: skip
def test_what_has_no_answer_says_why(
    world: World, given: dict[str, Any], error: type[Exception], word: str
) -> None:
    with pytest.raises(error, match=word):
        views.ask("sanction", {"runs": 3, **given}, world)


def test_as_of_a_year_the_trade_is_that_of_then(asked: Any) -> None:
    assert asked("Russia", "US", year=2021, **{"as-of": 2021})["base"]["observed"] == 2014


def test_every_form_prints(world: World) -> None:
    answer = views.ask(
        "sanction", {"target": "Iran", "by": "EU", "year": 2014, "lift": True, "runs": 6, "join": "US"}, world
    )
    text = answer.to_text()
    assert "lift" in text.casefold()
    assert "<svg" in answer.to_html()
    assert len(answer.to_csv().splitlines()) == len(answer.to_dict()["states"]) + 1
    assert answer.to_json().startswith("{")
