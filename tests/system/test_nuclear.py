"""The steps on the way to nuclear weapons in a run: the hazards are those of the page of nuclear weapons, stages go one way at a time, and what follows of them is that of a twin."""

from __future__ import annotations

import numpy as np
import pytest

from sources.system_steps import in_units, rate
from tests.conftest import in_part
from westphalia.effects.proliferation.hazards import HazardFit, chance, yearly
from westphalia.effects.proliferation.levels import HAS, STAGES, design, levels
from westphalia.errors import NotUnderstood
from westphalia.record.results import document
from westphalia.record.rows import located
from westphalia.system.engine import Engine
from westphalia.system.estimates import known
from westphalia.system.interventions import SET, Command, Commands
from westphalia.system.kernel.nuclear import counted, odds, protected
from westphalia.system.outcomes import NAMES, NUCLEAR, untold
from westphalia.system.processes.nuclear import READ, STEPS
from westphalia.system.scenario import scenario
from westphalia.system.state import computed, protector, start
from westphalia.system.variables import STATES

STAGE = STATES.index("nuclear_stage")


@pytest.fixture(scope="module")
def held(world):
    return document(world.manifest, "model/nuclear.json", "")


@pytest.mark.parametrize("name", ["explore", "pursue"])
def test_hazards_are_those_of_the_page(world, held, estimates, name):
    """The same numbers of the same levels, whatever they are called, to the precision of the stored estimates."""
    fit, read = HazardFit.of(held["stages"][name]["fit"]), levels(world, 1990).value
    x = design(read, STAGES[name].terms)
    there = np.isfinite(x).all(axis=1)
    run = x[there].copy()
    run[:, list(STAGES[name].terms).index("income")] -= np.log(1000.0)
    mean, _ = in_units(fit)
    assert chance(mean[0] + run @ mean[1:]) == pytest.approx(yearly(fit, x[there]), rel=1e-12)
    assert estimates[f"nuclear_{name}"]["mean"] == pytest.approx(mean, rel=1e-5)


@pytest.mark.parametrize("year", in_part(range(1946, 2019), every=30, always=(1965, 2005)))
def test_levels_of_a_start_are_those_of_the_page(world, year):
    now, read = start(world, year), levels(world, year).value
    at, _ = located(world.universe(), now.codes)
    for name in {*STAGES["explore"].terms, *STAGES["pursue"].terms} - {"income", "disputes", "exclusion"}:
        mine, theirs = now.states[READ.get(name, name)], design(read, (name,))[at, 0]
        told = np.isfinite(theirs)
        assert told.sum() > 50
        off = np.abs(mine - theirs)[told] > 1e-9
        assert off.sum() <= (5 if name in ("rivals", "protector") else 0), (
            name
        )  # ties that end within the year


def test_base_rates_are_those_of_the_page(held, estimates):
    for name in ("acquire", "give_up"):
        found = estimates[f"nuclear_{name}"]
        assert chance(np.array(found["mean"]))[0] == pytest.approx(held["stages"][name]["base"]["rate"], rel=1e-4)  # fmt: skip
        assert "level" not in found
    assert rate({"events": 0, "rows": 20})["mean"][0] < rate({"events": 1, "rows": 20})["mean"][0]
    assert rate({"events": 0, "rows": 0}) is None


def test_explorers_were_fewer_than_expected_in_late_years(estimates):
    level = estimates["nuclear_explore"]["level"]
    assert sum(level["expected"]) > 4 * sum(level["seen"])
    assert level["middle"] < -1


def test_chances_of_the_loop():
    assert odds.py_func(0.0) == 0.5
    assert odds.py_func(-3.0) == pytest.approx(float(chance(np.array(-3.0))), rel=1e-12)
    assert odds.py_func(-100.0) == odds.py_func(-20.0) == 0.0


def test_who_is_protected(world):
    now = start(world, 2022)
    n, stage, value = now.n, now.states["nuclear_stage"].copy(), np.ones(now.n + 1)
    pairs = [now.pairs[name] for name in ("pact", "alliance", "promise")]
    protected.py_func(stage, value, *pairs, n)
    assert (value[:n] == now.states["protector"]).all()
    seoul, tehran, moscow, astana = (now.place(code) for code in (732, 630, 365, 705))
    assert now.states["protector"][[seoul, tehran, astana]].tolist() == [1, 0, 1]
    stage[moscow] = 0
    assert protector(stage, *pairs)[astana] == 0
    assert protector(stage, 0 * pairs[0], *pairs[1:])[seoul] == 0


def test_what_is_counted():
    out = np.ones(3)
    counted.py_func(np.array([0.0, 1.0, 3.0, 3.0, 2.0, 9.0]), 5, out)
    assert out.tolist() == [1, 1, 2]


def test_what_a_file_says(world):
    now = start(world, 2022)
    said = {"name": "steps", "start": 2022, "years": 5, "outcomes": [{"first": "bomb", "of": "Iran"}]}
    for stage, value in {"explore": 1, "pursue": 2, "acquire": 3, "give-up": 0}.items():
        deed = {"do": "nuclear", "of": "Iran", "stage": stage, "year": 2024}
        (row,) = scenario({**said, "interventions": [deed]}).commands(world, now).by_arm[1]
        assert (row.what, row.which, row.i, row.value) == (SET, STAGE, now.place(630), value)
    assert [(each.kind, each.name, each.codes) for each in scenario(said).asked(world, now)] == [("reached", "bomb", (630,))]  # fmt: skip
    with pytest.raises(NotUnderstood, match="Nearest: pursue"):
        scenario({**said, "interventions": [{"do": "nuclear", "of": "Iran", "stage": "pursuit", "year": 2024}]})  # fmt: skip


@pytest.mark.long
def test_stages_in_runs(world, of):
    """Whoever has weapons keeps them; a step that is set is followed by the hazards of the stage; all are of the run's own luck."""
    now = start(world, 2000)
    iran, years = now.place(630), 10
    rows = (Command(0, 2001, SET, STAGE, iran, value=2.0),)
    engine = Engine(of, now, years, 1, Commands(((), rows), ("pursuit",)))
    armed = NAMES.index(NUCLEAR[2])
    ends = []
    found = engine.block(np.arange(1, 201), lambda each: ends.append(each._arms.values[1, STAGE, iran])).outcomes  # fmt: skip
    assert (np.diff(found[:, :, :, armed], axis=2) >= 0).all()
    rates = [chance(np.array(of.estimates[name]["mean"]))[0] for name in ("nuclear_acquire", "nuclear_give_up")]  # fmt: skip
    share = rates[0] / sum(rates) * (1 - (1 - sum(rates)) ** (years - 1))
    assert np.mean(np.array(ends) == HAS) == pytest.approx(share, abs=0.1)
    assert {to for _, to in STEPS.values()} == {0, 1, 2, 3}


def test_to_explore_is_off_unless_a_scenario_asks_for_it(world):
    assert "nuclear_explore" in known(world, 2022).off
    assert known(world, 2022, ["nuclear_explore"]).off == ()
    said = {"name": "steps", "start": 2022, "years": 5}
    assert scenario({**said, "also": ["nuclear_explore"]}).also == ("nuclear_explore",)
    with pytest.raises(NotUnderstood, match='no process "pact" is off by default'):
        scenario({**said, "also": ["pact"]})
    forced = {"do": "force", "process": "nuclear_explore", "of": ["Iran"], "year": 2024}
    with pytest.raises(NotUnderstood, match=r"is off unless a scenario says also: \[nuclear_explore\]"):
        scenario({**said, "interventions": [forced]}).held(known(world, 2022).off)
    assert untold(["nuclear_explore"]) == {"nuclear_exploring"}


@pytest.mark.long
def test_what_follows_in_runs_is_that_of_a_start(world, of):
    """After ten years of pacts made and ended, rivalries, disputes and steps, what hazards read is what the numpy twin computes from the same ties."""
    ends = []
    Engine(of, start(world, 1985), 10, 1, Commands(((),))).block(
        np.arange(1, 4), lambda each: ends.append(each.end())
    )
    for end in ends:
        twin = computed(end)
        for name in ("nuclear", "exploring", "rivals", "protector"):
            assert end.states[name] == pytest.approx(twin.states[name], abs=1e-11), name
        assert end.states["dispute_rate"] == pytest.approx(twin.states["dispute_rate"], abs=1e-3)
        assert 0 < end.states["protector"].sum() < end.n
