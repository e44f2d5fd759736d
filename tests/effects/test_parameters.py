"""Parameter files are checked whole, dated and cited; draws hang on name, seed and run alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

from westphalia import yaml_file
from westphalia.effects.distribution import distribution, movers, normals
from westphalia.effects.parameters import (
    Distribution,
    Parameter,
    ParameterSet,
    entries_of,
    names_of,
    of_file,
    shelf,
)
from westphalia.errors import NotUnderstood

ENTRY = {"value": 0.1, "unit": "1", "from": 2000, "citation": "Nobody (2000), An example.", "found": "memory"}
PAPERS = {
    "papers": [
        {"citation": "First (2001), A paper.", "found": "memory", "values": {"demand": -0.1, "supply": 0.2}},
        {"citation": "Second (2002), A paper.", "found": "memory", "values": {"demand": -0.3, "supply": 0.05}, "weight": 3.0},
    ]
}  # fmt: skip
CURVES: list[tuple[dict[str, Any], Any]] = [
    ({"lognormal": {"median": 0.14, "sigma": 0.6, "sign": 1}}, stats.lognorm(0.6, scale=0.14)),
    ({"normal": {"mean": 1.0, "sd": 2.0}}, stats.norm(1, 2)),
    ({"normal": {"mean": 1.0, "sd": 2.0, "low": 0.0}}, stats.truncnorm(-0.5, np.inf, loc=1, scale=2)),
    ({"uniform": {"low": -1.0, "high": 3.0}}, stats.uniform(-1, 4)),
    ({"triangular": {"low": 1.0, "mode": 2.0, "high": 5.0}}, stats.triang(0.25, loc=1, scale=4)),
    ({"beta": {"mean": 0.3, "n": 10.0}}, stats.beta(3, 7)),
]


def held(**more: Any) -> ParameterSet:
    """Return one parameter, x, with what is given beside the usual entry."""
    return ParameterSet({"x": Parameter(**{**ENTRY, **more})}, {})


def of_text(text: str) -> dict[str, tuple[Parameter, ...]]:
    """Return the entries of a file."""
    return entries_of(yaml_file.parse(text, "mine.yaml"), "mine")


@pytest.mark.parametrize(("given", "reference"), CURVES)
def test_quantiles_are_those_of_the_reference(given: dict[str, Any], reference: Any) -> None:
    share = np.linspace(0.01, 0.99, 33)
    curve = Distribution(**given).curve
    assert curve is not None
    assert np.allclose(curve.at(share), reference.ppf(share), rtol=1e-9, atol=1e-12)


def test_a_run_draws_the_same_whatever_the_number_of_runs() -> None:
    one = held(distribution={"uniform": {"low": 0.0, "high": 1.0}})
    long, short = one.draw("x", 1000, 3), one.draw("x", 10, 3)
    assert (long[:10] == short).all()
    assert stats.kstest(long, "uniform").pvalue > 0.001
    assert not np.isin(long, one.draw("x", 1000, 4)).any()


def test_parts_are_of_one_paper() -> None:
    both = held(value={"demand": -0.2, "supply": 0.1}, distribution=PAPERS)
    demand, supply = both.draw("x.demand", 4000, 1), both.draw("x.supply", 4000, 1)
    assert set(zip(demand, supply, strict=True)) == {(-0.1, 0.2), (-0.3, 0.05)}
    assert (demand == -0.3).mean() == pytest.approx(0.75, abs=0.03)
    assert both.value("x.demand") == -0.2
    assert list(names_of(both.entries)) == ["x.demand", "x.supply"]


def test_what_is_given_is_fixed_and_what_is_used_is_noted() -> None:
    one = ParameterSet(
        {"x": Parameter(**{**ENTRY, "distribution": {"uniform": {"low": 0.0, "high": 1.0}}})}, {"x": 7.0}
    )
    assert one.value("x") == 7.0
    assert (one.draw("x", 5, 1) == 7.0).all()
    assert one.used == ["x"]
    assert one.drawn(5, 1) == {}


def test_the_entry_that_began_last_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    from westphalia.effects import parameters as module

    text = "x:\n- {value: 1, unit: a, from: 2000, citation: A paper of 2000., found: memory}\n- {value: 2, unit: a, from: 2010, citation: A paper of 2010., found: memory}\n"
    monkeypatch.setattr(module, "of_file", lambda name: of_text(text))
    assert [module.parameters("mine", year=year).value("x") for year in (1990, 2009, 2010, 2020)] == [
        1,
        1,
        2,
        2,
    ]
    with pytest.raises(NotUnderstood, match="no parameter 'y'"):
        module.parameters("mine", year=2000, given={"y": 1.0})
    with pytest.raises(NotUnderstood, match="cannot be inf"):
        module.parameters("mine", year=2000, given={"x": float("inf")})


def test_all_problems_of_a_file_are_told_with_their_lines() -> None:
    text = (
        "x: {value: .inf, unit: a, from: 2000, citation: A paper of 2000., found: memory}\n"
        "y: {value: 1, unit: a, from: 2000, citation: A paper of 2000., found: heard}\n"
        "z: {value: 1, unit: a, from: 2000, citation: A paper., found: memory, distribution: {uniform: {low: 2, high: 1}}}\n"
        "w: {value: yes, unit: a, from: 2000, citation: A paper of 2000., found: memory, distribution: {}}\n"
    )
    with pytest.raises(NotUnderstood) as error:
        of_text(text)
    for told in (
        "line 1: x",
        "line 2: y: found",
        "line 3: z",
        "low must lie below high",
        "line 4: w",
        "not 0",
    ):
        assert told in str(error.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": {"a": 1.0}},
        {"distribution": PAPERS},
        {"value": {"demand": 1.0}, "distribution": PAPERS},
        {"distribution": {"uniform": {"low": 0, "high": 1}, "beta": {"mean": 0.5, "n": 2}}},
    ],
)
def test_what_does_not_fit_together_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"paper|part|kind"):
        held(**wrong)


def test_every_file_of_the_shelf_is_sound() -> None:
    for file in shelf():
        for name, dated in of_file(file).items():
            for entry in dated:
                reference = ParameterSet({name: entry}, {})
                for part in names_of(reference.entries):
                    drawn = reference.draw(part, 400, 1)
                    assert np.isfinite(drawn).all(), part
                    assert drawn.min() <= reference.value(part) <= drawn.max(), (
                        f"{part}: the value lies outside what is drawn"
                    )


def test_a_distribution_refuses_runs_that_failed() -> None:
    with pytest.raises(ValueError, match="needs numbers"):
        distribution(np.array([1.0, np.nan]))
    assert distribution(np.ones(3))["quantiles"]["0.95"] == 1.0


def test_what_moves_an_outcome_is_found() -> None:
    runs = 500
    x, y, noise = normals("three", runs, 3, seed=1).T
    found = movers({"noise": noise, "y": y, "x": x, "fixed": np.ones(runs)}, np.exp(2 * x - y))
    assert [name for name, _ in found] == ["x", "y", "noise"]
    assert found[0][1] > 0.7 > 0 > found[1][1]
    assert abs(found[2][1]) < 0.1
    assert movers({"x": x[:3]}, x[:3]) == ()
