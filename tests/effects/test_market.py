"""A market of exclusion conserves what is sold, shares room among all who are shut out, and answers degenerate questions with the right answer or a reason."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import examples
from westphalia.effects.market import Base, Coalition, Shock, market, priced, reroute
from westphalia.effects.market.areas import AREAS, area_of
from westphalia.effects.market.coalition import coalitions
from westphalia.effects.market.gas import gas
from westphalia.effects.market.oil import oil
from westphalia.effects.market.price import discounted, made_up, world_price
from westphalia.effects.market.wheat import wheat
from westphalia.effects.parameters import parameters
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.record.world import load

ONE = np.ones(1)
SHARE = st.floats(0, 1)


@st.composite
def problems(draw):
    """Draw sellers, buyers, flows, shares and runs of any size."""
    sellers, buyers, runs = draw(st.integers(1, 4)), draw(st.integers(1, 6)), draw(st.integers(1, 5))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    sold = rng.gamma(0.5, 1000.0, (sellers, buyers)) * (rng.random((sellers, buyers)) < 0.7)
    imports = rng.gamma(0.5, 4000.0, buyers) * (rng.random(buyers) < 0.8)
    refusing = np.round(rng.random((sellers, buyers)), 1)
    weights = rng.random((sellers, buyers)) * (rng.random((sellers, buyers)) < 0.8)
    shares = {name: rng.random(runs) for name in ("compliance", "dropping", "room", "freight")}
    return sold, imports, refusing, weights, shares


@examples(300)
@given(problems())
def test_every_barrel_is_bought_or_shut_in(problem):
    sold, imports, refusing, weights, shares = problem
    found = reroute(sold, imports, refusing, weights, **shares)
    assert found.conserved <= 1e-9
    assert (found.taken >= 0).all()
    assert (found.bought >= -1e-9 * sold.max(initial=1)).all()
    scale = max(sold.max(), 1.0)
    assert (found.taken.sum(axis=1) <= found.room + 1e-9 * scale).all()
    assert (found.rerouted <= found.freed * (1 + 1e-12) + 1e-12).all()


@examples(200)
@given(problems())
def test_one_alone_never_has_less_room(problem):
    """What is shut in of a seller together with others is at least what is shut in of it alone."""
    sold, imports, refusing, weights, shares = problem
    both = reroute(sold, imports, refusing, weights, **shares)
    for at in range(len(sold)):
        one = slice(at, at + 1)
        alone = reroute(sold[one], imports, refusing[one], weights[one], **shares)
        assert (both.shut_in[:, at] >= alone.shut_in[:, 0] - 1e-6 * max(sold.max(), 1.0)).all()


def test_rerouting_by_hand():
    """Ten sold, eight refused; of the two who are willing one has room for 3, the other for 1.5, and there are ships for all."""
    found = reroute(
        np.array([[8.0, 2.0, 0.0]]),
        np.array([40.0, 6.0, 3.0]),
        np.array([[1.0, 0.0, 0.0]]),
        np.ones((1, 3)),
        compliance=ONE,
        dropping=0 * ONE,
        room=ONE / 2,
        freight=ONE,
    )
    assert found.taken[0, 0].tolist() == pytest.approx([0, 3, 1.5])
    assert found.shut_in[0, 0] == pytest.approx(3.5)
    assert found.fullness[0, 0] == pytest.approx(1.0)


def test_a_buyer_without_past_trade_takes():
    """A limit on quantity lets a buyer begin that never bought: what a taste for sellers cannot."""
    found = reroute(np.array([[5.0, 0.0]]), np.array([9.0, 50.0]), np.array([[1.0, 0.0]]), np.ones((1, 2)), compliance=ONE, dropping=0 * ONE, room=ONE / 5, freight=ONE)  # fmt: skip
    assert found.taken[0, 0, 1] == pytest.approx(5.0)
    assert found.shut_in.sum() == pytest.approx(0.0)


def test_threat_turns_the_blow_from_the_discount_to_the_volume():
    shares = {"compliance": ONE, "room": ONE / 5, "freight": ONE}
    flows = np.array([[5.0, 5.0]]), np.array([9.0, 50.0]), np.array([[1.0, 0.0]]), np.ones((1, 2))
    free = reroute(*flows, **shares, dropping=0 * ONE)
    threatened = reroute(*flows, **shares, dropping=0.9 * ONE)
    assert free.shut_in.sum() == pytest.approx(0.0)
    assert threatened.shut_in.sum() > 5.0


@pytest.mark.parametrize(
    ("sold", "imports"),
    [([[-1.0, 2.0]], [1.0, 1.0]), ([[np.nan, 2.0]], [1.0, 1.0]), ([[1.0, 2.0]], [np.nan, 1.0])],
)
def test_negative_or_missing_flows_are_refused(sold, imports):
    with pytest.raises(NotUnderstood, match="negative or missing"):
        reroute(np.array(sold), np.array(imports), np.zeros((1, 2)), np.ones((1, 2)), compliance=ONE, dropping=ONE, room=ONE, freight=ONE)  # fmt: skip


def test_nobody_left_to_buy():
    """A coalition of everybody: all that it refuses is shut in."""
    sold = np.array([[5.0, 5.0]])
    found = reroute(sold, np.array([9.0, 50.0]), np.ones((1, 2)), np.ones((1, 2)), compliance=ONE, dropping=0 * ONE, room=ONE, freight=ONE)  # fmt: skip
    assert found.shut_in[0, 0] == pytest.approx(10.0)
    assert found.fullness[0, 0] == 1.0


def test_price_by_hand():
    """Two of a hundred lost, one made up; supply and demand answer with 0.1 each: 1 / 0.99 to the fifth power."""
    change = world_price(2 * ONE, 100.0, -0.1 * ONE, 0.1 * ONE, offset=ONE)
    assert change[0] == pytest.approx((1 / 0.99) ** 5 - 1, rel=1e-12)
    assert made_up(2 * ONE, 10 * ONE, 0.05 * ONE, 0.1 * ONE, 0.15)[0] == pytest.approx(0.15 + 0.5)
    assert made_up(2 * ONE, 10 * ONE, ONE, ONE, 1.0)[0] == pytest.approx(2.0)


def test_a_market_that_loses_nearly_all_has_no_price():
    assert np.isnan(world_price(95 * ONE, 100.0, -0.1 * ONE, 0.1 * ONE, offset=0 * ONE)[0])


def test_elasticities_of_zero_are_refused():
    with pytest.raises(NotUnderstood, match="answers the price"):
        world_price(ONE, 100.0, 0 * ONE, 0 * ONE, offset=0 * ONE)


def _simple() -> Base:
    return Base(
        "oil", "thousand barrels a day", 2019, (365, 630), ("RUS", "IRN"), ("A", "B", "C"),
        ({2: 1.0}, {710: 1.0}, {750: 1.0}), np.array([[4000.0, 1000.0, 0.0], [1500.0, 500.0, 0.0]]),
        np.array([12_000.0, 9000.0, 4000.0]), 90_000.0, 60.0, "US$ a barrel", 2019, {"RUS": 2019, "IRN": 2019}, np.zeros((2, 3)),
    )  # fmt: skip


def test_cap_and_discount_by_hand():
    """A price of 60 less a quarter is 45; half of the trade keeps a cap of 40: 42.5 a barrel."""
    where = reroute(np.array([[10.0]]), np.array([100.0]), np.array([[0.0]]), np.ones((1, 1)), compliance=ONE, dropping=0 * ONE, room=ONE, freight=ONE)  # fmt: skip
    found = priced(
        where, 0 * ONE, 0 * ONE, np.array([[0.25]]), before=60.0, cap=40.0, held=ONE / 2, cost=10 * ONE
    )
    assert found.revenue[0, 0] == pytest.approx(42.5 / 60 - 1)
    assert found.capped.sum() == 0
    low = priced(
        where, 0 * ONE, 0 * ONE, np.array([[0.25]]), before=60.0, cap=5.0, held=ONE / 2, cost=10 * ONE
    )
    assert low.capped[0, 0] == pytest.approx(5.0)
    assert low.revenue[0, 0] == pytest.approx(0.5 * 45 / 60 - 1)


def test_discount_ends_where_pumping_does_not_pay():
    where = reroute(np.array([[10.0, 1.0]]), np.array([5.0, 1.0]), np.array([[1.0, 0.0]]), np.ones((1, 2)), compliance=ONE, dropping=0 * ONE, room=ONE, freight=ONE)  # fmt: skip
    assert discounted(where, 0.05 * ONE, 0.5 * ONE, 0.8 * ONE)[0, 0] == pytest.approx(0.2)
    assert discounted(where, 0.05 * ONE, 0.5 * ONE, 0.2 * ONE)[0, 0] == pytest.approx(0.5)


def test_the_joint_effect_is_at_least_that_of_either_alone_in_every_run():
    held = parameters("oil", "inflation", year=2019)
    by = Coalition((2,), "list"), Coalition((2,), "list")
    for secondary in (False, True):
        made = market(_simple(), Shock(by, secondary), held, 400, seed=3)
        assert made.where.conserved <= 1e-9
        for alone in made.alone:
            assert (made.prices.change >= alone - 1e-12).all()
    assert made.prices.change.max() > 0


def test_the_same_seed_gives_the_same_and_draws_are_common():
    held = parameters("oil", "inflation", year=2019)
    by = Coalition((2,), "list"), Coalition((2,), "list")
    one, two = (market(_simple(), Shock(by, True), held, runs, seed=3) for runs in (60, 20))
    assert (one.prices.change[:20] == two.prices.change).all()
    single = market(_simple().only(0), Shock(by[:1], True), held, 20, seed=3)
    assert (single.prices.change == two.alone[0]).all()


def test_the_long_horizon_has_more_room():
    held = parameters("oil", "inflation", year=2019)
    by = Coalition((2,), "list"), Coalition((2,), "list")
    short, long = (
        market(_simple(), Shock(by, True, horizon), held, 200, seed=3) for horizon in ("short", "long")
    )  # type: ignore[arg-type]
    assert long.where.shut_in.mean() < short.where.shut_in.mean()


def test_a_seller_of_nothing_and_buyers_of_nothing_have_no_answer():
    held = parameters("oil", "inflation", year=2019)
    by = Coalition((2,), "list"), Coalition((2,), "list")
    none = replace(_simple(), sold=np.array([[0.0, 0, 0], [1, 1, 1]]))
    with pytest.raises(NoAnswer, match="RUS sold no oil"):
        market(none, Shock(by), held, 5, seed=1)
    with pytest.raises(NoAnswer, match="Nobody imports"):
        market(replace(_simple(), imports=np.zeros(3)), Shock(by), held, 5, seed=1)


def test_areas_hold_every_state_of_today():
    world = load()
    assert {area_of(code) for code in world.members(2020)} == set(AREAS)


def test_the_market_of_2021():
    """Russia sold 7,811 thousand barrels a day in 2021 (Statistical Review 2025), most to Europe by the table of 2019; nobody is read of later."""
    held = parameters("oil", "inflation", year=2021)
    base = oil(load(), (365, 630), 2021, held)
    assert base.matrix == 2019
    assert base.sold[0].sum() == pytest.approx(7811, abs=1)
    assert base.sold[0, AREAS.index("Europe")] / base.sold[0].sum() == pytest.approx(0.575, abs=0.01)
    assert base.imports[AREAS.index("Russia")] == 0
    early = oil(load(), (630,), 2011, held)
    assert early.sold[0, AREAS.index("Europe")] > early.sold[0, AREAS.index("China")] > 500


def test_a_year_before_the_data_has_no_answer():
    held = parameters("oil", "inflation", year=1990)
    with pytest.raises(NoAnswer):
        oil(load(), (365,), 1950, held)
    with pytest.raises(NoAnswer, match="Who buys"):
        oil(load(), (365,), 1990, held)


def test_coalitions():
    world = load()
    iran = coalitions(world, (630,), 2021)[0]
    assert 2 in iran.members
    assert iran.chosen == "sanctioners"
    assert 630 not in iran.members
    late = coalitions(world, (365,), 2025)[0]
    assert late.chosen == "sanctioners"
    assert late.observed == 2023
    nobody = coalitions(world, (670,), 2015)[0]
    assert nobody.chosen == "core"
    assert 2 in nobody.members
    union = coalitions(world, (365,), 2021, ("eu", "US"))[0]
    assert len(union.members) == 28
    assert union.chosen == "list"
    everyone = coalitions(world, (365, 630), 2021, ("all",))[0]
    assert len(everyone.members) > 180
    assert not {365, 630} & set(everyone.members)
    with pytest.raises(NotUnderstood, match="by itself"):
        coalitions(world, (365,), 2021, ("Russia", "US"))
    with pytest.raises(NotUnderstood, match="rule"):
        coalitions(world, (365,), 2021, ("core", "US"))


def test_gas_in_pipes_stays_where_it_is():
    """Russia sold 108 billion cubic metres by pipe and 44 liquefied in 2024 (Statistical Review 2025); pipes can hardly be moved within a year."""
    held = parameters("gas", "oil", "inflation", year=2024)
    base = gas(load(), (365,), 2024, held)
    assert base.sold.sum() == pytest.approx(152.5, abs=0.5)
    assert (base.sold * base.piped).sum() == pytest.approx(108.2, abs=0.2)
    made = market(base, Shock((Coalition(tuple(load().members(2024)), "all"),)), held, 50, seed=1)
    europe = AREAS.index("Europe")
    piped = made.where.refused[:, 0, europe] * base.piped[0, europe]
    assert (made.where.shut_in[:, 0] >= 0.94 * piped).all()
    with pytest.raises(NoAnswer, match="begins in 2024"):
        gas(load(), (365,), 2021, held)
    with pytest.raises(NoAnswer, match="gas in 2024 is not known"):
        gas(load(), (220,), 2024, held)


def test_wheat_is_of_states():
    """Russia sold Egypt 5.7 million tonnes in 2021 (FAO, detailed trade matrix)."""
    held = parameters("wheat", "oil", "inflation", year=2021)
    base = wheat(load(), (365,), 2021, held)
    assert base.sold[0, base.buyers.index("Egypt")] == pytest.approx(5.66e6, rel=0.01)
    assert "Russia" not in base.buyers
    later = wheat(load(), (365,), 2022, held)
    assert any("far below" in note for note in later.notes)
    before = wheat(load(), (365,), 2022, held, {365: 2021})
    assert before.observed["RUS"] == 2021
    assert before.sold.sum() > later.sold.sum()
    with pytest.raises(NoAnswer, match="begins in 1993"):
        wheat(load(), (365,), 1980, held)
