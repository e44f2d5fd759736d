"""Runs: the same bytes however they are asked for, and what is known without running.

Compiling all of the loop takes a while, and every fresh machine pays for it, so what needs it is long. The scan, which is a small part of it, is always compiled and
held against a twin in numpy.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from westphalia.system import luck
from westphalia.system.covariates import square
from westphalia.system.draws import coefficients, level_at
from westphalia.system.engine import Engine, moving, room, rules
from westphalia.system.interventions import LIFT, SANCTION, Command, Commands
from westphalia.system.outcomes import NAMES
from westphalia.system.parameters import drawn, model
from westphalia.system.process import Covariate

YEARS = 4
NULL = Commands(((), ()))


def runs(of, state, numbers, commands=NULL, **more):
    return Engine(of, state, YEARS, 1, commands, **more).block(np.array(numbers))


@pytest.fixture(scope="module")
def ten(of, small):
    return runs(of, small, range(1, 13))


@pytest.mark.long
def test_runs_are_the_same_in_parts(of, small, ten):
    parts = [runs(of, small, numbers).outcomes for numbers in (range(1, 8), range(8, 13))]
    assert (np.concatenate(parts) == ten.outcomes).all()
    assert (runs(of, small, [11, 3]).outcomes == ten.outcomes[[10, 2]]).all()


@pytest.mark.long
def test_a_scenario_that_does_nothing_is_the_baseline(ten):
    assert (ten.outcomes[:, 0] == ten.outcomes[:, 1]).all()
    assert not ten.failed


@pytest.mark.long
def test_the_baseline_is_the_same_alone(of, small, ten):
    assert (runs(of, small, range(1, 13), Commands(((),))).outcomes[:, 0] == ten.outcomes[:, 0]).all()


@pytest.mark.long
def test_looking_at_every_pair_gives_the_same(of, small, ten):
    assert (runs(of, small, range(1, 13), audit=True).outcomes == ten.outcomes).all()


@pytest.mark.long
def test_a_step_of_a_scenario_leaves_the_years_before_untouched(of, small, ten):
    late = Command(0, small.year + 3, SANCTION, i=small.place(365), j=small.place(2))
    done = runs(of, small, range(1, 13), Commands(((), (late,)), ("late",)))
    assert (done.outcomes[:, 0] == ten.outcomes[:, 0]).all()
    assert (done.outcomes[:, 1, :2] == ten.outcomes[:, 1, :2]).all()
    at = NAMES.index("sanctions")
    assert (done.outcomes[:, 1, 2, at] >= ten.outcomes[:, 1, 2, at]).all()
    assert done.touched[0] > 0


@pytest.mark.long
def test_no_chance_is_no_step_and_what_is_there_is_inert(of, small, ten):
    never = Command(0, small.year + 1, SANCTION, i=small.place(365), j=small.place(2), probability=0.0)
    nothing = Command(1, small.year + 1, LIFT, i=small.place(365), j=small.place(385))
    done = runs(of, small, range(1, 13), Commands(((), (never, nothing)), ("never", "nothing")))
    assert (done.outcomes == ten.outcomes).all()
    assert done.touched.tolist() == [0, 0]


@pytest.mark.long
def test_the_order_of_processes_makes_no_difference(estimates, of, small, ten):
    backwards = model(estimates, dict(reversed(of.processes.items())))
    assert (runs(backwards, small, range(1, 13)).outcomes == ten.outcomes).all()


def test_ten_runs_share_their_parameters(estimates):
    one, two = (coefficients("pact", estimates["pact"], draw, 1) for draw in (0, 1))
    assert (one != two).any()
    assert (coefficients("pact", estimates["pact"], 0, 1) == one).all()
    many = np.array([coefficients("pact", estimates["pact"], draw, 1) for draw in range(400)])
    spread = np.sqrt(np.diag(estimates["pact"]["covariance"]))
    assert np.abs((many.mean(axis=0) - estimates["pact"]["mean"]) / spread).max() < 0.25
    assert many.std(axis=0) == pytest.approx(spread, rel=0.15)


def test_a_level_goes_back_to_its_middle(estimates):
    level = estimates["dispute"]["level"]
    mean, variance = level_at(estimates["dispute"], 2600)
    assert mean == pytest.approx(level["middle"], abs=1e-6)
    assert variance == pytest.approx(level["sd"] ** 2 / (1 - level["keep"] ** 2), rel=1e-6)


def test_events_of_the_scan_are_those_of_a_twin_in_numpy(of, small):
    """One year's events of every scanned process, found again by the record's luck and the covariates that fits are made on."""
    from westphalia.system.kernel.loop import looked, packed

    now, given, work = moving(small, 1), drawn(of, small, 0, 1), room(of, small.n, 1)
    found_rules, level = rules(of, small, 1), np.zeros(len(of.order))
    looked(small.year + 1, 5, *packed(found_rules, given, now, work), level, False)
    for p, name in enumerate(of.dense):
        process, coef = of.processes[name], coefficients(name, of.estimates[name], 0, 1)
        eta = coef[0] + sum(b * square(small, each) for b, each in zip(coef[1:], process.terms, strict=True))
        n = small.n
        both = np.meshgrid(small.codes, small.codes, indexing="ij")
        u = luck_of(name, small.year + 1, 5, both[0].ravel(), both[1].ravel()).reshape(n, n)
        risk = ~np.eye(n, dtype=bool) if process.on == "directed" else np.triu(np.ones((n, n), dtype=bool), 1)
        if process.risk:
            risk &= small.pairs[process.risk] == 0
        chance = -np.expm1(-np.exp(np.clip(eta, luck.LOW, luck.HIGH)))
        surely, perhaps = risk & (u < chance * 0.995), risk & (u < chance * 1.005)
        seen = {tuple(each) for each in work.found[p, 0, : work.count[p, 0]].tolist()}
        assert {*zip(*(at.tolist() for at in np.nonzero(surely)), strict=True)} <= seen, name
        assert seen <= {*zip(*(at.tolist() for at in np.nonzero(perhaps)), strict=True)}, name


def luck_of(name, year, run, one, two):
    from westphalia.record.draws import uniform

    return uniform(luck.named(name, 1), np.full(len(one), year), np.full(len(one), run), one, two)


@pytest.mark.long
def test_without_couplings_counts_agree_with_the_closed_form(of, small):
    """New rivalries by a constant hazard alone: their mean is the number of pairs at risk times the chance."""
    flat = {
        **of.estimates["rivalry"],
        "mean": [-4.0] + [0.0] * len(of.processes["rivalry"].reads),
        "level": quiet(),
    }
    flat.pop("covariance")
    flat.pop("rate")
    one = replace(of, estimates={**of.estimates, "rivalry": flat})
    first = runs(one, small, range(1, 61), Commands(((),))).outcomes[:, 0, 0, NAMES.index("rivalries_new")]
    pairs = small.n * (small.n - 1) / 2 - small.pairs["rivalry"].sum() / 2
    chance = -np.expm1(-np.exp(-4.0))
    error = np.sqrt(pairs * chance * (1 - chance) / 60)
    assert abs(first.mean() - pairs * chance) < 3.5 * error
    assert first.std() == pytest.approx(np.sqrt(pairs * chance * (1 - chance)), rel=0.35)


@pytest.mark.long
def test_how_much_happens_is_told_by_the_level_alone(of, small):
    """Pacts by their covariates, their level held at that of the fit: over the years as many of the pairs at risk make one as did in the fit, though ties feed ties."""
    held = {**of.estimates["pact"], "level": quiet()}
    held.pop("covariance")
    one = replace(of, estimates={**of.estimates, "pact": held})
    found = Engine(one, small, 12, 1, Commands(((),))).block(np.arange(1, 101)).outcomes[:, 0]
    at_risk = small.n * (small.n - 1) / 2 - found[:, :, NAMES.index("pact_pairs")]
    made = found[:, 1:, NAMES.index("pacts_new")]
    rate = made.sum() / at_risk[:, :-1].sum()
    assert rate == pytest.approx(np.exp(held["rate"]), rel=0.12)
    early, late = (
        made[:, span].sum() / at_risk[:, :-1][:, span].sum() for span in (slice(0, 5), slice(6, 11))
    )
    assert late == pytest.approx(early, rel=0.25)


def test_chances_summed_by_the_loop_are_those_of_the_start(of, small):
    """The mean chance of the pairs at risk, as the scan sums it and as the engine says it beforehand."""
    from westphalia.system.kernel.loop import looked, packed

    now, given, work = moving(small, 1), drawn(of, small, 0, 1), room(of, small.n, 1)
    looked(small.year + 1, 5, *packed(rules(of, small, 1), given, now, work), np.zeros(len(of.order)), False)
    assert np.log(work.grown[: len(of.dense)]) == pytest.approx(
        (given.usual + given.rate)[: len(of.dense)], abs=1e-3
    )


def quiet():
    return {"middle": 0.0, "keep": 0.0, "sd": 0.0, "years": [1950], "value": [0.0], "variance": [0.0]}


@pytest.mark.long
def test_states_stay_within_bounds_and_output_is_that_of_the_record(world, of, small, ten):
    output = ten.outcomes[:, 0, 0, NAMES.index("output")]
    assert 0.9 < output.mean() / np.exp(small.states["output"]).sum() < 1.2
    assert (ten.outcomes[..., NAMES.index("democracy")] < 1).all()
    assert Covariate("gap", "ideal") in of.processes["pact"].terms
