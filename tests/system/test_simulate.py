"""Scenarios from end to end; what runs one is long, as it compiles the whole loop."""

from __future__ import annotations

import json

import polars as pl
import pytest

import westphalia as wp
from westphalia.errors import NotUnderstood

TRIAL = {
    "name": "trial",
    "start": 2022,
    "years": 3,
    "interventions": [
        {"do": "impose", "senders": ["European Union", "Japan"], "targets": ["Brazil"], "year": 2024},
        {"do": "impose", "senders": ["United States of America"], "targets": ["Iran"], "year": 2024},
    ],
}


@pytest.fixture(scope="module")
def trial(world):
    return wp.simulate(world, TRIAL, runs=6)


@pytest.mark.long
def test_what_comes_out(trial):
    assert trial.outcomes.columns == [
        "name",
        "region",
        "unit",
        "year",
        "arm",
        "mean",
        "q05",
        "q25",
        "q50",
        "q75",
        "q95",
    ]
    rows = trial.differences.filter(pl.col("name") == "sanctions").sort("year")
    assert rows["mean"][0] == 0.0
    assert 1.0 <= rows["mean"][1] <= 2.0  # two senders, where they had not sanctioned it already
    assert trial.inert == (2,)  # America sanctions Iran already
    both = trial.outcomes.pivot("arm", index=["name", "year"], values="mean")
    joined = both.join(trial.differences, on=["name", "year"])
    assert (
        (joined["scenario"] - joined["baseline"] - joined["mean"]).abs()
        < 1e-6 * (1 + joined["baseline"].abs())
    ).all()


@pytest.mark.long
def test_the_document_has_the_keys_of_the_contract(trial):
    document = json.loads(json.dumps(trial.to_dict()))
    assert {
        "scenario",
        "runs",
        "failed_runs",
        "outcomes",
        "differences",
        "trace",
        "inert",
        "carried",
        "interrupted",
        "hash",
    } <= document.keys()
    assert {row["arm"] for row in document["outcomes"]} == {"baseline", "scenario"}
    assert document["outcomes"][0]["quantiles"].keys() == {"0.05", "0.25", "0.5", "0.75", "0.95"}


@pytest.mark.long
def test_the_same_again_and_other_luck(world, trial):
    assert wp.simulate(world, TRIAL, runs=6).outcomes.equals(trial.outcomes)
    other = wp.simulate(world, TRIAL, runs=6, seed=2)
    assert not other.outcomes.equals(trial.outcomes)
    assert other.hash != trial.hash


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            {"interventions": [{**TRIAL["interventions"][0], "year": 2030}]},
            "The scenario, interventions.1.year: 2030 is not within the run, 2023 to 2025.",
        ),
        (
            {"interventions": [{**TRIAL["interventions"][0], "targets": ["Japan"]}]},
            "Japan cannot sanction itself.",
        ),
        ({"interventions": [{**TRIAL["interventions"][0], "targets": ["Brazyl"]}]}, "Nearest: Brazil."),
        (
            {"interventions": [{**TRIAL["interventions"][0], "targets": ["German Democratic Republic"]}]},
            "German Democratic Republic was not in the system of 2022",
        ),
        ({"yeers": 3}, 'unknown key "yeers". Nearest: years.'),
    ],
)
def test_what_cannot_be_run_is_told(world, change, says):
    with pytest.raises(NotUnderstood) as told:
        wp.simulate(world, {**TRIAL, **change}, runs=1)
    assert says in str(told.value)


def test_a_scenario_that_there_is_not(world):
    with pytest.raises(NotUnderstood, match="There is no scenario called base"):
        wp.simulate(world, "base")
    with pytest.raises(NotUnderstood, match="0 runs are not between 1 and 100000"):
        wp.simulate(world, "baseline", runs=0)
