"""The equilibrium of trade: exact where nothing changes, closed forms, invariances, published values, refusals."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.conftest import EDITION
from westphalia.effects.trade import costs_of, counterfactual
from westphalia.errors import NoAnswer, NotUnderstood

REFERENCE = Path(__file__).parent / "reference"
GOOD = 1e-9


def square(year: int = 2014) -> tuple[list[str], np.ndarray]:
    frame = pl.read_parquet(EDITION / "trade_square.parquet").filter(year=year)
    names = sorted(frame["exporter"].unique())
    place = {name: at for at, name in enumerate(names)}
    flows = np.zeros((len(names),) * 2)
    for one, two, value in frame.select("exporter", "importer", "trade").iter_rows():
        flows[place[one], place[two]] = value
    return names, flows


def drawn(n: int = 12, seed: int = 1, *, zeros: float = 0.2) -> np.ndarray:
    rng = np.random.default_rng(seed)
    flows = np.exp(rng.normal(0, 2, (n, n)))
    flows[rng.random((n, n)) < zeros] = 0.0
    np.fill_diagonal(flows, 3 * flows.sum(axis=1) + 1)
    return flows


def shocked(n: int, seed: int = 2, size: float = 0.5) -> np.ndarray:
    costs = np.exp(np.abs(np.random.default_rng(seed).normal(0, size, (n, n))))
    np.fill_diagonal(costs, 1.0)
    return costs


def balanced(flows: np.ndarray) -> np.ndarray:
    return counterfactual(flows, np.ones_like(flows), 5, deficits="closed").trade


@pytest.mark.parametrize("deficits", ["additive", "multiplicative", "closed"])
@pytest.mark.parametrize("seed", range(4))
def test_markets_clear_and_budgets_hold(deficits: str, seed: int) -> None:
    flows = drawn(seed=seed)
    found = counterfactual(flows, shocked(12, seed), 5, deficits=deficits)
    assert found.clearing < GOOD
    assert found.budget < GOOD
    assert np.abs(found.trade.sum(axis=1) / found.output - 1).max() < GOOD
    assert np.abs(found.trade.sum(axis=0) / found.spending - 1).max() < GOOD
    assert abs(found.output.sum() / found.spending.sum() - 1) < GOOD
    if deficits == "additive":
        assert np.allclose(
            found.spending - found.output,
            flows.sum(axis=0) - flows.sum(axis=1),
            rtol=0,
            atol=GOOD * flows.sum(),
        )
    if deficits == "closed":
        assert np.allclose(found.spending, found.output, rtol=GOOD)


@pytest.mark.parametrize("incomes", ["full", "fixed"])
@pytest.mark.parametrize("deficits", ["additive", "multiplicative"])
def test_no_change_is_exactly_none(incomes: str, deficits: str) -> None:
    for flows in (square()[1], drawn()):
        found = counterfactual(flows, np.ones_like(flows), 4.3, incomes=incomes, deficits=deficits)
        assert found.iterations == 0
        for one in (found.wages, found.prices, found.real_income, found.welfare):
            assert (one == 1.0).all()
        assert (found.trade == flows).all()


@pytest.mark.parametrize("deficits", ["additive", "multiplicative", "closed"])
@pytest.mark.parametrize("incomes", ["full", "fixed"])
def test_the_unit_of_money_and_the_order_of_states_are_irrelevant(incomes: str, deficits: str) -> None:
    flows, costs = drawn(), shocked(12)
    one = counterfactual(flows, costs, 5, incomes=incomes, deficits=deficits)
    scaled = counterfactual(7.3e4 * flows, costs, 5, incomes=incomes, deficits=deficits)
    assert np.abs(scaled.real_income / one.real_income - 1).max() < GOOD
    order = np.random.default_rng(3).permutation(12)
    turned = counterfactual(
        flows[np.ix_(order, order)], costs[np.ix_(order, order)], 5, incomes=incomes, deficits=deficits
    )
    assert np.abs(turned.real_income / one.real_income[order] - 1).max() < GOOD


def test_the_numeraire_is_irrelevant() -> None:
    # Prices are told with the world's output as the unit; in any other unit the same equations hold, deficits moving with it.
    flows, costs, sigma = drawn(), shocked(12), 5.0
    found = counterfactual(flows, costs, sigma)
    for unit in (found.wages[0], found.prices[3], 2.0):
        wages = found.wages / unit
        offered = flows / flows.sum(axis=0) * (costs * wages[:, None]) ** (1 - sigma)
        prices = offered.sum(axis=0) ** (1 / (1 - sigma))
        output = wages * flows.sum(axis=1)
        deficit = (flows.sum(axis=0) - flows.sum(axis=1)) * output.sum() / flows.sum()
        sold = (offered / offered.sum(axis=0) * (output + deficit)).sum(axis=1)
        assert np.abs(sold / output - 1).max() < GOOD
        assert np.abs(wages / prices / found.real_income - 1).max() < GOOD


def test_autarky_costs_what_the_closed_form_says() -> None:
    # Arkolakis, Costinot and Rodriguez-Clare (2012): share of spending at home to the power 1 / (sigma - 1).
    for sigma in (2.5, 5.0, 9.0):
        flows = balanced(square()[1])
        for state in (3, 20, 43):
            costs = np.ones_like(flows)
            costs[state], costs[:, state] = np.inf, np.inf
            costs[state, state] = 1.0
            found = counterfactual(flows, costs, sigma, deficits="closed")
            home = flows[state, state] / flows[:, state].sum()
            assert abs(found.real_income[state] - home ** (1 / (sigma - 1))) < 1e-6
            assert found.clearing < GOOD


def test_nearly_shut_off_a_state_with_a_deficit_still_is_at_the_closed_form() -> None:
    # What was tried beforehand: with costs that leave e^-20 of trade, real income is the closed form's though spending is not.
    names, flows = square()
    state = names.index("GBR")  # a deficit
    costs = np.ones_like(flows)
    costs[state], costs[:, state] = costs_of(-12.0, 5), costs_of(-12.0, 5)
    costs[state, state] = 1.0
    home = flows[state, state] / flows[:, state].sum()
    try:
        found = counterfactual(flows, costs, 5)
    except NoAnswer:
        pytest.skip("no equilibrium so near to autarky")
    change = found.trade[state, state] / found.spending[state] / home
    assert abs(found.real_income[state] - change ** (-1 / 4)) < 1e-6


def test_real_income_is_the_change_of_the_share_bought_at_home() -> None:
    # The same formula for any change of costs abroad, in every state at once.
    flows, sigma = drawn(zeros=0.0), 6.0
    found = counterfactual(flows, shocked(12), sigma)
    home = np.diag(flows) / flows.sum(axis=0)
    after = np.diag(found.trade) / found.trade.sum(axis=0)
    assert np.abs(found.real_income - (after / home) ** (1 / (1 - sigma))).max() < 1e-9


def test_a_symmetric_world_stays_symmetric() -> None:
    n = 7
    flows = np.full((n, n), 2.0) + 30 * np.eye(n)
    costs = np.full((n, n), 1.3)
    np.fill_diagonal(costs, 1.0)
    found = counterfactual(flows, costs, 5)
    assert np.ptp(found.real_income) < 1e-13
    assert np.allclose(found.wages, 1.0, rtol=0, atol=1e-13)
    assert np.allclose(found.trade, found.trade.T)
    # by hand: L_home = 32/44, foreign 2/44 each; power of the index = (32 + 12 * 1.3^-4) / 44
    assert abs(found.real_income[0] - ((32 + 12 * 1.3**-4) / 44) ** (1 / 4)) < 1e-12


def test_known_costs_are_recovered_from_simulated_trade() -> None:
    # Two worlds simulated in levels from productivities and costs; the change computed from the first world's trade is the second world.
    rng = np.random.default_rng(5)
    n, sigma = 9, 4.0
    labour, skill = rng.uniform(1, 20, n), rng.uniform(0.5, 2, n)
    costs = 1 + rng.uniform(0, 2, (n, n))
    np.fill_diagonal(costs, 1.0)
    change = shocked(n, 6, 0.3)

    def world(costs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        wages = np.ones(n)
        for _ in range(20_000):
            offered = (costs * (wages / skill)[:, None]) ** (1 - sigma)
            trade = offered / offered.sum(axis=0) * (wages * labour)
            moved = wages * (trade.sum(axis=1) / (wages * labour)) ** 0.3
            moved /= moved @ labour / labour.sum()
            if np.abs(moved / wages - 1).max() < 1e-15:
                break
            wages = moved
        return trade, wages / (offered.sum(axis=0) ** (1 / (1 - sigma)))

    before, real = world(costs)
    after, later = world(costs * change)
    found = counterfactual(before, change, sigma)
    assert np.abs(found.real_income - later / real).max() < 1e-9
    assert np.abs(found.trade / found.trade.sum() - after / after.sum()).max() < 1e-9


def test_the_enlargement_of_the_union_is_as_published() -> None:
    # Zylkin's ge_gravity (Stata), results of TradeData0014_Results of the R package GEGravity, as printed in its article on comparison: trade of 2000, elasticity 4,
    # the effect of enlargement on the pairs that were not both members in 2000 and were in 2014; Australia's welfare and its trade, for both kinds of deficits.
    held = json.loads((REFERENCE / "enlargement.json").read_text(encoding="utf-8"))
    names, flows = square(2000)
    effect = np.zeros_like(flows)
    place = {name: at for at, name in enumerate(names)}
    for one, two in held["pairs"]:
        effect[place[one], place[two]] = held["effect"]
    for deficits, welfare, home, austria in (
        ("additive", 0.9999938, 7.047388e05, 6.200899e01),
        ("multiplicative", 0.9999948, 7.047407e05, 6.200460e01),
    ):
        found = counterfactual(flows, costs_of(effect, 5), 5, deficits=deficits)
        # With multiplicative deficits theirs leaves the world's spending and output apart, by one factor; welfare there is the real wage.
        factor = (
            found.spending / flows.sum(axis=0) / found.wages if deficits == "multiplicative" else np.ones(44)
        )
        told = found.real_income if deficits == "multiplicative" else found.welfare
        assert np.ptp(factor) < 1e-12
        assert abs(told[place["AUS"]] - welfare) < 1e-7
        for buyer, value in (("AUS", home), ("AUT", austria)):
            assert abs(found.trade[place["AUS"], place[buyer]] / factor[place[buyer]] / value - 1) < 5e-7


@pytest.mark.parametrize("name", ["sample", "wiod"])
def test_with_incomes_held_it_is_gegravity(name: str) -> None:
    # tests/effects/reference/gegravity_values.py; the sample's matrix stands beside the values.
    held = json.loads((REFERENCE / "gegravity_values.json").read_text(encoding="utf-8"))[name]
    names = held["names"]
    if name == "wiod":
        found_names, flows = square()
        assert found_names == names
    else:
        flows = np.array(held["flows"], dtype=np.float64)
    effect = np.zeros_like(flows)
    for one, two in held["pairs"]:
        a, b = names.index(one), names.index(two)
        effect[a, b] = effect[b, a] = held["effect"]
    found = counterfactual(flows, costs_of(effect, held["sigma"]), held["sigma"], incomes="fixed")
    reference = names.index("USA")
    price = found.wages / found.prices[reference]
    assert np.abs(price - held["price"]).max() < 1e-6
    assert np.abs(found.real_income - held["real_income"]).max() < 1e-6
    full = counterfactual(flows, costs_of(effect, held["sigma"]), held["sigma"])
    far = np.abs(full.real_income - held["real_income"]).max()
    assert 1e-6 < far < 0.1 * np.abs(full.real_income - 1).max()


@pytest.mark.long
def test_with_incomes_held_it_is_the_gegravity_that_is_installed() -> None:
    # The peer itself, from the same matrix in the same run; python -m benchmarks.trade has the times.
    pytest.importorskip("gegravity")
    from benchmarks.trade import matrix, ours, shock, theirs
    from westphalia.record.world import load

    labels, flows = matrix(load(), 44)
    effect, _, _ = shock(44)
    assert np.abs(ours(flows, effect, "fixed")[1] - theirs(labels, flows, effect)[1]).max() < 1e-6


def test_held_incomes_balance_at_the_incomes_before() -> None:
    flows = drawn()
    found = counterfactual(flows, shocked(12), 5, incomes="fixed")
    assert np.allclose(found.trade.sum(axis=1), flows.sum(axis=1), rtol=GOOD)
    assert np.allclose(found.trade.sum(axis=0), flows.sum(axis=0), rtol=GOOD)
    assert found.clearing < GOOD


def test_zeros_stay_zeros() -> None:
    flows = drawn()
    found = counterfactual(flows, 1 / shocked(12), 5)
    assert (found.trade[flows == 0] == 0).all()


FLOWS = np.array([[8.0, 2.0, 1.0], [1.0, 9.0, 2.0], [3.0, 1.0, 7.0]])


@pytest.mark.parametrize(
    ("flows", "costs", "sigma", "word"),
    [
        (FLOWS[:2], np.ones((2, 3)), 5, "square"),
        (FLOWS, np.ones((2, 2)), 5, "square"),
        (-FLOWS, np.ones((3, 3)), 5, "negative"),
        (np.where(FLOWS == 9, np.nan, FLOWS), np.ones((3, 3)), 5, "not known"),
        (np.where(FLOWS == 9, np.inf, FLOWS), np.ones((3, 3)), 5, "infinite"),
        (FLOWS * [[1], [0], [1]], np.ones((3, 3)), 5, "sells nothing"),
        (FLOWS * [1, 0, 1], np.ones((3, 3)), 5, "buys nothing"),
        (FLOWS, np.zeros((3, 3)), 5, "above zero"),
        (FLOWS, np.full((3, 3), np.nan), 5, "above zero"),
        (FLOWS, np.ones((3, 3)), 1.0, "elasticity"),
        (FLOWS, np.ones((3, 3)), 0.0, "elasticity"),
        (FLOWS, np.ones((3, 3)), np.nan, "elasticity"),
    ],
)  # fmt: skip
def test_what_is_no_question_is_refused(
    flows: np.ndarray, costs: np.ndarray, sigma: float, word: str
) -> None:
    with pytest.raises(NotUnderstood, match=word):
        counterfactual(flows, costs, sigma)


def test_unknown_ways_are_refused() -> None:
    with pytest.raises(NotUnderstood, match="incomes"):
        counterfactual(FLOWS, np.ones((3, 3)), 5, incomes="half")  # type: ignore[arg-type]
    with pytest.raises(NotUnderstood, match="deficits"):
        counterfactual(FLOWS, np.ones((3, 3)), 5, deficits="some")  # type: ignore[arg-type]


@pytest.mark.parametrize("deficits", ["additive", "multiplicative"])
def test_shut_off_with_a_surplus_or_deficit_there_is_no_answer(deficits: str) -> None:
    costs = np.ones((3, 3))
    costs[0], costs[:, 0] = np.inf, np.inf
    costs[0, 0] = 1.0
    with pytest.raises(NoAnswer, match="cut off"):
        counterfactual(FLOWS, costs, 5, deficits=deficits)
    assert counterfactual(FLOWS, costs, 5, deficits="closed").clearing < GOOD


def test_spending_below_nothing_is_no_answer() -> None:
    # A state that runs a surplus of a third of its output and can sell next to nothing afterwards.
    flows = np.array([[4.0, 4.0, 3.0], [0.5, 20.0, 2.0], [0.5, 2.0, 20.0]])
    costs = np.ones((3, 3))
    costs[0], costs[:, 0] = costs_of(-30.0, 5), costs_of(-30.0, 5)
    costs[0, 0] = 1.0
    with pytest.raises(NoAnswer):
        counterfactual(flows, costs, 5)


def test_nobody_left_to_trade_with_is_no_answer() -> None:
    flows = FLOWS * (1 - np.eye(3))
    costs = np.ones((3, 3))
    costs[0] = np.inf
    with pytest.raises(NoAnswer, match="sell to"):
        counterfactual(flows, costs, 5)
    with pytest.raises(NoAnswer, match="buy from"):
        counterfactual(flows, costs.T, 5)
