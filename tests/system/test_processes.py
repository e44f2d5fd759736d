"""Declarations: what fits together, and what does not and how that is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from westphalia.errors import NotUnderstood
from westphalia.system.consistency import consistency_check
from westphalia.system.process import term
from westphalia.system.processes import processes


def test_those_of_the_package_fit_together():
    found = consistency_check(processes())
    assert found.keys() == processes().keys()
    assert found["pact"][:2] == ("agreement", "arms")
    assert "sanction_sender" in found["arms"]


def test_their_order_makes_no_difference():
    backwards = dict(reversed(processes().items()))
    assert consistency_check(backwards) == consistency_check(processes())


def broken(**changes):
    """Return all processes, one of them changed."""
    name = changes.pop("name")
    return {**processes(), name: replace(processes()[name], **changes)}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            {"name": "rivalry", "reads": ("distance", "grievance")},
            "rivalry: there is no variable 'grievance'.",
        ),
        ({"name": "rivalry", "writes": ("rivalry", "pact")}, "pact has 2 writers: pact, rivalry."),
        ({"name": "sanction_sender", "writes": ()}, "arms reads sanction, and nobody writes sanction."),
        (
            {"name": "output", "unit": "dollars"},
            "output moves output by dollars; its unit is log of millions",
        ),
        ({"name": "pact", "bounds": (3.0, -20.0)}, "pact: its lower bound 3.0 is not below -20.0."),
        (
            {"name": "pact", "reads": ("ideal",)},
            "'ideal' does not say how the variable of two states is read.",
        ),
    ],
)
def test_what_does_not_fit_is_named(given, says):
    with pytest.raises(NotUnderstood) as told:
        consistency_check(broken(**given))
    assert says in str(told.value)


def test_all_problems_are_told_at_once():
    every = [
        *processes().values(),
        processes()["pact"],
        replace(processes()["arms"], name="arms2", reads=("nothing",)),
    ]
    with pytest.raises(NotUnderstood) as told:
        consistency_check(every)
    for part in ("two processes called pact", "no variable 'nothing'", "arms has 2 writers: arms, arms2"):
        assert part in str(told.value)


@pytest.mark.parametrize(
    ("text", "on", "says"),
    [
        ("gap ideals", "pair", "There is no variable 'ideals' for a process to read."),
        ("sum rivalry", "pair", "'sum rivalry' is no covariate of a pair."),
        ("rivalry", "state", "'rivalry' is no covariate of a state."),
        ("from wealth", "state", "'from wealth' does not say how"),
    ],
)
def test_covariates_that_there_are_not(text, on, says):
    with pytest.raises(NotUnderstood, match=says.replace("'", ".")):
        term(text, on)
